"""A read pool of a test's own, and one value from it."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from ambiti.reading.pool import ReadPool


@asynccontextmanager
async def pool_of(dsn: str, **changes: Any) -> AsyncIterator[ReadPool]:
    """Open a pool as the server does, and close it."""
    given = {"size": 1, "wait_seconds": 1.0, "statement_timeout_ms": 5000, **changes}
    pool = await ReadPool.open(dsn, **given)
    try:
        yield pool
    finally:
        await pool.close()


async def value(
    pool: ReadPool, sql: str, *arguments: Any, reach: Sequence[int] = (), who: str | None = None
) -> str | None:
    """Give the first value of a statement, as text."""
    found = (await pool.row(sql, arguments, reach, who))[0]
    return None if found is None else found.decode()
