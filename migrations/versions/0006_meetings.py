"""Meetings: agenda, roll, who is present, votes and ballots.

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from ambiti.database import tenancy
from ambiti.database.metadata import Confinement

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables of meetings and confine them."""
    _meetings()
    _agenda_items()
    _invitations()
    _roll_entries()
    _attendances()
    _votes()
    _ballots()
    for statement in (
        *tenancy.confine("meetings", Confinement.TENANT),
        *tenancy.confine("agenda_items", Confinement.TENANT),
        *tenancy.confine("invitations", Confinement.TENANT),
        *tenancy.confine("roll_entries", Confinement.TENANT),
        *tenancy.confine("attendances", Confinement.TENANT),
        *tenancy.confine("votes", Confinement.TENANT),
        *tenancy.confine("ballots", Confinement.TENANT),
    ):
        op.execute(statement)


def _meetings() -> None:
    op.create_table(
        "meetings",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organ_code", sa.Text(), nullable=False),
        sa.Column("formation_code", sa.Text(), nullable=True),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("convened_on", sa.Date(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("mandate", sa.Text(), nullable=True),
        sa.Column("joint_code", sa.Text(), nullable=True),
        sa.Column("theme", sa.Text(), nullable=True),
        sa.Column("minutes", sa.Text(), nullable=True),
        sa.Column("quorum", JSONB(), nullable=False),
        sa.Column("statute_version_id", sa.Uuid(), nullable=False),
        sa.Column("source_code", sa.Text(), nullable=False),
        sa.Column("source_document", sa.Text(), nullable=False),
        sa.Column("source_article", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(status = 'CLOSED') = (closed_at is not null and minutes is not null)",
            name=op.f("ck_meetings_closed"),
        ),
        sa.CheckConstraint(
            "status in ('CONVENED', 'OPEN', 'CLOSED')", name=op.f("ck_meetings_status")
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "statute_version_id"],
            ["ambiti.statute_versions.ambito_id", "ambiti.statute_versions.id"],
            name=op.f("fk_meetings_ambito_id_statute_version_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "unit_id"],
            ["ambiti.units.ambito_id", "ambiti.units.id"],
            name=op.f("fk_meetings_ambito_id_unit_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id"], ["ambiti.ambiti.ambito_id"], name=op.f("fk_meetings_ambito_id")
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_meetings")),
        sa.UniqueConstraint(
            "ambito_id",
            "organ_code",
            "year",
            "number",
            name=op.f("uq_meetings_ambito_id_organ_code_year_number"),
        ),
        schema="ambiti",
    )


def _agenda_items() -> None:
    op.create_table(
        "agenda_items",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("matter_code", sa.Text(), nullable=True),
        sa.Column("attachments", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("material_due", sa.Boolean(), nullable=False),
        sa.Column("verb", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["ambito_id", "meeting_id"],
            ["ambiti.meetings.ambito_id", "ambiti.meetings.id"],
            name=op.f("fk_agenda_items_ambito_id_meeting_id"),
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_agenda_items")),
        sa.UniqueConstraint(
            "ambito_id",
            "meeting_id",
            "position",
            name=op.f("uq_agenda_items_ambito_id_meeting_id_position"),
        ),
        schema="ambiti",
    )


def _invitations() -> None:
    op.create_table(
        "invitations",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("theme", sa.Text(), nullable=True),
        sa.Column("signed_by", sa.Text(), nullable=True),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "kind = 'GUEST' or signed_by is not null", name=op.f("ck_invitations_signed")
        ),
        sa.CheckConstraint("kind in ('LETTER', 'GUEST')", name=op.f("ck_invitations_kind")),
        sa.ForeignKeyConstraint(
            ["ambito_id", "meeting_id"],
            ["ambiti.meetings.ambito_id", "ambiti.meetings.id"],
            name=op.f("fk_invitations_ambito_id_meeting_id"),
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_invitations")),
        sa.UniqueConstraint(
            "ambito_id",
            "meeting_id",
            "position",
            name=op.f("uq_invitations_ambito_id_meeting_id_position"),
        ),
        schema="ambiti",
    )


def _roll_entries() -> None:
    op.create_table(
        "roll_entries",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("seat", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("votes", sa.Boolean(), nullable=False),
        sa.Column("delegate", sa.Text(), nullable=False),
        sa.Column("istat_code", sa.Text(), nullable=True),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("ambiguities", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("source_code", sa.Text(), nullable=False),
        sa.Column("source_document", sa.Text(), nullable=False),
        sa.Column("source_article", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "delegate in ('ALLOWED', 'NOT_ALLOWED', 'NOT_STATED')",
            name=op.f("ck_roll_entries_delegate"),
        ),
        sa.CheckConstraint("weight > 0", name=op.f("ck_roll_entries_weight")),
        sa.ForeignKeyConstraint(
            ["ambito_id", "meeting_id"],
            ["ambiti.meetings.ambito_id", "ambiti.meetings.id"],
            name=op.f("fk_roll_entries_ambito_id_meeting_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "unit_id"],
            ["ambiti.units.ambito_id", "ambiti.units.id"],
            name=op.f("fk_roll_entries_ambito_id_unit_id"),
        ),
        sa.ForeignKeyConstraint(
            ["istat_code"], ["ambiti.comuni.istat_code"], name=op.f("fk_roll_entries_istat_code")
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_roll_entries")),
        sa.UniqueConstraint(
            "ambito_id",
            "meeting_id",
            "seat",
            name=op.f("uq_roll_entries_ambito_id_meeting_id_seat"),
        ),
        schema="ambiti",
    )


def _attendances() -> None:
    op.create_table(
        "attendances",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("roll_entry_id", sa.Uuid(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("delegated", sa.Boolean(), nullable=False),
        sa.Column("delegation", sa.Text(), nullable=True),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "delegated = (delegation is not null)", name=op.f("ck_attendances_delegation")
        ),
        sa.CheckConstraint(
            "left_at is null or left_at >= arrived_at", name=op.f("ck_attendances_times")
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "meeting_id"],
            ["ambiti.meetings.ambito_id", "ambiti.meetings.id"],
            name=op.f("fk_attendances_ambito_id_meeting_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "roll_entry_id"],
            ["ambiti.roll_entries.ambito_id", "ambiti.roll_entries.id"],
            name=op.f("fk_attendances_ambito_id_roll_entry_id"),
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_attendances")),
        schema="ambiti",
    )
    op.create_index(
        "ix_attendances_ambito_id_meeting_id",
        "attendances",
        ["ambito_id", "meeting_id"],
        unique=False,
        schema="ambiti",
    )
    op.create_index(
        "uq_attendances_present",
        "attendances",
        ["ambito_id", "roll_entry_id"],
        unique=True,
        schema="ambiti",
        postgresql_where=sa.text("left_at is null"),
    )


def _votes() -> None:
    op.create_table(
        "votes",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("agenda_item_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("verdict", sa.Text(), nullable=True),
        sa.Column("told", sa.Text(), nullable=True),
        sa.Column("proof", JSONB(), nullable=True),
        sa.Column("source_code", sa.Text(), nullable=True),
        sa.Column("source_document", sa.Text(), nullable=True),
        sa.Column("source_article", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(status = 'CLOSED') = (closed_at is not null and verdict is not null"
            " and told is not null and proof is not null)",
            name=op.f("ck_votes_proven"),
        ),
        sa.CheckConstraint("status in ('OPEN', 'CLOSED')", name=op.f("ck_votes_status")),
        sa.CheckConstraint(
            "verdict in ('APPROVED', 'REJECTED', 'INQUORATE', 'UNDETERMINED')",
            name=op.f("ck_votes_verdict"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "agenda_item_id"],
            ["ambiti.agenda_items.ambito_id", "ambiti.agenda_items.id"],
            name=op.f("fk_votes_ambito_id_agenda_item_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "meeting_id"],
            ["ambiti.meetings.ambito_id", "ambiti.meetings.id"],
            name=op.f("fk_votes_ambito_id_meeting_id"),
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_votes")),
        sa.UniqueConstraint(
            "ambito_id",
            "meeting_id",
            "position",
            name=op.f("uq_votes_ambito_id_meeting_id_position"),
        ),
        schema="ambiti",
    )


def _ballots() -> None:
    op.create_table(
        "ballots",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("vote_id", sa.Uuid(), nullable=False),
        sa.Column("roll_entry_id", sa.Uuid(), nullable=False),
        sa.Column("choice", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "choice in ('IN_FAVOUR', 'AGAINST', 'ABSTAINED')", name=op.f("ck_ballots_choice")
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "roll_entry_id"],
            ["ambiti.roll_entries.ambito_id", "ambiti.roll_entries.id"],
            name=op.f("fk_ballots_ambito_id_roll_entry_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "vote_id"],
            ["ambiti.votes.ambito_id", "ambiti.votes.id"],
            name=op.f("fk_ballots_ambito_id_vote_id"),
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_ballots")),
        sa.UniqueConstraint(
            "ambito_id",
            "vote_id",
            "roll_entry_id",
            name=op.f("uq_ballots_ambito_id_vote_id_roll_entry_id"),
        ),
        schema="ambiti",
    )
