"""The fewest votes that pass, held against counting one by one."""

from fractions import Fraction

import pytest

from ambiti.governance.votes.measures import Denominators, threshold_of
from ambiti.governance.votes.outcomes import outcome

from .convened import cast, dispute, keys, majority, roll

FRACTIONS = ("1/2", "2/3", "3/4", "3/5", "1/1")


def fewest(fraction: str, number: int, *, strict: bool) -> int:
    over, under = (int(part) for part in fraction.split("/"))
    votes = 1
    while votes * under < over * number or (strict and votes * under == over * number):
        votes += 1
    return votes


@pytest.mark.parametrize("strict", [True, False])
@pytest.mark.parametrize("fraction", FRACTIONS)
def test_the_threshold_is_the_first_number_of_votes_that_passes(
    fraction: str, *, strict: bool
) -> None:
    rule = majority(fraction, "COMPONENTS", strict=strict)
    for number in range(1, 61):
        found = threshold_of(rule, number)
        assert found.votes == fewest(fraction, number, strict=strict)
        assert found.share == Fraction(fraction) * number


@pytest.mark.parametrize("strict", [True, False])
@pytest.mark.parametrize("fraction", FRACTIONS)
def test_one_vote_less_than_the_threshold_does_not_pass(fraction: str, *, strict: bool) -> None:
    rule = majority(fraction, "COMPONENTS", strict=strict)
    for number in (1, 2, 3, 9, 10, 11, 13, 48, 60):
        needed = fewest(fraction, number, strict=strict)
        for votes in {needed - 1, min(needed, number)}:
            found = outcome(rule, roll(number), keys(number), cast(votes))
            assert found.verdict == ("APPROVED" if votes >= needed else "REJECTED")


def test_rounding_that_is_not_stated_changes_no_threshold() -> None:
    silent = majority("2/3", "COMPONENTS", rounding="NONE")
    for number in range(1, 61):
        stated = threshold_of(majority("2/3", "COMPONENTS"), number)
        assert threshold_of(silent, number).votes == stated.votes


@pytest.mark.parametrize(("present", "needed"), [(6, 4), (5, 3)])
def test_f14_more_than_half_of_those_present(present: int, needed: int) -> None:
    # SON-3.4: «a maggioranza dei presenti»
    rule = majority("1/2", "PRESENT", strict=True, abstentions="COUNT")
    found = outcome(rule, roll(11), keys(present), cast(needed))
    assert found.threshold is not None
    assert (found.threshold.votes, found.verdict) == (needed, "APPROVED")
    assert outcome(rule, roll(11), keys(present), cast(needed - 1)).verdict == "REJECTED"


@pytest.mark.parametrize(
    ("components", "needed"),
    [(11, 6), (9, 5), (13, 7)],
    ids=["soncino-by-comune", "soncino-by-signatory", "carate"],
)
def test_f14_more_than_half_of_the_components(components: int, needed: int) -> None:
    # SON-10.1: «con la maggioranza assoluta dei componenti»; AMB-05
    for rule in (
        majority("1/2", "COMPONENTS", strict=True),
        dispute("1/2", "COMPONENTS", strict=True),
    ):
        assert threshold_of(rule, components).votes == needed
        assert outcome(rule, roll(components), keys(needed), cast(needed)).verdict == "APPROVED"


@pytest.mark.parametrize(
    ("comuni", "needed"), [(8, 6), (9, 6), (10, 7), (11, 8), (13, 9), (48, 32)]
)
def test_f14_two_thirds_of_all_associated_comuni(comuni: int, needed: int) -> None:
    # LEC-11.7.b; 48 are the comuni of CRE-3.1, 13 those of Carate
    rule = majority("2/3", "ALL_ASSOCIATED_COMUNI")
    number = Denominators(associated_comuni=comuni)
    everyone = keys(comuni)
    assert outcome(rule, roll(comuni), everyone, cast(needed), number).verdict == "APPROVED"
    assert outcome(rule, roll(comuni), everyone, cast(needed - 1), number).verdict == "REJECTED"
