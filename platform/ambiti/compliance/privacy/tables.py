"""The rows of personal data: what is kept, who read it and why, and where one writes."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
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
from ambiti.statute.tables import ambiti
from ambiti.territory.tables import bodies, comuni


def about_instrument(*, nullable: bool = True) -> list[SchemaItem]:
    """Say under which instrument a row is, where it is under one."""
    return [
        Column("instrument_id", Uuid, nullable=nullable),
        ForeignKeyConstraint(
            ["ambito_id", "instrument_id"], [instruments.c.ambito_id, instruments.c.id]
        ),
    ]


def about_ente() -> list[SchemaItem]:
    """Say of which comune or body a row is, where it is of one."""
    return [
        Column("istat_code", Text, ForeignKey(comuni.c.istat_code)),
        Column("body_id", Uuid),
        ForeignKeyConstraint(["ambito_id", "body_id"], [bodies.c.ambito_id, bodies.c.id]),
    ]


personal_records = tenant_table(
    "personal_records",
    Confinement.TENANT,
    *about_instrument(),
    *about_ente(),
    Column("kind", Text, nullable=False),
    Column("collected_for", Text, nullable=False),  # the purpose, which bounds every use
    Column("sealed", Text, nullable=False),  # never in clear: see privacy/sealing.py
    Column("recorded_on", Date, nullable=False),
    ForeignKeyConstraint(["ambito_id"], [ambiti.c.ambito_id]),
    CheckConstraint(
        "kind in ('REPRESENTATIVE', 'DATA_SUBJECT', 'COMPLAINANT', 'CASE', 'OTHER')", name="kind"
    ),
    CheckConstraint("num_nonnulls(istat_code, body_id) <= 1", name="who"),
    CheckConstraint("sealed ~ '^v1[.][A-Za-z0-9_-]+=*$'", name="sealed"),
)


def of_person(*, nullable: bool = False) -> list[SchemaItem]:
    """Say whose identity a row speaks of, without repeating it."""
    return [
        Column("record_id", Uuid, nullable=nullable),
        ForeignKeyConstraint(
            ["ambito_id", "record_id"], [personal_records.c.ambito_id, personal_records.c.id]
        ),
    ]


personal_accesses = tenant_table(  # whoever read personal data, or tried to
    "personal_accesses",
    Confinement.TENANT,
    *of_person(),
    Column("performer_id", Uuid, nullable=False),
    Column("performed_by", Text, nullable=False),
    Column("access", Text, nullable=False),  # the role template under which it was asked
    Column("purpose", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    CheckConstraint("outcome in ('GRANTED', 'REFUSED')", name="outcome"),
    Index("ix_personal_accesses_ambito_id_record_id", "ambito_id", "record_id"),
)

contact_points = tenant_table(  # where one writes to a body, an organ or an office
    "contact_points",
    Confinement.TENANT,
    *about_ente(),
    Column("who_code", Text),  # an organ, an office or a role of the statute
    Column("kind", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("of_person", Boolean, nullable=False),  # it names a person, not an office
    Column("recorded_on", Date, nullable=False),
    ForeignKeyConstraint(["ambito_id"], [ambiti.c.ambito_id]),
    CheckConstraint("num_nonnulls(istat_code, body_id, who_code) = 1", name="who"),
    CheckConstraint("kind in ('EMAIL', 'PEC', 'DPO')", name="kind"),
    UniqueConstraint(
        "ambito_id",
        "istat_code",
        "body_id",
        "who_code",
        "kind",
        "address",
        name="uq_contact_points_address",
        postgresql_nulls_not_distinct=True,
    ),
)
