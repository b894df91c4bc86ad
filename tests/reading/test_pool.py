"""What happens when things go wrong between a request and its answer."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
import pytest

from ambiti.database.connections import Databases
from ambiti.database.engine import app_engine, transaction
from ambiti.governance.tables import mandates
from ambiti.reading.pool import ReadPool
from ambiti.reading.refusal import ReadRefused, StaleActor, Unavailable

from ..pools import value  # noqa: TID252 - tests are found by path and have no absolute names
from . import seed
from .conftest import TODAY, Reading, actor_of, opened

PATIENCE_SECONDS = 10

SLOW = '{ comune(istatCode: "999001") { name } }'


@asynccontextmanager
async def held_up(databases: Databases) -> AsyncIterator[None]:
    """Make whoever reads comuni wait."""
    connection = await asyncpg.connect(databases.admin)
    try:
        async with connection.transaction():
            await connection.execute("lock table ambiti.comuni in access exclusive mode")
            yield
    finally:
        await connection.close()


async def waiting(databases: Databases) -> int:
    """Count the readers' statements that run now."""
    connection = await asyncpg.connect(databases.admin)
    try:
        return int(
            await connection.fetchval(
                "select count(*) from pg_stat_activity where application_name = 'ambiti-reader'"
                " and datname = current_database() and state = 'active'"
            )
        )
    finally:
        await connection.close()


async def becomes(number: int, databases: Databases) -> bool:
    for _ in range(100):
        if await waiting(databases) == number:
            return True
        await asyncio.sleep(0.02)
    return False


@asynccontextmanager
async def pooled(reading: Reading, **changes: Any) -> AsyncIterator[Reading]:
    pool = await opened(reading.databases, **changes)
    try:
        yield Reading(reading.databases, pool, reading.actors)
    finally:
        await pool.close()


async def test_a_request_that_is_cancelled_cancels_its_statement(reading: Reading) -> None:
    async with pooled(reading, size=1) as own, held_up(own.databases):
        task = asyncio.ensure_future(own.ask(SLOW))
        assert await becomes(1, own.databases)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert await becomes(0, own.databases)
        assert json.loads((await own.ask("{ me { name } }")).data) == {"me": None}


async def test_a_statement_that_takes_too_long_is_refused_and_the_pool_goes_on(
    reading: Reading,
) -> None:
    async with pooled(reading, size=1, statement_timeout_ms=100) as own:
        async with held_up(own.databases):
            with pytest.raises(ReadRefused) as refused:
                await own.ask(SLOW)
        assert refused.value.code == "TOO_SLOW"
        assert json.loads((await own.ask(SLOW)).data)["comune"]["name"] == "Acquachiara"


async def test_when_every_connection_is_taken_one_is_told_soon(reading: Reading) -> None:
    async with pooled(reading, size=1, wait_seconds=0.1) as own:
        first = asyncio.ensure_future(own.pool.row("select pg_sleep(4)::text", (), (), None))
        assert await becomes(1, own.databases)
        async with asyncio.timeout(PATIENCE_SECONDS):
            with pytest.raises(Unavailable, match="every connection is taken"):
                await own.ask(SLOW)
        first.cancel()
        await asyncio.gather(first, return_exceptions=True)
    async with pooled(reading, size=1) as own:
        assert (await own.ask(SLOW)).data


async def test_a_table_that_is_held_for_too_long_makes_the_database_unavailable(
    reading: Reading,
) -> None:
    async with pooled(reading, size=1) as own:
        async with held_up(own.databases):
            with pytest.raises(Unavailable, match="55P03"):  # the login waits a second for a lock
                await own.ask(SLOW)
        assert (await own.ask(SLOW)).data


async def test_a_connection_that_was_cut_is_replaced(reading: Reading) -> None:
    async with pooled(reading, size=1) as own:
        await own.ask(SLOW)
        admin = await asyncpg.connect(own.databases.admin)
        pid = await value(own.pool, "select pg_backend_pid()")
        await admin.execute("select pg_terminate_backend($1)", int(pid or 0))
        await admin.close()
        for _ in range(2):
            try:
                assert (await own.ask(SLOW)).data
                break
            except Unavailable:
                continue
        else:
            pytest.fail("the pool kept the connection that was cut")


async def test_a_database_that_is_not_there_is_unavailable(reading: Reading) -> None:
    gone = reading.databases.reader.replace("ambiti_test_", "ambiti_gone_")
    pool = ReadPool(gone, size=1, wait_seconds=1, statement_timeout_ms=1000)
    for _ in range(2):  # the place of the connection that failed is free again
        with pytest.raises(Unavailable, match="no connection"):
            await pool.row("select 1", (), (), None)


@pytest.fixture(scope="module")
async def changing(
    clone: Callable[[str], Awaitable[Databases]], template: str
) -> AsyncIterator[Reading]:
    """Give a copy of the seed that a test may change."""
    databases = await clone(template)
    await seed.sow(databases)
    pool = await opened(databases)
    actors = {p.name: await actor_of(pool, p.identity) for p in seed.PEOPLE}
    yield Reading(databases, pool, actors)
    await pool.close()


async def test_a_mandate_that_is_withdrawn_is_gone_at_the_next_request(changing: Reading) -> None:
    asked = '{ ambito(slug: "aurora") { mandates { role } } }'
    chief = seed.CHIEF
    assert (
        len(json.loads((await changing.ask(asked, who=chief.name)).data)["ambito"]["mandates"]) == 4
    )
    engine = app_engine(changing.databases.app)
    async with transaction(engine, reach=(1,), acting=1) as connection:
        await connection.execute(
            mandates.update().where(mandates.c.principal_id == chief.id).values(until=TODAY)
        )
    await engine.dispose()
    with pytest.raises(StaleActor):
        await changing.ask(asked, who=chief.name)
    now = await actor_of(changing.pool, chief.identity)
    assert {mandate.ambito_id for mandate in now.mandates} == {seed.PONTE}
    again = Reading(changing.databases, changing.pool, {chief.name: now})
    assert json.loads((await again.ask(asked, who=chief.name)).data)["ambito"]["mandates"] == []


async def test_a_stranger_who_becomes_known_is_resolved_again(changing: Reading) -> None:
    stranger = seed.STRANGER
    await changing.ask("{ me { name } }", who=stranger.name)
    engine = app_engine(changing.databases.app)
    table, values = seed.principal(stranger)
    async with transaction(engine, reach=(), subject=stranger.identity) as connection:
        await connection.execute(table.insert().values(**values))
    await engine.dispose()
    with pytest.raises(StaleActor):
        await changing.ask("{ me { name } }", who=stranger.name)
