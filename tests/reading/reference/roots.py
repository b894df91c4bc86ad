"""The root fields: one Ambito or comune, all Ambiti, and nodes."""

import base64
import binascii
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from .fields import (
    TABLE_OF,
    UNIT_KINDS,
    Item,
    Refused,
    field,
    identifier,
    one,
)
from .pages import paged
from .rows import View


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


@field("Query.ambiti")
def ambiti(
    it: Item,
    view: View,
    *,
    kind: str | None = None,
    region: str | None = None,
    on: date | None = None,
    **page: Any,
) -> Item:
    rows = [row for row in view.all("ambiti") if kind is None or row["kind"] == kind]
    rows = [row for row in rows if region is None or row["region"] == region]
    return paged(on_day(it, on), view, "Ambito", rows, **page)


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
