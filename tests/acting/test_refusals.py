"""An act that is refused writes nothing, whoever asks, and tells nothing that is secret."""

import asyncio
import base64
from datetime import timedelta
from typing import Any
from uuid import uuid4

import asyncpg
import pytest
from tests.conftest import Deployment

from ambiti import clock
from ambiti.access import mandating
from ambiti.access.choosing import Wish
from ambiti.access.development import identity_of
from ambiti.reading import identifiers

from .holding import Person, codes, mutation, person
from .rows import content

JSON = "application/graphql-response+json"
TWO = """mutation($input: CloseMeetingInput!) {
  one: closeMeeting(input: $input) { __typename }
  two: closeMeeting(input: $input) { __typename } }"""


def renamed(identifier: str) -> str:
    """Give the identifier of a row of the same kind and tenant that there is not."""
    given = identifiers.decode(identifier)
    return _written(given.type_name, given.ambito_id)


def _written(kind: str, tenant: int | None) -> str:
    return base64.b64encode(f"{kind}:{tenant}:{uuid4()}".encode()).decode()


async def test_a_request_asks_for_one_act(clerk: Person) -> None:
    meeting = await clerk.opens(1)
    before = await content(clerk.served.databases)
    response = await clerk.served.post(TWO, {"input": {"meeting": meeting.id}}, token=clerk.token)

    assert response.json()["errors"][0]["extensions"]["code"] == "ONE_ACT"
    assert await content(clerk.served.databases) == before


async def test_an_act_is_not_asked_for_with_get(clerk: Person) -> None:
    meeting = await clerk.opens(1)
    query = f'mutation {{ closeMeeting(input: {{meeting: "{meeting.id}"}}) {{ __typename }} }}'
    response = await clerk.served.client.get(
        "/graphql",
        params={"query": query},
        headers={"authorization": f"Bearer {clerk.token}", "accept": JSON},
    )

    assert (response.status_code, response.headers["allow"]) == (405, "POST")
    assert (await meeting.arrive(1))["status"] == "OPEN"


@pytest.mark.parametrize("act", ["conveneMeeting", "closeMeeting"])
async def test_who_does_not_say_who_it_is_does_nothing(clerk: Person, act: str) -> None:
    meeting = await clerk.convenes()
    given = {"conveneMeeting": clerk.convocation(), "closeMeeting": {"meeting": meeting.id}}[act]
    before = await content(clerk.served.databases)
    answer = await Person(clerk.served, None, "cremasco").asks(act, **given)

    assert codes(answer) == ["NOT_AUTHENTICATED"]
    assert await content(clerk.served.databases) == before


async def test_who_is_known_and_holds_nothing_does_nothing(busy: Deployment) -> None:
    token = busy.issuer.issue("nessuno", "Nessuno")
    stranger = Person(busy, token, "cremasco")
    answer = await stranger.asks("conveneMeeting", **stranger.convocation())

    assert codes(answer) == ["NOT_ALLOWED"]


@pytest.mark.parametrize(
    ("role", "place"), [("revisore", {}), ("operatore_udp", {}), ("assessore", {"comune": "Crema"})]
)
async def test_who_may_not_convene_is_told_who_may(
    busy: Deployment, role: str, place: dict[str, str]
) -> None:
    member = await person(busy, role, "cremasco", **place)
    (violation,) = await member.refused("conveneMeeting", **member.convocation())

    assert violation["code"] == "NOT_ALLOWED"
    assert "segretario" in violation["message"]


async def test_who_convenes_does_not_for_that_take_the_minutes(
    busy: Deployment, clerk: Person
) -> None:
    mayor = await person(busy, "sindaco", "cremasco", comune="Soncino")
    meeting = await clerk.opens(1)
    (violation,) = await mayor.refused("closeMeeting", meeting=meeting.id)

    assert violation["code"] == "NOT_ALLOWED"


async def test_the_clerk_of_another_tenant_does_nothing_in_this_one(
    busy: Deployment, clerk: Person
) -> None:
    stranger = await person(busy, "segretario", "carate")
    before = await content(busy.databases)
    (violation,) = await stranger.refused("conveneMeeting", **clerk.convocation())

    assert (violation["code"], violation["field"]) == ("NOT_ALLOWED", "ambito")
    assert await content(busy.databases) == before


async def test_a_row_of_another_tenant_and_one_that_there_is_not_are_answered_the_same(
    busy: Deployment, clerk: Person
) -> None:
    stranger = await person(busy, "segretario", "carate")
    meeting = await clerk.convenes()
    real = await stranger.refused("closeMeeting", meeting=meeting.id)
    invented = await stranger.refused("closeMeeting", meeting=renamed(meeting.id))

    assert (real, real[0]["code"]) == (invented, "NOT_ALLOWED")


async def test_an_item_of_another_tenant_and_one_that_there_is_not_are_answered_the_same(
    busy: Deployment, clerk: Person
) -> None:
    foreign = await (await person(busy, "segretario", "carate")).convenes(
        "ASSEMBLEA", agenda=[{"subject": "Saluti"}]
    )
    meeting = await clerk.opens(1)
    given = {"meeting": meeting.id, "question": "Si approva?"}
    real = await clerk.refused("openVote", item=foreign.item(), **given)
    invented = await clerk.refused("openVote", item=renamed(foreign.item()), **given)

    assert (real, real[0]["code"]) == (invented, "NOT_FOUND")


async def test_a_seat_of_another_tenant_and_one_that_there_is_not_are_answered_the_same(
    busy: Deployment, clerk: Person
) -> None:
    foreign = await (await person(busy, "segretario", "carate")).convenes("ASSEMBLEA")
    meeting = await clerk.convenes()

    async def leaving(seat: str) -> Any:
        return await clerk.refused("recordAttendance", meeting=meeting.id, departures=[seat])

    real = await leaving(foreign.seat(0))
    assert (real, real[0]["code"]) == (await leaving(renamed(foreign.seat(0))), "NOT_ON_ROLL")


@pytest.mark.parametrize("tenant", [2**31 - 1, 999, 0])
async def test_a_row_of_a_tenant_that_there_is_not_is_absent(clerk: Person, tenant: int) -> None:
    (violation,) = await clerk.refused("closeMeeting", meeting=_written("Meeting", tenant))

    assert (violation["code"], violation["field"]) == ("NOT_FOUND", "meeting")


async def test_a_tenant_that_there_is_not_is_absent(clerk: Person) -> None:
    (violation,) = await clerk.refused("conveneMeeting", **clerk.convocation(ambito="milano"))

    assert (violation["code"], violation["field"]) == ("NOT_FOUND", "ambito")


@pytest.mark.parametrize("written", ["", "x", "TWVldGluZw==", "Meeting:2:1"])
async def test_what_is_no_identifier_is_refused_before_the_act(clerk: Person, written: str) -> None:
    answer = (await clerk.sent("closeMeeting", {"meeting": written})).json()

    assert answer["errors"][0]["extensions"]["code"] == "BAD_ID"


async def test_an_act_with_many_faults_writes_nothing(clerk: Person) -> None:
    meeting = await clerk.opens(2)
    vote = await meeting.vote()
    before = await content(clerk.served.databases)
    refused = [
        await clerk.refused(
            "conveneMeeting", **clerk.convocation(at="", place="", roll=[{"label": ""}])
        ),
        await clerk.refused(
            "recordAttendance",
            meeting=meeting.id,
            arrivals=meeting.arrivals(5, 0),
            departures=[meeting.seat(1), meeting.seat(7)],
        ),
        await clerk.refused("openVote", meeting=meeting.id, item=meeting.item(), question=""),
        await clerk.refused("castBallots", vote=vote, ballots=meeting.ballots(against=(0, 1, 5))),
        await clerk.refused("closeVote", vote=vote, declaredVerdict="APPROVED", declaredUnder="x"),
        await clerk.refused("closeMeeting", meeting=meeting.id),
    ]

    assert await content(clerk.served.databases) == before
    assert [len(violations) for violations in refused] == [4, 2, 2, 1, 1, 1]


async def test_whose_mandate_ended_since_the_last_request_does_nothing_more(
    own: Deployment,
) -> None:
    with clock.fixed(clock.now() - timedelta(days=1)):
        await own.token("segretario", "cremasco")
    token = own.issuer.issue("cremasco:segretario", "Segretario")
    clerk = Person(own, token, "cremasco")
    meeting = await clerk.convenes()
    wish = Wish("segretario", "cremasco")
    await mandating.end(own.engine, identity_of("cremasco:segretario"), wish, clock.today())
    before = await content(own.databases)
    answer = await clerk.asks("recordAttendance", meeting=meeting.id, arrivals=meeting.arrivals(0))

    assert codes(answer) == ["NOT_ALLOWED"]
    assert await content(own.databases) == before


async def test_an_act_that_others_hold_up_is_refused_and_not_half_done(own_clerk: Person) -> None:
    databases = own_clerk.served.databases
    meeting = await own_clerk.opens(1)
    holding = await asyncpg.connect(databases.admin)
    async with asyncio.timeout(60), holding.transaction():
        await holding.execute("select 1 from ambiti.meetings for update")
        answer = await own_clerk.asks("closeMeeting", meeting=meeting.id)
        await holding.execute("select 1")
    await holding.close()

    assert codes(answer) == ["CHANGED_MEANWHILE"]
    assert (await meeting.arrive(1))["status"] == "OPEN"


async def test_an_unknown_act_is_no_act(clerk: Person) -> None:
    asked = mutation("closeMeeting").replace("closeMeeting", "openMeeting", 1)
    response = await clerk.served.post(asked, {"input": {"meeting": "x"}}, token=clerk.token)

    assert response.json()["errors"][0]["extensions"]["code"] == "GRAPHQL_VALIDATION_FAILED"
