"""What was recorded of instruments after their documents: deliberations, signatures, renewals."""

from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.schema import SchemaItem

from ambiti.agreements.tables import instruments
from ambiti.database.metadata import Confinement, tenant_table
from ambiti.territory.tables import bodies, comuni


def of_instrument() -> list[SchemaItem]:
    """Say of which instrument a row is."""
    return [
        Column("instrument_id", Uuid, nullable=False),
        ForeignKeyConstraint(
            ["ambito_id", "instrument_id"], [instruments.c.ambito_id, instruments.c.id]
        ),
    ]


def of_party() -> list[SchemaItem]:
    """Say of which comune or body a row is."""
    return [
        Column("istat_code", Text, ForeignKey(comuni.c.istat_code)),
        Column("body_id", Uuid),
        ForeignKeyConstraint(["ambito_id", "body_id"], [bodies.c.ambito_id, bodies.c.id]),
        CheckConstraint("(istat_code is null) <> (body_id is null)", name="who"),
    ]


def once(*columns: str, **options: Any) -> UniqueConstraint:
    """Let there be one row for these and the comune or body."""
    return UniqueConstraint(
        "ambito_id",
        *columns,
        "istat_code",
        "body_id",
        postgresql_nulls_not_distinct=True,
        **options,
    )


deliberations = tenant_table(  # a party's own organ lets it sign
    "deliberations",
    Confinement.TENANT,
    *of_instrument(),
    *of_party(),
    Column("organ", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("deliberated_on", Date, nullable=False),
    Column("enforceable_on", Date, nullable=False),
    once("instrument_id"),
    CheckConstraint("deliberated_on <= enforceable_on", name="enforceable"),
)

signatures = tenant_table(
    "signatures",
    Confinement.TENANT,
    *of_instrument(),
    *of_party(),
    Column("signed_on", Date, nullable=False),
    Column("signer", Text, nullable=False),
    once("instrument_id"),
)

renewals = tenant_table(
    "renewals",
    Confinement.TENANT,
    *of_instrument(),
    Column("act", Text, nullable=False),
    Column("renewed_on", Date, nullable=False),
    Column("until", Date, nullable=False),  # the last day in force
    UniqueConstraint("ambito_id", "instrument_id", "until"),
    CheckConstraint("renewed_on < until", name="term"),
    Index("ix_renewals_ambito_id_instrument_id", "ambito_id", "instrument_id"),
)
