"""Documents: parsed, measured, validated and taken apart once, then found by their text."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSchema,
    GraphQLSyntaxError,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    StringValueNode,
    VariableNode,
    Visitor,
    get_variable_values,
    parse,
    print_ast,
    validate,
    visit,
)
from graphql.execution.values import VariableValues

from ambiti.reading import identifiers
from ambiti.reading.caches import Cache
from ambiti.reading.limits import DocumentLimits, Ruler, introspects, names_of, too_many_tokens
from ambiti.reading.refusal import ReadRefused
from ambiti.reading.turns import Turns

LONGEST_MESSAGE = 500
CHARACTERS_KEPT: Final = 300_000
"""How long the documents that are kept are together: each character takes some hundred bytes."""


def _shortened(error: GraphQLError) -> GraphQLError:
    """Keep what a document says of itself out of a message that would be as long as it is."""
    if len(error.message) <= LONGEST_MESSAGE:
        return error
    return GraphQLError(
        f"{error.message[:LONGEST_MESSAGE]}…",
        nodes=error.nodes,
        source=error.source,
        positions=error.positions,
        extensions=error.extensions,
    )


class Invalid(Exception):  # noqa: N818 - the document of the caller, no error of ours
    """A document that is not executed, with the reasons."""

    def __init__(self, errors: list[GraphQLError], *, reads: bool = True) -> None:
        """Carry at most three reasons; ``reads`` tells whether it asks for queries only."""
        self.errors = [_shortened(error) for error in errors[:3]]
        self.reads = reads
        super().__init__("; ".join(error.message for error in self.errors))


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of a valid document."""

    text: str
    name: str | None
    node: OperationDefinitionNode
    fragments: Mapping[str, FragmentDefinitionNode]
    deciding: frozenset[str]
    """The variables that decide @skip and @include."""
    identifying: frozenset[str]
    """The variables that hold identifiers, whose types decide what is looked at."""
    plain: tuple[tuple[str, type], ...] | None
    """The variables and what JSON gives for each, where all are of the simplest types."""
    introspects: bool
    """Whether it asks only about the schema."""

    @property
    def type(self) -> OperationType:
        """Tell whether it reads, acts or subscribes."""
        return self.node.operation

    @property
    def selection(self) -> tuple[SelectionSetNode, ...]:
        """Give what is asked of its root."""
        return (self.node.selection_set,)

    def values(self, schema: GraphQLSchema, given: Mapping[str, Any]) -> dict[str, Any]:
        """Coerce the variables, or refuse them by name."""
        definitions = self.node.variable_definitions or ()
        plain = self._plainly(given)
        if plain is not None:
            return plain
        found = get_variable_values(
            schema, definitions, dict(given), max_errors=3, hide_suggestions=True
        )
        if not isinstance(found, VariableValues):
            raise Invalid(list(found))
        return found.coerced

    def _plainly(self, given: Mapping[str, Any]) -> dict[str, Any] | None:
        """Take the variables as they are, where each is there and of its own kind already."""
        if self.plain is None:
            return None
        found = {}
        for name, kind in self.plain:
            value = given.get(name)
            if type(value) is not kind or (isinstance(value, int) and not _is_int(value)):
                return None
            found[name] = value
        return found

    def shape(self, values: Mapping[str, Any]) -> Hashable:
        """Tell what the statement's text depends on.

        Decisions, the types of what is identified, and which other variables are there.
        """
        return tuple(self._weight(name, values.get(name)) for name in self._variables())

    def _weight(self, name: str, value: Any) -> Hashable:
        if name in self.deciding:
            decided: Hashable = value
            return decided
        if value is None or name not in self.identifying:
            return value is None
        items = value if isinstance(value, list) else [value]
        return tuple(sorted({identifiers.decode(one).type_name for one in items}))

    def _variables(self) -> tuple[str, ...]:
        return tuple(d.variable.name.value for d in self.node.variable_definitions or ())


@dataclass(frozen=True, slots=True)
class Document:
    """A valid document."""

    operations: Mapping[str | None, Operation]
    node: DocumentNode

    def operation(self, name: str | None) -> Operation:
        """Choose the operation to execute."""
        if name is not None and name in self.operations:
            return self.operations[name]
        if name is None and len(self.operations) == 1:
            return next(iter(self.operations.values()))
        known = ", ".join(names_of(self.node)) or "nessuna ha un nome"
        raise ReadRefused(
            "UNKNOWN_OPERATION",
            f"operationName deve nominare una delle operazioni inviate ({known}).",
        )


class Documents:
    """Every document seen lately, ready to be executed."""

    def __init__(self, schema: GraphQLSchema, limits: DocumentLimits, size: int) -> None:
        """Keep up to ``size`` documents, and as many refused ones."""
        self.schema = schema
        self.limits = limits
        self.cache: Cache[str, Document] = Cache(size, CHARACTERS_KEPT)
        self._turns = Turns()

    def get(self, text: str) -> Document:
        """Find or prepare a document; one that is not valid is refused with its reasons."""
        return self.cache.get(text) or self.cache.put(text, self._prepared(text), len(text))

    async def get_in_turn(self, text: str) -> Document:
        """Do the same; a new one waits for its turn."""
        found = self.cache.get(text)
        if found is None:
            async with self._turns:
                found = self.cache.put(text, self._prepared(text), len(text))
        return found

    def _prepared(self, text: str) -> Document:
        node = self._parsed(text)
        _check_nul(node, text)
        Ruler(node, self.limits).check()
        errors = validate(
            self.schema,
            node,
            max_errors=3,
            hide_suggestions=False,
            allow_empty_selection_sets=False,
        )
        if errors:
            raise Invalid(errors, reads=_reads(node))
        fragments = {
            one.name.value: one
            for one in node.definitions
            if isinstance(one, FragmentDefinitionNode)
        }
        deciding = _deciding(node)
        operations = {
            (one.name.value if one.name else None): Operation(
                text,
                one.name.value if one.name else None,
                one,
                fragments,
                deciding,
                _identifying(one),
                _plain(one),
                introspects(one),
            )
            for one in node.definitions
            if isinstance(one, OperationDefinitionNode)
        }
        return Document(operations, node)

    def _parsed(self, text: str) -> DocumentNode:
        try:
            return parse(text, max_tokens=self.limits.tokens, allow_empty_selection_sets=False)
        except GraphQLSyntaxError as error:
            if "tokens" in error.message:
                raise too_many_tokens(self.limits) from error
            raise Invalid([error]) from error
        except RecursionError as error:
            raise too_many_tokens(self.limits) from error


def _check_nul(document: DocumentNode, text: str) -> None:
    """Refuse the one character that no text of the database can hold, where it is written."""
    if "\\u" not in text:
        return

    class Searching(Visitor):
        def enter_string_value(self, node: StringValueNode, *_: Any) -> None:
            if "\0" in node.value:
                raise ReadRefused(
                    "BAD_USER_INPUT",
                    "Il testo contiene il carattere NUL (\\u0000), che nessun dato può contenere: "
                    "va tolto.",
                    [node],
                )

    visit(document, Searching())


def _reads(document: DocumentNode) -> bool:
    return all(
        one.operation is OperationType.QUERY
        for one in document.definitions
        if isinstance(one, OperationDefinitionNode)
    )


def _identifying(operation: OperationDefinitionNode) -> frozenset[str]:
    return frozenset(
        one.variable.name.value
        for one in operation.variable_definitions or ()
        if print_ast(one.type).strip("[]!") == "ID"
    )


def _is_int(value: int) -> bool:
    """Say whether GraphQL calls it an Int: it has 32 bits."""
    return -(2**31) <= value < 2**31


_PLAIN: Final = {"String": str, "ID": str, "Int": int, "Boolean": bool}


def _plain(operation: OperationDefinitionNode) -> tuple[tuple[str, type], ...] | None:
    found = []
    for one in operation.variable_definitions or ():
        kind = _PLAIN.get(print_ast(one.type).removesuffix("!"))
        if kind is None:
            return None
        found.append((one.variable.name.value, kind))
    return tuple(found)


def _deciding(document: DocumentNode) -> frozenset[str]:
    class Deciding(Visitor):
        def __init__(self) -> None:
            super().__init__()
            self.names: set[str] = set()

        def enter_directive(self, node: Any, *_: Any) -> None:
            for argument in node.arguments:
                if isinstance(argument.value, VariableNode):
                    self.names.add(argument.value.name.value)

    found = Deciding()
    visit(document, found)
    return frozenset(found.names)
