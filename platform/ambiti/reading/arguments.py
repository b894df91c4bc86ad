"""Arguments: what was given in the document, as values found when the variables are known."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any, Final

from graphql import (
    FieldNode,
    GraphQLArgument,
    GraphQLField,
    GraphQLNamedType,
    Node,
    NullValueNode,
    Undefined,
    VariableNode,
    get_named_type,
    get_nullable_type,
    is_enum_type,
    is_list_type,
    is_non_null_type,
    value_from_ast,
)
from sqlalchemy import ARRAY, Boolean, Date, DateTime, Integer, Numeric, Text, Uuid
from sqlalchemy.types import TypeEngine

from ambiti.reading import identifiers
from ambiti.reading.plan import Arguments, Given
from ambiti.reading.refusal import ReadRefused

Variables = Mapping[str, Any]
SCALARS: Final[Mapping[str, type[TypeEngine[Any]]]] = {
    "String": Text,
    "Int": Integer,
    "Boolean": Boolean,
    "Date": Date,
    "DateTime": DateTime,
    "UUID": Uuid,
    "Percent": Numeric,
}


@dataclass(frozen=True, slots=True)
class ArgumentReader:
    """Reads the arguments of one operation; ``variables`` tells which optional ones are there."""

    variables: Variables

    def of(self, field: GraphQLField, node: FieldNode) -> Arguments:
        """Read what was given to a field; an argument that is absent or null is not there."""
        asked = {argument.name.value: argument.value for argument in node.arguments or ()}
        given: dict[str, Given] = {}
        for name, argument in field.args.items():
            found = self._given(argument, asked.get(name))
            if found is None and is_non_null_type(argument.type):
                raise null_refused(name, node)
            if found is not None and found.sql_type is None:
                found = replace(found, told=self._told(found))
            if found is not None:
                given[argument.extensions["strawberry-definition"].python_name] = found
        return given

    def _told(self, given: Given) -> frozenset[str]:
        found = given.value(self.variables)
        return frozenset(one.type_name for one in (found if given.many else [found]))

    def _given(self, argument: GraphQLArgument, node: Any) -> Given | None:
        if isinstance(node, VariableNode) and node.name.value not in self.variables:
            node = None
        if node is None or isinstance(node, NullValueNode):
            return None
        kind: Any = get_nullable_type(argument.type)
        many = is_list_type(kind)
        named = get_named_type(kind)
        plain = _plain_value(named)
        if isinstance(node, VariableNode):
            name = node.name.value
            if self.variables[name] is None:
                return None
            return Given(
                _converted(lambda values: values[name], plain, many=many),
                _sql(named, many=many),
                many,
            )
        if _mentions_variables(node):
            read = _converted(
                lambda values: _sure(value_from_ast(node, kind, dict(values)), node),
                plain,
                many=many,
            )
            return Given(read, _sql(named, many=many), many)
        literal = value_from_ast(node, kind)
        if literal is None or literal is Undefined:
            return None
        constant = _converted(lambda _values: literal, plain, many=many)({})
        return Given(lambda _values: constant, _sql(named, many=many), many)


def null_refused(name: str, node: Node) -> ReadRefused:
    """Refuse a variable that may be null where a value is needed, and is."""
    message = f"A {name} serve un valore: la variabile che lo dà è nulla."
    return ReadRefused("BAD_USER_INPUT", message, [node])


def _sure(value: Any, node: Node) -> Any:
    if value is Undefined:
        raise null_refused("ids", node)
    return value


def _sql(named: GraphQLNamedType, *, many: bool) -> TypeEngine[Any] | None:
    if named.name == "ID":
        return None
    single = Text() if is_enum_type(named) else SCALARS[named.name]()
    return ARRAY(single) if many else single


def _plain_value(named: GraphQLNamedType) -> Callable[[Any], Any]:
    if named.name == "ID":
        return identifiers.decode
    return lambda value: value.value if isinstance(value, Enum) else value


def _converted(
    read: Callable[[Variables], Any], plain: Callable[[Any], Any], *, many: bool
) -> Callable[[Variables], Any]:
    if many:
        return lambda values: [None if v is None else plain(v) for v in read(values)]
    return lambda values: plain(read(values))


def _mentions_variables(node: Any) -> bool:
    if isinstance(node, VariableNode):
        return True
    return any(_mentions_variables(value) for value in getattr(node, "values", None) or ()) or any(
        _mentions_variables(field.value) for field in getattr(node, "fields", None) or ()
    )
