"""Mandates to sign, contracts signed for others, and who represents whom.

Revision ID: 0016
Revises: 0015
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from ambiti.database import tenancy
from ambiti.database.metadata import Confinement

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

TABLES = (
    "signing_mandates",
    "mandate_revocations",
    "signed_contracts",
    "contract_parties",
    "representations",
    "representatives",
)


def upgrade() -> None:
    """Create the tables and confine them."""
    _signing_mandates()
    _mandate_revocations()
    _signed_contracts()
    _contract_parties()
    _representations()
    _representatives()
    for table in TABLES:
        for statement in tenancy.confine(table, Confinement.TENANT, append_only=True):
            op.execute(statement)


def _key() -> list[sa.Column[Any]]:
    return [
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
    ]


def _texts(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _sourced() -> list[sa.Column[Any]]:
    return [
        *_texts("source_code", "source_document"),
        sa.Column("source_article", sa.Text(), nullable=True),
    ]


def _of_tenant(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["ambito_id"], ["ambiti.ambiti.ambito_id"], name=op.f(f"fk_{table}_ambito_id")
    )


def _of(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["ambito_id", column],
        [f"ambiti.{other}.ambito_id", f"ambiti.{other}.id"],
        name=op.f(f"fk_{table}_ambito_id_{column}"),
    )


def _comune(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["istat_code"], ["ambiti.comuni.istat_code"], name=op.f(f"fk_{table}_istat_code")
    )


def _primary(table: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f(f"pk_{table}"))


def _signing_mandates() -> None:
    table = "signing_mandates"
    op.create_table(
        table,
        *_key(),
        *_texts("matter_code", "matter_name", "signer_code", "signer_name", "code", "name"),
        sa.Column("istat_code", sa.Text(), nullable=True),
        *_texts("organ", "act"),
        sa.Column("granted_on", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        *_sourced(),
        sa.CheckConstraint("granted_on <= until", name=op.f("ck_signing_mandates_term")),
        _of_tenant(table),
        _comune(table),
        _primary(table),
        sa.UniqueConstraint(
            "ambito_id",
            "matter_code",
            "code",
            "granted_on",
            name=op.f("uq_signing_mandates_ambito_id_matter_code_code_granted_on"),
        ),
        schema="ambiti",
    )


def _mandate_revocations() -> None:
    table = "mandate_revocations"
    op.create_table(
        table,
        *_key(),
        sa.Column("mandate_id", sa.Uuid(), nullable=False),
        *_texts("act"),
        sa.Column("revoked_on", sa.Date(), nullable=False),
        _of(table, "mandate_id", "signing_mandates"),
        _primary(table),
        sa.UniqueConstraint(
            "ambito_id", "mandate_id", name=op.f("uq_mandate_revocations_ambito_id_mandate_id")
        ),
        schema="ambiti",
    )


def _signed_contracts() -> None:
    table = "signed_contracts"
    op.create_table(
        table,
        *_key(),
        *_texts("matter_code", "matter_name"),
        sa.Column("programme_code", sa.Text(), nullable=True),
        *_texts("by_code", "by_name", "counterpart_code", "counterpart_name", "act"),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        *_sourced(),
        sa.CheckConstraint("since <= until", name=op.f("ck_signed_contracts_term")),
        _of_tenant(table),
        _primary(table),
        schema="ambiti",
    )


def _contract_parties() -> None:
    table = "contract_parties"
    op.create_table(
        table,
        *_key(),
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        *_texts("code", "name"),
        sa.Column("istat_code", sa.Text(), nullable=True),
        sa.Column("mandate_id", sa.Uuid(), nullable=True),
        _of(table, "contract_id", "signed_contracts"),
        _of(table, "mandate_id", "signing_mandates"),
        _comune(table),
        _primary(table),
        sa.UniqueConstraint(
            "ambito_id",
            "contract_id",
            "position",
            name=op.f("uq_contract_parties_ambito_id_contract_id_position"),
        ),
        schema="ambiti",
    )


def _representations() -> None:
    table = "representations"
    op.create_table(
        table,
        *_key(),
        *_texts("by_code", "by_name", "behalf_code", "behalf_name"),
        sa.Column("toward_code", sa.Text(), nullable=True),
        sa.Column("toward_name", sa.Text(), nullable=True),
        sa.Column("matter_code", sa.Text(), nullable=True),
        sa.Column("matter_name", sa.Text(), nullable=True),
        *_texts("subject"),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=True),
        *_sourced(),
        sa.CheckConstraint(
            "(toward_code is null) = (toward_name is null)",
            name=op.f("ck_representations_toward"),
        ),
        sa.CheckConstraint(
            "(matter_code is null) = (matter_name is null)",
            name=op.f("ck_representations_matter"),
        ),
        _of_tenant(table),
        _of(table, "contract_id", "signed_contracts"),
        _primary(table),
        schema="ambiti",
    )


def _representatives() -> None:
    table = "representatives"
    op.create_table(
        table,
        *_key(),
        *_texts("by_code", "by_name", "at_code", "at_name"),
        sa.Column("body", sa.Text(), nullable=True),
        *_texts("person"),
        sa.Column("act", sa.Text(), nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        *_sourced(),
        _of_tenant(table),
        _primary(table),
        sa.UniqueConstraint(
            "ambito_id",
            "by_code",
            "at_code",
            "body",
            "person",
            name=op.f("uq_representatives_ambito_id_by_code_at_code_body_person"),
            postgresql_nulls_not_distinct=True,
        ),
        schema="ambiti",
    )
