"""Meetings of organs whose documents ask for more than those that the repository ships."""

from collections.abc import AsyncIterator
from datetime import date
from typing import Any

import pytest
from tests.acting.holding import Meeting, Person, person
from tests.clauses.changing import Data, part
from tests.conftest import Clone, Deploy, Deployment

from ambiti import clock

from .changed import reformed, soncino

HALF = {"kind": "SHARE", "fraction": "1/2", "strict": True, "of": "COMPONENTS"}
SUBJECT = [{"subject": "Calendario degli incontri"}]


@pytest.fixture
async def own(clone_once: Clone, furnished: str, deploy: Deploy) -> AsyncIterator[Deployment]:
    """Give a deployment to one test, which may change its statutes."""
    async with deploy(await clone_once(furnished)) as served:
        yield served


@pytest.fixture(scope="module")
async def strict(clone: Clone, furnished: str, deploy: Deploy) -> AsyncIterator[Person]:
    """Give the clerk of an assembly that wants more than half of its eleven mayors there."""
    async with deploy(await clone(furnished)) as served:
        await reformed(served, "cremasco", soncino(quorum=HALF))
        yield await person(served, "segretario", "cremasco")


async def vote_refused(meeting: Meeting) -> list[Any]:
    given = {"meeting": meeting.id, "item": meeting.item(), "question": "Si approva?"}
    return await meeting.clerk.refused("openVote", **given)


@pytest.mark.parametrize(("there", "met"), [(5, False), (6, True), (11, True)])
async def test_the_quorum_is_more_than_half_of_the_components(
    strict: Person, *, there: int, met: bool
) -> None:
    meeting = await strict.convenes(agenda=SUBJECT)
    is_there = "c'è" if met else "non c'è"

    assert (await meeting.arrive(*range(there)))["quorum"] == {
        "present": there,
        "needed": 6,
        "met": met,
        "told": f"Presenti {there} su 11; ne servono 6: il numero legale {is_there}.",
    }


async def test_the_quorum_comes_and_goes_with_people(strict: Person) -> None:
    meeting = await strict.convenes(agenda=SUBJECT)
    told = [await meeting.arrive(*range(6)), await meeting.leave(2), await meeting.arrive(10)]
    told += [await meeting.leave(0, 1), await meeting.arrive(0, 1, 2)]

    assert [(one["quorum"]["present"], one["quorum"]["met"]) for one in told] == [
        (6, True),
        (5, False),
        (6, True),
        (4, False),
        (7, True),
    ]


async def test_arrivals_and_departures_of_one_request_count_together(strict: Person) -> None:
    meeting = await strict.opens(6, agenda=SUBJECT)
    given: Any = {"arrivals": meeting.arrivals(6), "departures": [meeting.seat(0)]}
    done = await strict.does("recordAttendance", meeting=meeting.id, **given)

    assert done["meeting"]["quorum"]["present"] == 6


async def test_nothing_is_put_to_the_vote_without_the_quorum(strict: Person) -> None:
    (violation,) = await vote_refused(await strict.opens(5, agenda=SUBJECT))

    assert (violation["code"], violation["field"]) == ("NO_QUORUM", "meeting")
    assert violation["message"] == "Manca il numero legale: presenti 5, ne servono 6."
    assert violation["source"]["article"] == "3.4"


async def test_a_quorum_that_is_lost_again_stops_the_next_vote(strict: Person) -> None:
    meeting = await strict.opens(6, agenda=SUBJECT)
    await meeting.decides(in_favour=range(6))
    await meeting.leave(0)

    assert [one["code"] for one in await vote_refused(meeting)] == ["NO_QUORUM"]


async def test_a_vote_that_loses_the_quorum_while_it_is_open_is_not_valid(strict: Person) -> None:
    meeting = await strict.opens(6, agenda=SUBJECT)
    vote = await meeting.vote()
    await meeting.cast(vote, in_favour=range(5))
    await meeting.leave(5)
    decision = (await strict.does("closeVote", vote=vote))["vote"]["decision"]

    assert (decision["verdict"], decision["present"], decision["quorum"]) == ("INQUORATE", 5, 6)


async def test_who_voted_and_left_counts_for_the_quorum_of_that_vote(strict: Person) -> None:
    meeting = await strict.opens(6, agenda=SUBJECT)
    vote = await meeting.vote()
    await meeting.cast(vote, in_favour=range(6))
    await meeting.leave(0, 1, 2)
    decision = (await strict.does("closeVote", vote=vote))["vote"]["decision"]

    assert (decision["verdict"], decision["present"]) == ("APPROVED", 6)


async def test_all_that_stops_a_vote_is_told_at_once(strict: Person) -> None:
    meeting, other = await strict.convenes(agenda=SUBJECT), await strict.convenes(agenda=SUBJECT)
    given = {"meeting": meeting.id, "item": other.item(), "question": ""}

    assert [one["code"] for one in await strict.refused("openVote", **given)] == [
        "NOT_ON_AGENDA",
        "EMPTY",
        "MEETING_NOT_OPEN",
        "NO_QUORUM",
    ]


async def test_no_delegate_sits_where_the_document_wants_the_holder(own: Deployment) -> None:
    def in_person(statute: Data) -> None:
        part(statute, "organs", "ASS_SUB4")["composition"][0]["delegate"] = "NOT_ALLOWED"

    await reformed(own, "cremasco", in_person)
    clerk = await person(own, "segretario", "cremasco")
    meeting = await clerk.convenes()
    arrivals = meeting.arrivals(0, delegated=True)
    given = {"meeting": meeting.id, "arrivals": arrivals}
    (violation,) = await clerk.refused("recordAttendance", **given)

    assert (violation["code"], violation["field"]) == (
        "DELEGATE_NOT_ALLOWED",
        "arrivals.0.delegated",
    )
    assert violation["source"]["article"] == "3.2"


async def test_an_organ_that_the_document_no_longer_has_does_nothing_more(own: Deployment) -> None:
    def ended(statute: Data) -> None:
        part(statute, "organs", "TAVOLO_ASST")["valid"]["until"] = date(2025, 12, 1)

    clerk = await person(own, "segretario", "carate")
    meeting = await clerk.convenes("TAVOLO_ASST", roll=[{"label": "Il direttore"}])
    await reformed(own, "carate", ended)
    given = {"meeting": meeting.id, "arrivals": meeting.arrivals(0)}
    (violation,) = await clerk.refused("recordAttendance", **given)

    assert violation["code"] == "ORGAN_UNKNOWN"


async def test_a_roll_stays_as_it_was_when_the_meeting_was_convened(own: Deployment) -> None:
    def without_votes(statute: Data) -> None:
        part(statute, "organs", "ASS_SUB4")["composition"][0]["delegate"] = "NOT_ALLOWED"

    clerk = await person(own, "segretario", "cremasco")
    meeting = await clerk.convenes(heldOn=str(clock.today()))
    await reformed(own, "cremasco", without_votes)
    given: Any = {"meeting": meeting.id, "arrivals": meeting.arrivals(0, delegated=True)}

    assert (await clerk.does("recordAttendance", **given))["meeting"]["status"] == "OPEN"


async def test_whoever_holds_the_role_that_convenes_does_not_act_for_another(
    own: Deployment,
) -> None:
    def convened_by_mayors(statute: Data) -> None:
        article = {"document": "CONV-SUB4", "article": "3.2"}
        convener = {"kind": "CONVENER", "by": "SINDACO", "source": article}
        part(statute, "organs", "ASS_SUB4")["meetings"].append(convener)

    await reformed(own, "cremasco", convened_by_mayors)
    mayor = await person(own, "sindaco", "cremasco", comune="Soncino")

    assert not (await mayor.convenes()).warnings


@pytest.mark.parametrize(("comune", "refused"), [("Crema", []), ("Soncino", ["NOT_CONVENER"])])
async def test_an_office_of_one_comune_is_its_mayor_and_no_other(
    own: Deployment, comune: str, refused: list[str]
) -> None:
    def convened_by_crema(statute: Data) -> None:
        article = {"document": "CONV-SUB4", "article": "3.2"}
        convener = {"kind": "CONVENER", "by": "SINDACO-CREMA", "source": article}
        part(statute, "organs", "ASS_SUB4")["meetings"].append(convener)

    await reformed(own, "cremasco", convened_by_crema)
    mayor = await person(own, "sindaco", "cremasco", comune=comune)
    answer = await mayor.asks("conveneMeeting", **mayor.convocation())

    assert [one["code"] for one in answer.get("violations", ())] == refused
