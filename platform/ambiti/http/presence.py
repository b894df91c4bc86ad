"""Work lasts as long as its client is there: what nobody waits for is cancelled."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from ambiti.deadlines import deadlines
from ambiti.http.exchange import Exchange, Gone

T = TypeVar("T")

WATCH_AFTER_SECONDS = 0.25
"""How long a request runs before its client's presence is watched: most are over sooner."""


async def while_present(exchange: Exchange, work: Coroutine[Any, Any, T]) -> T:
    """Do the work, or raise Gone, with the work cancelled, when the client goes away first."""
    task = asyncio.current_task()
    if task is None:
        message = "a request is answered in a task"
        raise RuntimeError(message)
    watch = _Watch(exchange, task)
    try:
        return await work
    except asyncio.CancelledError:
        if watch.gone and watch.is_only_reason():
            raise Gone from None
        raise
    finally:
        watch.end()


class _Watch:
    """Looks after one task, and cancels it when its client goes away."""

    __slots__ = ("_begins", "_exchange", "_looking", "_task", "gone")

    def __init__(self, exchange: Exchange, task: "asyncio.Task[Any]") -> None:
        self._exchange = exchange
        self._task = task
        self._looking: asyncio.Task[None] | None = None
        self._begins = deadlines(task.get_loop()).after(WATCH_AFTER_SECONDS, self._begin)
        self.gone = False

    def is_only_reason(self) -> bool:
        """Tell whether nobody else cancelled the task as well."""
        return self._task.uncancel() == 0

    def end(self) -> None:
        self._begins.cancel()
        if self._looking is not None:
            self._looking.cancel()

    def _begin(self) -> None:
        self._looking = self._task.get_loop().create_task(self._look())

    async def _look(self) -> None:
        await self._exchange.departure()
        self.gone = True
        self._task.cancel()
