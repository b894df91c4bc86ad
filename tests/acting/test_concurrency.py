"""Several people act at once: each act is whole, one after the other, and none is lost."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from typing import Any

import asyncpg
import pytest
from tests.conftest import Deployment

from ambiti import clock
from ambiti.database.connections import Databases

from .holding import Person, codes, person
from .rows import entries, read

ADHESION = {
    "ambito": "cremasco",
    "name": "Cooperativa C1",
    "instrument": "ADP-2012",
    "categories": ["TERZO_SETTORE"],
    "document": "Adesione",
}
CONTACT = {
    "ambito": "cremasco",
    "who": "019035",
    "kind": "PEC",
    "address": "protocollo@comune.example.it",
    "on": "2013-03-01",
}
WAITING = "select count(*) from pg_locks where not granted and relation = $1::regclass"


@asynccontextmanager
async def together(databases: Databases, table: str, many: int) -> AsyncIterator[None]:
    """Keep who writes to a table at the door, with all checks done, until so many are there."""
    holding = await asyncpg.connect(databases.admin)
    async with asyncio.timeout(60), holding.transaction():
        await holding.execute(f"lock table {table} in share mode")
        yield
        while True:
            if (await read(databases, WAITING, table))[0][0] >= many:
                break
            await asyncio.sleep(0.01)
    await holding.close()


async def test_of_two_who_close_a_vote_at_once_one_closes_it(clerk: Person) -> None:
    meeting = await clerk.opens(11)
    vote = await meeting.vote()
    await meeting.cast(vote, in_favour=range(6))
    answers = await asyncio.gather(*(clerk.asks("closeVote", vote=vote) for _ in range(2)))
    refused = [one for one in answers if one["__typename"] == "Refusal"]

    assert Counter(one["__typename"] for one in answers) == {"CloseVoteSuccess": 1, "Refusal": 1}
    assert [codes(one) for one in refused] == [["VOTE_CLOSED"]]
    assert "La votazione è chiusa" in refused[0]["violations"][0]["message"]


async def test_of_many_who_arrive_for_one_seat_at_once_one_sits_down(clerk: Person) -> None:
    meeting = await clerk.convenes()
    given = {"meeting": meeting.id, "arrivals": meeting.arrivals(0)}
    answers = await asyncio.gather(
        *(clerk.asks("recordAttendance", key=str(n), **given) for n in range(4))
    )
    refused = [codes(one) for one in answers if one["__typename"] == "Refusal"]

    assert refused == [["ALREADY_PRESENT"]] * 3


async def test_of_many_ballots_that_are_cast_at_once_none_is_lost(clerk: Person) -> None:
    meeting = await clerk.opens(11)
    vote = await meeting.vote()
    chosen = {place: "in_favour" if place < 6 else "against" for place in range(11)}
    await asyncio.gather(*(meeting.cast(vote, **{chosen[n]: (n,)}) for n in chosen))
    decision = (await clerk.does("closeVote", vote=vote))["vote"]["decision"]

    assert (decision["inFavour"], decision["against"]) == (6, 5)


async def test_a_seat_that_votes_many_times_at_once_votes_once(clerk: Person) -> None:
    meeting = await clerk.opens(1)
    vote = await meeting.vote()
    ballots = meeting.ballots(in_favour=(0,))
    answers = await asyncio.gather(
        *(clerk.asks("castBallots", vote=vote, ballots=ballots) for _ in range(4))
    )

    assert Counter(one["__typename"] for one in answers) == {"CastBallotsSuccess": 1, "Refusal": 3}


async def test_of_two_who_put_an_item_to_the_vote_at_once_one_does(clerk: Person) -> None:
    meeting = await clerk.opens(1)
    given = {"meeting": meeting.id, "item": meeting.item(), "question": "Si approva?"}
    answers = await asyncio.gather(*(clerk.asks("openVote", **given) for _ in range(2)))
    refused = [codes(one) for one in answers if one["__typename"] == "Refusal"]

    assert refused == [["VOTE_OPEN"]]


async def test_a_ballot_and_the_closing_of_its_vote_come_one_after_the_other(
    clerk: Person,
) -> None:
    meeting = await clerk.opens(11)
    vote = await meeting.vote()
    ballots = meeting.ballots(in_favour=(0,))
    cast, closed = await asyncio.gather(
        clerk.asks("castBallots", vote=vote, ballots=ballots), clerk.asks("closeVote", vote=vote)
    )
    counted = closed["vote"]["decision"]["inFavour"]

    assert (cast["__typename"], counted) in {("CastBallotsSuccess", 1), ("Refusal", 0)}


async def test_meetings_that_are_convened_at_once_have_each_its_number(clerk: Person) -> None:
    made = await asyncio.gather(
        *(clerk.convenes("EQUIPE_SUB4", roll=[{"label": "Anna"}], agenda=[]) for _ in range(6))
    )

    assert sorted(one.row["number"] for one in made) == [1, 2, 3, 4, 5, 6]


async def test_acts_at_once_leave_a_journal_without_gaps(clerk: Person) -> None:
    before = len(await entries(clerk.served.databases, "cremasco"))
    await asyncio.gather(*(clerk.convenes() for _ in range(6)))
    found = await entries(clerk.served.databases, "cremasco")

    assert [one["number"] for one in found] == list(range(1, before + 7))
    assert [one["previous_hash"] for one in found[1:]] == [one["hash"] for one in found[:-1]]


@pytest.mark.parametrize(
    ("act", "given", "table", "code"),
    [
        ("registerAdhesion", ADHESION, "ambiti.adherents", "ALREADY_ADHERENT"),
        ("recordContact", CONTACT, "ambiti.contact_points", "ALREADY_RECORDED"),
    ],
)
async def test_of_two_who_write_the_same_at_once_one_does_and_the_other_is_told_why(
    own: Deployment, act: str, given: dict[str, Any], table: str, code: str
) -> None:
    with clock.fixed(date(2013, 3, 4)):
        clerk = await person(own, "segretario", "cremasco")
        async with together(own.databases, table, 2):
            sent = [asyncio.create_task(clerk.sent(act, given, None, "")) for _ in range(2)]
        answers = [(await one).json()["data"][act] for one in sent]
        refused = [codes(one) for one in answers if one["__typename"] == "Refusal"]

    assert refused == [[code]]
