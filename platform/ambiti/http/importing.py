"""The door of imports: POST /imports/{what} with a file as its body, GET /imports/{id} afterwards.

A file is tried (``mode=check``) or written (``mode=import``), wholly or not at all. One of many
rows is answered at once, with where to ask how far it has come, and is done in the background.
Nothing of a body is read before its sender is known and may import something there.
"""

import asyncio
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import quote, unquote

import orjson
import structlog
from starlette.types import Receive, Scope, Send

from ambiti.access.tokens import Identity
from ambiti.acting.refusing import Refused
from ambiti.exports.press import Press
from ambiti.http.asked import ADDRESS_BYTES, pairs
from ambiti.http.attending import RETRY, Reply, attend
from ambiti.http.callers import Callers
from ambiti.http.exchange import Exchange
from ambiti.http.fault import Code, Fault, bad_request, wrong_method
from ambiti.http.negotiation import JSON
from ambiti.http.presence import while_present
from ambiti.imports.importing import Asked, Importer, Mode
from ambiti.imports.reading import CSV, XLSX, sheet_in
from ambiti.imports.sheet import Sheet, Unreadable
from ambiti.reading.call import Call
from ambiti.reading.refusal import ReadRefused, Unavailable

log = structlog.get_logger("ambiti.http")
PREFIX: Final = "/imports/"
BODY_SECONDS: Final = 60.0
SECONDS: Final = 120.0
"""The longest that an import may take while its sender waits."""
AT_ONCE: Final = 1000
"""The most rows that are imported while their sender waits."""
LONGEST_NAME: Final = 200
_CHALLENGE: Final = {"WWW-Authenticate": 'Bearer realm="ambiti"'}
_GIVEN: Final = ("ambito", "year", "mode", "name")
_STATUS: Final[Mapping[str, HTTPStatus]] = {
    "NOT_AUTHENTICATED": HTTPStatus.UNAUTHORIZED,
    "NOT_ALLOWED": HTTPStatus.FORBIDDEN,
    "NOT_FOUND": HTTPStatus.NOT_FOUND,
    "IMPORT_RUNNING": HTTPStatus.CONFLICT,
    "YEAR_CLOSED": HTTPStatus.CONFLICT,
    "CHANGED_MEANWHILE": HTTPStatus.CONFLICT,
}


@dataclass(frozen=True, slots=True)
class ImportBounds:
    """How much is imported."""

    places: int
    """How many files at once."""
    rows: int
    """How many rows in one."""
    size: int
    """How many bytes in one."""
    wait_seconds: float
    """How long one waits for a place."""


class ImportDoor:
    """Answers requests for imports, as an ASGI application. One per process."""

    def __init__(
        self, *, importers: Mapping[str, Importer], callers: Callers, bounds: ImportBounds
    ) -> None:
        """Take what it stands on: who imports what, by its name in the address."""
        self._importers = importers
        self._callers = callers
        self._bounds = bounds
        self._places = asyncio.Semaphore(bounds.places)
        self._press = Press()
        self._running: set[asyncio.Task[Mapping[str, Any]]] = set()

    @property
    def running(self) -> int:
        """Count the imports that are done in the background."""
        return len(self._running)

    async def close(self) -> None:
        """Interrupt what is done in the background: nothing of it stays."""
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        path: str = scope["path"]

        async def replied(exchange: Exchange, request_id: str, _media: str) -> Reply:
            return await self._replied(exchange, path.removeprefix(PREFIX), request_id)

        await attend(Exchange(scope, receive, send), lambda _: JSON, replied)

    async def _replied(self, exchange: Exchange, name: str, request_id: str) -> Reply:
        importer = self._importers.get(name)
        methods = ("GET",) if importer is None else ("POST",)
        if exchange.method not in methods:
            raise wrong_method(methods)
        identity = await self._callers.identity(exchange.header(b"authorization"))
        if identity is None:
            message = "Per importare serve un token: Authorization: Bearer …"
            raise Fault(HTTPStatus.UNAUTHORIZED, Code.IDENTITY_NEEDED, message, _CHALLENGE)
        if importer is None:
            return await self._told(unquote(name), identity, request_id)
        media = _media(exchange)
        given = _given(exchange.query_string)
        try:
            return await self._imported(exchange, importer, media, given, identity, request_id)
        except Unreadable as unreadable:
            body = _violations([{"code": unreadable.code, "message": unreadable.message}])
            return Reply(HTTPStatus.UNPROCESSABLE_ENTITY, body)
        except Refused as refused:
            status = _STATUS.get(refused.violations[0].code, HTTPStatus.UNPROCESSABLE_ENTITY)
            headers = RETRY if status is HTTPStatus.CONFLICT else None
            return Reply(status, _violations([asdict(one) for one in refused.violations]), headers)

    async def _imported(  # noqa: PLR0913, PLR0917  what is imported, and for whom
        self,
        exchange: Exchange,
        importer: Importer,
        media: str,
        given: Callable[[str], Asked],
        identity: Identity,
        request_id: str,
    ) -> Reply:
        async def admitted(call: Call) -> None:
            await importer.admit(given(""), call)

        await self._callers.current(identity, request_id, admitted)
        await self._placed()
        kept = False
        try:
            body = await exchange.body(self._bounds.size, BODY_SECONDS)
            asked = given(hashlib.sha256(body).hexdigest())
            reading = sheet_in(media, body, self._bounds.rows, self._press)
            sheet = await while_present(exchange, reading)
            del body
            work = _Work(self._callers, importer, asked, sheet, identity, request_id)
            if len(sheet.lines) > AT_ONCE:
                reply = await self._begun(work)
                kept = reply.status == HTTPStatus.ACCEPTED
                return reply
            async with asyncio.timeout(SECONDS):
                return _answered(await while_present(exchange, work.done(None)))
        except TimeoutError as error:
            message = f"L'importazione richiede più di {SECONDS:g} secondi: nulla è stato scritto."
            raise Fault(HTTPStatus.SERVICE_UNAVAILABLE, "TOO_SLOW", message, RETRY) from error
        finally:
            if not kept:
                self._places.release()

    async def _begun(self, work: "_Work") -> Reply:
        """Begin an import in the background, and answer as soon as its progress can be read."""
        begun: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        task = asyncio.create_task(work.done(begun))
        self._running.add(task)
        either: set[asyncio.Future[Any]] = {task, begun}
        await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
        if not begun.done():
            self._running.discard(task)
            return _answered(await task)
        task.add_done_callback(self._ended)
        where = f"{PREFIX}{quote(begun.result(), safe='')}"
        told = {"import": {"id": begun.result(), "state": "RUNNING", "rows": work.rows, "done": 0}}
        headers = {"Location": where, **RETRY}
        return Reply(HTTPStatus.ACCEPTED, orjson.dumps(told), headers)

    def _ended(self, task: "asyncio.Task[Mapping[str, Any]]") -> None:
        self._running.discard(task)
        self._places.release()
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("import", exc_info=error)

    async def _told(self, given: str, identity: Identity, request_id: str) -> Reply:
        """Tell what became of an import; what is foreign and what is not there are alike."""

        async def told(call: Call) -> Mapping[str, Any] | None:
            for importer in self._importers.values():
                found = await importer.told(given, call)
                if found is not None:
                    return found
            return None

        try:
            found = await self._callers.current(identity, request_id, told)
        except ReadRefused:
            found = None
        if found is None:
            there = ", ".join(f"{PREFIX}{one}" for one in self._importers)
            message = (
                "Questa importazione non c'è, o chi chiede non la può vedere. "
                f"Si importa in {there}."
            )
            raise Fault(HTTPStatus.NOT_FOUND, Code.NOT_FOUND, message)
        return Reply(HTTPStatus.OK, orjson.dumps({"import": found}))

    async def _placed(self) -> None:
        try:
            async with asyncio.timeout(self._bounds.wait_seconds):
                await self._places.acquire()
        except TimeoutError as error:
            message = "every place for imports is taken"
            raise Unavailable(message) from error


@dataclass(frozen=True, slots=True)
class _Work:
    """An import, as it is done for a caller as it is then."""

    callers: Callers
    importer: Importer
    asked: Asked
    sheet: Sheet
    identity: Identity
    request_id: str

    @property
    def rows(self) -> int:
        return len(self.sheet.lines)

    async def done(self, begun: asyncio.Future[str] | None) -> Mapping[str, Any]:
        async def run(call: Call) -> Mapping[str, Any]:
            return await self.importer.run(self.asked, self.sheet, call, begun)

        return await self.callers.current(self.identity, self.request_id, run)


def _media(exchange: Exchange) -> str:
    """Tell whether the body is CSV or XLSX, by its own word."""
    given = exchange.header(b"content-type") or ""
    media = given.partition(";")[0].strip().lower()
    compressed = exchange.header(b"content-encoding") not in {None, "identity"}
    if media not in {CSV, XLSX} or compressed:
        message = f"Content-Type deve essere {CSV} oppure {XLSX}, senza Content-Encoding."
        headers = {"Accept-Post": f"{CSV}, {XLSX}", "Accept-Encoding": "identity"}
        code = Code.UNSUPPORTED_MEDIA_TYPE
        raise Fault(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, code, message, headers)
    return media


def _given(raw: bytes) -> Callable[[str], Asked]:
    """Read the parameters of the address: what is asked, but for the hash of the file."""
    if len(raw) > ADDRESS_BYTES:
        message = f"L'indirizzo supera {ADDRESS_BYTES} byte, che è il limite."
        raise Fault(HTTPStatus.REQUEST_URI_TOO_LONG, Code.URI_TOO_LONG, message)
    found: dict[str, str] = {}
    for name, text in pairs(raw):
        if name not in _GIVEN or name in found or "\0" in text:
            message = (
                f"I parametri sono {', '.join(_GIVEN)}, ciascuno una volta: non {name[:80]!r}."
            )
            raise bad_request(Code.BAD_FIELD, message)
        found[name] = text
    missing = [name for name in _GIVEN[:3] if name not in found]
    if missing:
        raise bad_request(Code.BAD_FIELD, f"Mancano i parametri: {', '.join(missing)}.")
    year, mode = found["year"], found["mode"]
    if not (year.isascii() and year.isdigit() and len(year) == 4):  # noqa: PLR2004  digits
        raise bad_request(Code.BAD_FIELD, f"Il parametro year vale {year[:80]!r}: serve un anno.")
    if mode not in {one.value for one in Mode}:
        message = f"Il parametro mode vale {mode[:80]!r}: serve check, che prova, o import."
        raise bad_request(Code.BAD_FIELD, message)
    name = found.get("name", "")
    if len(name) > LONGEST_NAME:
        message = f"Il parametro name ha al più {LONGEST_NAME} caratteri: il nome del file."
        raise bad_request(Code.BAD_FIELD, message)

    def asked(told: str) -> Asked:
        return Asked(found["ambito"], int(year), Mode(mode), name, told)

    return asked


def _answered(told: Mapping[str, Any]) -> Reply:
    refused = told["state"] == "REFUSED"
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
    return Reply(status, orjson.dumps({"import": told}))


def _violations(reasons: list[dict[str, Any]]) -> bytes:
    return orjson.dumps({"import": None, "violations": reasons})
