"""Queries that between them ask every field of the contract, written from the contract itself.

A new field is asked without a word here; a new argument that must be given is told its value.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from graphql import (
    GraphQLArgument,
    GraphQLField,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    TypeInfo,
    TypeInfoVisitor,
    Visitor,
    get_named_type,
    is_abstract_type,
    is_enum_type,
    is_leaf_type,
    is_required_argument,
    parse,
    visit,
)

from ambiti.contract import schema

CONTRACT: Final[GraphQLSchema] = schema._schema  # noqa: SLF001 - it has no public name
QUERY: Final[GraphQLObjectType] = CONTRACT.type_map["Query"]  # type: ignore[assignment]

GIVEN: Mapping[str, str] = {"slug": "String!", "istatCode": "String!", "kind": "String!"} | {
    "act": "String!",
    "region": "String!",
    "year": "Int!",
    "id": "ID!",
    "ids": "[ID!]!",
}
"""The arguments that must be given at the root, and their types: each is a variable."""
SAID: Mapping[str, str] = {
    "year": "2026",
    "to": "1",
    "instrument": '"zatto"',
    "matter": '"zmateria"',
}
"""The arguments that must be given below the root: what is written for each."""
ACTING: Final = frozenset({"Mutation", "Refusal", "Subscription", "Violation", "ViolationSource"})
"""The types that no query answers with, beside those that say the success of an act."""
Way = tuple[tuple[str, str], ...]
SIZES = ("first: 50", "last: 50")
LEAVES = "leaves"


@dataclass(frozen=True, slots=True)
class Query:
    """One document, and the variables that it needs beside the day."""

    name: str
    text: str
    needs: frozenset[str] = frozenset()


def selection(kind: GraphQLNamedType, depth: int, path: tuple[str, ...] = ()) -> str:
    """Write all the leaves of a type, and what hangs from it down to a depth."""
    if not is_abstract_type(kind):
        return "{" + _fields(kind, depth, path) + "}"
    concrete = sorted(CONTRACT.get_possible_types(kind), key=lambda one: one.name)
    each = [f"... on {one.name} {{{_fields(one, depth, path, one.name)}}}" for one in concrete]
    return "{__typename " + " ".join(each) + "}"


def _fields(kind: Any, depth: int, path: tuple[str, ...], alias: str = "") -> str:
    pieces = [] if alias else ["__typename"]  # above the concrete types it is asked once
    for name, asked in kind.fields.items():
        found = get_named_type(asked.type)
        call = f"{alias}_{name}: " if alias else ""  # concrete types may not disagree on a name
        call += f"{name}{_arguments(asked)}"
        if is_leaf_type(found):
            pieces.append(call)
        elif depth > 0 and path.count(found.name) < 2:
            pieces.append(call + selection(found, depth - 1, (*path, found.name)))
    return " ".join(pieces)


def _arguments(asked: GraphQLField) -> str:
    given = [
        f"{name}: {_value(name, argument)}"
        for name, argument in asked.args.items()
        if is_required_argument(argument)
    ]
    return f"({', '.join(given)})" if given else ""


def _value(name: str, argument: GraphQLArgument) -> str:
    kind: Any = get_named_type(argument.type)
    if is_enum_type(kind):
        return str(next(iter(kind.values)))
    if name in SAID:
        return SAID[name]
    assert name in GIVEN, f"tell battery.GIVEN what the argument {name} is to be given"
    return f"${name}"


@cache
def battery() -> tuple[Query, ...]:
    """Give the queries: every root, every field below it, and every way to another Ambito."""
    found = list(_written())
    gaps = set(fields_there() - fields_asked(found))
    for way in ways():
        if way[-1] in gaps:
            found.append(at_the_end(way))
            gaps -= fields_asked(found[-1:])
    for kind, name in sorted(gaps):  # of a type that only its identifier leads to
        below = _one(name, _fields_of(kind)[name], 1)
        found.append(_query(f"{kind}.{name}", f"nodes(ids: $ids){{... on {kind} {{{below}}}}}"))
    return tuple(found)


@cache
def lists() -> tuple[Query, ...]:
    """Give the queries that need to be told nothing, or everything: pages and identifiers."""
    return tuple(one for one in battery() if one.needs <= {"ids"})


@cache
def beyond() -> tuple[Query, ...]:
    """Give the queries that ask what hangs from every Ambito that something leads to."""
    return tuple(at_the_end(way, 1) for way in _to_an_ambito())


def _written() -> Iterator[Query]:
    for name, asked in QUERY.fields.items():
        found: Any = get_named_type(asked.type)
        if found.name.endswith("Connection"):
            yield from _of_pages(name, asked, found)
        else:
            depth = 0 if "id" in found.fields or is_abstract_type(found) else 1
            yield _query(name, _root(name, asked) + selection(found, depth))
    for way in _to_an_ambito():
        yield at_the_end(way)


def _to_an_ambito() -> Iterator[Way]:
    for way in ways():
        kind, name = way[-1]
        if get_named_type(_fields_of(kind)[name].type).name == "Ambito" and kind != "AmbitoEdge":
            yield way


def at_the_end(path: Way, depth: int = 0, beside: str = "") -> Query:
    """Write the query that goes a way, and asks what hangs from its end and a list beside it."""
    body = ""
    for kind, name in reversed(path):
        asked = _fields_of(kind)[name]
        found = get_named_type(asked.type)
        if not body and not is_leaf_type(found):
            body = selection(found, depth)
        call = _root(name, asked) if kind == "Query" else f"{name}{_arguments(asked)}"
        other = ""
        if beside:
            other = f" {beside}{_arguments(_fields_of(kind)[beside])}{{__typename}}"
            beside = ""
        body = f"{{{call}{body}{other}}}"
    return _query(" ".join(name for _, name in path), body[1:-1])


def ways() -> Iterator[Way]:
    """Find the shortest way from a root to each field of each type."""
    ways: dict[str, Way] = {"Query": ()}
    for kind in (queue := ["Query"]):
        for name, asked in _fields_of(kind).items():
            way = (*ways[kind], (kind, name))
            yield way
            found = get_named_type(asked.type)
            if isinstance(found, GraphQLObjectType) and found.name not in ways:
                ways[found.name] = way
                queue.append(found.name)


def _fields_of(kind: str) -> Mapping[str, GraphQLField]:
    found: Any = CONTRACT.type_map[kind]
    fields: Mapping[str, GraphQLField] = found.fields
    return fields


def _of_pages(name: str, asked: GraphQLField, found: Any) -> Iterator[Query]:
    item: Any = get_named_type(get_named_type(found.fields["edges"].type).fields["node"].type)
    info = "totalCount pageInfo{hasNextPage hasPreviousPage startCursor endCursor}"
    for part, below in _parts(item, 1):
        node = f"edges{{cursor node{{{below}}}}}"
        for size in SIZES if part == LEAVES else SIZES[:1]:
            on = ", on: $on" if "on" in asked.args else ""
            yield _query(f"{name} {part} {size}", f"{name}({size}{on}){{{info} {node}}}")


def _parts(kind: Any, depth: int) -> Iterator[tuple[str, str]]:
    """Divide what a row may be asked into selections that are not too large."""
    leaves = {n: f for n, f in kind.fields.items() if is_leaf_type(get_named_type(f.type))}
    yield LEAVES, " ".join(["__typename", *(_one(n, f, 0) for n, f in leaves.items())])
    for name, asked in kind.fields.items():
        if name not in leaves:
            yield name, f"__typename {_one(name, asked, depth)}"


def _one(name: str, asked: GraphQLField, depth: int) -> str:
    found: Any = get_named_type(asked.type)
    inner = "" if is_leaf_type(found) else selection(found, depth, (found.name,))
    return f"{name}{_arguments(asked)}{inner}"


def _root(name: str, asked: GraphQLField) -> str:
    given = [f"{one}: ${one}" for one in asked.args if is_required_argument(asked.args[one])]
    for one in given:
        assert one.partition(":")[0] in GIVEN, f"tell battery.GIVEN what {name}({one}) is given"
    given += ["on: $on"] * ("on" in asked.args)
    return f"{name}({', '.join(given)})" if given else name


def _query(name: str, body: str) -> Query:
    needs = frozenset(re.findall(r"\$(\w+)", body)) & GIVEN.keys()
    declared = [f"${one}: {GIVEN[one]}" for one in sorted(needs)]
    declared += ["$on: Date"] * ("$on" in body)
    head = f"query({', '.join(declared)})" if declared else "query"
    return Query(name, f"{head}{{{body}}}", needs)


def fields_asked(queries: Iterable[Query]) -> frozenset[tuple[str, str]]:
    """Tell every (type, field) that the queries ask."""
    found: set[tuple[str, str]] = set()
    info = TypeInfo(CONTRACT)

    class Asking(Visitor):
        def enter_field(self, node: Any, *_: Any) -> None:
            parent = info.get_parent_type()
            assert parent is not None
            if not node.name.value.startswith("__"):
                found.add((parent.name, node.name.value))

    for query in queries:
        visit(parse(query.text), TypeInfoVisitor(info, Asking()))
    return frozenset(found)


def fields_there() -> frozenset[tuple[str, str]]:
    """Tell every (type, field) of the contract that a query reads."""
    return frozenset(
        (name, one)
        for name, kind in CONTRACT.type_map.items()
        if isinstance(kind, GraphQLObjectType) and not name.startswith("__")
        if name not in ACTING and not name.endswith("Success")
        for one in kind.fields
    )


def leaves_there() -> frozenset[tuple[str, str]]:
    """Tell the (type, field) that are values and not objects."""
    return frozenset(
        (kind, name)
        for kind, name in fields_there()
        if is_leaf_type(get_named_type(_fields_of(kind)[name].type))
    )
