"""The server as it runs, over the planted rows, and what is looked for in its answers."""

import asyncio
import base64
import binascii
import json
import re
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from ambiti import clock
from ambiti.access.development import DevelopmentIssuer
from ambiti.app import create_app
from ambiti.contract import NODES
from ambiti.database.connections import Databases
from ambiti.reading.binding import bound_of
from ambiti.reading.identifiers import encode
from ambiti.reading.pool import ReadPool
from ambiti.settings import read_settings

from .people import ANYONE, Person
from .planted import LATE, Planted, Row

AT_ONCE = 2
"""How many questions one person asks at a time: none is to wait for a connection too long."""
_MARK = re.compile(r"z[a-z]+-\d-[a-z_]+|zq\d{5}z|\b15\d{8}\b|\b\d{8}\.\d\d\b|\b\d{4}-\d\d-\d\d")
_ENCODED = re.compile(r"[A-Za-z0-9+/_-]{8,}={0,2}")
_ID = re.compile(r"([A-Z][A-Za-z]+):(\d*):([^\s:\"]+)")
PLENTY = {
    "AMBITI_MAX_TOKENS": "100000",
    "AMBITI_MAX_ALIASES": "100000",
    "AMBITI_MAX_BODY_BYTES": "1000000",
    "AMBITI_MAX_DEPTH": "40",
    "AMBITI_MAX_COST": "1000000000",
    "AMBITI_STATEMENT_TIMEOUT_MS": "60000",
    "AMBITI_POOL_WAIT_SECONDS": "60",
    "AMBITI_MAX_PAGE": "3000",
    "AMBITI_READER_POOL": "2",
    "AMBITI_LOG_LEVEL": "error",
}
"""The limits, out of the way of queries that ask everything at once."""


@dataclass(frozen=True, slots=True)
class Told:
    """An answer, with all that came with it."""

    status: int
    body: bytes
    headers: str

    @property
    def data(self) -> Any:
        found = json.loads(self.body)
        assert "errors" not in found, (self.status, self.body[:500])
        return found["data"]

    def text(self) -> str:
        """Give the body and the headers, and whatever in them is text in base64."""
        whole = f"{self.body.decode()}\n{self.headers}"
        return "\n".join([whole, *filter(None, map(_decoded, set(_ENCODED.findall(whole))))])


def _decoded(found: str) -> str | None:
    """Give the text that is in base64, or None where it is none."""
    standard = found.replace("+", "-").replace("/", "_")
    try:
        return base64.urlsafe_b64decode(standard + "=" * (-len(found) % 4)).decode()
    except (binascii.Error, UnicodeDecodeError):
        return None


class Site:
    """A running server: asked by people, with the tokens of its own issuer."""

    def __init__(self, app: Any, client: httpx.AsyncClient, issuer: DevelopmentIssuer) -> None:
        self._client = client
        self._issuer = issuer
        self._tokens: dict[str, str] = {}
        self._asking = asyncio.Semaphore(AT_ONCE)
        self._door = app._graphql.__self__  # noqa: SLF001 - to look at what served

    @property
    def pool(self) -> ReadPool:
        found: ReadPool = self._door._pool  # noqa: SLF001
        return found

    async def ask(
        self, who: Person, query: str, variables: Mapping[str, Any] | None = None
    ) -> Told:
        """Ask as a client does, over HTTP."""
        headers = {}
        if who is not ANYONE:
            token = self._tokens.get(who.name) or self._issuer.issue(who.name, who.name or "x")
            self._tokens[who.name] = token
            headers = {"Authorization": f"Bearer {token}"}
        body = {"query": query, "variables": variables or {}}
        async with self._asking:
            answer = await self._client.post("/graphql", json=body, headers=headers)
        return Told(answer.status_code, answer.content, str(answer.headers))

    async def export(self, who: Person, name: str, given: Mapping[str, str]) -> Told:
        """Ask for an export as CSV, which is read as the text that it is."""
        headers = {}
        if who is not ANYONE:
            headers = {"Authorization": f"Bearer {self._issuer.issue(who.name, who.name or 'x')}"}
        async with self._asking:
            found = await self._client.get(f"/exports/{name}.csv", params=given, headers=headers)
        return Told(found.status_code, found.content, str(found.headers))


@asynccontextmanager
async def serving(databases: Databases, home: Path, **changes: str) -> AsyncIterator[Site]:
    """Run the server in this process."""
    addresses = {
        "AMBITI_HOME": str(home),
        "AMBITI_DATABASE_APP_URL": databases.app,
        "AMBITI_DATABASE_READER_URL": databases.reader,
    }
    settings = read_settings({**PLENTY, **addresses, **changes})
    app = create_app(settings)
    transport = httpx.ASGITransport(app=app)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://ambiti") as client,
    ):
        yield Site(app, client, DevelopmentIssuer.open(home))


@dataclass(frozen=True, slots=True)
class Oracle:
    """Finds in an answer the rows that its caller may not be shown."""

    planted: Planted

    def shown(self, told: Told) -> dict[str, list[Row]]:
        """Tell which marks an answer bears, each with the rows that it may come from."""
        found = {}
        text = told.text()
        for mark in set(_MARK.findall(text)):
            if mark in self.planted.marks:
                found[mark] = self.planted.marks[mark]
        for identifier in set(_ID.findall(text)):
            rows = self._identified(*identifier)
            if rows:
                found[":".join(identifier)] = rows
        return found

    def leaks(self, who: Person, told: Told, tenants: Iterable[int] = ()) -> list[str]:
        """Name what an answer shows of rows that its caller may not see, of some tenants or all."""
        wanted = set(tenants)
        return sorted(
            f"{mark}: {rows[0].table.name} of {rows[0].tenant}"
            for mark, rows in self.shown(told).items()
            if not any(who.may_see(row) for row in rows)
            and (not wanted or any(row.tenant in wanted for row in rows))
        )

    def _identified(self, type_name: str, tenant: str, key: str) -> list[Row]:
        if type_name not in TABLES:
            return []
        return [
            row
            for row in self.planted.keyed().get(key, [])
            if row.table is TABLES[type_name] and row.tenant == (int(tenant) if tenant else None)
        ]

    def identifiers(self, tenant: int | None = None) -> dict[str, Row]:
        """Give the identifier of every row that has one, for each type that it may be read as."""
        if tenant in self.planted.identified:
            return self.planted.identified[tenant]
        found = self.planted.identified[tenant] = {}
        for cls in NODES:
            bound = bound_of(cls)
            for row in self.planted.of(bound.table, tenant):
                of = row.tenant if bound.key != "istat_code" else None
                found[encode(cls.__name__, of, row.values[bound.key])] = row
        return found


ONLY = {"SubAmbito": "SUB_AMBITO", "MemberAmbito": "MEMBER_AMBITO"}
"""The types that are some of the rows of their table, and of which kind."""
TABLES = {cls.__name__: bound_of(cls).table for cls in NODES}


@asynccontextmanager
async def serving_that_day(made: Databases, home: Path, **changed: str) -> AsyncIterator[Site]:
    """Start a server on that day; the clock is not held for the tests that come after."""
    async with AsyncExitStack() as stack:
        with clock.fixed(LATE):
            running = await stack.enter_async_context(serving(made, home, **changed))
        yield running
