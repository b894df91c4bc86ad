"""Any query of the contract, answered by graphql-core over plain Python."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from graphql import (
    DocumentNode,
    ExecutionResult,
    GraphQLSchema,
    build_schema,
    execute_sync,
    is_interface_type,
    is_object_type,
    is_scalar_type,
    is_union_type,
)

from . import deadlines, explanations, figures, roots, statute, territory  # noqa: F401 - they answer their fields by being imported
from .fields import FIELDS, Item, Resolver
from .rows import View

__all__ = ["answered", "reference_schema", "without_resolver"]


def without_resolver(schema: GraphQLSchema) -> set[str]:
    """Tell which fields of the contract nothing here answers, and which are answered in vain."""
    named = {
        f"{kind.name}.{name}"
        for kind in schema.type_map.values()
        if is_object_type(kind) and not kind.name.startswith("__")
        for name in kind.fields
    }
    return named ^ set(FIELDS)


def reference_schema(text: str) -> GraphQLSchema:
    """Make the contract executable, from its text."""
    schema = build_schema(text)
    for kind in schema.type_map.values():
        if is_object_type(kind) and not kind.name.startswith("__"):
            for name, field in kind.fields.items():
                field.resolve = _resolving(FIELDS[f"{kind.name}.{name}"])
        elif is_interface_type(kind) or is_union_type(kind):
            kind.resolve_type = lambda it, *_: it.type
        elif is_scalar_type(kind) and kind.name in {"Date", "DateTime"}:
            kind.coerce_output_value = lambda value: value.isoformat()
            kind.coerce_input_value = (date if kind.name == "Date" else datetime).fromisoformat
    return schema


def _resolving(found: Resolver) -> Any:
    return lambda it, info, **given: found(it, info.context, **given)


def answered(
    schema: GraphQLSchema, document: DocumentNode, variables: Mapping[str, Any], view: View
) -> ExecutionResult:
    """Execute a query for whoever looks."""
    result = execute_sync(
        schema,
        document,
        Item("Query", {}, view.day),
        context_value=view,
        variable_values=dict(variables),
    )
    assert isinstance(result, ExecutionResult)
    return result
