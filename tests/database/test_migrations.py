"""The migrations make exactly what the tables declare, whenever they run and by whomever."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

import asyncpg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlalchemy.schema import CreateSchema

from ambiti import resources
from ambiti.database.catalogue import inspect
from ambiti.database.connections import Databases
from ambiti.database.engine import admin_engine
from ambiti.database.metadata import SCHEMA
from ambiti.database.migrating import MigrationError, head, migrate, require_head, revision
from ambiti.rows import metadata

MakeDatabase = Callable[[], Awaitable[Databases]]

SHAPE = """
    select 'column', c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
        a.attnotnull, a.attidentity::text, pg_get_expr(d.adbin, d.adrelid)
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
    left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    where c.relnamespace = 'ambiti'::regnamespace and c.relkind = 'r' and not a.attisdropped
    union all
    select 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid),
        convalidated, null, null
    from pg_constraint where connamespace = 'ambiti'::regnamespace and contype not in ('n', 't')
    union all
    select 'index', tablename, indexname, indexdef, null, null, null
    from pg_indexes where schemaname = 'ambiti'
"""


async def shape(dsn: str | None) -> set[tuple[Any, ...]]:
    connection = await asyncpg.connect(dsn)
    try:
        return {tuple(row) for row in await connection.fetch(SHAPE)}
    finally:
        await connection.close()


async def test_the_migrations_make_what_the_tables_declare(
    database: Databases, empty_database: MakeDatabase
) -> None:
    declared = await empty_database()
    admin = admin_engine(declared.admin or "")
    async with admin.begin() as connection:
        await connection.execute(CreateSchema(SCHEMA))
        await connection.run_sync(metadata.create_all)
    await admin.dispose()
    migrated, wanted = await shape(database.admin), await shape(declared.admin)
    assert migrated - wanted == set()
    assert wanted - migrated == set()


async def test_autogenerate_finds_nothing_left_to_migrate(database: Databases) -> None:
    def differences(connection: Connection) -> list[Any]:
        options = {
            "include_schemas": True,
            "include_name": lambda name, kind, _: kind != "schema" or name == SCHEMA,
            "compare_server_default": True,
        }
        context = MigrationContext.configure(connection, opts=options)
        return list(compare_metadata(context, metadata))

    admin = admin_engine(database.admin or "")
    async with admin.connect() as connection:
        assert await connection.run_sync(differences) == []
    await admin.dispose()


def test_the_revision_that_is_needed_is_the_one_that_alembic_would_reach() -> None:
    config = Config()
    config.set_main_option("script_location", str(resources.folder("migrations")))
    assert ScriptDirectory.from_config(config).get_heads() == [head()]


async def test_a_database_is_migrated_once_and_again_without_harm(
    empty_database: MakeDatabase,
) -> None:
    databases = await empty_database()
    assert await revision(databases.admin or "") is None
    with pytest.raises(MigrationError, match="alla revisione nessuna"):
        await require_head(databases.admin or "")
    assert await migrate(databases) == head()
    before = await shape(databases.admin)
    assert await migrate(databases) == head()
    assert await shape(databases.admin) == before
    for dsn in (databases.app, databases.reader):
        await require_head(dsn)


async def test_two_migrations_at_once_wait_for_each_other(empty_database: MakeDatabase) -> None:
    databases = await empty_database()
    assert tuple(await asyncio.gather(migrate(databases), migrate(databases))) == (head(), head())


async def test_a_migration_waits_for_a_table_in_use_and_then_says_so(
    fresh_database: Databases,
) -> None:
    holder = await asyncpg.connect(fresh_database.admin)
    async with holder.transaction():
        await holder.execute("lock table ambiti_migrations.alembic_version")
        with pytest.raises(MigrationError, match="in uso da troppo tempo"):
            await migrate(fresh_database, attempts=2)
    await holder.close()


async def test_without_an_admin_there_is_no_migration(database: Databases) -> None:
    with pytest.raises(MigrationError, match="AMBITI_DATABASE_URL"):
        await migrate(replace(database, admin=None))


async def test_an_admin_who_is_no_superuser_migrates_too(
    server: str, empty_database: MakeDatabase
) -> None:
    databases = await empty_database()
    name = urlsplit(databases.admin or "").path.strip("/")
    admin = await asyncpg.connect(server)
    logins = ("ambiti_owner", "ambiti_app", "ambiti_reader")
    try:
        await admin.execute("create role comune login createrole")
        await admin.execute(f"alter database {name} owner to comune")
        for role in logins:
            await admin.execute(f"grant {role} to comune with admin option, inherit false")
        own = replace(databases, admin=(databases.admin or "").replace("postgres@", "comune@"))
        if own.admin == databases.admin:
            pytest.skip("the admin of AMBITI_TEST_DATABASE_URL is not called postgres")
        assert await migrate(own) == head()
        assert await inspect(databases.admin or "", metadata) == []
    finally:
        await admin.execute(f"drop database {name} with (force)")
        await admin.execute("drop owned by comune; drop role comune")
        await admin.close()
