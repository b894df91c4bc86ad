"""The rows of encounters: joint meetings and dialogues, their parties, what each decides."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    Text,
    UniqueConstraint,
    Uuid,
)

from ambiti.database.metadata import Confinement, sourced, tenant_table
from ambiti.statute.tables import ambiti

encounters = tenant_table(
    "encounters",
    Confinement.TENANT,
    Column("joint_code", Text),  # a joint meeting of the documents
    Column("organ_code", Text),  # or the organ that meets others
    Column("toward_code", Text),  # with whom, as the documents say
    Column("held_on", Date, nullable=False),
    Column("subject", Text, nullable=False),
    *sourced(),
    ForeignKeyConstraint(["ambito_id"], [ambiti.c.ambito_id]),
    CheckConstraint("(joint_code is null) <> (organ_code is null)", name="whose"),
    CheckConstraint("(organ_code is null) = (toward_code is null)", name="toward"),
    Index("ix_encounters_ambito_id_held_on", "ambito_id", "held_on"),
)

encounter_parties = tenant_table(
    "encounter_parties",
    Confinement.TENANT,
    Column("encounter_id", Uuid, nullable=False),
    Column("position", Integer, nullable=False),
    Column("who_code", Text),  # as the documents call it; null where they only name a category
    Column("name", Text, nullable=False),
    Column("decision", Text),  # what it decided for itself
    Column("decided_on", Date),
    ForeignKeyConstraint(["ambito_id", "encounter_id"], [encounters.c.ambito_id, encounters.c.id]),
    UniqueConstraint("ambito_id", "encounter_id", "position"),
    CheckConstraint("(decision is null) = (decided_on is null)", name="decided"),
)
