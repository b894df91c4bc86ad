"""The database itself keeps what is given back with a movement to what it moved, on every day."""

import asyncio
from typing import Any, Final
from uuid import UUID

import asyncpg
import pytest
from sqlalchemy.exc import DBAPIError

from ambiti.budgets import verifying

from .books import DAY, Books
from .test_dues_database import OTHER, PARTY, Owing, another, obliged
from .test_ledger_database import refused
from .test_settlements_database import LAST, LATER

WAYS: Final = {"PAGAMENTO": ("LIQUIDATED", "PAID"), "RISCOSSIONE": ("PAYERS", "COLLECTED")}


@pytest.fixture
async def paid(books: Books) -> Owing:
    """Give a due of 100.00 of which 900.00 was paid; 300.00 was paid and collected by the books."""
    source = await obliged(books, cents=10_000)
    found = Owing(books, source, await another(books, source, 1))
    await found.side("DEBTOR", PARTY)
    await found.side("CREDITOR", OTHER)
    await found.entry("OWED", 10_000)
    await found.entry("SETTLED", 90_000, credit=True)
    ids = books.ids
    await books.move("IMPEGNO", ids["APPROPRIATED"], ids["COMMITTED"], 30_000)
    await books.move("LIQUIDAZIONE", ids["COMMITTED"], ids["LIQUIDATED"], 30_000)
    for kind, (source_, target) in WAYS.items():
        ends = (ids[source_], ids[target])
        ids[kind] = await books.move(kind, *ends, 30_000, moved_on=LATER)
    return found


async def returned(found: Owing, kind: str, cents: int, **more: Any) -> UUID:
    """Give a part of the credit back with a movement, or take that back."""
    given = {"payment_id": found.books.ids[kind], "payee_code": "UNIONE", "entered_on": LATER}
    return await found.entry("RETURNED", -cents, **{**given, **more})


async def moved_back(found: Owing, kind: str) -> UUID:
    """Move the movement back."""
    ids, (source, target) = found.books.ids, WAYS[kind]
    back = {"reverses_id": ids[kind], "moved_on": LAST}
    return await found.books.move(kind, ids[target], ids[source], 30_000, **back)


@pytest.mark.parametrize("kind", WAYS)
async def test_no_more_is_given_back_with_a_movement_than_it_moved_on_any_day(
    paid: Owing, kind: str
) -> None:
    first = await returned(paid, kind, 20_000)
    with refused("settlement_covered"):
        await returned(paid, kind, 10_001)
    with refused("settlement_covered"):
        await returned(paid, kind, 1, entered_on=DAY)
    with refused("settlement_payment"):
        await returned(paid, kind, -20_000, reverses_id=first, payment_id=None)
    with refused("settlement_covered"):
        await moved_back(paid, kind)
    await returned(paid, kind, -20_000, reverses_id=first, entered_on=LAST)
    with refused("settlement_covered"):
        await returned(paid, kind, 10_001)
    await returned(paid, kind, 30_000, entered_on=LAST)
    with refused("settlement_covered"):
        await moved_back(paid, kind)


async def test_what_is_settled_and_given_back_with_one_payment_is_no_more_than_it(
    paid: Owing,
) -> None:
    second = Owing(paid.books, paid.source, await another(paid.books, paid.source, 2))
    await second.side("DEBTOR", PARTY)
    await second.side("CREDITOR", OTHER)
    await second.entry("OWED", 0)
    with_it = {"payment_id": paid.books.ids["PAGAMENTO"], "entered_on": LATER, "credit": True}
    await second.entry("SETTLED", 20_000, **with_it)
    with refused("settlement_covered"):
        await returned(paid, "PAGAMENTO", 10_001)
    await returned(paid, "PAGAMENTO", 10_000)
    with refused("settlement_covered"):
        await second.entry("SETTLED", 1, **with_it)


async def test_money_that_was_collected_settles_as_much_as_it_is(paid: Owing) -> None:
    collected = {"payment_id": paid.books.ids["RISCOSSIONE"], "entered_on": LATER, "credit": True}
    with refused("settlement_covered"):
        await paid.entry("SETTLED", 30_001, **collected)
    await paid.entry("SETTLED", 20_000, **collected)
    with refused("settlement_covered"):
        await returned(paid, "RISCOSSIONE", 10_001)
    await returned(paid, "RISCOSSIONE", 10_000)
    with refused("settlement_covered"):
        await moved_back(paid, "RISCOSSIONE")


async def test_nothing_rests_on_what_is_neither_paid_nor_collected(paid: Owing) -> None:
    assigned = {"payment_id": paid.books.ids["assegnazione"], "entered_on": LATER}
    with refused("settlement_covered"):
        await returned(paid, "PAGAMENTO", 1, **assigned)
    with refused("settlement_covered"):
        await paid.entry("SETTLED", 1, credit=True, **assigned)


@pytest.mark.parametrize("kind", WAYS)
async def test_two_returns_at_once_never_come_to_more_than_was_moved(
    paid: Owing, kind: str
) -> None:
    tried = [returned(paid, kind, 16_000, entered_on=LAST) for _ in range(3)]
    told = await asyncio.gather(*tried, moved_back(paid, kind), return_exceptions=True)
    failed: list[Any] = [one.orig for one in told if isinstance(one, DBAPIError)]
    assert {one.__cause__.constraint_name for one in failed} == {"settlement_covered"}
    assert len(failed) == 3


BROKEN: Final = {
    "payment_id = '{PAGAMENTO}' where kind = 'RETURNED'": "più di quanto è",
    "payment_id = '{RISCOSSIONE}' where kind = 'RETURNED'": "più di quanto è",
    "payment_id = '{RISCOSSIONE}', cents = 30001 where kind = 'SETTLED'": "più di quanto è",
}


@pytest.mark.parametrize("statement", BROKEN)
async def test_what_rests_on_too_little_is_found(paid: Owing, statement: str) -> None:
    await paid.entry("RETURNED", -30_001, payee_code="UNIONE", entered_on=LATER)
    assert await verifying.books(paid.books.engine) == []
    connection = await asyncpg.connect(paid.books.admin)
    await connection.execute("set session_replication_role = replica")  # no trigger sees it
    await connection.execute(f"update ambiti.due_entries set {statement.format(**paid.books.ids)}")
    found = await verifying.books(paid.books.engine)
    assert any(BROKEN[statement] in one for one in found), found
    restored = "payment_id = null, cents = case kind when 'SETTLED' then 90000 else cents end"
    await connection.execute(f"update ambiti.due_entries set {restored}")
    await connection.close()
