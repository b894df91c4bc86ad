"""The register of acts: what each is, what became of it, what it follows.

Revision ID: 0012
Revises: 0011
"""

import sqlalchemy as sa
from alembic import op

from ambiti.database import tenancy
from ambiti.database.metadata import Confinement

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables and confine them."""
    _acts()
    _act_conflicts()
    _act_parties()
    _act_predecessors()
    _act_steps()
    for statement in (
        *tenancy.confine("acts", Confinement.PUBLISHABLE, kept=True),
        *tenancy.confine("act_conflicts", Confinement.TENANT, append_only=True),
        *tenancy.confine("act_parties", Confinement.TENANT, append_only=True),
        *tenancy.confine("act_predecessors", Confinement.TENANT, append_only=True),
        *tenancy.confine("act_steps", Confinement.TENANT, append_only=True),
    ):
        op.execute(statement)


def _acts() -> None:
    op.create_table(
        "acts",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("author_code", sa.Text(), nullable=False),
        sa.Column("author_name", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("verb", sa.Text(), nullable=False),
        sa.Column("matter_code", sa.Text(), nullable=False),
        sa.Column("matter_name", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("taken_on", sa.Date(), nullable=False),
        sa.Column("reference_year", sa.Integer(), nullable=False),
        sa.Column("protocol", sa.Text(), nullable=True),
        sa.Column("text_hash", sa.Text(), nullable=False),
        sa.Column("attachments", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("programme_code", sa.Text(), nullable=True),
        sa.Column("action", sa.Text(), nullable=True),
        sa.Column("amount", sa.Numeric(precision=14, scale=2), nullable=True),
        sa.Column("jointly", sa.Boolean(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("published", sa.Boolean(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("vote_id", sa.Uuid(), nullable=True),
        sa.Column("direction_id", sa.Uuid(), nullable=True),
        sa.Column("statute_version_id", sa.Uuid(), nullable=False),
        sa.Column("source_code", sa.Text(), nullable=True),
        sa.Column("source_document", sa.Text(), nullable=True),
        sa.Column("source_article", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "state in ('PROPOSED', 'GIVEN', 'ADOPTED', 'EXECUTED', 'ANNULLED')",
            name=op.f("ck_acts_state"),
        ),
        sa.CheckConstraint("text_hash ~ '^[0-9a-f]{64}$'", name=op.f("ck_acts_text_hash")),
        sa.CheckConstraint(
            "verb in ('PREPARE', 'PROPOSE', 'CONSULT', 'OPINION', 'AGREE', 'DECIDE',"
            " 'APPROVE', 'ADOPT', 'EXECUTE', 'MONITOR', 'REPORT', 'CONTROL')",
            name=op.f("ck_acts_verb"),
        ),
        sa.CheckConstraint("amount > 0", name=op.f("ck_acts_amount")),
        sa.CheckConstraint("number > 0", name=op.f("ck_acts_number")),
        sa.CheckConstraint(
            "published = (published_on is not null)", name=op.f("ck_acts_published")
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "direction_id"],
            ["ambiti.acts.ambito_id", "ambiti.acts.id"],
            name=op.f("fk_acts_ambito_id_direction_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "statute_version_id"],
            ["ambiti.statute_versions.ambito_id", "ambiti.statute_versions.id"],
            name=op.f("fk_acts_ambito_id_statute_version_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "vote_id"],
            ["ambiti.votes.ambito_id", "ambiti.votes.id"],
            name=op.f("fk_acts_ambito_id_vote_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id"], ["ambiti.ambiti.ambito_id"], name=op.f("fk_acts_ambito_id")
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_acts")),
        sa.UniqueConstraint(
            "ambito_id",
            "author_code",
            "year",
            "number",
            name=op.f("uq_acts_ambito_id_author_code_year_number"),
        ),
        sa.UniqueConstraint("ambito_id", "vote_id", name=op.f("uq_acts_ambito_id_vote_id")),
        schema="ambiti",
    )
    op.create_index(
        "ix_acts_ambito_id_taken_on",
        "acts",
        ["ambito_id", "taken_on"],
        unique=False,
        schema="ambiti",
    )


def _act_conflicts() -> None:
    op.create_table(
        "act_conflicts",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("act_id", sa.Uuid(), nullable=False),
        sa.Column("other_id", sa.Uuid(), nullable=False),
        sa.Column("prevailing_id", sa.Uuid(), nullable=True),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("source_code", sa.Text(), nullable=True),
        sa.Column("source_document", sa.Text(), nullable=True),
        sa.Column("source_article", sa.Text(), nullable=True),
        sa.CheckConstraint("act_id <> other_id", name=op.f("ck_act_conflicts_other")),
        sa.ForeignKeyConstraint(
            ["ambito_id", "act_id"],
            ["ambiti.acts.ambito_id", "ambiti.acts.id"],
            name=op.f("fk_act_conflicts_ambito_id_act_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "other_id"],
            ["ambiti.acts.ambito_id", "ambiti.acts.id"],
            name=op.f("fk_act_conflicts_ambito_id_other_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "prevailing_id"],
            ["ambiti.acts.ambito_id", "ambiti.acts.id"],
            name=op.f("fk_act_conflicts_ambito_id_prevailing_id"),
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_act_conflicts")),
        sa.UniqueConstraint(
            "ambito_id",
            "act_id",
            "other_id",
            name=op.f("uq_act_conflicts_ambito_id_act_id_other_id"),
        ),
        schema="ambiti",
    )
    op.create_index(
        "ix_act_conflicts_ambito_id_other_id",
        "act_conflicts",
        ["ambito_id", "other_id"],
        unique=False,
        schema="ambiti",
    )


def _act_parties() -> None:
    op.create_table(
        "act_parties",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("act_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("istat_code", sa.Text(), nullable=True),
        sa.CheckConstraint("part in ('TOWARD', 'BOUND')", name=op.f("ck_act_parties_part")),
        sa.ForeignKeyConstraint(
            ["ambito_id", "act_id"],
            ["ambiti.acts.ambito_id", "ambiti.acts.id"],
            name=op.f("fk_act_parties_ambito_id_act_id"),
        ),
        sa.ForeignKeyConstraint(
            ["istat_code"], ["ambiti.comuni.istat_code"], name=op.f("fk_act_parties_istat_code")
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_act_parties")),
        sa.UniqueConstraint(
            "ambito_id",
            "act_id",
            "part",
            "position",
            name=op.f("uq_act_parties_ambito_id_act_id_part_position"),
        ),
        schema="ambiti",
    )


def _act_predecessors() -> None:
    op.create_table(
        "act_predecessors",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("act_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("predecessor_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("act_id <> predecessor_id", name=op.f("ck_act_predecessors_other")),
        sa.ForeignKeyConstraint(
            ["ambito_id", "act_id"],
            ["ambiti.acts.ambito_id", "ambiti.acts.id"],
            name=op.f("fk_act_predecessors_ambito_id_act_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "predecessor_id"],
            ["ambiti.acts.ambito_id", "ambiti.acts.id"],
            name=op.f("fk_act_predecessors_ambito_id_predecessor_id"),
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_act_predecessors")),
        sa.UniqueConstraint(
            "ambito_id",
            "act_id",
            "predecessor_id",
            name=op.f("uq_act_predecessors_ambito_id_act_id_predecessor_id"),
        ),
        schema="ambiti",
    )
    op.create_index(
        "ix_act_predecessors_ambito_id_predecessor_id",
        "act_predecessors",
        ["ambito_id", "predecessor_id"],
        unique=False,
        schema="ambiti",
    )


def _act_steps() -> None:
    op.create_table(
        "act_steps",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("act_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("taken_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_code", sa.Text(), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=True),
        sa.Column("vote_id", sa.Uuid(), nullable=True),
        sa.Column("source_code", sa.Text(), nullable=True),
        sa.Column("source_document", sa.Text(), nullable=True),
        sa.Column("source_article", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "after in ('PROPOSED', 'GIVEN', 'ADOPTED', 'EXECUTED', 'ANNULLED')",
            name=op.f("ck_act_steps_after"),
        ),
        sa.CheckConstraint(
            "before in ('PROPOSED', 'GIVEN', 'ADOPTED', 'EXECUTED', 'ANNULLED')",
            name=op.f("ck_act_steps_before"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "act_id"],
            ["ambiti.acts.ambito_id", "ambiti.acts.id"],
            name=op.f("fk_act_steps_ambito_id_act_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "vote_id"],
            ["ambiti.votes.ambito_id", "ambiti.votes.id"],
            name=op.f("fk_act_steps_ambito_id_vote_id"),
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_act_steps")),
        sa.UniqueConstraint(
            "ambito_id", "act_id", "position", name=op.f("uq_act_steps_ambito_id_act_id_position")
        ),
        schema="ambiti",
    )
