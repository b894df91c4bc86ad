"""The rows of notional costs: a payment, the rule that attributes it, and the part of each."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB

from ambiti.budgets.ledger.tables import ledger_movements
from ambiti.database.metadata import Confinement, sourced, tenant_table
from ambiti.governance.acts.tables import acts
from ambiti.statute.tables import ambiti, statute_versions
from ambiti.territory.tables import comuni

TARGETS = "'STAFF_COST_LIMITS', 'INCENTIVE_FUND', 'OVERTIME_FUND'"

cost_attributions = tenant_table(  # never changed: what was wrong is taken back by another
    "cost_attributions",
    Confinement.TENANT,
    Column("payment_id", Uuid, nullable=False),
    Column("ledger_code", Text, nullable=False),
    Column("matter_code", Text, nullable=False),
    Column("matter_name", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("year", Integer, nullable=False),  # of the cost
    Column("cents", BigInteger, nullable=False),  # below nought where it is taken back
    Column("cash_code", Text, nullable=False),
    Column("cash_name", Text, nullable=False),
    Column("key_code", Text, nullable=False),
    Column("key_name", Text, nullable=False),
    Column("reference_date", Date),
    Column("attributed_on", Date, nullable=False),
    Column("act_id", Uuid, nullable=False),
    Column("reasons", Text),
    Column("reverses_id", Uuid),
    Column("statute_version_id", Uuid, nullable=False),
    *sourced(),
    ForeignKeyConstraint(["ambito_id"], [ambiti.c.ambito_id]),
    ForeignKeyConstraint(
        ["ambito_id", "payment_id"], [ledger_movements.c.ambito_id, ledger_movements.c.id]
    ),
    ForeignKeyConstraint(["ambito_id", "act_id"], [acts.c.ambito_id, acts.c.id]),
    ForeignKeyConstraint(
        ["ambito_id", "reverses_id"],
        ["ambiti.cost_attributions.ambito_id", "ambiti.cost_attributions.id"],
    ),
    ForeignKeyConstraint(
        ["ambito_id", "statute_version_id"],
        [statute_versions.c.ambito_id, statute_versions.c.id],
    ),
    UniqueConstraint("ambito_id", "reverses_id"),  # taken back once
    CheckConstraint(f"target in ({TARGETS})", name="target"),
    CheckConstraint("cents <> 0 and (cents < 0) = (reverses_id is not null)", name="cents"),
    Index("ix_cost_attributions_ambito_id_payment_id", "ambito_id", "payment_id"),
    Index("ix_cost_attributions_ambito_id_attributed_on", "ambito_id", "attributed_on", "id"),
)

notional_entries = tenant_table(
    "notional_entries",
    Confinement.TENANT,
    Column("attribution_id", Uuid, nullable=False),
    Column("position", Integer, nullable=False),
    Column("party_code", Text, nullable=False),
    Column("party_name", Text, nullable=False),
    Column("istat_code", Text, ForeignKey(comuni.c.istat_code)),
    Column("weight", Text, nullable=False),  # exact: an integer, or n/m
    Column("whole", Text, nullable=False),
    Column("floor_cents", BigInteger, nullable=False),
    Column("cents", BigInteger, nullable=False),
    Column("rounded", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("figures", JSONB, nullable=False),  # the residents counted, each with its source
    ForeignKeyConstraint(
        ["ambito_id", "attribution_id"], [cost_attributions.c.ambito_id, cost_attributions.c.id]
    ),
    UniqueConstraint("ambito_id", "attribution_id", "party_code"),
    CheckConstraint("abs(cents) between abs(floor_cents) and abs(floor_cents) + 1", name="cents"),
    CheckConstraint("rounded in ('EXACT', 'LARGEST_REMAINDER', 'WEIGHT', 'NAME')", name="rounded"),
)
