"""What GraphQL gives for an input, as the dataclass that declares it.

As Strawberry's own ``convert_argument``, which looks at the declaration again for each value of
each field: here that is done once for each input. What is not declared in plain words of ours is
left to it.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING
from typing import Any, Final

from strawberry.relay import GlobalID
from strawberry.scalars import is_scalar
from strawberry.schema.config import StrawberryConfig
from strawberry.schema.types.scalar import DEFAULT_SCALAR_REGISTRY
from strawberry.types.arguments import convert_argument
from strawberry.types.base import StrawberryList, StrawberryOptional, has_object_definition
from strawberry.types.enum import StrawberryEnumDefinition, has_enum_definition

_CONFIG: Final = StrawberryConfig()
Convert = Callable[[Any], Any]
_inputs: Final[dict[type[Any], Convert]] = {}


def converted(value: Mapping[str, Any], shape: type[Any]) -> Any:
    """Make the input of what was coerced by its type."""
    if shape not in _inputs:
        _inputs[shape] = _input(shape)
    return _inputs[shape](value)


def _input(shape: Any) -> Convert:
    definition = shape.__strawberry_definition__
    if definition.from_input is not None:
        return _by_strawberry(shape)
    absent = {
        one.python_name: None
        for one in definition.fields
        if one.default_value is MISSING and one.default_factory is MISSING
    }
    fields = [
        (
            _CONFIG.name_converter.from_field(one),
            one.python_name,
            _of(one.resolve_type(type_definition=definition)),
        )
        for one in definition.fields
    ]

    def convert(value: Any) -> Any:
        given: dict[str, Any] = dict(absent)
        for name, python_name, inner in fields:
            if name in value:
                one = value[name]
                given[python_name] = one if inner is None or one is None else inner(one)
        return shape(**given)

    return convert


def _of(kind: Any) -> Convert | None:
    """Tell how a value of a type, which is not null, is converted; None where it is as it is."""
    if type(kind) is StrawberryOptional:
        return _of(kind.of_type)
    if type(kind) is StrawberryList:
        return _list(_of(kind.of_type))
    if isinstance(kind, StrawberryEnumDefinition) or has_enum_definition(kind) or _is_scalar(kind):
        return None
    if has_object_definition(kind):
        return _input(kind)
    return _by_strawberry(kind)


def _is_scalar(kind: Any) -> bool:
    return kind is not GlobalID and bool(is_scalar(kind, DEFAULT_SCALAR_REGISTRY))


def _list(inner: Convert | None) -> Convert:
    if inner is None:
        return list
    return lambda values: [None if one is None else inner(one) for one in values]


def _by_strawberry(kind: Any) -> Convert:
    return lambda value: convert_argument(value, kind, DEFAULT_SCALAR_REGISTRY, _CONFIG)
