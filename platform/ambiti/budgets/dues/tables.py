"""The rows of dues: what they come from, who owes what to whom, what was settled, whose position.

Money is bigint cents. What is owed and what was settled are entries that are only added: a sum
that changes is adjusted, what was recorded wrongly is reversed. A due itself stays as it is, but
for the day it is due on, which is set once where a clock had not started.
"""

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB

from ambiti.agreements.withdrawals.tables import withdrawals
from ambiti.budgets.ledger.tables import ledger_movements
from ambiti.budgets.ripartos.tables import riparti
from ambiti.database.metadata import Confinement, sourced, tenant_table
from ambiti.governance.acts.tables import acts
from ambiti.statute.tables import ambiti, statute_versions
from ambiti.territory.tables import comuni

CAUSES = "'TRANSFER', 'QUOTA', 'FEE', 'REFUND', 'HOURS', 'RECESS'"
STATES = "'WAITING', 'CLAIMED', 'ACCRUING', 'UNDETERMINED', 'ESTIMATED', 'FINAL'"
GIVEN = "'SETTLED', 'RETURNED'"  # kinds of entries by which money goes from one to another
PAID = f"{GIVEN}, 'CARRIED'"  # kinds of entries that say what was paid; the others, what is owed
PLACES = "'COMUNE', 'BODY', 'UNIT', 'FUND'"

obligations = tenant_table(  # what dues come from: a riparto, a quota, a fee, a claim, a recess
    "obligations",
    Confinement.TENANT,
    Column("cause", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("matter_code", Text, nullable=False),
    Column("matter_name", Text, nullable=False),
    Column("year", Integer, nullable=False),
    Column("fund_code", Text),
    Column("rule_code", Text),
    Column("cents", BigInteger),  # none while nobody can say it
    Column("cost_cents", BigInteger),  # documented, of a claim
    Column("hours", Text),
    Column("rate_cents", BigInteger),  # of an hour
    Column("vat_rate", Text),
    Column("party_code", Text),  # who claims, or leaves
    Column("party_name", Text),
    Column("istat_code", Text, ForeignKey(comuni.c.istat_code)),
    Column("documents", ARRAY(Text), nullable=False),
    Column("riparto_id", Uuid),
    Column("withdrawal_id", Uuid),
    Column("deadline_code", Text),
    Column("hardness", Text),
    Column("available_on", Date),  # its funds
    Column("started_on", Date),
    Column("due_on", Date),
    Column("waiting", ARRAY(Text), nullable=False),  # the facts that a clock lacks
    Column("lines", JSONB, nullable=False),  # of what the sum is made
    Column("opened_on", Date, nullable=False),
    Column("act_id", Uuid),
    Column("recorder_id", Uuid, nullable=False),
    Column("statute_version_id", Uuid, nullable=False),
    *sourced(),
    ForeignKeyConstraint(["ambito_id"], [ambiti.c.ambito_id]),
    ForeignKeyConstraint(["ambito_id", "riparto_id"], [riparti.c.ambito_id, riparti.c.id]),
    ForeignKeyConstraint(
        ["ambito_id", "withdrawal_id"], [withdrawals.c.ambito_id, withdrawals.c.id]
    ),
    ForeignKeyConstraint(["ambito_id", "act_id"], [acts.c.ambito_id, acts.c.id]),
    ForeignKeyConstraint(
        ["ambito_id", "statute_version_id"],
        [statute_versions.c.ambito_id, statute_versions.c.id],
    ),
    UniqueConstraint("ambito_id", "riparto_id"),
    UniqueConstraint("ambito_id", "withdrawal_id"),
    CheckConstraint(f"cause in ({CAUSES}, 'NOTICE')", name="cause"),
    CheckConstraint(f"state in ({STATES})", name="state"),
    CheckConstraint("cents >= 0 and cost_cents > 0 and rate_cents > 0", name="cents"),
    CheckConstraint("hardness in ('SOFT', 'HARD', 'OPTIONAL')", name="hardness"),
    CheckConstraint("(due_on is null) = (started_on is null)", name="clock"),
    CheckConstraint("started_on <= due_on", name="days"),
    CheckConstraint("state not in ('ESTIMATED', 'FINAL') or act_id is not null", name="act"),
    Index("ix_obligations_ambito_id_opened_on", "ambito_id", "opened_on"),
)

dues = tenant_table(
    "dues",
    Confinement.TENANT,
    Column("obligation_id", Uuid, nullable=False),
    Column("number", Integer, nullable=False),  # within it
    Column("cause", Text, nullable=False),
    Column("matter_code", Text, nullable=False),
    Column("matter_name", Text, nullable=False),
    Column("year", Integer, nullable=False),
    Column("fund_code", Text),
    *(
        Column(f"{side}_{what}", Text, nullable=False)
        for side in ("debtor", "creditor")
        for what in ("kind", "code", "name")
    ),
    Column("debtor_istat", Text, ForeignKey(comuni.c.istat_code)),
    Column("creditor_istat", Text, ForeignKey(comuni.c.istat_code)),
    Column("internal", Boolean, nullable=False),  # of whoever collects: nothing is transferred
    Column("vat_rate", Text),  # of what is owed without VAT, where it is known
    Column("hardness", Text),
    Column("started_on", Date),
    Column("due_on", Date),
    Column("entered_on", Date, nullable=False),
    Column("act_id", Uuid, nullable=False),
    *sourced(),
    ForeignKeyConstraint(
        ["ambito_id", "obligation_id"], [obligations.c.ambito_id, obligations.c.id]
    ),
    ForeignKeyConstraint(["ambito_id", "act_id"], [acts.c.ambito_id, acts.c.id]),
    UniqueConstraint("ambito_id", "obligation_id", "number"),
    CheckConstraint(f"cause in ({CAUSES})", name="cause"),
    CheckConstraint(f"debtor_kind in ({PLACES}) and creditor_kind in ({PLACES})", name="places"),
    CheckConstraint("internal = (debtor_code = creditor_code)", name="internal"),
    CheckConstraint("hardness in ('SOFT', 'HARD', 'OPTIONAL')", name="hardness"),
    CheckConstraint("started_on <= due_on", name="days"),
    CheckConstraint("number > 0", name="number"),
    Index("ix_dues_ambito_id_entered_on", "ambito_id", "entered_on"),
    Index("ix_dues_ambito_id_due_on", "ambito_id", "due_on"),
)

due_entries = tenant_table(  # never changed: what was wrong is reversed by another
    "due_entries",
    Confinement.TENANT,
    Column("due_id", Uuid, nullable=False),
    Column("kind", Text, nullable=False),
    Column("cents", BigInteger, nullable=False),
    Column("entered_on", Date, nullable=False),
    Column("firmness", Text),  # of what is owed: an estimate, or final
    Column("payee_code", Text),  # to whom it was paid
    Column("credit", Boolean, nullable=False),  # told to leave more settled than owed
    Column("reverses_id", Uuid),
    Column("carried_id", Uuid),  # the entry of another due, out of which a credit came
    Column("payment_id", Uuid),  # of the ledger, with which it was settled
    Column("act_id", Uuid, nullable=False),
    Column("subject", Text, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
    Column("recorded_by", Text, nullable=False),
    Column("recorder_id", Uuid, nullable=False),
    Column("debtor_istat", Text, ForeignKey(comuni.c.istat_code)),  # as of its due
    Column("creditor_istat", Text, ForeignKey(comuni.c.istat_code)),
    ForeignKeyConstraint(["ambito_id", "due_id"], [dues.c.ambito_id, dues.c.id]),
    ForeignKeyConstraint(["ambito_id", "act_id"], [acts.c.ambito_id, acts.c.id]),
    ForeignKeyConstraint(
        ["ambito_id", "reverses_id"], ["ambiti.due_entries.ambito_id", "ambiti.due_entries.id"]
    ),
    ForeignKeyConstraint(
        ["ambito_id", "payment_id"], [ledger_movements.c.ambito_id, ledger_movements.c.id]
    ),
    ForeignKeyConstraint(
        ["ambito_id", "carried_id"], ["ambiti.due_entries.ambito_id", "ambiti.due_entries.id"]
    ),
    UniqueConstraint("ambito_id", "reverses_id"),  # reversed once
    UniqueConstraint("ambito_id", "carried_id"),
    CheckConstraint(f"kind in ('OWED', 'ADJUSTED', 'VOIDED', {PAID})", name="kind"),
    CheckConstraint("kind <> 'OWED' or cents >= 0", name="owed"),
    CheckConstraint(
        f"kind not in ({GIVEN}) or cents <> 0"
        " and (cents < 0) = ((reverses_id is not null) = (kind = 'SETTLED'))",
        name="settled",
    ),
    CheckConstraint(f"(kind in ({GIVEN})) = (payee_code is not null)", name="payee"),
    CheckConstraint(f"(kind in ({PAID})) = (firmness is null)", name="firmness"),
    CheckConstraint("firmness in ('ESTIMATED', 'FINAL')", name="firmness_word"),
    CheckConstraint("payment_id is null or kind in ('SETTLED', 'RETURNED')", name="payment"),
    CheckConstraint("kind <> 'VOIDED' or cents < 0", name="voided"),
    CheckConstraint("(kind = 'CARRIED' and cents > 0) = (carried_id is not null)", name="carried"),
    CheckConstraint("kind <> 'CARRIED' or cents <> 0", name="carried_cents"),
    Index("ix_due_entries_ambito_id_due_id", "ambito_id", "due_id", "entered_on"),
    Index("ix_due_entries_ambito_id_payment_id", "ambito_id", "payment_id"),
)

due_sides = tenant_table(  # one for whoever owes and one for whoever is owed
    "due_sides",
    Confinement.TENANT,
    Column("due_id", Uuid, nullable=False),
    Column("side", Text, nullable=False),
    Column("year", Integer, nullable=False),
    Column("fund_code", Text),
    Column("entered_on", Date, nullable=False),
    Column("party_kind", Text, nullable=False),
    Column("party_code", Text, nullable=False),
    Column("party_name", Text, nullable=False),
    Column("istat_code", Text, ForeignKey(comuni.c.istat_code)),
    ForeignKeyConstraint(["ambito_id", "due_id"], [dues.c.ambito_id, dues.c.id]),
    UniqueConstraint("ambito_id", "due_id", "side"),
    CheckConstraint("side in ('DEBTOR', 'CREDITOR')", name="side"),
    CheckConstraint(f"party_kind in ({PLACES})", name="party_kind"),
    Index("ix_due_sides_ambito_id_year", "ambito_id", "year"),
)
