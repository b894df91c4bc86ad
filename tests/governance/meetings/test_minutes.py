"""The minutes of a meeting are corrected beside what they say, and approved by a later vote."""

from typing import Any

from tests.acting.holding import Meeting, Person, codes

from ambiti import clock

MINUTES = """meeting { minutes corrections { position wrong right reason correctedOn }
    approval { approvedOn vote { id } } }"""


async def held(clerk: Person, there: int = 7) -> Meeting:
    meeting = await clerk.opens(there)
    await clerk.does("closeMeeting", meeting=meeting.id)
    return meeting


async def asked(clerk: Person, act: str, meeting: Meeting, **given: Any) -> Any:
    sent = {"meeting": meeting.id, **given}
    answer = (await clerk.sent(act, sent, answered=MINUTES)).json()
    assert "errors" not in answer, answer
    return answer["data"][act]


def right(**other: str) -> dict[str, str]:
    return {"wrong": "Persona 0", "right": "Persona Zero", "reason": "Refuso", **other}


async def approving(clerk: Person, favour: int = 7) -> str:
    """Hold a vote in a later meeting, and give it."""
    meeting = await clerk.opens(7, agenda=[{"subject": "Verbale della seduta precedente"}])
    vote = await meeting.vote(question="Si approva il verbale della seduta precedente?")
    await meeting.cast(vote, in_favour=range(favour), against=range(favour, 7))
    await clerk.does("closeVote", vote=vote)
    return vote


async def test_a_correction_stands_beside_the_minutes_which_stay(soncino: Person) -> None:
    meeting = await held(soncino)
    first = await asked(soncino, "correctMinutes", meeting, **right())
    second = await asked(soncino, "correctMinutes", meeting, **right(wrong="Persona 1"))
    told = second["meeting"]

    assert "Persona 0" in first["meeting"]["minutes"]
    assert told["minutes"] == first["meeting"]["minutes"]
    assert [(one["position"], one["wrong"]) for one in told["corrections"]] == [
        (1, "Persona 0"),
        (2, "Persona 1"),
    ]
    assert told["corrections"][0]["correctedOn"] == str(clock.today())
    assert told["approval"] is None


async def test_what_the_minutes_do_not_say_is_not_corrected(soncino: Person) -> None:
    meeting = await held(soncino)
    nowhere = await asked(soncino, "correctMinutes", meeting, **right(wrong="Il Papa"))
    empty = await asked(soncino, "correctMinutes", meeting, wrong=" ", right="", reason=" ")
    running = await soncino.opens(1)
    unwritten = await asked(soncino, "correctMinutes", running, **right())

    assert codes(nowhere) == ["NOT_IN_MINUTES"]
    assert codes(empty) == ["EMPTY"] * 3
    assert codes(unwritten) == ["MINUTES_MISSING"]


async def test_the_organ_approves_its_minutes_and_then_they_stay(soncino: Person) -> None:
    meeting = await held(soncino)
    vote = await approving(soncino)
    done = await asked(soncino, "approveMinutes", meeting, vote=vote)
    again = await asked(soncino, "approveMinutes", meeting, vote=vote)
    late = await asked(soncino, "correctMinutes", meeting, **right())

    assert done["meeting"]["approval"] == {
        "approvedOn": str(clock.today()),
        "vote": {"id": vote},
    }
    assert codes(again) == codes(late) == ["MINUTES_APPROVED"]


async def test_a_vote_that_failed_or_of_another_organ_or_day_approves_nothing(
    soncino: Person, carate: Person
) -> None:
    meeting = await held(soncino)
    failed = await approving(soncino, favour=0)
    rejected = await asked(soncino, "approveMinutes", meeting, vote=failed)
    earlier = await approving(soncino)
    later = await held(soncino)
    before = await asked(soncino, "approveMinutes", later, vote=earlier)
    item = [{"subject": "Varie"}]
    foreign = await carate.opens(13, "ASSEMBLEA", agenda=item)
    elsewhere = await asked(soncino, "approveMinutes", meeting, vote=await foreign.vote())
    table = await soncino.opens(1, "EQUIPE_SUB4", agenda=item, roll=[{"label": "Operatrice"}])
    other = await asked(soncino, "approveMinutes", meeting, vote=await table.vote())

    assert codes(rejected) == ["VOTE_NOT_APPROVED"]
    assert codes(before) == ["NOT_LATER"]
    assert codes(elsewhere) == ["NOT_FOUND"]
    assert codes(other) == ["VOTE_OF_ANOTHER", "VOTE_NOT_APPROVED"]


async def test_a_vote_on_a_matter_of_the_documents_approves_no_minutes(soncino: Person) -> None:
    meeting = await held(soncino)
    disputes = await soncino.opens(7)
    vote = await disputes.vote()
    await disputes.cast(vote, in_favour=range(7))
    await soncino.does("closeVote", vote=vote)
    refused = await asked(soncino, "approveMinutes", meeting, vote=vote)
    right_one = await asked(soncino, "approveMinutes", meeting, vote=await approving(soncino))

    assert codes(refused) == ["VOTE_ON_ANOTHER_MATTER"]
    assert "CONTROVERSIE_SUB4" in refused["violations"][0]["message"]
    assert right_one["meeting"]["approval"] is not None
