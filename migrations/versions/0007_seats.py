"""Seats: the places that the composition of an organ gives.

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op

from ambiti.database import tenancy
from ambiti.database.metadata import Confinement

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables of seats and confine them."""
    _seats()
    for statement in (*tenancy.confine("seats", Confinement.TENANT),):
        op.execute(statement)


def _seats() -> None:
    op.create_table(
        "seats",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organ_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("standing", sa.Text(), nullable=False),
        sa.Column("votes", sa.Boolean(), nullable=False),
        sa.Column("several", sa.Boolean(), nullable=False),
        sa.Column("delegate", sa.Text(), nullable=False),
        sa.Column("formation", sa.Text(), nullable=True),
        sa.Column("condition", sa.Text(), nullable=True),
        sa.Column("pool", sa.Text(), nullable=True),
        sa.Column("designator", sa.Text(), nullable=True),
        sa.Column("role_code", sa.Text(), nullable=True),
        sa.Column("istat_code", sa.Text(), nullable=True),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("ambiguities", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("valid_from", sa.Date(), server_default="-infinity", nullable=False),
        sa.Column("valid_until", sa.Date(), server_default="infinity", nullable=False),
        sa.Column("source_code", sa.Text(), nullable=False),
        sa.Column("source_document", sa.Text(), nullable=False),
        sa.Column("source_article", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "delegate in ('ALLOWED', 'NOT_ALLOWED', 'NOT_STATED')", name=op.f("ck_seats_delegate")
        ),
        sa.CheckConstraint(
            "standing in ('COMPONENT', 'INVITED', 'PARTICIPANT', 'OPEN_ON_REQUEST', 'CONDITIONAL')",
            name=op.f("ck_seats_standing"),
        ),
        sa.CheckConstraint("valid_from < valid_until", name=op.f("ck_seats_validity")),
        sa.ForeignKeyConstraint(
            ["ambito_id", "organ_id"],
            ["ambiti.organs.ambito_id", "ambiti.organs.id"],
            name=op.f("fk_seats_ambito_id_organ_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "unit_id"],
            ["ambiti.units.ambito_id", "ambiti.units.id"],
            name=op.f("fk_seats_ambito_id_unit_id"),
        ),
        sa.ForeignKeyConstraint(
            ["istat_code"], ["ambiti.comuni.istat_code"], name=op.f("fk_seats_istat_code")
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_seats")),
        schema="ambiti",
    )
    op.create_index(
        "ix_seats_ambito_id_organ_id",
        "seats",
        ["ambito_id", "organ_id"],
        unique=False,
        schema="ambiti",
    )
