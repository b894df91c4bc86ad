"""People come and go, and the structural quorum is worked out again at each arrival."""

from datetime import timedelta
from typing import Any

import pytest
from tests.acting.holding import Meeting, Person

from ambiti import clock


async def the(meeting: Meeting, **given: Any) -> Any:
    """Ask for an attendance that is refused for one reason, and give it."""
    (violation,) = await meeting.clerk.refused("recordAttendance", meeting=meeting.id, **given)
    return violation


async def test_the_first_arrival_opens_the_meeting(soncino: Person) -> None:
    meeting = await soncino.convenes()

    assert (await meeting.arrive(0))["status"] == "OPEN"


async def test_an_attendance_of_nobody_is_refused(soncino: Person) -> None:
    violation = await the(await soncino.convenes())

    assert (violation["code"], violation["field"]) == ("EMPTY", "arrivals")


async def test_who_is_not_on_the_roll_does_not_arrive(soncino: Person) -> None:
    meeting, other = await soncino.convenes(), await soncino.convenes()
    violation = await the(meeting, arrivals=other.arrivals(0))

    assert (violation["code"], violation["field"]) == ("NOT_ON_ROLL", "arrivals.0.seat")


async def test_who_is_not_on_the_roll_does_not_leave(soncino: Person) -> None:
    meeting, other = await soncino.opens(1), await soncino.opens(1)
    violation = await the(meeting, departures=[other.seat(0)])

    assert (violation["code"], violation["field"]) == ("NOT_ON_ROLL", "departures.0")


async def test_an_identifier_of_something_else_is_no_seat(soncino: Person) -> None:
    meeting = await soncino.convenes()
    violation = await the(meeting, arrivals=[{"seat": meeting.item(), "person": "Anna"}])

    assert (violation["code"], violation["field"]) == ("NOT_ON_ROLL", "arrivals.0.seat")


async def test_who_is_there_does_not_arrive_again(soncino: Person) -> None:
    meeting = await soncino.opens(1)
    violation = await the(meeting, arrivals=meeting.arrivals(1, 0))

    assert (violation["code"], violation["field"]) == ("ALREADY_PRESENT", "arrivals.1.seat")


async def test_nobody_arrives_twice_in_one_request(soncino: Person) -> None:
    meeting = await soncino.convenes()
    violation = await the(meeting, arrivals=meeting.arrivals(3, 3))

    assert (violation["code"], violation["field"]) == ("ALREADY_PRESENT", "arrivals.1.seat")


async def test_who_is_not_there_does_not_leave(soncino: Person) -> None:
    meeting = await soncino.opens(1)
    violation = await the(meeting, departures=[meeting.seat(1)])

    assert (violation["code"], violation["field"]) == ("NOT_PRESENT", "departures.0")


async def test_nobody_leaves_twice_in_one_request(soncino: Person) -> None:
    meeting = await soncino.opens(1)
    violation = await the(meeting, departures=[meeting.seat(0)] * 2)

    assert (violation["code"], violation["field"]) == ("NOT_PRESENT", "departures.1")


async def test_who_arrives_has_a_name(soncino: Person) -> None:
    meeting = await soncino.convenes()
    violation = await the(meeting, arrivals=[{"seat": meeting.seat(0), "person": " \n"}])

    assert (violation["code"], violation["field"]) == ("EMPTY", "arrivals.0.person")


async def test_all_that_is_wrong_with_an_attendance_is_told_at_once(soncino: Person) -> None:
    meeting, other = await soncino.opens(1), await soncino.convenes()
    found = await soncino.refused(
        "recordAttendance",
        meeting=meeting.id,
        arrivals=[{"seat": meeting.seat(0), "person": ""}, *other.arrivals(1)],
        departures=[meeting.seat(5), other.seat(0)],
    )

    assert [(one["code"], one["field"]) for one in found] == [
        ("EMPTY", "arrivals.0.person"),
        ("ALREADY_PRESENT", "arrivals.0.seat"),
        ("NOT_ON_ROLL", "arrivals.1.seat"),
        ("NOT_PRESENT", "departures.0"),
        ("NOT_ON_ROLL", "departures.1"),
    ]


async def test_who_left_may_come_back(soncino: Person) -> None:
    meeting = await soncino.opens(2)
    await meeting.leave(1)
    stays = (await meeting.arrive(1))["roll"][1]["attendances"]

    assert [one["leftAt"] is None for one in stays] == [False, True]


async def test_a_delegate_sits_where_the_document_allows_one(soncino: Person) -> None:
    meeting = await soncino.convenes()
    arrivals = meeting.arrivals(4, delegated=True)
    done = await soncino.does("recordAttendance", meeting=meeting.id, arrivals=arrivals)

    assert done["meeting"]["roll"][4]["attendances"] == [
        {"person": "Persona 4", "delegated": True, "leftAt": None}
    ]


async def test_nothing_happens_in_a_meeting_before_its_day(soncino: Person) -> None:
    meeting = await soncino.convenes(heldOn=str(clock.today() + timedelta(days=1)))
    violation = await the(meeting, arrivals=meeting.arrivals(0))

    assert (violation["code"], violation["field"]) == ("MEETING_NOT_YET", "meeting")


async def test_a_closed_meeting_takes_nobody_in(soncino: Person) -> None:
    meeting = await soncino.opens(1)
    await soncino.does("closeMeeting", meeting=meeting.id)
    violation = await the(meeting, arrivals=meeting.arrivals(1))

    assert (violation["code"], violation["field"]) == ("MEETING_CLOSED", "meeting")


@pytest.mark.parametrize("there", [0, 1, 11])
async def test_who_is_present_is_counted_also_where_no_quorum_is_asked_for(
    soncino: Person, there: int
) -> None:
    meeting = await soncino.convenes()
    row = await meeting.arrive(*range(there)) if there else meeting.row

    assert row["quorum"] == {
        "present": there,
        "needed": None,
        "met": None,
        "told": f"Presenti {there} su 11. Il documento non chiede un numero legale.",
    }


async def test_a_seat_without_a_vote_is_present_and_not_counted(lecce: Person) -> None:
    meeting = await lecce.convenes("UDP")
    silent = [one["votes"] for one in meeting.row["roll"]].index(False)

    assert (await meeting.arrive(silent))["quorum"]["present"] == 0


async def test_an_organ_whose_rules_are_elsewhere_has_a_quorum_that_nobody_knows(
    carate: Person,
) -> None:
    quorum = (await (await carate.convenes("ASSEMBLEA")).arrive(0, 1))["quorum"]

    assert (quorum["present"], quorum["needed"], quorum["met"]) == (2, None, None)
    assert quorum["told"].startswith("Presenti 2 su 13. Il numero legale è indeterminato: manca ")
