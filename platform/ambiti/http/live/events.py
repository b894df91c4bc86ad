"""Server-sent events, one stream per request: what graphql-sse calls distinct connections."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Final

from starlette.types import Send

from ambiti.http.exchange import PROTECTION, Exchange

MEDIA: Final = "text/event-stream"
ALIVE_SECONDS: Final = 12.0
_HEAD: Final = (
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
)
_COMPLETE: Final = b"event: complete\ndata:\n\n"


def wanted(accept: bytes) -> bool:
    """Tell whether a client asks for a stream of events."""
    return MEDIA.encode() in accept.lower()


async def send_stream(
    exchange: Exchange, send: Send, answers: AsyncIterator[bytes], request_id: str
) -> None:
    """Send each answer as an event, and a comment now and then, until it ends or nobody listens."""
    head = [*_HEAD, (b"x-request-id", request_id.encode()), *PROTECTION]
    await send({"type": "http.response.start", "status": 200, "headers": head})
    gone = asyncio.create_task(exchange.departure())
    following = asyncio.ensure_future(anext(answers, None))
    try:
        while True:
            await asyncio.wait(
                {gone, following},
                timeout=ALIVE_SECONDS,
                return_when=asyncio.FIRST_COMPLETED,
            )
            if gone.done():
                return
            if not following.done():
                await _sent(send, b":\n\n")
                continue
            body = following.result()
            if body is None:
                await _sent(send, _COMPLETE, more=False)
                return
            await _sent(send, b"event: next\ndata: %b\n\n" % body)
            following = asyncio.ensure_future(anext(answers, None))
    finally:
        for task in (gone, following):
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


async def _sent(send: Send, body: bytes, *, more: bool = True) -> None:
    await send({"type": "http.response.body", "body": body, "more_body": more})
