"""An item is put to the vote, and ballots are taken."""

from typing import Any

import pytest
from tests.acting.holding import DISPUTES, Meeting, Person


async def opening(meeting: Meeting, **other: Any) -> Any:
    """Ask for a vote that is not opened for one reason, and give it."""
    given = {"meeting": meeting.id, "item": meeting.item(), "question": "Si approva?", **other}
    (violation,) = await meeting.clerk.refused("openVote", **given)
    return violation


async def casting(meeting: Meeting, vote: str, ballots: Any) -> Any:
    """Ask for ballots that are not taken for one reason, and give it."""
    (violation,) = await meeting.clerk.refused("castBallots", vote=vote, ballots=ballots)
    return violation


async def test_nobody_votes_before_anyone_arrived(soncino: Person) -> None:
    violation = await opening(await soncino.convenes())

    assert (violation["code"], violation["field"]) == ("MEETING_NOT_OPEN", "meeting")


async def test_a_meeting_votes_on_its_own_agenda(soncino: Person) -> None:
    other = await soncino.convenes()
    violation = await opening(await soncino.opens(1), item=other.item())

    assert (violation["code"], violation["field"]) == ("NOT_ON_AGENDA", "item")


async def test_an_item_that_there_is_not_is_not_voted_on(soncino: Person) -> None:
    meeting = await soncino.opens(1)
    violation = await opening(meeting, item=meeting.seat(0))

    assert (violation["code"], violation["field"]) == ("NOT_FOUND", "item")


async def test_a_vote_has_a_question(soncino: Person) -> None:
    violation = await opening(await soncino.opens(1), question="  ")

    assert (violation["code"], violation["field"]) == ("EMPTY", "question")


async def test_one_vote_is_open_at_a_time(soncino: Person) -> None:
    meeting = await soncino.opens(1)
    await meeting.vote()
    violation = await opening(meeting)

    assert (violation["code"], violation["field"]) == ("VOTE_OPEN", "meeting")


async def test_an_item_may_be_voted_on_again(soncino: Person) -> None:
    meeting = await soncino.opens(11)
    first = await meeting.decides(in_favour=range(6))
    second = await meeting.decides(in_favour=range(5))

    assert (first["verdict"], second["verdict"]) == ("APPROVED", "REJECTED")


async def test_a_closed_meeting_does_not_vote(soncino: Person) -> None:
    meeting = await soncino.opens(1)
    await soncino.does("closeMeeting", meeting=meeting.id)
    violation = await opening(meeting)

    assert (violation["code"], violation["field"]) == ("MEETING_CLOSED", "meeting")


async def test_ballots_are_kept_in_the_order_of_the_roll(soncino: Person) -> None:
    meeting = await soncino.opens(4)
    vote = await meeting.vote()
    await meeting.cast(vote, against=(3,), in_favour=(1,))
    taken = await meeting.cast(vote, abstained=(0,))

    assert [(one["seat"]["id"], one["choice"]) for one in taken["ballots"]] == [
        (meeting.seat(0), "ABSTAINED"),
        (meeting.seat(1), "IN_FAVOUR"),
        (meeting.seat(3), "AGAINST"),
    ]


async def test_who_is_not_on_the_roll_does_not_vote(soncino: Person) -> None:
    meeting, other = await soncino.opens(1), await soncino.opens(1)
    violation = await casting(meeting, await meeting.vote(), other.ballots(in_favour=(0,)))

    assert (violation["code"], violation["field"]) == ("NOT_ON_ROLL", "ballots.0.seat")


async def test_who_takes_part_without_a_vote_does_not_vote(lecce: Person) -> None:
    meeting = await lecce.opens(7, "UDP", agenda=[{"subject": "Saluti"}])
    silent = [one["votes"] for one in meeting.row["roll"]].index(False)
    violation = await casting(meeting, await meeting.vote(), meeting.ballots(against=(silent,)))

    assert (violation["code"], violation["field"]) == ("VOTER_NOT_ON_ROLL", "ballots.0.seat")


async def test_who_is_not_there_does_not_vote(soncino: Person) -> None:
    meeting = await soncino.opens(1)
    violation = await casting(meeting, await meeting.vote(), meeting.ballots(in_favour=(0, 1)))

    assert (violation["code"], violation["field"]) == ("VOTER_NOT_PRESENT", "ballots.1.seat")


async def test_who_left_before_voting_does_not_vote(soncino: Person) -> None:
    meeting = await soncino.opens(2)
    vote = await meeting.vote()
    await meeting.leave(1)
    violation = await casting(meeting, vote, meeting.ballots(in_favour=(1,)))

    assert (violation["code"], violation["field"]) == ("VOTER_NOT_PRESENT", "ballots.0.seat")


@pytest.mark.parametrize("second", ["in_favour", "against"])
async def test_a_seat_votes_once_whatever_it_chooses(soncino: Person, second: str) -> None:
    meeting = await soncino.opens(1)
    vote = await meeting.vote()
    await meeting.cast(vote, in_favour=(0,))
    violation = await casting(meeting, vote, meeting.ballots(**{second: (0,)}))

    assert (violation["code"], violation["field"]) == ("VOTED_TWICE", "ballots.0.seat")


async def test_a_seat_votes_once_in_one_request(soncino: Person) -> None:
    meeting = await soncino.opens(1)
    ballots = meeting.ballots(in_favour=(0,), against=(0,))
    violation = await casting(meeting, await meeting.vote(), ballots)

    assert (violation["code"], violation["field"]) == ("VOTED_TWICE", "ballots.1.seat")


async def test_no_ballots_are_no_act(soncino: Person) -> None:
    meeting = await soncino.opens(1)
    violation = await casting(meeting, await meeting.vote(), [])

    assert (violation["code"], violation["field"]) == ("EMPTY", "ballots")


async def test_all_that_is_wrong_with_ballots_is_told_at_once(soncino: Person) -> None:
    meeting, other = await soncino.opens(2), await soncino.convenes()
    vote = await meeting.vote()
    await meeting.cast(vote, in_favour=(0,))
    ballots = [*meeting.ballots(against=(0, 1, 7)), *other.ballots(against=(2,))]
    found = await soncino.refused("castBallots", vote=vote, ballots=ballots)

    assert [(one["code"], one["field"]) for one in found] == [
        ("VOTED_TWICE", "ballots.0.seat"),
        ("VOTER_NOT_PRESENT", "ballots.2.seat"),
        ("NOT_ON_ROLL", "ballots.3.seat"),
    ]


async def test_of_ballots_that_are_refused_none_is_kept(soncino: Person) -> None:
    meeting = await soncino.opens(1)
    vote = await meeting.vote()
    await casting(meeting, vote, meeting.ballots(in_favour=(0, 1)))

    assert len((await meeting.cast(vote, in_favour=(0,)))["ballots"]) == 1


async def test_a_closed_vote_takes_no_ballots(soncino: Person) -> None:
    meeting = await soncino.opens(2)
    vote = await meeting.vote()
    await soncino.does("closeVote", vote=vote)
    violation = await casting(meeting, vote, meeting.ballots(in_favour=(0,)))

    assert (violation["code"], violation["field"]) == ("VOTE_CLOSED", "vote")


async def test_a_closed_vote_is_not_closed_again(soncino: Person) -> None:
    meeting = await soncino.opens(2)
    vote = await meeting.vote()
    await soncino.does("closeVote", vote=vote)
    (violation,) = await soncino.refused("closeVote", vote=vote)

    assert (violation["code"], violation["field"]) == ("VOTE_CLOSED", "vote")


async def test_a_vote_on_each_item_keeps_to_the_rule_of_its_matter(soncino: Person) -> None:
    meeting = await soncino.opens(7, agenda=[DISPUTES, {"subject": "Calendario degli incontri"}])
    dispute = await meeting.decides(0, in_favour=range(5))
    ordinary = await meeting.decides(1, in_favour=range(5))

    assert (dispute["verdict"], ordinary["verdict"]) == ("REJECTED", "APPROVED")
