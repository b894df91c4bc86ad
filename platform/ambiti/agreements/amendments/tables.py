"""The rows of amendments: what changes, who must adopt it, and who did."""

from uuid import UUID

from sqlalchemy import (
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

from ambiti.agreements.signatures.tables import of_instrument
from ambiti.database.metadata import Confinement, sourced, tenant_table
from ambiti.territory.tables import bodies, comuni

amendments = tenant_table(
    "amendments",
    Confinement.TENANT,
    *of_instrument(),
    Column("cause", Text, nullable=False),
    Column("subject", Text, nullable=False),  # what it is about, in one sentence
    Column("article", Text),
    Column("replaced", Text),  # the words of the article before
    Column("wording", Text),  # and after
    Column("opened_on", Date, nullable=False),
    *sourced(),
    CheckConstraint("cause in ('PROPOSAL', 'WITHDRAWAL', 'ACCESSION')", name="cause"),
    CheckConstraint(
        "cause <> 'PROPOSAL' or"
        " (article is not null and replaced is not null and wording is not null)",
        name="worded",
    ),
    Index("ix_amendments_ambito_id_instrument_id", "ambito_id", "instrument_id"),
)


def of_amendment(*, nullable: bool = False) -> Column[UUID]:
    """Say of which amendment a row is."""
    return Column("amendment_id", Uuid, nullable=nullable)


def amendment_key() -> ForeignKeyConstraint:
    """Let the amendment be one that is there."""
    return ForeignKeyConstraint(
        ["ambito_id", "amendment_id"], [amendments.c.ambito_id, amendments.c.id]
    )


amendment_steps = tenant_table(  # who must adopt it, fixed when it was opened
    "amendment_steps",
    Confinement.TENANT,
    of_amendment(),
    Column("position", Integer, nullable=False),
    Column("verb", Text, nullable=False),
    Column("label", Text, nullable=False),  # whose act it is
    Column("organ", Text),  # by which organ, where the documents say
    Column("istat_code", Text, ForeignKey(comuni.c.istat_code)),
    Column("body_id", Uuid),
    amendment_key(),
    ForeignKeyConstraint(["ambito_id", "body_id"], [bodies.c.ambito_id, bodies.c.id]),
    CheckConstraint("verb in ('APPROVE', 'ADOPT')", name="verb"),
    UniqueConstraint("ambito_id", "amendment_id", "position"),
)

amendment_adoptions = tenant_table(
    "amendment_adoptions",
    Confinement.TENANT,
    Column("step_id", Uuid, nullable=False),
    Column("istat_code", Text, ForeignKey(comuni.c.istat_code)),  # of the step, if of a comune
    Column("organ", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("adopted_on", Date, nullable=False),
    ForeignKeyConstraint(
        ["ambito_id", "step_id"], [amendment_steps.c.ambito_id, amendment_steps.c.id]
    ),
    UniqueConstraint("ambito_id", "step_id"),
)
