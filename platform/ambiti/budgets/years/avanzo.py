"""The avanzo of the year before is put on lines, for what it may be used."""

from collections import Counter
from datetime import date
from uuid import UUID

import strawberry
from sqlalchemy import func, or_, select

from ambiti.acting.commands import Done, Success, outcome
from ambiti.acting.refusing import refuse
from ambiti.acting.work import Work
from ambiti.budgets.funds.tables import budget_funds
from ambiti.budgets.ledger import rules as ledger
from ambiti.budgets.ledger.accounting import fund_named, resting
from ambiti.budgets.ledger.graph import BudgetLine, LedgerMovement
from ambiti.budgets.ledger.providing import lined, unfit
from ambiti.budgets.ledger.tables import budget_lines, ledger_accounts, ledger_movements
from ambiti.budgets.scopes import BUDGET
from ambiti.budgets.years import rules
from ambiti.budgets.years.inputs import ApplyAvanzoInput
from ambiti.statute.division import cents_of


@strawberry.type(description="L'avanzo è applicato.")
class ApplyAvanzoSuccess(Success):
    """A part of the avanzo was put on a line."""

    movement: LedgerMovement | None = outcome(LedgerMovement, "movement", "Il movimento.")
    line: BudgetLine | None = outcome(BudgetLine, "line", "La voce.")


async def apply_avanzo(work: Work, input: ApplyAvanzoInput) -> Done:  # noqa: A002
    """Put a part of a fund's avanzo on a new line, by an act of who decides on the fund.

    Refused beyond what there is, for what the documents do not use it for, and where what is left
    keeps its destination, for another than the lines had from which it comes.
    """
    year, key, fund = await fund_named(work, input.fund)
    await work.require(BUDGET, budget_funds, key)
    on = await resting(year, input.act, input.on, input.amount, input.subject)
    refuse(*on.wrong, *ledger.holds_money(fund))
    source = await year.account(key, "CARRIED")
    left = await year.left(source, on.day)
    kept = await waiting(work, key, on.day)
    asked = (input.purpose, cents_of(input.amount), cents_of(left))
    refuse(
        *ledger.enough("OVER_AVANZO", f"Dell'avanzo di {fund.name} resta", input.amount, left),
        *rules.useful(year.statute, input.purpose, on.day),
        *rules.destined(year.statute, *asked, kept, day=on.day),
        *await unfit(year, fund, input, on),
    )
    for rule in filter(
        None, (ledger.kept_bound(year.statute, on.day), rules.uses(year.statute, on.day))
    ):
        work.under(rule.source.document, rule.source.article)
    line = await lined(year, key, input, on, surplus=True)
    ends = (source, await year.account(key, "APPROPRIATED", line_id=line))
    movement = await year.move("APPLICAZIONE", ends, input.amount, on, input.subject)
    return Done("Budget", year.id, {"movement": movement, "line": line})


async def waiting(work: Work, fund: UUID, day: date) -> Counter[str]:
    """Tell, by purpose, how many cents of a fund's avanzo come from lines of it and wait for it."""
    one, other = ledger_accounts.alias(), ledger_accounts.alias()
    gave, took, moved = budget_lines.alias(), budget_lines.alias(), ledger_movements
    tenant = moved.c.ambito_id
    rows = await work.all(
        select(
            *(moved.c.kind, one.c.stage, one.c.fund_id.label("source")),
            *(other.c.fund_id.label("target"), gave.c.purpose.label("gave")),
            *(took.c.purpose.label("took"), func.sum(moved.c.amount).label("cents")),
        )
        .join(one, (one.c.ambito_id == tenant) & (one.c.id == moved.c.from_id))
        .join(other, (other.c.ambito_id == tenant) & (other.c.id == moved.c.to_id))
        .outerjoin(gave, (gave.c.ambito_id == tenant) & (gave.c.id == one.c.line_id))
        .outerjoin(took, (took.c.ambito_id == tenant) & (took.c.id == other.c.line_id))
        .where(tenant == work.tenant.ambito_id, moved.c.moved_on <= day)
        .where(
            or_(
                (one.c.fund_id == fund) & (one.c.stage == "CARRIED"),
                (other.c.fund_id == fund) & (other.c.stage == "CARRIED"),
            )
        )
        .group_by(moved.c.kind, one.c.stage, one.c.fund_id, other.c.fund_id, gave.c.purpose)
        .group_by(took.c.purpose)
    )
    found: Counter[str] = Counter()
    for row in rows:
        if row["target"] != fund:
            continue
        if row["source"] != fund and row["stage"] == "CARRIED":
            found += await waiting(work, row["source"], day)
        elif row["gave"] is not None:
            found[row["gave"]] += int(row["cents"])
    for row in rows:
        if row["source"] == fund and row["took"] is not None:
            found[row["took"]] -= int(row["cents"])
    return +found
