"""The engines of the logins, and the one way to open a transaction of the app role."""

import sys
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from typing import Final

import asyncpg
from sqlalchemy import NullPool, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.util import greenlet_spawn

from ambiti.database.statements import Driver, Kept, begun

_QUOTED: Final = {"standard_conforming_strings": "on"}
"""How a text is quoted: as ``_literal`` does, whatever the server was told."""


def app_engine(
    dsn: str,
    *,
    pool_size: int = 5,
    pool_wait_seconds: float = 1.0,
    server_settings: Mapping[str, str] | None = None,
) -> AsyncEngine:
    """Make the engine of the app role. Addresses are libpq's, as everywhere in Ambiti."""
    return create_async_engine(
        "postgresql+asyncpg://",
        async_creator=partial(
            asyncpg.connect,
            dsn,
            server_settings={**_QUOTED, **(server_settings or {})},
            max_cacheable_statement_size=0,  # any: the largest are the dearest to prepare
            connection_class=Driver,
        ),
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=pool_wait_seconds,
        hide_parameters=True,
    )


def acting_engine(
    dsn: str, *, pool_size: int, pool_wait_seconds: float, statement_timeout_ms: int
) -> AsyncEngine:
    """Make the engine on which commands act: no statement, lock or idle transaction lasts long."""
    limits = {
        "timezone": "UTC",
        "jit": "off",
        "random_page_cost": "1.1",  # what is asked is in memory
        "plan_cache_mode": "force_generic_plan",  # planning costs more than it gains
        "statement_timeout": str(statement_timeout_ms),
        "lock_timeout": str(max(1, statement_timeout_ms // 2)),
        "idle_in_transaction_session_timeout": str(2 * statement_timeout_ms),
        "application_name": "ambiti-app",
    }
    return app_engine(
        dsn,
        pool_size=pool_size,
        pool_wait_seconds=pool_wait_seconds,
        server_settings=limits,
    )


def admin_engine(dsn: str) -> AsyncEngine:
    """Make the engine of the admin, who comes seldom: it keeps no connection."""
    return create_async_engine(
        "postgresql+asyncpg://",
        async_creator=partial(
            asyncpg.connect, dsn, server_settings=_QUOTED, connection_class=Driver
        ),
        poolclass=NullPool,
        hide_parameters=True,
    )


def array_literal(reach: Iterable[int] | None) -> str:
    """Write a reach as PostgreSQL reads it: ``{1,2}``; ``{}`` reaches nothing; '' is not set."""
    return "" if reach is None else "{" + ",".join(str(int(key)) for key in reach) + "}"


_TO_ONE = Kept(
    text(
        "select set_config('ambiti.reach', :reach, true), "
        "set_config('ambiti.acting', :acting, true)"
    )
)


async def confine(connection: AsyncConnection, reach: Iterable[int], acting: int) -> None:
    """Let an open transaction, which reached nothing, reach tenants and write to one of them."""
    await _TO_ONE.rows(connection, reach=array_literal(reach), acting=str(int(acting)))


_SUBJECT = text("select set_config('ambiti.subject', :identity, true)")


@asynccontextmanager
async def about(
    connection: AsyncConnection, identity: str, caller: str | None
) -> AsyncIterator[None]:
    """Let an open transaction write who somebody is, and give it back to its caller."""
    await connection.execute(_SUBJECT, {"identity": identity})
    yield
    await connection.execute(_SUBJECT, {"identity": caller or ""})


@asynccontextmanager
async def transaction(
    engine: AsyncEngine,
    *,
    reach: Iterable[int] | None,
    acting: int | None = None,
    subject: str | None = None,
) -> AsyncIterator[AsyncConnection]:
    """Open a transaction that reaches these tenants, writes to one of them, for one person.

    The three end with the transaction. Nothing but this, ``confine`` and ``about`` may set them.
    """
    confined = {
        "ambiti.reach": array_literal(reach),
        "ambiti.acting": "" if acting is None else str(int(acting)),
        "ambiti.subject": subject or "",
    }
    async with AsyncExitStack() as open_until_the_end:
        connection = await _begun(engine, open_until_the_end, _settings(confined))
        yield connection


def _settings(confined: Mapping[str, str]) -> str:
    """Write the settings of a transaction, as they are sent with what begins it: unplanned."""
    return "".join(f"set local {name} to {_literal(one)};" for name, one in confined.items())


def _literal(value: str) -> str:
    """Quote a text, as standard_conforming_strings has it; who is called by NUL is nobody."""
    return "''" if "\0" in value else "'" + value.replace("'", "''") + "'"


async def _begun(engine: AsyncEngine, stack: AsyncExitStack, confined: str) -> AsyncConnection:
    """Begin on a kept connection, or on a new one where that was cut while nobody used it.

    Asking each connection first whether it is alive would cost a round trip per transaction.
    """
    try:
        async with AsyncExitStack() as tried:
            connection = await tried.enter_async_context(_connected(engine))
            await begun(connection, confined)
            await stack.enter_async_context(tried.pop_all())
            return connection
    except ConnectionResetError:
        connection = await stack.enter_async_context(_connected(engine))
        await begun(connection, confined)
        return connection


@asynccontextmanager
async def _connected(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """Take a connection of the pool for one transaction, and give it back.

    As ``AsyncEngine.begin``, which makes a task of its own to give back also what is already at
    rest: only what is not has to be waited for, whoever is gone meanwhile.
    """
    connection = await engine.connect().start()
    held = connection.sync_connection
    assert held is not None  # noqa: S101  it was opened
    try:
        unit = held.begin()
        try:
            yield connection
        except BaseException:
            await greenlet_spawn(unit.__exit__, *sys.exc_info())
            raise
        await greenlet_spawn(unit.__exit__, None, None, None)
    finally:
        if held.in_transaction():
            await connection.__aexit__(None, None, None)
        else:
            await connection.close()
