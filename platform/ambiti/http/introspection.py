"""Questions about the contract itself: answered by graphql-core, kept, and closed where told so."""

from collections.abc import Mapping
from typing import Any, Literal

import orjson
from graphql import (
    ExecutionResult,
    FieldNode,
    FragmentDefinitionNode,
    GraphQLSchema,
    Visitor,
    execute_sync,
    visit,
)
from graphql.language import DocumentNode

from ambiti.access.tokens import Identity
from ambiti.http.fault import Code
from ambiti.reading.caches import Cache
from ambiti.reading.documents import Documents, Operation
from ambiti.reading.refusal import ReadRefused

Audience = Literal["everyone", "authenticated", "nobody"]


class Introspection:
    """Answers __schema and __type."""

    def __init__(self, documents: Documents, audience: Audience) -> None:
        """Keep a few answers: clients ask the same ones."""
        self._documents = documents
        self._audience = audience
        self._cache: Cache[Any, bytes] = Cache(32)

    def answer(
        self, operation: Operation, given: Mapping[str, Any], identity: Identity | None
    ) -> bytes:
        """Answer, or say that the contract is published as a file instead."""
        if self._audience == "nobody" or (self._audience == "authenticated" and identity is None):
            raise ReadRefused(
                Code.INTROSPECTION_CLOSED,
                "L'introspezione qui è chiusa: lo schema è pubblicato in /schema.graphql.",
            )
        schema = self._documents.schema
        values = operation.values(schema, given)
        key = (operation.text, operation.name, orjson.dumps(values, option=orjson.OPT_SORT_KEYS))
        return self._cache.get(key) or self._cache.put(
            key, _executed(schema, self._documents.get(operation.text).node, operation, given)
        )


def _refuse_repetition(document: DocumentNode) -> None:
    """Refuse aliases inside the contract: fifteen times the whole of it are seconds of work.

    At the root they stay, since several types can be asked for by name.
    """
    visit(document, _Repetition())


class _Repetition(Visitor):
    def enter_field(self, node: FieldNode, *place: Any) -> None:
        *_, path, ancestors = place
        in_fragment = any(isinstance(one, FragmentDefinitionNode) for one in ancestors)
        if node.alias is not None and (in_fragment or path.count("selections") > 1):
            raise ReadRefused(
                Code.DOCUMENT_TOO_LARGE,
                "Nelle domande sullo schema gli alias valgono solo alla radice: chiedere ogni "
                "campo una volta, oppure leggere /schema.graphql.",
                [node],
            )


def _executed(
    schema: GraphQLSchema, document: DocumentNode, operation: Operation, given: Mapping[str, Any]
) -> bytes:
    _refuse_repetition(document)
    result: ExecutionResult = execute_sync(
        schema, document, variable_values=dict(given), operation_name=operation.name
    )
    return orjson.dumps(result.formatted)
