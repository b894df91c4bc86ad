"""What a policy may ask of a transaction; tenants, versions of their statutes, ambiguities.

Revision ID: 0001
Revises: nothing
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from ambiti.database import tenancy
from ambiti.database.metadata import Confinement

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables of statute and confine them."""
    _ambiti()
    _ambiguities()
    _rules()
    _statute_versions()
    for statement in (
        *tenancy.FUNCTIONS,
        *map(tenancy.callable_by_logins, tenancy.CALLABLE),
        "grant usage on sequence ambiti.ambiti_ambito_id_seq to ambiti_app",
        *tenancy.confine("ambiti", Confinement.OPEN),
        *tenancy.confine("ambiguities", Confinement.TENANT),
        *tenancy.confine("rules", Confinement.TENANT),
        *tenancy.confine("statute_versions", Confinement.TENANT, append_only=True),
    ):
        op.execute(statement)


def _ambiti() -> None:
    op.create_table(
        "ambiti",
        sa.Column("ambito_id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.CheckConstraint("kind in ('AMBITO', 'INTERAMBITI')", name=op.f("ck_ambiti_kind")),
        sa.PrimaryKeyConstraint("ambito_id", name=op.f("pk_ambiti")),
        sa.UniqueConstraint("slug", name=op.f("uq_ambiti_slug")),
        schema="ambiti",
    )


def _ambiguities() -> None:
    op.create_table(
        "ambiguities",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("options", JSONB(), nullable=False),
        sa.Column("option", sa.Text(), nullable=False),
        sa.Column("motivation", sa.Text(), nullable=False),
        sa.Column("chosen_by", sa.Text(), nullable=False),
        sa.Column("chosen_on", sa.Date(), nullable=False),
        sa.Column("source_code", sa.Text(), nullable=True),
        sa.Column("source_document", sa.Text(), nullable=True),
        sa.Column("source_article", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["ambito_id"], ["ambiti.ambiti.ambito_id"], name=op.f("fk_ambiguities_ambito_id")
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_ambiguities")),
        sa.UniqueConstraint("ambito_id", "code", name=op.f("uq_ambiguities_ambito_id_code")),
        schema="ambiti",
    )


def _rules() -> None:
    op.create_table(
        "rules",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("section", sa.Text(), nullable=False),
        sa.Column("mechanism", sa.Text(), nullable=False),
        sa.Column("area", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject_kind", sa.Text(), nullable=False),
        sa.Column("subject_code", sa.Text(), nullable=True),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("missing", sa.Text(), nullable=True),
        sa.Column("enforcement", sa.Text(), nullable=False),
        sa.Column("ambiguity", sa.Text(), nullable=True),
        sa.Column("doubts", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("details", JSONB(), nullable=False),
        sa.Column("source_words", sa.Text(), nullable=True),
        sa.Column("valid_from", sa.Date(), server_default="-infinity", nullable=False),
        sa.Column("valid_until", sa.Date(), server_default="infinity", nullable=False),
        sa.Column("source_code", sa.Text(), nullable=False),
        sa.Column("source_document", sa.Text(), nullable=False),
        sa.Column("source_article", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "enforcement in ('BLOCK', 'WARN', 'RECORD')", name=op.f("ck_rules_enforcement")
        ),
        sa.CheckConstraint(
            "status in ('DETERMINED', 'UNDETERMINED')", name=op.f("ck_rules_status")
        ),
        sa.CheckConstraint("valid_from < valid_until", name=op.f("ck_rules_validity")),
        sa.ForeignKeyConstraint(
            ["ambito_id"], ["ambiti.ambiti.ambito_id"], name=op.f("fk_rules_ambito_id")
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_rules")),
        sa.UniqueConstraint(
            "ambito_id", "code", "valid_from", name=op.f("uq_rules_ambito_id_code_valid_from")
        ),
        schema="ambiti",
    )
    op.create_index(
        "ix_rules_ambito_id_subject_kind_subject_code",
        "rules",
        ["ambito_id", "subject_kind", "subject_code"],
        unique=False,
        schema="ambiti",
    )


def _statute_versions() -> None:
    op.create_table(
        "statute_versions",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("previous_hash", sa.Text(), nullable=True),
        sa.Column(
            "applied_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("applied_by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("rulebook", JSONB(), nullable=False),
        sa.Column("changes", JSONB(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ambito_id"], ["ambiti.ambiti.ambito_id"], name=op.f("fk_statute_versions_ambito_id")
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_statute_versions")),
        sa.UniqueConstraint(
            "ambito_id", "number", name=op.f("uq_statute_versions_ambito_id_number")
        ),
        schema="ambiti",
    )
