"""The read pool: connections of the reader role, each question one READ ONLY transaction.

The last connection given back is the first to be taken, for what it prepared is still warm. A
caller that can't be served soon is told so and never hangs; one that goes away leaves a statement
that is ended before its connection serves another.
"""

import asyncio
from collections import deque
from collections.abc import Sequence
from typing import Any, Final

import psycopg

from ambiti.deadlines import Within
from ambiti.reading.connection import Connection, Row
from ambiti.reading.refusal import DatabaseError, Unavailable

LOST: Final = ("08", "40", "53", "55P03", "57")
"""The SQLSTATE, by their beginnings, that say that the database can't serve now: it stops, starts,
is full, has a table that another holds, or is a stand-by that had to move on."""
CANCELED: Final = "57014"
CLOSING_SECONDS: Final = 5.0


class ReadPool:
    """A bounded pool of connections."""

    def __init__(
        self, dsn: str, *, size: int, wait_seconds: float, statement_timeout_ms: int
    ) -> None:
        """Know where to connect; nothing is opened yet."""
        self._dsn = dsn
        self._most = size
        self._wait = wait_seconds
        self._seconds = statement_timeout_ms / 1000 + 1
        self._settings = {
            "default_transaction_read_only": "on",
            "timezone": "UTC",
            "datestyle": "ISO",
            "jit": "off",
            "random_page_cost": "1.1",  # what is asked is in memory
            "plan_cache_mode": "force_generic_plan",  # planning costs more than it gains
            "statement_timeout": str(statement_timeout_ms),
        }
        self._all: set[Connection] = set()
        self._opening = 0
        self._idle: list[Connection] = []
        self._waiting: deque[asyncio.Future[Connection | None]] = deque()
        self._mending: set[asyncio.Task[None]] = set()
        self._closed = False
        self._emptied = asyncio.Event()

    @classmethod
    async def open(
        cls, dsn: str, *, size: int, wait_seconds: float, statement_timeout_ms: int
    ) -> "ReadPool":
        """Open the pool, with one connection."""
        pool = cls(
            dsn, size=size, wait_seconds=wait_seconds, statement_timeout_ms=statement_timeout_ms
        )
        pool._idle.append(await pool._opened())
        return pool

    async def close(self) -> None:
        """Close every connection, those in use after a while."""
        self._closed = True
        self._emptied.clear()
        while self._idle:
            self._drop(self._idle.pop())
        try:
            async with asyncio.timeout(CLOSING_SECONDS):
                if self._all:
                    await self._emptied.wait()
        except TimeoutError:
            for connection in list(self._all):
                self._drop(connection)

    async def row(
        self, sql: str, arguments: Sequence[Any], reach: Sequence[int], identity: str | None
    ) -> Row:
        """Give the first row of a statement that sees what this reach and person may see.

        Arguments are text, numbers, dates, identifiers and lists of them; values come as text.
        """
        connection = self._idle.pop() if self._idle else await self._acquired()
        try:
            return await connection.row(sql, arguments, reach, identity, self._seconds)
        except DatabaseError as error:
            if error.state.startswith(LOST) and error.state != CANCELED:
                message = f"the database does not serve: {error}"
                raise Unavailable(message) from error
            raise
        finally:
            self._give_back(connection)

    def sizes(self) -> dict[str, int]:
        """Tell how many connections there are, and how many are idle."""
        return {"size": len(self._all), "idle": len(self._idle)}

    async def _acquired(self) -> Connection:
        try:
            with Within(self._wait):
                return await self._taken()
        except TimeoutError as error:
            message = "every connection is taken"
            raise Unavailable(message) from error

    async def _taken(self) -> Connection:
        while True:
            if self._idle:
                return self._idle.pop()
            if len(self._all) + self._opening < self._most:
                return await self._opened()
            turn: asyncio.Future[Connection | None] = asyncio.get_running_loop().create_future()
            self._waiting.append(turn)
            try:
                connection = await turn
            except asyncio.CancelledError:
                if turn.done() and not turn.cancelled():
                    self._pass_on(turn.result())
                raise
            if connection is not None:
                return connection

    async def _opened(self) -> Connection:
        if self._closed:
            message = "the pool is closed"
            raise Unavailable(message)
        self._opening += 1
        try:
            connection = await Connection.open(
                self._dsn, self._settings, "ambiti-reader", self._forget_lost
            )
        except (OSError, psycopg.Error) as error:
            message = f"no connection: {type(error).__name__}: {error}"
            raise Unavailable(message) from error
        finally:
            self._opening -= 1
        self._all.add(connection)
        return connection

    def _give_back(self, connection: Connection) -> None:
        if connection.lost or self._closed:
            self._drop(connection)
        elif connection.busy:
            task = asyncio.ensure_future(self._mended(connection))
            self._mending.add(task)
            task.add_done_callback(self._mending.discard)
        else:
            self._pass_on(connection)

    async def _mended(self, connection: Connection) -> None:
        await connection.interrupt()
        self._give_back(connection)

    def _drop(self, connection: Connection) -> None:
        self._all.discard(connection)
        connection.close()
        if not self._all:
            self._emptied.set()
        self._pass_on(None)

    def _pass_on(self, connection: Connection | None) -> None:
        """Give a connection, or the place for one, to whoever waits the longest."""
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(connection)
                return
        if connection is not None:
            self._idle.append(connection)

    def _forget_lost(self) -> None:
        for connection in [one for one in self._idle if one.lost]:
            self._idle.remove(connection)
            self._drop(connection)
