"""A query is one statement in one READ ONLY round trip, planned once and prepared once."""

import json
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from ambiti.reading.connection import STATEMENTS_KEPT
from ambiti.reading.documents import Documents
from ambiti.reading.limits import DocumentLimits
from ambiti.reading.pool import ReadPool
from ambiti.reading.refusal import DatabaseError

from ..pools import pool_of, value  # noqa: TID252 - tests are found by path and have no absolute names
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


class Overheard:
    """A connection's libpq, which writes down the messages that it is given."""

    def __init__(self, libpq: Any, heard: list[tuple[str, ...]]) -> None:
        self._libpq, self._heard = libpq, heard

    def __getattr__(self, name: str) -> Any:
        return getattr(self._libpq, name)

    def send_query_prepared(self, name: bytes, values: list[bytes | None]) -> None:
        self._heard.append(("ask", *(str(one and one.decode()) for one in values)))
        self._libpq.send_query_prepared(name, values)

    def send_prepare(self, name: bytes, sql: bytes) -> None:
        self._heard.append(("prepare", sql.decode()))
        self._libpq.send_prepare(name, sql)

    def pipeline_sync(self) -> None:
        self._heard.append(("sync",))
        self._libpq.pipeline_sync()


@contextmanager
def overheard(pool: ReadPool) -> Iterator[list[tuple[str, ...]]]:
    """Write down every message that the pool's connection is given."""
    heard: list[tuple[str, ...]] = []
    connection = next(iter(pool._all))  # noqa: SLF001 - to listen at the wire
    libpq = connection._libpq  # noqa: SLF001
    connection._libpq = Overheard(libpq, heard)  # type: ignore[assignment] # noqa: SLF001
    yield heard
    connection._libpq = libpq  # noqa: SLF001


async def prepared(pool: ReadPool) -> dict[str, int]:
    """Tell how often each prepared statement of the connection has run."""
    asked = (
        "select json_object_agg(statement, generic_plans + custom_plans order by prepare_time)"
        " from pg_prepared_statements"
    )
    found: dict[str, int] = json.loads(await value(pool, asked) or "{}")
    return found


async def test_a_query_is_one_statement_in_one_round_trip(alone: Reading) -> None:
    await alone.ask(WIDE, {"slug": "aurora"}, who=MAYOR.name)
    with overheard(alone.pool) as heard:
        await alone.ask(WIDE, {"slug": "aurora"}, who=MAYOR.name)
    settings, statement, sync = heard
    assert settings == ("ask", "{1}", MAYOR.identity)
    assert "aurora" in statement
    assert sync == ("sync",)


async def test_what_is_asked_for_the_first_time_is_prepared_on_the_way(alone: Reading) -> None:
    with overheard(alone.pool) as heard:
        await alone.ask("{ first: me { name } }", who=MAYOR.name)
    assert [one[0] for one in heard] == ["ask", "prepare", "ask", "sync"]


async def test_it_cannot_write(alone: Reading) -> None:
    assert await value(alone.pool, "show transaction_read_only") == "on"
    with pytest.raises(DatabaseError) as refused:
        await alone.pool.row("create table ambiti.x (y int)", (), (1,), None)
    assert refused.value.state in {"25006", "42501"}


async def test_a_statement_that_fails_stays_neither_prepared_nor_in_the_way(
    alone: Reading,
) -> None:
    for wrong in ("select 1/0 as nought", "select nothing_of_this_name"):
        for _ in range(3):
            with pytest.raises(DatabaseError):
                await alone.pool.row(wrong, (), (), None)
        assert await value(alone.pool, "select 42") == "42"
        assert wrong not in await prepared(alone.pool)


async def test_only_so_many_statements_stay_prepared(reading: Reading) -> None:
    async with pool_of(reading.databases.reader) as pool:
        for number in range(STATEMENTS_KEPT + 20):
            assert await value(pool, f"select {number}") == str(number)
        there = await prepared(pool)
        assert await value(pool, "select 0") == "0"
    assert len(there) == STATEMENTS_KEPT
    assert "select 0" not in there


async def test_a_value_is_itself_whatever_it_holds(alone: Reading) -> None:
    texts = ["", '"', "\\", "{", "a,b", "null", "NULL", "\n\t", "è\U0001f600", None]
    told = await value(alone.pool, "select to_json($1::text[])", texts)
    assert json.loads(told or "") == texts
    numbers = await value(alone.pool, "select to_json($1::int[])", [1, -2, None])
    assert json.loads(numbers or "") == [1, -2, None]
    for one in ("x\0y", ["x\0y"]):
        with pytest.raises(DatabaseError) as refused:
            await alone.pool.row("select $1::text", (one,), (), None)
        assert refused.value.state == "22021"
    assert await value(alone.pool, "select $1::boolean[]", (True,)) == "{t}"
    assert await value(alone.pool, "select $1::int[]", (1,)) == "{1}"
    for said, written in ((True, "t"), (False, "f")):
        assert await value(alone.pool, "select $1::boolean", said) == written


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
    one = f'chiPuoVedere(id: "{"QW1iaXRvOjE6MQ=="}") {{ role }}'
    asked = f"{{ a: {one} b: {one} c: {one} }}"
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
    assert await alone.pool.row(asked, (), (), None) == [b"{}", b""]
    libpq = next(iter(alone.pool._all))._libpq  # noqa: SLF001 - outside of a question, on purpose
    libpq.exit_pipeline_mode()
    raw = libpq.exec_(asked.encode())
    libpq.enter_pipeline_mode()
    assert [raw.get_value(0, 0), raw.get_value(0, 1)] == [b"", b""]


async def test_an_identity_is_only_ever_a_value(alone: Reading) -> None:
    hostile = "x', true), set_config('ambiti.reach', '{1,2,3}', true) --"
    actor = await actor_of(alone.pool, hostile)
    assert actor.mandates == ()
    asked = "select current_setting('ambiti.subject'), current_setting('ambiti.reach')"
    assert await alone.pool.row(asked, (), (), hostile) == [hostile.encode(), b"{}"]
