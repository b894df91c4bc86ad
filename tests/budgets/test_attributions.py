"""The two books of a cost are the same sum on every day, whoever writes SQL with the app's role."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import pytest
from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from ambiti.budgets import verifying
from ambiti.budgets.attributions.rules import attributable, whole
from ambiti.budgets.attributions.tables import cost_attributions, notional_entries

from .books import DAY, SOURCED, TENANT, Books
from .figures import statute
from .test_ledger_database import forbidden, refused
from .test_verifying import restored

LATER = date(2024, 3, 9)


async def paid(books: Books, amount: int = 1_000) -> UUID:
    """Pay a sum, and give the payment."""
    ids = books.ids
    await books.move("IMPEGNO", ids["APPROPRIATED"], ids["COMMITTED"], amount)
    await books.move("LIQUIDAZIONE", ids["COMMITTED"], ids["LIQUIDATED"], amount)
    return await books.move("PAGAMENTO", ids["LIQUIDATED"], ids["PAID"], amount)


async def written(
    books: Books, connection: AsyncConnection, payment: UUID, *parts: int, **more: Any
) -> UUID:
    """Write an attribution with its parts."""
    key = uuid4()
    told = {
        **dict.fromkeys(("ledger_code", "matter_code", "matter_name"), "PREMI"),
        **dict.fromkeys(("cash_code", "cash_name"), "BUDGET_UNICO"),
        **dict.fromkeys(("key_code", "key_name"), "POPOLAZIONE"),
        "target": "INCENTIVE_FUND",
        "year": 2024,
        "cents": sum(parts),
        "attributed_on": DAY,
        "act_id": books.ids["act"],
        "statute_version_id": books.ids["statute"],
    }
    row = {"ambito_id": TENANT, "id": key, "payment_id": payment, **told, **SOURCED, **more}
    await connection.execute(insert(cost_attributions).values(**row))
    for number, cents in enumerate(parts):
        await connection.execute(
            insert(notional_entries).values(
                ambito_id=TENANT,
                id=uuid4(),
                attribution_id=key,
                position=number,
                party_code=f"C{number}",
                party_name=f"Comune {number}",
                weight="1",
                whole="2",
                floor_cents=cents,
                cents=cents,
                rounded="EXACT",
                why="prova",
                figures=[],
            )
        )
    return key


async def attributed(books: Books, payment: UUID, *parts: int, **more: Any) -> UUID:
    """Write an attribution with its parts, in a transaction of its own."""
    async with books.acting() as connection:
        return await written(books, connection, payment, *parts, **more)


async def test_the_parts_of_a_cost_are_the_payment_to_the_cent(books: Books) -> None:
    payment = await paid(books)
    with refused("books_agree"):
        await attributed(books, payment, 600, 399)
    with refused("parts_agree"):
        await attributed(books, payment, 600, 399, cents=1_000)
    with refused("parts_agree"):
        await attributed(books, payment, 1_100, -100)
    await attributed(books, payment, 600, 400)
    with refused("books_agree"):
        await attributed(books, payment, 600, 400)


async def test_a_cost_counts_from_the_day_on_which_it_is_paid(books: Books) -> None:
    payment = await paid(books)
    with refused("books_agree"):
        await attributed(books, payment, 600, 400, attributed_on=LATER)


async def test_only_a_payment_is_attributed(books: Books) -> None:
    await paid(books)
    with refused("books_agree"):
        await attributed(books, books.ids["assegnazione"], 60_000, 40_000)


async def test_a_payment_is_not_moved_back_without_what_it_counts_for(books: Books) -> None:
    ids = books.ids
    payment = await paid(books)
    first = await attributed(books, payment, 600, 400)
    back = ("PAGAMENTO", ids["PAID"], ids["LIQUIDATED"], 1_000)
    with refused("books_agree"):
        await books.move(*back, reverses_id=payment, moved_on=LATER)
    with refused("books_agree"):
        await attributed(books, payment, -600, -400, reverses_id=first, attributed_on=LATER)
    async with books.acting() as connection:
        await books.moved(connection, *back, reverses_id=payment, moved_on=LATER)
        gone = {"reverses_id": first, "attributed_on": LATER}
        await written(books, connection, payment, -600, -400, **gone)


async def test_an_attribution_is_taken_back_whole_and_replaced_on_the_same_day(
    books: Books,
) -> None:
    payment = await paid(books)
    first = await attributed(books, payment, 600, 400)
    with refused("attribution_reversal"):
        async with books.acting() as connection:
            gone = {"reverses_id": first, "attributed_on": LATER}
            await written(books, connection, payment, -500, **gone)
            await written(books, connection, payment, 500, attributed_on=LATER)
    async with books.acting() as connection:
        await written(books, connection, payment, -600, -400, **gone)
        await written(books, connection, payment, 300, 700, attributed_on=LATER)


@pytest.mark.parametrize("table", ["cost_attributions", "notional_entries"])
async def test_nobody_rewrites_what_a_cost_counted_for(books: Books, table: str) -> None:
    await attributed(books, await paid(books), 600, 400)
    with forbidden():
        await books.execute(f"update ambiti.{table} set cents = cents")
    connection = await asyncpg.connect(books.admin)
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await connection.execute(f"delete from ambiti.{table}")
    await connection.close()


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("update ambiti.notional_entries set cents = cents + 1", "la somma delle sue parti"),
        ("update ambiti.cost_attributions set attributed_on = '2024-03-05'", "quanto è imputato"),
    ],
)
async def test_books_that_do_not_agree_are_found(books: Books, statement: str, said: str) -> None:
    await attributed(books, await paid(books), 600, 400)
    assert await verifying.books(books.engine) == []
    connection = await asyncpg.connect(books.admin)
    await connection.execute("set session_replication_role = replica")
    await connection.execute(statement)
    found = await verifying.books(books.engine)
    assert len(found) == 1
    assert said in found[0]
    for table in ("notional_entries", "cost_attributions"):
        await connection.execute(f"delete from ambiti.{table}")
    await restored(connection, books)


def test_a_cost_of_which_a_fund_bears_a_part_is_not_attributed() -> None:
    assert [one.code for one in whole(1)] == ["COST_COVERED"]
    assert list(whole(0)) == []


@pytest.mark.parametrize(
    ("purpose", "staff", "codes"),
    [
        ("COSTO_PERSONALE", "FULL_TIME", []),
        ("COSTO_PERSONALE", None, ["OTHER_STAFF"]),
        ("COSTO_PERSONALE", "HOURS", ["OTHER_STAFF"]),
        ("PREMI", None, []),
        ("PREMI", "HOURS", []),
        ("SPAZI", None, ["NOT_NOTIONAL"]),
    ],
)
def test_the_documents_say_which_costs_count_as_those_of_others(
    purpose: str, staff: str | None, codes: list[str]
) -> None:
    found = attributable(statute("carate"), purpose, date(2026, 5, 4), staff)
    assert [one.code for one in found] == codes
