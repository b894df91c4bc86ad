"""What a document may cost before anything is validated: one linear pass, each fragment once.

Walking every spread again would let 700 bytes double the work at each level; here a fragment is
measured once and its measure is added wherever it is spread.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
)

from ambiti.reading.refusal import ReadRefused


@dataclass(frozen=True, slots=True)
class DocumentLimits:
    """The largest document that is answered."""

    tokens: int = 1000
    depth: int = 12
    introspection_depth: int = 20
    aliases: int = 15
    root_fields: int = 10
    directives: int = 30
    fragments: int = 20
    operations: int = 10
    selections: int = 2000
    repeats: int = 60
    """How often a key may be asked in one selection set: validation compares each pair."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What a selection set amounts to, its fragments expanded."""

    depth: int = 0
    aliases: int = 0
    directives: int = 0
    fields: int = 0

    def __add__(self, other: "Measure") -> "Measure":
        """Put two selections side by side."""
        return Measure(
            max(self.depth, other.depth),
            self.aliases + other.aliases,
            self.directives + other.directives,
            self.fields + other.fields,
        )


_NOTHING = Measure()


class Ruler:
    """Measures the operations of one document."""

    def __init__(self, document: DocumentNode, limits: DocumentLimits) -> None:
        """Know the fragments by name."""
        self._limits = limits
        self._document = document
        self._fragments: dict[str, FragmentDefinitionNode] = {
            node.name.value: node
            for node in document.definitions
            if isinstance(node, FragmentDefinitionNode)
        }
        self._measured: dict[str, Measure | None] = {}

    def check(self) -> None:
        """Refuse a document that is too large, naming the limit, the value and how to ask less."""
        limits = self._limits
        operations = [
            node for node in self._document.definitions if isinstance(node, OperationDefinitionNode)
        ]
        _within("operazioni", len(operations), limits.operations, "Inviare un'operazione per volta")
        _within("frammenti", len(self._fragments), limits.fragments, "Unire i frammenti")
        for operation in operations:
            self._check_operation(operation)

    def _check_operation(self, operation: OperationDefinitionNode) -> None:
        limits, total = self._limits, self._measure(operation.selection_set)
        depth = limits.introspection_depth if introspects(operation) else limits.depth
        roots = len(operation.selection_set.selections)
        less = "Dividere la richiesta in più richieste"
        _within(
            "livelli di profondità", total.depth, depth, "Partire da un nodo più interno (node)"
        )
        _within("alias", total.aliases, limits.aliases, less)
        _within("direttive", total.directives, limits.directives, less)
        _within("campi alla radice", roots, limits.root_fields, less)
        _within("campi", total.fields, limits.selections, less)

    def _measure(self, selection: SelectionSetNode | None) -> Measure:
        total = Measure()
        for key, times in Counter(_keys(selection)).most_common(1):
            what = f"volte «{key[:80]}» in un solo punto"
            _within(what, times, self._limits.repeats, "Chiederlo una volta sola")
        for node in selection.selections if selection else ():
            found: Measure
            if isinstance(node, FieldNode):
                inner = self._measure(node.selection_set) if node.selection_set else _NOTHING
                found = Measure(
                    inner.depth + 1,
                    inner.aliases + (node.alias is not None),
                    inner.directives,
                    inner.fields + 1,
                )
            elif isinstance(node, FragmentSpreadNode):
                found = self._fragment(node.name.value)
            else:
                found = self._measure(node.selection_set)  # type: ignore[attr-defined]
            total += found
            if node.directives:
                total += Measure(directives=len(node.directives))
        return total

    def _fragment(self, name: str) -> Measure:
        if name not in self._fragments:
            return Measure()  # validation says that it is unknown
        if name not in self._measured:
            self._measured[name] = None
            self._measured[name] = self._measure(self._fragments[name].selection_set)
        found = self._measured[name]
        if found is None:
            raise ReadRefused("FRAGMENT_CYCLE", f"Il frammento {name} contiene sé stesso.")
        return found


def _keys(selection: SelectionSetNode | None) -> Iterator[str]:
    """Give the keys of a selection set, those of its inline fragments included."""
    for node in selection.selections if selection else ():
        if isinstance(node, FieldNode):
            yield (node.alias or node.name).value
        elif isinstance(node, InlineFragmentNode):
            yield from _keys(node.selection_set)


def introspects(operation: OperationDefinitionNode) -> bool:
    """Tell whether an operation asks only about the schema."""
    nodes = operation.selection_set.selections
    names = {node.name.value for node in nodes if isinstance(node, FieldNode)}
    plain = all(isinstance(node, FieldNode) for node in nodes)
    return plain and bool(names & {"__schema", "__type"}) and names <= _ABOUT


_ABOUT = {"__schema", "__type", "__typename"}


def _within(what: str, value: int, limit: int, less: str) -> None:
    if value > limit:
        raise ReadRefused(
            "DOCUMENT_TOO_LARGE", f"La richiesta ha {value} {what}, il limite è {limit}. {less}."
        )


def too_many_tokens(limits: DocumentLimits) -> ReadRefused:
    """Say that the text is too long."""
    message = f"La richiesta ha più di {limits.tokens} elementi lessicali, che è il limite."
    return ReadRefused("DOCUMENT_TOO_LARGE", f"{message} Dividerla in più richieste.")


def cost_refused(cost: int, limit: int) -> ReadRefused:
    """Say that the answer would be too large."""
    return ReadRefused(
        "COST_TOO_HIGH",
        f"La richiesta può restituire {cost} oggetti, il limite è {limit}. Chiedere pagine più "
        "piccole (first), meno liste annidate, o un Ambito per volta.",
    )


def names_of(document: DocumentNode) -> list[str]:
    """Tell the names of the operations, to name them in a message."""
    nodes: list[Any] = list(document.definitions)
    return [n.name.value for n in nodes if isinstance(n, OperationDefinitionNode) and n.name]
