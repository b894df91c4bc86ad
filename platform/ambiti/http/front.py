"""The front of the house: a short way to /graphql, and one manner of answering everywhere else."""

import secrets
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

import structlog
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Lifespan, Message, Receive, Scope, Send

from ambiti.http.exchange import PROTECTION
from ambiti.http.exporting import PREFIX as EXPORTS
from ambiti.http.fault import Code, Fault, masked, wrong_method
from ambiti.http.importing import PREFIX as IMPORTS
from ambiti.http.negotiation import JSON

PATH = "/graphql"
log = structlog.get_logger("ambiti.http")


class Front(Starlette):
    """Starlette, but what is most asked does not go round by its middleware and its router."""

    def __init__(
        self,
        graphql: ASGIApp,
        exports: ASGIApp,
        imports: ASGIApp,
        routes: Sequence[BaseRoute],
        lifespan: Lifespan["Front"],
    ) -> None:
        """Serve ``graphql``, ``exports``, ``imports`` at their paths, the routes at theirs."""
        handlers: Mapping[Any, Any] = {HTTPException: _refused, Exception: _failed}
        super().__init__(routes=routes, lifespan=lifespan, exception_handlers=handlers)
        self._graphql = graphql
        self._exports = exports
        self._imports = imports

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or open and close with the server."""
        if scope["type"] == "http":
            if scope["path"] == PATH:
                await self._graphql(scope, receive, send)
                return
            if scope["path"].startswith(EXPORTS):
                await self._exports(scope, receive, send)
                return
            if scope["path"].startswith(IMPORTS):
                await self._imports(scope, receive, send)
                return
            send = _protected(send)
        if scope["type"] == "websocket" and scope["path"] == PATH:
            await self._graphql(scope, receive, send)
            return
        await super().__call__(scope, receive, send)


def _protected(send: Send) -> Send:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message["headers"], *PROTECTION]}
        await send(message)

    return sent


async def _refused(request: Request, error: HTTPException) -> Response:
    allowed = (error.headers or {}).get("Allow")
    if allowed is not None:
        return _written(wrong_method(allowed.split(", ")))
    return _written(
        Fault(HTTPStatus.NOT_FOUND, Code.NOT_FOUND, f"{request.url.path[:80]!r} non esiste qui.")
    )


async def _failed(_request: Request, error: Exception) -> Response:
    request_id = secrets.token_hex(8)
    log.error("unexpected", request_id=request_id, exc_info=error)
    return Response(masked(request_id), HTTPStatus.INTERNAL_SERVER_ERROR, media_type=JSON)


def _written(fault: Fault) -> Response:
    return Response(fault.body, fault.status, fault.headers, JSON)
