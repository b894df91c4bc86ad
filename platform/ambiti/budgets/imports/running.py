"""An import from beginning to end: one transaction, in which all rows are done, or none is."""

import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID, uuid4

import asyncpg
import orjson
import structlog
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from ambiti.access.policy import Policy
from ambiti.acting import journal
from ambiti.acting.journal import CHANNEL
from ambiti.acting.opening import (
    AGAIN,
    Sought,
    opened,
    state_of,
    unavailable,
)
from ambiti.acting.refusing import Refused, Violation
from ambiti.acting.work import Work
from ambiti.budgets.funds.tables import budgets
from ambiti.budgets.imports import notes
from ambiti.budgets.imports.naming import Names
from ambiti.budgets.imports.posting import COMMANDS, Posting
from ambiti.budgets.imports.saying import headed, said
from ambiti.budgets.ledger.accounting import held_year
from ambiti.database.engine import transaction
from ambiti.database.statements import Kept
from ambiti.imports.importing import Asked, Mode, RowFault, Tally
from ambiti.imports.sheet import Sheet
from ambiti.reading import identifiers
from ambiti.reading.call import Call
from ambiti.reading.refusal import Unavailable

if TYPE_CHECKING:
    import asyncio

log = structlog.get_logger("ambiti.imports")
TRIES: Final = 3
EVERY_SECONDS: Final = 0.5
"""How often progress is written."""
_AT_ONCE: Final = Kept(text("set constraints all immediate"))
_CHANGED: Final = Violation(
    "CHANGED_MEANWHILE", "Altri stanno agendo sugli stessi dati: rileggere e riprovare."
)
_NOTIFY: Final = Kept(text("select pg_notify(:channel, :payload)"))


class _Undone(Exception):  # noqa: N818  it leaves the transaction, and undoes it
    """All was tried, and nothing is to stay."""


class LedgerImports:
    """Imports rows into the ledger. One per process."""

    def __init__(self, policy: Policy, engine: Callable[[], AsyncEngine]) -> None:
        """Take what it stands on; ``engine`` is the app role's, with time for long transactions."""
        self._policy = policy
        self._engine = engine

    async def admit(self, asked: Asked, call: Call) -> None:
        """Refuse who may do none of the acts that a row can be, before the file is read."""
        async with self._working(asked, call) as work:
            _admitted(work)

    async def run(
        self, asked: Asked, sheet: Sheet, call: Call, begun: "asyncio.Future[str] | None"
    ) -> Mapping[str, Any]:
        """Do every row, and let all of them stay, or none; tell what it came to."""
        for attempt in range(1, TRIES + 1):
            try:
                return await self._done(asked, sheet, call, begun)
            except (TimeoutError, OSError, PoolTimeout) as error:
                message = f"no connection to import with: {type(error).__name__}"
                raise Unavailable(message) from error
            except (DBAPIError, asyncpg.PostgresError) as error:
                if state_of(error) not in AGAIN:
                    raise unavailable(error) from error
                if attempt == TRIES:
                    raise Refused([_CHANGED]) from error
        raise AssertionError(TRIES)

    async def told(self, given: str, call: Call) -> Mapping[str, Any] | None:
        """Tell how far an import has come, or how it ended; None to who may not see it."""
        actor = call.actor
        async with transaction(
            self._engine(), reach=actor.reach, subject=actor.identity
        ) as connection:
            return await notes.read(connection, given, call)

    async def _done(
        self, asked: Asked, sheet: Sheet, call: Call, begun: "asyncio.Future[str] | None"
    ) -> Mapping[str, Any]:
        """Do it in one transaction; the note of what is undone is ended before it is let go."""
        tally, note = Tally(len(sheet.lines)), uuid4()
        try:
            async with self._working(asked, call) as work:
                _admitted(work)
                budget = await _turn(work, asked, note)
                at = _Apart(self._engine(), call, work.tenant.ambito_id, note)
                if begun is None:
                    await self._all(asked, sheet, work, budget, tally, note, None)
                    return notes.answered(asked, tally, at.id)
                await at.begun(budget, asked, tally)
                begun.set_result(at.id)
                await self._apart(asked, sheet, work, budget, tally, at)
        except _Undone:
            return notes.answered(asked, tally, None if begun is None else at.id)
        return notes.answered(asked, tally, at.id)

    async def _apart(  # noqa: PLR0913, PLR0917  what is imported, and where it is told
        self, asked: Asked, sheet: Sheet, work: Work, budget: UUID, tally: Tally, at: "_Apart"
    ) -> None:
        """Do it while its note is read: however it ends, the note says so before anyone wonders."""
        reasons: Sequence[Violation] = ()
        try:
            await self._all(asked, sheet, work, budget, tally, at.note, at)
        except _Undone:
            pass
        except Refused as refused:
            reasons = refused.violations
        except (DBAPIError, asyncpg.PostgresError) as error:
            if state_of(error) not in AGAIN:
                raise
            reasons = [_CHANGED]
        else:
            return
        tally.fail([RowFault(None, None, one.code, one.message) for one in reasons])
        await at.noted(tally, notes.ended(asked, tally))
        raise _Undone

    async def _all(  # noqa: PLR0913, PLR0917  what is imported, and where it is told
        self,
        asked: Asked,
        sheet: Sheet,
        work: Work,
        budget: UUID,
        tally: Tally,
        note: UUID,
        at: "_Apart | None",
    ) -> None:
        """Do every row; nothing stays of a trial, nor where any row is refused."""
        own = await _noted(work, budget, asked, tally, note, apart=at is not None)
        await held_year(work, budget, "year")
        posting = Posting(work, await Names.of(work, budget), own, tally)
        await _posted(posting, sheet, at)
        if tally.error_count:
            raise _Undone
        async with work.connection.begin_nested():  # it holds what a note beside it would wait for
            await _recorded(posting, asked)
            await _AT_ONCE.rows(work.connection)
            if asked.mode is Mode.CHECK:
                raise _Undone

    @asynccontextmanager
    async def _working(self, asked: Asked, call: Call) -> AsyncIterator[Work]:
        sought = Sought("ambito", slug=asked.ambito)
        async with opened(self._engine(), call, sought) as (connection, tenant):
            yield Work(connection, call, self._policy, tenant, "read")


@dataclass(frozen=True, slots=True)
class _Apart:
    """The note of an import, written beside its transaction: it is read while that is open."""

    engine: AsyncEngine
    call: Call
    tenant: int
    note: UUID

    @property
    def id(self) -> str:
        return identifiers.encode(notes.NAMED, self.tenant, self.note)

    async def begun(self, budget: UUID, asked: Asked, tally: Tally) -> None:
        async with self._open() as connection:
            await notes.begun(connection, self.tenant, budget, self.note, asked, self.call, tally)

    async def noted(self, tally: Tally, state: str = notes.RUNNING) -> None:
        async with self._open() as connection:
            await notes.noted(connection, self.tenant, self.note, tally, state)

    async def progress(self, tally: Tally) -> None:
        """Write how far it has come; where that cannot be written now, the import goes on."""
        try:
            await self.noted(tally)
        except (TimeoutError, OSError, PoolTimeout, DBAPIError, asyncpg.PostgresError) as error:
            log.warning("progress", note=str(self.note), reason=type(error).__name__)

    def _open(self) -> AbstractAsyncContextManager[AsyncConnection]:
        actor = self.call.actor
        return transaction(
            self.engine, reach=actor.reach, acting=self.tenant, subject=actor.identity
        )


def _admitted(work: Work) -> None:
    """Refuse who may do none of the acts, with each of the reasons."""
    reasons: dict[str, Violation] = {}
    for command in COMMANDS.values():
        tried = replace(work, act=command.act)
        try:
            tried.require_any(command.kind)
        except Refused as refused:
            reasons |= {one.message: one for one in refused.violations}
        else:
            work.performer = tried.performer
            return
    raise Refused(reasons.values())


async def _turn(work: Work, asked: Asked, note: UUID) -> UUID:
    """Find the open year, and take the turn of its imports and the lock of the note."""
    columns, tenant = budgets.c, work.tenant.ambito_id
    found = await work.all(
        select(columns.id).where(columns.ambito_id == tenant, columns.year == asked.year)
    )
    if not found:
        message = f"{work.tenant.name} non ha il bilancio {asked.year}: si apre con openBudget."
        raise Refused([Violation("NOT_FOUND", message, "year")])
    key: UUID = found[0]["id"]
    mine = await notes.held(work.connection, notes.turn_of(tenant, key))
    if not mine or not await notes.held(work.connection, notes.turn_of(tenant, note)):
        message = f"Nel bilancio {asked.year} si sta già importando o provando un file: attendere."
        raise Refused([Violation("IMPORT_RUNNING", message)])
    return key


async def _noted(  # noqa: PLR0913  whose note it is
    work: Work, budget: UUID, asked: Asked, tally: Tally, note: UUID, *, apart: bool
) -> UUID:
    """Give the note that the rows are written under: that of a trial goes with them."""
    if apart and asked.mode is Mode.IMPORT:
        return note
    key = uuid4() if asked.mode is Mode.CHECK else note
    real = replace(asked, mode=Mode.IMPORT)
    tenant = work.tenant.ambito_id
    await notes.begun(work.connection, tenant, budget, key, real, work.call, tally)
    return key


async def _posted(posting: Posting, sheet: Sheet, at: _Apart | None) -> None:
    """Do every row in the order of the file, and tell now and then how far it has come."""
    names, faults = headed(sheet.headings)
    if faults:
        posting.tally.fail(faults)
        return
    told = time.monotonic()
    for row in said(sheet, names):
        await posting.post(row)
        if at is not None and time.monotonic() - told >= EVERY_SECONDS:
            await at.progress(posting.tally)
            told = time.monotonic()


async def _recorded(posting: Posting, asked: Asked) -> None:
    """Write the journal of all rows at once, end the note, and tell whoever follows."""
    work, tally = posting.work, posting.tally
    tenant, budget = work.tenant, posting.names.budget
    if posting.entries:
        told = {"fileName": asked.name, "fileHash": asked.hash, "written": tally.written}
        whole = journal.Entry(
            act="import_ledger",
            performer=work.performed_by,
            subject_kind="Budget",
            subject_id=budget,
            input={"ambito": asked.ambito, "year": asked.year, **told},
        )
        await journal.append_all(work.connection, tenant.ambito_id, [whole, *posting.entries])
        about = [f"ambito:{tenant.slug}", f"Budget:{tenant.ambito_id}:{budget}"]
        payload = orjson.dumps(about).decode()
        await _NOTIFY.rows(work.connection, channel=CHANNEL, payload=payload)
    await notes.noted(work.connection, tenant.ambito_id, posting.note, tally, notes.IMPORTED)
