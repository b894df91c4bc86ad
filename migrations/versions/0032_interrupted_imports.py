"""Whether an import that says it runs was interrupted, for whoever reads it in one statement.

Revision ID: 0032
Revises: 0031
"""

from alembic import op

from ambiti.database.tenancy import callable_by_logins

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

INTERRUPTED = """create function ambiti.import_interrupted(tenant integer, import uuid)
    returns boolean language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
    declare
        turn bigint := hashtextextended('ledger_imports:' || tenant || ':' || import, 7307);
    begin
        perform from pg_locks where locktype = 'advisory' and granted and objsubid = 1
            and database = (select oid from pg_database where datname = current_database())
            and (classid::bigint << 32 | objid::bigint) = turn;
        if found then return false; end if;
        perform from ambiti.ledger_imports
            where ambito_id = tenant and id = import and state = 'RUNNING';
        return found;
    end $$"""
"""The lock is asked for first, and the note read after it and as it is then: one that ends in
between ended, and was not interrupted. So it is volatile, though it writes nothing."""


def upgrade() -> None:
    """Make the function, for the two logins."""
    op.execute(INTERRUPTED)
    op.execute(callable_by_logins("import_interrupted(integer, uuid)"))
