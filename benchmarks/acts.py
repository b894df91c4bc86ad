"""What an act costs: votes of 48 components closed at once, on one tenant and on many.

``python benchmarks/acts.py`` makes variants of one tenant, convenes an assembly of 48 in each,
opens votes and casts their ballots, all through the contract, and then closes the votes: one client
on one tenant (how long one takes), many clients on one tenant, and as many on all of them. Each
closing is a whole act: its outcome with the arithmetic and the article, the entry in the chained
journal, the commit that the disk has taken, and the answer with its 48 ballots read back.
"""

import argparse
import asyncio
import contextlib
import json
import statistics
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, Self

import asyncpg
import psutil
import uvloop
from reading.building import Country
from reading.contestants import product
from reading.processors import backends, used
from statutes import quietly, variants

from ambiti import clock
from ambiti.access.development import DevelopmentIssuer
from ambiti.access.invented import token_for
from ambiti.cli import statutes, upkeep
from ambiti.cli.standing import tenants_folder
from ambiti.database.connections import databases, in_database
from ambiti.database.embedded import VERSION, EmbeddedServer
from ambiti.database.engine import app_engine
from ambiti.settings import read_settings

TENANT: Final = "cremasco"
"""Whose assembly decides by a regulation that was not supplied: the chair declares the outcome."""
ORGAN: Final = "ADS"
COMPONENTS: Final = 48
PORT: Final = 18_451
_DATABASE: Final = "ambiti_acts"
_REFUSED: Final = "... on Refusal { violations { code message } }"
_CLOSED: Final = """vote { decision { verdict told inFavour against abstained threshold }
  ballots { choice seat { label } } }"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """An act as it is sent: the token of who does it, and the body."""

    token: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Found:
    """What a round came to."""

    name: str
    many: int
    seconds: float
    milliseconds: list[float]
    server: float
    database: float
    """Milliseconds of processor for each act."""

    def line(self) -> str:
        """Say it in a line of the table."""
        ordered = sorted(self.milliseconds)
        p50, p99 = statistics.median(ordered), ordered[int(len(ordered) * 0.99)]
        rate = self.many / self.seconds
        took = f"{p50:.1f} | {p99:.1f} | {self.server:.1f} | {self.database:.1f}"
        return f"| {self.name} | {self.many} | {rate:,.0f} | {took} |"


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tenants", type=int, default=8)
    parser.add_argument("--votes", type=int, default=200, help="how many are closed in each round")
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument("--workers", type=int, default=1, help="processes of the server")
    given = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="ambiti-acts-") as folder,
        standing(Path(folder), given.tenants) as country,
        product(country, PORT, Path(folder) / "product.log", given.workers) as server,
    ):
        found = uvloop.run(_measured(country, server.process, given))
    print("| votes closed | how many | per second | p50 ms | p99 ms | server ms | database ms |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    print("\n".join(one.line() for one in found))


@contextlib.contextmanager
def standing(home: Path, tenants: int) -> Iterator[Country]:
    """Have some tenants of the same statute stand in a database of their own."""
    with database(home) as country:
        text = (tenants_folder(country.settings) / f"{TENANT}.yaml").read_text(encoding="utf-8")
        files = [home / f"{number}.yaml" for number in range(tenants)]
        for file, written in zip(files, variants([text], tenants), strict=True):
            file.write_text(written, encoding="utf-8")
        quietly(lambda: statutes.apply(country.settings, files, None))()
        yield replace(country, tenants=tenants)


@contextlib.contextmanager
def database(home: Path) -> Iterator[Country]:
    """Have an empty database stand."""
    home.chmod(0o711)
    with EmbeddedServer(home) as server:
        asyncio.run(_created(server.dsn()))
        admin = in_database(server.dsn(), _DATABASE)
        settings = read_settings({"AMBITI_HOME": str(home), "AMBITI_DATABASE_URL": admin})
        quietly(lambda: upkeep.migrate(settings))()
        yield Country(home, settings, databases(settings), 0, str(VERSION))


async def _created(dsn: str) -> None:
    connection = await asyncpg.connect(dsn)
    await connection.execute(f"create database {_DATABASE} template template0")
    await connection.close()


async def _measured(
    country: Country, process: psutil.Process, given: argparse.Namespace
) -> list[Found]:
    clerks = await clerks_of(country)
    each = -(-given.votes // country.tenants)
    first = await _opened(*clerks[0], 2 * given.votes + given.clients)
    others = [await _opened(*one, each) for one in clerks[1:]]
    await _settled([first.pop() for _ in range(given.clients)])
    alone, together = first[: given.votes // 4], first[given.votes // 4 :]
    together, left = together[: given.votes], together[given.votes :]
    spread = [one for votes in zip(left, *others, strict=False) for one in votes]
    await _analysed(country)
    rounds = (
        ("one tenant, one client", alone, 1),
        (f"one tenant, {given.clients} clients", together, given.clients),
        (f"{country.tenants} tenants, {given.clients} clients", spread, given.clients),
    )
    return [await _closed(*one, process, country.data) for one in rounds]


async def clerks_of(country: Country) -> list[tuple[str, str]]:
    """Give the name of each tenant, and the token of who keeps its acts."""
    issuer, engine = DevelopmentIssuer.open(country.home), app_engine(country.databases.app)
    slugs = [f"{TENANT}-{number:03}" for number in range(country.tenants)]
    found = [
        (slug, await token_for(issuer, engine, role="segretario", tenant=slug)) for slug in slugs
    ]
    await engine.dispose()
    return found


async def _analysed(country: Country) -> None:
    """Let PostgreSQL know its tables, as autovacuum does within a minute."""
    connection = await asyncpg.connect(country.databases.admin or "")
    await connection.execute("vacuum analyze")
    await connection.close()


async def _opened(slug: str, token: str, votes: int) -> list[Wanted]:
    """Hold so many meetings, in each of which a vote waits to be closed."""
    async with Client() as client:
        return [await awaiting(client, slug, token) for _ in range(votes)]


async def _settled(wanted: Sequence[Wanted]) -> None:
    """Let each of the server's processes close a vote, one after the other: none then begins."""
    async with contextlib.AsyncExitStack() as stack:
        clients = [await stack.enter_async_context(Client()) for _ in wanted]
        for client, one in zip(clients, wanted, strict=True):
            await client.post(one)


async def awaiting(client: "Client", slug: str, token: str) -> Wanted:
    """Hold a meeting to where a vote waits to be closed, and give the act that closes it."""
    meeting = await client.act(
        token,
        "conveneMeeting",
        {
            "ambito": slug,
            "organ": ORGAN,
            "heldOn": clock.today().isoformat(),
            "at": "18:00",
            "place": "Sala consiliare",
            "agenda": [{"subject": "Si approva?"}],
            "roll": [{"label": f"Sindaco {one}"} for one in range(COMPONENTS)],
        },
        "meeting { id agenda { id } roll { id votes } }",
    )
    held = meeting["meeting"]
    seats = [one["id"] for one in held["roll"] if one["votes"]]
    arrivals = [{"seat": seat, "person": "Persona inventata"} for seat in seats]
    present = {"meeting": held["id"], "arrivals": arrivals}
    await client.act(token, "recordAttendance", present, "meeting { id }")
    item = held["agenda"][0]["id"]
    asked = {"meeting": held["id"], "item": item, "question": "Si approva?"}
    vote = (await client.act(token, "openVote", asked, "vote { id }"))["vote"]["id"]
    ballots = [{"seat": seat, "choice": "IN_FAVOUR"} for seat in seats]
    await client.act(token, "castBallots", {"vote": vote, "ballots": ballots}, "vote { id }")
    said = {"declaredVerdict": "APPROVED", "declaredUnder": "Regolamento"}
    return Wanted(token, body("closeVote", {"vote": vote, **said}, _CLOSED))


async def _closed(
    name: str, wanted: Sequence[Wanted], clients: int, process: psutil.Process, data: Path
) -> Found:
    left, took = list(reversed(wanted)), list[float]()

    async def close() -> None:
        async with Client() as client:
            while left:
                one = left.pop()
                started = time.perf_counter()
                told = await client.post(one)
                took.append((time.perf_counter() - started) * 1000)
                if told["it"]["__typename"] != "CloseVoteSuccess":
                    raise SystemExit(told)

    serving = [process, *process.children(recursive=True)]
    server, database, started = used(serving), used(backends(data)), time.perf_counter()
    await asyncio.gather(*(close() for _ in range(clients)))
    seconds = time.perf_counter() - started
    spent = [sum(used(serving, server).values()), sum(used(backends(data), database).values())]
    each = [one / len(wanted) * 1000 for one in spent]
    return Found(name, len(wanted), seconds, took, *each)


def body(act: str, given: Mapping[str, Any], shown: str, key: str | None = None) -> bytes:
    """Write an act as it is sent, and the key under which it is done once."""
    kind = act[0].upper() + act[1:]
    query = (
        f"mutation($input: {kind}Input!, $key: String) {{ "
        f"it: {act}(input: $input, idempotencyKey: $key) {{ __typename "
        f"... on {kind}Success {{ {shown} }} {_REFUSED} }} }}"
    )
    return json.dumps({"query": query, "variables": {"input": given, "key": key}}).encode()


class Failed(Exception):  # noqa: N818  no fault of ours: it is counted
    """Something was refused, or not answered."""

    @property
    def code(self) -> str:
        """Tell the code of the first reason."""
        reason = self.args[0]
        return str(reason.get("code") or reason["extensions"]["code"])


class Client:
    """A connection to the product that is kept."""

    async def __aenter__(self) -> Self:
        """Connect."""
        self._reader, self._writer = await asyncio.open_connection("127.0.0.1", PORT)
        return self

    async def __aexit__(self, *_: object) -> None:
        """Leave."""
        self._writer.close()

    async def act(self, token: str, act: str, given: dict[str, Any], shown: str) -> Any:
        """Do an act that is not refused."""
        found = (await self.post(Wanted(token, body(act, given, shown))))["it"]
        if "violations" in found:
            raise Failed(found["violations"][0])
        return found

    async def post(self, wanted: Wanted) -> Any:
        """Send an act, and give the data of its answer."""
        self._writer.write(
            b"POST /graphql HTTP/1.1\r\nhost: ambiti\r\ncontent-type: application/json\r\n"
            b"authorization: Bearer %b\r\ncontent-length: %d\r\n\r\n%b"
            % (wanted.token.encode(), len(wanted.body), wanted.body)
        )
        head = (await self._reader.readuntil(b"\r\n\r\n")).lower()
        length = int(head.partition(b"content-length: ")[2].partition(b"\r")[0])
        told = json.loads(await self._reader.readexactly(length))
        if "errors" in told:
            raise Failed(told["errors"][0])
        return told["data"]


if __name__ == "__main__":
    main()
