"""Mirror adoptions: the rounds that were opened, and the acts of each body.

Revision ID: 0011
Revises: 0010
"""

import sqlalchemy as sa
from alembic import op

from ambiti.database import tenancy
from ambiti.database.metadata import Confinement

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables of adoptions and confine them."""
    _adoption_rounds()
    _adoptions()
    for statement in (
        *tenancy.confine("adoption_rounds", Confinement.TENANT, append_only=True),
        *tenancy.confine("adoptions", Confinement.TENANT, append_only=True),
    ):
        op.execute(statement)


def _adoption_rounds() -> None:
    op.create_table(
        "adoption_rounds",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("rule_code", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "due_on is null or opened_on <= due_on", name=op.f("ck_adoption_rounds_term")
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id"], ["ambiti.ambiti.ambito_id"], name=op.f("fk_adoption_rounds_ambito_id")
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_adoption_rounds")),
        sa.UniqueConstraint(
            "ambito_id",
            "rule_code",
            "year",
            "subject",
            name=op.f("uq_adoption_rounds_ambito_id_rule_code_year_subject"),
            postgresql_nulls_not_distinct=True,
        ),
        schema="ambiti",
    )


def _adoptions() -> None:
    op.create_table(
        "adoptions",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("rule_code", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column("istat_code", sa.Text(), nullable=True),
        sa.Column("body_id", sa.Uuid(), nullable=True),
        sa.Column("organ", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("adopted_on", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "(istat_code is null) <> (body_id is null)", name=op.f("ck_adoptions_who")
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "body_id"],
            ["ambiti.bodies.ambito_id", "ambiti.bodies.id"],
            name=op.f("fk_adoptions_ambito_id_body_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id"], ["ambiti.ambiti.ambito_id"], name=op.f("fk_adoptions_ambito_id")
        ),
        sa.ForeignKeyConstraint(
            ["istat_code"], ["ambiti.comuni.istat_code"], name=op.f("fk_adoptions_istat_code")
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_adoptions")),
        sa.UniqueConstraint(
            "ambito_id",
            "rule_code",
            "year",
            "subject",
            "istat_code",
            "body_id",
            name=op.f("uq_adoptions_ambito_id_rule_code_year_subject_istat_code_body_id"),
            postgresql_nulls_not_distinct=True,
        ),
        schema="ambiti",
    )
