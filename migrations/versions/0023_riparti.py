"""Riparti: what is shared by which criterion, and each share with what it was made of.

Revision ID: 0023
Revises: 0022
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from ambiti.database import tenancy, versions
from ambiti.database.metadata import Confinement

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

TABLES = ("riparti", "riparto_shares")


def upgrade() -> None:
    """Create the tables of riparti and confine them."""
    _riparti()
    _riparto_shares()
    for name in TABLES:
        appended = name == "riparto_shares"
        for statement in tenancy.confine(
            name, Confinement.TENANT, append_only=appended, kept=not appended
        ):
            op.execute(statement)
        op.execute(versions.moving(name, Confinement.TENANT))


def _riparti() -> None:
    op.create_table(
        "riparti",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("matter_code", sa.Text(), nullable=False),
        sa.Column("matter_name", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("cents", sa.BigInteger(), nullable=False),
        sa.Column("covered_cents", sa.BigInteger(), nullable=False),
        sa.Column("key_code", sa.Text(), nullable=False),
        sa.Column("key_name", sa.Text(), nullable=False),
        sa.Column("reference_date", sa.Date(), nullable=True),
        sa.Column("rules_on", sa.Date(), nullable=False),
        sa.Column("decided_by_code", sa.Text(), nullable=True),
        sa.Column("decided_by_name", sa.Text(), nullable=True),
        sa.Column("proposed_on", sa.Date(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("perfected_on", sa.Date(), nullable=True),
        sa.Column("act_id", sa.Uuid(), nullable=True),
        sa.Column("statute_version_id", sa.Uuid(), nullable=False),
        sa.Column("source_code", sa.Text(), nullable=False),
        sa.Column("source_document", sa.Text(), nullable=False),
        sa.Column("source_article", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "cents >= covered_cents and covered_cents >= 0", name=op.f("ck_riparti_cents")
        ),
        sa.CheckConstraint("state in ('PROPOSED', 'PERFECTED')", name=op.f("ck_riparti_state")),
        sa.CheckConstraint(
            "(state = 'PERFECTED') = (act_id is not null and perfected_on is not null)",
            name=op.f("ck_riparti_perfected"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id"], ["ambiti.ambiti.ambito_id"], name=op.f("fk_riparti_ambito_id")
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "act_id"],
            ["ambiti.acts.ambito_id", "ambiti.acts.id"],
            name=op.f("fk_riparti_ambito_id_act_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "statute_version_id"],
            ["ambiti.statute_versions.ambito_id", "ambiti.statute_versions.id"],
            name=op.f("fk_riparti_ambito_id_statute_version_id"),
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_riparti")),
        sa.UniqueConstraint("ambito_id", "act_id", name=op.f("uq_riparti_ambito_id_act_id")),
        schema="ambiti",
    )
    op.create_index(
        "ix_riparti_ambito_id_proposed_on",
        "riparti",
        ["ambito_id", "proposed_on"],
        unique=False,
        schema="ambiti",
    )


def _riparto_shares() -> None:
    op.create_table(
        "riparto_shares",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("riparto_id", sa.Uuid(), nullable=False),
        sa.Column("key_code", sa.Text(), nullable=False),
        sa.Column("chosen", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("party_code", sa.Text(), nullable=False),
        sa.Column("party_name", sa.Text(), nullable=False),
        sa.Column("istat_code", sa.Text(), nullable=True),
        sa.Column("weight", sa.Text(), nullable=False),
        sa.Column("whole", sa.Text(), nullable=False),
        sa.Column("floor_cents", sa.BigInteger(), nullable=False),
        sa.Column("cents", sa.BigInteger(), nullable=False),
        sa.Column("difference_cents", sa.BigInteger(), nullable=False),
        sa.Column("rounded", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("figures", postgresql.JSONB(), nullable=False),
        sa.CheckConstraint(
            "cents between floor_cents and floor_cents + 1", name=op.f("ck_riparto_shares_cents")
        ),
        sa.CheckConstraint("floor_cents >= 0", name=op.f("ck_riparto_shares_floor_cents")),
        sa.CheckConstraint(
            "not chosen or difference_cents = 0", name=op.f("ck_riparto_shares_difference_cents")
        ),
        sa.CheckConstraint(
            "rounded in ('EXACT', 'LARGEST_REMAINDER', 'WEIGHT', 'NAME')",
            name=op.f("ck_riparto_shares_rounded"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "riparto_id"],
            ["ambiti.riparti.ambito_id", "ambiti.riparti.id"],
            name=op.f("fk_riparto_shares_ambito_id_riparto_id"),
        ),
        sa.ForeignKeyConstraint(
            ["istat_code"], ["ambiti.comuni.istat_code"], name=op.f("fk_riparto_shares_istat_code")
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_riparto_shares")),
        sa.UniqueConstraint(
            "ambito_id",
            "riparto_id",
            "key_code",
            "party_code",
            name=op.f("uq_riparto_shares_ambito_id_riparto_id_key_code_party_code"),
        ),
        schema="ambiti",
    )
