"""The same request with the same key acts once, however often it comes."""

import asyncio
from typing import Any
from uuid import uuid4

import pytest
from tests.conftest import Deployment

from .holding import MEETING, Person, codes, person
from .rows import entries, read

ANSWERED = f"{MEETING} entry {{ number hash }}"


async def meetings(clerk: Person, place: str) -> int:
    """Count the meetings at a place."""
    query = "select count(*) from ambiti.meetings where place = $1"
    return int((await read(clerk.served.databases, query, place))[0][0])


def unique() -> str:
    return f"Sala {uuid4()}"


async def test_a_repeated_request_is_answered_as_the_first_time(clerk: Person) -> None:
    key, given = unique(), clerk.convocation(place=unique())
    first, second = [await clerk.sent("conveneMeeting", given, key, ANSWERED) for _ in range(2)]

    assert first.content == second.content
    assert await meetings(clerk, given["place"]) == 1


async def test_a_repeated_request_writes_one_entry(clerk: Person) -> None:
    key, given = unique(), clerk.convocation(place=unique())
    before = len(await entries(clerk.served.databases, "cremasco"))
    for _ in range(3):
        await clerk.does("conveneMeeting", key=key, **given)

    assert len(await entries(clerk.served.databases, "cremasco")) == before + 1


async def test_a_repeated_request_is_answered_also_where_it_would_now_be_refused(
    clerk: Person,
) -> None:
    meeting = await clerk.opens(1)
    key = unique()
    first = await clerk.does("closeMeeting", key=key, meeting=meeting.id)

    assert await clerk.does("closeMeeting", key=key, meeting=meeting.id) == first


async def test_what_is_said_in_another_way_is_the_same_request(clerk: Person) -> None:
    key, given = unique(), clerk.convocation(place=unique())
    await clerk.does("conveneMeeting", key=key, **given)
    turned = dict(reversed(given.items()))
    await clerk.does("conveneMeeting", key=key, **turned)

    assert await meetings(clerk, given["place"]) == 1


async def test_a_key_is_not_used_again_for_another_input(clerk: Person) -> None:
    key = unique()
    await clerk.does("conveneMeeting", key=key, **clerk.convocation(place=unique()))
    other = clerk.convocation(place=unique())
    answer = await clerk.asks("conveneMeeting", key=key, **other)

    assert codes(answer) == ["KEY_REUSED"]
    assert await meetings(clerk, other["place"]) == 0


async def test_a_key_is_not_used_again_for_another_act(clerk: Person) -> None:
    meeting = await clerk.opens(1)
    key = unique()
    await clerk.does("recordAttendance", key=key, meeting=meeting.id, arrivals=meeting.arrivals(1))

    assert codes(await clerk.asks("closeMeeting", key=key, meeting=meeting.id)) == ["KEY_REUSED"]


async def test_a_refused_request_leaves_its_key_free(clerk: Person) -> None:
    key = unique()
    refused = await clerk.asks("conveneMeeting", key=key, **clerk.convocation(at="sera"))
    await clerk.does("conveneMeeting", key=key, **clerk.convocation(place=unique()))

    assert codes(refused) == ["BAD_TIME"]


async def test_keys_of_two_people_are_not_the_same(busy: Deployment, clerk: Person) -> None:
    mayor = await person(busy, "sindaco", "cremasco", comune="Soncino")
    key, place = unique(), unique()
    for who in (clerk, mayor):
        await who.does("conveneMeeting", key=key, **who.convocation(place=place))

    assert await meetings(clerk, place) == 2


async def test_requests_without_a_key_act_each_time(clerk: Person) -> None:
    given = clerk.convocation(place=unique())
    for _ in range(2):
        await clerk.does("conveneMeeting", **given)

    assert await meetings(clerk, given["place"]) == 2


async def test_ten_requests_at_once_with_one_key_act_once(clerk: Person) -> None:
    key, given = unique(), clerk.convocation(place=unique())
    responses = await asyncio.gather(
        *(clerk.sent("conveneMeeting", given, key, ANSWERED) for _ in range(10))
    )

    assert len({response.content for response in responses}) == 1
    assert responses[0].json()["data"]["conveneMeeting"]["__typename"] == "ConveneMeetingSuccess"
    assert await meetings(clerk, given["place"]) == 1


@pytest.mark.parametrize("key", ["", "k" * 201])
async def test_a_key_that_is_too_short_or_too_long_is_refused(clerk: Person, key: str) -> None:
    given = clerk.convocation(place=unique())
    answer = (await clerk.sent("conveneMeeting", given, key)).json()
    (error,) = answer["errors"]

    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert "200" in error["message"]
    assert await meetings(clerk, given["place"]) == 0


@pytest.mark.parametrize("key", ["k", "k" * 200, "è una chiave — 🔑"])
async def test_any_other_text_is_a_key(clerk: Person, key: str) -> None:
    given: Any = clerk.convocation(place=f"Sala {key}")
    for _ in range(2):
        await clerk.does("conveneMeeting", key=key, **given)

    assert await meetings(clerk, given["place"]) == 1
