"""The engines of the logins, and the one way to open a transaction of the app role."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from functools import partial

import asyncpg
from sqlalchemy import NullPool, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

_CONFINE = text(
    "select set_config('ambiti.reach', :reach, true),"
    " set_config('ambiti.acting', :acting, true),"
    " set_config('ambiti.subject', :subject, true)"
)


def app_engine(dsn: str, *, pool_size: int = 5, pool_wait_seconds: float = 1.0) -> AsyncEngine:
    """Make the engine of the app role. Addresses are libpq's, as everywhere in Ambiti."""
    return create_async_engine(
        "postgresql+asyncpg://",
        async_creator=partial(asyncpg.connect, dsn),
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=pool_wait_seconds,
        pool_pre_ping=True,
        hide_parameters=True,
    )


def admin_engine(dsn: str) -> AsyncEngine:
    """Make the engine of the admin, who comes seldom: it keeps no connection."""
    return create_async_engine(
        "postgresql+asyncpg://",
        async_creator=partial(asyncpg.connect, dsn),
        poolclass=NullPool,
        hide_parameters=True,
    )


def array_literal(reach: Iterable[int] | None) -> str:
    """Write a reach as PostgreSQL reads it: ``{1,2}``; ``{}`` reaches nothing; '' is not set."""
    return "" if reach is None else "{" + ",".join(str(int(key)) for key in reach) + "}"


@asynccontextmanager
async def transaction(
    engine: AsyncEngine,
    *,
    reach: Iterable[int] | None,
    acting: int | None = None,
    subject: str | None = None,
) -> AsyncIterator[AsyncConnection]:
    """Open a transaction that reaches these tenants, writes to one of them, for one person.

    The three end with the transaction. Nothing else may set them.
    """
    async with engine.begin() as connection:
        await connection.execute(
            _CONFINE,
            {
                "reach": array_literal(reach),
                "acting": "" if acting is None else str(int(acting)),
                "subject": subject or "",
            },
        )
        yield connection
