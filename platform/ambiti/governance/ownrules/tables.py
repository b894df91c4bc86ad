"""The rows of what an organ gives itself: how it decides, and its working groups."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKeyConstraint,
    Integer,
    Text,
    UniqueConstraint,
    Uuid,
)

from ambiti.database.metadata import Confinement, sourced, tenant_table
from ambiti.governance.meetings.tables import votes
from ambiti.statute.tables import ambiti

own_rules = tenant_table(
    "own_rules",
    Confinement.TENANT,
    Column("organ_code", Text, nullable=False),
    Column("matter_code", Text),  # null: every matter of which it says nothing else
    Column("quorum", Integer),  # how many must be there
    Column("fraction", Text, nullable=False),
    Column("strict", Boolean, nullable=False),
    Column("counted", Text, nullable=False),  # of whom the fraction is taken
    Column("adopted_on", Date, nullable=False),
    Column("vote_id", Uuid, nullable=False),
    *sourced(),
    ForeignKeyConstraint(["ambito_id"], [ambiti.c.ambito_id]),
    ForeignKeyConstraint(["ambito_id", "vote_id"], [votes.c.ambito_id, votes.c.id]),
    UniqueConstraint("ambito_id", "vote_id", "organ_code"),
    CheckConstraint("counted in ('PRESENT', 'COMPONENTS')", name="counted"),
    CheckConstraint("quorum > 0", name="quorum"),
)

working_groups = tenant_table(
    "working_groups",
    Confinement.TENANT,
    Column("organ_code", Text, nullable=False),
    Column("theme", Text, nullable=False),
    Column("created_on", Date, nullable=False),
    *sourced(),
    ForeignKeyConstraint(["ambito_id"], [ambiti.c.ambito_id]),
    UniqueConstraint("ambito_id", "organ_code", "theme"),
)
