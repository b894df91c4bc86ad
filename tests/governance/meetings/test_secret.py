"""Secret votes: who voted is known, how is not, and the sums are those of whoever voted."""

from collections.abc import AsyncIterator
from typing import Any

import asyncpg
import pytest
from tests.acting.holding import Meeting, Person, person
from tests.conftest import Clone, Deploy

from .changed import reformed, soncino

SECRET = "vote { id secret ballots { choice seat { label } } decision { verdict inFavour blank } }"


async def opened(meeting: Meeting, **other: Any) -> str:
    given = {"meeting": meeting.id, "item": meeting.item(), "question": "Si nomina?", **other}
    answer = (await meeting.clerk.sent("openVote", {"secret": True, **given})).json()
    return str(answer["data"]["openVote"]["vote"]["id"])


async def cast(meeting: Meeting, vote: str, *places: int) -> Any:
    ballots = [{"seat": meeting.seat(place)} for place in places]
    sent = {"vote": vote, "ballots": ballots}
    answer = (await meeting.clerk.sent("castBallots", sent, answered=SECRET)).json()
    return answer["data"]["castBallots"]["vote"]


async def closing(meeting: Meeting, vote: str, **counted: int) -> Any:
    sent = {"vote": vote, "counted": counted}
    answer = (await meeting.clerk.sent("closeVote", sent, answered=SECRET)).json()
    assert "errors" not in answer, answer
    return answer["data"]["closeVote"]


async def test_it_is_kept_who_voted_and_not_how(soncino: Person) -> None:
    meeting = await soncino.opens(11)
    vote = await opened(meeting)
    told = await cast(meeting, vote, *range(11))
    closed = (await closing(meeting, vote, inFavour=9, against=1, blank=1))["vote"]
    connection = await asyncpg.connect(soncino.served.databases.admin)
    kept = await connection.fetch(
        "select b.choice from ambiti.ballots b join ambiti.votes v on v.id = b.vote_id"
        " and v.ambito_id = b.ambito_id where v.secret"
    )
    await connection.close()

    assert told["secret"] is True
    assert [one["choice"] for one in told["ballots"]] == [None] * 11
    assert closed["decision"] == {"verdict": "APPROVED", "inFavour": 9, "blank": 1}
    assert {row["choice"] for row in kept} == {None}


async def test_the_arithmetic_is_that_of_an_open_vote(soncino: Person) -> None:
    verdicts = set()
    for in_favour in range(4, 9):
        meeting = await soncino.opens(11)
        plain = await meeting.decides(in_favour=range(in_favour), against=range(in_favour, 11))
        verdicts.add(plain["verdict"])
        vote = await opened(meeting)
        await cast(meeting, vote, *range(11))
        told = await closing(meeting, vote, inFavour=in_favour, against=11 - in_favour)
        assert told["vote"]["decision"]["verdict"] == plain["verdict"], in_favour
    assert verdicts == {"APPROVED", "REJECTED"}


async def test_nobody_votes_twice_nor_from_outside_the_room(soncino: Person) -> None:
    meeting = await soncino.opens(3)
    vote = await opened(meeting)
    await cast(meeting, vote, 0)
    ballots = [{"seat": meeting.seat(0)}, {"seat": meeting.seat(5)}]
    refused = await soncino.refused("castBallots", vote=vote, ballots=ballots)

    assert [one["code"] for one in refused] == ["VOTED_TWICE", "VOTER_NOT_PRESENT"]


async def test_how_one_votes_is_said_where_the_vote_is_open_and_only_there(
    soncino: Person,
) -> None:
    meeting = await soncino.opens(3)
    vote = await opened(meeting)
    ballots = meeting.ballots(in_favour=(0,))
    (said,) = await soncino.refused("castBallots", vote=vote, ballots=ballots)
    await closing(meeting, vote, inFavour=0, against=0)
    plain = await meeting.vote()
    (unsaid,) = await soncino.refused(
        "castBallots", vote=plain, ballots=[{"seat": meeting.seat(0)}]
    )
    (counted,) = await soncino.refused(
        "closeVote", vote=plain, counted={"inFavour": 1, "against": 0}
    )

    assert (said["code"], said["field"]) == ("VOTE_SECRET", "ballots.0.choice")
    assert (unsaid["code"], unsaid["field"]) == ("CHOICE_REQUIRED", "ballots.0.choice")
    assert (counted["code"], counted["field"]) == ("VOTE_NOT_SECRET", "counted")


@pytest.mark.parametrize(
    ("counted", "code"),
    [
        (None, "COUNT_REQUIRED"),
        ({"inFavour": 2, "against": 2}, "COUNT_NOT_OF_VOTERS"),
        ({"inFavour": 2, "against": 0}, "COUNT_NOT_OF_VOTERS"),
        ({"inFavour": 4, "against": -1}, "COUNT_NOT_OF_VOTERS"),
    ],
)
async def test_the_count_is_of_as_many_as_voted(soncino: Person, counted: Any, code: str) -> None:
    meeting = await soncino.opens(3)
    vote = await opened(meeting)
    await cast(meeting, vote, *range(3))
    (violation,) = await soncino.refused("closeVote", vote=vote, counted=counted)

    assert (violation["code"], violation["field"]) == (code, "counted")


@pytest.fixture(scope="module")
async def weighed(clone: Clone, furnished: str, deploy: Deploy) -> AsyncIterator[Person]:
    """Give the clerk of an assembly whose votes weigh by residents."""
    async with deploy(await clone(furnished)) as served:
        await reformed(served, "cremasco", soncino(weight="POPULATION"))
        yield await person(served, "segretario", "cremasco")


async def test_votes_that_weigh_are_not_secret(weighed: Person) -> None:
    meeting = await weighed.convenes(agenda=[{"subject": "Nomina"}])
    await meeting.arrive(*range(11))
    given = {"meeting": meeting.id, "item": meeting.item(), "question": "Si nomina?"}
    (violation,) = await weighed.refused("openVote", **given, secret=True)

    assert (violation["code"], violation["field"]) == ("WEIGHTED_NOT_SECRET", "secret")
    assert violation["source"]["article"]
