"""Plans, and what came of them."""

from fractions import Fraction

import pytest

from ambiti.budgets.coherence import Completion, equal, per_head
from ambiti.statute.division import IndivisibleError
from ambiti.statute.language.programming import BudgetEquality

from .figures import statute

CREMASCO = statute("cremasco")


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
