"""The server: what is read, who may read it and through which door, put together once."""

import hashlib
import logging
from collections.abc import AsyncIterator, Mapping, MutableMapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson
import structlog
from sqlalchemy import BigInteger, ColumnElement, Text, func, literal_column, select
from sqlalchemy.ext.asyncio import AsyncEngine
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from ambiti import __version__, resources
from ambiti.access.development import DevelopmentIssuer
from ambiti.access.policy import Policy
from ambiti.access.tokens import TokenVerifier
from ambiti.acting.machine import Acting
from ambiti.budgets.imports.running import LedgerImports
from ambiti.budgets.reports.published import REPORTS
from ambiti.contract import KINDS, explained_by, printed, schema
from ambiti.database.connections import databases
from ambiti.database.engine import acting_engine
from ambiti.database.versions import MARKS
from ambiti.exports.gathering import LONGEST_PAGE, Gathering
from ambiti.governance.tables import principals
from ambiti.http.callers import Callers
from ambiti.http.endpoint import Endpoint
from ambiti.http.exporting import Bounds, ExportDoor
from ambiti.http.front import Front
from ambiti.http.importing import ImportBounds, ImportDoor
from ambiti.http.introspection import Introspection
from ambiti.http.live import events
from ambiti.http.live.door import LiveDoor
from ambiti.http.live.hub import Hub
from ambiti.http.live.stream import Streams
from ambiti.http.tags import Tags
from ambiti.reading.documents import Documents
from ambiti.reading.limits import DocumentLimits
from ambiti.reading.machine import Machine
from ambiti.reading.planning import PageLimits
from ambiti.reading.pool import ReadPool
from ambiti.settings import Settings, read_settings

VERSION = (
    select(principals.c.version)
    .where(principals.c.identity == select(func.ambiti.subject()).scalar_subquery())
    .scalar_subquery()
)
"""The version of whoever is asking, given back by every statement."""
OWN_ROW = "(select xmin from ambiti.principals where identity = (select ambiti.subject()))"
DATA_VERSION: ColumnElement[str] = literal_column(f"concat({MARKS}, ' ', {OWN_ROW})", Text)
"""The version of all that whoever is asking might be shown: the marks, and who wrote its own row,
which changes with whatever else is about nobody but the person."""


IMPORT_STATEMENT_MS = 60_000
"""The longest that a statement of an import may take: the last one checks all of its rows."""


def create_app(settings: Settings | None = None) -> Front:
    """Make the server of one process."""
    chosen = settings or read_settings()
    _log_at(chosen.log_level)
    door = _Door(chosen)

    @asynccontextmanager
    async def lifespan(_app: Front) -> AsyncIterator[None]:
        async with door.open():
            yield

    return Front(
        door.graphql,
        door.exports,
        door.imports,
        routes=[
            Route("/schema.graphql", _contract, methods=["GET"]),
            Route("/health/live", _live, methods=["GET"]),
            Route("/health/ready", door.ready, methods=["GET"]),
            Route("/metrics", door.metrics, methods=["GET"]),
        ],
        lifespan=lifespan,
    )


class _Door:
    """What the routes stand on while the server runs."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._endpoint: Endpoint
        self._live: LiveDoor
        self._exports: ExportDoor
        self._imports: ImportDoor
        self._pool: ReadPool
        self._policy = Policy.load(settings.policies or resources.folder("policies"))
        self._policy.require_scopes({kind.name: kind.scopes for kind in KINDS})
        limits = DocumentLimits(
            tokens=settings.max_tokens,
            depth=settings.max_depth,
            aliases=settings.max_aliases,
            root_fields=settings.max_root_fields,
        )
        core = schema._schema  # noqa: SLF001 - graphql-core's schema has no public name there
        self._documents = Documents(core, limits, settings.plan_cache)
        self._machine = Machine(
            core,
            KINDS,
            pages=PageLimits(settings.default_page, settings.max_page),
            max_cost=settings.max_cost,
            plans=settings.plan_cache,
            version=VERSION.label("version").cast(BigInteger),
            data_version=DATA_VERSION,
            world=explained_by(self._policy),
        )
        self._callers: Callers

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Open the read pool and the verifier for as long as the server runs."""
        settings = self._settings
        verifier = verifier_of(settings)
        self._pool = await ReadPool.open(
            databases(settings).reader,
            size=settings.reader_pool,
            wait_seconds=settings.pool_wait_seconds,
            statement_timeout_ms=settings.statement_timeout_ms,
        )
        self._callers = Callers(verifier, self._policy, lambda: self._pool)
        engine = acting_engine(
            databases(settings).app,
            pool_size=settings.app_pool,
            pool_wait_seconds=settings.pool_wait_seconds,
            statement_timeout_ms=settings.statement_timeout_ms,
        )
        self._endpoint = Endpoint(
            documents=self._documents,
            machine=self._machine,
            acting=Acting(self._documents.schema, self._machine, self._policy, lambda: engine),
            callers=self._callers,
            introspection=Introspection(self._documents, settings.introspection),
            trusted=trusted_documents(resources.folder("schema") / "operations"),
            tags=_tags(settings, self._policy),
            max_body_bytes=settings.max_body_bytes,
            max_cost=settings.max_cost,
            pool=lambda: self._pool,
        )
        self._exports = self._exporting()
        importing = acting_engine(
            databases(settings).app,
            pool_size=2 * settings.max_imports + 1,
            pool_wait_seconds=settings.pool_wait_seconds,
            statement_timeout_ms=IMPORT_STATEMENT_MS,
        )
        self._imports = self._importing(importing)
        hub = Hub(databases(settings).reader, settings.max_subscriptions)
        streams = Streams(self._documents, hub)
        self._live = LiveDoor(self._endpoint, self._callers, streams, settings.max_body_bytes)
        try:
            yield
        finally:
            await self._imports.close()
            await importing.dispose()
            await hub.close()
            await self._pool.close()
            await engine.dispose()
            await verifier.close()

    async def graphql(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a GraphQL request: at once, as a stream of events, or over a WebSocket."""
        if scope["type"] == "websocket":
            await self._live.socket(scope, receive, send)
        elif any(name == b"accept" and events.wanted(value) for name, value in scope["headers"]):
            await self._live.events(scope, receive, send)
        else:
            await self._endpoint(scope, receive, send)

    async def exports(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request for an export."""
        await self._exports(scope, receive, send)

    async def imports(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request for an import."""
        await self._imports(scope, receive, send)

    def _importing(self, engine: AsyncEngine) -> ImportDoor:
        settings = self._settings
        return ImportDoor(
            importers={"ledger": LedgerImports(self._policy, lambda: engine)},
            callers=self._callers,
            bounds=ImportBounds(
                settings.max_imports,
                settings.max_import_rows,
                settings.max_import_bytes,
                settings.pool_wait_seconds,
            ),
        )

    def _exporting(self) -> ExportDoor:
        settings, operations = self._settings, resources.folder("schema") / "operations"
        page = min(settings.max_page, LONGEST_PAGE)
        return ExportDoor(
            published=REPORTS,
            text_of=lambda name: (operations / f"{name}.graphql").read_text("utf-8"),
            documents=self._documents,
            callers=self._callers,
            gathering=Gathering(self._machine, lambda: self._pool, page),
            bounds=Bounds(
                settings.max_exports, settings.max_export_rows, settings.pool_wait_seconds
            ),
        )

    async def ready(self, _request: Request) -> Response:
        """Say whether the database answers."""
        try:
            await self._pool.row("select 1", (), (), None)
        except Exception:  # noqa: BLE001 - whatever it is, it is not ready
            return JSONResponse({"ready": False}, status_code=503, headers={"Retry-After": "2"})
        return JSONResponse({"ready": True})

    async def metrics(self, _request: Request) -> Response:
        """Tell how full the caches are and how often they serve."""
        lines = []
        for name, cache in (
            ("documents", self._documents.cache),
            ("plans", self._machine.cache),
            ("callers", self._callers.cache),
        ):
            lines += [
                f'ambiti_cache_entries{{cache="{name}"}} {len(cache)}',
                f'ambiti_cache_hits_total{{cache="{name}"}} {cache.hits}',
                f'ambiti_cache_misses_total{{cache="{name}"}} {cache.misses}',
            ]
        lines += [
            f'ambiti_read_connections{{state="{k}"}} {v}' for k, v in self._pool.sizes().items()
        ]
        lines.append(f"ambiti_imports_running {self._imports.running}")
        return PlainTextResponse("\n".join(lines) + "\n")


def verifier_of(settings: Settings) -> TokenVerifier:
    """Trust the issuers that the settings name."""
    development = None
    if settings.development_issuer:
        development = DevelopmentIssuer.open(settings.home, settings.identity_audience).trusted
    return TokenVerifier(
        issuer=settings.identity_issuer,
        audience=settings.identity_audience,
        jwks=settings.identity_jwks,
        development=development,
    )


def _tags(settings: Settings, policy: Policy) -> Tags:
    limits = (settings.default_page, settings.max_page, settings.max_cost)
    return Tags(__version__, printed(), policy.version, *map(str, limits))


def trusted_documents(folder: Path) -> Mapping[str, str]:
    """Read the published operations, each by the SHA-256 of its text."""
    texts = [path.read_text("utf-8") for path in sorted(folder.rglob("*.graphql"))]
    return {f"sha256:{hashlib.sha256(text.encode()).hexdigest()}": text for text in texts}


async def _contract(_request: Request) -> Response:
    return PlainTextResponse(printed(), headers={"X-Ambiti-Version": __version__})


async def _live(_request: Request) -> Response:
    return JSONResponse({"live": True, "version": __version__})


def _log_at(level: str) -> None:
    logging.basicConfig(level=level.upper(), format="%(message)s")
    processors: list[Any] = [structlog.processors.format_exc_info, _line]
    structlog.configure(
        processors=processors,
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level.upper())),
        logger_factory=structlog.BytesLoggerFactory(),
        cache_logger_on_first_use=True,
    )


def _line(_logger: Any, level: str, event: MutableMapping[str, Any]) -> bytes:
    """Write a line of the log: one function, for every request writes one."""
    stamped = {**event, "level": level, "timestamp": datetime.now(UTC)}
    return orjson.dumps(stamped, default=str, option=orjson.OPT_UTC_Z)
