"""What was recorded of instruments after their documents: deliberations, signatures, renewals.

Revision ID: 0009
Revises: 0008
"""

import sqlalchemy as sa
from alembic import op

from ambiti.database import tenancy
from ambiti.database.metadata import Confinement

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables of signatures and confine them."""
    _deliberations()
    _renewals()
    _signatures()
    for statement in (
        *tenancy.confine("deliberations", Confinement.TENANT, append_only=True),
        *tenancy.confine("renewals", Confinement.TENANT, append_only=True),
        *tenancy.confine("signatures", Confinement.TENANT, append_only=True),
    ):
        op.execute(statement)


def _deliberations() -> None:
    op.create_table(
        "deliberations",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("instrument_id", sa.Uuid(), nullable=False),
        sa.Column("istat_code", sa.Text(), nullable=True),
        sa.Column("body_id", sa.Uuid(), nullable=True),
        sa.Column("organ", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("deliberated_on", sa.Date(), nullable=False),
        sa.Column("enforceable_on", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "(istat_code is null) <> (body_id is null)", name=op.f("ck_deliberations_who")
        ),
        sa.CheckConstraint(
            "deliberated_on <= enforceable_on", name=op.f("ck_deliberations_enforceable")
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "body_id"],
            ["ambiti.bodies.ambito_id", "ambiti.bodies.id"],
            name=op.f("fk_deliberations_ambito_id_body_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "instrument_id"],
            ["ambiti.instruments.ambito_id", "ambiti.instruments.id"],
            name=op.f("fk_deliberations_ambito_id_instrument_id"),
        ),
        sa.ForeignKeyConstraint(
            ["istat_code"], ["ambiti.comuni.istat_code"], name=op.f("fk_deliberations_istat_code")
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_deliberations")),
        sa.UniqueConstraint(
            "ambito_id",
            "instrument_id",
            "istat_code",
            "body_id",
            name=op.f("uq_deliberations_ambito_id_instrument_id_istat_code_body_id"),
            postgresql_nulls_not_distinct=True,
        ),
        schema="ambiti",
    )


def _renewals() -> None:
    op.create_table(
        "renewals",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("instrument_id", sa.Uuid(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("renewed_on", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.CheckConstraint("renewed_on < until", name=op.f("ck_renewals_term")),
        sa.ForeignKeyConstraint(
            ["ambito_id", "instrument_id"],
            ["ambiti.instruments.ambito_id", "ambiti.instruments.id"],
            name=op.f("fk_renewals_ambito_id_instrument_id"),
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_renewals")),
        sa.UniqueConstraint(
            "ambito_id",
            "instrument_id",
            "until",
            name=op.f("uq_renewals_ambito_id_instrument_id_until"),
        ),
        schema="ambiti",
    )
    op.create_index(
        "ix_renewals_ambito_id_instrument_id",
        "renewals",
        ["ambito_id", "instrument_id"],
        unique=False,
        schema="ambiti",
    )


def _signatures() -> None:
    op.create_table(
        "signatures",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("instrument_id", sa.Uuid(), nullable=False),
        sa.Column("istat_code", sa.Text(), nullable=True),
        sa.Column("body_id", sa.Uuid(), nullable=True),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("signer", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(istat_code is null) <> (body_id is null)", name=op.f("ck_signatures_who")
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "body_id"],
            ["ambiti.bodies.ambito_id", "ambiti.bodies.id"],
            name=op.f("fk_signatures_ambito_id_body_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "instrument_id"],
            ["ambiti.instruments.ambito_id", "ambiti.instruments.id"],
            name=op.f("fk_signatures_ambito_id_instrument_id"),
        ),
        sa.ForeignKeyConstraint(
            ["istat_code"], ["ambiti.comuni.istat_code"], name=op.f("fk_signatures_istat_code")
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_signatures")),
        sa.UniqueConstraint(
            "ambito_id",
            "instrument_id",
            "istat_code",
            "body_id",
            name=op.f("uq_signatures_ambito_id_instrument_id_istat_code_body_id"),
            postgresql_nulls_not_distinct=True,
        ),
        schema="ambiti",
    )
