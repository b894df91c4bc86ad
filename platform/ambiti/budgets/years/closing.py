"""A year is closed: in one act its residui, its avanzo and its cash go into the next one."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

import strawberry
from sqlalchemy import func, select

from ambiti.acting.commands import Done, Success, outcome
from ambiti.acting.refusing import refuse
from ambiti.acting.work import Work
from ambiti.budgets.funds import tables as funds
from ambiti.budgets.funds.graph import Budget
from ambiti.budgets.ledger.accounting import Moved, Year, held_year, year_named
from ambiti.budgets.ledger.grounds import Grounded, grounded
from ambiti.budgets.ledger.rules import in_hand, kept_bound
from ambiti.budgets.ledger.tables import budget_lines, impegni, ledger_accounts, ledger_movements
from ambiti.budgets.scopes import BUDGET
from ambiti.budgets.years import rules
from ambiti.budgets.years.inputs import CloseBudgetInput
from ambiti.database.statements import Row
from ambiti.governance.acts.tables import acts

_KEPT: Final = ("creditor", "subject", "act_id", "committed_on", "committer_id")
_SAME: Final = ("description", "programme_code", "action", "purpose", "level", "unit_id")
_CASH: Final = ("COLLECTED", "CASH", "PAID", "RESIDUO_PAID", "ADVANCED")


@strawberry.type(description="L'anno è chiuso.")
class CloseBudgetSuccess(Success):
    """The year was closed."""

    budget: Budget | None = outcome(Budget, "budget", "Il bilancio, chiuso.")
    next: Budget | None = outcome(
        Budget, "next", "Il bilancio dell'anno dopo, con ciò che vi è passato; nulla se è vuoto."
    )


@dataclass(frozen=True, slots=True)
class _Left:
    """What a year holds when it ends: accounts with a balance, and the cash of each fund."""

    accounts: Sequence[Row]
    cash: dict[UUID, int]
    funds: Sequence[Row]

    def told(self) -> Iterator[rules.FundLeft]:
        for row in self.funds:
            yield rules.FundLeft(row["code"], row["name"], frozenset(row["purposes"]))


async def close_budget(work: Work, input: CloseBudgetInput) -> Done:  # noqa: A002
    """Close a year for good, and carry what is left of each fund into the same fund of the next.

    What is committed or liquidated and not paid arrives as residui, on an impegno that says from
    which it comes; what is not committed as avanzo; the cash with whoever keeps it. Refused while
    the next year is not open, or lacks a fund that has something to carry.
    """
    year = await year_named(work, input.budget)
    await work.require(BUDGET, funds.budgets, year.id)
    on = await grounded(work, year.statute, input.act, input.on)
    number, moved = year.row["year"], ledger_movements.c
    last = await work.connection.scalar(
        select(func.max(moved.moved_on)).where(
            moved.ambito_id == work.tenant.ambito_id, moved.budget_id == year.id
        )
    )
    left = await _left(year)
    found = [*on.wrong, *rules.timely(number, year.row["opened_on"], last, on.day)]
    found += rules.on_annulled(_annulled(left))
    answer = {"budget": year.id}
    if not left.funds:
        refuse(*found)
    else:
        after = await _after(work, number + 1)
        refuse(*found, *rules.receives(_known(after, number + 1), left.told(), on.day))
        answer["next"] = after[0]["budget_id"]
        await _carried(year, await held_year(work, answer["next"], "budget"), left, on)
    await work.update(
        funds.budgets, year.id, state="CLOSED", closed_on=on.day, closing_act_id=on.key
    )
    return Done("Budget", year.id, answer)


async def _left(year: Year) -> _Left:
    """Find what the year still holds, and the funds that it is of."""
    account, line, owed, act = ledger_accounts, budget_lines, impegni, acts
    rows = await year.work.all(
        select(
            *(account.c[name] for name in ("id", "fund_id", "line_id", "impegno_id", "stage")),
            account.c.balance,
            *(line.c[name].label(f"line_{name}") for name in ("code", "carried_from_id")),
            *(line.c[name] for name in (*_SAME, "istat_code")),
            owed.c.number,
            *(owed.c[name].label(f"of_{name}") for name in _KEPT),
            act.c.state.label("act_state"),
        )
        .outerjoin(
            line, (line.c.ambito_id == account.c.ambito_id) & (line.c.id == account.c.line_id)
        )
        .outerjoin(
            owed, (owed.c.ambito_id == account.c.ambito_id) & (owed.c.id == account.c.impegno_id)
        )
        .outerjoin(act, (act.c.ambito_id == owed.c.ambito_id) & (act.c.id == owed.c.act_id))
        .where(account.c.ambito_id == year.work.tenant.ambito_id)
        .where(account.c.budget_id == year.id, account.c.balance != 0)
        .order_by(line.c.code, owed.c.number, account.c.stage, account.c.id)
    )
    stages: dict[UUID, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in rows:
        stages[row["fund_id"]][row["stage"]] += row["balance"]
    cash = {key: in_hand(held) for key, held in stages.items()}
    kept = [row for row in rows if row["stage"] in rules.ARRIVES]
    wanted = {row["fund_id"] for row in kept} | {key for key, cents in cash.items() if cents}
    columns = funds.budget_funds.c
    named = await year.work.all(
        select(columns.id, columns.code, columns.name, columns.purposes)
        .where(columns.ambito_id == year.work.tenant.ambito_id, columns.id.in_(wanted))
        .order_by(columns.position)
    )
    return _Left(kept, cash, named)


def _annulled(left: _Left) -> list[int]:
    bound = (row for row in left.accounts if _goes(row) == "RESIDUO")
    return sorted({row["number"] for row in bound if row["act_state"] == "ANNULLED"})


async def _after(work: Work, number: int) -> list[Row]:
    """Read the next year with each of its funds; one row without a fund, where it has none."""
    fund, budget = funds.budget_funds, funds.budgets
    of_year = (budget.c.ambito_id == fund.c.ambito_id) & (budget.c.id == fund.c.budget_id)
    return await work.all(
        select(fund.c.id, fund.c.code, fund.c.purposes, fund.c.in_kind, fund.c.parts)
        .add_columns(budget.c.id.label("budget_id"), budget.c.state, budget.c.opened_on)
        .select_from(budget.outerjoin(fund, of_year))
        .where(budget.c.ambito_id == work.tenant.ambito_id, budget.c.year == number)
    )


def _known(after: Sequence[Row], number: int) -> rules.NextYear:
    if not after:
        return rules.NextYear(number, None, None, {})
    money = (row for row in after if row["id"] and not row["in_kind"] and not row["parts"])
    purposes = {row["code"]: frozenset(row["purposes"]) for row in money}
    return rules.NextYear(number, after[0]["state"], after[0]["opened_on"], purposes)


async def _carried(year: Year, after: Year, left: _Left, on: Grounded) -> None:
    """Write the lines and impegni of the residui, and move all that is left."""
    rule = kept_bound(year.statute, on.day)
    if rule is not None:
        year.work.under(rule.source.document, rule.source.article)
    codes = {row["id"]: row["code"] for row in left.funds}
    arrived = {row["code"]: row["id"] for row in await _funds_of(after)}
    to = {key: arrived[code] for key, code in codes.items()}
    residui = [row for row in left.accounts if row["impegno_id"] and _goes(row) == "RESIDUO"]
    lines = await _lines(year, after, residui, to)
    owed = await _impegni(after, residui, lines)
    moved = [
        Moved(kind, row["id"], target, row["balance"])
        for row, (kind, target) in zip(
            left.accounts, await _targets(after, left.accounts, to, lines, owed), strict=True
        )
    ]
    for key, cents in left.cash.items():
        if cents:
            stage = "CASH" if cents > 0 else "ADVANCED"
            ends = (await year.account(key, stage), await after.account(to[key], stage))
            moved.append(Moved("CASSA", *ends, abs(cents)))
    await year.move_all(moved, on, f"Chiusura del {year.row['year']}")


def _goes(row: Row) -> str:
    return rules.arrival(row["stage"])[0]


async def _funds_of(year: Year) -> list[Row]:
    columns = funds.budget_funds.c
    return await year.work.all(
        select(columns.id, columns.code).where(
            columns.ambito_id == year.work.tenant.ambito_id, columns.budget_id == year.id
        )
    )


async def _lines(
    year: Year, after: Year, residui: Sequence[Row], to: dict[UUID, UUID]
) -> dict[UUID, UUID]:
    """Write, for each line that has residui, the line that has them in the next year."""
    columns = budget_lines.c
    rows = await after.work.all(
        select(columns.code).where(
            columns.ambito_id == after.work.tenant.ambito_id, columns.budget_id == after.id
        )
    )
    taken = {row["code"] for row in rows}
    new: dict[UUID, dict[str, Any]] = {}
    for row in residui:
        if row["line_id"] in new:
            continue
        code = row["line_code"]
        if row["line_carried_from_id"] is None:
            code = f"RES-{year.row['year']}-{code}"
        while code in taken:
            code = f"{code}+"
        taken.add(code)
        new[row["line_id"]] = {
            "budget_id": after.id,
            "fund_id": to[row["fund_id"]],
            "code": code,
            **{name: row[name] for name in (*_SAME, "istat_code")},
            "surplus": False,
            "carried_from_id": row["line_id"],
        }
    keys = await after.work.insert_all(budget_lines, new.values())
    return dict(zip(new, keys, strict=True))


async def _impegni(
    after: Year, residui: Sequence[Row], lines: dict[UUID, UUID]
) -> dict[UUID, UUID]:
    """Write each impegno that is not paid on the line of the next year, as it was made."""
    last = await after.last(impegni)
    new: dict[UUID, dict[str, Any]] = {}
    for row in residui:
        if row["impegno_id"] not in new:
            new[row["impegno_id"]] = {
                "line_id": lines[row["line_id"]],
                "budget_id": after.id,
                "number": last + len(new) + 1,
                **{name: row[f"of_{name}"] for name in _KEPT},
                "carried_from_id": row["impegno_id"],
            }
    keys = await after.work.insert_all(impegni, new.values())
    return dict(zip(new, keys, strict=True))


async def _targets(
    after: Year,
    accounts: Sequence[Row],
    to: dict[UUID, UUID],
    lines: dict[UUID, UUID],
    owed: dict[UUID, UUID],
) -> list[tuple[str, UUID]]:
    """Open the accounts in which what is left arrives; the avanzo of a fund arrives in one."""
    new: list[dict[str, Any]] = []
    avanzo: dict[UUID, UUID] = {}
    found: list[tuple[str, UUID]] = []
    for row in accounts:
        kind, stage = rules.arrival(row["stage"])
        fund = to[row["fund_id"]]
        if kind == "AVANZO":
            if fund not in avanzo:
                avanzo[fund] = await after.account(fund, stage)
            found.append((kind, avanzo[fund]))
            continue
        of = {"line_id": lines[row["line_id"]], "impegno_id": owed[row["impegno_id"]]}
        new.append(after.opening(fund, stage, **of))
        found.append((kind, new[-1]["id"]))
    await after.open_all(new)
    return found
