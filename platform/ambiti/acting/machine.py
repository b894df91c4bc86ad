"""The acting machine: one mutation becomes one command, one transaction, and one answer read in it.

The transaction reaches what the caller reaches and writes to the one tenant acted on. It holds the
caller's own row until its end, so that a role that ends meanwhile ends after the act or before it.
"""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict
from typing import Any, Final

import asyncpg
import orjson
from graphql import GraphQLObjectType, GraphQLSchema, Undefined, value_from_ast
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from ambiti.access.policy import Policy
from ambiti.acting import attempts, journal
from ambiti.acting.asked import Asked
from ambiti.acting.commands import Command, Done, Refusal
from ambiti.acting.converting import converted
from ambiti.acting.opening import (
    AGAIN,
    Sought,
    opened,
    state_of,
    unavailable,
)
from ambiti.acting.refusing import Refused, Violation
from ambiti.acting.tables import idempotency_keys
from ambiti.acting.work import Work
from ambiti.database.statements import Kept, fetched
from ambiti.reading import identifiers
from ambiti.reading.binding import METADATA
from ambiti.reading.call import Call
from ambiti.reading.documents import Operation
from ambiti.reading.machine import Answer, Machine, Ready
from ambiti.reading.pool import ReadPool
from ambiti.reading.printing import OUTCOME
from ambiti.reading.refusal import ReadRefused, Unavailable

LONGEST_KEY: Final = 200
TRIES: Final = 3
MOST_TOUCHED: Final = 80
_KEY_TURN: Final = Kept(text("select pg_advisory_xact_lock(hashtextextended(:turn, 7302))"))


class _Previewed(Exception):  # noqa: N818  it carries an answer past what undoes the act
    """An act was done to see what it comes to, and is undone."""

    def __init__(self, answer: Answer) -> None:
        super().__init__()
        self.answer = answer


class Acting:
    """Answers mutations."""

    def __init__(
        self,
        schema: GraphQLSchema,
        machine: Machine,
        policy: Policy,
        engine: Callable[[], AsyncEngine],
    ) -> None:
        """Take what it stands on; ``engine`` is the app role's, asked for at each act."""
        self._schema = schema
        self._machine = machine
        self._policy = policy
        self._engine = engine

    async def answer(
        self, operation: Operation, given: Mapping[str, Any], call: Call, pool: ReadPool
    ) -> Answer:
        """Do one act and answer with what it came to, or with every reason why not."""
        asked = self._asked(operation, given)
        ready = await self._ready(asked, call, asked.command.success)
        cost = self._machine.afford(ready, {**asked.values, OUTCOME: {}})
        for attempt in range(1, TRIES + 1):
            try:
                return await self._acted(asked, call, ready, cost)
            except _Previewed as previewed:
                return previewed.answer
            except Refused as refused:
                if refused.attempt is not None and not asked.preview:
                    await self._attempted(asked, call, refused)
                return await self._refusal(asked, call, pool, refused.violations)
            except (TimeoutError, OSError, PoolTimeout) as error:
                message = f"no connection to act with: {type(error).__name__}"
                raise Unavailable(message) from error
            except (DBAPIError, asyncpg.PostgresError) as error:
                if state_of(error) not in AGAIN:
                    raise unavailable(error) from error
                if attempt == TRIES:
                    violation = Violation(
                        "CHANGED_MEANWHILE",
                        "Altri stanno agendo sugli stessi dati: rileggere e riprovare.",
                    )
                    return await self._refusal(asked, call, pool, [violation])
        raise AssertionError(TRIES)

    def _asked(self, operation: Operation, given: Mapping[str, Any]) -> Asked:
        values = operation.values(self._schema, given)
        root: GraphQLObjectType = self._schema.type_map["Mutation"]  # type: ignore[assignment]
        planner = self._machine.planner(operation, values)
        roots = planner.roots(root, operation.node.selection_set)
        if len(roots) != 1:
            raise ReadRefused(
                "ONE_ACT",
                f"Gli atti chiesti sono {len(roots)}: una richiesta ne compie uno solo, per intero "
                "o per niente. Inviarne uno per richiesta.",
            )
        ((key, nodes),) = roots.items()
        name = nodes[0].name.value
        if name not in root.fields:
            raise ReadRefused("ONE_ACT", f"{name} va chiesto in una query.", nodes)
        field = root.fields[name]
        command: Command = field.extensions["strawberry-definition"].metadata[METADATA]
        found = {
            one.name.value: value_from_ast(one.value, field.args[one.name.value].type, dict(values))
            for one in nodes[0].arguments or ()
        }
        plain: Mapping[str, Any] = found["input"]
        given_by = converted(plain, command.input)
        once = found.get("idempotencyKey")
        if once is Undefined:
            once = None
        if once is not None and not 0 < len(once) <= LONGEST_KEY:
            raise ReadRefused(
                "BAD_USER_INPUT", f"idempotencyKey ha da 1 a {LONGEST_KEY} caratteri.", nodes
            )
        preview = found.get("preview") is True
        return Asked(operation, values, key, nodes, command, given_by, plain, once, preview)

    async def _ready(self, asked: Asked, call: Call, answered: type[Any]) -> Ready:
        return await self._machine.outcome(
            asked.operation, asked.values, call.permissions, answered.__name__, asked.selections
        )

    async def _acted(self, asked: Asked, call: Call, ready: Ready, cost: int) -> Answer:
        command = asked.command
        async with self._working(asked, call) as work:
            shown: Mapping[str, str] = {}
            outcome = None if asked.preview else await self._replayed(work, asked)
            if outcome is None:
                work.require_any(command.kind)
                done = await command.run(work, asked.given)
                outcome = await self._recorded(work, asked, done)
                shown = {} if asked.preview else done.shown
            data = await _read(work.connection, ready, asked, call, {**outcome, **shown})
            withheld = ready.statement.withheld
            answer = Answer(b'{"%b":%b}' % (asked.key.encode(), data), cost, withheld)
            if asked.preview:
                raise _Previewed(answer)  # and all that was written is undone
        return answer

    @asynccontextmanager
    async def _working(self, asked: Asked, call: Call) -> AsyncIterator[Work]:
        """Open the transaction of an act in its tenant, for a caller who is still who it was."""
        async with opened(self._engine(), call, _sought(asked)) as (connection, tenant):
            yield Work(connection, call, self._policy, tenant, asked.command.act)

    async def _attempted(self, asked: Asked, call: Call, refused: Refused) -> None:
        """Write down that a refused act was tried, in a transaction that its refusal leaves."""
        async with self._working(asked, call) as work:
            work.require_any(asked.command.kind)
            await attempts.remember(work, asked.command, asked.plain, refused)

    async def _replayed(self, work: Work, asked: Asked) -> Mapping[str, Any] | None:
        """Give the outcome of the first request with the same key, or take the key."""
        if asked.once is None:
            return None
        keys = idempotency_keys.c
        principal = work.call.actor.principal_id
        turn = f"{work.tenant.ambito_id}:{principal}:{asked.once}"
        await _KEY_TURN.rows(work.connection, turn=turn)
        found = await work.all(
            select(keys.act, keys.input_hash, keys.outcome).where(
                keys.ambito_id == work.tenant.ambito_id,
                keys.performer_id == principal,
                keys.key == asked.once,
            )
        )
        if not found:
            return None
        if (found[0]["act"], found[0]["input_hash"]) != (asked.command.name, asked.hash):
            message = "La chiave è già di un'altra richiesta: per un altro atto, un'altra chiave."
            raise Refused([Violation("KEY_REUSED", message, "idempotencyKey")])
        outcome: Mapping[str, Any] = found[0]["outcome"]
        return outcome

    async def _recorded(self, work: Work, asked: Asked, done: Done) -> Mapping[str, Any]:
        """Write the entry of the journal, and keep the outcome under its key."""
        warnings = [asdict(one) for one in work.warnings]
        tenant = work.tenant.ambito_id
        named = {name: str(key) for name, key in done.rows.items()}
        if asked.preview:
            return {**named, "ambito_id": tenant, "entry": None, "warnings": warnings}
        entry = await journal.append(
            work.connection,
            tenant,
            journal.Entry(
                act=asked.command.name,
                performer=work.performed_by,
                subject_kind=done.kind,
                subject_id=done.subject,
                input=asked.command.journaled(asked.plain),
                warnings=warnings,
                sources=work.sources,
                written=work.written,
            ),
            _told(work, done),
        )
        outcome = {**named, "ambito_id": tenant, "entry": str(entry), "warnings": warnings}
        if asked.once is not None:
            await work.insert(
                idempotency_keys,
                performer_id=work.call.actor.principal_id,
                key=asked.once,
                act=asked.command.name,
                input_hash=asked.hash,
                outcome=outcome,
            )
        return outcome

    async def _refusal(
        self, asked: Asked, call: Call, pool: ReadPool, violations: Sequence[Violation]
    ) -> Answer:
        """Answer with the reasons; whatever was written has been undone."""
        ready = await self._ready(asked, call, Refusal)
        outcome = {"violations": orjson.dumps([asdict(one) for one in violations]).decode()}
        values = {**asked.values, OUTCOME: outcome}
        arguments = [slot(values, call) for slot in ready.statement.slots]
        reach, identity = call.actor.reach, call.actor.identity
        told, *_ = await pool.row(ready.statement.sql, arguments, reach, identity)
        cost = ready.cost(values)
        return Answer(b'{"%b":%b}' % (asked.key.encode(), told or b"null"), cost, ())


def _told(work: Work, done: Done) -> str:
    """Tell whoever follows it what the act was about."""
    subject = f"{done.kind}:{work.tenant.ambito_id}:{done.subject}"
    about = [f"ambito:{work.tenant.slug}", subject, *work.touched]
    return orjson.dumps(list(dict.fromkeys(about))[:MOST_TOUCHED]).decode()


def _sought(asked: Asked) -> Sought:
    """Tell which tenant is acted on: by its slug, or by the identifier of something of it."""
    named, field = getattr(asked.given, asked.command.tenant), asked.command.field
    if asked.command.tenant == "ambito":
        return Sought(field, slug=named)
    return Sought(field, key=identifiers.decode(named).ambito_id)


async def _read(
    connection: AsyncConnection, ready: Ready, asked: Asked, call: Call, outcome: Mapping[str, Any]
) -> bytes:
    """Read the answer in the transaction of the act, as the reading machine prints it."""
    given = {**outcome, "warnings": orjson.dumps(outcome["warnings"]).decode()}
    values = {**asked.values, OUTCOME: given}
    arguments = [slot(values, call) for slot in ready.statement.slots]
    (row,) = await fetched(connection, ready.statement.sql, *arguments)
    answer: str = next(iter(row.values()))
    return answer.encode()
