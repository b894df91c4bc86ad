"""A server in a process of its own, spoken to over a real socket."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import orjson

import ambiti
from ambiti.database.connections import Databases

_PROGRAM = """
import socket, sys, uvicorn
config = uvicorn.Config(
    "ambiti.app:create_app", factory=True, loop="uvloop", http="httptools", ws="websockets-sansio",
    access_log=False, server_header=False, proxy_headers=False, log_level="warning",
)
uvicorn.Server(config).run(sockets=[socket.socket(fileno=int(sys.argv[1]))])
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back over the socket."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return orjson.loads(self.body)

    @property
    def code(self) -> str:
        return str(self.json["errors"][0]["extensions"]["code"])

    @property
    def message(self) -> str:
        return str(self.json["errors"][0]["message"])


@dataclass(slots=True)
class Served:
    """A server that is up."""

    port: int
    home: Path
    output: Path
    client: httpx.AsyncClient = field(init=False)

    def __post_init__(self) -> None:
        self.client = httpx.AsyncClient(base_url=f"http://127.0.0.1:{self.port}", timeout=20)

    async def ask(
        self, query: str, variables: object = None, token: str | None = None, **headers: str
    ) -> Answer:
        """Ask a query as a client would."""
        body = orjson.dumps({"query": query, "variables": variables})
        if token is not None:
            headers["authorization"] = f"Bearer {token}"
        return await self.send("POST", body=body, headers=headers)

    async def send(
        self,
        method: str,
        path: str = "/graphql",
        *,
        body: bytes | AsyncIterator[bytes] = b"",
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Send any request."""
        given = {"content-type": "application/json", **(headers or {})}
        found = await self.client.request(method, path, content=body, headers=given)
        return Answer(found.status_code, dict(found.headers), found.content)

    @asynccontextmanager
    async def wire(self) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
        """Open a bare connection."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            yield reader, writer
        finally:
            writer.transport.abort()
            await asyncio.sleep(0)  # the transport lets go of its socket

    async def told(self, number: str) -> list[dict[str, Any]]:
        """Give the log lines of a request, which is logged once it has been answered."""
        for _ in range(200):
            found = [line for line in self.log() if line.get("request_id") == number]
            if any(line["event"] == "request" for line in found):
                return found
            await asyncio.sleep(0.02)
        return []

    def log(self) -> list[dict[str, Any]]:
        """Read the log lines so far; what is not JSON is not a line of the log."""
        lines = self.output.read_bytes().splitlines()
        return [orjson.loads(line) for line in lines if line.startswith(b"{")]


def post(body: bytes, *, length: int | None = None) -> bytes:
    """Write a request as bytes, declaring its length or another one."""
    head = (
        "POST /graphql HTTP/1.1\r\nHost: ambiti.example.it\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body) if length is None else length}\r\n\r\n"
    )
    return head.encode() + body


def _started(environment: dict[str, str], home: Path) -> tuple[Served, "subprocess.Popen[bytes]"]:
    home.mkdir(exist_ok=True)
    output = home / "server.log"
    with socket.socket() as door, output.open("wb") as sink:
        door.bind(("127.0.0.1", 0))
        door.listen(128)  # who comes before the server is up waits
        server = subprocess.Popen(
            [sys.executable, "-c", _PROGRAM, str(door.fileno())],
            env=environment,
            pass_fds=[door.fileno()],
            stdout=sink,
            stderr=subprocess.STDOUT,
        )
        return Served(door.getsockname()[1], home, output), server


@asynccontextmanager
async def serving(databases: Databases, home: Path, **settings: str) -> AsyncIterator[Served]:
    """Run a server while the block lasts; settings are AMBITI_* without the prefix."""
    environment = {
        "AMBITI_HOME": str(home),
        "AMBITI_DATABASE_APP_URL": databases.app,
        "AMBITI_DATABASE_READER_URL": databases.reader,
        "PYTHONPATH": str(Path(ambiti.__file__).parents[1]),
        "PATH": os.environ["PATH"],
        **{f"AMBITI_{name.upper()}": value for name, value in settings.items()},
    }
    served, server = _started(environment, home)
    with server:
        try:
            async with served.client:
                await served.client.get("/health/live", timeout=60)
                yield served
        finally:
            server.send_signal(signal.SIGINT)
            await asyncio.to_thread(server.wait, 15)
