"""Publications of instruments, and drafts after a shared scheme.

Revision ID: 0015
Revises: 0014
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from ambiti.database import tenancy
from ambiti.database.metadata import Confinement

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables of drafts and confine them."""
    _drafts()
    _publications()
    _draft_parties()
    for statement in (
        *tenancy.confine("drafts", Confinement.TENANT, append_only=True),
        *tenancy.confine("instrument_publications", Confinement.TENANT, append_only=True),
        *tenancy.confine("draft_parties", Confinement.TENANT, append_only=True),
    ):
        op.execute(statement)


def _drafts() -> None:
    op.create_table(
        "drafts",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("instrument_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("clauses", JSONB(), nullable=False),
        sa.Column("drafted_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ambito_id", "instrument_id"],
            ["ambiti.instruments.ambito_id", "ambiti.instruments.id"],
            name=op.f("fk_drafts_ambito_id_instrument_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "unit_id"],
            ["ambiti.units.ambito_id", "ambiti.units.id"],
            name=op.f("fk_drafts_ambito_id_unit_id"),
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_drafts")),
        sa.UniqueConstraint(
            "ambito_id",
            "instrument_id",
            "unit_id",
            name=op.f("uq_drafts_ambito_id_instrument_id_unit_id"),
        ),
        schema="ambiti",
    )


def _publications() -> None:
    op.create_table(
        "instrument_publications",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("instrument_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "kind in ('FULL', 'EXTRACT')", name=op.f("ck_instrument_publications_kind")
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "instrument_id"],
            ["ambiti.instruments.ambito_id", "ambiti.instruments.id"],
            name=op.f("fk_instrument_publications_ambito_id_instrument_id"),
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_instrument_publications")),
        sa.UniqueConstraint(
            "ambito_id",
            "instrument_id",
            "kind",
            name=op.f("uq_instrument_publications_ambito_id_instrument_id_kind"),
        ),
        schema="ambiti",
    )


def _draft_parties() -> None:
    op.create_table(
        "draft_parties",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("draft_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("istat_code", sa.Text(), nullable=True),
        sa.Column("body_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "(istat_code is null) <> (body_id is null)", name=op.f("ck_draft_parties_who")
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "body_id"],
            ["ambiti.bodies.ambito_id", "ambiti.bodies.id"],
            name=op.f("fk_draft_parties_ambito_id_body_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "draft_id"],
            ["ambiti.drafts.ambito_id", "ambiti.drafts.id"],
            name=op.f("fk_draft_parties_ambito_id_draft_id"),
        ),
        sa.ForeignKeyConstraint(
            ["istat_code"], ["ambiti.comuni.istat_code"], name=op.f("fk_draft_parties_istat_code")
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_draft_parties")),
        sa.UniqueConstraint(
            "ambito_id",
            "draft_id",
            "istat_code",
            "body_id",
            name=op.f("uq_draft_parties_ambito_id_draft_id_istat_code_body_id"),
            postgresql_nulls_not_distinct=True,
        ),
        schema="ambiti",
    )
