"""The quorum at each arrival and departure, and what a change would make of it."""

from ambiti.governance.votes.measures import Denominators
from ambiti.governance.votes.outcomes import outcome
from ambiti.governance.votes.quorums import quorum_met, what_if
from ambiti.governance.votes.roll import Delegation
from ambiti.statute.language.decisions import SelfRegulated

from .convened import ISTAT, cast, keys, majority, roll

SHARE = {"kind": "SHARE", "fraction": "1/2", "strict": True, "of": "COMPONENTS"}
ORDINARY = majority("1/2", "PRESENT", strict=True, abstentions="COUNT", quorum=SHARE)


def test_a_departure_makes_the_quorum_be_met_no_more() -> None:
    full = quorum_met(ORDINARY, roll(11), keys(6))
    assert (full.met, full.present, full.needed, full.number) == (True, 6, 6, 11)
    assert quorum_met(ORDINARY, roll(11), keys(5)).met is False


def test_without_quorum_the_vote_is_not_valid_whatever_the_votes() -> None:
    found = outcome(ORDINARY, roll(11), keys(5), cast(5))
    assert found.verdict == "INQUORATE"
    assert found.threshold is not None
    assert found.sentence == (
        "Non valida: i presenti erano 5 e il numero legale è di almeno 6 su 11 componenti (art. 7)."
    )


def test_a_preview_tells_quorum_and_threshold_after_the_change() -> None:
    leaves = what_if(ORDINARY, roll(11), keys(6), leaving=keys(1))
    assert leaves.threshold is not None
    assert (leaves.quorum.met, leaves.threshold.votes) == (False, 3)
    arrives = what_if(ORDINARY, roll(11), keys(6), leaving=keys(1), arriving=keys(2, 7))
    assert arrives.threshold is not None
    assert (arrives.quorum.met, arrives.quorum.present, arrives.threshold.votes) == (True, 7, 4)
    assert arrives.present == keys(7, 2)
    assert arrives.missing == ()


def test_a_preview_changes_nothing_where_nobody_moves() -> None:
    same = what_if(ORDINARY, roll(11), keys(6), leaving=keys(2, 9), arriving=keys(3))
    assert same.quorum == quorum_met(ORDINARY, roll(11), keys(6))


def test_a_preview_tells_what_is_missing() -> None:
    comuni = {**SHARE, "of": "ALL_ASSOCIATED_COMUNI"}
    rule = majority("2/3", "ALL_ASSOCIATED_COMUNI", quorum=comuni)
    unknown = what_if(rule, roll(8), keys(6))
    assert (unknown.quorum.met, unknown.threshold) == (None, None)
    assert unknown.missing == ("il numero dei comuni associati",)
    known = what_if(rule, roll(8), keys(6), denominators=Denominators(associated_comuni=10))
    assert known.threshold is not None
    assert (known.quorum.needed, known.threshold.votes) == (6, 7)


def test_what_an_organ_has_not_told_is_missing_from_its_quorum_and_preview() -> None:
    source = {"document": "ADP-2012", "article": "9.8"}
    rule = SelfRegulated.model_validate({"kind": "SELF_REGULATED", "source": source})
    found = what_if(rule, roll(8), keys(6), leaving=keys(1))
    assert (found.quorum.stated, found.quorum.met, found.quorum.present) == (False, None, 5)
    assert (found.threshold, found.missing) == (None, ("le regole che l'organo si è dato",))


def test_a_quorum_of_unknown_number_leaves_the_vote_undetermined() -> None:
    comuni = {**SHARE, "of": "ALL_ASSOCIATED_COMUNI"}
    rule = majority("1/2", "PRESENT", strict=True, abstentions="COUNT", quorum=comuni)
    found = outcome(rule, roll(8), keys(6), cast(6))
    assert (found.verdict, found.missing) == ("UNDETERMINED", ("il numero dei comuni associati",))
    assert found.sentence == (
        "Non determinabile: 6 voti favorevoli su 6 presenti, "
        "ma manca il numero dei comuni associati (art. 7)."
    )


def test_a_quorum_by_number_counts_heads_and_a_share_weighs_as_votes_do() -> None:
    weighed = roll(4, (600, 250, 100, 50), ISTAT)
    heads = majority("1/2", "PRESENT", weight="POPULATION", quorum={"kind": "NUMBER", "number": 2})
    assert quorum_met(heads, weighed, keys(1)).met is False
    assert quorum_met(heads, weighed, keys(2, 3)).met is True
    share = majority("1/2", "PRESENT", weight="POPULATION", quorum=SHARE)
    assert quorum_met(share, weighed, keys(1)).met is True
    few = outcome(share, weighed, keys(3, 2), ())
    assert few.sentence == (
        "Non valida: i presenti rappresentavano 400 abitanti "
        "e il numero legale è di almeno 501 su 1.000 dei componenti (art. 7)."
    )
    unknown = quorum_met(share, roll(4), keys(4))
    assert (unknown.met, unknown.missing) == (None, "la popolazione secondo cui si pesano i voti")


def test_who_delegated_is_present_while_the_delegate_is() -> None:
    given = roll(11).delegating([Delegation("v11", "v01"), Delegation("v10", "Assessore")])
    assert quorum_met(ORDINARY, given, keys(5)).present == 6
    assert quorum_met(ORDINARY, given, {*keys(5), "Assessore"}).present == 7
    assert what_if(ORDINARY, given, keys(5), leaving=keys(1)).quorum.present == 4


def test_who_is_in_the_room_and_has_no_vote_is_not_counted() -> None:
    # CRE-6.6: who is invited does not vote
    assert quorum_met(ORDINARY, roll(11), {*keys(5), "Direttore Sociale ASL"}).present == 5
