"""From a validated operation to its plan: fragments merged, directives decided, arguments named."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLAbstractType,
    GraphQLField,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLSkipDirective,
    SelectionSetNode,
    get_named_type,
    get_nullable_type,
    is_abstract_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
    value_from_ast,
)

from ambiti.reading.arguments import ArgumentReader, Variables, null_refused
from ambiti.reading.binding import (
    METADATA,
    Either,
    GlobalIdentity,
    Inline,
    Page,
    Rows,
    Total,
    Value,
    bound_of,
)
from ambiti.reading.plan import (
    Alternative,
    Arguments,
    Branch,
    Choice,
    Connection,
    Cost,
    Field,
    Figure,
    Given,
    Identity,
    Leaf,
    Part,
    Plan,
    SameRow,
    Typename,
)
from ambiti.reading.refusal import ReadRefused


@dataclass(frozen=True, slots=True)
class PageLimits:
    """How many rows a page has when it does not say, and at most."""

    default: int
    largest: int

    def size(self, arguments: Arguments, variables: Variables) -> int:
        """Tell how many rows were asked for, or refuse the number."""
        given = {n: arguments[n].value(variables) for n in ("first", "last") if n in arguments}
        if len(given) > 1:
            raise ReadRefused("PAGE_BOTH_ENDS", "Va dato first oppure last, non entrambi.")
        for name, asked in given.items():
            if not 0 <= asked <= self.largest:
                raise ReadRefused(
                    "PAGE_TOO_LARGE",
                    f"{name} vale {asked}: va da 0 a {self.largest}. Chiedere meno righe e "
                    "proseguire con after e il cursore endCursor.",
                )
            return int(asked)
        return self.default


@dataclass(frozen=True, slots=True)
class Planner:
    """One operation's planner: it knows the document and never the database.

    ``variables`` decides @skip and @include and tells which optional arguments are there; a plan
    holds for all requests that agree on these (see ``documents.shape_of``).
    """

    schema: GraphQLSchema
    fragments: Mapping[str, FragmentDefinitionNode]
    variables: Variables
    pages: PageLimits
    _arguments: ArgumentReader = field(init=False)

    def __post_init__(self) -> None:
        """Read arguments with the same variables."""
        object.__setattr__(self, "_arguments", ArgumentReader(self.variables))

    def plan(self, root: GraphQLObjectType, *selections: SelectionSetNode) -> Plan:
        """Plan a whole query, or what is selected on the answer of an act."""
        fields, costs = self._fields(root, selections)
        return Plan(fields, _sum(costs))

    def roots(
        self, root: GraphQLObjectType, selection: SelectionSetNode
    ) -> dict[str, list[FieldNode]]:
        """Tell the fields that are asked of a root, by the key under which each is answered."""
        return self._merged(root, [selection])

    def _fields(
        self, parent: GraphQLObjectType, selections: Iterable[SelectionSetNode | None]
    ) -> tuple[tuple[Field, ...], list[Cost]]:
        planned, costs = [], []
        for key, nodes in self._merged(parent, selections).items():
            field, cost = self._field(parent, key, nodes)
            planned.append(field)
            if cost is not None:
                costs.append(cost)
        return tuple(planned), costs

    def _merged(
        self, parent: GraphQLObjectType, selections: Iterable[SelectionSetNode | None]
    ) -> dict[str, list[FieldNode]]:
        merged: dict[str, list[FieldNode]] = {}
        for selection in selections:
            for node in self._nodes(parent, selection):
                merged.setdefault((node.alias or node.name).value, []).append(node)
        return merged

    def _nodes(
        self, parent: GraphQLObjectType, selection: SelectionSetNode | None
    ) -> Iterator[FieldNode]:
        for node in selection.selections if selection else ():
            if not self._included(node):
                continue
            if isinstance(node, FieldNode):
                yield node
                continue
            fragment: Any = (
                self.fragments[node.name.value] if isinstance(node, FragmentSpreadNode) else node
            )
            if self._applies(fragment.type_condition, parent):
                yield from self._nodes(parent, fragment.selection_set)

    def _applies(self, condition: Any, parent: GraphQLObjectType) -> bool:
        if condition is None or condition.name.value == parent.name:
            return True
        named = self.schema.type_map[condition.name.value]
        return is_abstract_type(named) and self.schema.is_sub_type(named, parent)

    def _included(self, node: Any) -> bool:
        for directive in node.directives or ():
            name = directive.name.value
            if name not in {"skip", "include"}:
                continue
            argument = directive.arguments[0].value
            told = value_from_ast(
                argument, GraphQLSkipDirective.args["if"].type, dict(self.variables)
            )
            if not isinstance(told, bool):
                raise null_refused("if", argument)
            if told is (name == "skip"):
                return False
        return True

    def _field(
        self, parent: GraphQLObjectType, key: str, nodes: list[FieldNode]
    ) -> tuple[Field, Cost | None]:
        name = nodes[0].name.value
        if name == "__typename":
            return Typename(key, parent.name), None
        if name not in parent.fields:
            raise ReadRefused(
                "INTROSPECTION_ALONE", f"{name} va chiesto in una richiesta a parte.", nodes
            )
        field = parent.fields[name]
        definition = field.extensions["strawberry-definition"]
        source = definition.metadata[METADATA]
        selections = [node.selection_set for node in nodes]
        match source:
            case Value(expression):
                sure = is_non_null_type(field.type)
                return Leaf(key, definition.python_name, expression, sure), None
            case GlobalIdentity():
                bound = bound_of(_class_of(parent))
                return Identity(key, parent.name, bound.key), None
            case Inline():
                inner: Any = get_named_type(field.type)
                fields, costs = self._fields(inner, selections)
                return SameRow(key, source, fields), _sum(costs)
            case Rows():
                return self._branch(field, key, nodes[0], source, selections)
            case Page():
                return self._connection(field, key, nodes[0], source, selections)
            case Either():
                return self._choice(field, key, nodes[0], source, selections)
            case Total():
                given = self._arguments.of(field, nodes[0])
                over = None if source.over is None else bound_of(source.over)
                return Figure(key, over, source, given), _ONE
        message = f"{parent.name}.{name} has no source"
        raise TypeError(message)

    def _branch(
        self, field: GraphQLField, key: str, node: FieldNode, source: Rows, selections: Any
    ) -> tuple[Field, Cost]:
        kind: Any = get_named_type(field.type)
        fields, costs = self._fields(kind, selections)
        many = is_list_type(get_nullable_type(field.type))
        given = self._arguments.of(field, node)
        bound = None if source.made else bound_of(_class_of(kind))
        branch = Branch(key, bound, source, given, many, fields)
        return branch, _times(source.expect if many else 1, costs)

    def _choice(
        self, field: GraphQLField, key: str, node: FieldNode, source: Either, selections: Any
    ) -> tuple[Field, Cost]:
        abstract: Any = get_named_type(field.type)
        narrows = source.alternatives()
        chosen, costs = [], []
        given = self._arguments.of(field, node)
        told = None if source.told_by is None else given[source.told_by].told
        for concrete in self._concrete(abstract):
            if told is not None and concrete.name not in told:
                continue
            cls = _class_of(concrete)
            fields, inner = self._fields(concrete, selections)
            chosen.append(Alternative(bound_of(cls), narrows[cls], fields))
            costs.append(_sum(inner))
        many = is_list_type(get_nullable_type(field.type))
        counted = next((g for g in given.values() if g.many), None)  # a list gives its length
        rows = (_length(counted, self.pages.largest) if counted else source.expect) if many else 1
        return Choice(key, source, given, many, tuple(chosen)), _times(rows, costs)

    def _concrete(self, abstract: GraphQLAbstractType) -> list[GraphQLObjectType]:
        return sorted(self.schema.get_possible_types(abstract), key=lambda kind: kind.name)

    def _connection(
        self, field: GraphQLField, key: str, node: FieldNode, source: Page, selections: Any
    ) -> tuple[Field, Cost]:
        kind: Any = get_named_type(field.type)
        edge: Any = get_named_type(kind.fields["edges"].type)
        item: Any = get_named_type(edge.fields["node"].type)
        costs: list[Cost] = []

        def parts(parent: Any, below: Any) -> tuple[Part, ...]:
            return tuple(
                part(parent, key, nodes) for key, nodes in self._merged(parent, below).items()
            )

        def part(parent: Any, key: str, nodes: list[FieldNode]) -> Part:
            name = nodes[0].name.value
            below = [node.selection_set for node in nodes]
            if name == "__typename":
                return Part(key, name, text=parent.name)
            if name == "node":
                fields, inner = self._fields(item, below)
                costs.extend(inner)
                return Part(key, name, fields=fields)
            child: Any = get_named_type(parent.fields[name].type)
            return Part(key, name, () if is_leaf_type(child) else parts(child, below))

        given = self._arguments.of(field, node)
        asked = parts(kind, selections)
        cost = _times(lambda variables: self.pages.size(given, variables), costs)
        return Connection(key, bound_of(_class_of(item)), source, given, asked), cost


def _class_of(kind: GraphQLNamedType) -> type[Any]:
    origin: type[Any] = kind.extensions["strawberry-definition"].origin
    return origin


def _length(argument: Given, largest: int) -> Cost:
    def length(variables: Variables) -> int:
        count = len(argument.value(variables))
        if count > largest:
            raise ReadRefused(
                "TOO_MANY_IDS",
                f"Gli identificativi sono {count}, il limite è {largest}: chiederli in più volte.",
            )
        return count

    return length


@dataclass(frozen=True, slots=True)
class _Fixed:
    """A cost that is the same whatever is asked with: added up once, when the plan is made."""

    objects: int

    def __call__(self, _variables: Variables) -> int:
        return self.objects


_ONE: Final = _Fixed(1)


def _sum(costs: Sequence[Cost]) -> Cost:
    fixed = sum(cost.objects for cost in costs if isinstance(cost, _Fixed))
    others = [cost for cost in costs if not isinstance(cost, _Fixed)]
    if not others:
        return _Fixed(fixed)
    return lambda variables: fixed + sum(cost(variables) for cost in others)


def _times(rows: int | Cost, costs: list[Cost]) -> Cost:
    each = _sum([_ONE, *costs])
    if isinstance(rows, int):
        if isinstance(each, _Fixed):
            return _Fixed(rows * each.objects)
        return lambda variables: rows * each(variables)
    return lambda variables: rows(variables) * each(variables)
