"""Moments by which something is to be over: one timer looks after all of an event loop.

What is over in time, as nearly all is, costs an entry of a mapping here; a timer of its own costs
ten times as much. That something is late is noticed at most ``LATE_SECONDS`` after its moment.
"""

import asyncio
from collections.abc import Callable
from types import TracebackType
from typing import Final, Self
from weakref import WeakKeyDictionary

LATE_SECONDS: Final = 0.25


class Deadline:
    """A moment, and what is done once it has passed, unless it was dropped before."""

    __slots__ = ("_deadlines", "at", "passed")

    def __init__(self, deadlines: "Deadlines", at: float, passed: Callable[[], None]) -> None:
        """Take the moment, as the loop counts time."""
        self._deadlines = deadlines
        self.at = at
        self.passed = passed

    def cancel(self) -> None:
        """Drop it: nothing is done any more, and whoever would do it is held no longer."""
        self._deadlines.drop(self)
        self.passed = _nothing


def _nothing() -> None:
    """Do nothing: what holds what holds it would wait for the collector of rubbish."""


class Deadlines:
    """The moments of one event loop."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        """Have none yet."""
        self._loop = loop
        self._waiting: dict[Deadline, None] = {}
        self._looking = False

    def after(self, seconds: float, passed: Callable[[], None]) -> "Deadline | asyncio.TimerHandle":
        """Do something once so many seconds have passed, unless what is given back is cancelled."""
        if seconds < LATE_SECONDS:  # it has a timer of its own
            return self._loop.call_later(seconds, passed)
        deadline = Deadline(self, self._loop.time() + seconds, passed)
        self._waiting[deadline] = None
        if not self._looking:
            self._looking = True
            self._loop.call_later(LATE_SECONDS, self._look)
        return deadline

    def drop(self, deadline: Deadline) -> None:
        """Forget a moment."""
        self._waiting.pop(deadline, None)

    def _look(self) -> None:
        now = self._loop.time()
        for deadline in [one for one in self._waiting if one.at <= now]:
            if deadline in self._waiting:  # what was late before it may have dropped it
                del self._waiting[deadline]
                deadline.passed()
        self._looking = bool(self._waiting)
        if self._looking:
            self._loop.call_later(LATE_SECONDS, self._look)


_of_loops: Final[WeakKeyDictionary[asyncio.AbstractEventLoop, Deadlines]] = WeakKeyDictionary()


def deadlines(loop: asyncio.AbstractEventLoop) -> Deadlines:
    """Give the deadlines of a loop."""
    found = _of_loops.get(loop)
    if found is None:
        found = _of_loops[loop] = Deadlines(loop)
    return found


class Within:
    """What is in the block is over in so many seconds, or is cancelled with a TimeoutError.

    As ``asyncio.timeout`` but for its cost: it is for what every request does.
    """

    __slots__ = ("_cancelling", "_deadline", "_late", "_seconds", "_task")

    def __init__(self, seconds: float) -> None:
        """Take how long it may last."""
        self._seconds = seconds
        self._late = False

    def __enter__(self) -> Self:
        """Begin to count."""
        task = asyncio.current_task()
        if task is None:
            message = "what has a deadline is in a task"
            raise RuntimeError(message)
        self._task = task
        self._cancelling = task.cancelling()
        self._deadline = deadlines(task.get_loop()).after(self._seconds, self._pass)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Tell a cancellation of its own from one that somebody else asked for."""
        self._deadline.cancel()
        if self._late and self._task.uncancel() <= self._cancelling and _is_cancelled(kind):
            raise TimeoutError from error

    def _pass(self) -> None:
        self._late = True
        self._task.cancel()


def _is_cancelled(kind: type[BaseException] | None) -> bool:
    return kind is not None and issubclass(kind, asyncio.CancelledError)
