"""Where the microseconds of a request go inside the product: a clock around each layer."""

import asyncio
import contextlib
import functools
import inspect
import os
import statistics
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from unittest import mock

from ambiti.app import create_app
from ambiti.http import asked as asking
from ambiti.http import attending, endpoint
from ambiti.http.callers import Callers
from ambiti.http.endpoint import Endpoint
from ambiti.http.exchange import Exchange
from ambiti.reading.connection import Connection
from ambiti.reading.documents import Operation
from ambiti.reading.machine import Machine
from ambiti.reading.pool import ReadPool
from ambiti.settings import read_settings
from reading.asking import Asked, to_product
from reading.building import Country
from reading.contestants import POOL
from reading.shapes import SHAPES

_WARM: Final = 500
_TIMES: Final = 3_000
_WHOLE: Final = "whole"
_REST: Final = "the rest of the endpoint"


@dataclass(frozen=True, slots=True)
class Layer:
    """What one layer costs a request, without the layers inside it, in microseconds."""

    name: str
    wall: float
    cpu: float


@dataclass(slots=True)
class Clock:
    """The layers that are open, and what each has cost so far; one request at a time."""

    open: list[list[float]] = field(default_factory=list)
    spent: dict[str, tuple[float, float]] = field(default_factory=dict)

    @contextlib.contextmanager
    def layer(self, name: str) -> Iterator[None]:
        """Count what happens within as the layer's, but for the layers opened within."""
        inner = [0.0, 0.0]
        self.open.append(inner)
        wall, cpu = time.perf_counter(), time.thread_time()
        try:
            yield
        finally:
            cpu, wall = time.thread_time() - cpu, time.perf_counter() - wall
            self.open.pop()
            before = self.spent.get(name, (0.0, 0.0))
            self.spent[name] = (before[0] + wall - inner[0], before[1] + cpu - inner[1])
            if self.open:
                self.open[-1][0] += wall
                self.open[-1][1] += cpu

    def around(self, name: str, act: Callable[..., Any]) -> Callable[..., Any]:
        """Put the clock around a function."""
        if inspect.iscoroutinefunction(act):

            @functools.wraps(act)
            async def awaited(*given: Any, **named: Any) -> Any:
                with self.layer(name):
                    return await act(*given, **named)

            return awaited

        @functools.wraps(act)
        def called(*given: Any, **named: Any) -> Any:
            with self.layer(name):
                return act(*given, **named)

        return called


_LAYERS: Final[Sequence[tuple[Any, str, str]]] = (
    (Endpoint, "__call__", _REST),
    (Callers, "identity", "token"),
    (asking, "read", "body and its JSON"),
    (Endpoint, "operation", "document"),
    (endpoint, "while_present", "watching whether the client is there"),
    (Endpoint, "body", "extensions and body"),
    (Callers, "call", "caller and permissions"),
    (Machine, "answer", "arguments and answer"),
    (Operation, "values", "variables"),
    (Machine, "ready", "plan"),
    (Machine, "afford", "cost"),
    (ReadPool, "row", "connection: taking it and giving it back"),
    (Connection, "_sent", "settings and statement: writing them"),
    (Connection, "row", "settings and statement: one round trip"),
    (Exchange, "answer", "sending the answer"),
)


async def layers(country: Country, asked: Asked) -> tuple[Layer, list[Layer]]:
    """Measure the first shape without a server of HTTP: the whole of it, and its layers."""
    clock = Clock()
    address = country.databases
    app = create_app(
        read_settings(
            {
                "AMBITI_HOME": str(country.home),
                "AMBITI_DATABASE_APP_URL": address.app,
                "AMBITI_DATABASE_READER_URL": address.reader,
                "AMBITI_READER_POOL": str(POOL),
            }
        )
    )
    shape = SHAPES[0]
    asks = asked.asks[shape.name]
    requests = [to_product(shape, ask, asked.callers) for ask in asks]
    with contextlib.ExitStack() as stack:
        sink = stack.enter_context(open(os.devnull, "w", encoding="utf-8"))  # noqa: ASYNC230, PTH123
        stack.enter_context(contextlib.redirect_stdout(sink))
        async with app.router.lifespan_context(app):
            await _counted(app, clock, requests, _WARM)
            (plain,) = await _counted(app, clock, requests, _TIMES)
            for owner, name, called in _LAYERS:
                wrapped = clock.around(called, getattr(owner, name))
                stack.enter_context(mock.patch.object(owner, name, wrapped))
            quiet = mock.Mock(info=clock.around("log", attending.log.info))
            stack.enter_context(mock.patch.object(attending, "log", quiet))
            found = await _counted(app, clock, requests, _TIMES)
            return plain, [layer for layer in found if layer.name != _WHOLE]


async def _counted(app: Any, clock: Clock, requests: Sequence[bytes], times: int) -> list[Layer]:
    walls: dict[str, list[float]] = {}
    cpus: dict[str, list[float]] = {}
    for number in range(times):
        clock.spent.clear()
        with clock.layer(_WHOLE):
            await _once(app, requests[number % len(requests)])
        for name, (wall, cpu) in clock.spent.items():
            walls.setdefault(name, []).append(wall * 1e6)
            cpus.setdefault(name, []).append(cpu * 1e6)
    return [
        Layer(name, statistics.median(walls[name]), statistics.median(cpus[name])) for name in walls
    ]


async def _once(app: Callable[..., Awaitable[None]], request: bytes) -> None:
    head, _, body = request.partition(b"\r\n\r\n")
    lines = [line.split(b": ", 1) for line in head.split(b"\r\n")[1:]]
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "POST",
        "path": "/graphql", "raw_path": b"/graphql", "query_string": b"", "scheme": "http",
        "headers": [(name.lower(), value) for name, value in lines],
    }  # fmt: skip
    left: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
    given = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> Any:
        return given.pop() if given else await left

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start" and message["status"] != 200:  # noqa: PLR2004
            raise RuntimeError(message)

    await app(scope, receive, send)
