"""Tenures: who holds a seat or a role, revocations, and who adhered.

Revision ID: 0008
Revises: 0007
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from ambiti.database import tenancy
from ambiti.database.metadata import Confinement

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables of tenures and confine them."""
    _adherents()
    _tenures()
    _revocations()
    for statement in (
        *tenancy.confine("adherents", Confinement.TENANT),
        *tenancy.confine("tenures", Confinement.TENANT),
        *tenancy.confine("revocations", Confinement.TENANT),
    ):
        op.execute(statement)


def _adherents() -> None:
    op.create_table(
        "adherents",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("categories", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("instrument_code", sa.Text(), nullable=False),
        sa.Column("registered_on", sa.Date(), nullable=False),
        sa.Column("document", sa.Text(), nullable=True),
        sa.Column("member_of", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("source_code", sa.Text(), nullable=False),
        sa.Column("source_document", sa.Text(), nullable=False),
        sa.Column("source_article", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["ambito_id"], ["ambiti.ambiti.ambito_id"], name=op.f("fk_adherents_ambito_id")
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_adherents")),
        sa.UniqueConstraint(
            "ambito_id",
            "instrument_code",
            "name",
            name=op.f("uq_adherents_ambito_id_instrument_code_name"),
        ),
        schema="ambiti",
    )


def _tenures() -> None:
    op.create_table(
        "tenures",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organ_code", sa.Text(), nullable=True),
        sa.Column("seat", sa.Text(), nullable=True),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("role_code", sa.Text(), nullable=True),
        sa.Column("istat_code", sa.Text(), nullable=True),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("offices", JSONB(), nullable=False),
        sa.Column("adherent_id", sa.Uuid(), nullable=True),
        sa.Column("holder_id", sa.Uuid(), nullable=True),
        sa.Column("mandate_id", sa.Uuid(), nullable=True),
        sa.Column("given_by", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("term_ends_on", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), server_default="infinity", nullable=False),
        sa.Column("powers", sa.Text(), nullable=True),
        sa.Column("member_of", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("act", sa.Text(), nullable=True),
        sa.Column("ended_because", sa.Text(), nullable=True),
        sa.Column("vote_id", sa.Uuid(), nullable=True),
        sa.Column("selection_id", sa.Uuid(), nullable=True),
        sa.Column("source_code", sa.Text(), nullable=False),
        sa.Column("source_document", sa.Text(), nullable=False),
        sa.Column("source_article", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(until = 'infinity') = (ended_because is null)", name=op.f("ck_tenures_ended")
        ),
        sa.CheckConstraint("powers in ('FULL', 'ORDINARY')", name=op.f("ck_tenures_powers")),
        sa.CheckConstraint("status in ('SELECTED', 'HELD')", name=op.f("ck_tenures_status")),
        sa.CheckConstraint("(organ_code is null) = (seat is null)", name=op.f("ck_tenures_seat")),
        sa.CheckConstraint("(seat is null) <> (role_code is null)", name=op.f("ck_tenures_what")),
        sa.CheckConstraint("since <= until", name=op.f("ck_tenures_term")),
        sa.ForeignKeyConstraint(
            ["ambito_id", "adherent_id"],
            ["ambiti.adherents.ambito_id", "ambiti.adherents.id"],
            name=op.f("fk_tenures_ambito_id_adherent_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "selection_id"],
            ["ambiti.tenures.ambito_id", "ambiti.tenures.id"],
            name=op.f("fk_tenures_ambito_id_selection_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "unit_id"],
            ["ambiti.units.ambito_id", "ambiti.units.id"],
            name=op.f("fk_tenures_ambito_id_unit_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "vote_id"],
            ["ambiti.votes.ambito_id", "ambiti.votes.id"],
            name=op.f("fk_tenures_ambito_id_vote_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id"], ["ambiti.ambiti.ambito_id"], name=op.f("fk_tenures_ambito_id")
        ),
        sa.ForeignKeyConstraint(
            ["istat_code"], ["ambiti.comuni.istat_code"], name=op.f("fk_tenures_istat_code")
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_tenures")),
        schema="ambiti",
    )
    op.create_index(
        "ix_tenures_ambito_id_organ_code",
        "tenures",
        ["ambito_id", "organ_code"],
        unique=False,
        schema="ambiti",
    )
    op.create_index(
        "ix_tenures_ambito_id_role_code",
        "tenures",
        ["ambito_id", "role_code"],
        unique=False,
        schema="ambiti",
    )


def _revocations() -> None:
    op.create_table(
        "revocations",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenure_id", sa.Uuid(), nullable=False),
        sa.Column("grounds", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("motivation", sa.Text(), nullable=False),
        sa.Column("proposed_on", sa.Date(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("vote_id", sa.Uuid(), nullable=True),
        sa.Column("replace_by", sa.Date(), nullable=True),
        sa.Column("convener_code", sa.Text(), nullable=True),
        sa.Column("source_code", sa.Text(), nullable=False),
        sa.Column("source_document", sa.Text(), nullable=False),
        sa.Column("source_article", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(status = 'PROPOSED') = (decided_on is null and vote_id is null)",
            name=op.f("ck_revocations_decided"),
        ),
        sa.CheckConstraint(
            "status in ('PROPOSED', 'APPROVED', 'REJECTED')", name=op.f("ck_revocations_status")
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "tenure_id"],
            ["ambiti.tenures.ambito_id", "ambiti.tenures.id"],
            name=op.f("fk_revocations_ambito_id_tenure_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "vote_id"],
            ["ambiti.votes.ambito_id", "ambiti.votes.id"],
            name=op.f("fk_revocations_ambito_id_vote_id"),
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_revocations")),
        schema="ambiti",
    )
    op.create_index(
        "uq_revocations_open",
        "revocations",
        ["ambito_id", "tenure_id"],
        unique=True,
        schema="ambiti",
        postgresql_where=sa.text("status = 'PROPOSED'"),
    )
