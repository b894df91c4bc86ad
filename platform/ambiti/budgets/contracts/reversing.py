"""A budget that was assigned wrongly is taken back, whole and once; nothing is erased."""

import strawberry

from ambiti import clock
from ambiti.acting.commands import Done, Success, outcome
from ambiti.acting.naming import row_named
from ambiti.acting.refusing import Violation, as_given, refuse
from ambiti.acting.work import Work
from ambiti.budgets.contracts import tables
from ambiti.budgets.contracts.graph.contracts import BudgetAssignment
from ambiti.budgets.contracts.inputs import ReverseAssignmentInput
from ambiti.budgets.contracts.scopes import SERVICE_CONTRACT
from ambiti.budgets.ledger.accounting import held_year, resting
from ambiti.budgets.ledger.graph import BudgetLine
from ambiti.budgets.ledger.rules import enough
from ambiti.budgets.ledger.tables import budget_lines
from ambiti.statute.division import euro_of
from ambiti.statute.periods import in_words


@strawberry.type(description="L'assegnazione è stornata.")
class ReverseAssignmentSuccess(Success):
    """The assignment was taken back."""

    assignment: BudgetAssignment | None = outcome(BudgetAssignment, "assignment", "Lo storno.")
    reversed: BudgetAssignment | None = outcome(
        BudgetAssignment, "reversed", "L'assegnazione stornata."
    )
    line: BudgetLine | None = outcome(BudgetLine, "line", "La voce.")


async def reverse_assignment(work: Work, input: ReverseAssignmentInput) -> Done:  # noqa: A002
    """Take back the whole of an assignment that was recorded wrongly, once, with the reasons.

    Refused where of its line less is uncommitted than it gave: then what was assigned is, in part,
    committed already. It needs no contract in force: what is wrong is taken back after one too.
    """
    row = await row_named(
        work,
        input.assignment,
        "BudgetAssignment",
        SERVICE_CONTRACT,
        tables.budget_assignments,
        "assignment",
    )
    await work.require(SERVICE_CONTRACT, tables.budget_assignments, row["id"])
    (line,) = await work.alike(budget_lines, id=row["line_id"])
    year = await held_year(work, line["budget_id"], "assignment")
    amount = euro_of(abs(row["cents"]))
    on = await resting(year, input.act, input.on, amount, input.reasons, "reasons")
    again = await work.alike(tables.budget_assignments, reverses_id=row["id"])
    found = list(on.wrong)
    if row["reverses_id"] is not None:
        message = "Uno storno non si storna: si assegna di nuovo il budget giusto (assignBudget)."
        found.append(Violation("IS_A_REVERSAL", message, "assignment"))
    if again:
        day = in_words(again[0]["assigned_on"])
        message = f"L'assegnazione è già stornata, il giorno {day}."
        found.append(Violation("ALREADY_REVERSED", message, "assignment"))
    if on.day < row["assigned_on"]:
        day = in_words(row["assigned_on"])
        message = f"L'assegnazione è del giorno {day}: lo storno non la precede."
        found.append(Violation("BEFORE_IT_BEGAN", message, "on"))
    refuse(*found)
    free = await year.account(line["fund_id"], "APPROPRIATED", line_id=line["id"])
    what, left = "Della voce non è ancora impegnato", await year.left(free, on.day)
    refuse(*as_given(enough("ALREADY_COMMITTED", what, amount, left), "assignment"))
    key = await work.insert(
        tables.budget_assignments,
        **{name: row[name] for name in ("line_id", "contract_id", "executor_code")},
        executor_name=row["executor_name"],
        cents=-row["cents"],
        reverses_id=row["id"],
        subject=input.reasons.strip(),
        assigned_on=on.day,
        act_id=on.key,
        recorded_at=clock.now(),
        recorded_by=work.call.actor.name or "",
    )
    rows = {"assignment": key, "reversed": row["id"], "line": line["id"]}
    return Done("BudgetLine", line["id"], rows)
