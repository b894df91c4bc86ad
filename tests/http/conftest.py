"""One server on the seed for the whole run, and what its tests need to disturb another."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import asyncpg
import pytest
from joserfc import jwt
from joserfc.jwk import OKPKey

from ambiti.database.connections import Databases

from ..reading import seed  # noqa: TID252 - tests are found by path and have no absolute names
from .serving import Served, serving

Clone = Callable[[str], Awaitable[Databases]]


@pytest.fixture(scope="session")
async def sown(clone: Clone, template: str) -> Databases:
    """Give a database with the seed."""
    made = await clone(template)
    await seed.sow(made)
    return made


@pytest.fixture(scope="session")
async def served(
    sown: Databases, key: OKPKey, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Served]:
    """Give a server on the seed, shared by the run."""
    home = tmp_path_factory.mktemp("server")
    keys = home / "keys.json"
    keys.write_text(json.dumps({"keys": [key.as_dict(private=False)]}), "utf-8")
    identity = {"identity_issuer": seed.ISSUER, "identity_jwks": str(keys)}
    async with serving(sown, home, reader_pool="4", **identity) as found:
        yield found


@pytest.fixture(scope="session")
def key() -> OKPKey:
    """Give the key of the issuer that the seed's people log in with."""
    return OKPKey.generate_key("Ed25519", {"use": "sig", "alg": "Ed25519"}, auto_kid=True)


@pytest.fixture(scope="session")
def token_of(key: OKPKey) -> Callable[[str], str]:
    """Issue tokens to people of the seed, by name."""

    def issue(subject: str, seconds: int = 3600) -> str:
        expires = int(datetime.now(UTC).timestamp()) + seconds
        claims = {"iss": seed.ISSUER, "aud": "ambiti", "sub": subject, "exp": expires}
        header = {"alg": "Ed25519", "kid": key.kid}
        return jwt.encode(header, claims, key, algorithms=["Ed25519"])

    return issue


@asynccontextmanager
async def locked(databases: Databases, table: str = "ambiti.ambiti") -> AsyncIterator[None]:
    """Hold a table so that whoever reads it waits."""
    assert databases.admin is not None
    connection = await asyncpg.connect(databases.admin)
    try:
        async with connection.transaction():
            await connection.execute(f"lock table {table} in access exclusive mode")
            yield
    finally:
        await connection.close()


async def running(databases: Databases) -> int:
    """Count the statements that readers have running in this database."""
    assert databases.admin is not None
    connection = await asyncpg.connect(databases.admin)
    try:
        found = await connection.fetchval(
            "select count(*) from pg_stat_activity where usename = 'ambiti_reader'"
            " and datname = current_database() and state <> 'idle'"
        )
    finally:
        await connection.close()
    return int(found)


async def until(condition: Callable[[], Awaitable[bool]], seconds: float) -> bool:
    """Wait for something to become true; tell whether it did in time."""
    deadline = asyncio.get_running_loop().time() + seconds
    while asyncio.get_running_loop().time() < deadline:
        if await condition():
            return True
        await asyncio.sleep(0.02)
    return False


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Give the home of one more server."""
    return tmp_path / "home"
