"""The database itself keeps the books, against whoever writes SQL with the application's role."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import asyncpg
import pytest
from sqlalchemy.exc import DBAPIError

from ambiti.budgets.ledger.tables import ledger_accounts

from .books import ANNA, DAY, TENANT, Books


@contextmanager
def refused(constraint: str) -> Iterator[None]:
    """Expect the refusal of a constraint, by its name."""
    with pytest.raises(DBAPIError) as caught:
        yield
    cause: Any = caught.value.orig
    assert cause.__cause__.constraint_name == constraint


@contextmanager
def forbidden() -> Iterator[None]:
    """Expect that the application's role may not."""
    with pytest.raises(DBAPIError) as caught:
        yield
    assert getattr(caught.value.orig, "sqlstate", None) == "42501"


async def committed(books: Books, amount: int) -> None:
    ids = books.ids
    await books.move("IMPEGNO", ids["APPROPRIATED"], ids["COMMITTED"], amount)


async def test_money_goes_through_its_stages_and_nothing_is_lost(books: Books) -> None:
    ids = books.ids
    await committed(books, 50_000)
    await books.move("LIQUIDAZIONE", ids["COMMITTED"], ids["LIQUIDATED"], 47_500)
    await books.move("PAGAMENTO", ids["LIQUIDATED"], ids["PAID"], 47_500)
    await books.move("ECONOMIA", ids["COMMITTED"], ids["APPROPRIATED"], 2_500)
    await books.move("RISCOSSIONE", ids["PAYERS"], ids["COLLECTED"], 40_000)
    held = {name: await books.balance(ids[name]) for name in ids if name.isupper()}
    assert held == {
        "SOURCE": -100_000,
        "ASSIGNED": 40_000,
        "PAYERS": -40_000,
        "COLLECTED": 40_000,
        "APPROPRIATED": 12_500,
        "COMMITTED": 0,
        "LIQUIDATED": 0,
        "PAID": 47_500,
    }


@pytest.mark.parametrize(
    ("kind", "source", "target", "most"),
    [
        ("STANZIAMENTO", "ASSIGNED", "APPROPRIATED", 40_000),
        ("IMPEGNO", "APPROPRIATED", "COMMITTED", 60_000),
        ("LIQUIDAZIONE", "COMMITTED", "LIQUIDATED", 0),
        ("PAGAMENTO", "LIQUIDATED", "PAID", 0),
    ],
)
async def test_no_more_is_spent_than_there_is(
    books: Books, kind: str, source: str, target: str, most: int
) -> None:
    with refused("ck_ledger_accounts_covered"):
        await books.move(kind, books.ids[source], books.ids[target], most + 1)
    if most:
        await books.move(kind, books.ids[source], books.ids[target], most)
        assert await books.balance(books.ids[source]) == 0


async def test_of_two_who_spend_the_last_cent_at_once_one_does(books: Books) -> None:
    """Both have looked before either has spent; the second waits for the first, and is refused."""
    ids = books.ids
    await committed(books, 59_999)
    start = asyncio.Barrier(2)

    async def spend(number: int) -> bool:
        async with books.acting() as connection:
            await start.wait()
            await books.moved(
                connection, "IMPEGNO", ids["APPROPRIATED"], ids["COMMITTED"], 1, number=number
            )
            await asyncio.sleep(0.05)
        return True

    done = await asyncio.gather(spend(4), spend(5), return_exceptions=True)
    won = [one for one in done if one is True]
    lost: list[Any] = [one for one in done if isinstance(one, DBAPIError)]
    assert len(won) == len(lost) == 1
    assert lost[0].orig.__cause__.constraint_name == "ck_ledger_accounts_covered"
    assert await books.balance(ids["APPROPRIATED"]) == 0
    assert await books.balance(ids["COMMITTED"]) == 60_000
    unused = 4 + done.index(lost[0])  # its number is the next one's
    await books.move("RISCOSSIONE", ids["PAYERS"], ids["COLLECTED"], 1, number=unused)


async def test_money_moves_only_between_the_accounts_of_its_kind(books: Books) -> None:
    ids = books.ids
    for kind, source, target in (
        ("PAGAMENTO", "COMMITTED", "PAID"),
        ("IMPEGNO", "ASSIGNED", "COMMITTED"),
        ("ASSEGNAZIONE", "SOURCE", "APPROPRIATED"),
        ("ECONOMIA", "APPROPRIATED", "SOURCE"),
        ("RISCOSSIONE", "PAYERS", "ASSIGNED"),
    ):
        with refused("movement_way"):
            await books.move(kind, ids[source], ids[target], 1)


async def test_money_of_a_fund_stays_in_the_fund(books: Books) -> None:
    ids = books.ids
    other = await books.fund(ids["budget"], "FSR")
    line = await books.line(ids["budget"], other, "B1")
    there = await books.account(ids["budget"], other, "APPROPRIATED", line_id=line)
    with refused("movement_way"):
        await books.move("STANZIAMENTO", ids["ASSIGNED"], there, 1)
    with refused("movement_way"):
        await books.move("VARIAZIONE", ids["APPROPRIATED"], there, 1)
    with refused("account_whole"):  # nor is an account of the line opened in another fund
        await books.account(ids["budget"], ids["fund"], "APPROPRIATED", line_id=line)


async def test_an_impegno_is_of_one_line(books: Books) -> None:
    ids = books.ids
    line = await books.line(ids["budget"], ids["fund"], "A2")
    owed = await books.impegno(ids["budget"], line, ids["act"])
    of = {"line_id": line, "impegno_id": owed}
    there = await books.account(ids["budget"], ids["fund"], "COMMITTED", **of)
    with refused("movement_line"):
        await books.move("IMPEGNO", ids["APPROPRIATED"], there, 1)
    with refused("account_whole"):
        of = {"line_id": ids["line"], "impegno_id": owed}
        await books.account(ids["budget"], ids["fund"], "LIQUIDATED", **of)


async def test_a_line_is_for_what_its_fund_is_for(books: Books) -> None:
    with refused("line_purpose"):
        await books.line(books.ids["budget"], books.ids["fund"], "A9", purpose="STRADE")


@pytest.mark.parametrize("more", [{"in_kind": True}, {"parts": ["FNPS"]}])
async def test_what_is_in_kind_or_a_sum_of_funds_has_no_account(books: Books, more: Any) -> None:
    fund = await books.fund(books.ids["budget"], "ALTRO", **more)
    with refused("account_money"):
        await books.account(books.ids["budget"], fund, "SOURCE")


async def test_an_account_begins_with_nothing_and_is_one_of_its_stage(books: Books) -> None:
    ids = books.ids
    fund = await books.fund(ids["budget"], "FSR")
    named = {"budget_id": ids["budget"], "fund_id": fund, "stage": "ASSIGNED"}
    with refused("account_empty"):
        await books.write(ledger_accounts, **named, balance=5)
    await books.write(ledger_accounts, **named, balance=0)
    with refused("uq_ledger_accounts_stage"):
        await books.write(ledger_accounts, **named, balance=0)


@pytest.mark.parametrize("state", ["PROPOSED", "GIVEN", "ANNULLED"])
async def test_money_does_not_move_on_an_act_that_is_not_in_force(books: Books, state: str) -> None:
    ids = books.ids
    act = await books.act(state)
    with refused("act_in_force"):
        await books.move("ASSEGNAZIONE", ids["SOURCE"], ids["ASSIGNED"], 1, act_id=act)


async def test_money_does_not_move_before_the_act_or_without_one(books: Books) -> None:
    ids = books.ids
    later = await books.act(taken_on=date(2024, 3, 2))
    with refused("act_before"):
        await books.move("ASSEGNAZIONE", ids["SOURCE"], ids["ASSIGNED"], 1, act_id=later)
    with refused("fk_ledger_movements_ambito_id_act_id"):
        await books.move("ASSEGNAZIONE", ids["SOURCE"], ids["ASSIGNED"], 1, act_id=ANNA)
    with pytest.raises(DBAPIError):
        await books.move("ASSEGNAZIONE", ids["SOURCE"], ids["ASSIGNED"], 1, act_id=None)


async def test_what_was_committed_on_an_act_is_not_paid_once_it_is_annulled(books: Books) -> None:
    ids = books.ids
    ids["act"], first = await books.act(), ids["act"]
    await committed(books, 100)
    await books.execute("update ambiti.acts set state = 'ANNULLED' where id = :act", act=first)
    with refused("act_in_force"):
        await books.move("LIQUIDAZIONE", ids["COMMITTED"], ids["LIQUIDATED"], 100)
    await books.move("ECONOMIA", ids["COMMITTED"], ids["APPROPRIATED"], 100)  # it is given back


async def test_an_act_that_is_not_seen_is_an_act_that_is_missing(books: Books) -> None:
    """Whoever acts on a tenant and does not reach it moves nothing."""
    ids = books.ids
    with refused("budget_open"):
        async with books.acting(reach=()) as connection:
            way = (ids["SOURCE"], ids["ASSIGNED"])
            await books.moved(connection, "ASSEGNAZIONE", *way, 1, number=99)


async def test_a_closed_year_refuses_movements_lines_and_impegni(books: Books) -> None:
    ids = books.ids
    back = {"STANZIAMENTO": ("APPROPRIATED", "ASSIGNED"), "ASSEGNAZIONE": ("ASSIGNED", "SOURCE")}
    for kind, (source, target) in back.items():
        undone = {"reverses_id": ids[kind.lower()]}
        amount = await books.balance(ids[source])
        await books.move(kind, ids[source], ids[target], amount, **undone)
    closing = "update ambiti.budgets set state = 'CLOSED', closed_on = :on, closing_act_id = :act"
    await books.execute(closing, on=DAY, act=ids["act"])
    with refused("budget_open"):
        await books.move("ASSEGNAZIONE", ids["SOURCE"], ids["ASSIGNED"], 1)
    with refused("budget_open"):
        await books.line(ids["budget"], ids["fund"], "A9")
    with refused("budget_open"):
        await books.impegno(ids["budget"], ids["line"], ids["act"])
    with refused("budget_open"):
        await books.fund(ids["budget"], "FSR")
    opening = "update ambiti.budgets set state = 'OPEN', closed_on = null, closing_act_id = null"
    with refused("kept"):
        await books.execute(opening)


async def test_a_fund_is_spent_in_its_years_only(books: Books) -> None:
    ids = books.ids
    fund = await books.fund(ids["budget"], "QSFP", first_year=2018, last_year=2020)
    line = await books.line(ids["budget"], fund, "Q1")
    source, assigned = [
        await books.account(ids["budget"], fund, one) for one in ("SOURCE", "ASSIGNED")
    ]
    there = await books.account(ids["budget"], fund, "APPROPRIATED", line_id=line)
    await books.move("ASSEGNAZIONE", source, assigned, 10)
    with refused("movement_period"):
        await books.move("STANZIAMENTO", assigned, there, 10)


async def test_who_commits_does_not_liquidate(books: Books) -> None:
    ids = books.ids
    await committed(books, 100)
    with refused("movement_duties"):
        await books.move("LIQUIDAZIONE", ids["COMMITTED"], ids["LIQUIDATED"], 100, recorder_id=ANNA)


async def test_a_reversal_moves_back_the_whole_once(books: Books) -> None:
    ids = books.ids
    first = await books.move("IMPEGNO", ids["APPROPRIATED"], ids["COMMITTED"], 700)
    back = (ids["COMMITTED"], ids["APPROPRIATED"])
    early = {"moved_on": date(2024, 2, 28), "act_id": await books.act(taken_on=date(2024, 1, 1))}
    wrong: list[tuple[str, int, Any]] = [
        ("IMPEGNO", 699, {}),
        ("ECONOMIA", 700, {}),
        ("IMPEGNO", 700, early),
    ]
    for kind, amount, more in wrong:
        with refused("movement_reversal"):
            await books.move(kind, *back, amount, reverses_id=first, **more)
    with refused("movement_reversal"):  # not from elsewhere
        await books.move("IMPEGNO", ids["LIQUIDATED"], ids["PAID"], 700, reverses_id=first)
    undone = await books.move("IMPEGNO", *back, 700, reverses_id=first)
    assert await books.balance(ids["APPROPRIATED"]) == 60_000
    with refused("uq_ledger_movements_ambito_id_reverses_id"):
        await books.move("IMPEGNO", *back, 700, reverses_id=first)
    with refused("movement_reversal"):
        await books.move("IMPEGNO", ids["APPROPRIATED"], ids["COMMITTED"], 700, reverses_id=undone)


async def test_what_has_gone_on_is_not_moved_back(books: Books) -> None:
    ids = books.ids
    first = await books.move("IMPEGNO", ids["APPROPRIATED"], ids["COMMITTED"], 700)
    await books.move("LIQUIDAZIONE", ids["COMMITTED"], ids["LIQUIDATED"], 1)
    with refused("ck_ledger_accounts_covered"):
        await books.move("IMPEGNO", ids["COMMITTED"], ids["APPROPRIATED"], 700, reverses_id=first)


async def test_what_is_recorded_late_does_not_spend_what_came_afterwards(books: Books) -> None:
    ids = books.ids
    later = date(2024, 6, 1)
    await books.move("ASSEGNAZIONE", ids["SOURCE"], ids["ASSIGNED"], 5_000, moved_on=later)
    between = date(2024, 4, 1)
    with refused("movement_days"):
        await books.move(
            "STANZIAMENTO", ids["ASSIGNED"], ids["APPROPRIATED"], 40_001, moved_on=between
        )
    await books.move("STANZIAMENTO", ids["ASSIGNED"], ids["APPROPRIATED"], 40_000, moved_on=between)
    await books.move("STANZIAMENTO", ids["ASSIGNED"], ids["APPROPRIATED"], 5_000, moved_on=later)


@pytest.mark.parametrize(
    "table", ["ledger_movements", "ledger_accounts", "budget_lines", "budget_funds", "impegni"]
)
async def test_the_applications_role_rewrites_nothing(books: Books, table: str) -> None:
    with forbidden():
        await books.execute(f"update ambiti.{table} set id = id")
    with forbidden():
        await books.execute(f"delete from ambiti.{table}")
    with forbidden():
        await books.execute(f"truncate ambiti.{table}")


@pytest.mark.parametrize(
    "statement",
    [
        "update ambiti.ledger_movements set amount = amount + 1",
        "delete from ambiti.ledger_movements",
        "update ambiti.ledger_accounts set balance = balance + 1",
        "delete from ambiti.ledger_accounts",
        "update ambiti.budget_funds set purposes = '{}'",
        "update ambiti.budget_lines set purpose = 'STRADE'",
        "update ambiti.budgets set year = year + 1",
        "delete from ambiti.budgets",
    ],
)
async def test_not_even_an_admin_rewrites_the_ledger_in_passing(
    books: Books, statement: str
) -> None:
    connection = await asyncpg.connect(books.admin)
    try:
        with pytest.raises(asyncpg.InsufficientPrivilegeError) as caught:
            await connection.execute(f"{statement} where ambito_id = {TENANT}")
    finally:
        await connection.close()
    assert caught.value.constraint_name == "kept"
