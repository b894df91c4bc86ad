"""The rows of the ledger: lines, impegni, accounts, and movements that are only added.

Money is bigint cents. An account holds what is at one stage of a fund, of a line, or of an impegno;
its balance is kept by a trigger with each movement, and no login may write it. Which account a
kind of movement may move money between is said by the trigger of the movements, so that whoever
writes SQL with the application's role is held by it too.
"""

from sqlalchemy import (
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
    text,
)

from ambiti.budgets.funds.tables import budget_funds, budgets
from ambiti.database.metadata import Confinement, tenant_table
from ambiti.governance.acts.tables import acts
from ambiti.territory.tables import comuni, units

LEVELS = "'COMUNALE', 'SUB_AMBITO', 'DISTRETTUALE'"
KINDS = (
    "'ASSEGNAZIONE', 'STANZIAMENTO', 'VARIAZIONE', 'IMPEGNO', 'ECONOMIA', 'LIQUIDAZIONE',"
    " 'PAGAMENTO', 'RISCOSSIONE', 'RESIDUO', 'AVANZO', 'CASSA', 'APPLICAZIONE'"
)
CROSSING = "'RESIDUO', 'AVANZO', 'CASSA'"  # kinds that go from a year into the next
UNBOUND = "'SOURCE', 'PAYERS', 'CASH', 'ADVANCED'"  # they have no bottom
OF_FUND = "'SOURCE', 'ASSIGNED', 'CARRIED', 'PAYERS', 'COLLECTED', 'CASH', 'ADVANCED'"
OF_IMPEGNO = (
    "'COMMITTED', 'LIQUIDATED', 'PAID', 'RESIDUO', 'RESIDUO_LIQUIDATED', 'RESIDUO_PAID',"
    " 'RESIDUO_SPARED'"
)
STAGES = f"{OF_FUND}, 'APPROPRIATED', {OF_IMPEGNO}"

budget_lines = tenant_table(
    "budget_lines",
    Confinement.TENANT,
    Column("budget_id", Uuid, nullable=False),
    Column("fund_id", Uuid, nullable=False),
    Column("code", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("programme_code", Text, nullable=False),
    Column("action", Text),  # of the programme
    Column("purpose", Text, nullable=False),  # the matter that it is spent on
    Column("level", Text, nullable=False),
    Column("unit_id", Uuid),
    Column("istat_code", Text, ForeignKey(comuni.c.istat_code)),
    Column("surplus", Boolean, nullable=False),  # of the avanzo, which stays apart
    Column("carried_from_id", Uuid),  # the line of the year before whose residui it has
    ForeignKeyConstraint(["ambito_id", "budget_id"], [budgets.c.ambito_id, budgets.c.id]),
    ForeignKeyConstraint(["ambito_id", "fund_id"], [budget_funds.c.ambito_id, budget_funds.c.id]),
    ForeignKeyConstraint(["ambito_id", "unit_id"], [units.c.ambito_id, units.c.id]),
    ForeignKeyConstraint(
        ["ambito_id", "carried_from_id"],
        ["ambiti.budget_lines.ambito_id", "ambiti.budget_lines.id"],
    ),
    UniqueConstraint("ambito_id", "budget_id", "code"),
    UniqueConstraint("ambito_id", "carried_from_id"),
    CheckConstraint("not (surplus and carried_from_id is not null)", name="surplus"),
    CheckConstraint(f"level in ({LEVELS})", name="level"),
    CheckConstraint("(level = 'SUB_AMBITO') = (unit_id is not null)", name="unit"),
    CheckConstraint("(level = 'COMUNALE') = (istat_code is not null)", name="comune"),
    Index("ix_budget_lines_ambito_id_fund_id", "ambito_id", "fund_id"),
)

impegni = tenant_table(  # money that is bound to somebody, by an act
    "impegni",
    Confinement.TENANT,
    Column("line_id", Uuid, nullable=False),
    Column("budget_id", Uuid, nullable=False),
    Column("number", Integer, nullable=False),  # in the year, without gaps
    Column("creditor", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("act_id", Uuid, nullable=False),
    Column("committed_on", Date, nullable=False),
    Column("committer_id", Uuid, nullable=False),  # who does not liquidate it
    Column("carried_from_id", Uuid),  # the same, in the year before
    ForeignKeyConstraint(["ambito_id", "line_id"], [budget_lines.c.ambito_id, budget_lines.c.id]),
    ForeignKeyConstraint(["ambito_id", "budget_id"], [budgets.c.ambito_id, budgets.c.id]),
    ForeignKeyConstraint(["ambito_id", "act_id"], [acts.c.ambito_id, acts.c.id]),
    ForeignKeyConstraint(
        ["ambito_id", "carried_from_id"],
        ["ambiti.impegni.ambito_id", "ambiti.impegni.id"],
    ),
    UniqueConstraint("ambito_id", "budget_id", "number"),
    UniqueConstraint("ambito_id", "carried_from_id"),
    CheckConstraint("number > 0", name="number"),
    Index("ix_impegni_ambito_id_line_id", "ambito_id", "line_id"),
)

ledger_accounts = tenant_table(
    "ledger_accounts",
    Confinement.TENANT,
    Column("budget_id", Uuid, nullable=False),
    Column("fund_id", Uuid, nullable=False),
    Column("line_id", Uuid),
    Column("impegno_id", Uuid),
    Column("stage", Text, nullable=False),
    Column("balance", BigInteger, nullable=False),  # cents; kept by a trigger, never by hand
    Column("gone", BigInteger, nullable=False, server_default=text("0")),  # into the year after
    Column("came", BigInteger, nullable=False, server_default=text("0")),  # from the year before
    ForeignKeyConstraint(["ambito_id", "budget_id"], [budgets.c.ambito_id, budgets.c.id]),
    ForeignKeyConstraint(["ambito_id", "fund_id"], [budget_funds.c.ambito_id, budget_funds.c.id]),
    ForeignKeyConstraint(["ambito_id", "line_id"], [budget_lines.c.ambito_id, budget_lines.c.id]),
    ForeignKeyConstraint(["ambito_id", "impegno_id"], [impegni.c.ambito_id, impegni.c.id]),
    UniqueConstraint(
        *("ambito_id", "fund_id", "line_id", "impegno_id", "stage"),
        name="uq_ledger_accounts_stage",
        postgresql_nulls_not_distinct=True,
    ),
    CheckConstraint(f"stage in ({STAGES})", name="stage"),
    CheckConstraint(f"balance >= 0 or stage in ({UNBOUND})", name="covered"),
    CheckConstraint(f"(line_id is null) = (stage in ({OF_FUND}))", name="line"),
    CheckConstraint(f"(impegno_id is not null) = (stage in ({OF_IMPEGNO}))", name="impegno"),
    Index("ix_ledger_accounts_ambito_id_budget_id", "ambito_id", "budget_id"),
    Index("ix_ledger_accounts_ambito_id_line_id", "ambito_id", "line_id"),
)

ledger_movements = tenant_table(  # never changed: what was wrong is moved back by another
    "ledger_movements",
    Confinement.TENANT,
    Column("budget_id", Uuid, nullable=False),
    Column("number", Integer, nullable=False),  # in the year, without gaps
    Column("kind", Text, nullable=False),
    Column("amount", BigInteger, nullable=False),  # cents
    Column("from_id", Uuid, nullable=False),
    Column("to_id", Uuid, nullable=False),
    Column("moved_on", Date, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
    Column("act_id", Uuid, nullable=False),
    Column("subject", Text, nullable=False),
    Column("recorded_by", Text, nullable=False),
    Column("recorder_id", Uuid, nullable=False),
    Column("reverses_id", Uuid),
    ForeignKeyConstraint(["ambito_id", "budget_id"], [budgets.c.ambito_id, budgets.c.id]),
    ForeignKeyConstraint(
        ["ambito_id", "from_id"], [ledger_accounts.c.ambito_id, ledger_accounts.c.id]
    ),
    ForeignKeyConstraint(
        ["ambito_id", "to_id"], [ledger_accounts.c.ambito_id, ledger_accounts.c.id]
    ),
    ForeignKeyConstraint(["ambito_id", "act_id"], [acts.c.ambito_id, acts.c.id]),
    ForeignKeyConstraint(
        ["ambito_id", "reverses_id"],
        ["ambiti.ledger_movements.ambito_id", "ambiti.ledger_movements.id"],
    ),
    UniqueConstraint("ambito_id", "budget_id", "number"),
    UniqueConstraint("ambito_id", "reverses_id"),  # moved back once
    CheckConstraint(f"kind in ({KINDS})", name="kind"),
    CheckConstraint("amount > 0", name="amount"),
    CheckConstraint("from_id <> to_id", name="accounts"),
    CheckConstraint("number > 0", name="number"),
    Index("ix_ledger_movements_ambito_id_from_id", "ambito_id", "from_id", "moved_on"),
    Index("ix_ledger_movements_ambito_id_to_id", "ambito_id", "to_id", "moved_on"),
    Index("ix_ledger_movements_ambito_id_act_id", "ambito_id", "act_id"),
    Index("ix_ledger_movements_ambito_id_moved_on", "ambito_id", "moved_on"),
)
