"""On a PostgreSQL entered over TCP with passwords, by an admin who is no superuser."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, contextmanager
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from ambiti.cli import statutes
from ambiti.database.catalogue import UnentitledError, inspect
from ambiti.database.connections import Databases, databases
from ambiti.database.embedded import EmbeddedServer
from ambiti.database.folders import Version, programs_of, system_owner
from ambiti.database.migrating import MigrationError, head, is_current, migrate, require_head
from ambiti.rows import metadata
from ambiti.settings import Settings, read_settings

Deploy = Callable[[Databases], AbstractAsyncContextManager[Any]]

pytestmark = pytest.mark.skipif(
    bool(os.environ.get("AMBITI_TEST_DATABASE_URL")), reason="runs on a server of one's own"
)


@contextmanager
def listening(server: EmbeddedServer, version: Version) -> Iterator[int]:
    """Run the server on a port of this machine instead of its socket."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    owner = system_owner()
    other = owner.pw_uid != os.geteuid()
    command = [str(programs_of(version) / "postgres"), "-D", str(server.data), "-p", str(port)]
    for setting in ("listen_addresses=127.0.0.1", "unix_socket_directories=", "fsync=off"):
        command += ["-c", setting]
    started = subprocess.Popen(
        command,
        user=owner.pw_uid if other else None,
        group=owner.pw_gid if other else None,
        extra_groups=[] if other else None,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "LC_ALL": "C"},
        start_new_session=True,
    )
    try:
        yield port
    finally:
        started.send_signal(signal.SIGINT)
        started.wait(60)


async def knock(dsn: str) -> asyncpg.Connection:
    """Enter a server that may still be starting."""
    while True:
        try:
            return await asyncpg.connect(dsn)
        except (ConnectionRefusedError, asyncpg.CannotConnectNowError):
            continue


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    """Give a folder through which the owner of the data may pass."""
    made = Path(tempfile.mkdtemp(prefix="ambiti-own-"))
    made.chmod(0o711)
    yield made
    shutil.rmtree(made)


@pytest.fixture(scope="module", params=[16, 18])
async def own(request: pytest.FixtureRequest, home: Path) -> AsyncIterator[Settings]:
    """Give the settings of whoever has made the two things that the guide tells to make."""
    version: Version = request.param
    embedded = EmbeddedServer(home, version=version)
    with embedded:
        superuser = await asyncpg.connect(embedded.dsn())
        await superuser.execute("create role ambiti_admin login createrole password 'se:gre@to'")
        await superuser.execute(
            "create database ambiti owner ambiti_admin encoding 'UTF8' template template0"
        )
        await superuser.close()
    (embedded.data / "pg_hba.conf").write_text("host all all 127.0.0.1/32 scram-sha-256\n")
    with listening(embedded, version) as port:
        url = f"postgresql://ambiti_admin:se%3Agre%40to@127.0.0.1:{port}/ambiti"
        admin = await knock(url)
        assert admin.get_server_version().major == version
        assert not await admin.fetchval("select rolsuper from pg_roles where rolname = user")
        await admin.close()
        yield read_settings({"AMBITI_HOME": str(home), "AMBITI_DATABASE_URL": url})


async def test_everything_is_made_checked_and_served_with_derived_passwords(
    own: Settings, deploy: Deploy
) -> None:
    found = databases(own)
    assert not await is_current(found)
    assert await migrate(found) == head()
    assert await is_current(found)
    for dsn in (found.app, found.reader):
        await require_head(dsn)
    assert await inspect(found.admin or "", metadata) == []
    await statutes.bring_up(own, found)
    assert await statutes.verify(found) == []
    async with deploy(found) as served:
        token = await served.token("responsabile_udp", "carate")
        data = await served.ask("{ me { roles { role } } }", token=token)
    assert len(data["me"]["roles"]) == 1


async def test_a_login_enters_with_its_own_password_only(own: Settings) -> None:
    found = databases(own)
    await migrate(found)
    for dsn, other in ((found.app, found.reader), (found.reader, found.app)):
        wrong = dsn.replace(dsn.split(":")[2].split("@")[0], other.split(":")[2].split("@")[0])
        with pytest.raises(MigrationError, match="non lascia entrare"):
            await require_head(wrong)


async def test_a_password_that_changes_is_brought_along_by_the_next_migration(
    own: Settings,
) -> None:
    await migrate(databases(own))
    url = (own.database_url or "").replace("se%3Agre%40to", "nuovo")
    admin = await asyncpg.connect(own.database_url)
    await admin.execute("alter role ambiti_admin password 'nuovo'")
    await admin.close()
    changed = databases(read_settings({"AMBITI_DATABASE_URL": url}))
    assert not await is_current(changed)
    await migrate(changed)
    assert await is_current(changed)
    admin = await asyncpg.connect(changed.admin)
    await admin.execute("alter role ambiti_admin password 'se:gre@to'")
    await admin.close()


async def test_a_setting_that_a_login_lost_is_brought_back(own: Settings) -> None:
    found = databases(own)
    await migrate(found)
    admin = await asyncpg.connect(found.admin)
    await admin.execute("alter role ambiti_reader set default_transaction_read_only = off")
    await admin.close()
    assert not await is_current(found)
    await migrate(found)
    assert await is_current(found)


async def test_who_may_not_act_as_the_owner_is_told_so(own: Settings) -> None:
    found = databases(own)
    await migrate(found)
    with pytest.raises(UnentitledError, match="ambiti_owner"):
        await inspect(found.app, metadata)
