"""The radar of funds: percentages and paces are made anew from all the movements."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import Any

from .budgets import Stages, euro, own, totals
from .fields import Item, field, items, of_tenant, one, same
from .roots import on_day
from .rows import Row, View

same("FundRisk", "state disposable committed paid threshold missing expiresOn daysLeft")
same("RegionalFund", "code name kind inAmbiti")
USUAL = Decimal(75)


def year_of(row: Row, view: View) -> Row:
    return next(
        one
        for one in view.all("budgets")
        if (one["ambito_id"], one["id"]) == (row["ambito_id"], row["budget_id"])
    )


def percent(part: int, whole: int) -> str | None:
    if whole == 0:
        return None
    hundredths = part * 10_000 // whole
    return f"{hundredths // 100}.{hundredths % 100:02}"


def risk(it: Item, view: View, of: Callable[[Row], bool], threshold: Any) -> dict[str, Any]:
    at = Stages(it, view, of)
    wanted = Fraction(USUAL if threshold is None else Decimal(threshold))
    residui = at.had("RESIDUO", "RESIDUO_LIQUIDATED", "RESIDUO_PAID", "RESIDUO_SPARED")
    assigned = at.went("SOURCE") - at.came("SOURCE")
    has = assigned + at.came("CARRIED", over=True) + residui
    paid = at.had("PAID", "RESIDUO_PAID")
    year = year_of(it.row, view)["year"]
    since = date(it.row["first_year"] or year, 1, 1)
    until = date(it.row["last_year"] or year, 12, 31)
    gone = Fraction((it.day - since).days + 1, (until - since).days + 1)
    short = has * wanted / 100 - paid
    if has <= 0:
        state = "NO_MONEY"
    elif short <= 0:
        state = "SAFE"
    elif it.day > until:
        state = "EXPIRED"
    else:
        state = "ON_PACE" if paid >= has * wanted / 100 * gone else "BEHIND"
    return {
        "state": state,
        "disposable": euro(has),
        "committed": percent(at.had("COMMITTED", "LIQUIDATED", "PAID") + residui, has),
        "paid": percent(paid, has),
        "threshold": f"{float(wanted):.2f}",
        "missing": euro(max(ceil(short), 0)),
        "expires_on": until,
        "days_left": max((until - it.day).days, 0),
    }


@field("BudgetFund.risk")
def risk_of(it: Item, view: View, threshold: str | None = None) -> Item:
    return it.of("FundRisk", risk(it, view, own(it, view), threshold))


@field("BudgetFund.budget")
def budget_of(it: Item, view: View) -> Item | None:
    return one(it, "Budget", [year_of(it.row, view)])


@field("Ambito.fundsAtRisk")
def at_risk(it: Item, view: View, threshold: str | None = None) -> list[Item]:
    found = []
    for fund in items(it, "BudgetFund", of_tenant(it, view, "budget_funds")):
        told = risk(fund, view, lambda row, f=fund: row["fund_id"] == f.row["id"], threshold)  # type: ignore[misc]
        year = year_of(fund.row, view)
        if year["state"] == "OPEN" and told["state"] in {"BEHIND", "EXPIRED"}:
            last = fund.row["last_year"] or year["year"]
            found.append(((last, year["year"], fund.row["position"], fund.row["code"]), fund.row))
    return items(it, "BudgetFund", [row for _, row in sorted(found, key=lambda pair: pair[0])])


@field("Query.regionalFunds")
def regional(it: Item, view: View, region: str, year: int, on: date | None = None) -> list[Item]:
    it = on_day(it, on)
    there = {row["ambito_id"] for row in view.all("ambiti") if row["region"] == region}
    years = {
        (row["ambito_id"], row["id"])
        for row in view.all("budgets")
        if row["ambito_id"] in there and row["year"] == year
    }
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in view.all("budget_funds"):
        own = (row["ambito_id"], row["budget_id"]) in years
        if own and not row["in_kind"] and not row["parts"]:
            groups.setdefault((row["code"], row["kind"]), []).append(row)
    found = []
    for (code, kind), rows in sorted(groups.items()):
        each = [
            totals(
                Item("BudgetFund", row, it.day),
                view,
                lambda account, row=row: account["fund_id"] == row["id"],  # type: ignore[misc]
            ).row
            for row in rows
        ]
        summed = {
            name: euro(sum(int(one[name].replace(".", "")) for one in each)) for name in each[0]
        }
        found.append(
            {
                "code": code,
                "name": min(row["name"] for row in rows),
                "kind": kind,
                "in_ambiti": len({row["ambito_id"] for row in rows}),
                **summed,
            }
        )
    return [it.of("RegionalFund", row) for row in found]


@field("RegionalFund.totals")
def of_region(it: Item, _view: View) -> Item:
    return it.of("BudgetTotals", it.row)
