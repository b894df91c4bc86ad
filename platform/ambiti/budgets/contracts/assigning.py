"""A budget is given to a body to administer: with its contract, where the documents want one."""

from collections.abc import Iterable
from datetime import date

import strawberry

from ambiti import clock
from ambiti.acting.commands import Done, Success, outcome
from ambiti.acting.refusing import Refused, Violation, refuse
from ambiti.acting.work import Work
from ambiti.budgets.contracts import rules, tables
from ambiti.budgets.contracts.floors import bound
from ambiti.budgets.contracts.graph.contracts import BudgetAssignment
from ambiti.budgets.contracts.inputs import AssignBudgetInput
from ambiti.budgets.contracts.scopes import SERVICE_CONTRACT
from ambiti.budgets.ledger.accounting import Year, line_named, resting
from ambiti.budgets.ledger.graph import BudgetLine
from ambiti.budgets.ledger.rules import enough
from ambiti.database.statements import Row
from ambiti.governance.acts.parties import author
from ambiti.governance.competence import right
from ambiti.statute.division import cents_of, euro_of
from ambiti.statute.naming import Names


@strawberry.type(description="Il budget è assegnato.")
class AssignBudgetSuccess(Success):
    """The budget was assigned."""

    assignment: BudgetAssignment | None = outcome(
        BudgetAssignment, "assignment", "Il budget assegnato, e il contratto per cui lo è."
    )
    line: BudgetLine | None = outcome(BudgetLine, "line", "La voce.")


async def assign_budget(work: Work, input: AssignBudgetInput) -> Done:  # noqa: A002
    """Give a part of a line to a body to administer.

    Refused without a contract in force where the documents want one, beyond what the contract gives
    of the line, and beyond what is appropriated on it, on the day that is given and on any after.
    """
    year, row = await line_named(work, input.line)
    on = await resting(year, input.act, input.on, input.amount, input.subject)
    one = author(year.statute, input.executor, on.day)
    if one is None:
        known = Names.of(year.statute).declared("subject")
        message = f"«{input.executor}» non è nei documenti: {right(input.executor, known)}."
        raise Refused([*on.wrong, Violation("EXECUTOR_UNKNOWN", message, "executor")])
    fund = await year.fund(row["fund_id"])
    held = await active(year, one.code, on.day)
    rule = rules.required(year.statute, one.code, (fund.code, *fund.within), on.day)
    if rule is not None and not held:
        raise Refused([*on.wrong, *rules.lacking(year.statute, rule, on.day)])
    contract = await _giving(year, held, row)
    refuse(*on.wrong, *await _room(year, row, contract, input, on.day))
    if rule is not None:
        work.under(rule.source.document, rule.source.article)
    key = await work.insert(
        tables.budget_assignments,
        line_id=row["id"],
        contract_id=None if contract is None else contract["contract_id"],
        reverses_id=None,
        executor_code=one.code,
        executor_name=one.name,
        cents=cents_of(input.amount),
        subject=input.subject.strip(),
        assigned_on=on.day,
        act_id=on.key,
        recorded_at=clock.now(),
        recorded_by=work.call.actor.name or "",
    )
    await work.require(SERVICE_CONTRACT, tables.budget_assignments, key)
    return Done("BudgetLine", row["id"], {"assignment": key, "line": row["id"]})


async def active(year: Year, executor: str, day: date) -> list[Row]:
    """Find the contracts of a year that are in force with a body on a day."""
    found = await year.work.alike(
        tables.service_contracts, "since", budget_id=year.id, executor_code=executor
    )
    return [
        one for one in found if one["since"] <= day <= (one["ended_on"] or one["until"] or date.max)
    ]


async def _giving(year: Year, contracts: Iterable[Row], line: Row) -> Row | None:
    """Find what the contracts in force give of a line; refused where none of them gives any."""
    codes = []
    for one in contracts:
        codes.append(one["code"])
        of = {"contract_id": one["id"], "line_id": line["id"]}
        for budget in await year.work.alike(tables.contract_budgets, **of):
            return budget
    if codes:
        message = f"La voce {line['code']} non è fra quelle che assegna: {', '.join(codes)}."
        raise Refused([Violation("NOT_IN_THE_CONTRACT", message, "line")])
    return None


async def _room(
    year: Year, line: Row, contract: Row | None, given: AssignBudgetInput, day: date
) -> list[Violation]:
    """Tell whether the contract and the line have so much left to assign, from a day on."""
    held = await bound(year, line["id"])
    left = max(held.unassigned(day), 0)
    found = list(
        enough("OVER_BUDGET", "La voce ha ancora da assegnare", given.amount, euro_of(left))
    )
    if contract is not None:
        room = held.left_by(contract["contract_id"], int(contract["cents"]), day)
        what = "Il contratto assegna ancora, di questa voce"
        found += enough("OVER_CONTRACT", what, given.amount, euro_of(max(room, 0)))
    return found
