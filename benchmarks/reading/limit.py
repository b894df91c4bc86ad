"""The limit: the same answers by hand-written SQL behind the barest Starlette application.

No token is verified, no document is read, no permission is asked. The way to the database is the
product's own, the quickest that is known here, and confinement is the same: the reader's login, and
a READ ONLY transaction with the settings that row-level security asks for.
"""

import json
import os
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import orjson
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ambiti import clock
from ambiti.reading.pool import ReadPool
from reading.handwritten import STATEMENTS

Arguments = Callable[[Mapping[str, Any], date], tuple[Any, ...]]

ARGUMENTS: Mapping[str, Arguments] = {
    "S1": lambda asked, day: (asked["slug"], day),
    "S2": lambda asked, day: (asked["slug"], day),
    "S3": lambda asked, day: (asked["slug"], day),
    "S4": lambda asked, day: (asked["region"], asked["first"], day),
    "S5": lambda asked, _day: (asked["ambitoId"], UUID(asked["id"])),
    "S7": lambda asked, day: (asked["region"], asked["first"], asked["year"], day),
    "S6": lambda asked, _day: (asked["slug"], asked["year"], asked["first"]),
}


def create_app() -> Starlette:
    """Make the server of one process."""
    told = json.loads(Path(os.environ["BENCHMARK_CALLERS"]).read_text(encoding="utf-8"))
    callers = {
        f"Bearer {key}": (json.loads(f"[{one['reach'].strip('{}')}]"), one["subject"])
        for key, one in told.items()
    }
    pool: ReadPool

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        nonlocal pool
        pool = await ReadPool.open(
            os.environ["BENCHMARK_READER"],
            size=int(os.environ["BENCHMARK_POOL"]),
            wait_seconds=5,
            statement_timeout_ms=10_000,
        )
        yield
        await pool.close()

    async def answer(request: Request) -> Response:
        name = request.path_params["shape"]
        asked = orjson.loads(await request.body())
        given = ARGUMENTS[name](asked, clock.today())
        data, *_ = await pool.row(
            STATEMENTS[name], given, *callers[request.headers["authorization"]]
        )
        return Response(b'{"data":%b}' % data, media_type="application/json")

    return Starlette(
        routes=[Route("/{shape}", answer, methods=["POST"])],
        lifespan=lifespan,
    )
