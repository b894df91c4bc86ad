"""A query is one statement in one READ ONLY transaction, planned once and prepared once."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
import pytest

from ambiti.reading.documents import Documents
from ambiti.reading.limits import DocumentLimits
from ambiti.reading.pool import ReadPool

from .conftest import CONTRACT, Reading, actor_of, machine, opened
from .seed import MAYOR

WIDE = """query Wide($slug: String!) {
  ambito(slug: $slug) {
    comuni { name aliases population { residents } ambiti { slug } }
    subAmbiti { code referente { name } comuni { name } warnings { code } }
    instruments { code status parties { name ente { name } } }
    organs { code seat { comune { name } } aliases warnings { message } }
    bodies { code comuni(relation: OWNER) { name } }
    mandates { role comune { name } }
  }
  ambiti { totalCount edges { node { slug comuniCount } } }
  node(id: "QW1iaXRvOjE6MQ==") { id ... on Ambito { name } }
}"""


@pytest.fixture(scope="module")
async def alone(reading: Reading) -> AsyncIterator[Reading]:
    """Give a machine of its own on a pool of one connection."""
    pool = await opened(reading.databases, size=1)
    yield Reading(reading.databases, pool, reading.actors)
    await pool.close()


@asynccontextmanager
async def overheard(pool: ReadPool) -> AsyncIterator[list[str]]:
    """Write down every statement that the pool's connection is given."""
    heard: list[str] = []

    def hear(record: Any) -> None:
        heard.append(record.query)

    async with pool.transaction((), None) as connection:
        connection.add_query_logger(hear)
    heard.clear()
    yield heard
    async with pool.transaction((), None) as connection:
        connection.remove_query_logger(hear)


async def prepared(pool: ReadPool) -> dict[str, int]:
    """Tell how often each prepared statement of the connection has run."""
    asked = "select statement, generic_plans + custom_plans as runs from pg_prepared_statements"
    async with pool.transaction((), None) as connection:
        return {row["statement"]: row["runs"] for row in await connection.fetch(asked)}


async def test_a_query_is_one_statement_between_begin_and_commit(alone: Reading) -> None:
    async with overheard(alone.pool) as heard:
        await alone.ask(WIDE, {"slug": "aurora"}, who=MAYOR.name)
        begin, statement, commit = heard
    assert begin == (
        "BEGIN READ ONLY; SELECT set_config('ambiti.reach', '{1}', true), "
        f"set_config('ambiti.subject', '{MAYOR.identity}', true)"
    )
    assert statement.startswith("SELECT CAST('{\"ambito\":'")
    assert commit == "COMMIT"


async def test_its_transaction_cannot_write(alone: Reading) -> None:
    async with alone.pool.transaction((1,), None) as connection:
        assert await connection.fetchval("show transaction_read_only") == "on"
        with pytest.raises(asyncpg.PostgresError) as refused:
            await connection.execute("create table ambiti.x (y int)")
        assert refused.value.sqlstate in {"25006", "42501"}


async def test_the_same_query_again_is_neither_planned_nor_prepared(alone: Reading) -> None:
    text, fresh = f"{WIDE} # again", machine()
    alone.machine = fresh
    documents = alone.documents.cache
    for slug in ("aurora", "borea", "cometa"):
        await alone.ask(text, {"slug": slug}, who=MAYOR.name)
    assert (fresh.cache.misses, fresh.cache.hits) == (1, 2)
    assert documents.hits >= 2
    found = [runs for sql, runs in (await prepared(alone.pool)).items() if "mandates" in sql]
    assert found[-1] >= 3


async def test_the_largest_statement_is_prepared_once_too(alone: Reading) -> None:
    asked = f'{{ chiPuoVedere(id: "{"QW1iaXRvOjE6MQ=="}") {{ role }} }}'
    for _ in range(3):
        await alone.ask(asked)
    found = {sql: n for sql, n in (await prepared(alone.pool)).items() if "lines" in sql}
    assert len(found) == 1
    assert max(len(sql) for sql in found) > 15 * 1024
    assert list(found.values()) == [3]


async def test_who_asks_changes_the_values_and_other_grants_the_statement(
    alone: Reading,
) -> None:
    alone.machine = fresh = machine()
    for who in ("", "sconosciuto", "responsabile", "due-ambiti", "portale", ""):
        await alone.ask("{ ambiti { totalCount } me { name } }", who=who)
    assert (len(fresh.cache), fresh.cache.misses, fresh.cache.hits) == (4, 4, 2)


async def test_caches_stay_within_their_bounds(reading: Reading) -> None:
    small = Reading(
        reading.databases,
        reading.pool,
        reading.actors,
        machine(plans=3),
        Documents(CONTRACT, DocumentLimits(), 4),
    )
    for number in range(9):
        await small.ask(f'{{ comune(istatCode: "99900{number}") {{ name }} }}')
    assert (len(small.machine.cache), len(small.documents.cache)) == (3, 4)
    await small.ask('{ comune(istatCode: "999008") { name } }')
    assert (small.machine.cache.hits, small.documents.cache.hits) == (1, 1)


async def test_nothing_of_a_caller_stays_on_its_connection(alone: Reading) -> None:
    await alone.ask("{ me { name } }", who=MAYOR.name)
    asked = "select current_setting('ambiti.reach', true), current_setting('ambiti.subject', true)"
    async with alone.pool.transaction((), None) as connection:
        assert tuple(await connection.fetchrow(asked)) == ("{}", "")
    raw = alone.pool._pool  # noqa: SLF001 - outside of a transaction, on purpose
    async with raw.acquire() as connection:
        assert tuple(await connection.fetchrow(asked)) == ("", "")


async def test_an_identity_is_only_ever_a_value(alone: Reading) -> None:
    hostile = "x', true), set_config('ambiti.reach', '{1,2,3}', true) --"
    actor = await actor_of(alone.pool, hostile)
    assert actor.mandates == ()
    async with alone.pool.transaction((), hostile) as connection:
        assert await connection.fetchval("select current_setting('ambiti.subject')") == hostile
        assert await connection.fetchval("select current_setting('ambiti.reach')") == "{}"
