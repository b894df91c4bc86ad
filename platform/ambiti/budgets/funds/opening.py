"""A year is opened with the funds of the documents, and another source is added."""

from collections.abc import Iterator, Sequence
from typing import Any

import strawberry
from sqlalchemy import select

from ambiti.acting.commands import Done, Success, outcome
from ambiti.acting.refusing import Violation, filled, refuse, year_given
from ambiti.acting.work import Work
from ambiti.budgets.funds import rules, tables
from ambiti.budgets.funds.graph import Budget, BudgetFund, InKindContribution
from ambiti.budgets.funds.inputs import (
    AddBudgetFundInput,
    OpenBudgetInput,
    RecordInKindInput,
)
from ambiti.budgets.ledger.accounting import Year, fund_named, year_named
from ambiti.budgets.ledger.grounds import grounded
from ambiti.budgets.scopes import BUDGET
from ambiti.database.statements import Row
from ambiti.governance.competence import source_of
from ambiti.statute.current import in_force


@strawberry.type(description="Il bilancio è aperto.")
class OpenBudgetSuccess(Success):
    """The year was opened."""

    budget: Budget | None = outcome(Budget, "budget", "Il bilancio, coi suoi fondi.")


async def open_budget(work: Work, input: OpenBudgetInput) -> Done:  # noqa: A002
    """Open a year with the funds that the documents declare for it; each year once."""
    found = await in_force(work.connection, work.tenant.ambito_id)
    refuse(*year_given(input.year))
    declared = rules.declared(found.statute, input.year)
    refuse(*await _openable(work, input.year, declared))
    key = await work.insert(
        tables.budgets,
        year=input.year,
        state="OPEN",
        opened_on=work.day,
        statute_version_id=found.version,
    )
    await work.require(BUDGET, tables.budgets, key)
    for position, one in enumerate(declared, start=1):
        work.under(one.rule.source.document, one.rule.source.article)
        await work.insert(
            tables.budget_funds,
            budget_id=key,
            position=position,
            **_columns(one),
            **source_of(one.rule, found.statute),
        )
    return Done("Budget", key, {"budget": key})


def _columns(one: rules.Declared) -> dict[str, object]:
    """Write a fund as the documents declare it."""
    rule = one.rule
    return {
        "code": rule.code,
        "name": rule.name,
        "kind": rule.kind,
        "core": rule.core,
        "in_kind": rule.in_kind,
        "allocated_by": rule.allocated_by,
        "custodian": one.custodian,
        "payee": rule.payee.to if rule.payee else None,
        "purposes": list(rule.restriction.purposes) if rule.restriction else [],
        "first_year": rule.period.first_year if rule.period else None,
        "last_year": rule.period.last_year if rule.period else None,
        "parts": list(rule.parts),
        "within": list(one.within),
    }


async def _openable(work: Work, year: int, declared: list[rules.Declared]) -> list[Violation]:
    columns = tables.budgets.c
    found = await work.all(
        select(columns.id).where(columns.ambito_id == work.tenant.ambito_id, columns.year == year)
    )
    wrong: list[Violation] = []
    if found:
        wrong.append(Violation("YEAR_PRESENT", f"Il bilancio {year} c'è già.", "year"))
    before = await work.alike(tables.budgets, year=year - 1)
    if not declared and not before:  # what is left of the year before needs one to go into
        message = f"I documenti non dicono alcun fondo per il {year}."
        wrong.append(Violation("NO_FUNDS", message, "year"))
    if year > work.day.year + 1:
        message = f"Si apre al più l'anno che viene: {work.day.year + 1}."
        wrong.append(Violation("YEAR_NOT_COME", message, "year"))
    return wrong


@strawberry.type(description="La fonte è aggiunta.")
class AddBudgetFundSuccess(Success):
    """The source was added."""

    fund: BudgetFund | None = outcome(BudgetFund, "fund", "Il fondo.")


async def add_budget_fund(work: Work, input: AddBudgetFundInput) -> Done:  # noqa: A002
    """Add a source that the documents admit and do not name, described and with its purposes.

    A fund that the year before had, and the documents do not declare any more, is as it was: what
    is left of it can then go into the year.
    """
    year = await year_named(work, input.budget)
    await work.require(BUDGET, tables.budgets, year.id)
    on = await grounded(work, year.statute, input.act, None)
    rows = await work.alike(tables.budget_funds, "position", budget_id=year.id)
    given = rules.Added(
        code=input.code.strip(),
        name=input.name.strip(),
        kind=input.kind.name,
        description=input.description,
        purposes=tuple(input.purposes),
        part_of=input.part_of,
    )
    number = year.row["year"]
    sums = {row["code"]: bool(row["parts"]) for row in rows}
    before = await _before(year, given.code)
    wrong = [
        *on.wrong,
        *filled(description=input.description, code=input.code, name=input.name),
        *_no_sum(given),
    ]
    if before is None or given.code in sums:
        refuse(*wrong, *rules.addable(year.statute, number, given, sums))
    refuse(*wrong)
    told = before or _source(year, given, rows)
    work.under(told["source_code"], told["source_article"])
    key = await work.insert(
        tables.budget_funds,
        budget_id=year.id,
        position=(rows[-1]["position"] if rows else 0) + 1,
        act_id=on.key,
        **told,
    )
    return Done("Budget", year.id, {"fund": key})


async def _before(year: Year, code: str) -> dict[str, Any] | None:
    """Read a fund as the year before had it, where the documents do not declare it any more."""
    work, number = year.work, year.row["year"]
    if rules.fund_of(year.statute, code, number) is not None:
        return None
    for budget in await work.alike(tables.budgets, year=number - 1):
        for row in await work.alike(tables.budget_funds, budget_id=budget["id"], code=code):
            own = {"ambito_id", "id", "budget_id", "position", "act_id"}
            return {name: one for name, one in row.items() if name not in own}
    return None


def _source(year: Year, given: rules.Added, rows: Sequence[Row]) -> dict[str, Any]:
    """Write a source as it is added: as the documents declare it, or as they admit others."""
    statute, number = year.statute, year.row["year"]
    for one in rules.declared(statute, number):
        if one.rule.code == given.code:
            return {**_columns(one), **source_of(one.rule, statute)}
    rule = rules.catalogue(statute, number, earmarked=bool(given.purposes))
    assert rule is not None  # noqa: S101  without it the source was refused
    above: list[str] = next((row["within"] for row in rows if row["code"] == given.part_of), [])
    return {
        **source_of(rule, statute),
        "code": given.code,
        "name": given.name,
        "kind": given.kind,
        "core": False,
        "in_kind": False,
        "allocated_by": rules.sharing(statute, number),
        "purposes": list(given.purposes),
        "parts": [],
        "within": [] if given.part_of is None else [given.part_of, *above],
        "description": given.description.strip(),
    }


def _no_sum(given: rules.Added) -> Iterator[Violation]:
    if given.kind == "COMPOSED":
        message = "Una somma di fondi la dicono i documenti: si aggiunge la fonte, con partOf."
        yield Violation("FUND_IS_A_SUM", message, "kind")


@strawberry.type(description="Ciò che è dato in natura è registrato.")
class RecordInKindSuccess(Success):
    """What is given in kind was recorded."""

    contribution: InKindContribution | None = outcome(
        InKindContribution, "contribution", "Ciò che è dato."
    )


async def record_in_kind(work: Work, input: RecordInKindInput) -> Done:  # noqa: A002
    """Record what is given in kind; refused for a fund of money."""
    year, key, fund = await fund_named(work, input.fund)
    await work.require(BUDGET, tables.budget_funds, key)
    on = await grounded(work, year.statute, input.act, input.on)
    found = [*on.wrong, *filled(description=input.description, givenBy=input.given_by)]
    if input.quantity <= 0:
        message = "Si registra una quantità maggiore di zero."
        found.append(Violation("QUANTITY_NOT_POSITIVE", message, "quantity"))
    if not fund.in_kind:
        message = f"{fund.name} è denaro: si registra con recordAssegnazione."
        found.append(fund.says("FUND_NOT_IN_KIND", message, "fund"))
    refuse(*found)
    contribution = await work.insert(
        tables.in_kind_contributions,
        fund_id=key,
        given_by=input.given_by.strip(),
        quantity=input.quantity,
        measure=input.measure.name,
        description=input.description.strip(),
        given_on=on.day,
        act_id=on.key,
    )
    return Done("Budget", year.id, {"contribution": contribution})
