"""The door of what is followed live: one answer after another, over events or a WebSocket."""

import secrets
from collections.abc import AsyncIterator, Callable
from http import HTTPStatus
from typing import Any

import orjson
import structlog
from graphql import OperationType
from starlette.types import Receive, Scope, Send

from ambiti.access.tokens import Identity
from ambiti.http import asked as asking
from ambiti.http.asked import Asked
from ambiti.http.callers import Callers
from ambiti.http.endpoint import Endpoint, told
from ambiti.http.exchange import Exchange, Gone
from ambiti.http.fault import Code, Fault, masked
from ambiti.http.live import events
from ambiti.http.live.hub import Full
from ambiti.http.live.socket import Connection, Told
from ambiti.http.live.stream import Streams
from ambiti.reading.documents import Invalid
from ambiti.reading.refusal import ReadRefused, Unavailable

log = structlog.get_logger("ambiti.live")


class LiveDoor:
    """Answers WebSockets, and requests whose answer is a stream of events."""

    def __init__(
        self, endpoint: Endpoint, callers: Callers, streams: Streams, max_body_bytes: int
    ) -> None:
        """Take what answers one request, who calls, and what follows changes."""
        self._endpoint = endpoint
        self._callers = callers
        self._streams = streams
        self._max_body_bytes = max_body_bytes

    async def events(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request with a stream of events."""
        exchange = Exchange(scope, receive, send)
        request_id = secrets.token_hex(8)
        try:
            identity = await self._callers.identity(exchange.header(b"authorization"))
            wanted = await asking.read(exchange, self._max_body_bytes)
        except Fault as fault:
            headers = [(name.lower().encode(), v.encode()) for name, v in fault.headers.items()]
            head = [(b"content-type", b"application/json"), *headers]
            await exchange.answer(fault.status, head, fault.body)
            return
        except Gone:
            return
        answers = self._or_told(self.answers(wanted, identity))
        await events.send_stream(exchange, send, answers, request_id)

    async def socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one WebSocket."""
        found = [value for key, value in scope["headers"] if key == b"authorization"]
        authorization = found[0].decode("latin-1") if found else None
        await Connection(receive, send, self._identity, self.answers).run(scope, authorization)

    async def answers(self, wanted: Asked, identity: Identity | None) -> AsyncIterator[bytes]:
        """Give the answers of an operation; one that is not executed raises its errors."""
        request_id = secrets.token_hex(8)
        try:
            operation = await self._endpoint.operation(wanted)
            once = self._answering(operation, wanted, identity, request_id)
            if operation.type is not OperationType.SUBSCRIPTION:
                yield await once()
                return
            key = self._streams.key(operation, wanted.variables)
            async for body in self._streams.of(key, once, identity):
                yield body
        except Invalid as invalid:
            raise Told([told(error) for error in invalid.errors]) from invalid
        except ReadRefused as refused:
            raise Told([told(refused)]) from refused
        except Fault as fault:
            raise Told(orjson.loads(fault.body)["errors"]) from fault
        except (Unavailable, Full) as error:
            log.warning("unavailable", request_id=request_id, reason=str(error))
            raise Told([_later()]) from error
        except Exception as error:
            log.exception("unexpected", request_id=request_id)
            raise Told(orjson.loads(masked(request_id))["errors"]) from error

    def _answering(
        self, operation: Any, wanted: Asked, identity: Identity | None, request_id: str
    ) -> Callable[[], Any]:
        async def answering() -> bytes:
            return await self._endpoint.body(operation, wanted.variables, identity, request_id)

        return answering

    async def _or_told(self, answers: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
        try:
            async for body in answers:
                yield body
        except Told as error:
            yield orjson.dumps({"errors": error.errors})

    async def _identity(self, authorization: str | None) -> Identity | None:
        try:
            return await self._callers.identity(authorization)
        except Fault as fault:
            raise Told(orjson.loads(fault.body)["errors"]) from fault


def _later() -> dict[str, Any]:
    message = "Il servizio ora non può seguire altro: riprovare fra poco."
    code = {"code": Code.UNAVAILABLE, "status": HTTPStatus.SERVICE_UNAVAILABLE.value}
    return {"message": message, "extensions": code}
