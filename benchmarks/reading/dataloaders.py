"""The dataloaders: Strawberry over SQLAlchemy and asyncpg, put together as its documentation shows.

A view of Strawberry's own makes the loaders anew for each request, one for each relation, and an
extension opens the transaction in which they read; parsed and validated documents are kept. No
token is verified and no permission is asked. Confinement is that of the others: the reader's login,
and a READ ONLY transaction with the settings that row-level security asks for.
"""

import gc
import json
import os
from collections.abc import AsyncIterator, Mapping
from functools import partial
from pathlib import Path
from typing import Final

import asyncpg
import orjson
import strawberry
from sqlalchemy import bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from starlette.requests import Request
from starlette.responses import Response
from starlette.websockets import WebSocket
from strawberry.asgi import GraphQL
from strawberry.extensions import ParserCache, SchemaExtension, ValidationCache

from ambiti import clock
from reading.context import Context
from reading.contract import Meeting, Query
from reading.loaders import context

_SETTINGS: Final = {
    "default_transaction_read_only": "on",
    "timezone": "UTC",
    "jit": "off",
    "random_page_cost": "1.1",
}
_CONFINE: Final = select(
    func.set_config("ambiti.reach", bindparam("reach"), True),  # noqa: FBT003 - of the transaction
    func.set_config("ambiti.subject", bindparam("subject"), True),  # noqa: FBT003
)


class View(GraphQL[Context, None]):
    """The endpoint: who asks is known by a header, and JSON is written by orjson."""

    def __init__(self, schema: strawberry.Schema, callers: Mapping[str, Mapping[str, str]]) -> None:
        """Serve a schema, and nothing to look at."""
        super().__init__(schema, graphql_ide=None, allow_queries_via_get=False)
        self._callers = callers

    async def get_context(
        self,
        request: Request | WebSocket,
        response: Response | WebSocket,  # noqa: ARG002 - given by the view
    ) -> Context:
        """Make the loaders of a request."""
        return context(self._callers[request.headers["authorization"]], clock.today())

    def decode_json(self, data: str | bytes) -> object:
        """Read JSON."""
        return orjson.loads(data)

    def encode_json(self, data: object) -> bytes:
        """Write JSON."""
        return orjson.dumps(data)


class Transaction(SchemaExtension):
    """The transaction of a request, confined to what its caller may see."""

    def __init__(self, engine: AsyncEngine) -> None:
        """Open it on a connection of this engine."""
        self._engine = engine

    async def on_execute(self) -> AsyncIterator[None]:
        """Hold it open for as long as the resolvers run."""
        reading = self.execution_context.context.reading
        async with self._engine.begin() as connection:
            await connection.execute(_CONFINE, reading.caller)
            reading.connection = connection
            yield


def create_app() -> View:
    """Make the server of one process."""
    told = json.loads(Path(os.environ["BENCHMARK_CALLERS"]).read_text(encoding="utf-8"))
    engine = create_async_engine(
        "postgresql+asyncpg://",
        async_creator=partial(
            asyncpg.connect, os.environ["BENCHMARK_READER"], server_settings=_SETTINGS
        ),
        pool_size=int(os.environ["BENCHMARK_POOL"]),
        max_overflow=0,
        json_deserializer=orjson.loads,
    )
    schema = strawberry.Schema(
        Query,
        types=[Meeting],
        extensions=[ParserCache, ValidationCache, partial(Transaction, engine)],
    )
    gc.freeze()  # as the product does: what is made here is no rubbish to be looked for again
    return View(schema, {f"Bearer {key}": one for key, one in told.items()})
