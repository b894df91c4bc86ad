"""One PostgreSQL for the whole run, one migrated template, and as many clones as tests need.

AMBITI_TEST_POSTGRES chooses the embedded version (18 or 16); AMBITI_TEST_DATABASE_URL runs the
suite on a PostgreSQL of one's own instead, whose admin may create databases and roles.

``deployment`` is the whole product on the tenants that the repository ships: ask it over HTTP.
"""

import gc
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import asyncpg
import httpx
import pytest
from hypothesis import settings as hypothesis_settings
from sqlalchemy.ext.asyncio import AsyncEngine
from starlette.applications import Starlette
from tests.fields import listened
from tests.preparing import Prepared

from ambiti.access.development import DevelopmentIssuer
from ambiti.access.invented import token_for
from ambiti.cli import statutes
from ambiti.database.connections import Databases, as_role, in_database
from ambiti.database.embedded import EmbeddedServer
from ambiti.database.engine import app_engine
from ambiti.database.folders import Version
from ambiti.database.migrating import migrate
from ambiti.settings import APP_ROLE, READER_ROLE, Settings, read_settings

hypothesis_settings.register_profile("steady", derandomize=True, deadline=None)
hypothesis_settings.load_profile("steady")  # the same examples in every run, on any machine

TEMPLATE = f"ambiti_test_{os.getpid()}_template"
FURNISHED = f"ambiti_test_{os.getpid()}_furnished"

VERSIONS: dict[str, Version] = {"16": 16, "18": 18}

MEMORY = Path("/dev/shm")  # noqa: S108  a database of some minutes is copied there in 0.04 s, not 0.7
ROOM = 4 * 2**30  # bytes that must be free there

Clone = Callable[[str], Awaitable[Databases]]

_number = count(1)


def roomiest() -> Path | None:
    """Tell where databases of the run are kept: in memory where there is room, or None."""
    if not os.access(MEMORY, os.W_OK) or shutil.disk_usage(MEMORY).free < ROOM:
        return None
    return MEMORY


def pytest_collection_finish() -> None:
    """Look for garbage seldom: what is imported stays, and looking took a fifth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """Give the admin's address on the server of this run."""
    own = os.environ.get("AMBITI_TEST_DATABASE_URL")
    if own:
        yield own
        return
    home = Path(tempfile.mkdtemp(prefix="ambiti-test-", dir=roomiest()))
    home.chmod(0o711)
    version = VERSIONS[os.environ.get("AMBITI_TEST_POSTGRES", "18")]
    unsafe = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
    try:
        with EmbeddedServer(home, version=version, settings=unsafe) as embedded:
            yield embedded.dsn()
    finally:
        shutil.rmtree(home)


def databases_named(server: str, name: str) -> Databases:
    """Give the three addresses of one database of the run's server."""
    admin = in_database(server, name)
    return Databases(admin, as_role(admin, APP_ROLE), as_role(admin, READER_ROLE))


async def as_admin(server: str, *statements: str) -> None:
    """Execute statements about whole databases."""
    connection = await asyncpg.connect(server)
    try:
        for statement in statements:
            await connection.execute(statement)
    finally:
        await connection.close()


def clone_of(source: str, name: str) -> tuple[str, ...]:
    """Say how a database is copied; privileges on a database itself are not copied with it."""
    return (
        f"create database {name} template {source} strategy file_copy",
        f"revoke temporary on database {name} from public",
        f"grant connect on database {name} to {APP_ROLE}, {READER_ROLE}",
    )


async def dropped(server: str, *names: str) -> None:
    """Drop databases from a server that stays; the run's own is gone with all that is in it."""
    if "AMBITI_TEST_DATABASE_URL" in os.environ:
        await dropped_now(server, *names)


async def dropped_now(server: str, *names: str) -> None:
    """Drop databases before the run ends."""
    await as_admin(server, *(f"drop database if exists {name} with (force)" for name in names))


@pytest.fixture(scope="session")
async def empty_database(server: str) -> AsyncIterator[Callable[[], Awaitable[Databases]]]:
    """Make databases with nothing in them, and drop them at the end."""
    made: list[str] = []

    async def make() -> Databases:
        name = f"ambiti_test_{os.getpid()}_{next(_number)}"
        await as_admin(server, f"create database {name} template template0")
        made.append(name)
        return databases_named(server, name)

    yield make
    await dropped(server, *made)


@pytest.fixture(scope="session")
async def template(server: str) -> AsyncIterator[str]:
    """Give the name of the migrated database that all others are cloned from. Nobody enters it."""
    await as_admin(server, f"create database {TEMPLATE} template template0")
    await migrate(databases_named(server, TEMPLATE))
    yield TEMPLATE
    await dropped(server, TEMPLATE)


def cloning(server: str, made: list[str]) -> Clone:
    """Make copies of databases that nobody is in; ``made`` is told their names."""

    async def make(source: str) -> Databases:
        name = f"ambiti_test_{os.getpid()}_{next(_number)}"
        await as_admin(server, *clone_of(source, name))
        made.append(name)
        return databases_named(server, name)

    return make


@pytest.fixture(scope="session")
async def clone(server: str) -> AsyncIterator[Clone]:
    """Make copies of a database for the whole run."""
    made: list[str] = []
    yield cloning(server, made)
    await dropped(server, *made)


@pytest.fixture
async def clone_once(server: str) -> AsyncIterator[Clone]:
    """Make copies of a database for one test, and drop them after it."""
    made: list[str] = []
    yield cloning(server, made)
    await dropped_now(server, *made)


@pytest.fixture(scope="session")
async def database(clone: Clone, template: str) -> Databases:
    """Give a migrated database without rows, shared by the run: leave no rows in it."""
    return await clone(template)


@pytest.fixture
async def fresh_database(clone_once: Clone, template: str) -> Databases:
    """Give a migrated database without rows to one test."""
    return await clone_once(template)


@pytest.fixture(scope="session")
def misnamed() -> Iterator[list[str]]:
    """Give the fields that acts named in this run and that their inputs do not have."""
    with pytest.MonkeyPatch.context() as patch:
        yield listened(patch)


@pytest.fixture(autouse=True)
def refusals_name_fields_of_their_acts(misnamed: list[str]) -> Iterator[None]:
    """Fail the test in which a refusal or a warning names a field that its act does not have."""
    misnamed.clear()
    yield
    assert not misnamed, misnamed


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Give the settings of a development deployment, whatever the environment of the run says."""
    return read_settings({"AMBITI_HOME": str(tmp_path)})


@dataclass(frozen=True, slots=True)
class Deployment:
    """A server on a database, and its clients: what answers is the product, from token to SQL."""

    app: Starlette
    client: httpx.AsyncClient
    databases: Databases
    engine: AsyncEngine
    issuer: DevelopmentIssuer

    async def token(
        self,
        role: str,
        tenant: str | None = None,
        *,
        comune: str | None = None,
        unit: str | None = None,
        region: str | None = None,
    ) -> str:
        """Give a token of an invented person who holds the role, as `ambiti token` does."""
        place = {"tenant": tenant, "comune": comune, "unit": unit, "region": region}
        return await token_for(self.issuer, self.engine, role=role, **place)

    async def post(
        self, query: str, variables: Mapping[str, Any] | None = None, *, token: str | None = None
    ) -> httpx.Response:
        """Send a query, without a token as anyone, and give the answer as it came."""
        headers = {} if token is None else {"Authorization": f"Bearer {token}"}
        body = {"query": query, "variables": dict(variables or {})}
        return await self.client.post("/graphql", json=body, headers=headers)

    async def ask(self, query: str, *, token: str | None = None, **variables: Any) -> Any:
        """Ask what must be answered without any error, and give the data."""
        response = await self.post(query, variables, token=token)
        answer = response.json()
        assert response.status_code == httpx.codes.OK, answer
        assert "errors" not in answer, answer["errors"]
        return answer["data"]


Deploy = Callable[[Databases], AbstractAsyncContextManager[Deployment]]


def settings_of(databases: Databases, home: Path) -> Settings:
    """Give the settings of a development deployment that stands on a database of this run."""
    return read_settings(
        {
            "AMBITI_HOME": str(home),
            "AMBITI_DATABASE_URL": databases.admin or "",
            "AMBITI_READER_POOL": "2",
            "AMBITI_LOG_LEVEL": "warning",
        }
    )


@pytest.fixture(scope="session")
def issuer_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder with the development issuer's key, one for all deployments of the run."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="session")
async def furnished(server: str, template: str, issuer_home: Path) -> AsyncIterator[str]:
    """Give the name of the database with all tenants and populations. Nobody enters it."""
    await as_admin(server, *clone_of(template, FURNISHED))
    made = databases_named(server, FURNISHED)
    await statutes.bring_up(settings_of(made, issuer_home), made)
    yield FURNISHED
    await dropped(server, FURNISHED)


@pytest.fixture(scope="session")
def deploy(issuer_home: Path) -> Deploy:
    """Make servers on databases of the run, each for as long as its block lasts."""

    prepared = Prepared()

    @asynccontextmanager
    async def serving(databases: Databases) -> AsyncIterator[Deployment]:
        app = prepared.create_app(settings_of(databases, issuer_home))
        engine = app_engine(databases.app)
        transport = httpx.ASGITransport(app)
        async with (
            app.router.lifespan_context(app),
            httpx.AsyncClient(transport=transport, base_url="http://ambiti.invalid") as client,
        ):
            issuer = DevelopmentIssuer.open(issuer_home)
            yield Deployment(app, client, databases, engine, issuer)
        await engine.dispose()

    return serving


@pytest.fixture(scope="session")
async def deployment(clone: Clone, furnished: str, deploy: Deploy) -> AsyncIterator[Deployment]:
    """Give the server of all tenants that the repository ships, shared by the run."""
    async with deploy(await clone(furnished)) as served:
        yield served
