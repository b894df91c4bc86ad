"""The two books of costs: each attribution with its parts, and the sums of both on a day."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import Any

from .fields import FIELDS, Item, columns, field, items, of_tenant, one, same, source
from .pages import paged
from .rows import View

same("CostAttribution", "matterName target year keyName referenceDate attributedOn reasons")
columns("CostAttribution", matter="matter_code", key="key_code")
columns("CostPayer", code="cash_code", name="cash_name")
same("NotionalEntry", "weight whole rounded why")
columns("NotionalEntry", code="party_code", name="party_name")
same("CostSum", "book target code name")
FIELDS["CostAttribution.source"] = source


def _sum(name: str, column: str) -> None:
    @field(name)
    def euro(it: Item, _view: View) -> str:
        return f"{Decimal(it.row[column]) / 100:.2f}"


_sum("CostAttribution.amount", "cents")
_sum("NotionalEntry.amount", "cents")
_sum("NotionalEntry.floor", "floor_cents")
_sum("CostSum.amount", "cents")


@field("Ambito.attributions")
def attributions(
    it: Item, view: View, year: int | None = None, target: str | None = None, **asked: Any
) -> Item:
    rows = [
        row
        for row in of_tenant(it, view, "cost_attributions")
        if year in {None, row["year"]} and target in {None, row["target"]}
        and row["attributed_on"] <= it.day
    ]  # fmt: skip
    return paged(it, view, "CostAttribution", rows, **asked)


@field("Ambito.costSums")
def cost_sums(
    it: Item, view: View, year: int, target: str | None = None, book: str | None = None
) -> list[Item]:
    found: dict[tuple[str, str, str, str], int] = defaultdict(int)
    for row in of_tenant(it, view, "cost_attributions"):
        if row["year"] != year or row["attributed_on"] > it.day:
            continue
        found["CASH", row["target"], row["cash_name"], row["cash_code"]] += row["cents"]
        for part in of_tenant(it, view, "notional_entries"):
            if part["attribution_id"] == row["id"]:
                who = (part["party_name"], part["party_code"])
                found["NOTIONAL", row["target"], *who] += part["cents"]
    told = [
        {"book": key[0], "target": key[1], "name": key[2], "code": key[3], "cents": cents}
        for key, cents in sorted(found.items())
        if target in {None, key[1]} and book in {None, key[0]}
    ]
    return items(it, "CostSum", told)


@field("CostAttribution.payer")
def payer(it: Item, _view: View) -> Item:
    return it.of("CostPayer", it.row)


@field("CostAttribution.entries")
def entries(it: Item, view: View) -> list[Item]:
    rows = of_tenant(it, view, "notional_entries")
    mine = [row for row in rows if row["attribution_id"] == it.row["id"]]
    return items(it, "NotionalEntry", sorted(mine, key=lambda row: row["position"]))


def _named(name: str, kind: str, table: str, column: str) -> None:
    @field(name)
    def found(it: Item, view: View) -> Item | None:
        rows = of_tenant(it, view, table)
        return one(it, kind, [row for row in rows if row["id"] == it.row[column]])


_named("CostAttribution.payment", "LedgerMovement", "ledger_movements", "payment_id")
_named("CostAttribution.act", "Act", "acts", "act_id")
_named("CostAttribution.reverses", "CostAttribution", "cost_attributions", "reverses_id")


@field("NotionalEntry.comune")
def comune(it: Item, view: View) -> Item | None:
    rows = [row for row in view.all("comuni") if row["istat_code"] == it.row["istat_code"]]
    return one(it, "Comune", rows)


@field("NotionalEntry.figures")
def figures(it: Item, _view: View) -> list[Item]:
    told = sorted(it.row["figures"], key=lambda figure: figure["position"])
    read = [{**item, "reference_date": date.fromisoformat(item["reference_date"])} for item in told]
    return items(it, "RipartoFigure", read)
