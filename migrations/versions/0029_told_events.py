"""Facts from which terms run may be told by an act of the register, and by another after it.

Revision ID: 0029
Revises: 0028
"""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Name the act that tells a fact; by hand a fact is still recorded once."""
    op.add_column("term_events", sa.Column("act_id", sa.Uuid()), schema="ambiti")
    op.create_foreign_key(
        op.f("fk_term_events_ambito_id_act_id"),
        "term_events",
        "acts",
        ["ambito_id", "act_id"],
        ["ambito_id", "id"],
        source_schema="ambiti",
        referent_schema="ambiti",
    )
    op.drop_constraint(
        op.f("uq_term_events_ambito_id_event_code_year_occurrence"), "term_events", schema="ambiti"
    )
    op.create_unique_constraint(
        op.f("uq_term_events_ambito_id_event_code_act_id"),
        "term_events",
        ["ambito_id", "event_code", "act_id"],
        schema="ambiti",
    )
    op.create_index(
        "uq_term_events_by_hand",
        "term_events",
        ["ambito_id", "event_code", "year", "occurrence"],
        unique=True,
        schema="ambiti",
        postgresql_where=sa.text("act_id is null"),
    )
    op.create_index(
        "ix_term_events_ambito_id_event_code_year",
        "term_events",
        ["ambito_id", "event_code", "year"],
        schema="ambiti",
    )
