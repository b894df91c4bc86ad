"""The load: keep-alive connections that ask one question after another, in a process of its own.

``python load.py PORT CONNECTIONS SECONDS REQUESTS`` prints one JSON line. The requests are a file
of ready bytes; of an answer only the head and the length are read, so that the asking costs little
of the machine that it shares with what is measured.
"""

import asyncio
import json
import pickle
import sys
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, cast

import uvloop

_END = b"\r\n\r\n"
_LENGTH = b"content-length: "


class Client(asyncio.Protocol):
    """One connection that asks again as soon as it is answered, until the end."""

    def __init__(self, requests: Sequence[bytes], first: int, until: float) -> None:
        """Begin at the request of a number."""
        self.times: list[float] = []
        self.failed = 0
        self.closed: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._requests = requests
        self._next = first
        self._until = until
        self._buffer = b""
        self._missing = -1
        self._sent = 0.0
        self._transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the first time."""
        self._transport = cast("asyncio.Transport", transport)
        self._ask()

    def data_received(self, data: bytes) -> None:
        """Count what comes until the answer is whole."""
        if self._missing < 0:
            self._buffer += data
            end = self._buffer.find(_END)
            if end < 0:
                return
            head = self._buffer[:end].lower()
            self.failed += head[9:12] != b"200" or b'{"errors"' in self._buffer
            at = head.index(_LENGTH) + len(_LENGTH)
            length = int(head[at : at + 9].split(b"\r", 1)[0])
            self._missing = length - (len(self._buffer) - end - len(_END))
        else:
            self._missing -= len(data)
        if self._missing == 0:
            self._answered()

    def _ask(self) -> None:
        self._buffer, self._missing = b"", -1
        self._sent = time.perf_counter()
        self._transport.write(self._requests[self._next % len(self._requests)])
        self._next += 1

    def _answered(self) -> None:
        now = time.perf_counter()
        self.times.append(now - self._sent)
        if now < self._until:
            self._ask()
        else:
            self._transport.close()

    def connection_lost(self, _error: Exception | None) -> None:
        """Be done."""
        if not self.closed.done():
            self.closed.set_result(None)


def _itself(client: Client) -> Client:
    return client


async def load(port: int, many: int, seconds: float, requests: Sequence[bytes]) -> dict[str, Any]:
    """Ask for so many seconds over so many connections."""
    loop = asyncio.get_running_loop()
    start = time.perf_counter()
    clients = []
    for number in range(many):
        client = Client(requests, number * len(requests) // many, start + seconds)
        clients.append(client)
        await loop.create_connection(partial(_itself, client), "127.0.0.1", port)
    await asyncio.gather(*(client.closed for client in clients))
    lasted = time.perf_counter() - start
    times = sorted(one for client in clients for one in client.times)
    return {
        "requests": len(times),
        "failed": sum(client.failed for client in clients),
        "seconds": lasted,
        "p50": times[len(times) // 2] * 1000,
        "p99": times[min(len(times) - 1, len(times) * 99 // 100)] * 1000,
        "cpu": time.process_time(),
    }


if __name__ == "__main__":
    given = sys.argv[1:]
    listed = pickle.loads(Path(given[3]).read_bytes())  # noqa: S301 - written by whoever starts this
    print(json.dumps(uvloop.run(load(int(given[0]), int(given[1]), float(given[2]), listed))))
