"""Long files: in the background, told as they go, whole or interrupted, and nothing twice."""

import asyncio
from typing import Any
from urllib.parse import quote

import asyncpg
import httpx
import pytest

from ambiti.budgets.imports import running
from ambiti.budgets.imports.posting import Posting

from .importing import (
    COMMITTED,
    Desk,
    analyzed,
    as_csv,
    changed,
    counts,
    ended,
    held_up,
    moved,
    progress,
    row,
    sent,
    verified,
)

LONG = 150
SHORT = 40
NOTE_ALONE = {"ledger_imports"}


def many(desk: Desk, length: int = SHORT) -> list[dict[str, Any]]:
    """Give a line, and as many impegni of a cent as are wanted."""
    spent = (row(f"I{n}", desk.act, **COMMITTED, importo="0,01") for n in range(2, length + 1))
    return [desk.line(), *spent]


async def begun(desk: Desk, rows: list[dict[str, Any]], mode: str = "import") -> str:
    """Send a file that is done in the background, and tell where its progress is."""
    found = await sent(desk.served, as_csv(rows), desk.chief, mode=mode)
    assert found.status_code == httpx.codes.ACCEPTED, found.text
    told = found.json()["import"]
    assert (told["state"], told["rows"], told["done"]) == ("RUNNING", len(rows), 0)
    assert found.headers["retry-after"]
    return str(found.headers["location"])


async def test_a_file_of_more_than_a_thousand_rows_is_done_in_the_background(desk: Desk) -> None:
    rows = [row(f"R{n}", desk.act, tipo="DONO", importo="1,00") for n in range(1_001)]
    told = (await ended(desk.served, await begun(desk, rows), desk.chief))[-1]
    assert (told["state"], told["errorCount"], told["written"]) == ("REFUSED", 1_001, 0)
    at_once = await sent(desk.served, as_csv(rows[1:]), desk.chief)
    assert at_once.status_code == httpx.codes.UNPROCESSABLE_ENTITY
    assert at_once.json()["import"]["errorCount"] == 1_000


@pytest.mark.usefixtures("short")
async def test_a_long_file_is_done_in_the_background_and_told_as_it_goes(desk: Desk) -> None:
    where = await begun(desk, many(desk, LONG))
    told = await ended(desk.served, where, desk.chief)
    last = told[-1]
    assert (last["state"], last["done"], last["written"]) == ("IMPORTED", LONG, LONG)
    assert last["endedAt"]
    way = [one["done"] for one in told]
    assert way == sorted(way)
    assert any(0 < one < LONG for one in way)
    await analyzed(desk.served)
    assert len(await moved(desk)) == 50  # the first page
    assert await verified(desk) == []
    again = await ended(desk.served, await begun(desk, many(desk, LONG)), desk.chief)
    assert (again[-1]["state"], again[-1]["written"], again[-1]["known"]) == ("IMPORTED", 0, LONG)


@pytest.mark.usefixtures("short")
async def test_of_a_long_file_with_a_fault_only_its_note_stays(desk: Desk) -> None:
    before = await counts(desk.served)
    wrong = [*many(desk), row("X", desk.act, **COMMITTED, importo="1000,00")]
    tried = await ended(desk.served, await begun(desk, wrong, "check"), desk.chief)
    told = await ended(desk.served, await begun(desk, wrong), desk.chief)
    for one in (tried[-1], told[-1]):
        assert (one["state"], one["done"], one["errorCount"]) == ("REFUSED", SHORT + 1, 1)
        assert one["written"] == 0
        assert [fault["code"] for fault in one["errors"]] == ["OVER_BUDGET"]
    right = await ended(desk.served, await begun(desk, wrong[:-1], "check"), desk.chief)
    assert (right[-1]["state"], right[-1]["written"]) == ("CHECKED", SHORT)
    assert await changed(desk, before) == NOTE_ALONE


async def in_the_budget(desk: Desk) -> list[dict[str, Any]]:
    """Read the imports where the contract shows them."""
    text = """query ($slug: String!) { ambito(slug: $slug) { budgets { imports { edges { node {
      id state fileRows done written errors { code } } } } } } }"""
    data = await desk.served.ask(text, token=desk.chief, slug=desk.money.slug)
    years = data["ambito"]["budgets"]
    return [edge["node"] for year in years for edge in year["imports"]["edges"]]


@pytest.mark.usefixtures("short")
async def test_of_two_imports_at_once_one_is_refused_and_nothing_is_twice(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    going = held_up(monkeypatch)
    where = await begun(desk, many(desk))
    for rows in (many(desk), desk.rows()):
        found = await sent(desk.served, as_csv(rows), desk.chief)
        assert (found.status_code, found.headers["retry-after"]) == (409, "2")
        assert [one["code"] for one in found.json()["violations"]] == ["IMPORT_RUNNING"]
    going.set()
    told = await ended(desk.served, where, desk.chief)
    assert told[-1]["state"] == "IMPORTED"


async def test_of_the_same_file_sent_twice_at_once_each_row_is_written_once(desk: Desk) -> None:
    body = as_csv(desk.rows())
    found = await asyncio.gather(*(sent(desk.served, body, desk.chief) for _ in range(4)))
    assert {one.status_code for one in found} <= {200, 409}
    wrote = [one.json()["import"]["written"] for one in found if one.status_code == 200]
    assert sorted(wrote)[-1:] == [3]
    assert sum(wrote) == 3
    assert len(await moved(desk)) == 4


@pytest.mark.usefixtures("short")
async def test_an_import_that_is_cut_short_writes_nothing_and_says_so(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its connection is ended, as when the server is killed."""
    plain, reached, going = Posting.post, asyncio.Event(), asyncio.Event()

    async def slow(self: Posting, one: Any) -> None:
        await plain(self, one)
        if self.tally.done == SHORT - 1:
            reached.set()
            await going.wait()

    monkeypatch.setattr(Posting, "post", slow)
    before = await counts(desk.served)
    where = await begun(desk, many(desk))
    await reached.wait()
    now = await progress(desk.served, where, desk.chief)
    (listed,) = await in_the_budget(desk)
    for one in (now, listed):
        assert (one["state"], one["written"]) == ("RUNNING", 0)
        assert one["done"] > 0
    admin = await asyncpg.connect(desk.served.databases.admin)
    await admin.execute(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()"
        " and state = 'idle in transaction'"
    )
    await admin.close()
    going.set()
    monkeypatch.setattr(Posting, "post", plain)
    told = await ended(desk.served, where, desk.chief)
    assert told[-1]["state"] == "INTERRUPTED"
    assert await changed(desk, before) == NOTE_ALONE
    again = await ended(desk.served, await begun(desk, many(desk)), desk.chief)
    assert (again[-1]["state"], again[-1]["written"]) == ("IMPORTED", SHORT)
    now = await progress(desk.served, where, desk.chief)
    both = {one["state"]: one for one in await in_the_budget(desk)}  # the clock stands still
    assert both.keys() == {"INTERRUPTED", "IMPORTED"}
    assert where.endswith(quote(both["INTERRUPTED"]["id"], safe=""))
    for one in (now, both["INTERRUPTED"]):
        assert (one["state"], one["written"]) == ("INTERRUPTED", 0)
    written = both["IMPORTED"]
    assert (written["fileRows"], written["written"], written["errors"]) == (SHORT, SHORT, [])


@pytest.mark.usefixtures("short")
async def test_an_import_that_ends_while_it_is_read_was_not_interrupted(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A statement that began while it ran finds its lock free, and says RUNNING all the same."""
    going = held_up(monkeypatch)
    where = await begun(desk, many(desk))
    reader, gate = [await asyncpg.connect(desk.served.databases.admin) for _ in range(2)]
    await gate.execute("select pg_advisory_lock(1)")
    read = asyncio.create_task(
        reader.fetchrow(
            "select state, case when pg_advisory_lock_shared(1) is not null"
            " then ambiti.import_interrupted(ambito_id, id) end as interrupted"
            " from ambiti.ledger_imports"
        )
    )
    waits = "select exists (select from pg_locks where objid = 1 and not granted)"
    while not await gate.fetchval(waits):  # noqa: ASYNC110 - the database tells it
        await asyncio.sleep(0.01)
    going.set()
    assert (await ended(desk.served, where, desk.chief))[-1]["state"] == "IMPORTED"
    await gate.execute("select pg_advisory_unlock(1)")
    assert tuple(await read) == ("RUNNING", False)
    for connection in (reader, gate):
        await connection.close()


@pytest.mark.usefixtures("short")
async def test_a_year_that_is_held_for_long_is_told_as_changing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def held(*_: Any) -> None:
        raise asyncpg.LockNotAvailableError

    monkeypatch.setattr(running, "held_year", held)
    found = await sent(desk.served, as_csv(desk.rows()), desk.chief)
    assert found.status_code == 409
    assert [one["code"] for one in found.json()["violations"]] == ["CHANGED_MEANWHILE"]
    where = await begun(desk, many(desk))
    told = (await ended(desk.served, where, desk.chief))[-1]
    assert [(one["row"], one["code"]) for one in told["errors"]] == [(None, "CHANGED_MEANWHILE")]
