"""A fund keeps what its money comes to at each stage, and so does every sum of funds it is in."""

from uuid import UUID

import pytest
from sqlalchemy import text

from ambiti.budgets import verifying
from ambiti.budgets.funds.tables import KEPT, STAGES, fund_sums
from ambiti.budgets.ledger import tables as ledger

from .books import Books
from .test_ledger_database import forbidden
from .test_years_database import after, close, unspent


async def kept(books: Books, fund: UUID) -> dict[str, tuple[int, int, int]]:
    """Read the sums of a fund, of the stages where there are any."""
    async with books.acting() as connection:
        found = await connection.execute(
            text("select held, gone, came from ambiti.fund_sums where fund_id = :fund"),
            {"fund": fund},
        )
        held, gone, came = found.one()
    told = zip(STAGES, zip(held, gone, came, strict=True), strict=True)
    return {stage: sums for stage, sums in told if any(sums)}


def test_the_stages_are_those_of_the_accounts() -> None:
    """The ledger's accounts are at these stages and no other."""
    written = [one.strip(" '") for one in ledger.STAGES.split(",")]
    assert sorted(written) == sorted(STAGES)
    assert set(KEPT) <= set(fund_sums.c.keys())


async def test_what_moves_is_kept_with_the_fund_and_with_its_sums(books: Books) -> None:
    """The fund, the sum that it is in and the sum of that agree; a fund apart has nothing."""
    ids, budget = books.ids, await books.year(2031)
    sums = [await books.fund(budget, code, parts=["FSR"]) for code in ("FUD", "TUTTO")]
    apart = await books.fund(budget, "FNA")
    fund = await books.fund(budget, "FSR", within=["FUD", "TUTTO"])
    accounts = [await books.account(budget, fund, one) for one in ("SOURCE", "ASSIGNED")]
    lines = [await books.line(budget, fund, code) for code in ("A1", "B2")]
    of = [await books.account(budget, fund, "APPROPRIATED", line_id=line) for line in lines]
    year = {"budget_id": budget}
    await books.move("ASSEGNAZIONE", accounts[0], accounts[1], 90_001, **year)
    await books.move("STANZIAMENTO", accounts[1], of[0], 50_000, **year)
    await books.move("VARIAZIONE", of[0], of[1], 20_000, **year)  # within one stage
    expected = {
        "SOURCE": (-90_001, 0, 0),
        "ASSIGNED": (40_001, 0, 0),
        "APPROPRIATED": (50_000, 0, 0),
    }
    for one in (fund, *sums):
        assert await kept(books, one) == expected
    assert await kept(books, apart) == {}
    assert (await kept(books, ids["fund"]))["SOURCE"] == (-100_000, 0, 0)
    assert await verifying.books(books.engine) == []


async def test_what_goes_into_the_next_year_is_kept_apart(books: Books) -> None:
    """What went is of the fund of the year, what came is of the same fund of the next."""
    there = await after(books)
    await close(books, *unspent(books, there))
    assert await kept(books, books.ids["fund"]) == {
        "SOURCE": (-100_000, 0, 0),
        "ASSIGNED": (0, 40_000, 0),
        "APPROPRIATED": (0, 60_000, 0),
    }
    assert await kept(books, there["fund"]) == {"CARRIED": (100_000, 0, 100_000)}


@pytest.mark.parametrize(
    "statement",
    [
        *(f"update ambiti.fund_sums set {name}[1] = 5" for name in KEPT),
        "delete from ambiti.fund_sums",
        "insert into ambiti.fund_sums select * from ambiti.fund_sums",
    ],
)
async def test_no_login_writes_the_sums(books: Books, statement: str) -> None:
    """They come with the fund, move with its money, and in no other way."""
    with forbidden():
        await books.execute(statement)
