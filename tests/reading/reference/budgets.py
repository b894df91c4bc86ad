"""Budgets, funds, lines, impegni, movements: sums are made anew from all the movements."""

from collections.abc import Callable
from typing import Any

from .fields import FIELDS, Item, columns, field, items, of_tenant, one, same, source
from .pages import paged
from .rows import Row, View

same("Budget", "year state openedOn closedOn")
same("BudgetFund", "code name kind core inKind allocatedBy custodian payee purposes")
same("BudgetFund", "firstYear lastYear parts description")
FIELDS["BudgetFund.source"] = source
same("InKindContribution", "givenBy quantity measure description givenOn")
same("BudgetLine", "code description action purpose level surplus")
columns("BudgetLine", programme="programme_code")
same("Impegno", "number creditor subject committedOn")
same("LedgerMovement", "number kind movedOn recordedAt recordedBy subject")
same("MovementWay", "source target")
same("BudgetTotals", "assigned carried appropriated committed liquidated paid collected")
same("BudgetTotals", "unappropriated available owed avanzo residui residuiLiquidated")
same("BudgetTotals", "residuiPaid residuiSpared carriedOut")
same("BudgetCash", "held advanced brought carriedOut")
CROSSING = frozenset({"RESIDUO", "AVANZO", "CASSA"})
RESIDUI = ("RESIDUO", "RESIDUO_LIQUIDATED", "RESIDUO_PAID", "RESIDUO_SPARED")


def euro(cents: int) -> str:
    sign, whole = ("-" if cents < 0 else ""), abs(cents)
    return f"{sign}{whole // 100}.{whole % 100:02}"


@field("LedgerMovement.amount")
def amount(it: Item, _view: View) -> str:
    return euro(it.row["amount"])


class Stages:
    """What the accounts had, by their stage: what is there, what came and went over the years."""

    def __init__(self, it: Item, view: View, of: Callable[[Row], bool]) -> None:
        moved = [
            row for row in of_tenant(it, view, "ledger_movements") if row["moved_on"] <= it.day
        ]
        self._at = {
            row["id"]: row["stage"] for row in of_tenant(it, view, "ledger_accounts") if of(row)
        }
        self._came = [row for row in moved if row["to_id"] in self._at]
        self._went = [row for row in moved if row["from_id"] in self._at]

    def came(self, *stages: str, over: bool = False) -> int:
        rows = [row for row in self._came if not over or row["kind"] in CROSSING]
        return sum(row["amount"] for row in rows if self._at[row["to_id"]] in stages)

    def went(self, *stages: str, over: bool = False) -> int:
        rows = [row for row in self._went if not over or row["kind"] in CROSSING]
        return sum(row["amount"] for row in rows if self._at[row["from_id"]] in stages)

    def held(self, *stages: str) -> int:
        return self.came(*stages) - self.went(*stages)

    def had(self, *stages: str) -> int:
        return self.held(*stages) + self.went(*stages, over=True)


def totals(it: Item, view: View, of: Callable[[Row], bool]) -> Item:
    at = Stages(it, view, of)
    committed = ("COMMITTED", "LIQUIDATED", "PAID")
    told = {
        "assigned": at.went("SOURCE") - at.came("SOURCE"),
        "avanzo": at.came("CARRIED", over=True),
        "residui": at.had(*RESIDUI),
        "carried": at.held("CARRIED"),
        "appropriated": at.had("APPROPRIATED", *committed),
        "committed": at.had(*committed),
        "liquidated": at.had("LIQUIDATED", "PAID"),
        "paid": at.had("PAID"),
        "residui_liquidated": at.had("RESIDUO_LIQUIDATED", "RESIDUO_PAID"),
        "residui_paid": at.had("RESIDUO_PAID"),
        "residui_spared": at.had("RESIDUO_SPARED"),
        "collected": at.had("COLLECTED"),
        "unappropriated": at.held("ASSIGNED"),
        "available": at.held("APPROPRIATED"),
        "owed": at.held("LIQUIDATED", "RESIDUO_LIQUIDATED"),
        "carried_out": at.went("ASSIGNED", "CARRIED", "APPROPRIATED", "COMMITTED", "LIQUIDATED",
                               *RESIDUI, over=True),
    }  # fmt: skip
    return it.of("BudgetTotals", {name: euro(sum_) for name, sum_ in told.items()})


@field("Budget.totals")
def of_budget(it: Item, view: View) -> Item:
    return totals(it, view, lambda account: account["budget_id"] == it.row["id"])


@field("BudgetLine.totals")
def of_line(it: Item, view: View) -> Item:
    return totals(it, view, lambda account: account["line_id"] == it.row["id"])


@field("Impegno.totals")
def of_impegno(it: Item, view: View) -> Item:
    return totals(it, view, lambda account: account["impegno_id"] == it.row["id"])


def own(it: Item, view: View) -> Callable[[Row], bool]:
    inner = {
        row["id"]
        for row in of_tenant(it, view, "budget_funds")
        if row["budget_id"] == it.row["budget_id"] and it.row["code"] in row["within"]
    }
    return lambda account: account["fund_id"] in {it.row["id"], *inner}


@field("BudgetFund.totals")
def of_fund(it: Item, view: View) -> Item:
    return totals(it, view, own(it, view))


@field("BudgetFund.cash")
def cash(it: Item, view: View) -> Item:
    at = Stages(it, view, own(it, view))
    left = at.held("COLLECTED", "CASH") - at.held("PAID", "RESIDUO_PAID", "ADVANCED")
    told = {
        "held": left,
        "advanced": max(-left, 0),
        "brought": at.came("CASH", over=True) - at.came("ADVANCED", over=True),
        "carried_out": at.went("CASH", over=True) - at.went("ADVANCED", over=True),
    }
    return it.of("BudgetCash", {name: euro(sum_) for name, sum_ in told.items()})


@field("Ambito.budgets")
def budgets(it: Item, view: View, year: int | None = None) -> list[Item]:
    rows = [row for row in of_tenant(it, view, "budgets") if year in {None, row["year"]}]
    return items(it, "Budget", sorted(rows, key=lambda row: row["year"]))


@field("Ambito.budget")
def budget(it: Item, view: View, year: int) -> Item | None:
    rows = [row for row in of_tenant(it, view, "budgets") if row["year"] == year]
    return one(it, "Budget", rows)


def _hung(it: Item, view: View, table: str, by: str) -> list[Row]:
    return [row for row in of_tenant(it, view, table) if row[by] == it.row["id"]]


@field("Budget.funds")
def funds(it: Item, view: View) -> list[Item]:
    rows = _hung(it, view, "budget_funds", "budget_id")
    return items(it, "BudgetFund", sorted(rows, key=lambda row: (row["position"], row["code"])))


@field("Budget.lines")
def lines(it: Item, view: View, level: str | None = None) -> list[Item]:
    rows = _hung(it, view, "budget_lines", "budget_id")
    rows = [row for row in rows if level in {None, row["level"]}]
    return items(it, "BudgetLine", sorted(rows, key=lambda row: row["code"]))


@field("BudgetFund.lines")
def lines_of(it: Item, view: View) -> list[Item]:
    rows = _hung(it, view, "budget_lines", "fund_id")
    return items(it, "BudgetLine", sorted(rows, key=lambda row: row["code"]))


@field("BudgetFund.contributions")
def contributions(it: Item, view: View) -> list[Item]:
    rows = _hung(it, view, "in_kind_contributions", "fund_id")
    rows = [row for row in rows if row["given_on"] <= it.day]
    return items(it, "InKindContribution", sorted(rows, key=lambda r: (r["given_on"], r["id"])))


@field("BudgetLine.impegni")
def impegni(it: Item, view: View) -> list[Item]:
    rows = _hung(it, view, "impegni", "line_id")
    rows = [row for row in rows if row["committed_on"] <= it.day]
    return items(it, "Impegno", sorted(rows, key=lambda row: row["number"]))


@field("Budget.movements")
def movements(it: Item, view: View, kind: str | None = None, **asked: Any) -> Item:
    rows = _hung(it, view, "ledger_movements", "budget_id")
    rows = [row for row in rows if kind in {None, row["kind"]}]
    return paged(it, view, "LedgerMovement", rows, **asked)


def _the(it: Item, view: View, kind: str, table: str, key: Any) -> Item | None:
    return one(it, kind, [row for row in of_tenant(it, view, table) if row["id"] == key])


def _named(kind: str, table: str, column: str, *names: str) -> None:
    @field(*names)
    def found(it: Item, view: View) -> Item | None:
        return _the(it, view, kind, table, it.row[column])


_named("Act", "acts", "closing_act_id", "Budget.closingAct")
_named(
    "Act",
    "acts",
    "act_id",
    *("BudgetFund.act", "InKindContribution.act", "Impegno.act", "LedgerMovement.act"),
)
_named("BudgetFund", "budget_funds", "fund_id", "BudgetLine.fund")
_named("SubAmbito", "units", "unit_id", "BudgetLine.unit")
_named("BudgetLine", "budget_lines", "line_id", "Impegno.line")
_named("LedgerMovement", "ledger_movements", "reverses_id", "LedgerMovement.reverses")
_named("BudgetLine", "budget_lines", "carried_from_id", "BudgetLine.carriedFrom")
_named("Impegno", "impegni", "carried_from_id", "Impegno.carriedFrom")


@field("BudgetLine.comune")
def comune(it: Item, view: View) -> Item | None:
    rows = [row for row in view.all("comuni") if row["istat_code"] == it.row["istat_code"]]
    return one(it, "Comune", rows)


@field("LedgerMovement.reversedBy")
def reversed_by(it: Item, view: View) -> Item | None:
    return one(it, "LedgerMovement", _hung(it, view, "ledger_movements", "reverses_id"))


def _account(it: Item, view: View, side: str) -> Row:
    rows = of_tenant(it, view, "ledger_accounts")
    return next(row for row in rows if row["id"] == it.row[side])


@field("LedgerMovement.way")
def way(it: Item, view: View) -> Item:
    told = {
        "source": _account(it, view, "from_id")["stage"],
        "target": _account(it, view, "to_id")["stage"],
    }
    return it.of("MovementWay", told)


@field("LedgerMovement.fund")
def fund_of(it: Item, view: View) -> Item | None:
    return _the(it, view, "BudgetFund", "budget_funds", _account(it, view, "from_id")["fund_id"])


@field("LedgerMovement.line")
def line_of(it: Item, view: View) -> Item | None:
    return _the(it, view, "BudgetLine", "budget_lines", _account(it, view, "to_id")["line_id"])


@field("LedgerMovement.impegno")
def impegno_of(it: Item, view: View) -> Item | None:
    return _the(it, view, "Impegno", "impegni", _account(it, view, "to_id")["impegno_id"])
