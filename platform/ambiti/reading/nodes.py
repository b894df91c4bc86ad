"""What many types share: Node, pages, warnings, and where a rule is written."""

from collections.abc import Mapping
from typing import Any, Generic, TypeVar

import strawberry
from sqlalchemy import ColumnElement, Select, Text, and_, cast

from ambiti.reading.binding import Bound, Narrow, bound_of
from ambiti.reading.identifiers import IdTerms
from ambiti.reading.text import quoted

T = TypeVar("T")


@strawberry.interface(description="Ciò che ha un identificativo globale.")
class Node:
    """Anything with a global identifier."""

    id: strawberry.ID = strawberry.field(description="Identificativo globale e opaco.")


@strawberry.type(description="Dove una pagina comincia e finisce.")
class PageInfo:
    """Where a page begins and ends."""

    has_next_page: bool = strawberry.field(description="Ci sono altri elementi dopo.")
    has_previous_page: bool = strawberry.field(description="Ci sono altri elementi prima.")
    start_cursor: str | None = strawberry.field(description="Cursore del primo elemento.")
    end_cursor: str | None = strawberry.field(description="Cursore dell'ultimo elemento.")


@strawberry.type(description="Un elemento di una pagina, col suo cursore.")
class Edge(Generic[T]):
    """One item of a page."""

    cursor: str = strawberry.field(description="Da passare ad after o before.")
    node: T = strawberry.field(description="L'elemento.")


@strawberry.type(description="Una pagina di elementi.")
class Connection(Generic[T]):
    """A page of items."""

    edges: list[Edge[T]] = strawberry.field(description="Gli elementi, nell'ordine.")
    page_info: PageInfo = strawberry.field(description="Dove la pagina comincia e finisce.")
    total_count: int = strawberry.field(description="Quanti sono in tutto, contati se chiesti.")


def by_identity(types: tuple[type[Any], ...]) -> Mapping[type[Any], Narrow]:
    """Find the row of any of these types by an identifier: the argument, or the driving row."""
    return {cls: _finder(cls.__name__, bound_of(cls)) for cls in types}


def _finder(name: str, bound: Bound) -> Narrow:
    def find(self: Any, id: IdTerms | None = None, **_: Any) -> Select[Any]:  # noqa: A002 - the contract's
        wanted = id or IdTerms(
            self.above.c.type_name, self.above.c.ambito_id, self.above.c.key, self.above.c.uuid
        )
        return self.select().where(identified(self.below, name, bound, wanted))  # type: ignore[no-any-return]

    return find


def identified(below: Any, name: str, bound: Bound, wanted: IdTerms) -> ColumnElement[bool]:
    """Keep the one row of a type that an identifier names."""
    named = wanted.type_name == quoted(name)
    if bound.key == "ambito_id":
        same = wanted.key == cast(wanted.ambito_id, Text)
        return and_(named, below.c.ambito_id == wanted.ambito_id, same)
    if bound.key != "id":
        return and_(named, below.c[bound.key] == wanted.key, wanted.ambito_id.is_(None))
    if "ambito_id" not in below.c:
        return and_(named, below.c.id == wanted.uuid, wanted.ambito_id.is_(None))
    return and_(named, below.c.ambito_id == wanted.ambito_id, below.c.id == wanted.uuid)
