"""Where acts are published, and what was sent to whom.

Revision ID: 0013
Revises: 0012
"""

import sqlalchemy as sa
from alembic import op

from ambiti.database import tenancy
from ambiti.database.metadata import Confinement

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables and confine them."""
    _publications()
    _dispatches()
    _deliveries()
    _dispatch_items()
    for statement in (
        *tenancy.confine("publications", Confinement.PUBLISHABLE, append_only=True),
        *tenancy.confine("dispatches", Confinement.TENANT, append_only=True),
        *tenancy.confine("deliveries", Confinement.TENANT, append_only=True),
        *tenancy.confine("dispatch_items", Confinement.TENANT, append_only=True),
    ):
        op.execute(statement)


def _publications() -> None:
    op.create_table(
        "publications",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("act_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("shown_on", sa.Date(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=True),
        sa.Column("published", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "place in ('ALBO', 'BULLETIN', 'BULLETIN_EXTRACT', 'SITE')",
            name=op.f("ck_publications_place"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "act_id"],
            ["ambiti.acts.ambito_id", "ambiti.acts.id"],
            name=op.f("fk_publications_ambito_id_act_id"),
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_publications")),
        sa.UniqueConstraint(
            "ambito_id", "act_id", "place", name=op.f("uq_publications_ambito_id_act_id_place")
        ),
        schema="ambiti",
    )


def _dispatches() -> None:
    op.create_table(
        "dispatches",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("by_code", sa.Text(), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("matter_code", sa.Text(), nullable=True),
        sa.Column("meeting_id", sa.Uuid(), nullable=True),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("source_code", sa.Text(), nullable=True),
        sa.Column("source_document", sa.Text(), nullable=True),
        sa.Column("source_article", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "kind <> 'MINUTES' or meeting_id is not null", name=op.f("ck_dispatches_minutes")
        ),
        sa.CheckConstraint(
            "kind in ('ACTS_LIST', 'MINUTES', 'BROADCAST')", name=op.f("ck_dispatches_kind")
        ),
        sa.CheckConstraint("since <= until", name=op.f("ck_dispatches_period")),
        sa.ForeignKeyConstraint(
            ["ambito_id", "meeting_id"],
            ["ambiti.meetings.ambito_id", "ambiti.meetings.id"],
            name=op.f("fk_dispatches_ambito_id_meeting_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id"], ["ambiti.ambiti.ambito_id"], name=op.f("fk_dispatches_ambito_id")
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_dispatches")),
        schema="ambiti",
    )
    op.create_index(
        "ix_dispatches_ambito_id_meeting_id",
        "dispatches",
        ["ambito_id", "meeting_id"],
        unique=False,
        schema="ambiti",
    )


def _deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("dispatch_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("istat_code", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["ambito_id", "dispatch_id"],
            ["ambiti.dispatches.ambito_id", "ambiti.dispatches.id"],
            name=op.f("fk_deliveries_ambito_id_dispatch_id"),
        ),
        sa.ForeignKeyConstraint(
            ["istat_code"], ["ambiti.comuni.istat_code"], name=op.f("fk_deliveries_istat_code")
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_deliveries")),
        sa.UniqueConstraint(
            "ambito_id",
            "dispatch_id",
            "position",
            name=op.f("uq_deliveries_ambito_id_dispatch_id_position"),
        ),
        schema="ambiti",
    )


def _dispatch_items() -> None:
    op.create_table(
        "dispatch_items",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("dispatch_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("act_id", sa.Uuid(), nullable=False),
        sa.Column("copied", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ambito_id", "act_id"],
            ["ambiti.acts.ambito_id", "ambiti.acts.id"],
            name=op.f("fk_dispatch_items_ambito_id_act_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "dispatch_id"],
            ["ambiti.dispatches.ambito_id", "ambiti.dispatches.id"],
            name=op.f("fk_dispatch_items_ambito_id_dispatch_id"),
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_dispatch_items")),
        sa.UniqueConstraint(
            "ambito_id",
            "dispatch_id",
            "position",
            name=op.f("uq_dispatch_items_ambito_id_dispatch_id_position"),
        ),
        schema="ambiti",
    )
    op.create_index(
        "ix_dispatch_items_ambito_id_act_id",
        "dispatch_items",
        ["ambito_id", "act_id"],
        unique=False,
        schema="ambiti",
    )
