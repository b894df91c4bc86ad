"""Connections: one page of rows by keyset, with its cursors, its neighbours and its total."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    Text,
    case,
    func,
    literal_column,
    select,
    tuple_,
)
from sqlalchemy.dialects.postgresql import aggregate_order_by

from ambiti.reading import cursors
from ambiti.reading.opened import Rows, every_column
from ambiti.reading.plan import Connection, Part
from ambiti.reading.text import Piece, joined, or_null, quoted, value_text

if TYPE_CHECKING:
    from ambiti.reading.printing import Level, Printer

POSITION = "position_on_page"
"""The column of a page beside those of its table."""


@dataclass(slots=True)
class PagePrinter:
    """Prints one connection. Rows are read in the order asked for, one more than the page."""

    printer: "Printer"
    page: Connection
    level: "Level"
    backward: bool = field(init=False)

    def __post_init__(self) -> None:
        """Know the direction, and the day on which everything below is read."""
        self.backward = "last" in self.page.arguments
        self.level = self.printer.day_of(self.page.arguments, self.level)

    def text(self) -> ColumnElement[str]:
        """Write the connection."""
        paged = self._paged()
        pieces: list[Piece] = ["{"]
        for number, part in enumerate(self.page.parts):
            pieces.append(f'{"," if number else ""}"{part.key}":')
            pieces.append(self._part_text(part, paged))
        one_row = func.count() >= literal_column("0", Integer)  # grouped, even with no figure asked
        return select(joined([*pieces, "}"])).select_from(paged).having(one_row).scalar_subquery()

    def _part_text(self, part: Part, paged: Any) -> Piece:
        if part.name == "__typename":
            return f'"{part.text}"'
        if part.name == "totalCount":
            return value_text(self._counted())
        if part.name == "edges":
            listed = func.string_agg(
                self._edge_text(part, paged), aggregate_order_by(quoted(","), self._in_order(paged))
            ).filter(position(paged) <= self._size())
            return joined(["[", func.coalesce(listed, quoted(""), type_=Text), "]"])
        pieces: list[Piece] = ["{"]
        for number, inner in enumerate(part.parts):
            pieces.append(f'{"," if number else ""}"{inner.key}":')
            pieces.append(self._page_info(inner, paged))
        return joined([*pieces, "}"])

    def _edge_text(self, part: Part, paged: Any) -> ColumnElement[str]:
        pieces: list[Piece] = ["{"]
        for number, inner in enumerate(part.parts):
            pieces.append(f'{"," if number else ""}"{inner.key}":')
            if inner.name == "__typename":
                pieces.append(f'"{inner.text}"')
            elif inner.name == "cursor":
                pieces.append(joined(['"', self._cursor(paged), '"']))
            else:
                below = self.level.below(paged)
                pieces.append(self.printer.object_text(inner.fields, below))
        return joined([*pieces, "}"])

    def _page_info(self, part: Part, paged: Any) -> Piece:
        if part.name == "__typename":
            return f'"{part.text}"'
        if part.name in {"startCursor", "endCursor"}:
            first = (part.name == "startCursor") is not self.backward
            order = position(paged) if first else position(paged).desc()
            return or_null(joined(['"', self._end(paged, order), '"']))
        more_ahead = (part.name == "hasNextPage") is not self.backward
        if more_ahead:
            return value_text(func.count() > self._size())
        return value_text(self._neighbours())

    def _end(self, paged: Any, order: Any) -> ColumnElement[str]:
        kept = case((position(paged) <= self._size(), self._cursor(paged)))
        agg = func.string_agg(kept, aggregate_order_by(quoted(" "), order), type_=Text)
        return func.split_part(agg, quoted(" "), literal_column("1", Integer), type_=Text)

    def _paged(self) -> Any:
        below, narrowed = self._opened()
        for name, ahead in (("after", True), ("before", False)):
            if name in self.page.arguments:
                narrowed = narrowed.where(self._beyond(below, name, ahead=ahead))
        keys = self._keys(below)
        order = [key.desc() for key in keys] if self.backward else keys
        numbered = func.row_number().over(order_by=order).label(POSITION)
        size = self.printer.bound("rows", lambda values: self._asked(values) + 1, Integer())
        chosen = (
            narrowed.with_only_columns(every_column(below), numbered, maintain_column_froms=True)
            .order_by(None)
            .order_by(*order)
            .limit(size)
            .correlate(*self.level.ancestors)
        )
        return Rows.of(self.page.bound.table, self.printer.name("page"), chosen)

    def _opened(self) -> tuple[Any, Select[Any]]:
        own = {n: g for n, g in self.page.arguments.items() if n not in _PAGE}
        terms = self.printer.terms(own)
        return self.printer.open(self.page.bound, self.page.source.narrow, self.level, terms)

    def _counted(self) -> ColumnElement[Any]:
        _, narrowed = self._opened()
        counted = narrowed.order_by(None).with_only_columns(
            func.count(), maintain_column_froms=True
        )
        return counted.correlate(*self.level.ancestors).scalar_subquery()

    def _neighbours(self) -> ColumnElement[bool]:
        """Say whether rows exist on the side that the cursor came from."""
        name = "before" if self.backward else "after"
        if name not in self.page.arguments:
            return self.printer.never()
        below, narrowed = self._opened()
        behind = self._beyond(below, name, ahead=self.backward, inclusive=True)
        return narrowed.where(behind).order_by(None).correlate(*self.level.ancestors).exists()

    def _beyond(
        self, below: Any, name: str, *, ahead: bool, inclusive: bool = False
    ) -> ColumnElement[bool]:
        read = self.page.arguments[name].value
        columns = [self.page.bound.table.c[key] for key in self.page.source.order]
        values = [
            self.printer.bound(name, cursors.element(read, columns, index), column.type)
            for index, column in enumerate(columns)
        ]
        keys, limit = tuple_(*self._keys(below)), tuple_(*values)
        if inclusive:
            return keys >= limit if ahead else keys <= limit
        return keys > limit if ahead else keys < limit

    def _keys(self, rows: Any) -> list[ColumnElement[Any]]:
        return [rows.c[key] for key in self.page.source.order]

    def _cursor(self, rows: Any) -> ColumnElement[str]:
        return cursors.encoded(self._keys(rows))

    def _in_order(self, paged: Any) -> ColumnElement[Any]:
        place = position(paged)
        return place.desc() if self.backward else place

    def _size(self) -> Any:
        return self.printer.bound("size", self._asked, Integer())

    def _asked(self, variables: Any) -> int:
        return self.printer.pages.size(self.page.arguments, variables)


def position(paged: Rows) -> ColumnElement[Any]:
    """Give the place of a row on its page."""
    return literal_column(f"{paged.name}.{POSITION}", Integer)


_PAGE: Sequence[str] = ("first", "after", "last", "before")
