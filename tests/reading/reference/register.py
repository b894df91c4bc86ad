"""The register of acts, where they are published, and what was sent to whom."""

from typing import Any

from .fields import FIELDS, Item, columns, field, items, of_tenant, one, same, source
from .pages import paged
from .rows import Row, View

columns("ActAuthor", code="author_code", name="author_name")
same("ActParty", "code name")
same("ActStep", "position before after takenOn recordedAt byCode byName recordedBy reasons")
same("ActConflict", "told")
same("ActPublication", "place shownOn reference")
same("Act", "year number verb jointly matterName subject takenOn referenceYear action protocol")
same("Act", "textHash attachments state published publishedOn")
columns("Act", matter="matter_code", programme="programme_code")
same("Delivery", "code name")
same("Dispatch", "kind byCode byName sentOn subject since until")
columns("Dispatch", matter="matter_code")
same("DispatchItem", "position copied")

for _kind in ("Act", "ActConflict", "ActStep", "Dispatch"):
    FIELDS[f"{_kind}.source"] = source


def _the(field_name: str, kind: str, table: str, column: str) -> None:
    def found(it: Item, view: View) -> Item | None:
        rows = of_tenant(it, view, table)
        return one(it, kind, [row for row in rows if row["id"] == it.row[column]])

    FIELDS[field_name] = found


_the("Act.vote", "Vote", "votes", "vote_id")
_the("ActStep.vote", "Vote", "votes", "vote_id")
_the("Act.direction", "Act", "acts", "direction_id")
_the("ActConflict.act", "Act", "acts", "act_id")
_the("ActConflict.other", "Act", "acts", "other_id")
_the("ActConflict.prevailing", "Act", "acts", "prevailing_id")
_the("DispatchItem.act", "Act", "acts", "act_id")
_the("Dispatch.meeting", "Meeting", "meetings", "meeting_id")


def _of(it: Item, view: View, table: str, column: str, key: Any) -> list[Row]:
    return [row for row in of_tenant(it, view, table) if row[column] == key]


def _in_order(rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: row["position"])


# Acts


@field("Act.author")
def author(it: Item, _view: View) -> Item:
    return it.of("ActAuthor", it.row)


@field("Act.decides")
def decides(it: Item, _view: View) -> bool:
    return it.row["verb"] in {"DECIDE", "APPROVE", "ADOPT"}


@field("Act.amount")
def amount(it: Item, _view: View) -> str | None:
    return None if it.row["amount"] is None else f"{it.row['amount']:.2f}"


@field("Act.organ")
def organ(it: Item, view: View) -> Item | None:
    """Find the organ as it was on the day of the act, whatever the day of the reading."""
    rows = _of(it, view, "organs", "code", it.row["author_code"])
    day = it.row["taken_on"]
    return one(it, "Organ", [row for row in rows if row["valid_from"] <= day < row["valid_until"]])


def _linked(it: Item, view: View, near: str, far: str) -> list[Item]:
    links = _of(it, view, "act_predecessors", near, it.row["id"])
    there = {row["id"]: row for row in of_tenant(it, view, "acts")}
    found = [(there[link[far]], link["position"]) for link in links if link[far] in there]
    found.sort(key=lambda pair: (pair[0]["taken_on"], pair[1], pair[0]["id"]))
    return items(it, "Act", [row for row, _ in found])


@field("Act.predecessors")
def predecessors(it: Item, view: View) -> list[Item]:
    return _linked(it, view, "act_id", "predecessor_id")


@field("Act.successors")
def successors(it: Item, view: View) -> list[Item]:
    return _linked(it, view, "predecessor_id", "act_id")


@field("Act.followers")
def followers(it: Item, view: View) -> list[Item]:
    rows = _of(it, view, "acts", "direction_id", it.row["id"])
    return items(it, "Act", sorted(rows, key=lambda row: (row["taken_on"], row["id"])))


@field("Act.conflicts")
def conflicts(it: Item, view: View) -> list[Item]:
    rows = of_tenant(it, view, "act_conflicts")
    mine = [row for row in rows if it.row["id"] in {row["act_id"], row["other_id"]}]
    return items(it, "ActConflict", sorted(mine, key=lambda row: row["id"]))


@field("Act.toward")
def toward(it: Item, view: View) -> list[Item]:
    rows = _of(it, view, "act_parties", "act_id", it.row["id"])
    return items(it, "ActParty", _in_order([row for row in rows if row["part"] == "TOWARD"]))


@field("Act.binds")
def binds(it: Item, view: View) -> list[Item]:
    rows = _of(it, view, "act_parties", "act_id", it.row["id"])
    return items(it, "ActParty", _in_order([row for row in rows if row["part"] == "BOUND"]))


@field("Act.steps")
def steps(it: Item, view: View) -> list[Item]:
    return items(it, "ActStep", _in_order(_of(it, view, "act_steps", "act_id", it.row["id"])))


@field("Act.execution")
def execution(it: Item, view: View) -> Item | None:
    rows = _of(it, view, "act_steps", "act_id", it.row["id"])
    return one(it, "ActStep", [row for row in rows if row["after"] == "EXECUTED"])


@field("Act.publications")
def publications(it: Item, view: View) -> list[Item]:
    rows = _of(it, view, "publications", "act_id", it.row["id"])
    found = sorted(rows, key=lambda row: (row["shown_on"], row["place"]))
    return items(it, "ActPublication", found)


@field("Act.deliveries")
def deliveries_of_act(it: Item, view: View) -> list[Item]:
    sent = {row["dispatch_id"] for row in _of(it, view, "dispatch_items", "act_id", it.row["id"])}
    rows = [row for row in of_tenant(it, view, "deliveries") if row["dispatch_id"] in sent]
    found = sorted(rows, key=lambda row: (row["dispatch_id"], row["position"]))
    return items(it, "Delivery", found)


NARROWED = {"by": "author_code", "year": "year", "matter": "matter_code"}
"""By which column each argument narrows, where it is not the one of its name."""
ENDS = ("first", "after", "last", "before")


@field("Ambito.acts")
def acts(it: Item, view: View, toward: str | None = None, **asked: Any) -> Item:
    rows = of_tenant(it, view, "acts")
    for name, told in asked.items():
        if name not in ENDS and told is not None:
            rows = [row for row in rows if row[NARROWED.get(name, name)] == told]
    if toward is not None:
        parties = _of(it, view, "act_parties", "part", "TOWARD")
        reached = {row["act_id"] for row in parties if row["code"] == toward}
        rows = [row for row in rows if row["id"] in reached]
    return paged(it, view, "Act", rows, **{end: asked[end] for end in ENDS if end in asked})


# What was sent


@field("Delivery.comune")
def comune(it: Item, view: View) -> Item | None:
    rows = view.all("comuni")
    return one(it, "Comune", [row for row in rows if row["istat_code"] == it.row["istat_code"]])


@field("Dispatch.deliveries")
def deliveries(it: Item, view: View) -> list[Item]:
    rows = _of(it, view, "deliveries", "dispatch_id", it.row["id"])
    return items(it, "Delivery", _in_order(rows))


@field("Dispatch.items", "Delivery.items")
def listed(it: Item, view: View) -> list[Item]:
    key = it.row["id"] if it.type == "Dispatch" else it.row["dispatch_id"]
    rows = _of(it, view, "dispatch_items", "dispatch_id", key)
    return items(it, "DispatchItem", _in_order(rows))


@field("Ambito.dispatches")
def dispatches(
    it: Item, view: View, by: str | None = None, kind: str | None = None, **page: Any
) -> Item:
    rows = [
        row
        for row in of_tenant(it, view, "dispatches")
        if (by is None or row["by_code"] == by) and (kind is None or row["kind"] == kind)
    ]
    return paged(it, view, "Dispatch", rows, **page)
