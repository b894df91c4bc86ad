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
same("BudgetLine", "code description action purpose level")
columns("BudgetLine", programme="programme_code")
same("Impegno", "number creditor subject committedOn")
same("LedgerMovement", "number kind movedOn recordedAt recordedBy subject")
same("MovementWay", "source target")
same("BudgetTotals", "assigned carried appropriated committed liquidated paid collected")
same("BudgetTotals", "unappropriated available owed")
same("BudgetCash", "held advanced")


def euro(cents: int) -> str:
    sign, whole = ("-" if cents < 0 else ""), abs(cents)
    return f"{sign}{whole // 100}.{whole % 100:02}"


@field("LedgerMovement.amount")
def amount(it: Item, _view: View) -> str:
    return euro(it.row["amount"])


def stages(it: Item, view: View, of: Callable[[Row], bool]) -> Callable[..., int]:
    """Tell what the accounts held at the end of the day, by their stage."""
    held: dict[str, int] = {}
    moved = [row for row in of_tenant(it, view, "ledger_movements") if row["moved_on"] <= it.day]
    for account in of_tenant(it, view, "ledger_accounts"):
        if of(account):
            came = sum(row["amount"] for row in moved if row["to_id"] == account["id"])
            went = sum(row["amount"] for row in moved if row["from_id"] == account["id"])
            held[account["stage"]] = held.get(account["stage"], 0) + came - went
    return lambda *names: sum(held.get(name, 0) for name in names)


def totals(it: Item, view: View, of: Callable[[Row], bool]) -> Item:
    held = stages(it, view, of)
    committed = held("COMMITTED", "LIQUIDATED", "PAID")
    available = held("APPROPRIATED")
    told = {
        "assigned": held("ASSIGNED") + available + committed,
        "carried": held("CARRIED"),
        "appropriated": available + committed,
        "committed": committed,
        "liquidated": held("LIQUIDATED", "PAID"),
        "paid": held("PAID"),
        "collected": held("COLLECTED"),
        "unappropriated": held("ASSIGNED"),
        "available": available,
        "owed": held("LIQUIDATED"),
    }
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
    held = stages(it, view, own(it, view))
    left = held("COLLECTED") - held("PAID")
    return it.of("BudgetCash", {"held": euro(left), "advanced": euro(max(-left, 0))})


@field("Ambito.budgets")
def budgets(it: Item, view: View, year: int | None = None) -> list[Item]:
    rows = [row for row in of_tenant(it, view, "budgets") if year in {None, row["year"]}]
    return items(it, "Budget", sorted(rows, key=lambda row: row["year"]))


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
