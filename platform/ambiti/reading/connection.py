"""One connection of the read pool: a question is one round trip, and a transaction of its own.

Three messages go out together through libpq's pipeline: the settings that row-level security asks
for (local to the transaction), the prepared statement, and Sync, which ends the transaction. So
nothing of a caller stays on a connection, and nothing needs to be rolled back.
"""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, partial
from itertools import count
from typing import Any, Final, cast

import psycopg
from psycopg.pq import ConnStatus, DiagnosticField, ExecStatus

from ambiti.deadlines import deadlines
from ambiti.reading.refusal import DatabaseError, Unavailable

STATEMENTS_KEPT: Final = 500
SETTINGS: Final = (
    "select set_config('ambiti.reach', $1, true), set_config('ambiti.subject', $2, true)"
)
FAILED: Final = (ExecStatus.FATAL_ERROR, ExecStatus.BAD_RESPONSE)
CANCEL_SECONDS: Final = 5.0
LISTS_KEPT: Final = 2000

Row = Sequence[bytes | None]


class Connection:
    """A connection that answers one question at a time."""

    def __init__(self, wrapped: psycopg.AsyncConnection[Any], gone: Callable[[], None]) -> None:
        """Take over an open connection; ``gone`` is told if it is lost while nobody asks."""
        self._wrapped = wrapped
        self._libpq = wrapped.pgconn
        self._loop = asyncio.get_running_loop()
        self._deadlines = deadlines(self._loop)
        self._gone = gone
        self._names: dict[str, bytes] = {}
        self._numbers = count(1)
        self._fresh: list[str] = []
        self._doubtful: list[bytes] = []
        self._answer: asyncio.Future[Row] | None = None
        self._row: Row = ()
        self._error: Exception | None = None
        self._writing = False
        self._libpq.nonblocking = 1
        self._libpq.enter_pipeline_mode()
        self._socket = self._libpq.socket
        self._loop.add_reader(self._socket, self._readable)

    @classmethod
    async def open(
        cls, dsn: str, settings: dict[str, str], name: str, gone: Callable[[], None]
    ) -> "Connection":
        """Connect, with settings that hold for the whole session."""
        wrapped = await psycopg.AsyncConnection.connect(
            dsn,
            autocommit=True,
            options=" ".join(f"-c {key}={value}" for key, value in settings.items()),
            application_name=name,
        )
        return cls(wrapped, gone)

    @property
    def busy(self) -> bool:
        """Say whether an answer is still on its way."""
        return self._answer is not None

    @property
    def lost(self) -> bool:
        """Say whether it can no longer be asked."""
        return self._libpq.status != ConnStatus.OK

    async def row(
        self,
        sql: str,
        arguments: Sequence[Any],
        reach: Sequence[int],
        subject: str | None,
        seconds: float,
    ) -> Row:
        """Give the first row of a statement, each value as PostgreSQL writes it.

        Given up, or after so many seconds, the statement goes on until ``interrupt`` ends it.
        """
        answer = self._sent(sql, arguments, reach, subject)
        overdue = self._deadlines.after(seconds, partial(_overdue, answer))
        try:
            return await answer
        finally:
            overdue.cancel()

    async def interrupt(self) -> None:
        """End what still runs for a caller who is gone; close if that does not end it."""
        try:
            async with asyncio.timeout(CANCEL_SECONDS):
                while self.busy and not self.lost:
                    await self._wrapped.cancel_safe(timeout=CANCEL_SECONDS)
                    await asyncio.sleep(0.01)
        except (TimeoutError, OSError, psycopg.Error):
            self.close()

    def close(self) -> None:
        """Close at once."""
        if self._socket >= 0:
            self._loop.remove_reader(self._socket)
            self._loop.remove_writer(self._socket)
            self._socket = -1
        self._libpq.finish()
        self._ended(Unavailable("the connection was closed"))

    def _sent(
        self, sql: str, arguments: Sequence[Any], reach: Sequence[int], subject: str | None
    ) -> asyncio.Future[Row]:
        values = [None if one is None else encoded(one) for one in arguments]
        settings: list[bytes | None] = [encoded(reach), encoded((subject or "").replace("\0", ""))]
        self._answer = answer = self._loop.create_future()
        self._row, self._error = (), None
        self._fresh.clear()
        try:
            while self._doubtful:
                self._libpq.send_close_prepared(self._doubtful.pop())
            self._libpq.send_query_prepared(self._prepared(SETTINGS), settings)
            self._libpq.send_query_prepared(self._prepared(sql), values)
            self._libpq.pipeline_sync()
            self._flush()
        except psycopg.OperationalError as error:
            self._lose(error)
        return answer

    def _prepared(self, sql: str) -> bytes:
        """Give the name of a statement; one not seen lately is prepared on the way."""
        name = self._names.pop(sql, None)
        if name is None:
            if len(self._names) >= STATEMENTS_KEPT:
                oldest = next(iter(self._names))
                self._libpq.send_close_prepared(self._names.pop(oldest))
            name = b"s%d" % next(self._numbers)
            self._libpq.send_prepare(name, sql.encode())
            self._fresh.append(sql)
        self._names[sql] = name  # the last asked is the last forgotten
        return name

    def _flush(self) -> None:
        pending = self._libpq.flush() != 0
        if pending and not self._writing:
            self._loop.add_writer(self._socket, self._writable)
        elif self._writing and not pending:
            self._loop.remove_writer(self._socket)
        self._writing = pending

    def _writable(self) -> None:
        try:
            self._flush()
        except psycopg.OperationalError as error:
            self._lose(error)

    def _readable(self) -> None:
        libpq = self._libpq
        try:
            libpq.consume_input()
            if self._writing:
                self._flush()
            ended = False  # None ends the results of each message, and another one all there are
            while not libpq.is_busy():
                result = libpq.get_result()
                if (result is None and ended) or (result is not None and self._taken(result)):
                    return
                ended = result is None
        except psycopg.OperationalError as error:
            self._lose(error)

    def _taken(self, result: Any) -> bool:
        """Take one result; say whether it was the last of the question."""
        status = result.status
        if status == ExecStatus.TUPLES_OK:
            self._row = [result.get_value(0, n) for n in range(result.nfields)]
        elif status == ExecStatus.PIPELINE_SYNC:
            self._ended(self._error)
            return True
        elif status in FAILED and self._error is None:
            state = (result.error_field(DiagnosticField.SQLSTATE) or b"").decode()
            told = result.error_field(DiagnosticField.MESSAGE_PRIMARY) or b""
            self._error = DatabaseError(state, told.decode(errors="replace"))
            self._doubtful += [self._names.pop(sql) for sql in self._fresh]
        return False

    def _ended(self, error: Exception | None) -> None:
        answer, row = self._answer, self._row
        self._answer, self._row = None, ()
        if answer is None or answer.done():
            return
        if error is None:
            answer.set_result(row)
        else:
            answer.set_exception(error)

    def _lose(self, error: Exception) -> None:
        idle = not self.busy
        self._ended(Unavailable(f"the connection was lost: {error}"))
        self.close()
        if idle:
            self._gone()


def _overdue(answer: asyncio.Future[Row]) -> None:
    if not answer.done():
        answer.set_exception(TimeoutError())


def encoded(value: Any) -> bytes:
    """Write a value as PostgreSQL reads it."""
    kind = type(value)
    if kind is str:
        if "\0" in value:
            raise DatabaseError("22021", "a character that text can't hold")
        return cast("bytes", value.encode())
    if kind is tuple and value and type(value[0]) in {int, str}:  # where 1 is not true
        return _kept(value)
    if kind is tuple or kind is list:
        return _listed(value)
    return str(value).encode()  # a number, a date, an identifier, true or false


def _listed(values: Sequence[Any]) -> bytes:
    return b"{%b}" % b",".join(_elements(values))


@lru_cache(LISTS_KEPT)
def _kept(values: tuple[Any, ...]) -> bytes:
    """Write a list that stays the same from question to question: of where a caller may read."""
    return _listed(values)


def _elements(values: Iterable[Any]) -> Iterable[bytes]:
    for one in values:
        if one is None:
            yield b"NULL"
        elif isinstance(one, str):
            yield b'"%b"' % encoded(one).replace(b"\\", b"\\\\").replace(b'"', b'\\"')
        else:
            yield encoded(one)
