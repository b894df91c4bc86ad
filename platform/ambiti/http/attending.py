"""How a request is attended to, whatever it asks: timed, logged, masked, with the right status."""

import secrets
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

import structlog

from ambiti.http.callers import RETRY_SECONDS
from ambiti.http.exchange import Exchange, Gone
from ambiti.http.fault import Code, Fault, masked
from ambiti.http.negotiation import GRAPHQL, JSON
from ambiti.reading.refusal import Unavailable

log = structlog.get_logger("ambiti.http")
CLIENT_GONE: Final = 499
"""What the log says of a request whose client went away: no answer has this status."""
RETRY: Final = {"Retry-After": str(RETRY_SECONDS)}


@dataclass(frozen=True, slots=True)
class Reply:
    """The body of an answer and its status."""

    status: int
    body: bytes
    headers: Mapping[str, str] | None = None


async def attend(
    exchange: Exchange,
    media_of: Callable[[Exchange], str],
    replied: Callable[[Exchange, str, str], Awaitable[Reply]],
) -> None:
    """Answer one request; ``replied`` is given its number and the media type of its answer."""
    started = time.perf_counter()
    request_id = secrets.token_hex(8)
    status, media = CLIENT_GONE, JSON
    try:
        try:
            media = media_of(exchange)
            reply = await _available(exchange, request_id, media, replied)
        except Fault as fault:
            reply = Reply(fault.status, fault.body, fault.headers)
        except Gone:
            return
        except Exception:
            log.exception("unexpected", request_id=request_id)
            reply = Reply(HTTPStatus.INTERNAL_SERVER_ERROR, masked(request_id))
        status = int(reply.status)
        await exchange.answer(status, _headers(media, request_id, reply), reply.body)
    finally:
        milliseconds = round((time.perf_counter() - started) * 1000, 2)
        log.info("request", request_id=request_id, status=status, ms=milliseconds)


async def _available(
    exchange: Exchange,
    request_id: str,
    media: str,
    replied: Callable[[Exchange, str, str], Awaitable[Reply]],
) -> Reply:
    try:
        return await replied(exchange, request_id, media)
    except Unavailable as error:
        log.warning("unavailable", request_id=request_id, reason=str(error))
        raise Fault(
            HTTPStatus.SERVICE_UNAVAILABLE,
            Code.UNAVAILABLE,
            "Il servizio ora non può rispondere: riprovare fra poco.",
            RETRY,
        ) from error


_VARY = (b"vary", b"Accept, Authorization")
_NOT_KEPT = (b"cache-control", b"no-store")
_MEDIA = {media: (b"content-type", f"{media}; charset=utf-8".encode()) for media in (GRAPHQL, JSON)}


def _headers(media: str, request_id: str, reply: Reply) -> list[tuple[bytes, bytes]]:
    """Write the headers: an answer is kept by nobody, unless it says who may keep it."""
    own = [
        (name.lower().encode(), value.encode("latin-1"))
        for name, value in (reply.headers or {}).items()
    ]
    headers = [_VARY, (b"x-request-id", request_id.encode()), *own]
    said = {name for name, _ in own}
    if b"cache-control" not in said:
        headers.append(_NOT_KEPT)
    if reply.body and b"content-type" not in said:
        headers.append(_MEDIA[media])
    return headers
