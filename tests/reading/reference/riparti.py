"""Riparti, and each share with what it was made of."""

from datetime import date
from decimal import Decimal
from typing import Any

from .fields import FIELDS, Item, columns, field, items, of_tenant, one, same, source
from .pages import paged
from .rows import View

same("Riparto", "matterName year keyName referenceDate rulesOn proposedOn perfectedOn")
columns("Riparto", matter="matter_code", key="key_code")
same("RipartoShare", "weight whole remembered short rounded why")
columns("RipartoShare", key="key_code", code="party_code", name="party_name")
same("RipartoFigure", "istatCode comune residents referenceDate status source series reason")
columns("RipartoDecider", code="decided_by_code", name="decided_by_name")
FIELDS["Riparto.source"] = source


def _sum(kind: str, name: str, column: str) -> None:
    @field(f"{kind}.{name}")
    def euro(it: Item, _view: View) -> str:
        return f"{Decimal(it.row[column]) / 100:.2f}"


_sum("Riparto", "amount", "cents")
_sum("Riparto", "covered", "covered_cents")
_sum("RipartoShare", "amount", "cents")
_sum("RipartoShare", "difference", "difference_cents")
_sum("RipartoShare", "floor", "floor_cents")


@field("Ambito.riparti")
def riparti(
    it: Item, view: View, year: int | None = None, matter: str | None = None, **asked: Any
) -> Item:
    rows = [
        row
        for row in of_tenant(it, view, "riparti")
        if year in {None, row["year"]} and matter in {None, row["matter_code"]}
    ]
    return paged(it, view, "Riparto", rows, **asked)


@field("Riparto.state")
def state(it: Item, view: View) -> str:
    rows = [row for row in of_tenant(it, view, "acts") if row["id"] == it.row["act_id"]]
    annulled = any(row["state"] == "ANNULLED" for row in rows)
    return "ANNULLED" if annulled else str(it.row["state"])


@field("Riparto.decidedBy")
def decider(it: Item, _view: View) -> Item | None:
    return None if it.row["decided_by_code"] is None else it.of("RipartoDecider", it.row)


@field("Riparto.act")
def act(it: Item, view: View) -> Item | None:
    rows = of_tenant(it, view, "acts")
    return one(it, "Act", [row for row in rows if row["id"] == it.row["act_id"]])


@field("Riparto.remembers")
def remembers(it: Item, view: View) -> Item | None:
    rows = of_tenant(it, view, "riparti")
    return one(it, "Riparto", [row for row in rows if row["id"] == it.row["remembers_id"]])


def _shares(it: Item, view: View, *, chosen: bool) -> list[Item]:
    rows = of_tenant(it, view, "riparto_shares")
    mine = [row for row in rows if (row["riparto_id"], row["chosen"]) == (it.row["id"], chosen)]
    mine.sort(key=lambda row: (row["key_code"], row["position"]))
    return items(it, "RipartoShare", mine)


@field("Riparto.shares")
def shares(it: Item, view: View) -> list[Item]:
    return _shares(it, view, chosen=True)


@field("Riparto.compared")
def compared(it: Item, view: View) -> list[Item]:
    return _shares(it, view, chosen=False)


@field("RipartoShare.extraCent")
def extra_cent(it: Item, _view: View) -> bool:
    return bool(it.row["cents"] > it.row["floor_cents"])


@field("RipartoShare.comune")
def comune(it: Item, view: View) -> Item | None:
    rows = [row for row in view.all("comuni") if row["istat_code"] == it.row["istat_code"]]
    return one(it, "Comune", rows)


@field("RipartoShare.figures")
def figures(it: Item, _view: View) -> list[Item]:
    told = sorted(it.row["figures"], key=lambda one: one["position"])
    read = [{**one, "reference_date": date.fromisoformat(one["reference_date"])} for one in told]
    return items(it, "RipartoFigure", read)
