"""One request and its answer, as ASGI gives and takes them: read at most so much, for so long."""

from collections.abc import Iterable
from http import HTTPStatus
from typing import Final

from starlette.types import Receive, Scope, Send

from ambiti.deadlines import Within
from ambiti.http.fault import Code, Fault

RawHeaders = Iterable[tuple[bytes, bytes]]

PROTECTION: Final = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
)
"""On every answer, whatever it is."""
NOT_MODIFIED: Final = HTTPStatus.NOT_MODIFIED.value
_CLOSE: Final = {"Connection": "close"}


class Gone(Exception):  # noqa: N818 - nobody is there to be answered
    """The client went away before its answer."""


class Exchange:
    """A request that is read and answered once."""

    __slots__ = ("_headers", "_receive", "_scope", "_send", "method")

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take what the server gives."""
        self._scope = scope
        self._receive = receive
        self._send = send
        self.method: str = scope["method"]
        self._headers: dict[bytes, bytes] = {}
        for key, value in scope["headers"]:
            before = self._headers.get(key)
            self._headers[key] = value if before is None else b"%b, %b" % (before, value)

    @property
    def query_string(self) -> bytes:
        """Give the part of the address after the question mark, as it came."""
        found: bytes = self._scope["query_string"]
        return found

    def header(self, name: bytes) -> str | None:
        """Find a header by its lower-case name; given more than once, its values are one list."""
        found = self._headers.get(name)
        return None if found is None else found.decode("latin-1")

    async def body(self, max_bytes: int, max_seconds: float) -> bytes:
        """Read the whole body, or refuse it as soon as it is too large or too slow."""
        declared = self.header(b"content-length") or ""
        if declared.isdigit() and int(declared[:20]) > max_bytes:
            raise _too_large(max_bytes)
        try:
            with Within(max_seconds):
                return await self._chunks(max_bytes)
        except TimeoutError as error:
            raise Fault(
                HTTPStatus.REQUEST_TIMEOUT,
                Code.BODY_TIMEOUT,
                f"Il corpo della richiesta non è arrivato entro {max_seconds:g} secondi.",
                _CLOSE,
            ) from error

    async def _chunks(self, max_bytes: int) -> bytes:
        chunks, size, more = [], 0, True
        while more:
            message = await self._receive()
            if message["type"] == "http.disconnect":
                raise Gone
            chunk = message.get("body", b"")
            size += len(chunk)
            if size > max_bytes:
                raise _too_large(max_bytes)
            chunks.append(chunk)
            more = message.get("more_body", False)
        return chunks[0] if len(chunks) == 1 else b"".join(chunks)

    async def departure(self) -> None:
        """Wait until the client goes away; only after the body was read."""
        while (await self._receive())["type"] != "http.disconnect":
            pass

    async def answer(self, status: int, headers: RawHeaders, body: bytes) -> None:
        """Send the answer; one that has not changed has no body, and no size either."""
        size = [(b"content-length", b"%d" % len(body))]
        start = {
            "type": "http.response.start",
            "status": status,
            "headers": [*headers, *(size if status != NOT_MODIFIED else ()), *PROTECTION],
        }
        await self._send(start)
        await self._send({"type": "http.response.body", "body": body})


def _too_large(max_bytes: int) -> Fault:
    return Fault(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        Code.BODY_TOO_LARGE,
        f"Il corpo della richiesta supera {max_bytes} byte, che è il limite: accorciare il "
        "documento o le variabili.",
        _CLOSE,
    )
