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
    get_named_type,
    is_interface_type,
    is_object_type,
    is_scalar_type,
    is_union_type,
)

from . import (  # noqa: F401 - they answer their fields by being imported
    amendments,
    attributions,
    budgets,
    calendar,
    compliance,
    contracts,
    deadlines,
    drafts,
    dues,
    explanations,
    figures,
    imports,
    meetings,
    organs,
    radar,
    register,
    representation,
    riparti,
    roots,
    statute,
    tenures,
    territory,
)
from .fields import FIELDS, Item, Resolver
from .rows import View

__all__ = ["answered", "reference_schema", "within", "without_resolver"]


def within(schema: GraphQLSchema, root: Any) -> set[str]:
    """Tell the types of objects that an answer may hold, from its root down."""
    found, left = set(), [root]
    while left:
        kind: Any = left.pop()
        if is_interface_type(kind) or is_union_type(kind):
            left += schema.get_possible_types(kind)
        elif is_object_type(kind) and kind.name not in found:
            found.add(kind.name)
            left += [get_named_type(field.type) for field in kind.fields.values()]
    return found


def without_resolver(schema: GraphQLSchema) -> set[str]:
    """Tell which fields a query may ask that nothing here answers, and which are answered in vain.

    What is only in the answer of an act is not asked in queries.
    """
    types: list[Any] = [schema.type_map[name] for name in within(schema, schema.query_type)]
    return {f"{kind.name}.{name}" for kind in types for name in kind.fields} ^ set(FIELDS)


def reference_schema(text: str) -> GraphQLSchema:
    """Make the contract executable, from its text."""
    schema = build_schema(text)
    asked = within(schema, schema.query_type)
    for kind in schema.type_map.values():
        if is_object_type(kind) and kind.name in asked:
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
