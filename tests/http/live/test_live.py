"""A meeting is followed live: from another process, with real clients, as long as one may."""

import asyncio
import json
import shutil
import subprocess
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import asyncpg
import pytest
import websockets
from tests.conftest import Clone
from tests.http.serving import Served, serving

from ambiti import clock
from ambiti.access.development import DevelopmentIssuer, identity_of
from ambiti.access.invented import token_for
from ambiti.access.tokens import Identity
from ambiti.contract import schema
from ambiti.database.connections import Databases
from ambiti.database.engine import app_engine
from ambiti.http.live.hub import Full, Hub
from ambiti.http.live.socket import PROTOCOL
from ambiti.http.live.stream import Streams
from ambiti.reading.documents import Documents
from ambiti.reading.limits import DocumentLimits
from ambiti.reading.refusal import ReadRefused

MEETING = (
    "subscription($id: ID!) { meeting(id: $id) { status quorum { present }"
    " votes { status decision { verdict } } } }"
)
CONVENE = (
    "mutation($input: ConveneMeetingInput!) { it: conveneMeeting(input: $input) {"
    " ... on ConveneMeetingSuccess { meeting { id agenda { id } roll { id } } }"
    " ... on Refusal { violations { code message } } } }"
)
NPM = Path(__file__).parent / "npm"
SECONDS = 15.0


@dataclass(frozen=True, slots=True)
class Pair:
    """Two servers on one database, and a clerk."""

    here: Served
    there: Served
    databases: Databases
    home: Path
    clerk: str

    async def act(self, name: str, given: dict[str, Any]) -> None:
        kind = name[0].upper() + name[1:]
        query = (
            f"mutation($input: {kind}Input!) {{ it: {name}(input: $input) {{ __typename "
            "... on Refusal { violations { code } } } }"
        )
        answer = await self.here.ask(query, {"input": given}, self.clerk)
        assert answer.json["data"]["it"]["__typename"] == f"{kind}Success", answer.json

    async def convened(self) -> dict[str, Any]:
        given = {
            "ambito": "cremasco",
            "organ": "ASS_SUB4",
            "heldOn": str(clock.today()),
            "at": "18:30",
            "place": "Soncino",
            "agenda": [{"subject": "Punto"}],
        }
        answer = await self.here.ask(CONVENE, {"input": given}, self.clerk)
        found: dict[str, Any] = answer.json["data"]["it"]["meeting"]
        return found

    async def arrives(self, meeting: dict[str, Any], seat: int) -> None:
        arrival = {"seat": meeting["roll"][seat]["id"], "person": f"Persona {seat}"}
        await self.act("recordAttendance", {"meeting": meeting["id"], "arrivals": [arrival]})


@pytest.fixture(scope="module")
async def pair(
    clone: Clone, furnished: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Pair]:
    databases = await clone(furnished)
    home = tmp_path_factory.mktemp("live")
    engine = app_engine(databases.app)
    issuer = DevelopmentIssuer.open(home)
    clerk = await token_for(issuer, engine, role="segretario", tenant="cremasco")
    await engine.dispose()
    async with AsyncExitStack() as stack:
        here = await stack.enter_async_context(serving(databases, home))
        there = await stack.enter_async_context(serving(databases, home))
        yield Pair(here, there, databases, home, clerk)


@asynccontextmanager
async def socket(served: Served, token: str | None) -> AsyncIterator[Any]:
    """Open a connection and be acknowledged."""
    address = f"ws://127.0.0.1:{served.port}/graphql"
    async with websockets.connect(address, subprotocols=[PROTOCOL]) as connection:  # type: ignore[list-item]
        payload = {} if token is None else {"authorization": f"Bearer {token}"}
        await connection.send(json.dumps({"type": "connection_init", "payload": payload}))
        assert json.loads(await connection.recv())["type"] == "connection_ack"
        yield connection


async def subscribe(connection: Any, query: str, **variables: Any) -> None:
    payload = {"query": query, "variables": variables}
    await connection.send(json.dumps({"id": "1", "type": "subscribe", "payload": payload}))


async def received(connection: Any) -> dict[str, Any]:
    async with asyncio.timeout(SECONDS):
        found: dict[str, Any] = json.loads(await connection.recv())
    return found


async def test_what_one_process_does_is_followed_from_another(pair: Pair) -> None:
    meeting = await pair.convened()
    async with socket(pair.there, pair.clerk) as connection:
        await subscribe(connection, MEETING, id=meeting["id"])
        first = (await received(connection))["payload"]["data"]["meeting"]
        assert (first["status"], first["quorum"]["present"]) == ("CONVENED", 0)
        await pair.arrives(meeting, 0)
        second = (await received(connection))["payload"]["data"]["meeting"]
        assert (second["status"], second["quorum"]["present"]) == ("OPEN", 1)
        opening = {"meeting": meeting["id"], "item": meeting["agenda"][0]["id"], "question": "?"}
        await pair.act("openVote", opening)
        third = (await received(connection))["payload"]["data"]["meeting"]
        assert [one["status"] for one in third["votes"]] == ["OPEN"]


async def test_acts_on_another_meeting_wake_nobody(pair: Pair) -> None:
    followed, other = await pair.convened(), await pair.convened()
    async with socket(pair.there, pair.clerk) as connection:
        await subscribe(connection, MEETING, id=followed["id"])
        await received(connection)
        await pair.arrives(other, 0)
        await pair.arrives(followed, 1)
        found = (await received(connection))["payload"]["data"]["meeting"]
        assert found["quorum"]["present"] == 1


async def test_events_over_http(pair: Pair) -> None:
    meeting = await pair.convened()
    headers = {
        "Accept": "text/event-stream",
        "Authorization": f"Bearer {pair.clerk}",
    }
    body = {"query": MEETING, "variables": {"id": meeting["id"]}}
    async with (
        asyncio.timeout(SECONDS),
        pair.there.client.stream("POST", "/graphql", json=body, headers=headers) as answer,
    ):
        assert answer.headers["content-type"].startswith("text/event-stream")
        lines = answer.aiter_lines()
        assert await anext(lines) == "event: next"
        first = json.loads((await anext(lines)).removeprefix("data: "))
        assert first["data"]["meeting"]["status"] == "CONVENED"
        await pair.arrives(meeting, 0)
        found = [await anext(lines) for _ in range(3)]
        assert json.loads(found[2].removeprefix("data: "))["data"]["meeting"]["status"] == "OPEN"


async def test_a_calendar_follows_every_act_of_its_ambito(pair: Pair) -> None:
    query = "subscription($slug: String!) { calendar(ambito: $slug) { meetings { totalCount } } }"
    async with socket(pair.there, pair.clerk) as connection:
        await subscribe(connection, query, slug="cremasco")
        first = (await received(connection))["payload"]["data"]["calendar"]
        await pair.convened()
        second = (await received(connection))["payload"]["data"]["calendar"]
        before, after = first["meetings"]["totalCount"], second["meetings"]["totalCount"]
        assert after == before + 1


async def test_who_may_no_longer_see_it_is_shown_nothing_more(pair: Pair) -> None:
    engine = app_engine(pair.databases.app)
    issuer = DevelopmentIssuer.open(pair.home)
    token = await token_for(issuer, engine, role="sindaco", tenant="cremasco", comune="Soncino")
    meeting = await pair.convened()
    async with socket(pair.there, token) as connection:
        await subscribe(connection, MEETING, id=meeting["id"])
        assert (await received(connection))["payload"]["data"]["meeting"] is not None
        await ended(pair, identity_of("cremasco:sindaco:soncino"))
        await pair.arrives(meeting, 0)
        shown = (await received(connection))["payload"]
        assert shown["data"]["meeting"] is None
        assert "Meeting" in shown["extensions"]["withheld"]
    await engine.dispose()


async def ended(pair: Pair, identity: str) -> None:
    """End every mandate of somebody, as of today."""
    assert pair.databases.admin is not None
    admin = await asyncpg.connect(pair.databases.admin)
    try:
        await admin.execute(
            "update ambiti.mandates set since = since - 2, until = since - 1 where principal_id ="
            " (select id from ambiti.principals where identity = $1)",
            identity,
        )
    finally:
        await admin.close()


async def drained(connection: Any) -> None:
    """Receive until there is nothing more."""
    async with asyncio.timeout(SECONDS):
        while True:
            await connection.recv()


class TestProtocol:
    async def test_nobody_and_strangers_see_what_anyone_sees(self, pair: Pair) -> None:
        meeting = await pair.convened()
        async with socket(pair.there, None) as connection:
            await subscribe(connection, MEETING, id=meeting["id"])
            assert (await received(connection))["payload"]["data"] == {"meeting": None}

    @pytest.mark.parametrize(
        ("query", "code"),
        [
            ("subscription { meeting(id: 7) { nome } }", "GRAPHQL_VALIDATION_FAILED"),
            ('subscription { meeting(id: "zz") { status } }', "BAD_ID"),
        ],
    )
    async def test_a_wrong_document_is_answered_with_its_errors(
        self, pair: Pair, query: str, code: str
    ) -> None:
        async with socket(pair.there, pair.clerk) as connection:
            await subscribe(connection, query)
            told = await received(connection)
            assert (told["type"], told["payload"][0]["extensions"]["code"]) == ("error", code)

    async def test_a_query_is_answered_once(self, pair: Pair) -> None:
        async with socket(pair.there, None) as connection:
            await subscribe(connection, '{ ambito(slug: "lecce") { slug } }')
            assert (await received(connection))["payload"]["data"] == {"ambito": {"slug": "lecce"}}
            assert (await received(connection))["type"] == "complete"

    @pytest.mark.parametrize(
        ("messages", "code"),
        [
            (["no"], 4400),
            (['{"type": "subscribe", "id": "1", "payload": {}}'], 4401),
            (['{"type": "connection_init"}', '{"type": "connection_init"}'], 4429),
            (['{"type": "connection_init", "payload": {"authorization": "Bearer x"}}'], 4403),
            (['{"type": "connection_init"}', '{"type": "boh"}'], 4400),
        ],
    )
    async def test_what_is_against_the_protocol_closes_the_connection(
        self, pair: Pair, messages: list[str], code: int
    ) -> None:
        address = f"ws://127.0.0.1:{pair.there.port}/graphql"
        async with websockets.connect(address, subprotocols=[PROTOCOL]) as connection:  # type: ignore[list-item]
            for message in messages:
                await connection.send(message)
            with pytest.raises(websockets.ConnectionClosed) as closed:
                await drained(connection)
            assert closed.value.rcvd is not None
            assert closed.value.rcvd.code == code

    async def test_two_operations_may_not_have_one_name(self, pair: Pair) -> None:
        meeting = await pair.convened()
        async with socket(pair.there, pair.clerk) as connection:
            await subscribe(connection, MEETING, id=meeting["id"])
            await received(connection)
            await subscribe(connection, MEETING, id=meeting["id"])
            with pytest.raises(websockets.ConnectionClosed) as closed:
                await received(connection)
            assert closed.value.rcvd is not None
            assert closed.value.rcvd.code == 4409

    async def test_a_subscription_is_no_plain_request(self, pair: Pair) -> None:
        answer = await pair.here.ask(MEETING, {"id": "TWVldGluZzoyOjE="}, pair.clerk)
        assert answer.code == "NOT_A_STREAM"


@pytest.fixture(scope="module")
def npm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if shutil.which("npm") is None or shutil.which("node") is None:
        pytest.skip("npm is not here")
    folder = Path(shutil.copytree(NPM, tmp_path_factory.mktemp("npm") / "clients"))
    asked = ["npm", "ci", "--no-audit", "--no-fund", "--silent"]
    made = subprocess.run(asked, cwd=folder, check=False, timeout=120)
    if made.returncode:
        pytest.skip("the registry of npm does not answer")
    return folder


@pytest.mark.parametrize("how", ["ws", "sse"])
async def test_the_clients_that_applications_use_follow_it(pair: Pair, npm: Path, how: str) -> None:
    meeting = await pair.convened()
    address = f"http://127.0.0.1:{pair.there.port}/graphql"
    variables = json.dumps({"id": meeting["id"]})
    client = await asyncio.create_subprocess_exec(
        "node", "follow.mjs", how, address, pair.clerk, variables, "2",
        cwd=npm, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert client.stdin is not None
    assert client.stdout is not None
    client.stdin.write(MEETING.encode())
    client.stdin.close()
    async with asyncio.timeout(SECONDS):
        first = json.loads(await client.stdout.readline())
        await pair.arrives(meeting, 0)
        second = json.loads(await client.stdout.readline())
        await client.wait()
    told = [one["data"]["meeting"]["status"] for one in (first, second)]
    assert told == ["CONVENED", "OPEN"]


LIMITS = DocumentLimits(tokens=1000, depth=10, aliases=10, root_fields=5)


@pytest.fixture
async def hub(database: Databases) -> AsyncIterator[Hub]:
    made = Hub(database.reader, 1)
    yield made
    await made.close()


def answering(*bodies: bytes) -> Callable[[], Awaitable[bytes]]:
    left = list(bodies)

    async def answer() -> bytes:
        return left.pop(0) if len(left) > 1 else left[0]

    return answer


class TestStreams:
    def streams(self, hub: Hub) -> Streams:
        return Streams(Documents(schema._schema, LIMITS, 10), hub)  # noqa: SLF001

    async def test_a_stream_ends_when_its_token_does(self, hub: Hub) -> None:
        soon = datetime.now(UTC) + timedelta(seconds=0.3)
        identity = Identity("x|y", None, soon)
        async with asyncio.timeout(SECONDS):
            found = [one async for one in self.streams(hub).of("k", answering(b"1"), identity)]
        assert found == [b"1"]

    async def test_what_has_not_changed_is_not_sent_again(self, hub: Hub) -> None:
        stream = self.streams(hub).of("k", answering(b"1", b"1", b"2"), None)
        assert await anext(stream) == b"1"
        second = asyncio.ensure_future(anext(stream))
        for _ in range(2):
            await asyncio.sleep(0.05)
            hub._told(None, 0, "", '["k"]')  # noqa: SLF001 - as the database tells it
        async with asyncio.timeout(SECONDS):
            assert await second == b"2"
        await stream.aclose()  # type: ignore[attr-defined]

    async def test_no_more_follow_than_may(self, hub: Hub) -> None:
        with hub.following("one"), pytest.raises(Full), hub.following("two"):
            pass
        assert hub.count == 0

    async def test_a_subscription_must_say_what_it_follows(self, hub: Hub) -> None:
        documents = Documents(schema._schema, LIMITS, 10)  # noqa: SLF001
        text = 'subscription { ...on Subscription { meeting(id: "x") { status } } }'
        operation = documents.get(text).operation(None)
        with pytest.raises(ReadRefused) as refused:
            self.streams(hub).key(operation, {})
        assert refused.value.code == "ONE_SUBSCRIPTION"
