"""What a select says of its rows: which of their columns are those of a row above."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import BinaryExpression, BooleanClauseList, ColumnElement, FromClause, Select
from sqlalchemy.sql.operators import and_, eq

from ambiti.reading.binding import Bound


def named(chosen: Select[Any], rows: Any) -> Mapping[str, ColumnElement[Any]]:
    """Tell what the columns of the rows chosen must be, of those that must be something."""
    return {
        str(one.left.key): one.right
        for one in _all_of(chosen.whereclause)
        if isinstance(one, BinaryExpression)
        and one.operator is eq
        and getattr(one.left, "table", None) is rows
    }


def is_one(bound: Bound, chosen: Select[Any], rows: Any) -> bool:
    """Tell whether a select says its row by the whole key of a table that is of no tenant."""
    said = [*_all_of(chosen.whereclause)]
    key = {one.key for one in bound.table.primary_key}
    of_nobody = "ambito_id" not in bound.table.c and bound.only is None
    return of_nobody and len(said) == len(key) and named(chosen, rows).keys() == key


def _all_of(clause: ColumnElement[Any] | None) -> Iterable[ColumnElement[Any]]:
    """Give what must hold together."""
    if isinstance(clause, BooleanClauseList) and clause.operator is and_:
        return clause.clauses
    return () if clause is None else (clause,)


def _read_from(chosen: Select[Any]) -> Sequence[FromClause]:
    """Tell what a select reads from, as ``get_final_froms``, which compiles it whole to know."""
    state: Callable[..., Any] = chosen._compile_state_factory  # noqa: SLF001
    found: Sequence[FromClause] = state(chosen, None)._get_display_froms()  # noqa: SLF001
    return found


@dataclass(slots=True)
class Joins:
    """The rows that are joined to those of a list, each of which names one: a comune.

    PostgreSQL looks up what is joined for less than what is selected for each row. What is kept
    by tenant is not joined: how much of it is seen, no plan that is made beforehand can know.
    """

    rows: Any
    found: list[tuple[Any, ColumnElement[bool]]] = field(default_factory=list)

    @classmethod
    def of(cls, rows: Any, chosen: Select[Any], ancestors: Sequence[Any]) -> "Joins | None":
        """Begin with the rows of a select, where it reads nothing else but rows above."""
        own = [one for one in _read_from(chosen) if one not in ancestors]
        return cls(rows) if own == [rows] else None

    def add(self, row: Any, chosen: Select[Any]) -> None:
        """Join a row by what a select says of it."""
        on = chosen.whereclause
        assert on is not None  # noqa: S101 - it says the key
        self.found.append((row, on))

    def to(self, chosen: Select[Any]) -> Select[Any]:
        """Join what was found."""
        joined = self.rows
        for one, on in self.found:
            joined = joined.outerjoin(one, on)
        return chosen.select_from(joined) if self.found else chosen
