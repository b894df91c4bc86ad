"""The door of exports: GET /exports/{report}.{csv|xlsx|pdf}, with the token of whoever asks.

What is exported is what the contract answers to this caller: the same token, permissions, limits
and times as a query. Some are made at once; whoever comes when all places are taken is told to come
again.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from starlette.types import Receive, Scope, Send

from ambiti.access.tokens import Identity
from ambiti.exports.commas import csv_of
from ambiti.exports.gathering import Gathering, Withheld
from ambiti.exports.press import Press
from ambiti.exports.printing.pages import MOST_ROWS, pdf_of
from ambiti.exports.published import OURS, Absent, Data, Published
from ambiti.exports.report import Report
from ambiti.exports.sheets import workbook_of
from ambiti.http.arguments import arguments
from ambiti.http.attending import RETRY, Reply, attend
from ambiti.http.callers import Callers
from ambiti.http.endpoint import told
from ambiti.http.exchange import Exchange
from ambiti.http.fault import Code, Fault, errors_body, wrong_method
from ambiti.http.negotiation import JSON
from ambiti.http.presence import while_present
from ambiti.reading.call import Call
from ambiti.reading.documents import Documents, Invalid, Operation
from ambiti.reading.refusal import ReadRefused, Unavailable

PREFIX: Final = "/exports/"
SECONDS: Final = 60.0
"""The longest that an export may take."""
METHODS: Final = ("GET",)
MEDIA: Final = {
    "csv": "text/csv; charset=utf-8; header=present",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}
_CHALLENGE: Final = {"WWW-Authenticate": 'Bearer realm="ambiti"'}


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much is exported."""

    places: int
    """How many exports at once."""
    rows: int
    """How many rows in one."""
    wait_seconds: float
    """How long one waits for a place."""


class ExportDoor:
    """Answers requests for exports, as an ASGI application. One per process."""

    def __init__(  # noqa: PLR0913 - everything it stands on, named
        self,
        *,
        published: Sequence[Published],
        text_of: Callable[[str], str],
        documents: Documents,
        callers: Callers,
        gathering: Gathering,
        bounds: Bounds,
    ) -> None:
        """Take what it stands on; ``text_of`` gives a published operation by its name."""
        self._published = {one.name: one for one in published}
        self._texts = {one.name: text_of(one.document) for one in published}
        self._documents = documents
        self._callers = callers
        self._gathering = gathering
        self._bounds = bounds
        self._places = asyncio.Semaphore(bounds.places)
        self._press = Press()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        path: str = scope["path"]

        async def replied(exchange: Exchange, request_id: str, _media: str) -> Reply:
            return await self._replied(exchange, path, request_id)

        await attend(Exchange(scope, receive, send), lambda _: JSON, replied)

    async def _replied(self, exchange: Exchange, path: str, request_id: str) -> Reply:
        published, ending = self._named(path)
        if exchange.method not in METHODS:
            raise wrong_method(METHODS)
        identity = await self._callers.identity(exchange.header(b"authorization"))
        try:
            document = await self._documents.get_in_turn(self._texts[published.name])
            operation = document.operation(None)
            given = arguments(exchange.query_string, operation, OURS)
            work = self._made(published, ending, operation, given, identity, request_id)
            async with asyncio.timeout(SECONDS):
                return await while_present(exchange, work)
        except TimeoutError as error:
            message = f"L'esportazione richiede più di {SECONDS:g} secondi: chiedere meno righe."
            raise Fault(HTTPStatus.SERVICE_UNAVAILABLE, "TOO_SLOW", message, RETRY) from error
        except Invalid as invalid:
            return _refused([told(error) for error in invalid.errors])
        except ReadRefused as refused:
            return _refused([told(refused)])
        except Withheld as withheld:
            raise _withheld(identity, withheld) from withheld
        except Absent as absent:
            raise Fault(
                HTTPStatus.NOT_FOUND,
                Code.NOT_FOUND,
                "Ciò che si vuole esportare non c'è, oppure chi lo chiede non lo può vedere.",
            ) from absent

    def _named(self, path: str) -> tuple[Published, str]:
        name, _, ending = path.removeprefix(PREFIX).rpartition(".")
        published = self._published.get(name)
        if published is None or ending not in MEDIA:
            there = ", ".join(f"{PREFIX}{one}" for one in self._published)
            message = (
                f"{path[:80]!r} non esiste qui: ci sono {there}, seguiti da .{', .'.join(MEDIA)}."
            )
            raise Fault(HTTPStatus.NOT_FOUND, Code.NOT_FOUND, message)
        return published, ending

    async def _made(  # noqa: PLR0913, PLR0917 - what makes an export
        self,
        published: Published,
        ending: str,
        operation: Operation,
        given: Data,
        identity: Identity | None,
        request_id: str,
    ) -> Reply:
        """Read and write an export, in one of the places."""
        most = min(self._bounds.rows, MOST_ROWS) if ending == "pdf" else self._bounds.rows

        async def read(call: Call) -> Report:
            return await self._gathering.report(published, operation, given, call, most)

        await self._placed()
        try:
            report = await self._callers.current(identity, request_id, read)
            body = await self._written(report, ending)
        finally:
            self._places.release()
        attached = f'attachment; filename="{report.name}.{ending}"'
        return Reply(
            HTTPStatus.OK, body, {"Content-Type": MEDIA[ending], "Content-Disposition": attached}
        )

    async def _placed(self) -> None:
        try:
            async with asyncio.timeout(self._bounds.wait_seconds):
                await self._places.acquire()
        except TimeoutError as error:
            message = "every place for exports is taken"
            raise Unavailable(message) from error

    async def _written(self, report: Report, ending: str) -> bytes:
        if ending == "pdf":
            return await pdf_of(report, self._press)
        if ending == "xlsx":
            return await workbook_of(report, self._press)
        return await asyncio.to_thread(csv_of, report)


def _refused(errors: Sequence[Mapping[str, object]]) -> Reply:
    return Reply(HTTPStatus.BAD_REQUEST, errors_body(errors))


def _withheld(identity: Identity | None, withheld: Withheld) -> Fault:
    if identity is None:
        message = "Per esportare serve un token: Authorization: Bearer …"
        return Fault(HTTPStatus.UNAUTHORIZED, Code.IDENTITY_NEEDED, message, _CHALLENGE)
    message = f"Chi chiede non può vedere ciò che vuole esportare ({withheld})."
    return Fault(HTTPStatus.FORBIDDEN, Code.WITHHELD, message)
