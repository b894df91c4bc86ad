"""Ballots and rolls that are refused, each with its reason."""

import pytest

from ambiti.acting.refusing import Refused
from ambiti.governance.votes.ballots import Ballot, checked_ballots
from ambiti.governance.votes.outcomes import outcome
from ambiti.governance.votes.roll import Delegation, Roll, Voter
from ambiti.statute.language.rule import Source

from .convened import keys, majority, roll

DELEGATED = roll(4).delegating([Delegation("v04", "v01"), Delegation("v03", "Assessore")])
ROOM = ("v01", "v02", "Assessore")
SOURCE = Source(document="CONV-SUB4", article="3.2")


@pytest.mark.parametrize(
    ("ballots", "codes"),
    [
        ([Ballot("v01", "IN_FAVOUR"), Ballot("v02", "BLANK")], []),
        ([Ballot("v01", "IN_FAVOUR"), Ballot("v04", "AGAINST", by="v01")], []),
        ([Ballot("v03", "ABSTAINED", by="Assessore")], []),
        ([Ballot("v99", "IN_FAVOUR")], ["VOTER_NOT_ON_ROLL"]),
        ([Ballot("Assessore", "IN_FAVOUR")], ["VOTER_NOT_ON_ROLL"]),
        ([Ballot("v03", "IN_FAVOUR")], ["VOTER_NOT_PRESENT"]),
        ([Ballot("v01", "IN_FAVOUR"), Ballot("v01", "IN_FAVOUR")], ["VOTED_TWICE"]),
        ([Ballot("v02", "IN_FAVOUR", by="v01")], ["NO_DELEGATION"]),
        (
            [Ballot("v03", "AGAINST", by="Assessore"), Ballot("v03", "IN_FAVOUR")],
            ["DELEGATOR_AND_DELEGATE_VOTED"],
        ),
        (
            [Ballot("v99", "IN_FAVOUR"), Ballot("v04", "IN_FAVOUR")],
            ["VOTER_NOT_ON_ROLL", "VOTER_NOT_PRESENT"],
        ),
    ],
)
def test_a_ballot_is_admitted_or_refused(ballots: list[Ballot], codes: list[str]) -> None:
    found = list(checked_ballots(DELEGATED, ROOM, ballots, SOURCE))
    assert [one.code for one in found] == codes
    assert {(one.document, one.article) for one in found} <= {("CONV-SUB4", "3.2")}
    assert all(one.message for one in found)


def test_the_ballot_of_a_delegate_who_left_is_refused() -> None:
    (found,) = checked_ballots(DELEGATED, ("v02",), [Ballot("v04", "IN_FAVOUR", by="v01")])
    assert (found.code, found.document) == ("VOTER_NOT_PRESENT", None)


def test_an_outcome_refuses_its_ballots_with_every_reason_and_the_article() -> None:
    ballots = [Ballot("v99", "IN_FAVOUR"), Ballot("v04", "IN_FAVOUR")]
    with pytest.raises(Refused) as refused:
        outcome(majority("1/2", "PRESENT"), DELEGATED, ROOM, ballots)
    assert [one.article for one in refused.value.violations] == ["7", "7"]


def test_a_delegate_casts_two_votes_that_may_differ() -> None:
    ballots = [Ballot("v01", "IN_FAVOUR"), Ballot("v04", "AGAINST", by="v01")]
    found = outcome(majority("1/2", "PRESENT"), DELEGATED, ROOM, ballots)
    assert (found.counts.present, found.counts.in_favour, found.counts.against) == (4, 1, 1)


def test_a_roll_lists_a_voter_once_and_in_the_order_of_keys() -> None:
    voters = (Voter("b", "Besana"), Voter("a", "Albiate"))
    assert Roll(voters) == Roll(voters[::-1])
    with pytest.raises(Refused) as refused:
        Roll((*voters, Voter("a", "Albiate"), Voter("c", "Carate", weight=0)))
    assert [one.code for one in refused.value.violations] == [
        "VOTER_LISTED_TWICE",
        "WEIGHT_NOT_POSITIVE",
    ]


def test_a_roll_finds_its_voters() -> None:
    assert [one.key for one in roll(3).attending(keys(2, 2))] == ["v02", "v03"]
    assert roll(3).voter("v09") is None
