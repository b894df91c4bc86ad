"""What a rule makes of a vote, and the sentence that tells it."""

import pytest

from ambiti.acting.refusing import Refused
from ambiti.governance.votes.ballots import Counts
from ambiti.governance.votes.measures import Denominators
from ambiti.governance.votes.outcomes import outcome, outcome_of_counts
from ambiti.statute.language.decisions import ExternalDecision, SelfRegulated

from .convened import ISTAT, cast, dispute, key, keys, majority, roll


def test_thirty_two_of_forty_eight_comuni_are_two_thirds() -> None:
    # CRE-3.1: 48 comuni
    rule = majority("2/3", "ALL_ASSOCIATED_COMUNI")
    found = outcome(rule, roll(48), keys(40), cast(32, 8), Denominators(associated_comuni=48))
    assert found.verdict == "APPROVED"
    assert found.sentence == (
        "Approvata: 32 voti favorevoli su 48 comuni associati; "
        "ne servivano almeno 32 (2/3, art. 7)."
    )


def test_lec_11_7_b_six_of_ten_comuni_are_not_enough_though_three_quarters_are_there() -> None:
    source = {"document": "REG-UDP", "article": "11.7.b"}
    rule = majority(
        "2/3", "ALL_ASSOCIATED_COMUNI", source=source, ambiguity="AMB-36", doubts=["AMB-33"]
    )
    ten = Denominators(associated_comuni=10)
    rejected = outcome(rule, roll(10), keys(8), cast(6, 2), ten)
    assert rejected.sentence == (
        "Respinta: 6 voti favorevoli su 10 comuni associati; "
        "ne servivano almeno 7 (2/3, art. 11.7.b)."
    )
    assert rejected.ambiguities == ("AMB-36", "AMB-33")
    assert (rejected.document, rejected.article) == ("REG-UDP", "11.7.b")
    assert outcome(rule, roll(10), keys(8), cast(7, 1), ten).verdict == "APPROVED"


def test_amb_33_without_the_number_of_comuni_the_revocation_is_undetermined() -> None:
    found = outcome(majority("2/3", "ALL_ASSOCIATED_COMUNI"), roll(8), keys(8), cast(8))
    assert (found.verdict, found.missing) == ("UNDETERMINED", ("il numero dei comuni associati",))
    assert found.number is None
    assert found.sentence == (
        "Non determinabile: 8 voti favorevoli, ma manca il numero dei comuni associati (art. 7)."
    )


def test_son_3_4_an_abstained_voter_is_present_and_weighs_against() -> None:
    rule = majority("1/2", "PRESENT", strict=True, abstentions="COUNT", ambiguity="AMB-28")
    rejected = outcome(rule, roll(11), keys(6), cast(3, 2, 1))
    assert rejected.sentence == (
        "Respinta: 3 voti favorevoli su 6 presenti; ne servivano almeno 4 (più della metà, art. 7)."
    )
    assert (rejected.quorum.stated, rejected.quorum.met) == (False, None)
    assert outcome(rule, roll(11), keys(6), cast(4, 2)).verdict == "APPROVED"


def test_son_10_1_five_of_eleven_decide_an_ordinary_matter_and_no_dispute() -> None:
    room, votes = keys(6), cast(5, 1)
    ordinary = majority("1/2", "PRESENT", strict=True, abstentions="COUNT")
    assert outcome(ordinary, roll(11), room, votes).verdict == "APPROVED"
    assert outcome(dispute("1/2", "COMPONENTS", strict=True), roll(11), room, votes).verdict == (
        "REJECTED"
    )
    assert outcome(dispute("1/2", "COMPONENTS", strict=True), roll(9), room, votes).verdict == (
        "APPROVED"
    )


def test_abstentions_that_are_not_counted_lower_the_number_of_those_present() -> None:
    rule = majority("1/2", "PRESENT", strict=True, abstentions="NOT_COUNTED")
    found = outcome(rule, roll(11), keys(6), cast(3, 2, 1))
    assert (found.verdict, found.number) == ("APPROVED", 5)
    assert found.sentence == (
        "Approvata: 3 voti favorevoli su 5 votanti; ne servivano almeno 3 (più della metà, art. 7)."
    )


def test_a_blank_paper_is_a_vote_cast_and_not_in_favour() -> None:
    rule = majority("1/2", "PRESENT", strict=True, abstentions="NOT_COUNTED")
    found = outcome(rule, roll(11), keys(6), cast(3, 2, 0, 1))
    assert (found.verdict, found.number) == ("REJECTED", 6)


def test_abstentions_that_are_not_stated_are_undetermined_only_where_they_matter() -> None:
    rule = majority("1/2", "PRESENT", strict=True)
    matters = outcome(rule, roll(11), keys(6), cast(3, 2, 1))
    assert (matters.verdict, matters.missing) == ("UNDETERMINED", ("il peso degli astenuti",))
    assert [one.threshold.votes for one in matters.readings] == [4, 3]
    assert matters.sentence == (
        "Non determinabile: 3 voti favorevoli su 6 presenti; ne servivano almeno 4 se gli astenuti "
        "contano fra i presenti, almeno 3 se non contano, e il testo non lo dice (art. 7)."
    )
    same = outcome(rule, roll(11), keys(6), cast(4, 1, 1))
    assert (same.verdict, same.abstentions) == ("APPROVED", "NOT_STATED")
    assert same.sentence.endswith(
        "; l'esito è lo stesso se gli astenuti non contano fra i presenti."
    )
    nobody_abstained = outcome(rule, roll(11), keys(6), cast(4, 2))
    assert nobody_abstained.sentence.endswith("(più della metà, art. 7).")


def test_abstentions_do_not_matter_where_the_fraction_is_of_all_components() -> None:
    found = outcome(majority("1/2", "COMPONENTS", strict=True), roll(11), keys(9), cast(5, 0, 4))
    assert (found.verdict, len(found.readings)) == ("REJECTED", 1)


def test_who_is_present_and_casts_no_ballot_is_not_voting() -> None:
    rule = majority("1/2", "PRESENT", strict=True, abstentions="COUNT")
    found = outcome(rule, roll(11), keys(6), cast(3, 1))
    assert (found.verdict, found.counts.not_voting) == ("REJECTED", 2)


def test_nobody_approves_nothing() -> None:
    rule = majority("1/2", "PRESENT", abstentions="NOT_COUNTED")
    found = outcome(rule, roll(4), keys(4), cast(0, 0, 4))
    assert (found.verdict, found.number) == ("REJECTED", 0)
    assert found.threshold is not None
    assert found.threshold.votes == 1


@pytest.mark.parametrize("strict", [True, False])
def test_of_no_components_nothing_is_decided(*, strict: bool) -> None:
    found = outcome(majority("1/2", "COMPONENTS", strict=strict), roll(0), (), ())
    assert (found.verdict, found.missing) == ("UNDETERMINED", ("l'elenco dei componenti",))


def test_votes_weigh_by_population_only_where_the_rule_says_so() -> None:
    weighed = roll(4, (600, 250, 100, 50), ISTAT)
    source = {"document": "PATTO", "article": "5.2"}
    by_residents = majority("3/5", "COMPONENTS", weight="POPULATION", source=source)
    found = outcome(by_residents, weighed, keys(4), cast(1, 3))
    assert (found.verdict, found.number, found.counts.against) == ("APPROVED", 1000, 400)
    assert found.residents == ISTAT
    assert found.sentence == (
        "Approvata: voti favorevoli per 600 abitanti su 1.000 dei componenti; "
        "ne servivano almeno 600 (3/5, art. 5.2)."
    )
    by_heads = outcome(majority("3/5", "COMPONENTS"), weighed, keys(4), cast(1, 3))
    assert (by_heads.verdict, by_heads.number, by_heads.residents) == ("REJECTED", 4, None)


def test_without_residents_a_vote_by_population_is_undetermined() -> None:
    found = outcome(majority("3/5", "COMPONENTS", weight="POPULATION"), roll(4), keys(4), cast(4))
    assert found.verdict == "UNDETERMINED"
    assert found.missing == ("la popolazione secondo cui si pesano i voti",)
    assert (found.counts.weight, found.counts.in_favour) == ("ONE_EACH", 4)


def test_the_residents_of_all_comuni_are_given_as_their_number_is() -> None:
    rule = majority("2/3", "ALL_ASSOCIATED_COMUNI", weight="POPULATION")
    voters = roll(2, (400, 200), ISTAT)
    heads = outcome(rule, voters, keys(2), cast(2), Denominators(associated_comuni=3))
    assert heads.missing == ("la popolazione dei comuni associati",)
    known = outcome(rule, voters, keys(2), cast(2), Denominators(associated_residents=900))
    assert (known.verdict, known.number) == ("APPROVED", 900)


def test_amb_13_votes_are_recorded_though_the_regulation_is_not_supplied() -> None:
    # CAR-4.2: «normato da apposito Regolamento»
    source = {"document": "CONV-UDP", "article": "4.2"}
    rule = ExternalDecision.model_validate(
        {"kind": "EXTERNAL_REGULATION", "document": "REG", "source": source, "ambiguity": "AMB-13"}
    )
    found = outcome(rule, roll(13), keys(8), cast(5, 2, 1))
    assert (found.verdict, found.counts.in_favour) == ("UNDETERMINED", 5)
    assert (found.of, found.threshold, found.missing_document) == (None, None, "REG")
    assert found.ambiguities == ("AMB-13",)
    assert found.sentence == (
        "Non determinabile: 5 voti favorevoli, ma manca il testo che dice quorum e maggioranza "
        "(documento REG, art. 4.2)."
    )


def test_cre_9_8_an_organ_that_has_not_told_its_rules_decides_nothing_yet() -> None:
    source = {"document": "ADP-2012", "article": "9.8"}
    rule = SelfRegulated.model_validate({"kind": "SELF_REGULATED", "source": source})
    found = outcome(rule, roll(25), keys(20), cast(20))
    assert (found.verdict, found.missing) == (
        "UNDETERMINED",
        ("le regole che l'organo si è dato",),
    )
    assert "ma mancano le regole che" in found.sentence


def test_bodies_that_decide_each_by_its_own_deliberation_do_not_decide_in_a_room() -> None:
    found = outcome(majority("1/1", "SIGNATORY_BODIES"), roll(9), keys(9), cast(9))
    assert found.verdict == "UNDETERMINED"
    assert found.missing == ("la deliberazione di ciascun ente firmatario",)
    quorum = {"kind": "NUMBER", "number": 9}
    few = outcome(majority("1/1", "SIGNATORY_BODIES", quorum=quorum), roll(9), keys(2), cast(2))
    assert (few.verdict, few.quorum.met) == ("UNDETERMINED", False)


def test_a_secret_vote_is_told_by_its_sums() -> None:
    rule = majority("1/2", "PRESENT", strict=True, abstentions="COUNT")
    counts = Counts(present=6, in_favour=4, against=1, blank=1)
    assert outcome_of_counts(rule, roll(11), keys(6), counts) == outcome(
        rule, roll(11), keys(6), cast(4, 1, 0, 1)
    )


@pytest.mark.parametrize(
    "counts",
    [Counts(5, 3, 2), Counts(6, 5, 2), Counts(6, -1, 2), Counts(6, 1, 2, 0, 0, "POPULATION")],
)
def test_sums_that_differ_from_those_present_are_refused(counts: Counts) -> None:
    with pytest.raises(Refused) as refused:
        outcome_of_counts(majority("1/2", "PRESENT"), roll(11), keys(6), counts)
    assert [one.code for one in refused.value.violations] == ["COUNTS_DIFFER_FROM_PRESENT"]


def test_one_of_anything_is_told_in_the_singular() -> None:
    rule = majority("1/1", "PRESENT", abstentions="COUNT", source={"document": "DOC"})
    assert outcome(rule, roll(3), {key(1)}, cast(1)).sentence == (
        "Approvata: 1 voto favorevole su 1 presente; ne serviva almeno 1 (tutti)."
    )
