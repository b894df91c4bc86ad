"""The plan of an operation: which rows, which values, under which keys of the answer."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.types import TypeEngine

from ambiti.reading.binding import Bound, Either, Expression, Inline, Page, Rows, Total


@dataclass(frozen=True, slots=True)
class Given:
    """An argument that was given: its value, found when the variables are known."""

    value: Callable[[Mapping[str, Any]], Any]
    sql_type: TypeEngine[Any] | None
    """None for a global identifier, which becomes several terms."""
    many: bool = False
    told: frozenset[str] = frozenset()
    """The types of the global identifiers."""


Arguments = Mapping[str, Given]
Cost = Callable[[Mapping[str, Any]], int]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A value of the row."""

    key: str
    name: str
    expression: Expression | None
    sure: bool
    """Whether the contract says it is never null."""


@dataclass(frozen=True, slots=True)
class Typename:
    """The name of the type: ``__typename``."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Identity:
    """The global identifier of the row."""

    key: str
    type_name: str
    column: str


@dataclass(frozen=True, slots=True)
class SameRow:
    """An object made of the same row."""

    key: str
    source: Inline
    fields: "tuple[Field, ...]"


@dataclass(frozen=True, slots=True)
class Branch:
    """Rows that hang from a row, or from nothing at the root; made ones are bound to no table."""

    key: str
    bound: Bound | None
    source: Rows
    arguments: Arguments
    many: bool
    fields: "tuple[Field, ...]"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure over rows."""

    key: str
    bound: Bound | None
    source: Total
    arguments: Arguments


@dataclass(frozen=True, slots=True)
class Alternative:
    """One concrete type of a choice, and what is selected on it."""

    bound: Bound
    narrow: Callable[..., Any]
    fields: "tuple[Field, ...]"


@dataclass(frozen=True, slots=True)
class Choice:
    """An interface or union."""

    key: str
    source: Either
    arguments: Arguments
    many: bool
    alternatives: tuple[Alternative, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Something asked of a connection: its name in the contract, and what was asked of it."""

    key: str
    name: str
    parts: "tuple[Part, ...]" = ()
    fields: "tuple[Field, ...]" = ()
    """Of a node, its fields."""
    text: str = ""
    """Of a ``__typename``, the name."""


@dataclass(frozen=True, slots=True)
class Connection:
    """Rows as a page. ``parts`` are the fields asked of it, each ``Part`` named as the contract."""

    key: str
    bound: Bound
    source: Page
    arguments: Arguments
    parts: tuple[Part, ...]


Field = Leaf | Typename | Identity | SameRow | Branch | Figure | Choice | Connection


def values_of(fields: Iterable[Field]) -> Iterator[str]:
    """Name the values that are selected on a row, and on objects that are made of it."""
    for one in fields:
        if isinstance(one, Leaf):
            yield one.name
        elif isinstance(one, SameRow):
            yield from values_of(one.fields)


def names_one(fields: Iterable[Field]) -> bool:
    """Tell whether a row of no tenant is selected that the row may name."""
    return any(
        isinstance(one, Branch)
        and not one.many
        and one.bound is not None
        and "ambito_id" not in one.bound.table.c
        for one in fields
    )


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole operation: its root fields, and its cost given the variables."""

    fields: tuple[Field, ...]
    cost: Cost
