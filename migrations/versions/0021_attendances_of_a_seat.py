"""Attendances are looked up by their meeting and seat, in one index.

Revision ID: 0021
Revises: 0020
"""

from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let the index of a meeting's attendances also tell their seats."""
    op.drop_index("ix_attendances_ambito_id_meeting_id", "attendances", schema="ambiti")
    op.create_index(
        "ix_attendances_ambito_id_meeting_id_roll_entry_id",
        "attendances",
        ["ambito_id", "meeting_id", "roll_entry_id"],
        schema="ambiti",
    )
