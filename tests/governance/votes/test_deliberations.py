"""Decisions that bodies take each by its own deliberation."""

import pytest

from ambiti.acting.refusing import Refused
from ambiti.governance.votes.deliberations import Deliberation, by_deliberations
from ambiti.governance.votes.roll import Roll

from .convened import ISTAT, key, majority, roll

EVERYONE = majority("1/1", "SIGNATORY_BODIES", source={"document": "CONV-SUB4", "article": "9.1"})


def deliberated(in_favour: int, against: int = 0) -> list[Deliberation]:
    total = in_favour + against
    return [Deliberation(key(n), in_favour=n <= in_favour) for n in range(1, total + 1)]


def test_son_9_1_eight_of_nine_bodies_are_not_all_and_the_ninth_makes_them_so() -> None:
    # SON-9.1: «deliberazioni adottate da tutti gli enti convenzionati»
    eight = by_deliberations(EVERYONE, roll(9), deliberated(8))
    assert (eight.verdict, eight.missing) == ("UNDETERMINED", ("la deliberazione di Comune 9",))
    assert eight.sentence == (
        "Non ancora decisa: 8 deliberazioni favorevoli su 9 enti firmatari; "
        "ne servivano almeno 9 (tutti, art. 9.1); manca quella di Comune 9."
    )
    nine = by_deliberations(EVERYONE, roll(9), deliberated(9))
    assert (nine.verdict, nine.missing) == ("APPROVED", ())
    assert nine.sentence == (
        "Approvata: 9 deliberazioni favorevoli su 9 enti firmatari; "
        "ne servivano almeno 9 (tutti, art. 9.1)."
    )


def test_one_body_against_is_enough_where_all_are_needed() -> None:
    found = by_deliberations(EVERYONE, roll(9), deliberated(1, 1))
    assert (found.verdict, found.missing) == ("REJECTED", ())
    assert found.sentence.startswith("Respinta: 1 deliberazione favorevole su 9")


@pytest.mark.parametrize(
    ("in_favour", "against", "verdict"),
    [(7, 0, "APPROVED"), (7, 2, "APPROVED"), (6, 2, "UNDETERMINED"), (6, 3, "REJECTED")],
)
def test_more_than_three_quarters_of_nine_are_seven(
    in_favour: int, against: int, verdict: str
) -> None:
    rule = majority("3/4", "SIGNATORY_BODIES", strict=True)
    found = by_deliberations(rule, roll(9), deliberated(in_favour, against))
    assert found.verdict == verdict


def test_bodies_may_weigh_by_population() -> None:
    rule = majority("1/2", "SIGNATORY_BODIES", strict=True, weight="POPULATION")
    found = by_deliberations(rule, roll(3, (600, 250, 150), ISTAT), deliberated(1))
    assert found.sentence == (
        "Approvata: deliberazioni favorevoli per 600 abitanti su 1.000 degli enti firmatari; "
        "ne servivano almeno 501 (più della metà, art. 7)."
    )
    unknown = by_deliberations(rule, roll(3), deliberated(3))
    assert unknown.verdict == "UNDETERMINED"
    assert unknown.sentence == (
        "Non determinabile: 3 deliberazioni favorevoli, "
        "ma manca la popolazione secondo cui si pesano i voti."
    )


def test_without_the_list_of_bodies_nothing_is_decided() -> None:
    found = by_deliberations(EVERYONE, Roll(()), ())
    assert (found.verdict, found.missing) == ("UNDETERMINED", ("l'elenco degli enti firmatari",))


def test_a_deliberation_is_of_a_body_that_signed_and_is_one() -> None:
    wrong = [Deliberation("v99", in_favour=True), *deliberated(1), *deliberated(0, 1)]
    with pytest.raises(Refused) as refused:
        by_deliberations(EVERYONE, roll(9), wrong)
    assert [(one.code, one.article) for one in refused.value.violations] == [
        ("BODY_NOT_SIGNATORY", "9.1"),
        ("DELIBERATED_TWICE", "9.1"),
    ]


def test_what_is_decided_in_a_room_is_not_decided_by_deliberations() -> None:
    with pytest.raises(ValueError, match="PRESENT"):
        by_deliberations(majority("1/2", "PRESENT"), roll(9), ())
