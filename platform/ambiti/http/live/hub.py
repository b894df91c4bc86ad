"""One connection that listens to what commits, and wakes whoever follows it. Nobody polls.

The database tells only what an act was about; whoever is woken reads it anew, with the permissions
of that moment. While nobody listened (the connection was lost) anything may have happened, so that
everybody is woken when it is there again.
"""

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, Final

import asyncpg
import orjson
import structlog

from ambiti.acting.journal import CHANNEL

log = structlog.get_logger("ambiti.live")
_AGAIN_SECONDS: Final = 1.0
_LOST: Final = (OSError, asyncpg.PostgresError, asyncpg.InterfaceError)


class Full(Exception):  # noqa: N818  it is an answer
    """As many follow something as this process lets."""


class Hub:
    """Who follows what, in this process."""

    def __init__(self, dsn: str, most: int) -> None:
        """Listen on the database of an address, for at most so many followers."""
        self._dsn = dsn
        self._most = most
        self._following: defaultdict[str, set[asyncio.Event]] = defaultdict(set)
        self._listening: asyncio.Task[None] | None = None
        self.count = 0

    @contextmanager
    def following(self, key: str) -> Iterator[asyncio.Event]:
        """Be woken at each act that is about something."""
        if self.count >= self._most:
            raise Full
        if self._listening is None:
            self._listening = asyncio.create_task(self._listen())
        woken = asyncio.Event()
        self._following[key].add(woken)
        self.count += 1
        try:
            yield woken
        finally:
            self.count -= 1
            self._following[key].discard(woken)
            if not self._following[key]:
                del self._following[key]

    async def close(self) -> None:
        """Listen no more."""
        if self._listening is not None:
            self._listening.cancel()
            with suppress(asyncio.CancelledError):
                await self._listening

    async def _listen(self) -> None:
        while True:
            try:
                await self._connected()
            except _LOST as error:
                log.warning("not listening", reason=f"{type(error).__name__}: {error}")
            await asyncio.sleep(_AGAIN_SECONDS)

    async def _connected(self) -> None:
        lost = asyncio.Event()
        connection = await asyncpg.connect(
            self._dsn, server_settings={"application_name": "ambiti-live"}
        )
        try:
            connection.add_termination_listener(lambda _: lost.set())
            await connection.add_listener(CHANNEL, self._told)
            self._wake_all()
            await lost.wait()
        finally:
            with suppress(*_LOST):
                await connection.close(timeout=_AGAIN_SECONDS)

    def _told(self, _connection: Any, _pid: int, _channel: str, payload: str) -> None:
        for key in orjson.loads(payload):
            for woken in self._following.get(key, ()):
                woken.set()

    def _wake_all(self) -> None:
        for some in self._following.values():
            for woken in some:
                woken.set()
