"""Every input of the contract is read as Strawberry itself would read it."""

from collections.abc import Iterator
from typing import Any

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLScalarType,
)
from strawberry.schema.config import StrawberryConfig
from strawberry.schema.types.scalar import DEFAULT_SCALAR_REGISTRY
from strawberry.types.arguments import convert_argument

from ambiti.acting import converting
from ambiti.acting.commands import Command
from ambiti.contract import schema
from ambiti.reading.binding import METADATA

CORE = schema._schema  # noqa: SLF001
FIELDS = CORE.type_map["Mutation"].fields  # type: ignore[attr-defined]
COMMANDS: dict[str, Command] = {
    name: one.extensions["strawberry-definition"].metadata[METADATA] for name, one in FIELDS.items()
}


def given(kind: Any, *, whole: bool) -> Any:
    """Make a value as GraphQL coerces it: all that a type may hold, or as little as it must."""
    if isinstance(kind, GraphQLNonNull):
        return given(kind.of_type, whole=whole)
    if isinstance(kind, GraphQLList):
        return [given(kind.of_type, whole=whole), given(kind.of_type, whole=not whole)]
    if isinstance(kind, GraphQLEnumType):
        return next(iter(kind.values.values())).value
    if isinstance(kind, GraphQLInputObjectType):
        return dict(_fields(kind, whole=whole))
    assert isinstance(kind, GraphQLScalarType)
    return {"Boolean": True, "Int": 3}.get(kind.name, f"a {kind.name}")


def _fields(kind: GraphQLInputObjectType, *, whole: bool) -> Iterator[tuple[str, Any]]:
    for number, (name, field) in enumerate(kind.fields.items()):
        if whole or isinstance(field.type, GraphQLNonNull):
            yield name, given(field.type, whole=whole)
        elif number % 2:
            yield name, None


@pytest.mark.parametrize("whole", [True, False])
@pytest.mark.parametrize("name", COMMANDS)
def test_an_input_is_read_as_strawberry_reads_it(name: str, *, whole: bool) -> None:
    value = given(FIELDS[name].args["input"].type, whole=whole)
    shape = COMMANDS[name].input
    ours = converting.converted(value, shape)
    theirs = convert_argument(value, shape, DEFAULT_SCALAR_REGISTRY, StrawberryConfig())
    assert ours == theirs
    assert type(ours) is shape


def test_no_input_of_the_contract_is_left_to_strawberry(monkeypatch: pytest.MonkeyPatch) -> None:
    left: list[Any] = []
    monkeypatch.setattr(converting, "_by_strawberry", left.append)
    for one in COMMANDS.values():
        converting._input(one.input)  # noqa: SLF001
    assert left == []
