"""The servers that are compared, each one process with as many connections to the database."""

import contextlib
import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs, urlsplit

import psutil

from reading.asking import Ask, Callers, to_dataloaders, to_limit, to_postgraphile, to_product
from reading.building import Country
from reading.shapes import Shape

POOL: Final = 8
"""Connections to the database of each contestant: what the product has by default."""
_PATIENCE: Final = 60
_HERE: Final = Path(__file__).parent
_SETTINGS: Final = re.compile("^(AMBITI|BENCHMARK)_")

Request = Callable[[Shape, Ask, Callers, str | None], bytes]
Document = Callable[[Shape], str]


@dataclass(frozen=True, slots=True)
class Contestant:
    """A server that runs, and how it is asked."""

    name: str
    port: int
    process: psutil.Process
    request: Request
    document: Document | None = None
    """What it is asked, where that is a document."""


@contextlib.contextmanager
def product(country: Country, port: int, log: Path, workers: int = 1) -> Iterator[Contestant]:
    """Have the product serve, with one worker as `ambiti serve` does, or with more."""
    environment = {
        "AMBITI_HOME": str(country.home),
        "AMBITI_DATABASE_APP_URL": country.databases.app,
        "AMBITI_DATABASE_READER_URL": country.databases.reader,
        "AMBITI_READER_POOL": str(POOL),
        "AMBITI_PORT": str(port),
        "AMBITI_WORKERS": str(workers),
    }
    command = [sys.executable, "-m", "ambiti", "serve"]
    with _running(command, environment, port, log) as process:
        yield Contestant("product", port, process, to_product, attrgetter("product"))


@contextlib.contextmanager
def limit(country: Country, callers: Callers, port: int, log: Path) -> Iterator[Contestant]:
    """Have the hand-written SQL served on the same server of HTTP."""
    with _beside(country, callers, "reading.limit", port, log) as process:
        yield Contestant("limit", port, process, to_limit)


@contextlib.contextmanager
def dataloaders(country: Country, callers: Callers, port: int, log: Path) -> Iterator[Contestant]:
    """Have Strawberry serve with dataloaders on the same server of HTTP."""
    with _beside(country, callers, "reading.dataloaders", port, log) as process:
        yield Contestant("dataloaders", port, process, to_dataloaders, attrgetter("product"))


@contextlib.contextmanager
def _beside(
    country: Country, callers: Callers, module: str, port: int, log: Path
) -> Iterator[psutil.Process]:
    """Have an application of ours serve as the product is served, on the reader's login."""
    environment = _told(callers, log) | {
        "BENCHMARK_READER": country.databases.reader,
        "BENCHMARK_POOL": str(POOL),
    }
    command = [
        sys.executable, "-m", "uvicorn", "--factory", f"{module}:create_app",
        "--app-dir", str(_HERE.parent), "--port", str(port), "--loop", "uvloop",
        "--http", "httptools", "--no-access-log", "--no-server-header", "--no-proxy-headers",
        "--log-level", "warning",
    ]  # fmt: skip
    with _running(command, environment, port, log) as process:
        yield process


@contextlib.contextmanager
def postgraphile(country: Country, callers: Callers, port: int, log: Path) -> Iterator[Contestant]:
    """Have PostGraphile serve the views of its schema."""
    address = urlsplit(country.databases.reader)
    asked = parse_qs(address.query)
    environment = _told(callers, log) | {
        "BENCHMARK_HOST": asked["host"][0],
        "BENCHMARK_PORT": asked["port"][0],
        "BENCHMARK_DATABASE": address.path.removeprefix("/"),
        "BENCHMARK_POOL": str(POOL),
        "NODE_ENV": "production",
        "GRAPHILE_ENV": "production",
    }
    command = ["node", str(_HERE.parent / "postgraphile" / "server.mjs"), str(port)]
    with _running(command, environment, port, log) as process:
        yield Contestant("postgraphile", port, process, to_postgraphile, attrgetter("postgraphile"))


def _told(callers: Callers, log: Path) -> dict[str, str]:
    """Write who may see what, for those that verify no token."""
    path = log.with_suffix(".callers.json")
    path.write_text(json.dumps(callers.confinement), encoding="utf-8")
    return {"BENCHMARK_CALLERS": str(path)}


@contextlib.contextmanager
def _running(
    command: list[str], environment: Mapping[str, str], port: int, log: Path
) -> Iterator[psutil.Process]:
    kept = {name: value for name, value in os.environ.items() if not _SETTINGS.match(name)}
    with log.open("wb") as sink:
        started = subprocess.Popen(  # noqa: S603 - our own programs
            command, env={**kept, **environment}, stdout=sink, stderr=subprocess.STDOUT
        )
        try:
            _await(started, port, log)
            yield psutil.Process(started.pid)
        finally:
            started.terminate()
            started.wait()


def _await(started: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline and started.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    sys.exit(f"{started.args!r} did not start:\n{log.read_text(errors='replace')[-2000:]}")
