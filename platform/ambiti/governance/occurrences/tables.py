"""The rows of occurrences: which events of the documents have happened, when, by which act."""

from sqlalchemy import Column, Date, ForeignKeyConstraint, Text, UniqueConstraint

from ambiti.database.metadata import Confinement, sourced, tenant_table
from ambiti.statute.tables import ambiti

occurrences = tenant_table(
    "occurrences",
    Confinement.TENANT,
    Column("event_code", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("happened_on", Date, nullable=False),
    Column("act", Text, nullable=False),  # what says that it happened
    *sourced(),
    ForeignKeyConstraint(["ambito_id"], [ambiti.c.ambito_id]),
    UniqueConstraint("ambito_id", "event_code"),
)
