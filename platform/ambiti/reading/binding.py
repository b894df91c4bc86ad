"""How a GraphQL type says which rows it reads.

The vocabulary, used in the ``graph.py`` of each slice:

* ``@reads(kind, table)`` binds a type to a table of a kind of the policies;
* ``column(...)`` is the column the field is named after, ``value(expr)`` made from the row;
* ``inline(...)`` is an object made of the same row (a source, a term);
* ``@rows(shape)`` is a function that narrows other rows and never fetches;
* ``@page(shape, order)`` is ``@rows`` as a Relay connection with keyset cursors;
* ``@total(over, value)`` is one figure over other rows;
* ``either(...)`` is an interface or union: the first alternative that has a row.

The typed parameters of the functions are the arguments of the contract. An argument that was not
given is ``None``; one that was given is a SQL term, so a function may only ask whether it is there.
An argument named ``on`` is the day on which everything below is read.
"""

import functools
import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Protocol, TypeVar

import strawberry
from sqlalchemy import ColumnElement, FromClause, Select, Table, and_, select, true

if TYPE_CHECKING:
    from ambiti.reading.kinds import Holder, Kind

Expression = Callable[[Any], ColumnElement[Any]]
METADATA = "reads"
T = TypeVar("T")


class PolicyTerms(Protocol):
    """What a field that explains permissions may ask of the policies, as SQL terms."""

    def allowed(self, kind: str, act: str, rows: FromClause) -> ColumnElement[bool]:
        """Say whether the caller may do this to the row."""
        ...


@dataclass(frozen=True, slots=True)
class Place:
    """Where a narrowing function stands: the row above (none at the root), the rows below.

    ``day`` is the day on which the rows are read. ``also`` opens another table that the function
    looks at, guarded like every other. ``holder`` is the caller, as SQL terms. ``outcome`` gives
    what an act came to, by name and SQL type, where its answer is read. ``told``: the types that
    the identifier which made the row above may name, where it was made by one. ``asked``: of made
    rows, the values that are selected on them, by the names of their fields in Python.
    """

    above: Any
    below: Any
    day: ColumnElement[Any]
    holder: "Holder"
    also: Callable[[Table], Any]
    world: Any
    outcome: Callable[[str, Any], Any]
    told: frozenset[str] | None = None
    asked: frozenset[str] = frozenset()

    def select(self) -> Select[Any]:
        """Start from all the rows below."""
        return select(self.below)

    def holds(self, rows: Any) -> ColumnElement[bool]:
        """Keep what is valid on the day: [valid_from, valid_until)."""
        return and_(rows.c.valid_from <= self.day, rows.c.valid_until > self.day)


Narrow = Callable[..., Select[Any]]


@dataclass(frozen=True, slots=True)
class Bound:
    """A type's rows: the kind that guards them, the table, and how a row is identified.

    ``only`` tells its rows from those of another type that is kept in the same table.
    """

    kind: "Kind"
    table: Table
    key: str
    only: Callable[[Any], ColumnElement[bool]] | None = None

    def own(self, rows: Any) -> ColumnElement[bool]:
        """Keep the rows of this type."""
        return true() if self.only is None else self.only(rows)


@dataclass(frozen=True, slots=True)
class Value:
    """A leaf: an expression over the row, or the column named after the field."""

    expression: Expression | None = None


@dataclass(frozen=True, slots=True)
class GlobalIdentity:
    """The ``id`` of a node."""


@dataclass(frozen=True, slots=True)
class Inline:
    """An object made of the row above itself, absent where ``present`` is false."""

    present: Callable[[Any], ColumnElement[bool]] | None = None


@dataclass(frozen=True, slots=True)
class Rows:
    """Other rows; ``expect`` says how many a list usually has, for the cost.

    ``made``: the rows are not those of a table but the select's own (a sum by group); whatever it
    reads it opens with ``also``.
    """

    narrow: Narrow
    expect: int = 10
    made: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """Other rows as a connection, ordered by these columns (the last one unique)."""

    narrow: Narrow
    order: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Total:
    """One figure over the rows of a type; without ``over``, what the select itself gives."""

    narrow: Narrow
    over: Any = None
    figure: Callable[[Any], ColumnElement[Any]] | None = None


@dataclass(frozen=True, slots=True)
class Either:
    """An interface or union: for each concrete type, how its row is found."""

    alternatives: Callable[[], Mapping[type[Any], Narrow]]
    drive: Narrow
    over: Table | None = None
    expect: int = 10
    keep_missing: bool = False
    told_by: str | None = None
    """The argument whose identifiers tell of which concrete types a row can be."""


Source = Value | GlobalIdentity | Inline | Rows | Page | Total | Either


def reads(
    kind: "Kind",
    table: Table,
    *,
    key: str = "id",
    only: Callable[[Any], ColumnElement[bool]] | None = None,
) -> Callable[[type[T]], type[T]]:
    """Bind a type to a table, or to some of its rows; apply it below ``@strawberry.type``."""

    def bind(cls: type[T]) -> type[T]:
        cls.__reads__ = Bound(kind, table, key, only)  # type: ignore[attr-defined]
        return cls

    return bind


def column(description: str) -> Any:
    """Read the column that the field is named after."""
    return strawberry.field(description=description, metadata={METADATA: Value()})


def value(expression: Expression, description: str) -> Any:
    """Read an expression over the row."""
    return strawberry.field(description=description, metadata={METADATA: Value(expression)})


def identity(description: str = "Identificativo globale e opaco, valido per node e nodes.") -> Any:
    """Read the global identifier of the row."""
    return strawberry.field(description=description, metadata={METADATA: GlobalIdentity()})


def inline(description: str, *, present: Callable[[Any], ColumnElement[bool]] | None = None) -> Any:
    """Read an object that is made of the same row."""
    return strawberry.field(description=description, metadata={METADATA: Inline(present)})


def rows(
    shape: Any, description: str, *, expect: int = 10, made: bool = False
) -> Callable[[Narrow], Any]:
    """Read other rows: a list, or at most one.

    With ``made`` the function selects columns of its own, named after the fields, from tables that
    it opens with ``also``; the type is bound to none.
    """

    def bind(narrow: Narrow) -> Any:
        return _field(narrow, shape, description, Rows(narrow, expect, made))

    return bind


def total(
    shape: Any,
    description: str,
    *,
    over: type[Any] | None = None,
    figure: Callable[[Any], ColumnElement[Any]] | None = None,
) -> Callable[[Narrow], Any]:
    """Read one figure over the rows of a type.

    Without ``over`` and ``figure`` the function selects one value itself, from tables that it
    opens with ``also``.
    """

    def bind(narrow: Narrow) -> Any:
        return _field(narrow, shape, description, Total(narrow, over, figure))

    return bind


First = Annotated[int | None, strawberry.argument(description="Quanti, dall'inizio.")]
After = Annotated[str | None, strawberry.argument(description="Dopo questo cursore.")]
Last = Annotated[int | None, strawberry.argument(description="Quanti, dalla fine.")]
Before = Annotated[str | None, strawberry.argument(description="Prima di questo cursore.")]
PAGE_ARGUMENTS: Mapping[str, Any] = {
    "first": First,
    "after": After,
    "last": Last,
    "before": Before,
}


def page(shape: Any, description: str, *, order: Sequence[str]) -> Callable[[Narrow], Any]:
    """Read other rows as a Relay connection: its arguments are added to the function's own."""

    def bind(narrow: Narrow) -> Any:
        asked = _copy(narrow)
        signature = inspect.signature(narrow)
        extra = [
            inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=kind)
            for name, kind in PAGE_ARGUMENTS.items()
        ]
        asked.__signature__ = signature.replace(  # type: ignore[attr-defined]
            parameters=[*signature.parameters.values(), *extra]
        )
        asked.__annotations__ = {**narrow.__annotations__, **PAGE_ARGUMENTS}
        return _field(asked, shape, description, Page(narrow, tuple(order)))

    return bind


def either(  # noqa: PLR0913 - each by its name
    shape: Any,
    description: str,
    *,
    alternatives: Callable[[], Mapping[type[Any], Narrow]],
    over: Table | None = None,
    expect: int = 10,
    keep_missing: bool = False,
    told_by: str | None = None,
) -> Callable[[Narrow], Any]:
    """Read an interface or union.

    To-one: the function only declares the arguments, and the alternatives narrow from the row
    above. To-many: the function narrows the driving rows (of ``over``, or any it makes), each of
    which is the row above for the alternatives; with ``keep_missing`` a driving row that has none
    is ``null``. The identifiers given as ``told_by`` tell which alternatives can have a row: the
    others are not looked at.
    """

    def bind(narrow: Narrow) -> Any:
        return _field(
            narrow,
            shape,
            description,
            Either(alternatives, narrow, over, expect, keep_missing, told_by),
        )

    return bind


def _copy(narrow: Narrow) -> Narrow:
    """Make a function of the same name and place, to be given another signature."""

    def asked(*_args: Any, **_given: Any) -> Select[Any]:
        raise AssertionError(narrow)  # strawberry reads its signature; nothing calls it

    functools.update_wrapper(asked, narrow)
    del asked.__wrapped__  # type: ignore[attr-defined]
    return asked


def _field(resolver: Narrow, shape: Any, description: str, source: Source) -> Any:
    return strawberry.field(
        resolver=resolver,
        graphql_type=shape,
        description=description,
        metadata={METADATA: source},
    )


def bound_of(cls: type[Any]) -> Bound:
    """Tell the rows that a type reads."""
    bound: Bound = cls.__reads__
    return bound
