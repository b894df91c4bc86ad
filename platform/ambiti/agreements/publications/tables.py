"""The rows of publications."""

from sqlalchemy import CheckConstraint, Column, Date, Text, UniqueConstraint

from ambiti.agreements.signatures.tables import of_instrument
from ambiti.database.metadata import Confinement, tenant_table

instrument_publications = tenant_table(
    "instrument_publications",
    Confinement.TENANT,
    *of_instrument(),
    Column("kind", Text, nullable=False),
    Column("reference", Text, nullable=False),  # where it is found: number, page, address
    Column("published_on", Date, nullable=False),
    CheckConstraint("kind in ('FULL', 'EXTRACT')", name="kind"),
    UniqueConstraint("ambito_id", "instrument_id", "kind"),
)
