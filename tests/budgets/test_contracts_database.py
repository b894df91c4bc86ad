"""The database itself keeps what contracts give of a year, and what is assigned of it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final
from uuid import UUID, uuid4

import pytest
from sqlalchemy import insert

from ambiti.agreements.representation.tables import signed_contracts
from ambiti.budgets.contracts.tables import (
    budget_assignments,
    contract_budgets,
    service_contracts,
)

from .books import DAY, SOURCED, TENANT, Books
from .test_ledger_database import forbidden, refused

LAST, BEFORE = date(2024, 12, 31), date(2024, 2, 1)
PARTIES: Final = {"executor_code": "CSC", "executor_name": "Azienda"}


@dataclass
class Given:
    """A contract that gives 400.00 of a line that has 600.00."""

    books: Books
    signed: UUID
    contract: UUID

    def row(self, cents: int, **more: Any) -> dict[str, Any]:
        """Say an assignment of a part of the line."""
        said = {"subject": "prova", "recorded_at": datetime.now(UTC), "recorded_by": "Bruno"}
        named = {"line_id": self.books.ids["line"], "contract_id": self.contract}
        rests = {"assigned_on": DAY, "act_id": self.books.ids["act"]}
        return {**said, **named, **rests, **PARTIES, "cents": cents, **more}

    async def assign(self, cents: int, **more: Any) -> UUID:
        """Assign a part of the line."""
        return await self.books.write(budget_assignments, **self.row(cents, **more))

    async def taken_back(self, assignment: UUID, cents: int, **more: Any) -> UUID:
        """Take an assignment back."""
        return await self.assign(-cents, reverses_id=assignment, **more)


async def entered(
    books: Books, signed: UUID, budgets: dict[UUID, int], cents: int, **more: Any
) -> UUID:
    """Write a contract with its budgets, in one transaction."""
    key = uuid4()
    said = {"code": f"CdS-{key}", "year": 2024, "subject": "servizi", "shared": True}
    of = {"budget_id": books.ids["budget"], "contract_id": signed, "programme_code": "CDS"}
    rests = {"act_id": books.ids["act"], "committer_code": "C", "committer_name": "Crema"}
    term = {"entered_on": DAY, "since": DAY, "until": LAST}
    version = {"statute_version_id": books.ids["statute"]}
    row = {**said, **of, **rests, **PARTIES, **term, **version, **SOURCED, "cents": cents, **more}
    async with books.acting() as connection:
        values = {"ambito_id": TENANT, "id": key, **row}
        await connection.execute(insert(service_contracts).values(**values))
        for position, (line, each) in enumerate(budgets.items(), start=1):
            told = {"contract_id": key, "line_id": line, "position": position, "cents": each}
            given = {"ambito_id": TENANT, "id": uuid4(), **told}
            await connection.execute(insert(contract_budgets).values(**given))
    return key


async def signature(books: Books, **more: Any) -> UUID:
    """Write a contract that was signed."""
    said = {"matter_code": "M", "matter_name": "i servizi", "programme_code": "CDS"}
    by = {"by_code": "C", "by_name": "Crema", "counterpart_code": "CSC"}
    told = {"counterpart_name": "Azienda", "act": "1/2024", "signed_on": DAY, "since": DAY}
    given = {**said, **by, **told, **SOURCED, "until": LAST, **more}
    return await books.write(signed_contracts, **given)


@pytest.fixture
async def given(books: Books) -> Given:
    signed = await signature(books)
    contract = await entered(books, signed, {books.ids["line"]: 40_000}, 40_000)
    return Given(books, signed, contract)


async def test_the_total_of_a_contract_is_that_of_its_budgets_of_its_year(books: Books) -> None:
    line, signed = books.ids["line"], await signature(books)
    with refused("contract_total"):
        await entered(books, signed, {line: 40_000}, 40_001)
    with refused("contract_total"):
        await entered(books, signed, {line: 40_000}, 40_000, year=2023)
    other = await books.year(2025)
    strange = await books.line(other, await books.fund(other, "FNPS"), "Z9")
    with refused("contract_total"):
        await entered(books, signed, {line: 40_000, strange: 1}, 40_001)
    contract = await entered(books, signed, {line: 40_000}, 40_000)
    more = await books.line(books.ids["budget"], books.ids["fund"], "A2", purpose="SERVIZI")
    with refused("contract_total"):
        await books.write(contract_budgets, contract_id=contract, line_id=more, position=2, cents=1)


async def test_a_contract_is_what_was_signed_on_an_act_in_force(books: Books) -> None:
    whole, signed = {books.ids["line"]: 40_000}, await signature(books)
    for told in ({"executor_code": "X"}, {"until": None}, {"programme_code": "X"}):
        with refused("contract_signed"):
            await entered(books, signed, whole, 40_000, **told)
    gone = await books.act("ANNULLED")
    with refused("act_in_force"):
        await entered(books, signed, whole, 40_000, act_id=gone)


async def test_no_more_is_assigned_than_the_line_has_or_the_contract_gives(given: Given) -> None:
    with refused("assignment_contract"):
        await given.assign(40_001)
    with refused("assignment_covered"):
        await given.assign(60_001, contract_id=None)
    for wrong in ({"executor_code": "X"}, {"assigned_on": date(2025, 1, 1)}):
        with refused("assignment_contract"):
            await given.assign(1, **wrong)
    with refused("act_before"):
        await given.assign(1, assigned_on=BEFORE)
    with refused("ck_budget_assignments_cents"):
        await given.assign(-1)
    await given.assign(40_000)
    with refused("assignment_contract"):
        await given.assign(1)
    await given.assign(20_000, contract_id=None)
    with refused("assignment_covered"):
        await given.assign(1, contract_id=None)


async def test_an_assignment_is_taken_back_whole_and_once_while_it_is_not_committed(
    given: Given,
) -> None:
    ids = given.books.ids
    wrong = await given.assign(40_000, assigned_on=date(2024, 3, 5))
    later = {"assigned_on": date(2024, 3, 6)}
    wrongly: tuple[tuple[int, dict[str, Any]], ...] = (
        (39_999, {}),
        (40_000, {"executor_code": "X"}),
        (40_000, {"contract_id": None}),
        (40_000, {"assigned_on": DAY}),
    )
    for cents, more in wrongly:
        with refused("assignment_reversal"):
            await given.taken_back(wrong, cents, **{**later, **more})
    with refused("ck_budget_assignments_cents"):
        await given.assign(40_000, reverses_id=wrong, **later)
    await given.books.move("IMPEGNO", ids["APPROPRIATED"], ids["COMMITTED"], 20_001)
    with refused("assignment_reversal"):
        await given.taken_back(wrong, 40_000, **later)
    await given.books.move("ECONOMIA", ids["COMMITTED"], ids["APPROPRIATED"], 1)
    back = await given.taken_back(wrong, 40_000, **later)
    with refused("uq_budget_assignments_ambito_id_reverses_id"):
        await given.taken_back(wrong, 40_000, **later)
    with refused("ck_budget_assignments_cents"):
        await given.taken_back(back, -40_000, **later)
    await given.assign(40_000, **later)


async def test_a_contract_ends_once_and_not_before_what_it_gave_and_was_not_taken_back(
    given: Given,
) -> None:
    end = "update ambiti.service_contracts set ended_on = :day, ended_because = 'recesso'"
    execute = given.books.execute
    wrong = await given.assign(40_000, assigned_on=date(2024, 3, 5))
    with forbidden():
        await execute(end, day=date(2024, 3, 4))
    await given.taken_back(wrong, 40_000, assigned_on=date(2024, 3, 6))
    await execute(end, day=date(2024, 3, 4))
    for statement in (
        "update ambiti.service_contracts set ended_on = '2024-03-09'",
        "update ambiti.service_contracts set cents = 1",
        "update ambiti.contract_budgets set cents = 1",
        "update ambiti.budget_assignments set cents = 1",
        "delete from ambiti.budget_assignments",
    ):
        with forbidden():
            await execute(statement)
    with refused("assignment_contract"):
        await given.assign(1, assigned_on=date(2024, 3, 5))
