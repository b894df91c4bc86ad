"""The rows of a budget: its year, the funds that it draws on, what is given in kind."""

from typing import Final

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)

from ambiti.database.metadata import Confinement, metadata, sourced, tenant_table
from ambiti.governance.acts.tables import acts
from ambiti.statute.tables import ambiti, statute_versions

STAGES: Final = (
    *("SOURCE", "ASSIGNED", "CARRIED", "PAYERS", "COLLECTED", "CASH", "ADVANCED"),
    *("APPROPRIATED", "COMMITTED", "LIQUIDATED", "PAID"),
    *("RESIDUO", "RESIDUO_LIQUIDATED", "RESIDUO_PAID", "RESIDUO_SPARED"),
)
"""Where money is, in the order in which a fund keeps what it comes to at each."""
NOTHING: Final = text(f"array_fill(0::bigint, array[{len(STAGES)}])")
KEPT: Final = ("held", "gone", "came")

budgets = tenant_table(
    "budgets",
    Confinement.TENANT,
    Column("year", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("opened_on", Date, nullable=False),
    Column("closed_on", Date),
    Column("closing_act_id", Uuid),
    Column("statute_version_id", Uuid, nullable=False),  # whose funds it was opened with
    ForeignKeyConstraint(["ambito_id"], [ambiti.c.ambito_id]),
    ForeignKeyConstraint(["ambito_id", "closing_act_id"], [acts.c.ambito_id, acts.c.id]),
    ForeignKeyConstraint(
        ["ambito_id", "statute_version_id"],
        [statute_versions.c.ambito_id, statute_versions.c.id],
    ),
    UniqueConstraint("ambito_id", "year"),
    CheckConstraint("state in ('OPEN', 'CLOSED')", name="state"),
    CheckConstraint("(state = 'CLOSED') = (closed_on is not null)", name="closed"),
    CheckConstraint("closed_on is null or closing_act_id is not null", name="closing_act"),
    CheckConstraint("opened_on <= closed_on", name="days"),
)

budget_funds = tenant_table(  # as the statute said on opening, or as an act added it
    "budget_funds",
    Confinement.TENANT,
    Column("budget_id", Uuid, nullable=False),
    Column("position", Integer, nullable=False),  # in which the documents name it
    Column("code", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("core", Boolean, nullable=False),
    Column("in_kind", Boolean, nullable=False),  # resources that are no money
    Column("allocated_by", Text),
    Column("custodian", Text),
    Column("payee", Text),
    Column("purposes", ARRAY(Text), nullable=False),  # it may be spent on; empty: on anything
    Column("first_year", Integer),
    Column("last_year", Integer),
    Column("parts", ARRAY(Text), nullable=False),  # of a sum of funds, which has no money itself
    Column("within", ARRAY(Text), nullable=False),  # every sum of which it is a part, at any depth
    Column("description", Text),  # of a source that the documents do not name
    Column("act_id", Uuid),  # by which it was added
    *sourced(),
    ForeignKeyConstraint(["ambito_id", "budget_id"], [budgets.c.ambito_id, budgets.c.id]),
    ForeignKeyConstraint(["ambito_id", "act_id"], [acts.c.ambito_id, acts.c.id]),
    UniqueConstraint("ambito_id", "budget_id", "code"),
    CheckConstraint("first_year <= last_year", name="period"),
)

fund_sums = Table(  # cents by stage, of a fund's accounts and of its parts'; kept by triggers
    "fund_sums",
    metadata,
    Column("ambito_id", Integer, nullable=False),
    Column("fund_id", Uuid, nullable=False),
    *(Column(name, ARRAY(BigInteger), nullable=False, server_default=NOTHING) for name in KEPT),
    PrimaryKeyConstraint("ambito_id", "fund_id"),
    ForeignKeyConstraint(["ambito_id", "fund_id"], [budget_funds.c.ambito_id, budget_funds.c.id]),
    CheckConstraint(
        " and ".join(f"cardinality({name}) = {len(STAGES)}" for name in KEPT), name="stages"
    ),
    info={"confinement": Confinement.PART},
)

in_kind_contributions = tenant_table(  # people, tools, spaces: counted and never summed to money
    "in_kind_contributions",
    Confinement.TENANT,
    Column("fund_id", Uuid, nullable=False),
    Column("given_by", Text, nullable=False),
    Column("quantity", Integer, nullable=False),
    Column("measure", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("given_on", Date, nullable=False),
    Column("act_id", Uuid, nullable=False),
    ForeignKeyConstraint(["ambito_id", "fund_id"], [budget_funds.c.ambito_id, budget_funds.c.id]),
    ForeignKeyConstraint(["ambito_id", "act_id"], [acts.c.ambito_id, acts.c.id]),
    CheckConstraint("quantity > 0", name="quantity"),
    CheckConstraint("measure in ('HOURS', 'DAYS', 'PERSONS', 'SPACES', 'GOODS')", name="measure"),
    Index("ix_in_kind_contributions_ambito_id_fund_id", "ambito_id", "fund_id"),
)
