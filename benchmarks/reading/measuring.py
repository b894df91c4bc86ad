"""The measuring: cells in alternation, with what each cost the processors."""

import asyncio
import http.client
import json
import pickle
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import asyncpg
import psutil

from reading.asking import Asked
from reading.building import Country
from reading.contestants import Contestant, Document
from reading.processors import backends, used
from reading.shapes import SHAPES, Shape

_LOAD: Final = Path(__file__).with_name("load.py")
_WARMING: Final = 1.0
_SIGHTS: Final = 30
_COMPARED: Final = 6
_OK: Final = 200

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Cell:
    """One contestant on one shape at one number of connections, once."""

    contestant: str
    shape: str
    connections: int
    rate: float
    p50: float
    p99: float
    server_us: float
    database_us: float
    load_share: float
    others: float
    """Processors that were busy with something else."""


def disagreements(asked: Asked, contestants: Sequence[Contestant]) -> list[str]:
    """Tell where contestants do not answer the same."""
    found = []
    for shape in SHAPES:
        asks = asked.asks[shape.name]
        for ask in asks[:: max(1, len(asks) // _COMPARED)]:
            answers = {}
            for one in contestants:
                data = answer(one, one.request(shape, ask, asked.callers, None))
                answers[one.name] = shape.normal(data) if one.name == "postgraphile" else data
            first, *others = answers.values()
            if any(other != first for other in others) or not next(iter(first.values())):
                shown = {name: json.dumps(data)[:400] for name, data in answers.items()}
                found.append(f"{shape.name} {ask.variables}: {shown}")
    return found


def answer(contestant: Contestant, request: bytes) -> Any:
    """Ask once, and give the data."""
    connection = http.client.HTTPConnection("127.0.0.1", contestant.port)
    status, body = _exchanged(connection, request)
    connection.close()
    told = json.loads(body)
    if status != _OK or told.get("errors"):
        sys.exit(f"{contestant.name}: {status} {body[:1000]!r}")
    return told["data"]


def _exchanged(connection: http.client.HTTPConnection, request: bytes) -> tuple[int, bytes]:
    head, _, body = request.partition(b"\r\n\r\n")
    first, *lines = head.decode().split("\r\n")
    headers = dict(line.split(": ", 1) for line in lines)
    connection.request("POST", first.split()[1], body, headers)
    response = connection.getresponse()
    return response.status, response.read()


def cell(  # noqa: PLR0913, PLR0917 - what a cell is of, each by its name
    country: Country,
    asked: Asked,
    one: Contestant,
    shape: Shape,
    connections: int,
    seconds: float,
    folder: Path,
) -> Cell:
    """Measure one cell, after a second that does not count."""
    asks = asked.asks[shape.name]
    file = folder / "requests"
    file.write_bytes(pickle.dumps([one.request(shape, ask, asked.callers, None) for ask in asks]))
    _loaded(one.port, connections, _WARMING, file)
    server, database = used([one.process]), used(backends(country.data))
    machine = psutil.cpu_times()
    start = time.perf_counter()
    told = _loaded(one.port, connections, seconds, file)
    lasted = time.perf_counter() - start
    busy = _busy(psutil.cpu_times()) - _busy(machine)
    served = used([one.process], server)
    asked_of = used(backends(country.data), database)
    if told["failed"]:
        sys.exit(f"{one.name} failed {told['failed']} of {told['requests']} requests of {shape}")
    done = told["requests"]
    return Cell(
        one.name, shape.name, connections, done / told["seconds"], told["p50"], told["p99"],
        sum(served.values()) / done * 1e6, sum(asked_of.values()) / done * 1e6,
        told["cpu"] / told["seconds"],
        max(0.0, busy - sum(served.values()) - sum(asked_of.values()) - told["cpu"]) / lasted,
    )  # fmt: skip


def _loaded(port: int, connections: int, seconds: float, file: Path) -> dict[str, Any]:
    command = [sys.executable, str(_LOAD), str(port), str(connections), str(seconds), str(file)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)  # noqa: S603 - our own
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _busy(times: Any) -> float:
    return float(sum(times) - times.idle - times.iowait - times.guest - times.guest_nice)


def first_sight(
    asked: Asked, one: Contestant, document: Document
) -> dict[str, tuple[float, float]]:
    """Measure documents never seen before, and the same again: medians in milliseconds."""
    found = {}
    connection = http.client.HTTPConnection("127.0.0.1", one.port)
    for shape in SHAPES:
        ask = asked.asks[shape.name][0]
        firsts, warms = [], []
        for number in range(_SIGHTS):
            text = distinct(document(shape), number)
            request = one.request(shape, ask, asked.callers, text)
            firsts.append(_timed(connection, request))
            warms.append(min(_timed(connection, request) for _ in range(5)))
        found[shape.name] = (statistics.median(firsts), statistics.median(warms))
    connection.close()
    return found


def distinct(document: str, number: int) -> str:
    """Give the field at the root, and the first of its fields, an alias of their own."""
    mark = f"x{time.time_ns() % 10**9}_{number}"
    return re.sub(r"(\) \{\s+)(\w+)\(", rf"\g<1>{mark}: \g<2>(", document, count=1)


def _timed(connection: http.client.HTTPConnection, request: bytes) -> float:
    start = time.perf_counter()
    status, body = _exchanged(connection, request)
    lasted = (time.perf_counter() - start) * 1000
    if status != _OK or body.startswith(b'{"errors"'):
        sys.exit(f"{status}: {body[:600]!r}")
    return lasted


def views(country: Country) -> None:
    """Make the views that PostGraphile is given."""
    script = Path(__file__).with_name("contestant.sql").read_text(encoding="utf-8")

    async def made() -> None:
        connection = await asyncpg.connect(country.databases.admin)
        await connection.execute(script)
        await connection.close()

    asyncio.run(made())
