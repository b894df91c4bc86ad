"""What was recorded wrongly is moved back, whole and once; nothing is erased."""

from typing import Final

import strawberry
from sqlalchemy import select

from ambiti.acting.commands import Done, Success, outcome
from ambiti.acting.naming import row_named
from ambiti.acting.refusing import Violation, as_given, refuse
from ambiti.acting.work import Work
from ambiti.budgets.attributions.attributing import follow
from ambiti.budgets.contracts.floors import taken
from ambiti.budgets.dues.payments import still_settling
from ambiti.budgets.ledger import rules
from ambiti.budgets.ledger.accounting import held_year, resting
from ambiti.budgets.ledger.graph import LedgerMovement
from ambiti.budgets.ledger.inputs import ReverseMovementInput
from ambiti.budgets.ledger.tables import budget_lines, ledger_accounts, ledger_movements
from ambiti.budgets.scopes import BUDGET
from ambiti.statute.division import euro_of

UNBOUND: Final = frozenset({"SOURCE", "PAYERS", "CASH", "ADVANCED"})
"""The accounts of whoever is outside: they have no bottom."""


@strawberry.type(description="Il movimento è stornato.")
class ReverseMovementSuccess(Success):
    """The movement was moved back."""

    movement: LedgerMovement | None = outcome(LedgerMovement, "movement", "Lo storno.")
    reversed: LedgerMovement | None = outcome(LedgerMovement, "reversed", "Il movimento stornato.")


async def reverse_movement(work: Work, input: ReverseMovementInput) -> Done:  # noqa: A002
    """Move back the whole of a movement, once; refused where the money has gone on since.

    Refused too of what dues are settled with, or credits given back: those are taken back first;
    and of money of a line that bodies were assigned, or that contracts in force give.
    """
    row = await row_named(
        work, input.movement, "LedgerMovement", BUDGET, ledger_movements, "movement"
    )
    year = await held_year(work, row["budget_id"], "movement")
    await work.locked(BUDGET, ledger_movements, row["id"])
    await work.require(BUDGET, ledger_movements, row["id"])
    amount = euro_of(row["amount"])
    on = await resting(year, input.act, input.on, amount, input.reasons, "reasons")
    moved = ledger_movements.c
    again = await work.all(
        select(moved.number).where(
            moved.ambito_id == work.tenant.ambito_id, moved.reverses_id == row["id"]
        )
    )
    found: list[Violation] = list(on.wrong)
    if row["reverses_id"] is not None:
        message = "Uno storno non si storna: si registra di nuovo il movimento giusto."
        found.append(Violation("IS_A_REVERSAL", message, "movement"))
    if again:
        message = f"Il movimento è già stornato, dal n. {again[0]['number']}."
        found.append(Violation("ALREADY_REVERSED", message, "movement"))
    if on.day < row["moved_on"]:
        message = f"Il movimento è del {row['moved_on']}: lo storno non può precederlo."
        found.append(Violation("BEFORE_IT_BEGAN", message, "on"))
    refuse(*found, *await still_settling(work, row, on.day))
    held, back = [
        (await work.alike(ledger_accounts, id=row[end]))[0] for end in ("to_id", "from_id")
    ]
    if held["stage"] not in UNBOUND:
        left = await year.left(row["to_id"], on.day)
        short = list(rules.enough("GONE_ON", "Di questa somma resta lì", amount, left))
        if held["line_id"] is not None and held["line_id"] != back["line_id"]:
            (line,) = await work.alike(budget_lines, id=held["line_id"])
            short += await taken(year, line, amount, on.day)
        refuse(*as_given(short, "movement"))
    ends = (row["to_id"], row["from_id"])
    movement = await year.move(row["kind"], ends, amount, on, input.reasons, reverses=row["id"])
    if row["kind"] == "PAGAMENTO":
        await follow(work, row["id"], on.day, on.key)
    return Done("Budget", year.id, {"movement": movement, "reversed": row["id"]})
