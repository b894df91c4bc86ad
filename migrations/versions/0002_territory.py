"""Comuni, populations, bodies, and who belongs where since when.

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

from ambiti.database import tenancy
from ambiti.database.metadata import Confinement

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables of territory and confine them."""
    _comuni()
    _bodies()
    _capofile()
    _comune_aliases()
    _memberships()
    _perimeters()
    _populations()
    _units()
    _warnings()
    _body_comuni()
    _perimeter_comuni()
    _unit_leads()
    _unit_members()
    for statement in (
        *tenancy.confine("comuni", Confinement.REFERENCE),
        *tenancy.confine("bodies", Confinement.OPEN),
        *tenancy.confine("capofile", Confinement.OPEN),
        *tenancy.confine("comune_aliases", Confinement.OPEN),
        *tenancy.confine("memberships", Confinement.OPEN),
        *tenancy.confine("perimeters", Confinement.OPEN),
        *tenancy.confine("populations", Confinement.REFERENCE),
        *tenancy.confine("units", Confinement.OPEN),
        *tenancy.confine("warnings", Confinement.PUBLISHABLE),
        *tenancy.confine("body_comuni", Confinement.OPEN),
        *tenancy.confine("perimeter_comuni", Confinement.OPEN),
        *tenancy.confine("unit_leads", Confinement.OPEN),
        *tenancy.confine("unit_members", Confinement.OPEN),
    ):
        op.execute(statement)


def _comuni() -> None:
    op.create_table(
        "comuni",
        sa.Column("istat_code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("belfiore_code", sa.Text(), nullable=False),
        sa.Column("province_code", sa.Text(), nullable=False),
        sa.Column("province", sa.Text(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "belfiore_code ~ '^[A-Z][0-9]{3}$'", name=op.f("ck_comuni_belfiore_code")
        ),
        sa.CheckConstraint("istat_code ~ '^[0-9]{6}$'", name=op.f("ck_comuni_istat_code")),
        sa.PrimaryKeyConstraint("istat_code", name=op.f("pk_comuni")),
        sa.UniqueConstraint("belfiore_code", name=op.f("uq_comuni_belfiore_code")),
        schema="ambiti",
    )


def _bodies() -> None:
    op.create_table(
        "bodies",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("valid_from", sa.Date(), server_default="-infinity", nullable=False),
        sa.Column("valid_until", sa.Date(), server_default="infinity", nullable=False),
        sa.Column("source_code", sa.Text(), nullable=False),
        sa.Column("source_document", sa.Text(), nullable=False),
        sa.Column("source_article", sa.Text(), nullable=True),
        sa.CheckConstraint("valid_from < valid_until", name=op.f("ck_bodies_validity")),
        sa.ForeignKeyConstraint(
            ["ambito_id"], ["ambiti.ambiti.ambito_id"], name=op.f("fk_bodies_ambito_id")
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_bodies")),
        schema="ambiti",
    )


def _capofile() -> None:
    op.create_table(
        "capofile",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("istat_code", sa.Text(), nullable=False),
        sa.Column("ambiguity", sa.Text(), nullable=True),
        sa.Column("valid_from", sa.Date(), server_default="-infinity", nullable=False),
        sa.Column("valid_until", sa.Date(), server_default="infinity", nullable=False),
        sa.Column("source_code", sa.Text(), nullable=False),
        sa.Column("source_document", sa.Text(), nullable=False),
        sa.Column("source_article", sa.Text(), nullable=True),
        sa.CheckConstraint("valid_from < valid_until", name=op.f("ck_capofile_validity")),
        sa.ForeignKeyConstraint(
            ["ambito_id"], ["ambiti.ambiti.ambito_id"], name=op.f("fk_capofile_ambito_id")
        ),
        sa.ForeignKeyConstraint(
            ["istat_code"], ["ambiti.comuni.istat_code"], name=op.f("fk_capofile_istat_code")
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_capofile")),
        schema="ambiti",
    )


def _comune_aliases() -> None:
    op.create_table(
        "comune_aliases",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("istat_code", sa.Text(), nullable=False),
        sa.Column("alias", sa.Text(), nullable=False),
        sa.Column("ambiguity", sa.Text(), nullable=True),
        sa.Column("source_code", sa.Text(), nullable=False),
        sa.Column("source_document", sa.Text(), nullable=False),
        sa.Column("source_article", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["ambito_id"], ["ambiti.ambiti.ambito_id"], name=op.f("fk_comune_aliases_ambito_id")
        ),
        sa.ForeignKeyConstraint(
            ["istat_code"], ["ambiti.comuni.istat_code"], name=op.f("fk_comune_aliases_istat_code")
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_comune_aliases")),
        schema="ambiti",
    )
    op.create_index(
        "ix_comune_aliases_istat_code",
        "comune_aliases",
        ["istat_code"],
        unique=False,
        schema="ambiti",
    )


def _memberships() -> None:
    op.create_table(
        "memberships",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("istat_code", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), server_default="-infinity", nullable=False),
        sa.Column("valid_until", sa.Date(), server_default="infinity", nullable=False),
        sa.Column("source_code", sa.Text(), nullable=False),
        sa.Column("source_document", sa.Text(), nullable=False),
        sa.Column("source_article", sa.Text(), nullable=True),
        sa.CheckConstraint("valid_from < valid_until", name=op.f("ck_memberships_validity")),
        sa.ForeignKeyConstraint(
            ["ambito_id"], ["ambiti.ambiti.ambito_id"], name=op.f("fk_memberships_ambito_id")
        ),
        sa.ForeignKeyConstraint(
            ["istat_code"], ["ambiti.comuni.istat_code"], name=op.f("fk_memberships_istat_code")
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_memberships")),
        schema="ambiti",
    )
    op.create_index(
        "ix_memberships_ambito_id_istat_code",
        "memberships",
        ["ambito_id", "istat_code"],
        unique=False,
        schema="ambiti",
    )
    op.create_index(
        "ix_memberships_istat_code", "memberships", ["istat_code"], unique=False, schema="ambiti"
    )


def _perimeters() -> None:
    op.create_table(
        "perimeters",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("stated", sa.Text(), nullable=True),
        sa.Column("ambiguity", sa.Text(), nullable=True),
        sa.Column("valid_from", sa.Date(), server_default="-infinity", nullable=False),
        sa.Column("valid_until", sa.Date(), server_default="infinity", nullable=False),
        sa.Column("source_code", sa.Text(), nullable=False),
        sa.Column("source_document", sa.Text(), nullable=False),
        sa.Column("source_article", sa.Text(), nullable=True),
        sa.CheckConstraint("valid_from < valid_until", name=op.f("ck_perimeters_validity")),
        sa.ForeignKeyConstraint(
            ["ambito_id"], ["ambiti.ambiti.ambito_id"], name=op.f("fk_perimeters_ambito_id")
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_perimeters")),
        schema="ambiti",
    )


def _populations() -> None:
    op.create_table(
        "populations",
        sa.Column("istat_code", sa.Text(), nullable=False),
        sa.Column("reference_date", sa.Date(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("residents", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("series", sa.Text(), nullable=False),
        sa.Column("licence", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "status in ('OFFICIAL', 'PROVISIONAL', 'REGISTER', 'CENSUS')",
            name=op.f("ck_populations_status"),
        ),
        sa.CheckConstraint("residents >= 0", name=op.f("ck_populations_residents")),
        sa.ForeignKeyConstraint(
            ["istat_code"], ["ambiti.comuni.istat_code"], name=op.f("fk_populations_istat_code")
        ),
        sa.PrimaryKeyConstraint(
            "istat_code", "reference_date", "status", name=op.f("pk_populations")
        ),
        schema="ambiti",
    )


def _units() -> None:
    op.create_table(
        "units",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("tenant_slug", sa.Text(), nullable=True),
        sa.Column("valid_from", sa.Date(), server_default="-infinity", nullable=False),
        sa.Column("valid_until", sa.Date(), server_default="infinity", nullable=False),
        sa.Column("source_code", sa.Text(), nullable=False),
        sa.Column("source_document", sa.Text(), nullable=False),
        sa.Column("source_article", sa.Text(), nullable=True),
        sa.CheckConstraint("kind in ('SUB_AMBITO', 'MEMBER_AMBITO')", name=op.f("ck_units_kind")),
        sa.CheckConstraint("valid_from < valid_until", name=op.f("ck_units_validity")),
        sa.ForeignKeyConstraint(
            ["ambito_id"], ["ambiti.ambiti.ambito_id"], name=op.f("fk_units_ambito_id")
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_units")),
        schema="ambiti",
    )


def _warnings() -> None:
    op.create_table(
        "warnings",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("published", sa.Boolean(), nullable=False),
        sa.Column("valid_from", sa.Date(), server_default="-infinity", nullable=False),
        sa.Column("valid_until", sa.Date(), server_default="infinity", nullable=False),
        sa.CheckConstraint("valid_from < valid_until", name=op.f("ck_warnings_validity")),
        sa.ForeignKeyConstraint(
            ["ambito_id"], ["ambiti.ambiti.ambito_id"], name=op.f("fk_warnings_ambito_id")
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_warnings")),
        schema="ambiti",
    )
    op.create_index(
        "ix_warnings_ambito_id_subject_id",
        "warnings",
        ["ambito_id", "subject_id"],
        unique=False,
        schema="ambiti",
    )


def _body_comuni() -> None:
    op.create_table(
        "body_comuni",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("istat_code", sa.Text(), nullable=False),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.Column("functions", sa.Text(), nullable=True),
        sa.Column("consent", sa.Text(), nullable=True),
        sa.Column("ambiguity", sa.Text(), nullable=True),
        sa.Column("valid_from", sa.Date(), server_default="-infinity", nullable=False),
        sa.Column("valid_until", sa.Date(), server_default="infinity", nullable=False),
        sa.Column("source_code", sa.Text(), nullable=False),
        sa.Column("source_document", sa.Text(), nullable=False),
        sa.Column("source_article", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "relation in ('OWNER', 'SUBSTITUTED')", name=op.f("ck_body_comuni_relation")
        ),
        sa.CheckConstraint("valid_from < valid_until", name=op.f("ck_body_comuni_validity")),
        sa.ForeignKeyConstraint(
            ["ambito_id", "body_id"],
            ["ambiti.bodies.ambito_id", "ambiti.bodies.id"],
            name=op.f("fk_body_comuni_ambito_id_body_id"),
        ),
        sa.ForeignKeyConstraint(
            ["istat_code"], ["ambiti.comuni.istat_code"], name=op.f("fk_body_comuni_istat_code")
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_body_comuni")),
        schema="ambiti",
    )
    op.create_index(
        "ix_body_comuni_ambito_id_body_id",
        "body_comuni",
        ["ambito_id", "body_id"],
        unique=False,
        schema="ambiti",
    )


def _perimeter_comuni() -> None:
    op.create_table(
        "perimeter_comuni",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("perimeter_id", sa.Uuid(), nullable=False),
        sa.Column("istat_code", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), server_default="-infinity", nullable=False),
        sa.Column("valid_until", sa.Date(), server_default="infinity", nullable=False),
        sa.CheckConstraint("valid_from < valid_until", name=op.f("ck_perimeter_comuni_validity")),
        sa.ForeignKeyConstraint(
            ["ambito_id", "perimeter_id"],
            ["ambiti.perimeters.ambito_id", "ambiti.perimeters.id"],
            name=op.f("fk_perimeter_comuni_ambito_id_perimeter_id"),
        ),
        sa.ForeignKeyConstraint(
            ["istat_code"],
            ["ambiti.comuni.istat_code"],
            name=op.f("fk_perimeter_comuni_istat_code"),
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_perimeter_comuni")),
        schema="ambiti",
    )
    op.create_index(
        "ix_perimeter_comuni_ambito_id_perimeter_id",
        "perimeter_comuni",
        ["ambito_id", "perimeter_id"],
        unique=False,
        schema="ambiti",
    )


def _unit_leads() -> None:
    op.create_table(
        "unit_leads",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("istat_code", sa.Text(), nullable=True),
        sa.Column("body_id", sa.Uuid(), nullable=True),
        sa.Column("agreement", sa.Text(), nullable=True),
        sa.Column("ambiguity", sa.Text(), nullable=True),
        sa.Column("valid_from", sa.Date(), server_default="-infinity", nullable=False),
        sa.Column("valid_until", sa.Date(), server_default="infinity", nullable=False),
        sa.Column("source_code", sa.Text(), nullable=False),
        sa.Column("source_document", sa.Text(), nullable=False),
        sa.Column("source_article", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "role in ('REFERENTE', 'CAPOFILA', 'REPRESENTATIVE')", name=op.f("ck_unit_leads_role")
        ),
        sa.CheckConstraint(
            "(istat_code is null) <> (body_id is null)", name=op.f("ck_unit_leads_who")
        ),
        sa.CheckConstraint("valid_from < valid_until", name=op.f("ck_unit_leads_validity")),
        sa.ForeignKeyConstraint(
            ["ambito_id", "body_id"],
            ["ambiti.bodies.ambito_id", "ambiti.bodies.id"],
            name=op.f("fk_unit_leads_ambito_id_body_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "unit_id"],
            ["ambiti.units.ambito_id", "ambiti.units.id"],
            name=op.f("fk_unit_leads_ambito_id_unit_id"),
        ),
        sa.ForeignKeyConstraint(
            ["istat_code"], ["ambiti.comuni.istat_code"], name=op.f("fk_unit_leads_istat_code")
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_unit_leads")),
        schema="ambiti",
    )
    op.create_index(
        "ix_unit_leads_ambito_id_unit_id",
        "unit_leads",
        ["ambito_id", "unit_id"],
        unique=False,
        schema="ambiti",
    )


def _unit_members() -> None:
    op.create_table(
        "unit_members",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("istat_code", sa.Text(), nullable=True),
        sa.Column("body_id", sa.Uuid(), nullable=True),
        sa.Column("valid_from", sa.Date(), server_default="-infinity", nullable=False),
        sa.Column("valid_until", sa.Date(), server_default="infinity", nullable=False),
        sa.Column("source_code", sa.Text(), nullable=False),
        sa.Column("source_document", sa.Text(), nullable=False),
        sa.Column("source_article", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(istat_code is null) <> (body_id is null)", name=op.f("ck_unit_members_who")
        ),
        sa.CheckConstraint("valid_from < valid_until", name=op.f("ck_unit_members_validity")),
        sa.ForeignKeyConstraint(
            ["ambito_id", "body_id"],
            ["ambiti.bodies.ambito_id", "ambiti.bodies.id"],
            name=op.f("fk_unit_members_ambito_id_body_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "unit_id"],
            ["ambiti.units.ambito_id", "ambiti.units.id"],
            name=op.f("fk_unit_members_ambito_id_unit_id"),
        ),
        sa.ForeignKeyConstraint(
            ["istat_code"], ["ambiti.comuni.istat_code"], name=op.f("fk_unit_members_istat_code")
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_unit_members")),
        schema="ambiti",
    )
    op.create_index(
        "ix_unit_members_ambito_id_unit_id",
        "unit_members",
        ["ambito_id", "unit_id"],
        unique=False,
        schema="ambiti",
    )
