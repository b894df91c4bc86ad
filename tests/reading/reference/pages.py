"""Pages: rows between two cursors, in their order."""

import base64
import binascii
import json
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from .fields import Item, Refused, columns, field, items
from .rows import Row, View


def _text(found: Any) -> str:
    if not isinstance(found, str) or "\0" in found:
        raise ValueError(found)
    return found


def _number(found: Any) -> int:
    if isinstance(found, bool) or not isinstance(found, int) or abs(found) >= 2**31:
        raise ValueError(found)
    return found


ORDERS: dict[str, dict[str, Callable[[Any], Any]]] = {
    "Ambito": {"slug": _text},
    "Meeting": {
        "held_on": lambda found: date.fromisoformat(_text(found)),
        "id": lambda found: UUID(_text(found)),
    },
    "Act": {
        "taken_on": lambda found: date.fromisoformat(_text(found)),
        "id": lambda found: UUID(_text(found)),
    },
    "Dispatch": {
        "sent_on": lambda found: date.fromisoformat(_text(found)),
        "id": lambda found: UUID(_text(found)),
    },
    **{
        kind: {
            column: lambda found: date.fromisoformat(_text(found)),
            "id": lambda found: UUID(_text(found)),
        }
        for kind, column in (
            ("Fulfilment", "done_on"),
            ("SigningMandate", "granted_on"),
            ("SignedContract", "signed_on"),
            ("Representation", "done_on"),
            ("Representative", "since"),
        )
    },
    "JournalEntry": {"number": _number},
    "LedgerMovement": {"number": _number, "id": lambda found: UUID(_text(found))},
    "Tenure": {
        "since": lambda found: date.fromisoformat(_text(found)),
        "id": lambda found: UUID(_text(found)),
    },
    "Adherent": {"name": _text, "id": lambda found: UUID(_text(found))},
    "Participation": {"name": _text, "id": lambda found: UUID(_text(found))},
    "Encounter": {
        "held_on": lambda found: date.fromisoformat(_text(found)),
        "id": lambda found: UUID(_text(found)),
    },
    **{
        kind: {name: _text, "id": lambda found: UUID(_text(found))}
        for kind, name in (("CaseFile", "code"), ("ArchivedDocument", "title"))
    },
    **{
        kind: {
            name: lambda found: date.fromisoformat(_text(found)),
            "id": lambda found: UUID(_text(found)),
        }
        for kind, name in (
            ("PersonalRecord", "recorded_on"),
            ("RightsRequest", "received_on"),
            ("Complaint", "received_on"),
            ("AccessRequest", "requested_on"),
            ("Inspection", "inspected_on"),
            ("Riparto", "proposed_on"),
            ("CostAttribution", "attributed_on"),
            ("Obligation", "opened_on"),
        )
    },
    "Due": {
        "entered_on": lambda found: date.fromisoformat(_text(found)),
        "obligation_id": lambda found: UUID(_text(found)),
        "number": _number,
    },
    "ContactPoint": {
        "kind": _text,
        "address": _text,
        "id": lambda found: UUID(_text(found)),
    },
    "AccountingImport": {
        "started_at": lambda found: datetime.fromisoformat(_text(found)),
        "id": lambda found: UUID(_text(found)),
    },
    "PersonalAccess": {
        "at": lambda found: datetime.fromisoformat(_text(found)),
        "id": lambda found: UUID(_text(found)),
    },
}
"""By which columns the rows of a page are ordered, and how a cursor says each."""


def place_of(kind: str, row: Row) -> tuple[Any, ...]:
    return tuple(row[column] for column in ORDERS[kind])


def _written(found: Any) -> Any:
    if isinstance(found, datetime):
        return found.isoformat()
    return found if isinstance(found, int) else str(found)


def cursor_of(kind: str, row: Row) -> str:
    told = [_written(found) for found in place_of(kind, row)]
    return base64.b64encode(json.dumps(told, ensure_ascii=False).encode()).decode()


def stopped_at(kind: str, cursor: str) -> tuple[Any, ...]:
    try:
        told = json.loads(base64.b64decode(cursor.encode("ascii"), validate=True))
        if not isinstance(told, list):
            raise TypeError(told)
        pairs = zip(ORDERS[kind].values(), told, strict=True)
        return tuple(read(found) for read, found in pairs)
    except (ValueError, TypeError, binascii.Error) as error:
        raise Refused(cursor) from error


def paged(  # noqa: PLR0913 - the arguments of the contract
    it: Item,
    view: View,
    kind: str,
    found: Iterable[Row],
    *,
    first: int | None = None,
    after: str | None = None,
    last: int | None = None,
    before: str | None = None,
) -> Item:
    """Give the page that is asked for."""
    if first is not None and last is not None:
        raise Refused((first, last))
    size = next((n for n in (first, last) if n is not None), view.page_default)
    if not 0 <= size <= view.page_largest:
        raise Refused(size)
    rows = sorted(found, key=lambda row: place_of(kind, row))
    low = None if after is None else stopped_at(kind, after)
    high = None if before is None else stopped_at(kind, before)
    between = [
        row
        for row in rows
        if (low is None or place_of(kind, row) > low)
        and (high is None or place_of(kind, row) < high)
    ]
    if last is None:
        kept = between[:size]
        ahead = len(between) > size
        behind = low is not None and any(place_of(kind, row) <= low for row in rows)
    else:
        kept = between[len(between) - size :] if size < len(between) else between
        behind = len(between) > size
        ahead = high is not None and any(place_of(kind, row) >= high for row in rows)
    cursors = [cursor_of(kind, row) for row in kept]
    return it.of(
        f"{kind}Connection",
        {"count": len(rows), "kept": kept, "cursors": cursors, "ahead": ahead, "behind": behind},
    )


def _pages_of(kind: str) -> None:
    columns(f"{kind}Connection", totalCount="count")

    @field(f"{kind}Connection.edges")
    def edges(it: Item, _view: View) -> list[Item]:
        return items(it, f"{kind}Edge", it.row["kept"])

    @field(f"{kind}Edge.cursor")
    def cursor(it: Item, _view: View) -> str:
        return cursor_of(kind, it.row)

    @field(f"{kind}Edge.node")
    def node(it: Item, _view: View) -> Item:
        return it.of(kind, it.row)

    @field(f"{kind}Connection.pageInfo")
    def page_info(it: Item, _view: View) -> Item:
        return it.of("PageInfo", it.row)


for _kind in ORDERS:
    _pages_of(_kind)

columns("PageInfo", hasNextPage="ahead", hasPreviousPage="behind")


@field("PageInfo.startCursor")
def start_cursor(it: Item, _view: View) -> str | None:
    found: list[str] = it.row["cursors"]
    return found[0] if found else None


@field("PageInfo.endCursor")
def end_cursor(it: Item, _view: View) -> str | None:
    found: list[str] = it.row["cursors"]
    return found[-1] if found else None
