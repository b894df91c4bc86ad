"""When the platform itself is in trouble: the caller is told when to come back, and never waits."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg

from ambiti.database.connections import Databases
from ambiti.settings import READER_ROLE

from ..access.conftest import ISSUER, claims, signed  # noqa: TID252
from ..conftest import as_admin  # noqa: TID252
from ..reading import seed  # noqa: TID252 - tests are found by path and have no absolute names
from .conftest import Clone, locked, running, until
from .serving import Served, post, serving

AMBITO = '{ ambito(slug: "aurora") { slug } }'
ASKED = post(b'{"query":"{ambito(slug:\\"aurora\\"){slug}}"}')


async def test_a_statement_that_takes_too_long_is_interrupted_and_said_so(
    sown: Databases, home: Path
) -> None:
    async with serving(sown, home, statement_timeout_ms="300") as served:
        async with locked(sown):
            answer = await served.ask(AMBITO)
        assert (answer.status, answer.code) == (200, "TOO_SLOW")
        assert "SELECT" not in answer.message
        assert (await served.ask(AMBITO)).json["data"] == {"ambito": {"slug": "aurora"}}


@asynccontextmanager
async def patient(databases: Databases) -> AsyncIterator[None]:
    """Let readers wait for a lock as long as it takes."""
    assert databases.admin is not None
    name = urlsplit(databases.admin).path.strip("/")
    role = f"alter role {READER_ROLE} in database {name}"
    await as_admin(databases.admin, f"{role} set lock_timeout = 0")
    try:
        yield
    finally:
        await as_admin(databases.admin, f"{role} reset lock_timeout")


async def one_runs(databases: Databases) -> bool:
    """Say whether one statement of a reader runs."""
    return await running(databases) == 1


async def test_a_caller_who_finds_every_connection_taken_is_told_so_soon(
    sown: Databases, home: Path
) -> None:
    async with (
        patient(sown),
        serving(sown, home, reader_pool="1", pool_wait_seconds="0.5") as served,
    ):
        await served.ask(AMBITO)
        async with locked(sown):
            first = asyncio.create_task(served.ask(AMBITO))
            assert await until(lambda: one_runs(sown), 10)
            answers = await asyncio.gather(*(served.ask("{me{name}}") for _ in range(20)))
            assert not first.done()  # they were told while the connection was still taken
        assert {(one.status, one.code) for one in answers} == {(503, "UNAVAILABLE")}
        assert {one.headers["retry-after"] for one in answers} == {"2"}
        assert (await first).status == 200


async def test_with_the_database_gone_callers_are_told_when_to_come_back(
    server: str, clone_once: Clone, template: str, home: Path
) -> None:
    databases = await clone_once(template)
    await seed.sow(databases)
    assert databases.admin is not None
    name = databases.admin.partition("?")[0].rpartition("/")[2]
    async with serving(databases, home) as served:
        assert (await served.ask(AMBITO)).status == 200
        await as_admin(
            server,
            f"alter database {name} with allow_connections false",
            f"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'",
        )
        answers = [await served.ask(AMBITO) for _ in range(3)]
        ready = await served.send("GET", "/health/ready")
        live = await served.send("GET", "/health/live")
        await as_admin(server, f"alter database {name} with allow_connections true")
        assert {(one.status, one.code) for one in answers} == {(503, "UNAVAILABLE")}
        assert all("retry-after" in one.headers for one in [*answers, ready])
        assert (ready.status, live.status) == (503, 200)
        assert (await served.ask(AMBITO)).json["data"] == {"ambito": {"slug": "aurora"}}


async def test_with_the_issuer_of_tokens_gone_callers_are_told_when_to_come_back(
    sown: Databases, home: Path
) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))  # bound and not listening: nobody answers there
        keys = f"https://127.0.0.1:{closed.getsockname()[1]}/jwks"
        async with serving(sown, home, identity_issuer=ISSUER, identity_jwks=keys) as served:
            answer = await served.ask(AMBITO, token=signed(claims()).removeprefix("Bearer "))
            anyone = await served.ask(AMBITO)
    assert (answer.status, answer.code) == (503, "IDENTITY_UNAVAILABLE")
    assert answer.headers["retry-after"] == "2"
    assert anyone.json["data"] == {"ambito": {"slug": "aurora"}}


async def test_a_connection_cut_in_the_middle_of_a_statement_is_the_platform_s_trouble(
    sown: Databases, home: Path
) -> None:
    async with serving(sown, home) as served:
        await served.ask(AMBITO)
        async with locked(sown):
            asked = asyncio.create_task(served.ask(AMBITO))
            await asyncio.sleep(0.3)
            await _cut_readers(sown)
            answer = await asked
        assert (answer.status, answer.code) == (503, "UNAVAILABLE")


async def _cut_readers(databases: Databases) -> None:
    assert databases.admin is not None
    admin = await asyncpg.connect(databases.admin)
    await admin.execute(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()"
        " and usename = 'ambiti_reader' and wait_event_type = 'Lock'"
    )
    await admin.close()


async def test_the_statement_of_a_client_who_leaves_is_cancelled(
    served: Served, sown: Databases
) -> None:
    async def one_runs() -> bool:
        return await running(sown) == 1

    async def none_runs() -> bool:
        return await running(sown) == 0

    async with locked(sown):
        async with served.wire() as (_, writer):
            writer.write(ASKED)
            assert await until(one_runs, 3)
        assert await until(none_runs, 1.5)  # the lock is still held: it was not answered
    assert 499 in [line.get("status") for line in served.log()]
    assert (await served.ask(AMBITO)).status == 200


async def test_clients_who_leave_free_the_connections_that_they_waited_for(
    served: Served, sown: Databases
) -> None:
    async with locked(sown):
        for _ in range(12):  # three times the pool
            async with served.wire() as (_, writer):
                writer.write(ASKED)
                await asyncio.sleep(0.1)
        answer = await served.ask('{ comune(istatCode: "999001") { name } }')
    assert answer.json["data"] == {"comune": {"name": "Acquachiara"}}


async def test_a_client_who_sends_slowly_holds_no_connection(sown: Databases, home: Path) -> None:
    short = {"reader_pool": "1", "pool_wait_seconds": "0.3"}
    async with serving(sown, home, **short) as served, served.wire() as (_, writer):
        writer.write(ASKED[:-5])
        await asyncio.sleep(0.2)
        assert (await served.ask(AMBITO)).status == 200
        assert await running(sown) == 0


async def test_a_client_who_does_not_read_its_answer_holds_no_connection(
    sown: Databases, home: Path
) -> None:
    short = {"reader_pool": "1", "pool_wait_seconds": "0.3"}
    async with serving(sown, home, **short) as served, served.wire() as (_, writer):
        reading = writer.transport
        assert isinstance(reading, asyncio.ReadTransport)
        reading.pause_reading()
        writer.write(ASKED * 300)
        await asyncio.sleep(0.3)
        assert (await served.ask(AMBITO)).status == 200


async def test_what_nobody_foresaw_is_masked_and_the_log_tells_it_by_its_number(
    clone_once: Clone, template: str, home: Path
) -> None:
    databases = await clone_once(template)
    assert databases.admin is not None
    admin = await asyncpg.connect(databases.admin)
    await admin.execute("revoke select on ambiti.ambiti from ambiti_reader")
    await admin.close()
    async with serving(databases, home) as served:
        answer = await served.ask(AMBITO)
        [error] = answer.json["errors"]
        assert answer.status == 500
        assert error["extensions"]["code"] == "INTERNAL"
        number = error["extensions"]["requestId"]
        assert answer.headers["x-request-id"] == number
        assert number in error["message"]
        for secret in ("permission", "denied", "ambiti.ambiti", "Traceback", "Insufficient"):
            assert secret not in answer.body.decode()
        told = await served.told(number)
        assert [line["event"] for line in told] == ["unexpected", "request"]
        assert "permission denied" in told[0]["exception"]
        assert told[1]["status"] == 500


async def test_each_request_is_one_line_of_the_log_without_what_was_asked(served: Served) -> None:
    answer = await served.ask('{ ambito(slug: "segretissimo") { slug } }')
    number = answer.headers["x-request-id"]
    [line] = await served.told(number)
    assert (line["event"], line["status"], line["level"]) == ("request", 200, "info")
    assert "segretissimo" not in str(line)
