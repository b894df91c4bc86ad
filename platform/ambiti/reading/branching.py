"""Rows that hang from a row: a list of them, or the one that the row above names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, Text, case, func, select, true
from sqlalchemy.dialects.postgresql import aggregate_order_by

from ambiti.reading.binding import Bound
from ambiti.reading.identifiers import IdTerms
from ambiti.reading.naming import Joins, is_one
from ambiti.reading.plan import Branch, names_one, values_of
from ambiti.reading.text import NULL, Piece, or_null, quoted

if TYPE_CHECKING:
    from ambiti.reading.printing import Level, Printer


@dataclass(slots=True)
class BranchPrinter:
    """Prints one branch."""

    printer: "Printer"
    branch: Branch
    level: "Level"

    def pieces(self) -> Sequence[Piece]:
        """Write the rows, or the row: null where there is none."""
        printer, one = self.printer, self.branch
        inner, terms = printer.day_of(one.arguments, self.level), printer.terms(one.arguments)
        if one.bound is None:
            return self._written(*self._made(inner, terms))
        return self._bound(one.bound, inner, terms)

    def _made(
        self, inner: "Level", terms: Mapping[str, Any]
    ) -> tuple[Select[Any], ColumnElement[str]]:
        """Give rows that are those of no table, with what is written of each."""
        printer, one = self.printer, self.branch
        place = replace(printer.place(inner, None), asked=frozenset(values_of(one.fields)))
        narrowed = one.source.narrow(place, **terms)
        below = narrowed.correlate(*self.level.ancestors).subquery(printer.name("made"))
        told = next((t.told for t in terms.values() if isinstance(t, IdTerms)), None)
        return select(below), printer.object_text(one.fields, inner.below(below, told))

    def _bound(self, bound: Bound, inner: "Level", terms: Mapping[str, Any]) -> Sequence[Piece]:
        printer, one, ancestors = self.printer, self.branch, self.level.ancestors
        below = printer.alias(bound.table)
        narrowed = one.source.narrow(printer.place(inner, below), **terms)
        seen = printer.guard.once(bound.table, narrowed, below, ancestors) if one.many else None
        guarded = printer.guard.visible(bound.table, below) if seen is None else true()
        rows = narrowed.where(guarded, bound.own(below))
        if self.level.joins is not None and not one.many and is_one(bound, rows, below):
            return [self._joined(self.level.joins, inner, below, rows)]
        begins = one.many and names_one(one.fields)
        joins = Joins.of(below, rows, ancestors) if begins else None
        item = printer.object_text(one.fields, inner.below(below, joins=joins))
        rows = rows if joins is None else joins.to(rows)
        return self._written(rows.correlate(*ancestors), item, seen)

    def _joined(
        self, joins: Joins, inner: "Level", below: Any, rows: Select[Any]
    ) -> ColumnElement[str]:
        """Write the row that the row above names, joined to it; null where it names none."""
        joins.add(below, rows)
        text = self.printer.object_text(self.branch.fields, inner.below(below, joins=joins))
        there = [below.c[one.key].is_(None) for one in below.table.primary_key]
        return case((there[0], quoted(NULL)), else_=text)

    def _written(
        self,
        rows: Select[Any],
        item: ColumnElement[str],
        seen: ColumnElement[bool] | None = None,
    ) -> Sequence[Piece]:
        if self.branch.many:
            return list_pieces(rows, item, self.printer.name("items"), seen)
        chosen = rows.with_only_columns(item.label("j"), maintain_column_froms=True)
        return [or_null(chosen.scalar_subquery())]


def list_pieces(
    rows: Select[Any],
    item: ColumnElement[str],
    name: str,
    seen: ColumnElement[bool] | None = None,
) -> Sequence[Piece]:
    """Write a list of an item for each of the rows, in their order; if they are not seen, of none.

    They are put in order where they are added up, so that rows are sorted and not texts. ``name``
    is for those of which only some are wanted.
    """
    order = rows._order_by_clauses  # noqa: SLF001 - a select tells its order in no other way
    only_some = rows._distinct or rows._has_row_limiting_clause  # noqa: SLF001 - nor this
    if only_some:
        chosen = rows.with_only_columns(item.label("j"), maintain_column_froms=True)
        items = chosen.subquery(name)
        rows, item, order = select(items), items.c.j, ()
    comma = aggregate_order_by(quoted(","), *order) if order else quoted(",")
    listed: ColumnElement[str] = func.string_agg(item, comma, type_=Text)
    added = rows.with_only_columns(listed, maintain_column_froms=True).order_by(None)
    told: Any = added.scalar_subquery()
    told = told if seen is None else case((seen, told))
    return ["[", func.coalesce(told, quoted(""), type_=Text), "]"]
