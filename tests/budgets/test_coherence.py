"""A fund made of others, commitments within it, plans and what came of them."""

from datetime import date
from fractions import Fraction

import pytest

from ambiti.budgets.coherence import Completion, Composed, compatible, composed, equal, per_head
from ambiti.statute.division import IndivisibleError
from ambiti.statute.language.funds import Compatibility, Fund
from ambiti.statute.language.programming import BudgetEquality

from .figures import statute

CREMASCO = statute("cremasco")
DAY = date(2013, 1, 1)


def fud() -> Fund:
    return next(one for one in CREMASCO.funds if one.code == "FUD")


WHOLE = {
    "F_SOL": 120_000_000, "FNPS": 45_000_000, "FSR": 60_000_000, "F_PROVINCIA": 5_000_000,
    "ALTRI_FONDI": 8_000_000,
}  # fmt: skip


def test_a_composed_fund_is_the_sum_of_its_money_and_what_is_in_kind_stays_beside() -> None:
    found = composed(CREMASCO, fud(), DAY, WHOLE, {"RC_NATURA": ("400 ore",)})
    assert isinstance(found, Composed)
    assert found.cents == 238_000_000
    assert found.in_kind == {"RC_NATURA": ("400 ore",)}
    assert (found.parts["RC_NATURA"], found.parts["FNPS"]) == (0, 45_000_000)
    more = composed(CREMASCO, fud(), DAY, {**WHOLE, "RC_DENARO": 100})
    assert isinstance(more, Composed)
    assert more.cents == 238_000_100


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"CRYPTO": 100}, "UNKNOWN_SOURCE"),
        ({"F_SOL": -1}, "AMOUNT_NEGATIVE"),
        ({"RC_NATURA": 100}, "IN_KIND_NOT_MONEY"),
    ],
)
def test_a_source_that_the_text_does_not_name_is_refused(given: dict[str, int], code: str) -> None:
    found = composed(CREMASCO, fud(), DAY, given)
    assert isinstance(found, tuple)
    assert [one.code for one in found] == [code]


def test_commitments_beyond_the_fund_are_short_by_the_difference() -> None:
    rule = next(one for one in CREMASCO.fund_rules if isinstance(one, Compatibility))
    (found,) = compatible(rule, CREMASCO, 238_000_000, 240_000_000)
    assert (found.code, found.article) == ("RESOURCES_SHORT", "6.3.2")
    assert "20.000,00" in found.message
    assert list(compatible(rule, CREMASCO, 238_000_000, 238_000_000)) == []


def test_a_contract_is_the_sum_of_the_actions_of_the_plan() -> None:
    rule = next(one for one in CREMASCO.programme_rules if isinstance(one, BudgetEquality))
    assert list(equal(rule, CREMASCO, [5_000_000, 3_000_000], 8_000_000)) == []
    (found,) = equal(rule, CREMASCO, [5_000_000, 3_000_000], 8_000_001)
    assert found.code == "BUDGETS_DIFFER"
    assert "0,01" in found.message


def test_completion_is_what_was_spent_of_what_was_planned() -> None:
    found = Completion(5_000_000, 4_750_000)
    assert (found.fraction, found.residual) == (Fraction(95, 100), 250_000)
    assert Completion(4, 3).fraction == Fraction(3, 4)
    assert Completion(0, 100).fraction is None


def test_spending_per_head() -> None:
    assert per_head(467_000_000, 46_700) == 10_000
    assert per_head(32_800_000, 4_100) == 8_000
    with pytest.raises(IndivisibleError) as refused:
        per_head(100, 0)
    assert refused.value.code == "NO_RESIDENTS"
