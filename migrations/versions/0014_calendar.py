"""What is due: days that were set, facts, and what was done.

Revision ID: 0014
Revises: 0013
"""

import sqlalchemy as sa
from alembic import op

from ambiti.database import tenancy
from ambiti.database.metadata import Confinement

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables of calendar and confine them."""
    _fulfilments()
    _set_terms()
    _term_events()
    for statement in (
        *tenancy.confine("fulfilments", Confinement.TENANT, append_only=True),
        *tenancy.confine("set_terms", Confinement.TENANT, append_only=True),
        *tenancy.confine("term_events", Confinement.TENANT, append_only=True),
    ):
        op.execute(statement)


def _fulfilments() -> None:
    op.create_table(
        "fulfilments",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("deadline_code", sa.Text(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("sections", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("occurrence", sa.Text(), nullable=False),
        sa.Column("by_code", sa.Text(), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.CheckConstraint("year between 1900 and 2999", name=op.f("ck_fulfilments_year")),
        sa.ForeignKeyConstraint(
            ["ambito_id"], ["ambiti.ambiti.ambito_id"], name=op.f("fk_fulfilments_ambito_id")
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_fulfilments")),
        sa.UniqueConstraint(
            "ambito_id",
            "deadline_code",
            "year",
            "occurrence",
            name=op.f("uq_fulfilments_ambito_id_deadline_code_year_occurrence"),
        ),
        schema="ambiti",
    )


def _set_terms() -> None:
    op.create_table(
        "set_terms",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("deadline_code", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("every_days", sa.Integer(), nullable=True),
        sa.Column("set_on", sa.Date(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("occurrence", sa.Text(), nullable=False),
        sa.Column("by_code", sa.Text(), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(due_on is null) <> (every_days is null)", name=op.f("ck_set_terms_one")
        ),
        sa.CheckConstraint("every_days between 1 and 366", name=op.f("ck_set_terms_every_days")),
        sa.CheckConstraint("year between 1900 and 2999", name=op.f("ck_set_terms_year")),
        sa.ForeignKeyConstraint(
            ["ambito_id"], ["ambiti.ambiti.ambito_id"], name=op.f("fk_set_terms_ambito_id")
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_set_terms")),
        sa.UniqueConstraint(
            "ambito_id",
            "deadline_code",
            "year",
            "occurrence",
            "set_on",
            name=op.f("uq_set_terms_ambito_id_deadline_code_year_occurrence_set_on"),
        ),
        schema="ambiti",
    )


def _term_events() -> None:
    op.create_table(
        "term_events",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("event_code", sa.Text(), nullable=False),
        sa.Column("occurred_on", sa.Date(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("occurrence", sa.Text(), nullable=False),
        sa.Column("by_code", sa.Text(), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.CheckConstraint("year between 1900 and 2999", name=op.f("ck_term_events_year")),
        sa.ForeignKeyConstraint(
            ["ambito_id"], ["ambiti.ambiti.ambito_id"], name=op.f("fk_term_events_ambito_id")
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_term_events")),
        sa.UniqueConstraint(
            "ambito_id",
            "event_code",
            "year",
            "occurrence",
            name=op.f("uq_term_events_ambito_id_event_code_year_occurrence"),
        ),
        schema="ambiti",
    )
