"""The limit: the same answers by hand-written SQL behind the barest Starlette application.

No token is verified, no document is read, no permission is asked. Confinement is the same: the
reader's login, and a READ ONLY transaction with the settings that row-level security asks for.
"""

import json
import os
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg
import orjson
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ambiti import clock
from reading.handwritten import STATEMENTS

Arguments = Callable[[Mapping[str, Any], date], tuple[Any, ...]]

ARGUMENTS: Mapping[str, Arguments] = {
    "S1": lambda asked, day: (asked["slug"], day),
    "S2": lambda asked, day: (asked["slug"], day),
    "S3": lambda asked, day: (asked["slug"], day),
    "S4": lambda asked, day: (asked["region"], asked["first"], day),
    "S5": lambda asked, _day: (asked["ambitoId"], UUID(asked["id"])),
}


def create_app() -> Starlette:
    """Make the server of one process."""
    callers = json.loads(Path(os.environ["BENCHMARK_CALLERS"]).read_text(encoding="utf-8"))
    begins = {f"Bearer {key}": _begin(one) for key, one in callers.items()}
    pool: Any = None

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        nonlocal pool
        async with asyncpg.create_pool(
            os.environ["BENCHMARK_READER"],
            min_size=1,
            max_size=int(os.environ["BENCHMARK_POOL"]),
            init=_prepare,
            connection_class=_Connection,
            server_settings={"jit": "off", "plan_cache_mode": "force_generic_plan"},
        ) as opened:
            pool = opened
            yield

    async def answer(request: Request) -> Response:
        name = request.path_params["shape"]
        asked = orjson.loads(await request.body())
        begin = begins[request.headers["authorization"]]
        async with pool.acquire() as connection:
            await connection.execute(begin)
            data = await connection.fetchval(
                STATEMENTS[name], *ARGUMENTS[name](asked, clock.today())
            )
            await connection.execute("COMMIT")
        return Response(b'{"data":%b}' % data, media_type="application/json")

    return Starlette(
        routes=[Route("/{shape}", answer, methods=["POST"])],
        lifespan=lifespan,
    )


class _Connection(asyncpg.Connection):  # type: ignore[misc]
    """A connection that is not reset: all its settings end with their transaction."""

    async def reset(self, *, timeout: float | None = None) -> None:  # noqa: ASYNC109
        """Leave it as it is."""


async def _prepare(connection: Any) -> None:
    await connection.set_type_codec(
        "varchar", schema="pg_catalog", encoder=str.encode, decoder=bytes, format="binary"
    )


def _begin(caller: Mapping[str, str]) -> str:
    return (
        f"BEGIN READ ONLY; SELECT set_config('ambiti.reach', '{caller['reach']}', true), "
        f"set_config('ambiti.subject', '{caller['subject']}', true)"
    )
