"""The reading machine: finds or makes the statement of an operation, runs it, gives its bytes."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from graphql import GraphQLObjectType, GraphQLSchema, OperationType, SelectionSetNode
from sqlalchemy import ColumnElement, Table, select

from ambiti.access.actor import Permissions
from ambiti.reading.caches import Cache
from ambiti.reading.call import Call
from ambiti.reading.connection import Row
from ambiti.reading.documents import Operation
from ambiti.reading.guarding import Guard
from ambiti.reading.kinds import Kind
from ambiti.reading.limits import cost_refused
from ambiti.reading.plan import Cost, Plan
from ambiti.reading.planning import PageLimits, Planner
from ambiti.reading.pool import CANCELED, ReadPool
from ambiti.reading.printing import Printer, Statement
from ambiti.reading.refusal import DatabaseError, ReadRefused, StaleActor
from ambiti.reading.text import DIALECT
from ambiti.reading.turns import Turns

SQL_KEPT: Final = 10_000_000
"""How many characters of SQL are kept."""
UNFIT = ("22003", "22008", "22021")
"""What PostgreSQL says of values that slipped through the checks of their scalars: a number or a
date out of range, a character that text can't hold."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A statement, and what the answer may amount to."""

    statement: Statement
    cost: Cost


@dataclass(frozen=True, slots=True)
class Question:
    """A statement and what it is asked with: an answer depends on nothing else but the data."""

    name: str | None
    statement: Statement
    arguments: tuple[Any, ...]
    cost: int


@dataclass(frozen=True, slots=True)
class Answer:
    """The JSON of ``data``, as PostgreSQL wrote it, and what goes beside it."""

    data: bytes
    cost: int
    withheld: tuple[str, ...]
    version: bytes | None = None
    """The version of the data that it was read from, where the question was for it as well."""


class Machine:
    """Answers queries. It knows the contract and the kinds, and no domain."""

    def __init__(  # noqa: PLR0913 - what it knows, each by its name
        self,
        schema: GraphQLSchema,
        kinds: Sequence[Kind],
        *,
        pages: PageLimits,
        max_cost: int,
        plans: int,
        version: ColumnElement[Any],
        data_version: ColumnElement[Any],
        world: Any = None,
    ) -> None:
        """Index the kinds by table; the versions are the caller's and the data's in a statement."""
        self.schema = schema
        self._roots: Mapping[OperationType, Any] = {
            OperationType.QUERY: schema.query_type,
            OperationType.SUBSCRIPTION: schema.subscription_type,
        }
        self._kinds: Mapping[Table, Kind] = {table: kind for kind in kinds for table in kind.tables}
        self._pages = pages
        self._max_cost = max_cost
        self._version = version
        self._data_version = data_version
        self._versions = str(select(version, data_version).compile(dialect=DIALECT))
        self._world = world
        self.cache: Cache[Any, Ready] = Cache(plans, SQL_KEPT)
        self._turns = Turns()

    async def ready(
        self,
        operation: Operation,
        values: Mapping[str, Any],
        permissions: Permissions,
        *,
        versioned: bool = False,
    ) -> Ready:
        """Find or make the statement for this operation, shape of variables and permissions."""
        shape = operation.shape(values)
        key = (operation.text, operation.name, shape, permissions.shape, versioned)
        found = self.cache.get(key)
        if found is None:
            async with self._turns:
                planner = self.planner(operation, values)
                plan = planner.plan(self._roots[operation.type], *operation.selection)
                extra = (self._data_version,) if versioned else ()
                found = self._kept(key, self._made(plan, permissions, extra))
        return found

    async def outcome(
        self,
        operation: Operation,
        values: Mapping[str, Any],
        permissions: Permissions,
        answered: str,
        selections: Sequence[SelectionSetNode],
    ) -> Ready:
        """Find or make the statement that reads what is selected on the answer of an act."""
        shape = operation.shape(values)
        key = (operation.text, operation.name, shape, permissions.shape, answered)
        root: GraphQLObjectType = self.schema.type_map[answered]  # type: ignore[assignment]
        found = self.cache.get(key)
        if found is None:
            async with self._turns:
                plan = self.planner(operation, values).plan(root, *selections)
                found = self._kept(key, self._made(plan, permissions))
        return found

    def _kept(self, key: Hashable, made: Ready) -> Ready:
        return self.cache.put(key, made, len(made.statement.sql))

    def planner(self, operation: Operation, values: Mapping[str, Any]) -> Planner:
        """Give the planner of an operation."""
        return Planner(self.schema, operation.fragments, dict(values), self._pages)

    def _made(
        self, plan: Plan, permissions: Permissions, extra: Sequence[ColumnElement[Any]] = ()
    ) -> Ready:
        guard = Guard(permissions, self._kinds)
        printer = Printer(guard, self._pages, (self._version, *extra), self._world)
        return Ready(printer.print(plan), plan.cost)

    async def answer(
        self, operation: Operation, given: Mapping[str, Any], call: Call, pool: ReadPool
    ) -> Answer:
        """Answer one query in one READ ONLY transaction."""
        return await self.read(await self.question(operation, given, call), call, pool)

    async def question(
        self,
        operation: Operation,
        given: Mapping[str, Any],
        call: Call,
        *,
        versioned: bool = False,
    ) -> Question:
        """Make the question of a query, or refuse it; ``versioned`` asks for the data's version."""
        values = operation.values(self.schema, given)
        ready = await self.ready(operation, values, call.permissions, versioned=versioned)
        cost = self.afford(ready, values)
        arguments = tuple(slot(values, call) for slot in ready.statement.slots)
        return Question(operation.name, ready.statement, arguments, cost)

    async def read(self, question: Question, call: Call, pool: ReadPool) -> Answer:
        """Ask a question; its answer and the version of the data are of the same moment."""
        statement = question.statement
        data, caller, *more = await _fetched(pool, statement.sql, question.arguments, call)
        _check_current(caller, call)
        if data is None:
            message = f"a value that can't be null was null in operation {question.name!r}"
            raise RuntimeError(message)
        return Answer(data, question.cost, statement.withheld, more[0] if more else None)

    async def data_version(self, call: Call, pool: ReadPool) -> bytes:
        """Tell the version of all that the caller might be shown, without reading any of it."""
        caller, found = await _fetched(pool, self._versions, (), call)
        _check_current(caller, call)
        return found or b""

    def afford(self, ready: Ready, values: Mapping[str, Any]) -> int:
        """Tell what the answer may amount to, or refuse it before any SQL."""
        cost = ready.cost(values)
        if cost > self._max_cost:
            raise cost_refused(cost, self._max_cost)
        return cost


def _check_current(version: bytes | None, call: Call) -> None:
    if (None if version is None else int(version)) != call.actor.version:
        raise StaleActor


async def _fetched(pool: ReadPool, sql: str, arguments: Sequence[Any], call: Call) -> Row:
    try:
        return await pool.row(sql, arguments, call.actor.reach, call.actor.identity)
    except TimeoutError as error:
        raise _too_slow() from error
    except DatabaseError as error:
        if error.state == CANCELED:
            raise _too_slow() from error
        if error.state not in UNFIT:
            raise
        raise ReadRefused(
            "BAD_USER_INPUT",
            "Un valore dato (variabile o argomento) non può essere in alcun dato: ha un carattere "
            "NUL, oppure è un numero o una data fuori misura.",
        ) from error


def _too_slow() -> ReadRefused:
    return ReadRefused(
        "TOO_SLOW",
        "La risposta richiede troppo tempo ed è stata interrotta. Chiedere meno righe o meno "
        "livelli.",
    )
