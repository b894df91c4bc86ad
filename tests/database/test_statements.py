"""Statements that run on the driver itself give what SQLAlchemy would, in its own transaction."""

from collections.abc import AsyncIterator
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import asyncpg
import pytest
from sqlalchemy import (
    ARRAY,
    JSON,
    Integer,
    Numeric,
    Text,
    bindparam,
    column,
    func,
    literal,
    select,
    text,
    values,
)
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from ambiti.database.engine import app_engine, transaction
from ambiti.database.statements import Kept, fetched, rows


@pytest.fixture(scope="module")
async def engine(clone: Any, template: str) -> AsyncIterator[AsyncEngine]:
    databases = await clone(template)
    made = app_engine(databases.app, pool_size=2)
    yield made
    await made.dispose()


async def test_values_go_and_come_as_with_sqlalchemy(engine: AsyncEngine) -> None:
    key = uuid4()
    asked = select(
        literal(key).label("key"),
        literal({"a": [1, None]}, JSON).label("told"),
        literal(["x", "y"], ARRAY(Text)).label("names"),
        literal(3).label("number"),
        literal(Decimal("0.10"), Numeric).label("exact"),
        literal(date(2026, 1, 31)).label("day"),
        literal(None, Text).label("nothing"),
    )
    async with transaction(engine, reach=()) as connection:
        (ours,) = await rows(connection, asked)
        (theirs,) = (await connection.execute(asked)).mappings()
    assert dict(ours) == dict(theirs)
    assert (ours["key"], ours["told"]) == (key, {"a": [1, None]})


async def test_the_same_shape_is_asked_with_other_values(engine: AsyncEngine) -> None:
    async with transaction(engine, reach=()) as connection:
        found = [
            (await rows(connection, select(literal(n).label("n")).limit(m)))
            for n, m in ((1, 1), (2, 1), (3, 0))
        ]
    assert [[row["n"] for row in one] for one in found] == [[1], [2], []]


async def test_a_list_of_any_length_is_looked_in(engine: AsyncEngine) -> None:
    numbers = values(column("n", Integer), name="numbers").data([(1,), (2,), (3,)])
    async with transaction(engine, reach=()) as connection:
        for wanted in ([], [2], [1, 3, 7]):
            found = await rows(connection, select(numbers.c.n).where(numbers.c.n.in_(wanted)))
            assert {row["n"] for row in found} == {1, 2, 3} & set(wanted)


async def test_a_kept_statement_takes_its_values_by_name(engine: AsyncEngine) -> None:
    kept = Kept(select((bindparam("a", type_=Integer()) + 1).label("b")).limit(1))
    worded = Kept(text("select :a || '!' as told"))
    async with transaction(engine, reach=()) as connection:
        assert [(await kept.rows(connection, a=n))[0]["b"] for n in (1, 5)] == [2, 6]
        assert (await worded.rows(connection, a="ciao"))[0]["told"] == "ciao!"


async def test_what_it_writes_is_undone_with_the_transaction(engine: AsyncEngine) -> None:
    reading = select(func.current_setting("ambiti.subject").label("now"))

    async def fails() -> None:
        async with transaction(engine, reach=(), subject="prima") as connection:
            await fetched(connection, "select set_config('ambiti.subject', 'poi', false)")
            assert (await rows(connection, reading))[0]["now"] == "poi"
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fails()
    async with transaction(engine, reach=()) as connection:
        assert not (await rows(connection, reading))[0]["now"]


async def test_nothing_runs_before_the_transaction_has_begun(engine: AsyncEngine) -> None:
    async with engine.connect() as connection:
        with pytest.raises(AssertionError):
            await rows(connection, select(literal(1)))


async def test_a_fault_of_the_database_is_told_as_the_driver_tells_it(engine: AsyncEngine) -> None:
    async with transaction(engine, reach=()) as connection:
        with pytest.raises(asyncpg.DivisionByZeroError):
            await fetched(connection, "select 1 / 0")


async def _pid(connection: AsyncConnection) -> int:
    (row,) = await fetched(connection, "select pg_backend_pid() as pid")
    return int(row["pid"])


async def _cut(engine: AsyncEngine, pid: int) -> None:
    async with transaction(engine, reach=()) as connection:
        await fetched(connection, "select pg_terminate_backend($1, 5000)", pid)


async def test_a_transaction_is_not_begun_on_a_connection_that_was_cut(
    engine: AsyncEngine,
) -> None:
    async def used() -> int:
        async with transaction(engine, reach=()) as connection:
            return await _pid(connection)

    async def cut_in_the_middle() -> None:
        async with transaction(engine, reach=()) as connection:
            await _cut(engine, await _pid(connection))
            await fetched(connection, "select 1")

    with pytest.raises(ConnectionResetError):
        await cut_in_the_middle()
    async with transaction(engine, reach=()) as connection:
        unused = await used()  # a second connection, given back
        await fetched(connection, "select pg_terminate_backend($1, 5000)", unused)
        assert await used() != unused


async def test_a_kept_statement_runs_for_each_of_many_values_in_the_transaction(
    engine: AsyncEngine,
) -> None:
    kept = Kept(text("select set_config(:name, :value, true)"))
    asked = Kept(text("select current_setting('ambiti.one') || current_setting('ambiti.two') as n"))
    async with transaction(engine, reach=()) as connection:
        given = [{"name": "ambiti.one", "value": "1"}, {"name": "ambiti.two", "value": "2"}]
        await kept.each(connection, given)
        assert (await asked.rows(connection))[0]["n"] == "12"
        await kept.each(connection, [])


@pytest.mark.parametrize("name", ["O'Neill", "'; drop table x; --", "\\'", "a\\", "$1 ''", "è"])
async def test_who_asks_is_told_to_the_database_letter_by_letter(
    engine: AsyncEngine, name: str
) -> None:
    async with transaction(engine, reach=(1, 2), acting=2, subject=name) as connection:
        shown = (f"current_setting('ambiti.{one}') {one}" for one in ("subject", "reach", "acting"))
        sql = f"select {', '.join(shown)}"
        ((*told,),) = (row.values() for row in await fetched(connection, sql))
    assert told == [name, "{1,2}", "2"]


async def test_a_name_with_a_character_that_no_text_holds_is_nobody(
    engine: AsyncEngine,
) -> None:
    async with transaction(engine, reach=(), subject="a\0; select 1") as connection:
        (row,) = await fetched(connection, "select current_setting('ambiti.subject') as told")
    assert row["told"] == ""


async def test_what_confined_a_transaction_ends_with_it(engine: AsyncEngine) -> None:
    for reach, told in (((1,), "{1}"), ((), "{}"), (None, "")):
        async with transaction(engine, reach=reach) as connection:
            (row,) = await fetched(connection, "select current_setting('ambiti.reach') as told")
            assert row["told"] == told
    async with engine.connect() as connection:
        left = (await connection.exec_driver_sql("select current_setting('ambiti.reach')")).scalar()
    assert not left
