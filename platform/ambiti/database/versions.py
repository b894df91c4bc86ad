"""How far the data has come: a version that grows with whatever a caller might be shown.

Every transaction that changes a row of a tenant gives that tenant a new mark, drawn at random, so
that a database brought back from a copy never comes by an old one. There are two marks for each
tenant: one for all of its rows, which is seen where the tenant is reached, and one for those that
are open or published, which everyone sees. Facts of no tenant have the mark of tenant 0. So
row-level security shows a transaction the marks of exactly what it might read, and all of them
together are the version of its data.

The marks are written when a transaction commits, by a trigger that nobody who logs in can evade:
they are held for as long as a commit takes, and acts on one tenant do not wait for each other any
earlier than they do for their turn in the journal. The mark of all rows always comes before the
other, so that two who commit are never in a knot. A migration that changes rows and then tables
says ``set constraints all immediate`` in between.
"""

from collections.abc import Iterable

from sqlalchemy import BigInteger, Boolean, Column, Integer, Table
from sqlalchemy.schema import PrimaryKeyConstraint

from ambiti.database.metadata import SCHEMA, Confinement, metadata

data_versions = Table(
    "data_versions",
    metadata,
    Column("ambito_id", Integer, nullable=False),  # 0 for facts of no tenant
    Column("published", Boolean, nullable=False),  # of what everyone may see
    Column("mark", BigInteger, nullable=False),
    PrimaryKeyConstraint("ambito_id", "published"),
    info={"confinement": Confinement.PUBLISHABLE},
)

NAME = data_versions.name
MARKS = f"(select coalesce(bit_xor(mark), 0) from {SCHEMA}.{NAME})"
"""The SQL of the version: all the marks that the transaction sees, in whatever order."""

FUNCTIONS = (
    f"""create function {SCHEMA}.mark_version(tenant integer, shown boolean) returns void
    language plpgsql set search_path = pg_catalog, pg_temp as $$
    begin
        if tenant is null then return; end if;
        perform from {SCHEMA}.{NAME} where ambito_id = tenant and published = shown
            and xmin = pg_current_xact_id()::xid;
        if found then return; end if;
        insert into {SCHEMA}.{NAME} (ambito_id, published, mark)
            values (tenant, shown, hashtextextended(gen_random_uuid()::text, 0))
            on conflict (ambito_id, published) do update set mark = excluded.mark;
    end $$""",
    f"""create function {SCHEMA}.move_version() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
    declare
        shown boolean := tg_argv[0] in ('open', 'reference');
    begin
        if tg_argv[0] = 'reference' then
            perform {SCHEMA}.mark_version(0, true);
            return null;
        end if;
        if tg_argv[0] = 'publishable' then
            shown := coalesce(old.published, false) or coalesce(new.published, false);
        end if;
        perform {SCHEMA}.mark_version(coalesce(old.ambito_id, new.ambito_id), false);
        if shown then
            perform {SCHEMA}.mark_version(coalesce(old.ambito_id, new.ambito_id), true);
        end if;
        if old.ambito_id <> new.ambito_id then
            perform {SCHEMA}.mark_version(new.ambito_id, false);
            if shown then perform {SCHEMA}.mark_version(new.ambito_id, true); end if;
        end if;
        return null;
    end $$""",
    f"revoke all on function {SCHEMA}.mark_version(integer, boolean) from public",
    f"revoke all on function {SCHEMA}.move_version() from public",
)
"""What moves a version. A transaction moves a mark once, however many rows it changes: the mark
that it has written itself, it leaves."""


def moving(table: str, confinement: Confinement, columns: Iterable[str] = ("ambito_id",)) -> str:
    """Say by which trigger the changes of a table move the version; of none, nothing.

    What has no tenant and is about a person moves no mark: the person alone may see it, and the
    person's own row changes with it.
    """
    if table == NAME or (confinement is Confinement.PERSONAL and "ambito_id" not in set(columns)):
        return ""
    seen = Confinement.TENANT if confinement is Confinement.PERSONAL else confinement
    return (
        "CREATE CONSTRAINT TRIGGER moves_version AFTER INSERT OR DELETE OR UPDATE"
        f" ON {SCHEMA}.{table} DEFERRABLE INITIALLY DEFERRED"
        f" FOR EACH ROW EXECUTE FUNCTION {SCHEMA}.move_version('{seen.value}')"
    )


def expected_trigger(table: Table) -> str:
    """Say which trigger the catalogue must show for a declared table, as the server spells it."""
    return moving(table.name, table.info["confinement"], tuple(table.c.keys()))
