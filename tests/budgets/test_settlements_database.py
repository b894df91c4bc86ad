"""The database itself keeps what is settled with a payment to what was paid, on every day."""

import asyncio
from datetime import date
from typing import Any, Final
from uuid import UUID

import asyncpg
import pytest
from sqlalchemy.exc import DBAPIError

from ambiti.budgets import verifying

from .books import DAY, Books
from .test_dues_database import OTHER, PARTY, Owing, another, obliged
from .test_ledger_database import refused

LATER, LAST = date(2024, 3, 10), date(2024, 3, 20)


@pytest.fixture
async def paid(books: Books) -> Owing:
    """Give a due of 400.00, and a payment of 300.00 of the ledger, of a later day."""
    source = await obliged(books, cents=40_000)
    found = Owing(books, source, await another(books, source, 1))
    await found.side("DEBTOR", PARTY)
    await found.side("CREDITOR", OTHER)
    await found.entry("OWED", 40_000)
    ids = books.ids
    for kind, source_, target, day in (
        ("IMPEGNO", "APPROPRIATED", "COMMITTED", DAY),
        ("LIQUIDAZIONE", "COMMITTED", "LIQUIDATED", DAY),
        ("PAGAMENTO", "LIQUIDATED", "PAID", LATER),
    ):
        ids[kind] = await books.move(kind, ids[source_], ids[target], 30_000, moved_on=day)
    return found


async def settled(found: Owing, cents: int, on: date = LATER, **more: Any) -> UUID:
    """Settle a part with the payment."""
    given = {"payment_id": found.books.ids["PAGAMENTO"], "entered_on": on, **more}
    return await found.entry("SETTLED", cents, **given)


async def moved_back(found: Owing, on: date) -> UUID:
    """Move the payment back."""
    ids = found.books.ids
    back = {"reverses_id": ids["PAGAMENTO"], "moved_on": on}
    return await found.books.move("PAGAMENTO", ids["PAID"], ids["LIQUIDATED"], 30_000, **back)


async def test_no_more_is_settled_with_a_payment_than_was_paid_on_any_day(paid: Owing) -> None:
    first = await settled(paid, 20_000)
    with refused("settlement_covered"):
        await settled(paid, 10_001)
    with refused("settlement_covered"):
        await settled(paid, 1, date(2024, 3, 9))
    await settled(paid, -20_000, LAST, reverses_id=first)
    with refused("settlement_covered"):
        await settled(paid, 10_001)
    await settled(paid, 30_000, LAST)
    with refused("settlement_covered"):
        await settled(paid, 1, LAST)


async def test_only_a_payment_that_is_not_moved_back_settles_and_not_before_the_due(
    paid: Owing,
) -> None:
    ids = paid.books.ids
    for other in ("LIQUIDAZIONE", "IMPEGNO"):
        with refused("settlement_covered"):
            await settled(paid, 1, payment_id=ids[other])
    with refused("ck_due_entries_payment"):
        await paid.entry("ADJUSTED", 1, payment_id=ids["PAGAMENTO"], entered_on=LATER)
    first = await settled(paid, 1)
    with refused("settlement_payment"):
        await paid.entry("SETTLED", -1, reverses_id=first, entered_on=LATER)
    with refused("settlement_covered"):
        await moved_back(paid, LAST)
    await settled(paid, -1, LAST, reverses_id=first)
    with refused("settlement_covered"):
        await moved_back(paid, LATER)
    await moved_back(paid, LAST)
    with refused("settlement_covered"):
        await settled(paid, 1, LAST)


async def test_a_due_is_not_settled_with_what_was_paid_before_it(paid: Owing) -> None:
    paid.due = await another(paid.books, paid.source, 2, entered_on=LAST)
    await paid.side("DEBTOR", PARTY, entered_on=LAST)
    await paid.side("CREDITOR", OTHER, entered_on=LAST)
    await paid.entry("OWED", 0, entered_on=LAST)
    with refused("settlement_days"):
        await settled(paid, 1, LAST, credit=True)


async def test_two_settlements_at_once_never_come_to_more_than_was_paid(paid: Owing) -> None:
    second = Owing(paid.books, paid.source, await another(paid.books, paid.source, 2))
    await second.side("DEBTOR", PARTY)
    await second.side("CREDITOR", OTHER)
    await second.entry("OWED", 0)
    tried = [settled(one, 16_000, credit=True) for one in (paid, second) for _ in range(2)]
    told = await asyncio.gather(*tried, moved_back(paid, LAST), return_exceptions=True)
    failed: list[Any] = [one.orig for one in told if isinstance(one, DBAPIError)]
    named = {one.__cause__.constraint_name for one in failed}
    assert (len(failed), named) == (4, {"settlement_covered"})


BROKEN: Final = {
    "update ambiti.due_entries set payment_id = '{payment}' where kind = 'SETTLED'": (
        "pagato o restituito, in qualche giorno, più di quanto è"
    ),
    "update ambiti.due_entries set payment_id = '{payment}' where cents < 0": (
        "non è del movimento con cui fu pagato"
    ),
}


@pytest.mark.parametrize("statement", BROKEN)
async def test_what_rests_on_too_little_is_found(paid: Owing, statement: str) -> None:
    first = await paid.entry("SETTLED", 100)
    await paid.entry("SETTLED", -100, reverses_id=first)
    await paid.entry("SETTLED", 100)
    assert await verifying.books(paid.books.engine) == []
    connection = await asyncpg.connect(paid.books.admin)
    await connection.execute("set session_replication_role = replica")  # no trigger sees it
    await connection.execute(statement.format(payment=paid.books.ids["PAGAMENTO"]))
    found = await verifying.books(paid.books.engine)
    assert any(BROKEN[statement] in one for one in found), found
    await connection.execute("update ambiti.due_entries set payment_id = null")
    await connection.close()
