"""A meeting is closed: its minutes say who was there, what was voted and by which article."""

import re
from datetime import datetime
from typing import Any

import pytest
from tests.acting.holding import DISPUTES, Meeting, Person

from ambiti import clock
from ambiti.statute.periods import in_words


async def closed(meeting: Meeting) -> Any:
    return (await meeting.clerk.does("closeMeeting", meeting=meeting.id))["meeting"]


async def held(clerk: Person) -> tuple[Meeting, list[str]]:
    """Hold a whole meeting, and give the lines of its minutes."""
    agenda = [DISPUTES, {"subject": "Il calendario"}]
    meeting = await clerk.opens(7, agenda=agenda)
    await meeting.decides(0, in_favour=range(6), against=(6,))
    await meeting.leave(6)
    await meeting.decides(1, in_favour=range(3), abstained=(3,))
    return meeting, (await closed(meeting))["minutes"].split("\n")


async def test_a_meeting_is_not_closed_while_it_votes(soncino: Person) -> None:
    meeting = await soncino.opens(1)
    await meeting.vote()
    (violation,) = await soncino.refused("closeMeeting", meeting=meeting.id)

    assert (violation["code"], violation["field"]) == ("VOTE_OPEN", "meeting")


async def test_a_meeting_is_closed_once(soncino: Person) -> None:
    meeting = await soncino.opens(1)
    await closed(meeting)
    (violation,) = await soncino.refused("closeMeeting", meeting=meeting.id)

    assert (violation["code"], violation["field"]) == ("MEETING_CLOSED", "meeting")


async def test_a_meeting_to_which_nobody_came_is_closed_with_a_warning(soncino: Person) -> None:
    meeting = await soncino.convenes()
    done = await soncino.does("closeMeeting", meeting=meeting.id)

    assert [one["code"] for one in done["warnings"]] == ["MEETING_DESERTED"]
    assert "Presenti: nessuno." in done["meeting"]["minutes"].split("\n")


async def test_a_meeting_that_was_held_is_closed_without_a_warning(soncino: Person) -> None:
    meeting = await soncino.opens(1)

    assert not (await soncino.does("closeMeeting", meeting=meeting.id))["warnings"]


async def test_the_minutes_begin_with_organ_day_and_place(soncino: Person) -> None:
    meeting, lines = await held(soncino)
    today = in_words(clock.today())

    assert lines[0] == f"VERBALE N. {meeting.row['number']}/{clock.today().year}"
    assert lines[1].startswith("Assemblea dei Sindaci di sub ambito, ")
    assert lines[3].startswith(
        f"Il giorno {today}, alle ore 18:30, presso Soncino, sala consiliare, si è riunito"
    )
    assert f"convocato il {today} (Convenzione" in lines[3]


async def test_the_minutes_have_the_agenda_in_its_order(soncino: Person) -> None:
    _, lines = await held(soncino)
    first = lines.index("Ordine del giorno:")

    assert lines[first + 1 : first + 3] == ["1. Controversia fra due comuni", "2. Il calendario"]


async def test_the_minutes_say_that_there_was_no_agenda(soncino: Person) -> None:
    minutes = (await closed(await soncino.opens(1, agenda=[])))["minutes"]

    assert "Ordine del giorno:\nnessun punto.\n" in minutes


async def test_the_minutes_say_who_was_there_and_until_when(soncino: Person) -> None:
    meeting, lines = await held(soncino)
    label = meeting.row["roll"][6]["label"]
    (stay,) = (line for line in lines if line.startswith(f"- {label}"))

    assert re.fullmatch(rf"- {label}: Persona 6, dalle \d\d:\d\d alle \d\d:\d\d", stay)


async def test_the_minutes_say_who_was_not_there(soncino: Person) -> None:
    meeting, lines = await held(soncino)
    absent = ", ".join(one["label"] for one in meeting.row["roll"][7:])

    assert f"Assenti: {absent}." in lines


async def test_the_minutes_say_that_nobody_was_absent(soncino: Person) -> None:
    minutes = (await closed(await soncino.opens(11)))["minutes"]

    assert "Assenti: nessuno." in minutes.split("\n")


async def test_the_minutes_say_who_was_there_by_delegate(soncino: Person) -> None:
    meeting = await soncino.convenes()
    arrivals = meeting.arrivals(0, delegated=True)
    await soncino.does("recordAttendance", meeting=meeting.id, arrivals=arrivals)
    label = meeting.row["roll"][0]["label"]

    assert f"- {label}: Persona 0 (delegato), dalle " in (await closed(meeting))["minutes"]


async def test_who_came_back_is_told_twice_on_one_line(soncino: Person) -> None:
    meeting = await soncino.opens(1)
    await meeting.leave(0)
    await meeting.arrive(0)
    (stay,) = (
        line for line in (await closed(meeting))["minutes"].split("\n") if line.startswith("- ")
    )

    assert stay.count("Persona 0, dalle ") == 2


@pytest.mark.parametrize(
    ("item", "told"),
    [
        (
            "Punto 1. Si approva?",
            "Approvata: 6 voti favorevoli su 11 componenti; ne servivano almeno 6 (più della metà,"
            " art. 10.1).",
        ),
        (
            "Punto 2. Si approva?",
            "Respinta: 3 voti favorevoli su 6 presenti; ne servivano almeno 4 (più della metà,"
            " art. 3.4).",
        ),
    ],
)
async def test_the_minutes_tell_each_vote_with_its_arithmetic_and_article(
    soncino: Person, item: str, told: str
) -> None:
    _, lines = await held(soncino)

    assert lines[lines.index(item) + 1] == told


async def test_the_minutes_tell_the_quorum_as_it_was_at_the_end(soncino: Person) -> None:
    _, lines = await held(soncino)

    assert "Presenti 6 su 11. Il documento non chiede un numero legale." in lines


async def test_the_minutes_end_with_the_hour_in_italy(soncino: Person) -> None:
    meeting = await soncino.opens(1)
    row = await closed(meeting)
    at = datetime.fromisoformat(row["closedAt"]).astimezone(clock.ROME)

    assert row["minutes"].endswith(f"La riunione è chiusa alle ore {at:%H:%M}.")


async def test_a_vote_of_a_closed_meeting_stays_as_it_is(soncino: Person) -> None:
    meeting = await soncino.opens(1)
    vote = await meeting.vote()
    await soncino.does("closeVote", vote=vote)
    await closed(meeting)
    (violation,) = await soncino.refused("castBallots", vote=vote, ballots=[])

    assert violation["code"] == "VOTE_CLOSED"


async def test_a_meeting_that_there_is_not_is_not_closed(soncino: Person) -> None:
    meeting = await soncino.convenes()
    (violation,) = await soncino.refused("closeMeeting", meeting=meeting.item())

    assert (violation["code"], violation["field"]) == ("NOT_FOUND", "meeting")
