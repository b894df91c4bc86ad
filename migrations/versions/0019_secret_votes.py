"""Secret votes, and the minutes of a meeting corrected and approved.

Revision ID: 0019
Revises: 0018
"""

import sqlalchemy as sa
from alembic import op

from ambiti.database import tenancy
from ambiti.database.metadata import Confinement

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let a vote be secret; every vote until now was open. Create the tables of minutes."""
    op.add_column(
        "votes",
        sa.Column("secret", sa.Boolean(), nullable=False, server_default=sa.false()),
        schema="ambiti",
    )
    op.alter_column("votes", "secret", server_default=None, schema="ambiti")
    op.alter_column("ballots", "choice", nullable=True, schema="ambiti")
    _minutes_corrections()
    _minutes_approvals()
    for statement in (
        *tenancy.confine("minutes_corrections", Confinement.TENANT, append_only=True),
        *tenancy.confine("minutes_approvals", Confinement.TENANT, append_only=True),
    ):
        op.execute(statement)


def _minutes_corrections() -> None:
    op.create_table(
        "minutes_corrections",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("wrong", sa.Text(), nullable=False),
        sa.Column("right", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("corrected_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ambito_id", "meeting_id"],
            ["ambiti.meetings.ambito_id", "ambiti.meetings.id"],
            name=op.f("fk_minutes_corrections_ambito_id_meeting_id"),
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_minutes_corrections")),
        sa.UniqueConstraint(
            "ambito_id",
            "meeting_id",
            "position",
            name=op.f("uq_minutes_corrections_ambito_id_meeting_id_position"),
        ),
        schema="ambiti",
    )


def _minutes_approvals() -> None:
    op.create_table(
        "minutes_approvals",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("vote_id", sa.Uuid(), nullable=False),
        sa.Column("approved_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ambito_id", "meeting_id"],
            ["ambiti.meetings.ambito_id", "ambiti.meetings.id"],
            name=op.f("fk_minutes_approvals_ambito_id_meeting_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "vote_id"],
            ["ambiti.votes.ambito_id", "ambiti.votes.id"],
            name=op.f("fk_minutes_approvals_ambito_id_vote_id"),
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_minutes_approvals")),
        sa.UniqueConstraint(
            "ambito_id", "meeting_id", name=op.f("uq_minutes_approvals_ambito_id_meeting_id")
        ),
        schema="ambiti",
    )
