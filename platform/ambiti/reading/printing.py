"""From a plan to one SELECT whose single value is the answer's JSON, guarded wherever it reads.

The same plan gives the same text: aliases are numbered in the order of the plan. Every alias is
opened by ``open`` or by the ``also`` of a place, which guard it; there is no other way to a table.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import (
    ARRAY,
    VARCHAR,
    Boolean,
    ColumnElement,
    Date,
    Integer,
    Select,
    Table,
    Text,
    Uuid,
    and_,
    bindparam,
    case,
    cast,
    func,
    select,
    true,
)

from ambiti.reading import identifiers
from ambiti.reading.binding import Bound, Narrow, Place
from ambiti.reading.branching import BranchPrinter, list_pieces
from ambiti.reading.guarding import Guard, Slot
from ambiti.reading.identifiers import IdTerms
from ambiti.reading.naming import Joins
from ambiti.reading.opened import Opened, alias_of, kept
from ambiti.reading.paging import PagePrinter
from ambiti.reading.plan import (
    Arguments,
    Branch,
    Choice,
    Connection,
    Field,
    Figure,
    Given,
    Identity,
    Leaf,
    Plan,
    SameRow,
    Typename,
)
from ambiti.reading.planning import PageLimits
from ambiti.reading.text import (
    DIALECT,
    NULL,
    Piece,
    column_pieces,
    joined,
    quoted,
    value_pieces,
)

OUTCOME = "!"
"""Where the variables hold what an act came to: no variable of a document has this name."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One prepared statement: its text, how each $n is found, what it withholds from the caller."""

    sql: str
    slots: tuple[Slot, ...]
    withheld: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Level:
    """Where printing stands: the row above, all rows that may be referred to, the day.

    ``told``: the types that the identifier by which the row above was made may name. ``joins``:
    where a row that the row above names may be joined to it.
    """

    above: Any
    ancestors: tuple[Any, ...]
    day: ColumnElement[Any]
    told: frozenset[str] | None = None
    joins: Joins | None = None

    def below(
        self, row: Any, told: frozenset[str] | None = None, joins: Joins | None = None
    ) -> "Level":
        """Go down to a row."""
        return replace(self, above=row, ancestors=(*self.ancestors, row), told=told, joins=joins)


@dataclass(slots=True)
class Printer:
    """Prints one plan for one shape of permissions."""

    guard: Guard
    pages: PageLimits
    extra: Sequence[ColumnElement[Any]] = ()
    world: Any = None
    slots: dict[str, Slot] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)

    def print(self, plan: Plan) -> Statement:
        """Print the statement."""
        day = bindparam("day", type_=Date)
        self.slots["day"] = lambda _variables, call: call.day
        data = self.object_text(plan.fields, Level(None, (), day))
        answer = cast(data, VARCHAR).label("data")  # the type that the pool takes as bytes
        compiled = select(answer, *self.extra).compile(
            dialect=DIALECT, compile_kwargs={"render_postcompile": True}
        )
        slots = {**self.slots, **self.guard.slots}
        names: Sequence[str] = compiled.positiontup or ()
        constants: Mapping[str, Any] = compiled.params
        return Statement(
            str(compiled),
            tuple(slots.get(name) or _constant(constants[name]) for name in names),
            tuple(sorted(self.guard.withheld)),
        )

    def object_text(self, fields: Sequence[Field], level: Level) -> ColumnElement[str]:
        """Write an object of these fields."""
        return joined(self._object_pieces(fields, level))

    def _object_pieces(self, fields: Sequence[Field], level: Level) -> list[Piece]:
        pieces: list[Piece] = ["{"]
        for number, one in enumerate(fields):
            pieces.append(f'{"," if number else ""}"{one.key}":')
            pieces.extend(self._field_pieces(one, level))
        return [*pieces, "}"]

    def _field_pieces(self, one: Field, level: Level) -> Sequence[Piece]:
        """Write a field; constants are pieces by themselves, and become one with what is beside."""
        row = level.above
        match one:
            case Leaf():
                if one.expression is None:
                    return column_pieces(row, one.name)
                return value_pieces(one.expression(row))
            case Typename():
                return [f'"{one.name}"']
            case Identity():
                tenant = row.c.get("ambito_id") if one.column != "istat_code" else None
                written = identifiers.encoded(one.type_name, tenant, row.c[one.column])
                return ['"', written, '"']
            case SameRow():
                return self._same_row_pieces(one, level)
            case Branch():
                return BranchPrinter(self, one, level).pieces()
            case Figure():
                return self._figure_pieces(one, level)
            case Choice():
                return self._choice_pieces(one, level)
            case Connection():
                return [PagePrinter(self, one, level).text()]

    def _same_row_pieces(self, one: SameRow, level: Level) -> Sequence[Piece]:
        pieces, present = self._object_pieces(one.fields, level), one.source.present
        if present is None:
            return pieces
        return [case((present(level.above), joined(pieces)), else_=quoted(NULL))]

    def _figure_pieces(self, one: Figure, level: Level) -> Sequence[Piece]:
        inner, terms = self.day_of(one.arguments, level), self.terms(one.arguments)
        if one.bound is None or one.source.figure is None:
            chosen = one.source.narrow(self.place(inner, None), **terms)
        else:
            below, narrowed = self.open(one.bound, one.source.narrow, inner, terms)
            chosen = narrowed.with_only_columns(
                one.source.figure(below), maintain_column_froms=True
            )
        return value_pieces(chosen.correlate(*level.ancestors).scalar_subquery())

    def _choice_pieces(self, one: Choice, level: Level) -> Sequence[Piece]:
        inner = self.day_of(one.arguments, level)
        terms = self.terms(one.arguments)
        if not one.many:
            return [self._first_alternative(one, inner, terms)]
        driven = self._driving_rows(one, inner, terms).subquery(self.name("driving"))
        item = self._first_alternative(
            one, inner.below(driven), {}, missing=one.source.keep_missing
        )
        return list_pieces(select(driven), item, self.name("items"))

    def _driving_rows(self, one: Choice, level: Level, terms: Mapping[str, Any]) -> Select[Any]:
        table = one.source.over
        if table is None:
            return one.source.drive(self.place(level, None), **terms)
        below = self.alias(table)
        narrowed = one.source.drive(self.place(level, below), **terms)
        return narrowed.where(self.guard.visible(table, below)).correlate(*level.ancestors)

    def _first_alternative(
        self, one: Choice, level: Level, terms: Mapping[str, Any], *, missing: bool = True
    ) -> ColumnElement[str]:
        found: list[ColumnElement[str]] = []
        for alternative in one.alternatives:
            below, narrowed = self.open(alternative.bound, alternative.narrow, level, terms)
            item = self.object_text(alternative.fields, level.below(below))
            chosen = narrowed.with_only_columns(item.label("j"), maintain_column_froms=True)
            found.append(chosen.correlate(*level.ancestors).scalar_subquery())
        if missing or not found:
            found.append(quoted(NULL))
        return func.coalesce(*found, type_=Text)

    def open(
        self, bound: Bound, narrow: Narrow, level: Level, terms: Mapping[str, Any]
    ) -> tuple[Any, Select[Any]]:
        """Open the rows of a type: those that are chosen, and of them what the caller may see."""
        below = self.alias(bound.table)
        chosen = narrow(self.place(level, below), **terms)
        guarded = self.guard.visible(bound.table, below)
        if bound.only is not None:
            guarded = and_(guarded, bound.own(below))
        return below, chosen.where(guarded)

    def place(self, level: Level, below: Any) -> Place:
        """Tell a narrowing function where it stands."""

        def also(table: Any) -> Any:
            opened = self.alias(table)
            at_once = self.guard.kept_at_once(opened, self.name)
            if at_once is not None:
                return at_once
            guarded = self.guard.visible(table, opened)
            return opened if guarded is true() else kept(opened, guarded, self.name(table.name))

        caller = self.guard.caller()
        return Place(
            level.above, below, level.day, caller, also, self.world, self.outcome, level.told
        )

    def outcome(self, name: str, kind: Any) -> Any:
        """Bind what an act came to, which it gives among the variables."""
        return self.bound(name, lambda variables: variables[OUTCOME].get(name), kind)

    def alias(self, table: Table) -> Opened:
        """Open a table under a name of its own."""
        return alias_of(table, self.name(table.name))

    def name(self, of: str) -> str:
        """Number an alias, among those that are called the same."""
        number = self.numbers[of] = self.numbers.get(of, 0) + 1
        return f"{of}_{number}"

    def day_of(self, arguments: Arguments, level: Level) -> Level:
        """Read what is below on the day that an argument named ``on`` gives."""
        if "on" not in arguments:
            return level
        return replace(level, day=self.term("on", arguments["on"]))

    def terms(self, arguments: Arguments) -> dict[str, Any]:
        """Give the arguments as SQL terms."""
        return {name: self.term(name, given) for name, given in arguments.items()}

    def term(self, name: str, given: Given) -> Any:
        """Give one argument as a SQL term, bound at each request."""
        if given.sql_type is not None:
            return self.bound(name, given.value, given.sql_type)

        def part(attribute: str, kind: Any) -> Any:
            read = _attribute(given, attribute)
            return self.bound(f"{name}_{attribute}", read, ARRAY(kind) if given.many else kind)

        return IdTerms(
            part("type_name", Text()),
            part("ambito_id", Integer()),
            part("key", Text()),
            part("uuid", Uuid()),
            given.told,
        )

    def bound(self, name: str, read: Callable[[Mapping[str, Any]], Any], kind: Any) -> Any:
        """Bind a value found from the variables."""
        key = self.name(f"given_{name}")
        self.slots[key] = lambda variables, _call: read(variables)
        return bindparam(key, type_=kind)

    def never(self) -> ColumnElement[bool]:
        """Write a constant that is false."""
        return quoted("false").cast(Boolean)


def _constant(value: Any) -> Slot:
    return lambda _variables, _call: value


def _attribute(given: Given, name: str) -> Callable[[Mapping[str, Any]], Any]:
    if given.many:
        return lambda values: [getattr(one, name, None) for one in given.value(values)]
    return lambda values: getattr(given.value(values), name)
