"""Every field of the contract says where it is read, and what can't be null never is."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from graphql import (
    GraphQLArgument,
    Undefined,
    get_named_type,
    get_nullable_type,
    is_enum_type,
    is_interface_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
    is_object_type,
)
from sqlalchemy import Column, Table, UniqueConstraint, bindparam

from ambiti.contract import KINDS
from ambiti.reading import binding
from ambiti.reading.arguments import SCALARS
from ambiti.reading.binding import Bound, Either, Inline, Page, Rows, Total, Value
from ambiti.reading.kinds import Holder, Kind

from .conftest import CONTRACT

PAGES = ("Connection", "Edge", "PageInfo")
"""The types that pages are made of: the machine writes their fields itself."""
DECLARED = "strawberry-definition"


@dataclass(frozen=True)
class OneField:
    """A field of an object, and what is declared of it."""

    of: Any
    name: str
    type: Any
    described: str | None
    arguments: tuple[GraphQLArgument, ...]
    column: str
    source: Any

    @property
    def named(self) -> Any:
        return get_named_type(self.type)

    def __str__(self) -> str:
        return f"{self.of.name}.{self.name}"


def objects() -> Iterator[Any]:
    """Give the types of the contract that are made of rows: all but what is done."""
    for kind in CONTRACT.type_map.values():
        written = kind.name.startswith("__") or kind.name.endswith(PAGES)
        if is_object_type(kind) and not written and kind is not CONTRACT.mutation_type:
            yield kind


def fields_of(kind: Any) -> Iterator[OneField]:
    """Give each field of a type."""
    for name, field in kind.fields.items():
        declared = field.extensions[DECLARED]
        source = declared.metadata.get(binding.METADATA)
        arguments = tuple(field.args.values())
        yield OneField(
            kind, name, field.type, field.description, arguments, declared.python_name, source
        )


ALL = [one for kind in objects() for one in fields_of(kind)]


def bound(kind: Any) -> Bound | None:
    return getattr(kind.extensions[DECLARED].origin, "__reads__", None)


def bounds() -> dict[str, Bound]:
    found = {kind.name: bound(kind) for kind in objects()}
    return {name: one for name, one in found.items() if one is not None}


def tables_of(kind: Any) -> list[Table]:
    """Tell the tables whose rows a type may be made of: its own, or those it is inline in."""
    own = bound(kind)
    if own is not None:
        return [own.table]
    over = [one for one in ALL if isinstance(one.source, Inline) and one.named is kind]
    return [table for one in over for table in tables_of(one.of)]


@pytest.mark.parametrize("kind", list(objects()), ids=lambda kind: kind.name)
class TestTheFieldsOfEachType:
    def test_have_a_source_and_are_described(self, kind: Any) -> None:
        for one in fields_of(kind):
            assert isinstance(one.source, binding.Source), one
            assert one.described, one
            assert all(argument.description for argument in one.arguments), one

    def test_are_read_in_the_way_of_their_types(self, kind: Any) -> None:
        for one in fields_of(kind):
            assert_fitting(one)

    def test_are_columns_that_are_there(self, kind: Any) -> None:
        for one in fields_of(kind):
            if isinstance(one.source, Value) and one.source.expression is None:
                assert all(one.column in table.c for table in tables_of(kind)), one

    def test_are_no_columns_that_may_be_null_where_the_contract_says_never(self, kind: Any) -> None:
        over = [above.source for above in ALL if above.named is kind]
        if any(isinstance(above, Inline) and above.present for above in over):
            return
        for one in fields_of(kind):
            if isinstance(one.source, Value) and is_non_null_type(one.type):
                for table in tables_of(kind):
                    read = read_in(one, table.alias())
                    assert not (isinstance(read, Column) and read.nullable), one

    def test_take_arguments_that_can_be_bound(self, kind: Any) -> None:
        for one in fields_of(kind):
            for argument in one.arguments:
                named = get_named_type(argument.type)
                assert named.name == "ID" or named.name in SCALARS or is_enum_type(named), one
                assert argument.default_value is None or argument.default_value is Undefined, one


def assert_fitting(one: OneField) -> None:
    """See that the source of a field gives what its type says."""
    match one.source:
        case Value() | binding.GlobalIdentity() | Total():
            assert is_leaf_type(one.named), one
        case Inline():
            assert is_object_type(one.named), one
            assert not is_list_type(get_nullable_type(one.type)), one
            assert is_non_null_type(one.type) is (one.source.present is None), one
        case Rows():
            assert is_object_type(one.named), one
            assert (bound(one.named) is None) is one.source.made, one
        case Page():
            assert_ordered(one)
        case Either():
            possible = {kind.name for kind in CONTRACT.get_possible_types(one.named)}
            assert {cls.__name__ for cls in one.source.alternatives()} == possible, one


def read_in(one: OneField, row: Any) -> Any:
    """Give what a field reads of a row."""
    return one.source.expression(row) if one.source.expression else row.c[one.column]


def assert_ordered(one: OneField) -> None:
    """See that a page has an order without ties and without nulls."""
    edge: Any = get_named_type(one.named.fields["edges"].type)
    own = bound(get_named_type(edge.fields["node"].type))
    assert own is not None
    columns = [own.table.c[key] for key in one.source.order]
    above = bound(one.of)
    known = {column.name for column in columns}
    if above is not None and above.key == "ambito_id":  # below one tenant
        known.add("ambito_id")
    unique = [
        {column.name for column in told.columns}
        for told in own.table.constraints
        if isinstance(told, UniqueConstraint)
    ]
    last = columns[-1]
    assert last.primary_key or last.unique or any(together <= known for together in unique)
    assert not any(column.nullable for column in columns)


def test_every_interface_field_is_a_field_of_its_objects() -> None:
    for kind in CONTRACT.type_map.values():
        if is_interface_type(kind):
            for one in CONTRACT.get_possible_types(kind):
                assert kind.fields.keys() <= one.fields.keys()


def test_every_bound_table_is_of_its_kind_and_no_table_is_of_two() -> None:
    tables = [table for kind in KINDS for table in kind.tables]
    assert len(tables) == len(set(tables))
    for own in bounds().values():
        assert own.table in own.kind.tables
        assert own.key in own.table.c


def test_nodes_that_share_a_table_share_no_row() -> None:
    node: Any = CONTRACT.type_map["Node"]
    nodes = {kind.name for kind in CONTRACT.get_possible_types(node)}
    found = [one for name, one in bounds().items() if name in nodes]
    for own in found:
        shared = [other for other in found if other.table is own.table]
        assert len(shared) == 1 or all(other.only is not None for other in shared)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_scope_of_a_kind_can_be_asked_of_each_of_its_tables(kind: Kind) -> None:
    holder = Holder(*(bindparam(name) for name in ("tenants", "comuni", "units", "principal")))
    for table in kind.tables:
        for scope in kind.scopes.values():
            assert scope(table.alias(), holder) is not None
