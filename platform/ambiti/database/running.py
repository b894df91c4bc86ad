"""Having the database of a deployment at hand: its own is started, one's own is only asked."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import asyncpg

from ambiti.database.connections import DATABASE, Databases, databases
from ambiti.database.embedded import EmbeddedServer
from ambiti.settings import Settings


class UnreachableDatabaseError(Exception):
    """Nobody answers at the address of the database; the message says which and why."""


@contextmanager
def running(settings: Settings) -> Iterator[Databases]:
    """Have the database running while the block lasts, and give its addresses."""
    found = databases(settings)
    if not settings.is_embedded:
        asyncio.run(_ask(found))
        yield found
        return
    with EmbeddedServer(settings.home) as server:
        asyncio.run(_ensure(server.dsn()))
        yield found


async def _ensure(dsn: str) -> None:
    """Create the database of Ambiti on the embedded server, if it is not there."""
    connection = await asyncpg.connect(dsn)
    try:
        known = await connection.fetchval("select 1 from pg_database where datname = $1", DATABASE)
        if known is None:
            with suppress(asyncpg.DuplicateDatabaseError):
                await connection.execute(f"create database {DATABASE} template template0")
    finally:
        await connection.close()


async def _ask(found: Databases) -> None:
    try:
        connection = await asyncpg.connect(found.admin or found.app, timeout=10)
        await connection.close()
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        variable = "AMBITI_DATABASE_URL" if found.admin else "AMBITI_DATABASE_APP_URL"
        reason = str(error) or type(error).__name__
        message = f"Il database indicato da {variable} non risponde: {reason}"
        raise UnreachableDatabaseError(message) from error
