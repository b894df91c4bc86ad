"""The rows of agreements: instruments, their parties, and their status by day."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    Text,
)

from ambiti.database.metadata import Confinement, sourced, tenant_table, validity
from ambiti.statute.tables import ambiti
from ambiti.territory.tables import bodies, comuni

instruments = tenant_table(
    "instruments",
    Confinement.PUBLISHABLE,
    Column("code", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("approved_on", Date),
    Column("signed_on", Date),
    Column("in_force_from", Date),
    Column("ends_on", Date),  # last day; null where open or not stated
    Column("end_rule", Text),  # how the end is found, in words, where it is more than a date
    Column("parent_code", Text),
    Column("supplied", Boolean, nullable=False),  # false: cited, its text was not given
    Column("published", Boolean, nullable=False),
    *validity(),
    *sourced(),
    ForeignKeyConstraint(["ambito_id"], [ambiti.c.ambito_id]),
    CheckConstraint("valid_from < valid_until", name="validity"),
)

instrument_statuses = tenant_table(  # decided once when the statute is applied, read by day
    "instrument_statuses",
    Confinement.PUBLISHABLE,
    Column("instrument_id", instruments.c.id.type, nullable=False),
    Column("status", Text, nullable=False),
    Column("published", Boolean, nullable=False),
    *validity(),
    ForeignKeyConstraint(
        ["ambito_id", "instrument_id"], [instruments.c.ambito_id, instruments.c.id]
    ),
    CheckConstraint("valid_from < valid_until", name="validity"),
    Index("ix_instrument_statuses_ambito_id_instrument_id", "ambito_id", "instrument_id"),
)

instrument_parties = tenant_table(
    "instrument_parties",
    Confinement.PUBLISHABLE,
    Column("instrument_id", instruments.c.id.type, nullable=False),
    Column("position", Integer, nullable=False),
    Column("name", Text, nullable=False),  # as the document spells it
    Column("kind", Text, nullable=False),  # COMUNE or the body's kind
    Column("istat_code", Text, ForeignKey(comuni.c.istat_code)),
    Column("body_id", bodies.c.id.type),
    Column("signed_on", Date),
    Column("published", Boolean, nullable=False),
    ForeignKeyConstraint(
        ["ambito_id", "instrument_id"], [instruments.c.ambito_id, instruments.c.id]
    ),
    ForeignKeyConstraint(["ambito_id", "body_id"], [bodies.c.ambito_id, bodies.c.id]),
    CheckConstraint("(istat_code is null) <> (body_id is null)", name="who"),
    Index("ix_instrument_parties_ambito_id_instrument_id", "ambito_id", "instrument_id"),
)

instrument_predecessors = tenant_table(
    "instrument_predecessors",
    Confinement.PUBLISHABLE,
    Column("instrument_id", instruments.c.id.type, nullable=False),
    Column("year", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("published", Boolean, nullable=False),
    ForeignKeyConstraint(
        ["ambito_id", "instrument_id"], [instruments.c.ambito_id, instruments.c.id]
    ),
    Index("ix_instrument_predecessors_ambito_id_instrument_id", "ambito_id", "instrument_id"),
)
