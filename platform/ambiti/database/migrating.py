"""Bringing a database to the revision that this code needs, and telling which one it has."""

import asyncio
import re
from functools import cache
from typing import TYPE_CHECKING

import asyncpg
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from ambiti import resources
from ambiti.database import roles
from ambiti.database.connections import OWNER_ROLE, Databases
from ambiti.database.engine import admin_engine
from ambiti.database.metadata import SCHEMA
from ambiti.settings import APP_ROLE, READER_ROLE

if TYPE_CHECKING:
    from alembic.config import Config

VERSION_SCHEMA = "ambiti_migrations"
"""Where Alembic notes the revision: apart from the tenants' tables, which are all confined."""

OLDEST = 16
_LOCK = 4_062_017_001  # one migration at a time in a database
_LOCK_NOT_AVAILABLE = "55P03"
ATTEMPTS = 20
_PAUSE_SECONDS = 0.5


class MigrationError(Exception):
    """The database cannot be brought to the revision of this code; the message says why."""


async def migrate(databases: Databases, *, attempts: int = ATTEMPTS) -> str:
    """Make roles, schema and tables as this code needs them; tell the revision reached.

    All of it is one transaction: it happens or it does not. A table that someone holds is waited
    for briefly and often, so that nobody queues behind the migration.
    """
    if databases.admin is None:
        message = (
            "Per migrare serve AMBITI_DATABASE_URL, con un utente che può creare ruoli: ora ci sono"
            " solo gli indirizzi di ambiti_app e ambiti_reader."
        )
        raise MigrationError(message)
    admin = admin_engine(databases.admin)
    try:
        for attempt in range(1, attempts + 1):
            try:
                async with admin.begin() as connection:
                    await _migrate(connection, databases)
                break
            except DBAPIError as error:
                if getattr(error.orig, "sqlstate", None) != _LOCK_NOT_AVAILABLE:
                    raise
                if attempt == attempts:
                    message = "Le tabelle sono in uso da troppo tempo: riprova tra poco."
                    raise MigrationError(message) from error
                await asyncio.sleep(_PAUSE_SECONDS)
    finally:
        await admin.dispose()
    return head()


async def is_current(databases: Databases) -> bool:
    """Tell whether there is nothing to migrate: both logins enter, and find all as it should be."""
    try:
        if await revision(databases.app) != head():
            return False
        reader = await asyncpg.connect(databases.reader)
        try:
            return await roles.are_established(reader)
        finally:
            await reader.close()
    except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError):
        return False


async def _migrate(connection: AsyncConnection, databases: Databases) -> None:
    await _refuse_old(connection)
    await connection.execute(text("set local lock_timeout = '60s'"))
    await connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": _LOCK})
    await connection.execute(text("set local lock_timeout = '300ms'"))
    await connection.execute(text("set local statement_timeout = '60s'"))
    await roles.establish(connection, databases)
    await roles.open_database(connection)
    for schema in (SCHEMA, VERSION_SCHEMA):
        await connection.execute(
            text(f"create schema if not exists {schema} authorization {OWNER_ROLE}")
        )
    await connection.execute(text(f"set local role {OWNER_ROLE}"))
    await connection.run_sync(_upgrade)
    await connection.execute(
        text(f"grant usage on schema {SCHEMA}, {VERSION_SCHEMA} to {APP_ROLE}, {READER_ROLE}")
    )
    await connection.execute(
        text(f"grant select on {VERSION_SCHEMA}.alembic_version to {APP_ROLE}, {READER_ROLE}")
    )


async def _refuse_old(connection: AsyncConnection) -> None:
    number = int(await connection.scalar(text("show server_version_num")) or 0)
    if number < OLDEST * 10_000:
        message = f"Il server è PostgreSQL {number // 10_000}: serve {OLDEST} o successivo."
        raise MigrationError(message)


def _upgrade(connection: Connection) -> None:
    from alembic import command  # slow to import, and most starts find nothing to migrate

    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _config() -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option(
        "script_location", str(resources.folder("migrations")).replace("%", "%%")
    )
    return config


@cache
def head() -> str:
    """Tell the revision that this code needs: the one that no other comes after."""
    folder = resources.folder("migrations") / "versions"
    texts = [path.read_text("utf-8") for path in folder.glob("*.py")]
    made, followed = (
        {
            found
            for text in texts
            for found in re.findall(rf'^{name} = "(\w+)"$', text, re.MULTILINE)
        }
        for name in ("revision", "down_revision")
    )
    (last,) = made - followed
    return str(last)


async def revision(dsn: str) -> str | None:
    """Tell the revision that a database has, as one of the two logins; None before the first.

    A superuser may ask as well; an admin who is none may not look, except as the owner.
    """
    connection = await asyncpg.connect(dsn)
    try:
        known = await connection.fetchval(
            "select to_regclass($1)", f"{VERSION_SCHEMA}.alembic_version"
        )
        if known is None:
            return None
        found = await connection.fetchval(
            f"select version_num from {VERSION_SCHEMA}.alembic_version"
        )
    finally:
        await connection.close()
    return None if found is None else str(found)


async def require_head(dsn: str) -> None:
    """Refuse to serve on a database that is not at the revision of this code."""
    try:
        found = await revision(dsn)
    except asyncpg.InvalidAuthorizationSpecificationError as error:
        message = f"Il database non lascia entrare ({error}): esegui `ambiti migrate`."
        raise MigrationError(message) from error
    if found != head():
        message = (
            f"Il database è alla revisione {found or 'nessuna'}, questo Ambiti vuole {head()}:"
            " esegui `ambiti migrate`."
        )
        raise MigrationError(message)
