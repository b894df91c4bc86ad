"""Service contracts, what they give, and what the actions of a plan came to on a day."""

from collections import defaultdict
from decimal import Decimal
from typing import Any

from .budgets import Stages, euro
from .fields import FIELDS, Item, columns, field, items, of_tenant, one, same, source
from .rows import Row, View

same("ServiceContract", "code year subject shared committerCode committerName executorCode")
same("ServiceContract", "executorName document enteredOn since until endedOn endedBecause")
columns("ServiceContract", programme="programme_code")
same("BudgetAssignment", "executorCode executorName subject assignedOn recordedAt recordedBy")
columns("ActionReport", programme="programme_code", action="action")
FIELDS["ServiceContract.source"] = source
STAGES = {
    "planned": ("APPROPRIATED", "COMMITTED", "LIQUIDATED", "PAID"),
    "committed": ("COMMITTED", "LIQUIDATED", "PAID"),
    "liquidated": ("LIQUIDATED", "PAID"),
    "spent": ("PAID",),
}


@field("ServiceContract.budgetTotal", "ContractBudget.amount", "BudgetAssignment.amount")
def amount(it: Item, _view: View) -> str:
    return euro(it.row["cents"])


@field("ServiceContract.state")
def state(it: Item, _view: View) -> str:
    if it.row["since"] > it.day:
        return "NOT_YET"
    last = it.row["ended_on"] or it.row["until"]
    return "ENDED" if last is not None and last < it.day else "ACTIVE"


@field("Ambito.serviceContracts")
def service_contracts(it: Item, view: View, year: int | None = None) -> list[Item]:
    rows = [row for row in _entered(it, view) if year in {None, row["year"]}]
    return items(it, "ServiceContract", sorted(rows, key=lambda row: (row["year"], row["code"])))


def _entered(it: Item, view: View) -> list[Row]:
    rows = of_tenant(it, view, "service_contracts")
    return [row for row in rows if row["entered_on"] <= it.day]


def _hung(it: Item, view: View, table: str) -> list[Row]:
    return [row for row in of_tenant(it, view, table) if row["contract_id"] == it.row["id"]]


@field("ServiceContract.budgets")
def budgets(it: Item, view: View) -> list[Item]:
    rows = _hung(it, view, "contract_budgets")
    return items(it, "ContractBudget", sorted(rows, key=lambda row: row["position"]))


@field("ServiceContract.assignments")
def assignments(it: Item, view: View) -> list[Item]:
    rows = [row for row in _hung(it, view, "budget_assignments") if row["assigned_on"] <= it.day]
    told = sorted(rows, key=lambda row: (row["assigned_on"], row["recorded_at"], row["id"]))
    return items(it, "BudgetAssignment", told)


def _named(kind: str, table: str, column: str, *names: str) -> None:
    @field(*names)
    def found(it: Item, view: View) -> Item | None:
        rows = of_tenant(it, view, table)
        return one(it, kind, [row for row in rows if row["id"] == it.row[column]])


_named("BudgetAssignment", "budget_assignments", "reverses_id", "BudgetAssignment.reverses")
_named("SignedContract", "signed_contracts", "contract_id", "ServiceContract.contract")
_named("ServiceContract", "service_contracts", "contract_id", "BudgetAssignment.contract")
_named("Act", "acts", "act_id", "ServiceContract.act", "BudgetAssignment.act")
_named("BudgetLine", "budget_lines", "line_id", "ContractBudget.line", "BudgetAssignment.line")


@field("BudgetAssignment.reversedBy")
def reversed_by(it: Item, view: View) -> Item | None:
    rows = of_tenant(it, view, "budget_assignments")
    back = [row for row in rows if row["reverses_id"] == it.row["id"]]
    return one(it, "BudgetAssignment", back)


@field("ServiceContract.comune")
def comune(it: Item, view: View) -> Item | None:
    rows = [row for row in view.all("comuni") if row["istat_code"] == it.row["istat_code"]]
    return one(it, "Comune", rows)


@field("Budget.actions")
def actions(
    it: Item, view: View, programme: str | None = None, level: str | None = None
) -> list[Item]:
    found: dict[tuple[str, str | None], list[Row]] = defaultdict(list)
    for row in of_tenant(it, view, "budget_lines"):
        here = row["budget_id"] == it.row["id"] and level in {None, row["level"]}
        if here and programme in {None, row["programme_code"]}:
            found[row["programme_code"], row["action"]].append(row)
    order = sorted(found, key=lambda name: (name[0], name[1] is not None, name[1] or ""))
    return items(it, "ActionReport", [_report(it, view, name, found[name]) for name in order])


def _report(it: Item, view: View, name: tuple[str, str | None], lines: list[Row]) -> Row:
    keys = {row["id"] for row in lines}
    at = Stages(it, view, lambda account: account["line_id"] in keys)
    given = [
        row["cents"]
        for row in of_tenant(it, view, "budget_assignments")
        if row["line_id"] in keys and row["assigned_on"] <= it.day
    ]
    named = {"programme_code": name[0], "action": name[1], "assigned": sum(given)}
    told = {name: at.had(*stages) for name, stages in STAGES.items()}
    return {"ambito_id": it.row["ambito_id"], "budget_id": it.row["id"], **named, **told}


def _sum(name: str) -> None:
    @field(f"ActionReport.{name}")
    def found(it: Item, _view: View) -> str:
        return euro(it.row[name])


for _name in (*STAGES, "assigned"):
    _sum(_name)


@field("ActionReport.residual")
def residual(it: Item, _view: View) -> str:
    return euro(it.row["planned"] - it.row["spent"])


@field("ActionReport.percent")
def percent(it: Item, _view: View) -> str | None:
    planned, spent = it.row["planned"], it.row["spent"]
    return None if planned == 0 else f"{Decimal(spent * 10_000 // planned) / 100:.2f}"


def _lines(it: Item, view: View) -> list[Row]:
    names = ("budget_id", "programme_code", "action")
    rows = of_tenant(it, view, "budget_lines")
    return [row for row in rows if all(row[name] == it.row[name] for name in names)]


@field("ActionReport.lines")
def lines(it: Item, view: View) -> list[Item]:
    return items(it, "BudgetLine", sorted(_lines(it, view), key=lambda row: row["code"]))


@field("ActionReport.contracts")
def contracts(it: Item, view: View) -> list[Item]:
    keys = {row["id"] for row in _lines(it, view)}
    given: set[Any] = {
        row["contract_id"]
        for row in of_tenant(it, view, "contract_budgets")
        if row["line_id"] in keys
    }
    rows = [row for row in _entered(it, view) if row["id"] in given]
    return items(it, "ServiceContract", sorted(rows, key=lambda row: row["code"]))
