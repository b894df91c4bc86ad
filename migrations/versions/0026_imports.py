"""Imports of accounting rows: each import with its progress, each row of a file that was written.

Revision ID: 0026
Revises: 0025
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from ambiti.database import tenancy
from ambiti.database.metadata import Confinement
from ambiti.database.versions import moving

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

GUARD_ROW = """create function ambiti.guard_imported_row() returns trigger
    language plpgsql set search_path = pg_catalog, pg_temp as $$
    declare
        moved record;
        noted record;
    begin
        select * into moved from ambiti.ledger_movements
            where ambito_id = new.ambito_id and id = new.movement_id;
        select * into noted from ambiti.ledger_imports
            where ambito_id = new.ambito_id and id = new.import_id;
        if moved.budget_id is distinct from new.budget_id
            or noted.budget_id is distinct from new.budget_id then
            raise exception 'a row, its import and its movement are of one budget'
                using errcode = 'check_violation', constraint = 'imported_budget';
        end if;
        return null;
    end $$"""
KEEP_ENDED = """create function ambiti.keep_ended_import() returns trigger
    language plpgsql set search_path = pg_catalog, pg_temp as $$
    declare
        open text[] := array['state', 'done', 'written', 'known', 'error_count', 'errors',
            'warnings', 'ended_at'];
    begin
        if old.state <> 'RUNNING' or (to_jsonb(old) - open) <> (to_jsonb(new) - open) then
            raise exception 'an import that ended stays as it is'
                using errcode = 'insufficient_privilege', constraint = 'kept';
        end if;
        return new;
    end $$"""
WHOLE = """create function ambiti.require_import_end() returns trigger
    language plpgsql set search_path = pg_catalog, pg_temp as $$
    declare
        noted record;
    begin
        select * into noted from ambiti.ledger_imports
            where ambito_id = new.ambito_id and id = new.import_id;
        if noted.state <> 'IMPORTED' then
            raise exception 'rows are written with the end of their import, or not at all'
                using errcode = 'check_violation', constraint = 'imported_whole';
        end if;
        return null;
    end $$"""
"""Looked at when the transaction ends: nothing of an import stays unless all of it does."""
TRIGGERS = (
    """create trigger guards_imported_row after insert on ambiti.imported_rows
        for each row execute function ambiti.guard_imported_row()""",
    """create constraint trigger requires_import_end after insert on ambiti.imported_rows
        deferrable initially deferred for each row
        execute function ambiti.require_import_end()""",
    """create trigger keeps_ended_import before update on ambiti.ledger_imports
        for each row execute function ambiti.keep_ended_import()""",
)


def upgrade() -> None:
    """Make the tables of imports."""
    _ledger_imports()
    _imported_rows()
    for statement in (
        *tenancy.confine("ledger_imports", Confinement.TENANT, kept=True),
        *tenancy.confine("imported_rows", Confinement.TENANT, append_only=True),
        *(moving(table, Confinement.TENANT) for table in ("ledger_imports", "imported_rows")),
    ):
        op.execute(statement)
    for statement in (GUARD_ROW, KEEP_ENDED, WHOLE, *TRIGGERS):
        op.execute(statement)
    for name in ("guard_imported_row", "keep_ended_import", "require_import_end"):
        op.execute(f"revoke all on function ambiti.{name}() from public")


def _ledger_imports() -> None:
    op.create_table(
        "ledger_imports",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("budget_id", sa.Uuid(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("file_hash", sa.Text(), nullable=False),
        sa.Column("row_count", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("written", sa.Integer(), nullable=False),
        sa.Column("known", sa.Integer(), nullable=False),
        sa.Column("error_count", sa.Integer(), nullable=False),
        sa.Column("errors", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("warnings", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("started_by", sa.Text(), nullable=False),
        sa.Column("starter_id", sa.Uuid(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("mode in ('CHECK', 'IMPORT')", name=op.f("ck_ledger_imports_mode")),
        sa.CheckConstraint(
            "state in ('RUNNING', 'CHECKED', 'IMPORTED', 'REFUSED')",
            name=op.f("ck_ledger_imports_state"),
        ),
        sa.CheckConstraint(
            "state <> 'CHECKED' or mode = 'CHECK'", name=op.f("ck_ledger_imports_checked")
        ),
        sa.CheckConstraint(
            "state <> 'IMPORTED' or mode = 'IMPORT'", name=op.f("ck_ledger_imports_imported")
        ),
        sa.CheckConstraint(
            "(state = 'RUNNING') = (ended_at is null)", name=op.f("ck_ledger_imports_ended")
        ),
        sa.CheckConstraint(
            "state = 'RUNNING' or (state = 'REFUSED') = (error_count > 0)",
            name=op.f("ck_ledger_imports_refused"),
        ),
        sa.CheckConstraint(
            "state <> 'IMPORTED' or written + known = row_count",
            name=op.f("ck_ledger_imports_whole"),
        ),
        sa.CheckConstraint("0 <= done and done <= row_count", name=op.f("ck_ledger_imports_done")),
        sa.ForeignKeyConstraint(
            ["ambito_id", "budget_id"],
            ["ambiti.budgets.ambito_id", "ambiti.budgets.id"],
            name=op.f("fk_ledger_imports_ambito_id_budget_id"),
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_ledger_imports")),
        schema="ambiti",
    )
    op.create_index(
        "ix_ledger_imports_ambito_id_budget_id",
        "ledger_imports",
        ["ambito_id", "budget_id"],
        unique=False,
        schema="ambiti",
    )


def _imported_rows() -> None:
    op.create_table(
        "imported_rows",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("budget_id", sa.Uuid(), nullable=False),
        sa.Column("import_id", sa.Uuid(), nullable=False),
        sa.Column("external_id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("movement_id", sa.Uuid(), nullable=False),
        sa.Column("impegno_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("number > 0", name=op.f("ck_imported_rows_number")),
        *(
            sa.ForeignKeyConstraint(
                ["ambito_id", name],
                [f"ambiti.{table}.ambito_id", f"ambiti.{table}.id"],
                name=op.f(f"fk_imported_rows_ambito_id_{name}"),
            )
            for name, table in (
                ("budget_id", "budgets"),
                ("import_id", "ledger_imports"),
                ("movement_id", "ledger_movements"),
                ("impegno_id", "impegni"),
            )
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_imported_rows")),
        sa.UniqueConstraint(
            "ambito_id",
            "budget_id",
            "external_id",
            name=op.f("uq_imported_rows_ambito_id_budget_id_external_id"),
        ),
        schema="ambiti",
    )
    op.create_index(
        "ix_imported_rows_ambito_id_import_id",
        "imported_rows",
        ["ambito_id", "import_id"],
        unique=False,
        schema="ambiti",
    )
