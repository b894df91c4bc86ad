"""Amendments of instruments, withdrawals and accessions.

Revision ID: 0010
Revises: 0009
"""

import sqlalchemy as sa
from alembic import op

from ambiti.database import tenancy
from ambiti.database.metadata import Confinement

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables of amendments and confine them."""
    _amendments()
    _accessions()
    _amendment_steps()
    _withdrawals()
    _amendment_adoptions()
    for statement in (
        *tenancy.confine("amendments", Confinement.TENANT),
        *tenancy.confine("accessions", Confinement.TENANT, append_only=True),
        *tenancy.confine("amendment_steps", Confinement.TENANT),
        *tenancy.confine("withdrawals", Confinement.TENANT, append_only=True),
        *tenancy.confine("amendment_adoptions", Confinement.TENANT, append_only=True),
    ):
        op.execute(statement)


def _amendments() -> None:
    op.create_table(
        "amendments",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("instrument_id", sa.Uuid(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("article", sa.Text(), nullable=True),
        sa.Column("replaced", sa.Text(), nullable=True),
        sa.Column("wording", sa.Text(), nullable=True),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("source_code", sa.Text(), nullable=False),
        sa.Column("source_document", sa.Text(), nullable=False),
        sa.Column("source_article", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "cause <> 'PROPOSAL' or"
            " (article is not null and replaced is not null and wording is not null)",
            name=op.f("ck_amendments_worded"),
        ),
        sa.CheckConstraint(
            "cause in ('PROPOSAL', 'WITHDRAWAL', 'ACCESSION')", name=op.f("ck_amendments_cause")
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "instrument_id"],
            ["ambiti.instruments.ambito_id", "ambiti.instruments.id"],
            name=op.f("fk_amendments_ambito_id_instrument_id"),
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_amendments")),
        schema="ambiti",
    )
    op.create_index(
        "ix_amendments_ambito_id_instrument_id",
        "amendments",
        ["ambito_id", "instrument_id"],
        unique=False,
        schema="ambiti",
    )


def _accessions() -> None:
    op.create_table(
        "accessions",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("instrument_id", sa.Uuid(), nullable=False),
        sa.Column("istat_code", sa.Text(), nullable=True),
        sa.Column("body_id", sa.Uuid(), nullable=True),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("requested_on", sa.Date(), nullable=False),
        sa.Column("amendment_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(istat_code is null) <> (body_id is null)", name=op.f("ck_accessions_who")
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "amendment_id"],
            ["ambiti.amendments.ambito_id", "ambiti.amendments.id"],
            name=op.f("fk_accessions_ambito_id_amendment_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "body_id"],
            ["ambiti.bodies.ambito_id", "ambiti.bodies.id"],
            name=op.f("fk_accessions_ambito_id_body_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "instrument_id"],
            ["ambiti.instruments.ambito_id", "ambiti.instruments.id"],
            name=op.f("fk_accessions_ambito_id_instrument_id"),
        ),
        sa.ForeignKeyConstraint(
            ["istat_code"], ["ambiti.comuni.istat_code"], name=op.f("fk_accessions_istat_code")
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_accessions")),
        sa.UniqueConstraint(
            "ambito_id",
            "instrument_id",
            "istat_code",
            "body_id",
            name=op.f("uq_accessions_ambito_id_instrument_id_istat_code_body_id"),
            postgresql_nulls_not_distinct=True,
        ),
        schema="ambiti",
    )


def _amendment_steps() -> None:
    op.create_table(
        "amendment_steps",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("amendment_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("verb", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("organ", sa.Text(), nullable=True),
        sa.Column("istat_code", sa.Text(), nullable=True),
        sa.Column("body_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("verb in ('APPROVE', 'ADOPT')", name=op.f("ck_amendment_steps_verb")),
        sa.ForeignKeyConstraint(
            ["ambito_id", "amendment_id"],
            ["ambiti.amendments.ambito_id", "ambiti.amendments.id"],
            name=op.f("fk_amendment_steps_ambito_id_amendment_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "body_id"],
            ["ambiti.bodies.ambito_id", "ambiti.bodies.id"],
            name=op.f("fk_amendment_steps_ambito_id_body_id"),
        ),
        sa.ForeignKeyConstraint(
            ["istat_code"], ["ambiti.comuni.istat_code"], name=op.f("fk_amendment_steps_istat_code")
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_amendment_steps")),
        sa.UniqueConstraint(
            "ambito_id",
            "amendment_id",
            "position",
            name=op.f("uq_amendment_steps_ambito_id_amendment_id_position"),
        ),
        schema="ambiti",
    )


def _withdrawals() -> None:
    op.create_table(
        "withdrawals",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("instrument_id", sa.Uuid(), nullable=False),
        sa.Column("istat_code", sa.Text(), nullable=True),
        sa.Column("body_id", sa.Uuid(), nullable=True),
        sa.Column("notified_on", sa.Date(), nullable=False),
        sa.Column("request_year", sa.Integer(), nullable=False),
        sa.Column("effect_on", sa.Date(), nullable=False),
        sa.Column("addressee", sa.Text(), nullable=True),
        sa.Column("liability_kind", sa.Text(), nullable=True),
        sa.Column("liability", sa.Text(), nullable=True),
        sa.Column("consequence", sa.Text(), nullable=True),
        sa.Column("amendment_id", sa.Uuid(), nullable=True),
        sa.Column("source_code", sa.Text(), nullable=False),
        sa.Column("source_document", sa.Text(), nullable=False),
        sa.Column("source_article", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "liability_kind in ('SHARE_OF_PLANNED_SPEND', 'SHARE_UNTIL_EVENT')",
            name=op.f("ck_withdrawals_liability"),
        ),
        sa.CheckConstraint(
            "(istat_code is null) <> (body_id is null)", name=op.f("ck_withdrawals_who")
        ),
        sa.CheckConstraint("notified_on <= effect_on", name=op.f("ck_withdrawals_effect")),
        sa.ForeignKeyConstraint(
            ["ambito_id", "amendment_id"],
            ["ambiti.amendments.ambito_id", "ambiti.amendments.id"],
            name=op.f("fk_withdrawals_ambito_id_amendment_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "body_id"],
            ["ambiti.bodies.ambito_id", "ambiti.bodies.id"],
            name=op.f("fk_withdrawals_ambito_id_body_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "instrument_id"],
            ["ambiti.instruments.ambito_id", "ambiti.instruments.id"],
            name=op.f("fk_withdrawals_ambito_id_instrument_id"),
        ),
        sa.ForeignKeyConstraint(
            ["istat_code"], ["ambiti.comuni.istat_code"], name=op.f("fk_withdrawals_istat_code")
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_withdrawals")),
        sa.UniqueConstraint(
            "ambito_id",
            "instrument_id",
            "istat_code",
            "body_id",
            name=op.f("uq_withdrawals_ambito_id_instrument_id_istat_code_body_id"),
            postgresql_nulls_not_distinct=True,
        ),
        schema="ambiti",
    )


def _amendment_adoptions() -> None:
    op.create_table(
        "amendment_adoptions",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("step_id", sa.Uuid(), nullable=False),
        sa.Column("istat_code", sa.Text(), nullable=True),
        sa.Column("organ", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("adopted_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ambito_id", "step_id"],
            ["ambiti.amendment_steps.ambito_id", "ambiti.amendment_steps.id"],
            name=op.f("fk_amendment_adoptions_ambito_id_step_id"),
        ),
        sa.ForeignKeyConstraint(
            ["istat_code"],
            ["ambiti.comuni.istat_code"],
            name=op.f("fk_amendment_adoptions_istat_code"),
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_amendment_adoptions")),
        sa.UniqueConstraint(
            "ambito_id", "step_id", name=op.f("uq_amendment_adoptions_ambito_id_step_id")
        ),
        schema="ambiti",
    )
