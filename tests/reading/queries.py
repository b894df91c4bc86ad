"""Queries at random over the whole contract, valid ones, with values of the seed and wrong ones."""

import base64
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    GraphQLArgument,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    get_nullable_type,
    is_abstract_type,
    is_enum_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
)
from hypothesis import strategies as st

DAYS = ("2018-05-04", "2019-12-31", "2021-01-01", "2022-06-30", "2024-01-01", "2026-03-02")
DEPTH = 5
DEAR = ("perche", "chiPuoVedere")
"""Fields whose statements take longest to print: seldom drawn, so that more can be."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A document, and the variables of each time that it is asked."""

    text: str
    rounds: tuple[Mapping[str, Any], ...]


@dataclass(slots=True)
class Variable:
    """A variable of the document."""

    name: str
    type: str
    default: str | None
    values: list[Any]
    """What it is given at each time; ``ABSENT`` where it is not."""


ABSENT = object()


@dataclass(slots=True)
class Writer:
    """Writes one document, drawing every choice."""

    schema: GraphQLSchema
    draw: Callable[..., Any]
    words: Mapping[str, Sequence[Any]]
    """Plausible values by the field and its argument, by the argument alone, and by its type."""
    rounds: int
    doors: tuple[str, ...] = ()
    """The fields to ask of a type, as ``Query.ambito``; all of them where it has none here."""
    fragments: list[tuple[str, str, str]] = field(default_factory=list)
    variables: list[Variable] = field(default_factory=list)
    names: int = 0

    def document(self) -> str:
        """Write the whole document."""
        root = self.schema.query_type
        assert root is not None
        body = self.selection(root, DEPTH)
        given = [
            f"${v.name}: {v.type}" + (f" = {v.default}" if v.default is not None else "")
            for v in self.variables
        ]
        head = f"query Prova({', '.join(given)}) " if given else "query Prova "
        written = [f"fragment {name} on {kind} {text}" for name, kind, text in self.fragments]
        return "\n".join([head + body, *written])

    def chance(self, one_in: int) -> bool:
        return bool(self.draw(st.integers(0, one_in - 1)) == 0)

    def one_of(self, choices: Sequence[Any]) -> Any:
        return self.draw(st.sampled_from(list(choices)))

    def fresh(self, prefix: str) -> str:
        self.names += 1
        return f"{prefix}{self.names}"

    def selection(self, kind: Any, depth: int) -> str:
        """Write a selection set of a type."""
        many = self.draw(st.integers(1, 4 if depth > 2 else 3))
        parts = [self.part(kind, depth) for _ in range(many)]
        return "{ " + " ".join(parts) + " }"

    def part(self, kind: Any, depth: int) -> str:
        nested = depth > 0 and self.draw(st.integers(0, 9))
        if nested == 1:
            target = self.target(kind)
            condition = f" on {target.name}" if target is not kind or self.chance(2) else ""
            body = self.selection(target, depth - 1)
            return f"...{condition}{self.directive()} {body}"
        if nested == 2:
            return f"...{self.fragment(kind, depth)}{self.directive()}"
        if is_abstract_type(kind) and nested in {3, 4, 5, 6}:
            target = self.one_of(self.possible(kind))
            return f"... on {target.name} {self.selection(target, depth - 1)}"
        return self.field(kind, depth)

    def possible(self, kind: Any) -> list[Any]:
        return sorted(self.schema.get_possible_types(kind), key=lambda one: str(one.name))

    def target(self, kind: Any) -> Any:
        """Choose a type that a fragment may be on, here."""
        if is_abstract_type(kind):
            return self.one_of([kind, *self.possible(kind)])
        return self.one_of([kind, *kind.interfaces])

    def fragment(self, kind: Any, depth: int) -> str:
        """Choose a fragment that is there, or write one."""
        here = set(self.possible(kind)) if is_abstract_type(kind) else {kind}
        fitting = [
            name for name, on, _ in self.fragments if here & set(self.of(self.schema.type_map[on]))
        ]
        if fitting and self.chance(2):
            return str(self.one_of(fitting))
        target = self.target(kind)
        name = self.fresh("F")
        text = self.selection(target, min(depth - 1, 2))
        self.fragments.append((name, target.name, text))
        return name

    def of(self, kind: Any) -> list[Any]:
        return self.possible(kind) if is_abstract_type(kind) else [kind]

    def field(self, kind: Any, depth: int) -> str:
        names = ["__typename"]
        for name, one in kind.fields.items():
            if depth > 0 or is_leaf_type(get_named_type(one.type)):
                seldom = is_leaf_type(get_named_type(one.type)) or name in DEAR
                names += [name] * (1 if seldom else 3)
        through = [door.partition(".")[2] for door in self.doors if door.startswith(f"{kind}.")]
        name = self.one_of(through or names)
        if name == "__typename":
            return self.aliased(name, {}, kind) + self.directive()
        found = kind.fields[name]
        given = self.arguments(name, found.args, root=kind is self.schema.query_type)
        written = "(" + ", ".join(f"{n}: {v}" for n, v in given.items()) + ")" if given else ""
        inner: Any = get_named_type(found.type)
        below = "" if is_leaf_type(inner) else " " + self.selection(inner, depth - 1)
        return self.aliased(name, given, kind) + written + self.directive() + below

    def aliased(self, name: str, given: Mapping[str, str], kind: Any) -> str:
        """Give an alias where another field of the same key could be told apart from this."""
        plain = isinstance(kind, GraphQLObjectType) and not kind.interfaces
        if given or not (plain or name in {"id", "__typename"}) or self.chance(6):
            return f"{self.fresh('a')}: {name}"
        return name

    def directive(self) -> str:
        if not self.chance(6):
            return ""
        name = self.one_of(["skip", "include"])
        if self.chance(2):
            return f" @{name}(if: {self.one_of(['true', 'false'])})"
        return f" @{name}(if: ${self.boolean()})"

    def boolean(self) -> str:
        known = [v.name for v in self.variables if v.type == "Boolean!"]
        if known and self.chance(2):
            return str(self.one_of(known))
        values = [self.draw(st.booleans()) for _ in range(self.rounds)]
        default = self.one_of([None, "true", "false"])
        if default is not None and self.chance(2):
            values = [ABSENT] * self.rounds
        return self.variable("Boolean!", default, values)

    def variable(self, kind: str, default: str | None, values: list[Any]) -> str:
        name = self.fresh("v")
        self.variables.append(Variable(name, kind, default, values))
        return name

    def arguments(
        self, of: str, args: Mapping[str, GraphQLArgument], *, root: bool
    ) -> dict[str, str]:
        """Give arguments to a field.

        Only at the root may a page be asked for from both its ends: the machine refuses it
        wherever it stands, an executor only where it comes to it.
        """
        given: dict[str, str] = {}
        both = {"first", "last"}
        for name, argument in args.items():
            needed = is_non_null_type(argument.type)
            if not needed and self.chance(2):
                continue
            if name in both and both & given.keys() and not (root and self.chance(12)):
                continue
            given[name] = self.value(f"{of}.{name}", argument.type, root=root)
        return given

    def value(self, name: str, kind: Any, *, root: bool) -> str:
        how = self.draw(st.integers(0, 7))
        if how < 4:
            return self.literal(self.plain(name, kind), kind)
        if how == 4 and not is_non_null_type(kind):
            return "null"
        inner = get_nullable_type(kind)
        if how == 5 and is_list_type(inner):
            of: Any = inner.of_type
            items = [
                f"${self.passed(name, of, root=root)}" for _ in range(self.draw(st.integers(1, 2)))
            ]
            return f"[{', '.join(items)}]"
        return f"${self.passed(name, kind, root=root)}"

    def passed(self, name: str, kind: Any, *, root: bool) -> str:
        """Make a variable for an argument.

        Only at the root may one be null where it must not: the machine refuses it wherever it
        stands, an executor only where it comes to it.
        """
        values = [self.plain(name, kind) for _ in range(self.rounds)]
        default = None
        written = str(kind)
        if self.chance(3):
            default = self.literal(self.plain(name, kind), kind)
            values = [value if self.chance(2) else ABSENT for value in values]
            if root and is_non_null_type(kind) and self.chance(2):
                written = str(kind.of_type)
                values = [None if self.chance(5) else value for value in values]
        elif not is_non_null_type(kind):
            options = [None, ABSENT]
            values = [self.one_of(options) if self.chance(4) else value for value in values]
        return self.variable(written, default, values)

    def plain(self, name: str, kind: Any) -> Any:
        inner = get_nullable_type(kind)
        if is_list_type(inner):
            size = self.draw(st.integers(0, 3))
            return [self.plain(name, inner.of_type) for _ in range(size)]
        if is_enum_type(inner):
            return self.one_of(sorted(inner.values))
        known = (self.words.get(one) for one in (name, name.partition(".")[2], inner.name))
        return self.one_of(next(found for found in known if found))

    def literal(self, value: Any, kind: Any) -> str:
        inner = get_nullable_type(kind)
        if isinstance(value, list):
            if len(value) == 1 and self.chance(2):
                return self.literal(value[0], inner.of_type)
            return "[" + ", ".join(self.literal(one, inner.of_type) for one in value) + "]"
        return str(value) if is_enum_type(inner) else json.dumps(value, ensure_ascii=False)


def cursor(*values: Any) -> str:
    """Write a cursor."""
    return base64.b64encode(json.dumps(values).encode()).decode()


class Words(dict[str, Any]):
    """Values by what they are asked of; too many to be written wherever a query is drawn."""

    def __repr__(self) -> str:
        """Say how many there are."""
        return f"Words({len(self)})"


def words(ids: Sequence[str], slugs: Sequence[str], comuni: Sequence[str]) -> Words:
    """Give plausible values, real ones first, and some that are not."""
    cursors = [cursor(slug) for slug in [*slugs, *slugs, "b", "zz"]]
    odd = [cursor(1), cursor(), cursor("a", "b"), "zz"]
    strange = ["", "è\"'\\", "%$1:x"]
    told = {
        "slug": [*slugs, *slugs, "nessuno", *strange],
        "istatCode": [*comuni, "000000", *strange],
        "id": list(ids),
        "ids": list(ids),
        "first": [0, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5, 20, 21, -1],
        "last": [0, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5, 20, 21, -1],
        "after": cursors + odd[:2],
        "before": cursors + odd[2:],
        "code": ["ASSEMBLEA", "UDP", "TAVOLO", "CONV", "ADP", "NESSUNO", *strange],
        "subAmbito": ["NORD", "SUD", "aurora", "NESSUNO"],
        "kind": ["ASL", "UNIONE", "CONVENZIONE", "Instrument", "Mandate", "Organ", "Meeting"],
        "act": ["read", "read", "read", "scrivere", "convene"],
        "mechanism": [*(f"M-{number:02}" for number in range(1, 32, 5)), "M-99"],
        "area": ["governance", "budget", "altro", *strange],
        "year": [2023, 2024, 2025, 2026, 2028, 1900, 2999, 1899, 3000, 0, -1, 2**31 - 1],
        "version": [1, 2, 3, 4, 0, -1],
        "to": [1, 2, 3, 9, 0, 2**31 - 1, -(2**31)],
        "region": ["Lombardia", "Puglia", "Molise"],
        "at": ["2019-12-31", "2020-01-01", "2021-12-31", "2022-01-01", "2023-06-30", "2001-01-01"],
        "Date": list(DAYS),
        "Boolean": [True, False],
    }
    return Words(told)


def words_below(places: Mapping[str, Sequence[tuple[Any, ...]]]) -> dict[str, Any]:
    """Give what the pages inside an Ambito are asked with, from the places of some rows of each.

    No value is one that is refused: an executor refuses only what it comes to.
    """
    sizes = [0, 1, 1, 2, 2, 3, 4, 20]
    told: dict[str, Any] = {}
    for of, there in places.items():
        ends = [cursor(*place) for place in there]
        told |= {f"{of}.first": sizes, f"{of}.last": sizes}
        told |= {f"{of}.after": ends, f"{of}.before": ends}
    return told | {
        "journal.act": [
            *("convene_meeting", "convene_meeting", "close_vote", "record_attendance", "read", "")
        ],
        "calendar.year": [2022, 2023, 2024, 2024, 2025, 2026, 2027, 0],
        "fulfilments.year": [2023, 2024, 2025, 0],
        "overdue.year": [2023, 2024, 2025, 2026, 0],
        "overdueCount.year": [2023, 2024, 2025, 2026, 0],
        "calendar.of": ["UDP", "UDP", "REGIONE", "NESSUNO"],
        "encounters.joint": ["CADENZA", "CADENZA", "ALTRO", "NESSUNO"],
        "encounters.toward": ["TERZO", "UDP", "NESSUNO"],
        **{
            f"{of}.organ": ["UDP", "ASSEMBLEA", "TAVOLO", "NESSUNO"]
            for of in ("encounters", "ownRules", "workingGroups", "participations")
        },
        "attributions.year": [2023, 2024, 0],
        "serviceContracts.year": [2024, 2024, 2025, 0],
        "actions.programme": ["PO", "PO", "NESSUNO"],
        "costSums.year": [2023, 2023, 2024, 0],
        "budget.year": [2022, 2023, 2024, 2025, 0],
        "regionalFunds.year": [2023, 2024, 2024, 2025, 2026, 0],
        **{
            f"{of}.threshold": ["75.00", "0.00", "33.33", "100.00"]
            for of in ("risk", "fundsAtRisk")
        },
        **{
            f"{of}.year": [2023, 2024, 2024, 0]
            for of in ("obligations", "dues", "positions", "reconciliation")
        },
        **{
            f"{of}.{side}": ["999001", "999002", "UNIONE", "NESSUNO"]
            for of in ("dues", "overdueDues")
            for side in ("debtor", "creditor")
        },
        "positions.party": ["999001", "999002", "UNIONE", "NESSUNO"],
        "positions.fund": ["FNPS", "FNPS", "NESSUNO"],
        "riparti.year": [2023, 2024, 2024, 0],
        "riparti.matter": ["PIANO_DI_ZONA", "BILANCIO", "NESSUNA"],
        "acts.by": ["UDP", "ASSEMBLEA", "SINDACO", "NESSUNO"],
        "acts.toward": ["ASL", "UDP", "NESSUNO"],
        "acts.year": [2022, 2024, 2024, 0],
        "acts.matter": ["PIANO_DI_ZONA", "BILANCIO", "NESSUNA"],
        **{
            f"{of}.matter": ["BILANCIO", "PIANO_DI_ZONA", "NESSUNA"]
            for of in ("signingMandates", "signedContracts", "representations")
        },
        "representatives.at": ["UDP", "TAVOLO", "NESSUNO"],
        "dataControllers.instrument": ["CONV", "CONV", "ADP", "NESSUNO"],
        "contactPoints.who": ["ASL", "CAPOFILA", "999001", "NESSUNO"],
        "provisions.matter": ["BILANCIO", "PIANO_DI_ZONA", "NESSUNA", "NESSUNA"],
        "dispatches.by": ["UDP", "SINDACO", "NESSUNO"],
        "tenures.organ": ["UDP", "UDP", "TAVOLO", "ASSEMBLEA", "NESSUNO"],
        "tenures.role": ["RESPONSABILE", "SINDACO", "COORDINATORE", "NESSUNO"],
        "mirrorAdoptions.year": [2023, 2024, 2024, 0],
        "frequency.year": [2021, 2023, 2024, 0, 2**31 - 1],
        "meetings.organ": ["ASSEMBLEA", "ASSEMBLEA", "UDP", "TAVOLO", "NESSUNO", "assemblea"],
        "meetings.year": [2021, 2023, 2024, 2024, 2026, 0, 2**31 - 1],
    }


@st.composite
def asked(
    draw: Callable[..., Any],
    schema: GraphQLSchema,
    known: Mapping[str, Sequence[Any]],
    doors: tuple[str, ...] = (),
) -> Asked:
    """Draw a document and the variables of two requests with it."""
    writer = Writer(schema, draw, known, rounds=2, doors=doors)
    text = writer.document()
    rounds = tuple(
        {v.name: v.values[n] for v in writer.variables if v.values[n] is not ABSENT}
        for n in range(writer.rounds)
    )
    return Asked(text, rounds)
