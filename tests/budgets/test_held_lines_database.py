"""The database itself keeps on a line, on every day, what is assigned and what contracts give."""

import asyncio
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, insert, select

from ambiti.budgets import verifying
from ambiti.budgets.contracts.tables import budget_assignments

from .books import DAY, TENANT, Books
from .test_contracts_database import Given, entered, signature
from .test_ledger_database import refused

THIRD, FIFTH, TENTH = date(2024, 3, 3), date(2024, 3, 5), date(2024, 3, 10)
NO_CONTRACT: dict[str, Any] = {"contract_id": None}


@pytest.fixture
async def free(books: Books) -> Given:
    """Give a line of 600.00, all of it uncommitted, of which no contract gives anything."""
    return Given(books, books.ids["line"], books.ids["line"])


async def lowered(books: Books, cents: int, on: date = DAY) -> UUID:
    """Take a sum from the line, back to its fund."""
    ids = books.ids
    return await books.move("VARIAZIONE", ids["APPROPRIATED"], ids["ASSIGNED"], cents, moved_on=on)


async def raised(books: Books, cents: int, on: date = DAY) -> UUID:
    """Add a sum to the line."""
    ids = books.ids
    return await books.move("VARIAZIONE", ids["ASSIGNED"], ids["APPROPRIATED"], cents, moved_on=on)


async def test_a_line_is_lowered_to_what_is_assigned_of_it_and_not_by_a_cent_more(
    free: Given,
) -> None:
    ids = free.books.ids
    assigned = await free.assign(40_000, **NO_CONTRACT)
    with refused("assignment_covered"):
        await lowered(free.books, 20_001)
    back = {"reverses_id": ids["stanziamento"]}
    with refused("assignment_covered"):
        await free.books.move("STANZIAMENTO", ids["APPROPRIATED"], ids["ASSIGNED"], 60_000, **back)
    await lowered(free.books, 20_000)
    with refused("assignment_covered"):
        await lowered(free.books, 1)
    await free.books.move("IMPEGNO", ids["APPROPRIATED"], ids["COMMITTED"], 40_000)
    await free.books.move("ECONOMIA", ids["COMMITTED"], ids["APPROPRIATED"], 40_000)
    await free.taken_back(assigned, 40_000, **NO_CONTRACT)
    await lowered(free.books, 40_000)


async def test_the_line_that_gives_to_another_is_looked_at_and_the_other_gains(
    free: Given,
) -> None:
    ids, books = free.books.ids, free.books
    other = await books.line(ids["budget"], ids["fund"], "A2", purpose="SERVIZI")
    there = await books.account(ids["budget"], ids["fund"], "APPROPRIATED", line_id=other)
    await free.assign(60_000, **NO_CONTRACT)
    with refused("assignment_covered"):
        await books.move("VARIAZIONE", ids["APPROPRIATED"], there, 1)
    await books.move("VARIAZIONE", ids["ASSIGNED"], there, 100)
    await free.assign(100, line_id=other, **NO_CONTRACT)
    with refused("assignment_covered"):
        await books.move("VARIAZIONE", there, ids["APPROPRIATED"], 1)


async def test_a_line_keeps_what_a_contract_gives_of_it_from_its_entry_to_its_end(
    books: Books,
) -> None:
    term = {"since": date(2024, 2, 1), "until": FIFTH}
    signed = await signature(books, **term)
    with refused("contract_covered"):
        await entered(books, signed, {books.ids["line"]: 60_001}, 60_001, **term)
    await lowered(books, 10_000)
    await entered(books, signed, {books.ids["line"]: 50_000}, 50_000, **term)
    with refused("contract_covered"):
        await lowered(books, 1)
    with refused("contract_covered"):
        await lowered(books, 1, FIFTH)
    await lowered(books, 1, date(2024, 3, 6))
    await raised(books, 1, TENTH)


async def test_two_contracts_in_force_at_once_give_no_more_of_a_line_than_it_has(
    books: Books,
) -> None:
    other = {"since": DAY, "until": FIFTH, "programme_code": "ALTRO"}
    line = books.ids["line"]
    await entered(books, await signature(books, **other), {line: 40_000}, 40_000, **other)
    second = await signature(books)
    with refused("contract_covered"):
        await entered(books, second, {line: 20_001}, 20_001)
    await entered(books, second, {line: 60_000}, 60_000, entered_on=date(2024, 3, 6))


async def test_a_contract_that_ended_frees_what_was_not_assigned_by_it(books: Books) -> None:
    signed = await signature(books)
    contract = await entered(books, signed, {books.ids["line"]: 60_000}, 60_000)
    given = Given(books, signed, contract)
    await given.assign(25_000)
    with refused("contract_covered"):
        await lowered(books, 1, TENTH)
    end = "update ambiti.service_contracts set ended_on = :day, ended_because = 'recesso'"
    await books.execute(end, day=FIFTH)
    with refused("contract_covered"):
        await lowered(books, 1, FIFTH)
    with refused("assignment_covered"):
        await lowered(books, 35_001, TENTH)
    await lowered(books, 35_000, TENTH)


async def test_on_no_day_more_is_assigned_than_the_line_had_on_it(free: Given) -> None:
    await raised(free.books, 10_000, TENTH)
    with refused("assignment_covered"):
        await free.assign(60_001, assigned_on=FIFTH, **NO_CONTRACT)
    first = await free.assign(60_000, assigned_on=FIFTH, **NO_CONTRACT)
    await free.taken_back(first, 60_000, assigned_on=TENTH, **NO_CONTRACT)
    with refused("assignment_covered"):
        await free.assign(1, assigned_on=THIRD, **NO_CONTRACT)
    with refused("assignment_covered"):
        await lowered(free.books, 1, THIRD)
    await free.assign(70_000, assigned_on=TENTH, **NO_CONTRACT)


async def test_on_no_day_a_contract_assigns_more_than_it_gives(books: Books) -> None:
    signed = await signature(books)
    contract = await entered(books, signed, {books.ids["line"]: 40_000}, 40_000)
    given = Given(books, signed, contract)
    first = await given.assign(40_000, assigned_on=FIFTH)
    await given.taken_back(first, 40_000, assigned_on=TENTH)
    for day in (THIRD, FIFTH):
        with refused("assignment_contract"):
            await given.assign(1, assigned_on=day)
    await given.assign(40_000, assigned_on=TENTH)


async def test_of_two_at_once_the_second_waits_and_is_refused(free: Given) -> None:
    async with free.books.acting() as connection:
        key = {"ambito_id": TENANT, "id": uuid4()}
        row = free.row(1, **NO_CONTRACT)
        await connection.execute(insert(budget_assignments).values(**key, **row))
        taking = asyncio.create_task(lowered(free.books, 60_000))
        await asyncio.sleep(0.3)
        assert not taking.done()
    with refused("assignment_covered"):
        await taking
    await lowered(free.books, 59_999)


async def test_whoever_is_first_there_is_never_less_than_is_assigned(free: Given) -> None:
    tried = [lowered(free.books, 30_000), free.assign(30_001, **NO_CONTRACT)]
    tried += [lowered(free.books, 30_001), free.assign(30_000, **NO_CONTRACT)]
    await asyncio.gather(*tried, return_exceptions=True)
    assert await verifying.books(free.books.engine) == []
    has, assigned = await free.books.balance(free.books.ids["APPROPRIATED"]), 0
    async with free.books.acting() as connection:
        told = await connection.scalar(select(func.sum(budget_assignments.c.cents)))
        assigned = int(told or 0)
    assert assigned <= has
    assert (has, assigned) != (60_000, 0)  # somebody was first
