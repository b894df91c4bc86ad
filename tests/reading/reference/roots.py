"""The root fields: pages and nodes."""

import base64
import binascii
import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from .fields import (
    TABLE_OF,
    UNIT_KINDS,
    Item,
    Refused,
    columns,
    field,
    identifier,
    items,
    one,
)
from .rows import Row, View


@field("Query.me")
def me(it: Item, view: View) -> Item | None:
    wanted = view.actor.principal_id
    return one(it, "Me", [row for row in view.all("principals") if row["id"] == wanted])


def on_day(it: Item, on: date | None) -> Item:
    return it if on is None else Item(it.type, it.row, on)


@field("Query.ambito")
def ambito(it: Item, view: View, slug: str, on: date | None = None) -> Item | None:
    found = [row for row in view.all("ambiti") if row["slug"] == slug]
    return one(on_day(it, on), "Ambito", found)


@field("Query.comune")
def comune(it: Item, view: View, istatCode: str, on: date | None = None) -> Item | None:  # noqa: N803
    found = [row for row in view.all("comuni") if row["istat_code"] == istatCode]
    return one(on_day(it, on), "Comune", found)


# Pages


def cursor_of(row: Row) -> str:
    return base64.b64encode(json.dumps([row["slug"]], ensure_ascii=False).encode()).decode()


def stopped_at(cursor: str) -> str:
    try:
        [slug] = json.loads(base64.b64decode(cursor.encode("ascii"), validate=True))
    except (ValueError, TypeError, binascii.Error) as error:
        raise Refused(cursor) from error
    if not isinstance(slug, str) or "\0" in slug:
        raise Refused(cursor)
    return slug


@field("Query.ambiti")
def ambiti(  # noqa: PLR0913 - the arguments of the contract
    it: Item,
    view: View,
    *,
    kind: str | None = None,
    region: str | None = None,
    on: date | None = None,
    first: int | None = None,
    after: str | None = None,
    last: int | None = None,
    before: str | None = None,
) -> Item:
    if first is not None and last is not None:
        raise Refused((first, last))
    size = next((n for n in (first, last) if n is not None), view.page_default)
    if not 0 <= size <= view.page_largest:
        raise Refused(size)
    rows = [row for row in view.all("ambiti") if kind is None or row["kind"] == kind]
    rows = [row for row in rows if region is None or row["region"] == region]
    rows.sort(key=lambda row: row["slug"])
    low = None if after is None else stopped_at(after)
    high = None if before is None else stopped_at(before)
    between = [
        row
        for row in rows
        if (low is None or row["slug"] > low) and (high is None or row["slug"] < high)
    ]
    if last is None:
        kept = between[:size]
        ahead = len(between) > size
        behind = low is not None and any(row["slug"] <= low for row in rows)
    else:
        kept = between[len(between) - size :] if size < len(between) else between
        behind = len(between) > size
        ahead = high is not None and any(row["slug"] >= high for row in rows)
    return on_day(it, on).of(
        "AmbitoConnection",
        {"all": rows, "kept": kept, "ahead": ahead, "behind": behind},
    )


@field("AmbitoConnection.totalCount")
def total_count(it: Item, _view: View) -> int:
    return len(it.row["all"])


@field("AmbitoConnection.edges")
def edges(it: Item, _view: View) -> list[Item]:
    return items(it, "AmbitoEdge", it.row["kept"])


@field("AmbitoConnection.pageInfo")
def page_info(it: Item, _view: View) -> Item:
    return it.of("PageInfo", it.row)


@field("AmbitoEdge.cursor")
def cursor(it: Item, _view: View) -> str:
    return cursor_of(it.row)


@field("AmbitoEdge.node")
def edge_node(it: Item, _view: View) -> Item:
    return it.of("Ambito", it.row)


@field("PageInfo.startCursor")
def start_cursor(it: Item, _view: View) -> str | None:
    return cursor_of(it.row["kept"][0]) if it.row["kept"] else None


@field("PageInfo.endCursor")
def end_cursor(it: Item, _view: View) -> str | None:
    return cursor_of(it.row["kept"][-1]) if it.row["kept"] else None


columns("PageInfo", hasNextPage="ahead", hasPreviousPage="behind")


# Nodes


def checked(given: str) -> str:
    """Refuse what is no identifier at all."""
    try:
        text = base64.b64decode(given.encode("ascii"), validate=True).decode("utf-8")
    except (ValueError, binascii.Error) as error:
        raise Refused(given) from error
    if not re.fullmatch(r"[A-Za-z_][A-Za-z_0-9]*:[0-9]{0,9}:[^\0]+", text, re.DOTALL):
        raise Refused(given)
    return given


def found_by(it: Item, tables: Mapping[str, Any], given: str) -> Item | None:
    """Find the row that has this very identifier."""
    for kind, table in TABLE_OF.items():
        for row in tables[table]:
            if kind in UNIT_KINDS and row["kind"] != UNIT_KINDS[kind]:
                continue
            if identifier(kind, row) == given:
                return it.of(kind, row)
    return None


@field("Query.node")
def node(it: Item, view: View, id: str, on: date | None = None) -> Item | None:  # noqa: A002
    seen = {table: view.all(table) for table in TABLE_OF.values()}
    return found_by(on_day(it, on), seen, checked(id))


@field("Query.nodes")
def nodes(it: Item, view: View, ids: list[str], on: date | None = None) -> list[Item | None]:
    return [node(it, view, one, on) for one in ids]
