"""The embedded PostgreSQL starts for whoever comes, and repairs what a kill -9 left."""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import psutil
import pytest

from ambiti.database.embedded import EmbeddedServer
from ambiti.database.folders import EmbeddedServerError, socket_folder

USER = "import sys; from pathlib import Path; from ambiti.database.embedded import EmbeddedServer\n"
STAY = USER + "EmbeddedServer(Path(sys.argv[1])).start(); print('in', flush=True); sys.stdin.read()"
VISIT = USER + "with EmbeddedServer(Path(sys.argv[1])): print('in', flush=True)"

pytestmark = pytest.mark.skipif(
    bool(os.environ.get("AMBITI_TEST_DATABASE_URL")), reason="runs on a server of one's own"
)


@pytest.fixture
def another_home() -> Iterator[Path]:
    """Give a home in which nothing was made."""
    home = Path(tempfile.mkdtemp(prefix="ambiti-home-"))
    home.chmod(0o711)
    yield home
    shutil.rmtree(home)


@pytest.fixture(scope="module")
def made() -> Iterator[Path]:
    """Give a home whose server was made once; the tests stop and kill it."""
    home = Path(tempfile.mkdtemp(prefix="ambiti-home-"))
    home.chmod(0o711)
    with EmbeddedServer(home):
        pass
    yield home
    shutil.rmtree(home)


def postmaster(server: EmbeddedServer) -> psutil.Process:
    return psutil.Process(int((server.data / "postmaster.pid").read_text().split()[0]))


def runs(server: EmbeddedServer) -> bool:
    return (server.data / "postmaster.pid").exists()


def another(home: Path, code: str) -> subprocess.Popen[bytes]:
    platform = str(Path(__file__).parents[2] / "platform")
    started = subprocess.Popen(
        [sys.executable, "-c", code, home],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": platform},
    )
    assert started.stdout is not None
    assert started.stdout.readline() == b"in\n"
    return started


async def answer(server: EmbeddedServer) -> int:
    connection = await asyncpg.connect(server.dsn())
    try:
        return int(await connection.fetchval("select 42"))
    finally:
        await connection.close()


async def test_a_second_start_makes_nothing_again(made: Path, another_home: Path) -> None:
    began = time.monotonic()
    with EmbeddedServer(another_home):
        first = time.monotonic() - began
    mark = EmbeddedServer(made).data / "PG_VERSION"  # written by initdb only
    written = mark.stat()
    began = time.monotonic()
    with EmbeddedServer(made) as server:
        assert await answer(server) == 42
    assert time.monotonic() - began < first
    assert not runs(server)
    found = mark.stat()
    assert (found.st_ino, found.st_mtime_ns) == (written.st_ino, written.st_mtime_ns)


async def test_the_last_process_to_leave_stops_the_server(made: Path) -> None:
    server = EmbeddedServer(made).start()
    visitor = another(made, VISIT)
    visitor.communicate(timeout=20)
    assert await answer(server) == 42
    server.stop()
    assert not runs(server)
    server.stop()


async def test_a_process_killed_leaves_a_server_that_the_next_one_uses_and_stops(
    made: Path,
) -> None:
    victim = another(made, STAY)
    server = EmbeddedServer(made)
    before = postmaster(server).pid
    victim.kill()
    victim.communicate()
    with server:
        assert postmaster(server).pid == before
        assert await answer(server) == 42
    assert not runs(server)


async def test_a_killed_server_is_started_again(made: Path) -> None:
    server = EmbeddedServer(made).start()
    killed = postmaster(server)
    connection = await asyncpg.connect(server.dsn())
    killed.send_signal(signal.SIGKILL)
    with EmbeddedServer(made) as again:
        assert postmaster(again).pid != killed.pid
        assert await answer(again) == 42
        server.stop()
    connection.terminate()


async def test_a_pid_file_that_names_another_program_is_put_right(made: Path) -> None:
    server = EmbeddedServer(made)
    stale = f"{os.getpid()}\n{server.data}\n1\n5432\n{server.sockets}\n\n1 1\nready\n"
    (server.data / "postmaster.pid").write_text(stale)
    (server.sockets / ".s.PGSQL.5432.lock").write_text(stale)
    with server:
        assert await answer(server) == 42


async def test_a_creation_cut_short_is_begun_again(tmp_path: Path) -> None:
    half = tmp_path / "postgresql-18.new"
    half.mkdir()
    (half / "PG_VERSION").write_text("18\n")
    with EmbeddedServer(tmp_path) as server:
        assert await answer(server) == 42
    assert not half.exists()


async def test_a_home_too_deep_for_a_socket_works(tmp_path: Path) -> None:
    deep = tmp_path / ("nella cartella " + "x" * 90)
    with EmbeddedServer(deep) as server:
        assert server.sockets != server.data
        assert server.sockets.stat().st_mode & 0o777 == 0o700
        assert await answer(server) == 42
    shutil.rmtree(server.sockets)


def test_a_short_home_keeps_its_socket_with_its_data() -> None:
    assert socket_folder(Path("/home/anna/ambiti/postgresql-18")) == Path(
        "/home/anna/ambiti/postgresql-18"
    )


async def test_three_processes_that_come_at_once_share_one_server(made: Path) -> None:
    others = [another(made, STAY) for _ in range(3)]
    server = EmbeddedServer(made).start()
    for other in others:
        other.communicate(timeout=20)
    assert await answer(server) == 42
    server.stop()
    assert not runs(server)


async def test_only_this_user_of_the_machine_enters(made: Path) -> None:
    with EmbeddedServer(made) as server:
        assert server.data.stat().st_mode & 0o077 == 0
        rules = (server.data / "pg_hba.conf").read_text().split()
        assert rules == ["local", "all", "all", "peer", "map=ambiti"]
        names = {pwd.getpwuid(uid).pw_name for uid in (os.geteuid(), server.data.stat().st_uid)}
        mapping = (server.data / "pg_ident.conf").read_text().splitlines()
        assert {line.split('"')[1] for line in mapping} == names


async def test_nothing_that_was_acknowledged_is_lost_when_the_server_is_killed(
    made: Path,
) -> None:
    server = EmbeddedServer(made).start()
    connection = await asyncpg.connect(server.dsn())
    assert await connection.fetchval("show fsync") == "on"
    assert await connection.fetchval("show synchronous_commit") == "on"
    await connection.execute("create table if not exists kept (x int); insert into kept values (1)")
    postmaster(server).send_signal(signal.SIGKILL)
    connection.terminate()
    with EmbeddedServer(made) as again:
        connection = await asyncpg.connect(again.dsn())
        assert await connection.fetchval("select count(*) from kept") == 1
        await connection.close()
        server.stop()


def test_a_home_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(EmbeddedServerError, match="AMBITI_HOME"):
        EmbeddedServer(tmp_path / "file" / "dati").start()


@pytest.mark.skipif(os.geteuid() != 0, reason="only the superuser can give a folder away")
def test_a_folder_of_another_user_is_not_taken(tmp_path: Path) -> None:
    folder = tmp_path / "postgresql-18"
    folder.mkdir()
    os.chown(folder, 12345, 12345)
    with pytest.raises(EmbeddedServerError, match="appartiene a un altro utente"):
        EmbeddedServer(tmp_path).start()
