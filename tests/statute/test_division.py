"""Money is divided to the cent: nothing is lost, and everybody could do it again by hand."""

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ambiti.statute.division import IndivisibleError, Party, cents_of, divide, euro_of

WEIGHTS = st.lists(
    st.one_of(st.integers(0, 60_000), st.fractions(0, 100, max_denominator=500)),
    min_size=1,
    max_size=15,
).filter(any)
CENTS = st.integers(0, 10**10)


def parties(weights: list[int | Fraction]) -> list[Party]:
    return [Party(f"{at:03}", f"Ente {at:03}", weight) for at, weight in enumerate(weights)]


def shares(cents: int, *weights: int | Fraction) -> list[int]:
    return [one.cents for one in divide(cents, parties([*weights])).shares]


@given(CENTS, WEIGHTS)
def test_the_shares_add_up_and_each_is_its_exact_value_rounded_down_or_up(
    cents: int, weights: list[int | Fraction]
) -> None:
    division = divide(cents, parties(weights))
    whole = sum(map(Fraction, weights))
    assert sum(one.cents for one in division.shares) == cents
    for share, weight in zip(division.shares, weights, strict=True):
        exact = Fraction(cents) * weight / whole
        assert share.exact == exact
        assert abs(share.cents - exact) < 1
        assert share.floor == exact.numerator // exact.denominator
        assert share.cents == share.floor + share.extra


@given(CENTS, WEIGHTS, st.randoms(use_true_random=False))
def test_the_order_of_the_parties_changes_nothing(
    cents: int, weights: list[int | Fraction], chance: st.DataObject
) -> None:
    asked = parties(weights)
    before = {one.key: one for one in divide(cents, asked).shares}
    chance.shuffle(asked)  # type: ignore[attr-defined]
    assert {one.key: one for one in divide(cents, asked).shares} == before


@given(CENTS, WEIGHTS)
def test_who_weighs_more_never_gets_less(cents: int, weights: list[int | Fraction]) -> None:
    division = divide(cents, parties(weights))
    ordered = sorted(division.shares, key=lambda one: (one.weight, one.cents))
    assert all(less.cents <= more.cents for less, more in pairwise(ordered))


@given(CENTS, st.integers(1, 500), WEIGHTS)
@example(10, 1, [6, 6, 2])
def test_a_larger_sum_makes_no_share_smaller_by_more_than_a_cent(
    cents: int, more: int, weights: list[int | Fraction]
) -> None:
    before, after = shares(cents, *weights), shares(cents + more, *weights)
    assert all(new >= old - 1 for old, new in zip(before, after, strict=True))


def test_a_larger_sum_may_make_a_share_a_cent_smaller_as_the_method_has_it() -> None:
    assert shares(10, 6, 6, 2) == [4, 4, 2]
    assert shares(11, 6, 6, 2) == [5, 5, 1]


@given(CENTS, st.integers(1, 500), st.integers(0, 60_000), st.integers(1, 60_000))
def test_between_two_a_larger_sum_makes_no_share_smaller(
    cents: int, more: int, one: int, other: int
) -> None:
    before, after = shares(cents, one, other), shares(cents + more, one, other)
    assert all(new >= old for old, new in zip(before, after, strict=True))


@given(CENTS, WEIGHTS)
def test_the_exact_parts_of_a_sum_grow_with_it(cents: int, weights: list[int | Fraction]) -> None:
    before = divide(cents, parties(weights)).shares
    after = divide(cents + 1, parties(weights)).shares
    assert all(old.exact <= new.exact for old, new in zip(before, after, strict=True))


@given(
    st.lists(st.integers(10_000, 10**7), min_size=2, max_size=25),
    st.lists(st.integers(1, 50_000), min_size=2, max_size=13),
)
def test_remembered_roundings_keep_the_sum_of_the_years_within_a_cent_of_the_exact_one(
    years: list[int], weights: list[int]
) -> None:
    asked = parties([*weights])
    remembered: dict[str, Fraction] = {}
    paid, due = dict.fromkeys(remembered, 0), dict.fromkeys(remembered, Fraction())
    for cents in years:
        division = divide(cents, asked, remembered)
        assert sum(one.cents for one in division.shares) == cents
        assert all(one.cents >= 0 for one in division.shares)
        for one in division.shares:
            paid[one.key] = paid.get(one.key, 0) + one.cents
            due[one.key] = due.get(one.key, Fraction()) + one.exact
        remembered = division.remembered
        assert sum(remembered.values()) == 0
    assert all(due[key] - paid[key] == remembered[key] for key in paid)
    small = min(weights) * min(years) / sum(weights) < 1
    assert small or all(abs(one) < 1 for one in remembered.values())


@given(
    st.integers(0, 30),
    st.lists(st.tuples(st.integers(0, 9), st.fractions(-2, 2, max_denominator=9)), min_size=1,
             max_size=9).filter(lambda them: any(weight for weight, _ in them)),
)  # fmt: skip
def test_a_memory_larger_than_the_sum_still_gives_no_negative_share(
    cents: int, given_: list[tuple[int, Fraction]]
) -> None:
    asked = parties([weight for weight, _ in given_])
    memory = {one.key: carried for one, (_, carried) in zip(asked, given_, strict=True)}
    division = divide(cents, asked, memory)
    assert sum(one.cents for one in division.shares) == cents
    assert all(one.cents >= 0 for one in division.shares)


def test_memory_gives_the_cent_in_turn_where_weights_are_equal() -> None:
    asked = parties([1, 1, 1])
    remembered: dict[str, Fraction] = {}
    found = []
    for _ in range(3):
        division = divide(100, asked, remembered)
        found.append([one.cents for one in division.shares])
        remembered = division.remembered
    assert found == [[34, 33, 33], [33, 34, 33], [33, 33, 34]]
    assert [divide(100, asked).shares[at].cents for at in range(3)] == [34, 33, 33]


def test_what_somebody_who_left_took_away_is_shared_by_the_others() -> None:
    before = divide(100, parties([1, 1, 1]))
    after = divide(100, parties([1, 1]), before.remembered)
    assert sum(one.cents for one in after.shares) == 100
    assert sum(one.remembered for one in after.shares) == 0


@pytest.mark.parametrize(
    ("cents", "weights", "expected"),
    [
        (100, [1, 1, 1], [(34, "NAME"), (33, "NAME"), (33, "NAME")]),
        (100, [1, 1, 2], [(25, "EXACT"), (25, "EXACT"), (50, "EXACT")]),
        (
            10,
            [6, 6, 2],
            [(4, "LARGEST_REMAINDER"), (4, "LARGEST_REMAINDER"), (2, "LARGEST_REMAINDER")],
        ),
        (1, [1, 1], [(1, "NAME"), (0, "NAME")]),
        (2, [1, 3], [(0, "WEIGHT"), (2, "WEIGHT")]),
        (0, [5, 7], [(0, "EXACT"), (0, "EXACT")]),
        (7, [3, 0], [(7, "EXACT"), (0, "EXACT")]),
    ],
)
def test_each_share_tells_what_settled_its_rounding(
    cents: int, weights: list[int], expected: list[tuple[int, str]]
) -> None:
    division = divide(cents, parties([*weights]))
    assert [(one.cents, one.rounded) for one in division.shares] == expected


def test_a_share_can_be_computed_again_from_what_it_tells() -> None:
    for one in divide(10_000, parties([2, 3, 7])).shares:
        exact = 10_000 * one.fraction + one.remembered
        assert exact.numerator // exact.denominator == one.floor
        assert one.remainder == exact - one.floor
        assert one.cents == one.floor + (1 if one.extra else 0)


def test_namesakes_are_told_apart_and_in_one_order() -> None:
    two = [Party("103063", "Castro", 1), Party("016065", "Castro", 1)]
    first = divide(1, two)
    assert {one.key: one.cents for one in first.shares} == {"016065": 1, "103063": 0}
    found = first.of("016065")
    assert found is not None
    assert found.cents == 1
    assert first.of("000000") is None


@pytest.mark.parametrize(
    ("cents", "asked", "memory", "code"),
    [
        (-1, [Party("a", "A", 1)], {}, "AMOUNT_NEGATIVE"),
        (1, [], {}, "NO_PARTIES"),
        (1, [Party("a", "A", 0), Party("b", "B", 0)], {}, "NO_WEIGHT"),
        (1, [Party("a", "A", -1), Party("b", "B", 2)], {}, "WEIGHT_NEGATIVE"),
        (1, [Party("a", "A", 1), Party("a", "B", 2)], {}, "PARTY_TWICE"),
        (1, [Party("a", "A", 1)], {"a": Fraction(101)}, "REMEMBERED_TOO_MUCH"),
    ],
)
def test_what_cannot_be_divided_is_refused(
    cents: int, asked: list[Party], memory: dict[str, Fraction], code: str
) -> None:
    with pytest.raises(IndivisibleError) as refused:
        divide(cents, asked, memory)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("cents", "weight", "memory"),
    [(1.0, 1, {}), (True, 1, {}), (1, 0.5, {}), (1, Decimal(1), {}), (1, 1, {"a": 0.5})],
)
def test_a_float_never_touches_money(cents: int, weight: int, memory: dict[str, Fraction]) -> None:
    with pytest.raises(TypeError):
        divide(cents, [Party("a", "A", weight)], memory)


def test_euro_are_cents_exactly_or_not_at_all() -> None:
    assert cents_of(Decimal("210000.00")) == 21_000_000
    assert euro_of(21_000_001) == Decimal("210000.01")
    assert str(euro_of(0)) == "0.00"
    for wrong in ("0.001", "NaN", "Infinity"):
        with pytest.raises(IndivisibleError) as refused:
            cents_of(Decimal(wrong))
        assert refused.value.code == "NOT_TO_THE_CENT"


@given(
    st.lists(
        st.tuples(st.integers(10**4, 10**7), st.lists(st.integers(1, 50), min_size=6, max_size=6)),
        min_size=2,
        max_size=25,
    )
)
def test_roundings_even_out_also_where_the_weights_are_others_each_year(
    years: list[tuple[int, list[int]]],
) -> None:
    remembered: dict[str, Fraction] = {}
    owed: dict[str, Fraction] = {}
    for cents, weights in years:
        division = divide(cents, parties([*weights]), remembered)
        remembered = division.remembered
        for one in division.shares:
            owed[one.key] = owed.get(one.key, Fraction()) + one.exact - one.cents
            assert one.cents == one.floor + one.extra
            assert one.short == one.exact + one.remembered - one.cents
        assert owed == remembered
        assert all(abs(one) < 1 for one in owed.values())
