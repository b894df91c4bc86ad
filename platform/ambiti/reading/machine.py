"""The reading machine: finds or makes the statement of an operation, runs it, gives its bytes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphql import GraphQLObjectType, GraphQLSchema, OperationType, SelectionSetNode
from sqlalchemy import ColumnElement, Table

from ambiti.access.actor import Permissions
from ambiti.reading.caches import Cache
from ambiti.reading.call import Call
from ambiti.reading.connection import Row
from ambiti.reading.documents import Operation
from ambiti.reading.guarding import Guard
from ambiti.reading.kinds import Kind
from ambiti.reading.limits import cost_refused
from ambiti.reading.plan import Cost
from ambiti.reading.planning import PageLimits, Planner
from ambiti.reading.pool import CANCELED, ReadPool
from ambiti.reading.printing import Printer, Statement
from ambiti.reading.refusal import DatabaseError, ReadRefused, StaleActor

UNFIT = ("22003", "22008", "22021")
"""What PostgreSQL says of values that slipped through the checks of their scalars: a number or a
date out of range, a character that text can't hold."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A statement, and what the answer may amount to."""

    statement: Statement
    cost: Cost


@dataclass(frozen=True, slots=True)
class Answer:
    """The JSON of ``data``, as PostgreSQL wrote it, and what goes beside it."""

    data: bytes
    cost: int
    withheld: tuple[str, ...]


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
        world: Any = None,
    ) -> None:
        """Index the kinds by table; ``version`` tells the caller's version inside a statement."""
        self.schema = schema
        self._roots: Mapping[OperationType, Any] = {
            OperationType.QUERY: schema.query_type,
            OperationType.SUBSCRIPTION: schema.subscription_type,
        }
        self._kinds: Mapping[Table, Kind] = {table: kind for kind in kinds for table in kind.tables}
        self._pages = pages
        self._max_cost = max_cost
        self._version = version
        self._world = world
        self.cache: Cache[Any, Ready] = Cache(plans)

    def ready(
        self, operation: Operation, values: Mapping[str, Any], permissions: Permissions
    ) -> Ready:
        """Find or make the statement for this operation, shape of variables and permissions."""
        shape = operation.shape(values)
        key = (operation.text, operation.name, shape, permissions.shape)
        return self.cache.get(key) or self.cache.put(
            key,
            self._made(
                operation, values, permissions, self._roots[operation.type], operation.selection
            ),
        )

    def outcome(
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
        return self.cache.get(key) or self.cache.put(
            key, self._made(operation, values, permissions, root, selections)
        )

    def planner(self, operation: Operation, values: Mapping[str, Any]) -> Planner:
        """Give the planner of an operation."""
        return Planner(self.schema, operation.fragments, dict(values), self._pages)

    def _made(
        self,
        operation: Operation,
        values: Mapping[str, Any],
        permissions: Permissions,
        root: GraphQLObjectType,
        selections: Sequence[SelectionSetNode],
    ) -> Ready:
        plan = self.planner(operation, values).plan(root, *selections)
        printer = Printer(
            Guard(permissions, self._kinds), self._pages, (self._version,), self._world
        )
        return Ready(printer.print(plan), plan.cost)

    async def answer(
        self, operation: Operation, given: Mapping[str, Any], call: Call, pool: ReadPool
    ) -> Answer:
        """Answer one query in one READ ONLY transaction."""
        values = operation.values(self.schema, given)
        ready = self.ready(operation, values, call.permissions)
        cost = self.afford(ready, values)
        statement = ready.statement
        arguments = [slot(values, call) for slot in statement.slots]
        data, version = await _fetched(pool, statement.sql, arguments, call)
        if (None if version is None else int(version)) != call.actor.version:
            raise StaleActor
        if data is None:
            message = f"a value that can't be null was null in operation {operation.name!r}"
            raise RuntimeError(message)
        return Answer(data, cost, statement.withheld)

    def afford(self, ready: Ready, values: Mapping[str, Any]) -> int:
        """Tell what the answer may amount to, or refuse it before any SQL."""
        cost = ready.cost(values)
        if cost > self._max_cost:
            raise cost_refused(cost, self._max_cost)
        return cost


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
