"""The journal of every act, and the keys by which a repeated request acts once.

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from ambiti.database import tenancy
from ambiti.database.metadata import Confinement

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables of acting and confine them."""
    _idempotency_keys()
    _journal_entries()
    for statement in (
        *tenancy.confine("idempotency_keys", Confinement.TENANT, append_only=True),
        *tenancy.confine("journal_entries", Confinement.TENANT, append_only=True),
    ):
        op.execute(statement)


def _idempotency_keys() -> None:
    op.create_table(
        "idempotency_keys",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("performer_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("input_hash", sa.Text(), nullable=False),
        sa.Column("outcome", JSONB(), nullable=False),
        sa.Column(
            "at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id"], ["ambiti.ambiti.ambito_id"], name=op.f("fk_idempotency_keys_ambito_id")
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_idempotency_keys")),
        sa.UniqueConstraint(
            "ambito_id",
            "performer_id",
            "key",
            name=op.f("uq_idempotency_keys_ambito_id_performer_id_key"),
        ),
        schema="ambiti",
    )


def _journal_entries() -> None:
    op.create_table(
        "journal_entries",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("performed_by", sa.Text(), nullable=False),
        sa.Column("performer_id", sa.Uuid(), nullable=True),
        sa.Column("access", sa.Text(), nullable=True),
        sa.Column("mandate", sa.Text(), nullable=True),
        sa.Column("subject_kind", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("input", JSONB(), nullable=False),
        sa.Column("warnings", JSONB(), nullable=False),
        sa.Column("sources", JSONB(), nullable=False),
        sa.Column("written", JSONB(), nullable=False),
        sa.Column("previous_hash", sa.Text(), nullable=True),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ambito_id"], ["ambiti.ambiti.ambito_id"], name=op.f("fk_journal_entries_ambito_id")
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_journal_entries")),
        sa.UniqueConstraint(
            "ambito_id", "number", name=op.f("uq_journal_entries_ambito_id_number")
        ),
        schema="ambiti",
    )
