"""The rows of drafts: the clauses that were copied, and who is to sign."""

from sqlalchemy import Column, Date, ForeignKeyConstraint, Integer, Text, UniqueConstraint, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from ambiti.agreements.signatures.tables import of_instrument, of_party, once
from ambiti.database.metadata import Confinement, tenant_table
from ambiti.territory.tables import units

drafts = tenant_table(  # instrument_id is the one whose clauses are copied
    "drafts",
    Confinement.TENANT,
    *of_instrument(),
    Column("unit_id", Uuid, nullable=False),
    Column("title", Text, nullable=False),
    Column("clauses", JSONB, nullable=False),  # [{article, text}]
    Column("drafted_on", Date, nullable=False),
    ForeignKeyConstraint(["ambito_id", "unit_id"], [units.c.ambito_id, units.c.id]),
    UniqueConstraint("ambito_id", "instrument_id", "unit_id"),
)

draft_parties = tenant_table(
    "draft_parties",
    Confinement.TENANT,
    Column("draft_id", Uuid, nullable=False),
    Column("position", Integer, nullable=False),
    Column("name", Text, nullable=False),
    *of_party(),
    ForeignKeyConstraint(["ambito_id", "draft_id"], [drafts.c.ambito_id, drafts.c.id]),
    once("draft_id"),
)
