"""The rows of participation: who asked to take part in an organ, and what it was admitted to."""

from sqlalchemy import Column, Date, ForeignKeyConstraint, Text, UniqueConstraint, Uuid

from ambiti.database.metadata import Confinement, sourced, tenant_table
from ambiti.governance.tenures.tables import adherents
from ambiti.statute.tables import ambiti

participations = tenant_table(
    "participations",
    Confinement.TENANT,
    Column("organ_code", Text, nullable=False),
    Column("formation_code", Text),  # the formation that it was admitted to; null: every meeting
    Column("name", Text, nullable=False),
    Column("group_code", Text),  # the category in which the documents count it
    Column("adherent_id", Uuid),  # where it adhered too
    Column("requested_on", Date, nullable=False),
    *sourced(),
    ForeignKeyConstraint(["ambito_id"], [ambiti.c.ambito_id]),
    ForeignKeyConstraint(["ambito_id", "adherent_id"], [adherents.c.ambito_id, adherents.c.id]),
    UniqueConstraint("ambito_id", "organ_code", "name"),
)
