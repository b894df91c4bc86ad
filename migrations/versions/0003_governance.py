"""Organs and roles, principals and their mandates.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

from ambiti.database import tenancy
from ambiti.database.metadata import Confinement

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables of governance and confine them."""
    _principals()
    _regional_mandates()
    _roles()
    _mandates()
    _organs()
    _organ_aliases()
    for statement in (
        tenancy.PRINCIPAL,
        tenancy.callable_by_logins("principal()"),
        *tenancy.VERSIONING,
        *map(tenancy.version_trigger, tenancy.COUNTED),
        *tenancy.confine("principals", Confinement.PERSONAL, ("identity",)),
        *tenancy.confine("regional_mandates", Confinement.PERSONAL, ("principal_id",)),
        *tenancy.confine("roles", Confinement.TENANT),
        *tenancy.confine("mandates", Confinement.PERSONAL, ("ambito_id", "principal_id")),
        *tenancy.confine("organs", Confinement.TENANT),
        *tenancy.confine("organ_aliases", Confinement.TENANT),
    ):
        op.execute(statement)


def _principals() -> None:
    op.create_table(
        "principals",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("identity", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("invented", sa.Boolean(), nullable=False),
        sa.Column("version", sa.BigInteger(), server_default="1", nullable=False),
        sa.CheckConstraint("kind in ('PERSON', 'MACHINE')", name=op.f("ck_principals_kind")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_principals")),
        sa.UniqueConstraint("identity", name=op.f("uq_principals_identity")),
        schema="ambiti",
    )


def _regional_mandates() -> None:
    op.create_table(
        "regional_mandates",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("principal_id", sa.Uuid(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("access", sa.Text(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), server_default="infinity", nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.CheckConstraint("since < until", name=op.f("ck_regional_mandates_term")),
        sa.ForeignKeyConstraint(
            ["principal_id"],
            ["ambiti.principals.id"],
            name=op.f("fk_regional_mandates_principal_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_regional_mandates")),
        sa.UniqueConstraint(
            "principal_id",
            "region",
            "access",
            "since",
            name=op.f("uq_regional_mandates_principal_id_region_access_since"),
        ),
        schema="ambiti",
    )


def _roles() -> None:
    op.create_table(
        "roles",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("access", sa.Text(), nullable=False),
        sa.Column("held_for", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), server_default="-infinity", nullable=False),
        sa.Column("valid_until", sa.Date(), server_default="infinity", nullable=False),
        sa.Column("source_code", sa.Text(), nullable=False),
        sa.Column("source_document", sa.Text(), nullable=False),
        sa.Column("source_article", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "held_for in ('AMBITO', 'COMUNE', 'UNIT')", name=op.f("ck_roles_held_for")
        ),
        sa.CheckConstraint("valid_from < valid_until", name=op.f("ck_roles_validity")),
        sa.ForeignKeyConstraint(
            ["ambito_id"], ["ambiti.ambiti.ambito_id"], name=op.f("fk_roles_ambito_id")
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_roles")),
        schema="ambiti",
    )
    op.create_index(
        "ix_roles_ambito_id_code", "roles", ["ambito_id", "code"], unique=False, schema="ambiti"
    )


def _mandates() -> None:
    op.create_table(
        "mandates",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("principal_id", sa.Uuid(), nullable=False),
        sa.Column("role_code", sa.Text(), nullable=False),
        sa.Column("istat_code", sa.Text(), nullable=True),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), server_default="infinity", nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("source_code", sa.Text(), nullable=False),
        sa.Column("source_document", sa.Text(), nullable=False),
        sa.Column("source_article", sa.Text(), nullable=True),
        sa.CheckConstraint("since < until", name=op.f("ck_mandates_term")),
        sa.ForeignKeyConstraint(
            ["ambito_id", "unit_id"],
            ["ambiti.units.ambito_id", "ambiti.units.id"],
            name=op.f("fk_mandates_ambito_id_unit_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id"], ["ambiti.ambiti.ambito_id"], name=op.f("fk_mandates_ambito_id")
        ),
        sa.ForeignKeyConstraint(
            ["istat_code"], ["ambiti.comuni.istat_code"], name=op.f("fk_mandates_istat_code")
        ),
        sa.ForeignKeyConstraint(
            ["principal_id"], ["ambiti.principals.id"], name=op.f("fk_mandates_principal_id")
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_mandates")),
        schema="ambiti",
    )
    op.create_index(
        "ix_mandates_principal_id", "mandates", ["principal_id"], unique=False, schema="ambiti"
    )


def _organs() -> None:
    op.create_table(
        "organs",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("legal_basis", sa.Text(), nullable=True),
        sa.Column("seat_address", sa.Text(), nullable=True),
        sa.Column("seat_at_capofila", sa.Boolean(), nullable=False),
        sa.Column("legal_entity_is_capofila", sa.Boolean(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("instrument_code", sa.Text(), nullable=True),
        sa.Column("valid_from", sa.Date(), server_default="-infinity", nullable=False),
        sa.Column("valid_until", sa.Date(), server_default="infinity", nullable=False),
        sa.Column("source_code", sa.Text(), nullable=False),
        sa.Column("source_document", sa.Text(), nullable=False),
        sa.Column("source_article", sa.Text(), nullable=True),
        sa.CheckConstraint("valid_from < valid_until", name=op.f("ck_organs_validity")),
        sa.ForeignKeyConstraint(
            ["ambito_id", "unit_id"],
            ["ambiti.units.ambito_id", "ambiti.units.id"],
            name=op.f("fk_organs_ambito_id_unit_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id"], ["ambiti.ambiti.ambito_id"], name=op.f("fk_organs_ambito_id")
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_organs")),
        schema="ambiti",
    )


def _organ_aliases() -> None:
    op.create_table(
        "organ_aliases",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organ_id", sa.Uuid(), nullable=False),
        sa.Column("alias", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ambito_id", "organ_id"],
            ["ambiti.organs.ambito_id", "ambiti.organs.id"],
            name=op.f("fk_organ_aliases_ambito_id_organ_id"),
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_organ_aliases")),
        schema="ambiti",
    )
    op.create_index(
        "ix_organ_aliases_ambito_id_organ_id",
        "organ_aliases",
        ["ambito_id", "organ_id"],
        unique=False,
        schema="ambiti",
    )
