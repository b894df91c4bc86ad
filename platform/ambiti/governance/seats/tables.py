"""The rows of seats: the places that the composition of an organ gives, day by day."""

from sqlalchemy import (
    ARRAY,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    Text,
)

from ambiti.database.metadata import Confinement, sourced, tenant_table, validity
from ambiti.governance.tables import organs
from ambiti.territory.tables import comuni, units

seats = tenant_table(
    "seats",
    Confinement.TENANT,
    Column("organ_id", organs.c.id.type, nullable=False),
    Column("key", Text, nullable=False),
    Column("position", Integer, nullable=False),  # in the organ, as the document lists them
    Column("label", Text, nullable=False),
    Column("standing", Text, nullable=False),
    Column("votes", Boolean, nullable=False),
    Column("several", Boolean, nullable=False),  # nobody knows how many sit there
    Column("delegate", Text, nullable=False),
    Column("formation", Text),
    Column("condition", Text),  # the event without which the seat is not there
    Column("pool", Text),  # among whom, in words
    Column("designator", Text),  # who designates, in words
    Column("role_code", Text),  # whoever holds this role sits here by right
    Column("istat_code", Text, ForeignKey(comuni.c.istat_code)),
    Column("unit_id", units.c.id.type),
    Column("ambiguities", ARRAY(Text), nullable=False),
    *validity(),
    *sourced(),
    ForeignKeyConstraint(["ambito_id", "organ_id"], [organs.c.ambito_id, organs.c.id]),
    ForeignKeyConstraint(["ambito_id", "unit_id"], [units.c.ambito_id, units.c.id]),
    CheckConstraint(
        "standing in ('COMPONENT', 'INVITED', 'PARTICIPANT', 'OPEN_ON_REQUEST', 'CONDITIONAL')",
        name="standing",
    ),
    CheckConstraint("delegate in ('ALLOWED', 'NOT_ALLOWED', 'NOT_STATED')", name="delegate"),
    CheckConstraint("valid_from < valid_until", name="validity"),
    Index("ix_seats_ambito_id_organ_id", "ambito_id", "organ_id"),
)
