"""WebSocket, by the protocol graphql-transport-ws: many operations on one connection."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from typing import Any, Final, Protocol

import orjson
from starlette.types import Receive, Scope, Send

from ambiti.access.tokens import Identity
from ambiti.http.asked import Asked

PROTOCOL: Final = "graphql-transport-ws"
INIT_SECONDS: Final = 10.0
AT_ONCE: Final = 50
"""How many operations one connection has open at a time."""
LONGEST: Final = 100_000


class Answers(Protocol):
    """What answers an operation: many times for a subscription, once for anything else."""

    def __call__(self, wanted: Asked, identity: Identity | None) -> AsyncIterator[bytes]:
        """Give the answers; an error of the document is raised as ``Told``."""
        ...


class Told(Exception):  # noqa: N818  it is an answer
    """The errors of an operation that was not executed, as JSON."""

    def __init__(self, errors: list[dict[str, Any]]) -> None:
        """Keep the errors."""
        super().__init__(str(errors))
        self.errors = errors


class _Closed(Exception):  # noqa: N818  the connection is over
    """The connection is over: closed by us with a code, or by the client."""

    def __init__(self, code: int | None = None, reason: str = "") -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


class Connection:
    """One WebSocket connection."""

    def __init__(
        self,
        receive: Receive,
        send: Send,
        identify: Callable[[str | None], Awaitable[Identity | None]],
        answers: Answers,
    ) -> None:
        """Take what the server gives, who tells identities, and what answers."""
        self._receive = receive
        self._send = send
        self._identify = identify
        self._answers = answers
        self._open: dict[str, asyncio.Task[None]] = {}
        self._identity: Identity | None = None

    async def run(self, scope: Scope, authorization: str | None) -> None:
        """Serve until either side has had enough."""
        await self._receive()  # websocket.connect
        if PROTOCOL not in scope.get("subprotocols", ()):
            await self._send({"type": "websocket.accept"})
            await self._closed(4406, "Subprotocol not acceptable")
            return
        await self._send({"type": "websocket.accept", "subprotocol": PROTOCOL})
        try:
            await self._begun(authorization)
            while True:
                await self._taken(await self._message())
        except _Closed as closed:
            if closed.code is not None:
                await self._closed(closed.code, closed.reason)
        finally:
            for task in list(self._open.values()):
                task.cancel()
            await asyncio.gather(*self._open.values(), return_exceptions=True)

    async def _begun(self, authorization: str | None) -> None:
        try:
            async with asyncio.timeout(INIT_SECONDS):
                first = await self._message()
        except TimeoutError:
            raise _Closed(4408, "Connection initialisation timeout") from None
        if first["type"] != "connection_init":
            raise _Closed(4401, "Unauthorized")
        payload = first.get("payload") or {}
        given = next((v for k, v in payload.items() if k.lower() == "authorization"), None)
        try:
            self._identity = await self._identify(given or authorization)
        except Told as told:
            raise _Closed(4403, told.errors[0]["message"][:100]) from told
        await self._sent({"type": "connection_ack"})

    async def _message(self) -> dict[str, Any]:
        while True:
            got = await self._receive()
            if got["type"] == "websocket.disconnect":
                raise _Closed
            raw = got.get("text") or got.get("bytes") or ""
            if len(raw) > LONGEST:
                raise _Closed(4400, "Message too long")
            try:
                found = orjson.loads(raw)
                kind = found["type"]
            except (orjson.JSONDecodeError, TypeError, KeyError):
                raise _Closed(4400, "Invalid message") from None
            if kind == "ping":
                await self._sent({"type": "pong"})
            elif kind != "pong":
                return dict(found)

    async def _taken(self, message: dict[str, Any]) -> None:
        key = message.get("id")
        match message["type"]:
            case "connection_init":
                raise _Closed(4429, "Too many initialisation requests")
            case "subscribe" if isinstance(key, str) and isinstance(message.get("payload"), dict):
                if key in self._open:
                    raise _Closed(4409, f"Subscriber for {key[:50]} already exists")
                if len(self._open) >= AT_ONCE:
                    errors = [{"message": f"Al più {AT_ONCE} operazioni aperte per connessione."}]
                    await self._sent({"id": key, "type": "error", "payload": errors})
                    return
                self._open[key] = asyncio.create_task(self._answered(key, message["payload"]))
            case "complete" if isinstance(key, str):
                task = self._open.pop(key, None)
                if task is not None:
                    task.cancel()
            case _:
                raise _Closed(4400, "Invalid message")

    async def _answered(self, key: str, payload: dict[str, Any]) -> None:
        wanted = Asked(
            payload.get("query"),
            payload.get("documentId") or (payload.get("extensions") or {}).get("documentId"),
            payload.get("operationName"),
            payload.get("variables") or {},
        )
        name = orjson.dumps(key)
        try:
            async for body in self._answers(wanted, self._identity):
                text = b'{"id":%b,"type":"next","payload":%b}' % (name, body)
                await self._send({"type": "websocket.send", "text": text.decode()})
            await self._sent({"id": key, "type": "complete"})
        except Told as told:
            await self._sent({"id": key, "type": "error", "payload": told.errors})
        finally:
            if self._open.get(key) is asyncio.current_task():
                del self._open[key]

    async def _sent(self, message: dict[str, Any]) -> None:
        await self._send({"type": "websocket.send", "text": orjson.dumps(message).decode()})

    async def _closed(self, code: int, reason: str) -> None:
        with suppress(RuntimeError):  # the client was quicker
            await self._send({"type": "websocket.close", "code": code, "reason": reason})
