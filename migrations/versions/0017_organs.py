"""Organs: who chairs, whom they meet, who asks to take part, what they give themselves.

Revision ID: 0017
Revises: 0016
"""

import sqlalchemy as sa
from alembic import op

from ambiti.database import tenancy
from ambiti.database.metadata import Confinement

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

TABLES = (
    "occurrences",
    "participations",
    "encounters",
    "encounter_parties",
    "own_rules",
    "working_groups",
)


def upgrade() -> None:
    """Create the tables of what organs do besides meeting, and confine them."""
    _chairs()
    _invitations()
    op.add_column("tenures", sa.Column("area_code", sa.Text(), nullable=True), schema="ambiti")
    _occurrences()
    _participations()
    _encounters()
    _encounter_parties()
    _own_rules()
    _working_groups()
    for table in TABLES:
        for statement in tenancy.confine(table, Confinement.TENANT):
            op.execute(statement)


def _chairs() -> None:
    op.add_column("attendances", sa.Column("presides", sa.Text(), nullable=True), schema="ambiti")
    op.create_check_constraint(
        op.f("ck_attendances_presides"),
        "attendances",
        "presides in ('CHAIR', 'SUBSTITUTE', 'DECLARED')",
        schema="ambiti",
    )
    op.create_index(
        "uq_attendances_presiding",
        "attendances",
        ["ambito_id", "meeting_id"],
        unique=True,
        schema="ambiti",
        postgresql_where=sa.text("presides is not null and left_at is null"),
    )


def _invitations() -> None:
    for name, rule in (
        ("kind", "kind in ('LETTER', 'GUEST', 'REQUEST')"),
        ("signed", "kind <> 'LETTER' or signed_by is not null"),
    ):
        op.drop_constraint(op.f(f"ck_invitations_{name}"), "invitations", schema="ambiti")
        op.create_check_constraint(
            op.f(f"ck_invitations_{name}"), "invitations", rule, schema="ambiti"
        )


def _occurrences() -> None:
    op.create_table(
        "occurrences",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("event_code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("source_code", sa.Text(), nullable=False),
        sa.Column("source_document", sa.Text(), nullable=False),
        sa.Column("source_article", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["ambito_id"], ["ambiti.ambiti.ambito_id"], name=op.f("fk_occurrences_ambito_id")
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_occurrences")),
        sa.UniqueConstraint(
            "ambito_id", "event_code", name=op.f("uq_occurrences_ambito_id_event_code")
        ),
        schema="ambiti",
    )


def _participations() -> None:
    op.create_table(
        "participations",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organ_code", sa.Text(), nullable=False),
        sa.Column("formation_code", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("group_code", sa.Text(), nullable=True),
        sa.Column("adherent_id", sa.Uuid(), nullable=True),
        sa.Column("requested_on", sa.Date(), nullable=False),
        sa.Column("source_code", sa.Text(), nullable=False),
        sa.Column("source_document", sa.Text(), nullable=False),
        sa.Column("source_article", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["ambito_id", "adherent_id"],
            ["ambiti.adherents.ambito_id", "ambiti.adherents.id"],
            name=op.f("fk_participations_ambito_id_adherent_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id"], ["ambiti.ambiti.ambito_id"], name=op.f("fk_participations_ambito_id")
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_participations")),
        sa.UniqueConstraint(
            "ambito_id",
            "organ_code",
            "name",
            name=op.f("uq_participations_ambito_id_organ_code_name"),
        ),
        schema="ambiti",
    )


def _encounters() -> None:
    op.create_table(
        "encounters",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("joint_code", sa.Text(), nullable=True),
        sa.Column("organ_code", sa.Text(), nullable=True),
        sa.Column("toward_code", sa.Text(), nullable=True),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("source_code", sa.Text(), nullable=False),
        sa.Column("source_document", sa.Text(), nullable=False),
        sa.Column("source_article", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(organ_code is null) = (toward_code is null)", name=op.f("ck_encounters_toward")
        ),
        sa.CheckConstraint(
            "(joint_code is null) <> (organ_code is null)", name=op.f("ck_encounters_whose")
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id"], ["ambiti.ambiti.ambito_id"], name=op.f("fk_encounters_ambito_id")
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_encounters")),
        schema="ambiti",
    )
    op.create_index(
        "ix_encounters_ambito_id_held_on", "encounters", ["ambito_id", "held_on"], schema="ambiti"
    )


def _encounter_parties() -> None:
    op.create_table(
        "encounter_parties",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("encounter_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("who_code", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "(decision is null) = (decided_on is null)", name=op.f("ck_encounter_parties_decided")
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "encounter_id"],
            ["ambiti.encounters.ambito_id", "ambiti.encounters.id"],
            name=op.f("fk_encounter_parties_ambito_id_encounter_id"),
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_encounter_parties")),
        sa.UniqueConstraint(
            "ambito_id",
            "encounter_id",
            "position",
            name=op.f("uq_encounter_parties_ambito_id_encounter_id_position"),
        ),
        schema="ambiti",
    )


def _own_rules() -> None:
    op.create_table(
        "own_rules",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organ_code", sa.Text(), nullable=False),
        sa.Column("matter_code", sa.Text(), nullable=True),
        sa.Column("quorum", sa.Integer(), nullable=True),
        sa.Column("fraction", sa.Text(), nullable=False),
        sa.Column("strict", sa.Boolean(), nullable=False),
        sa.Column("counted", sa.Text(), nullable=False),
        sa.Column("adopted_on", sa.Date(), nullable=False),
        sa.Column("vote_id", sa.Uuid(), nullable=False),
        sa.Column("source_code", sa.Text(), nullable=False),
        sa.Column("source_document", sa.Text(), nullable=False),
        sa.Column("source_article", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "counted in ('PRESENT', 'COMPONENTS')", name=op.f("ck_own_rules_counted")
        ),
        sa.CheckConstraint("quorum > 0", name=op.f("ck_own_rules_quorum")),
        sa.ForeignKeyConstraint(
            ["ambito_id", "vote_id"],
            ["ambiti.votes.ambito_id", "ambiti.votes.id"],
            name=op.f("fk_own_rules_ambito_id_vote_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id"], ["ambiti.ambiti.ambito_id"], name=op.f("fk_own_rules_ambito_id")
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_own_rules")),
        sa.UniqueConstraint(
            "ambito_id",
            "vote_id",
            "organ_code",
            name=op.f("uq_own_rules_ambito_id_vote_id_organ_code"),
        ),
        schema="ambiti",
    )


def _working_groups() -> None:
    op.create_table(
        "working_groups",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organ_code", sa.Text(), nullable=False),
        sa.Column("theme", sa.Text(), nullable=False),
        sa.Column("created_on", sa.Date(), nullable=False),
        sa.Column("source_code", sa.Text(), nullable=False),
        sa.Column("source_document", sa.Text(), nullable=False),
        sa.Column("source_article", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["ambito_id"], ["ambiti.ambiti.ambito_id"], name=op.f("fk_working_groups_ambito_id")
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_working_groups")),
        sa.UniqueConstraint(
            "ambito_id",
            "organ_code",
            "theme",
            name=op.f("uq_working_groups_ambito_id_organ_code_theme"),
        ),
        schema="ambiti",
    )
