"""Instruments, their parties, predecessors and status by day.

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

from ambiti.database import tenancy
from ambiti.database.metadata import Confinement

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables of agreements and confine them."""
    _instruments()
    _instrument_parties()
    _instrument_predecessors()
    _instrument_statuses()
    for statement in (
        *tenancy.confine("instruments", Confinement.PUBLISHABLE),
        *tenancy.confine("instrument_parties", Confinement.PUBLISHABLE),
        *tenancy.confine("instrument_predecessors", Confinement.PUBLISHABLE),
        *tenancy.confine("instrument_statuses", Confinement.PUBLISHABLE),
    ):
        op.execute(statement)


def _instruments() -> None:
    op.create_table(
        "instruments",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("in_force_from", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("end_rule", sa.Text(), nullable=True),
        sa.Column("parent_code", sa.Text(), nullable=True),
        sa.Column("supplied", sa.Boolean(), nullable=False),
        sa.Column("published", sa.Boolean(), nullable=False),
        sa.Column("valid_from", sa.Date(), server_default="-infinity", nullable=False),
        sa.Column("valid_until", sa.Date(), server_default="infinity", nullable=False),
        sa.Column("source_code", sa.Text(), nullable=False),
        sa.Column("source_document", sa.Text(), nullable=False),
        sa.Column("source_article", sa.Text(), nullable=True),
        sa.CheckConstraint("valid_from < valid_until", name=op.f("ck_instruments_validity")),
        sa.ForeignKeyConstraint(
            ["ambito_id"], ["ambiti.ambiti.ambito_id"], name=op.f("fk_instruments_ambito_id")
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_instruments")),
        schema="ambiti",
    )


def _instrument_parties() -> None:
    op.create_table(
        "instrument_parties",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("instrument_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("istat_code", sa.Text(), nullable=True),
        sa.Column("body_id", sa.Uuid(), nullable=True),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("published", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "(istat_code is null) <> (body_id is null)", name=op.f("ck_instrument_parties_who")
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "body_id"],
            ["ambiti.bodies.ambito_id", "ambiti.bodies.id"],
            name=op.f("fk_instrument_parties_ambito_id_body_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "instrument_id"],
            ["ambiti.instruments.ambito_id", "ambiti.instruments.id"],
            name=op.f("fk_instrument_parties_ambito_id_instrument_id"),
        ),
        sa.ForeignKeyConstraint(
            ["istat_code"],
            ["ambiti.comuni.istat_code"],
            name=op.f("fk_instrument_parties_istat_code"),
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_instrument_parties")),
        schema="ambiti",
    )
    op.create_index(
        "ix_instrument_parties_ambito_id_instrument_id",
        "instrument_parties",
        ["ambito_id", "instrument_id"],
        unique=False,
        schema="ambiti",
    )


def _instrument_predecessors() -> None:
    op.create_table(
        "instrument_predecessors",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("instrument_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("published", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ambito_id", "instrument_id"],
            ["ambiti.instruments.ambito_id", "ambiti.instruments.id"],
            name=op.f("fk_instrument_predecessors_ambito_id_instrument_id"),
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_instrument_predecessors")),
        schema="ambiti",
    )
    op.create_index(
        "ix_instrument_predecessors_ambito_id_instrument_id",
        "instrument_predecessors",
        ["ambito_id", "instrument_id"],
        unique=False,
        schema="ambiti",
    )


def _instrument_statuses() -> None:
    op.create_table(
        "instrument_statuses",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("instrument_id", sa.Uuid(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("published", sa.Boolean(), nullable=False),
        sa.Column("valid_from", sa.Date(), server_default="-infinity", nullable=False),
        sa.Column("valid_until", sa.Date(), server_default="infinity", nullable=False),
        sa.CheckConstraint(
            "valid_from < valid_until", name=op.f("ck_instrument_statuses_validity")
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "instrument_id"],
            ["ambiti.instruments.ambito_id", "ambiti.instruments.id"],
            name=op.f("fk_instrument_statuses_ambito_id_instrument_id"),
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_instrument_statuses")),
        schema="ambiti",
    )
    op.create_index(
        "ix_instrument_statuses_ambito_id_instrument_id",
        "instrument_statuses",
        ["ambito_id", "instrument_id"],
        unique=False,
        schema="ambiti",
    )
