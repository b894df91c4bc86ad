"""What holds of every vote: order does not matter, and a vote in favour never harms."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from ambiti.governance.votes.ballots import Ballot, Choice
from ambiti.governance.votes.measures import Denominators
from ambiti.governance.votes.outcomes import outcome
from ambiti.governance.votes.proof import Outcome
from ambiti.governance.votes.roll import Roll
from ambiti.statute.language.decisions import MajorityDecision

from .convened import ISTAT, chosen, key, keys, majority, roll

FRACTIONS = st.sampled_from(["1/2", "2/3", "3/4", "3/5", "1/1"])
OF = st.sampled_from(["PRESENT", "COMPONENTS", "ALL_ASSOCIATED_COMUNI", "SIGNATORY_BODIES"])
CHOICES: st.SearchStrategy[Choice | None] = st.sampled_from(
    ["IN_FAVOUR", "AGAINST", "ABSTAINED", "BLANK", None]
)
QUORUMS = st.one_of(
    st.none(),
    st.fixed_dictionaries({"kind": st.just("NUMBER"), "number": st.integers(1, 20)}),
    st.fixed_dictionaries(
        {"kind": st.just("SHARE"), "fraction": FRACTIONS, "strict": st.booleans(), "of": OF}
    ),
)
Case = tuple[MajorityDecision, Roll, list[Choice | None], Denominators]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    rule = majority(
        draw(FRACTIONS),
        draw(OF),
        strict=draw(st.booleans()),
        quorum=draw(QUORUMS),
        abstentions=draw(st.sampled_from(["COUNT", "NOT_COUNTED", "NOT_STATED"])),
        weight=draw(st.sampled_from(["ONE_EACH", "POPULATION"])),
        rounding=draw(st.sampled_from(["UP", "NONE"])),
    )
    size = draw(st.integers(1, 14))
    weights = draw(st.lists(st.integers(1, 90), min_size=size, max_size=size))
    voters = roll(size, weights, draw(st.sampled_from([ISTAT, None])))
    choices = draw(st.lists(CHOICES, max_size=size))
    known = st.one_of(st.none(), st.integers(size, 48))
    residents = st.one_of(st.none(), st.integers(sum(weights), 2000))
    return rule, voters, choices, Denominators(draw(known), draw(residents), draw(known))


def decided(case: Case) -> Outcome:
    rule, voters, choices, denominators = case
    return outcome(rule, voters, keys(len(choices)), chosen(choices), denominators)


@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_voters_and_ballots_does_not_matter(case: Case, chance: object) -> None:
    rule, voters, choices, denominators = case
    ballots, room, people = chosen(choices), list(keys(len(choices))), list(voters.voters)
    for listed in (ballots, room, people):
        chance.shuffle(listed)  # type: ignore[attr-defined]
    shuffled = Roll(tuple(people), voters.residents)
    assert outcome(rule, shuffled, room, ballots, denominators) == decided(case)


@given(cases(), st.integers(0, 13))
def test_one_more_vote_in_favour_never_undoes_an_approval(case: Case, place: int) -> None:
    rule, voters, choices, denominators = case
    more = list(choices)
    if place < len(more):
        more[place] = "IN_FAVOUR"
    elif len(more) < len(voters.voters):
        more.append("IN_FAVOUR")
    if decided(case).verdict == "APPROVED":
        assert decided((rule, voters, more, denominators)).verdict == "APPROVED"


@given(cases())
def test_an_outcome_never_lacks_its_proof(case: Case) -> None:
    rule, voters, choices, _ = case
    found = decided(case)
    counts = found.counts
    assert (found.document, found.article) == ("DOC", "7")
    assert found.sentence.endswith(".")
    assert (found.of, found.weight, found.abstentions) == (rule.of, rule.weight, rule.abstentions)
    parts = (counts.in_favour, counts.against, counts.abstained, counts.blank, counts.not_voting)
    assert sum(parts) == counts.present
    assert min(parts) >= 0
    match found.verdict:
        case "UNDETERMINED":
            assert found.missing
        case "INQUORATE":
            assert not found.missing
            assert found.quorum.needed is not None
            assert found.quorum.present < found.quorum.needed
        case _:
            assert not found.missing
            assert found.threshold is not None
            assert found.number == found.threshold.number
            assert (counts.in_favour >= found.threshold.votes) == (found.verdict == "APPROVED")
            assert {one.passed for one in found.readings} == {found.verdict == "APPROVED"}
            assert found.residents == (voters.residents if rule.weight == "POPULATION" else None)
    assert len(choices) <= len(voters.voters)


@given(cases())
def test_who_leaves_lowers_the_quorum_and_never_makes_it_met(case: Case) -> None:
    rule, voters, choices, denominators = case
    fewer = choices[:-1]
    before = decided(case).quorum
    after = decided((rule, voters, fewer, denominators)).quorum
    assert after.present <= before.present
    share_of_present = before.of == "PRESENT"
    if before.met is False and not share_of_present:
        assert after.met is False


@given(cases())
def test_what_is_not_stated_is_undetermined_only_where_its_two_readings_differ(case: Case) -> None:
    rule, voters, choices, denominators = case

    def read(abstentions: str) -> Outcome:
        told = rule.model_copy(update={"abstentions": abstentions})
        return decided((told, voters, choices, denominators))

    silent, counting, others = read("NOT_STATED"), read("COUNT"), read("NOT_COUNTED")
    if counting.verdict == others.verdict:
        assert silent.verdict == counting.verdict
    else:
        assert silent.verdict == "UNDETERMINED"
        assert silent.missing == ("il peso degli astenuti",)


@given(cases())
def test_an_exact_fraction_decides(case: Case) -> None:
    found = decided(case)
    if found.verdict not in {"APPROVED", "REJECTED"} or not found.number:
        return
    rule, votes = case[0], Fraction(found.counts.in_favour, found.number)
    passes = votes > rule.fraction if rule.strict else votes >= rule.fraction
    assert (found.verdict == "APPROVED") == passes


@given(cases())
def test_a_ballot_cast_by_a_delegate_counts_as_the_voter_s_own(case: Case) -> None:
    rule, voters, choices, denominators = case
    sent = Roll(
        tuple(replace(one, delegated_to=f"per {one.key}") for one in voters.voters),
        voters.residents,
    )
    room = [f"per {key(n)}" for n in range(1, len(choices) + 1)]
    ballots = [Ballot(one.voter, one.choice, f"per {one.voter}") for one in chosen(choices)]
    assert outcome(rule, sent, room, ballots, denominators) == decided(case)
