"""How far a line may be lowered: what is assigned of it, and what contracts in force give of it.

The documents build a contract on the plan and let it assign the budgets of the plan, to the euro
(CRE-13.2, CRE-14.2), and give the body that executes it those budgets to administer (CRE-8.3.9).
Both therefore bind a line: what ``assignBudget`` gave was promised to a body already, and what a
contract in force gives would otherwise be a budget that is no longer in the plan. The two are not
added up, since what is assigned under a contract is a part of what it gives; a contract that ended
binds nothing but what was assigned by it and not taken back. They bind on every day, as the ledger
does: what is recorded late may not lower, on its day, what was bound only afterwards.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select

from ambiti.acting.refusing import Violation
from ambiti.budgets.contracts import rules, tables
from ambiti.budgets.contracts.rules import Flow
from ambiti.budgets.ledger.accounting import Year
from ambiti.budgets.ledger.tables import ledger_accounts, ledger_movements
from ambiti.database.statements import Row
from ambiti.statute.division import euro_of

SPENDABLE = ("APPROPRIATED", "COMMITTED", "LIQUIDATED", "PAID")
"""The stages at which a line has its money."""
_CROSSING = ("RESIDUO", "AVANZO", "CASSA")


@dataclass(frozen=True, slots=True)
class Bound:
    """A line by days, in cents: what it has, what is assigned of it, what contracts give of it."""

    has: tuple[Flow, ...]
    assigned: tuple[Flow, ...]
    under: tuple[tuple[UUID, Flow], ...]
    """What is assigned by each contract."""
    given: tuple[Flow, ...]

    def unassigned(self, day: date) -> int:
        """Tell what of the line nobody was assigned: the least from a day on."""
        return rules.least((*self.has, *_minus(self.assigned)), day)

    def ungiven(self, day: date) -> int:
        """Tell what of the line no contract in force gives: the least from a day on."""
        return rules.least((*self.has, *_minus(self.given)), day)

    def left_by(self, contract: UUID, cents: int, day: date) -> int:
        """Tell what a contract that gives so much has left to assign: the least from a day on."""
        under = (flow for key, flow in self.under if key == contract)
        return rules.least(((date.min, cents), *_minus(under)), day)


def _minus(flows: Iterable[Flow]) -> list[Flow]:
    return [(day, -cents) for day, cents in flows]


async def bound(year: Year, line: UUID) -> Bound:
    """Read what a line has and what of it is bound, day by day.

    What a closing carries into the next year is not taken from the line.
    """
    work, account, moved = year.work, ledger_accounts.c, ledger_movements.c
    has: list[Flow] = []
    for end, sign in ((moved.to_id, 1), (moved.from_id, -1)):
        rows = await work.all(
            select(moved.moved_on, moved.amount)
            .join(ledger_accounts, (account.ambito_id == moved.ambito_id) & (account.id == end))
            .where(account.ambito_id == work.tenant.ambito_id, account.line_id == line)
            .where(account.stage.in_(SPENDABLE), moved.kind.not_in(_CROSSING))
        )
        has += [(one["moved_on"], sign * int(one["amount"])) for one in rows]
    rows = await work.alike(tables.budget_assignments, line_id=line)
    assigned = [(one["contract_id"], (one["assigned_on"], int(one["cents"]))) for one in rows]
    given = [flow for one in await contracts_of(year, line) for flow in _term(one)]
    return Bound(tuple(has), tuple(flow for _, flow in assigned), tuple(assigned), tuple(given))


async def contracts_of(year: Year, line: UUID) -> list[Row]:
    """Find the contracts that give something of a line, each with how many cents of it."""
    of, contract = tables.contract_budgets.c, tables.service_contracts.c
    named = (contract.code, contract.entered_on, contract.since, contract.until, contract.ended_on)
    return await year.work.all(
        select(*named, of.cents)
        .join(
            tables.service_contracts,
            (contract.ambito_id == of.ambito_id) & (contract.id == of.contract_id),
        )
        .where(of.ambito_id == year.work.tenant.ambito_id, of.line_id == line)
        .order_by(contract.code)
    )


def _began(contract: Row) -> date:
    began: date = max(contract["entered_on"], contract["since"])
    return began


def _last(contract: Row) -> date:
    last: date = contract["ended_on"] or contract["until"] or date.max
    return last


def _term(contract: Row) -> list[Flow]:
    began, last, cents = _began(contract), _last(contract), int(contract["cents"])
    if last < began:
        return []
    return [(began, cents), *([] if last == date.max else [(last + timedelta(1), -cents)])]


async def taken(year: Year, line: Row, amount: Decimal, day: date) -> list[Violation]:
    """Refuse to take from a line what is assigned of it, or what contracts in force give of it."""
    held = await bound(year, line["id"])
    codes = [one["code"] for one in await contracts_of(year, line["id"]) if _last(one) >= day]
    found: list[Violation] = []
    if held.assigned:
        left = euro_of(max(held.unassigned(day), 0))
        found += rules.above_assigned(line["code"], amount, left)
    if held.given:
        left = euro_of(max(held.ungiven(day), 0))
        found += rules.above_given(line["code"], codes, amount, left)
    return found
