"""The read pool: asyncpg connections of the reader role, one READ ONLY transaction per query.

A transaction is three round trips: BEGIN with the settings that row-level security asks for (one
simple query), the prepared statement, COMMIT. The settings are local to it, so nothing of a caller
stays on a connection, and the pool needs no reset query of its own.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any

import asyncpg

from ambiti.reading.refusal import Unavailable

STATEMENTS_PER_CONNECTION = 500


LOST = (
    OSError,  # a timeout is one too
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,  # it stops, starts, was told to interrupt
    asyncpg.InsufficientResourcesError,
    asyncpg.TransactionRollbackError,  # a stand-by that had to move on
    asyncpg.InvalidTransactionStateError,  # left idle for too long
)
"""What says that the database can't serve now, rather than that a statement is wrong."""


class ReadConnection(asyncpg.Connection):  # type: ignore[misc]
    """A connection whose transactions leave nothing behind."""

    async def reset(self, *, timeout: float | None = None) -> None:  # noqa: ASYNC109 - asyncpg asks for it
        """Roll back what was left open; every setting was local to its transaction."""
        if self.is_in_transaction():
            await self.execute("ROLLBACK", timeout=timeout)


async def _prepare(connection: Any) -> None:
    """Take varchar, the type of an answer, as the bytes that PostgreSQL wrote.

    What arrays are is asked of the catalogue now, and not within somebody's request.
    """
    await connection.set_type_codec(
        "varchar", schema="pg_catalog", encoder=str.encode, decoder=bytes, format="binary"
    )
    await connection.fetch("select $1::integer[], $2::text[], $3::uuid[]", [], [], [])


class ReadPool:
    """A bounded pool; a caller that can't be served soon is told so and never hangs."""

    def __init__(self, pool: Any, wait_seconds: float) -> None:
        """Wrap an open pool."""
        self._pool = pool
        self._wait = wait_seconds

    @classmethod
    async def open(
        cls, dsn: str, *, size: int, wait_seconds: float, statement_timeout_ms: int
    ) -> "ReadPool":
        """Open the pool."""
        pool = await asyncpg.create_pool(
            dsn,
            min_size=1,
            max_size=size,
            init=_prepare,
            connection_class=ReadConnection,
            statement_cache_size=STATEMENTS_PER_CONNECTION,
            max_cached_statement_lifetime=0,
            max_cacheable_statement_size=0,  # any: the largest are the dearest to prepare
            command_timeout=statement_timeout_ms / 1000 + 1,
            server_settings={
                "timezone": "UTC",
                "datestyle": "ISO",
                "jit": "off",
                "plan_cache_mode": "force_generic_plan",  # planning costs more than it gains
                "statement_timeout": str(statement_timeout_ms),
                "application_name": "ambiti-reader",
            },
        )
        return cls(pool, wait_seconds)

    async def close(self) -> None:
        """Close every connection."""
        try:
            await asyncio.wait_for(self._pool.close(), timeout=5)
        except TimeoutError:
            self._pool.terminate()

    @asynccontextmanager
    async def transaction(self, reach: Sequence[int], identity: str | None) -> AsyncIterator[Any]:
        """Open a READ ONLY transaction that sees what this reach and person may see."""
        connection = await self._acquired()
        try:
            await connection.execute(_begin(reach, identity), timeout=self._wait)
            yield connection
            await connection.execute("COMMIT")
        except LOST as error:
            message = f"the connection was lost: {type(error).__name__}: {error}"
            raise Unavailable(message) from error
        except asyncpg.InternalClientError as error:  # cut in the midst of a message
            connection.terminate()
            message = f"the connection was cut: {error}"
            raise Unavailable(message) from error
        except asyncpg.InterfaceError as error:
            if connection.is_closed():
                message = f"the connection was closed: {error}"
                raise Unavailable(message) from error
            raise
        finally:
            with suppress(*LOST, asyncpg.InterfaceError):  # then the pool has thrown it away
                await self._pool.release(connection, timeout=self._wait)  # rolls back what is open

    async def _acquired(self) -> Any:
        try:
            async with asyncio.timeout(self._wait):
                return await self._pool.acquire()
        except TimeoutError as error:
            message = "every connection is taken"
            raise Unavailable(message) from error
        except (*LOST, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
            message = f"no connection: {type(error).__name__}: {error}"
            raise Unavailable(message) from error

    def sizes(self) -> dict[str, int]:
        """Tell how many connections there are, and how many are idle."""
        return {"size": self._pool.get_size(), "idle": self._pool.get_idle_size()}


def _begin(reach: Sequence[int], identity: str | None) -> str:
    tenants = ",".join(str(int(one)) for one in reach)
    subject = (identity or "").replace("\0", "").replace("'", "''")
    return (
        "BEGIN READ ONLY; "
        f"SELECT set_config('ambiti.reach', '{{{tenants}}}', true), "
        f"set_config('ambiti.subject', '{subject}', true)"
    )
