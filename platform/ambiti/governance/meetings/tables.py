"""The rows of meetings: agenda, the roll frozen at convocation, who is present, votes, ballots."""

from uuid import UUID

from sqlalchemy import (
    ARRAY,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from ambiti.database.metadata import Confinement, sourced, tenant_table
from ambiti.statute.tables import ambiti, statute_versions
from ambiti.territory.tables import comuni, units

meetings = tenant_table(
    "meetings",
    Confinement.TENANT,
    Column("organ_code", Text, nullable=False),
    Column("formation_code", Text),
    Column("unit_id", units.c.id.type),  # of an organ of one sub-ambito
    Column("year", Integer, nullable=False),
    Column("number", Integer, nullable=False),  # of the organ in the year, without gaps
    Column("held_on", Date, nullable=False),
    Column("at", Text, nullable=False),  # HH:MM in Italy
    Column("place", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("convened_on", Date, nullable=False),
    Column("closed_at", DateTime(timezone=True)),
    Column("mandate", Text),  # the act on whose mandate a table works
    Column("joint_code", Text),  # of a joint meeting of several organs
    Column("theme", Text),
    Column("minutes", Text),  # written once, when it is closed
    Column("quorum", JSONB, nullable=False),  # as it is now: present, needed, met, told
    Column("statute_version_id", Uuid, nullable=False),  # the rules that were in force
    *sourced(),
    ForeignKeyConstraint(["ambito_id"], [ambiti.c.ambito_id]),
    ForeignKeyConstraint(["ambito_id", "unit_id"], [units.c.ambito_id, units.c.id]),
    ForeignKeyConstraint(
        ["ambito_id", "statute_version_id"],
        [statute_versions.c.ambito_id, statute_versions.c.id],
    ),
    UniqueConstraint("ambito_id", "organ_code", "year", "number"),
    CheckConstraint("status in ('CONVENED', 'OPEN', 'CLOSED')", name="status"),
    CheckConstraint(
        "(status = 'CLOSED') = (closed_at is not null and minutes is not null)", name="closed"
    ),
)


def _of_meeting() -> list[Column[UUID]]:
    return [Column("meeting_id", Uuid, nullable=False)]


def _meeting_key() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["ambito_id", "meeting_id"], [meetings.c.ambito_id, meetings.c.id])


agenda_items = tenant_table(
    "agenda_items",
    Confinement.TENANT,
    *_of_meeting(),
    Column("position", Integer, nullable=False),
    Column("subject", Text, nullable=False),
    Column("matter_code", Text),
    Column("attachments", ARRAY(Text), nullable=False),  # the material, by name
    Column("material_due", Boolean, nullable=False),  # the document wants material for it
    Column("verb", Text),  # what the organ is competent for on the matter: PROPOSE, APPROVE…
    _meeting_key(),
    UniqueConstraint("ambito_id", "meeting_id", "position"),
)

roll_entries = tenant_table(  # the seats of the organ as they were on the day of the convocation
    "roll_entries",
    Confinement.TENANT,
    *_of_meeting(),
    Column("position", Integer, nullable=False),
    Column("seat", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("votes", Boolean, nullable=False),
    Column("delegate", Text, nullable=False),
    Column("istat_code", Text, ForeignKey(comuni.c.istat_code)),
    Column("unit_id", units.c.id.type),
    Column("weight", Integer, nullable=False),
    Column("ambiguities", ARRAY(Text), nullable=False),
    *sourced(),
    _meeting_key(),
    ForeignKeyConstraint(["ambito_id", "unit_id"], [units.c.ambito_id, units.c.id]),
    UniqueConstraint("ambito_id", "meeting_id", "seat"),
    CheckConstraint("delegate in ('ALLOWED', 'NOT_ALLOWED', 'NOT_STATED')", name="delegate"),
    CheckConstraint("weight > 0", name="weight"),
)


invitations = tenant_table(  # who is asked to come besides the roll, by letter or as a guest
    "invitations",
    Confinement.TENANT,
    *_of_meeting(),
    Column("position", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("theme", Text),
    Column("signed_by", Text),
    Column("sent_on", Date, nullable=False),
    _meeting_key(),
    UniqueConstraint("ambito_id", "meeting_id", "position"),
    CheckConstraint("kind in ('LETTER', 'GUEST', 'REQUEST')", name="kind"),
    CheckConstraint("kind <> 'LETTER' or signed_by is not null", name="signed"),
)


def _roll_key() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["ambito_id", "roll_entry_id"], [roll_entries.c.ambito_id, roll_entries.c.id]
    )


attendances = tenant_table(
    "attendances",
    Confinement.TENANT,
    *_of_meeting(),
    Column("roll_entry_id", Uuid, nullable=False),
    Column("person", Text, nullable=False),
    Column("delegated", Boolean, nullable=False),
    Column("delegation", Text),  # the written delegation
    Column("arrived_at", DateTime(timezone=True), nullable=False),
    Column("left_at", DateTime(timezone=True)),
    Column("presides", Text),  # as whom whoever is there chairs the sitting
    _meeting_key(),
    _roll_key(),
    CheckConstraint("left_at is null or left_at >= arrived_at", name="times"),
    CheckConstraint("delegated = (delegation is not null)", name="delegation"),
    CheckConstraint("presides in ('CHAIR', 'SUBSTITUTE', 'DECLARED')", name="presides"),
    Index(
        "uq_attendances_presiding",
        "ambito_id",
        "meeting_id",
        unique=True,
        postgresql_where=text("presides is not null and left_at is null"),
    ),
    Index(
        "uq_attendances_present",
        "ambito_id",
        "roll_entry_id",
        unique=True,
        postgresql_where=text("left_at is null"),
    ),
    Index(
        "ix_attendances_ambito_id_meeting_id_roll_entry_id",
        "ambito_id",
        "meeting_id",
        "roll_entry_id",
    ),
)

votes = tenant_table(
    "votes",
    Confinement.TENANT,
    *_of_meeting(),
    Column("agenda_item_id", Uuid, nullable=False),
    Column("position", Integer, nullable=False),  # in the meeting
    Column("question", Text, nullable=False),
    Column("secret", Boolean, nullable=False),  # who voted is kept, and not how
    Column("status", Text, nullable=False),
    Column("opened_at", DateTime(timezone=True), nullable=False),
    Column("closed_at", DateTime(timezone=True)),
    Column("verdict", Text),
    Column("told", Text),  # the arithmetic in one sentence
    Column("proof", JSONB),  # denominator, counts, threshold, quorum, rule
    Column("source_code", Text),
    Column("source_document", Text),
    Column("source_article", Text),
    _meeting_key(),
    ForeignKeyConstraint(
        ["ambito_id", "agenda_item_id"], [agenda_items.c.ambito_id, agenda_items.c.id]
    ),
    UniqueConstraint("ambito_id", "meeting_id", "position"),
    CheckConstraint("status in ('OPEN', 'CLOSED')", name="status"),
    CheckConstraint(
        "(status = 'CLOSED') = (closed_at is not null and verdict is not null"
        " and told is not null and proof is not null)",
        name="proven",
    ),
    CheckConstraint(
        "verdict in ('APPROVED', 'REJECTED', 'INQUORATE', 'UNDETERMINED')", name="verdict"
    ),
)

ballots = tenant_table(
    "ballots",
    Confinement.TENANT,
    Column("vote_id", Uuid, nullable=False),
    Column("roll_entry_id", Uuid, nullable=False),
    Column("choice", Text),  # of a secret vote it is not known
    ForeignKeyConstraint(["ambito_id", "vote_id"], [votes.c.ambito_id, votes.c.id]),
    _roll_key(),
    UniqueConstraint("ambito_id", "vote_id", "roll_entry_id"),
    CheckConstraint("choice in ('IN_FAVOUR', 'AGAINST', 'ABSTAINED')", name="choice"),
)

minutes_corrections = tenant_table(  # what the minutes should have said; the minutes stay
    "minutes_corrections",
    Confinement.TENANT,
    *_of_meeting(),
    Column("position", Integer, nullable=False),
    Column("wrong", Text, nullable=False),
    Column("right", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("corrected_on", Date, nullable=False),
    _meeting_key(),
    UniqueConstraint("ambito_id", "meeting_id", "position"),
)

minutes_approvals = tenant_table(  # by a later vote of the same organ
    "minutes_approvals",
    Confinement.TENANT,
    *_of_meeting(),
    Column("vote_id", Uuid, nullable=False),
    Column("approved_on", Date, nullable=False),
    _meeting_key(),
    ForeignKeyConstraint(["ambito_id", "vote_id"], [votes.c.ambito_id, votes.c.id]),
    UniqueConstraint("ambito_id", "meeting_id"),
)
