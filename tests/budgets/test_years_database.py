"""The database itself holds the end of a year, against whoever writes SQL with the app's role."""

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from .books import ANNA, BRUNO, DAY, Books
from .test_ledger_database import refused

CLOSE = """update ambiti.budgets set state = 'CLOSED', closed_on = :on, closing_act_id = :act
    where id = :budget"""


async def after(books: Books, **fund: Any) -> dict[str, UUID]:
    """Open the next year with the same fund."""
    ids: dict[str, UUID] = {"budget": await books.year(2025)}
    told = {"code": "FNPS", "purposes": ["SERVIZI"], **fund}
    ids["fund"] = await books.fund(ids["budget"], **told)
    for stage in ("CARRIED", "ASSIGNED", "CASH", "ADVANCED"):
        ids[stage] = await books.account(ids["budget"], ids["fund"], stage)
    return ids


async def close(books: Books, *moves: tuple[str, UUID, UUID, int], on: Any = DAY) -> None:
    """Carry sums and close the first year, in one transaction."""
    async with books.acting() as connection:
        for one in moves:
            await books.moved(connection, *one)
        given = {"on": on, "act": books.ids["act"], "budget": books.ids["budget"]}
        await connection.execute(text(CLOSE), given)


def unspent(books: Books, there: dict[str, UUID]) -> list[tuple[str, UUID, UUID, int]]:
    """Give what carries the avanzo of the books: 400.00 on the fund, 600.00 on the line."""
    ids, target = books.ids, there["CARRIED"]
    return [
        ("AVANZO", ids["ASSIGNED"], target, 40_000),
        ("AVANZO", ids["APPROPRIATED"], target, 60_000),
    ]


async def test_a_year_is_closed_with_nothing_in_it(books: Books) -> None:
    there = await after(books)
    first, second = unspent(books, there)
    with refused("closed_empty"):
        await close(books, first)
    await close(books, first, second)
    assert await books.balance(there["CARRIED"]) == 100_000


async def test_the_cash_of_a_closed_year_is_in_the_next_one(books: Books) -> None:
    ids, there = books.ids, await after(books)
    await books.move("RISCOSSIONE", ids["PAYERS"], ids["COLLECTED"], 700)
    own = await books.account(ids["budget"], ids["fund"], "CASH")
    with refused("closed_cash"):
        await close(books, *unspent(books, there))
    with refused("closed_cash"):
        await close(books, *unspent(books, there), ("CASSA", own, there["CASH"], 699))
    await close(books, *unspent(books, there), ("CASSA", own, there["CASH"], 700))
    assert await books.balance(there["CASH"]) == 700


async def test_money_goes_into_the_next_year_only_when_its_own_is_closed(books: Books) -> None:
    there = await after(books)
    with refused("movement_closing"):
        await books.move(*unspent(books, there)[0])
    await close(books, *unspent(books, there))
    with refused("budget_open"):
        await books.move(*unspent(books, there)[0])


async def test_a_year_is_not_closed_before_its_last_movement(books: Books) -> None:
    there, later = await after(books), DAY.replace(day=2)
    ids = books.ids
    await books.move("ASSEGNAZIONE", ids["SOURCE"], ids["ASSIGNED"], 5, moved_on=later)
    await books.move("STANZIAMENTO", ids["ASSIGNED"], ids["APPROPRIATED"], 5, moved_on=later)
    first, (kind, source, target, amount) = unspent(books, there)
    with refused("movement_days"):  # what came later does not go before
        await close(books, first, (kind, source, target, amount + 5))


async def test_a_year_is_closed_on_the_day_on_which_its_money_goes(books: Books) -> None:
    there = await after(books)
    with refused("movement_closing"):
        await close(books, *unspent(books, there), on=DAY.replace(day=3))


async def test_a_year_that_holds_nothing_is_closed_after_its_last_movement_too(
    books: Books,
) -> None:
    ids, later = books.ids, DAY.replace(day=2)
    for kind, source, target, amount in (
        ("STANZIAMENTO", "APPROPRIATED", "ASSIGNED", 60_000),
        ("ASSEGNAZIONE", "ASSIGNED", "SOURCE", 100_000),
    ):
        undone = {"reverses_id": ids[kind.lower()], "moved_on": later}
        await books.move(kind, ids[source], ids[target], amount, **undone)
    with refused("closed_day"):
        await close(books)
    await close(books, on=later)


@pytest.mark.parametrize(
    "more", [{"purposes": []}, {"purposes": ["SERVIZI", "STRADE"]}, {"code": "FSR"}]
)
async def test_money_goes_into_the_same_fund_with_the_same_restriction(
    books: Books, more: Any
) -> None:
    there = await after(books, **more)
    with refused("movement_carried"):
        await close(books, *unspent(books, there))


async def test_money_skips_no_year(books: Books) -> None:
    budget = await books.year(2026)
    fund = await books.fund(budget, "FNPS", purposes=["SERVIZI"])
    there = {"CARRIED": await books.account(budget, fund, "CARRIED")}
    with refused("movement_carried"):
        await close(books, *unspent(books, there))


async def test_money_that_is_carried_is_no_new_assignment(books: Books) -> None:
    there = await after(books)
    with refused("movement_way"):
        await close(books, ("AVANZO", books.ids["ASSIGNED"], there["ASSIGNED"], 40_000))


async def carried(books: Books, there: dict[str, UUID], **more: Any) -> tuple[UUID, UUID]:
    """Write the line and the impegno that have the residui."""
    ids = books.ids
    line = await books.line(
        there["budget"], there["fund"], "RES-A1", carried_from_id=ids["line"], **more
    )
    owed = await books.impegno(there["budget"], line, ids["act"], carried_from_id=ids["impegno"])
    return line, owed


async def test_residui_stay_on_the_impegno_and_the_line_that_they_were_on(books: Books) -> None:
    ids, there = books.ids, await after(books)
    await books.move("IMPEGNO", ids["APPROPRIATED"], ids["COMMITTED"], 60_000)
    with refused("line_carried"):
        await carried(books, there, programme_code="ALTRO")
    line, owed = await carried(books, there)
    with refused("uq_impegni_ambito_id_carried_from_id"):
        await books.impegno(there["budget"], line, ids["act"], carried_from_id=ids["impegno"])
    with refused("impegno_carried"):
        await books.impegno(there["budget"], line, ids["act"])
    other = await books.line(there["budget"], there["fund"], "A9")
    second = await books.impegno(ids["budget"], ids["line"], ids["act"])
    for on, by in ((other, ANNA), (line, BRUNO)):
        with refused("impegno_carried"):
            await books.impegno(there["budget"], on, ids["act"], by, carried_from_id=second)
    of = {"line_id": line, "impegno_id": owed}
    with refused("account_residuo"):
        await books.account(there["budget"], there["fund"], "COMMITTED", **of)
    with refused("account_residuo"):
        await books.account(there["budget"], there["fund"], "APPROPRIATED", line_id=line)
    target = await books.account(there["budget"], there["fund"], "RESIDUO", **of)
    await close(books, unspent(books, there)[0], ("RESIDUO", ids["COMMITTED"], target, 60_000))
    assert await books.balance(target) == 60_000
    stages = ("RESIDUO_LIQUIDATED", "RESIDUO_SPARED")
    owed_, spared = [
        await books.account(there["budget"], there["fund"], one, **of) for one in stages
    ]
    year = {"budget_id": there["budget"]}
    await books.move("LIQUIDAZIONE", target, owed_, 10, **year)
    with refused("movement_owed"):
        await books.move("ECONOMIA", owed_, spared, 10, **year)
    await books.move("ECONOMIA", target, spared, 10, **year)


async def test_residui_go_to_no_other_impegno(books: Books) -> None:
    ids, there = books.ids, await after(books)
    await books.move("IMPEGNO", ids["APPROPRIATED"], ids["COMMITTED"], 60_000)
    second = await books.impegno(ids["budget"], ids["line"], ids["act"])
    line, _ = await carried(books, there)
    wrong = await books.impegno(there["budget"], line, ids["act"], carried_from_id=second)
    of = {"line_id": line, "impegno_id": wrong}
    target = await books.account(there["budget"], there["fund"], "RESIDUO", **of)
    with refused("movement_carried"):
        await close(books, ("RESIDUO", ids["COMMITTED"], target, 60_000))


async def test_the_avanzo_stays_apart_from_the_money_of_the_year(books: Books) -> None:
    ids = books.ids
    surplus = await books.line(ids["budget"], ids["fund"], "V1", surplus=True)
    there = await books.account(ids["budget"], ids["fund"], "APPROPRIATED", line_id=surplus)
    own = await books.account(ids["budget"], ids["fund"], "CARRIED")
    for kind, source, target in (
        ("STANZIAMENTO", ids["ASSIGNED"], there),
        ("VARIAZIONE", ids["ASSIGNED"], there),
        ("VARIAZIONE", ids["APPROPRIATED"], there),
        ("VARIAZIONE", ids["APPROPRIATED"], own),
        ("APPLICAZIONE", own, ids["APPROPRIATED"]),
        ("VARIAZIONE", there, ids["ASSIGNED"]),
    ):
        with refused("movement_apart"):
            await books.move(kind, source, target, 1)
