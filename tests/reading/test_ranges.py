"""Whole numbers as ranges, as PostgreSQL reads them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from ambiti.reading.ranges import ranges


@pytest.mark.parametrize(
    ("numbers", "written"),
    [
        ((), "{}"),
        ((7,), "{[7,8)}"),
        ((3, 1, 2), "{[1,4)}"),
        ((5, 1, 2, 5, 9), "{[1,3),[5,6),[9,10)}"),
    ],
)
def test_neighbours_are_one_range(numbers: tuple[int, ...], written: str) -> None:
    """What is next to another is in one range with it, whatever the order, and once."""
    assert str(ranges(numbers)) == written


@given(some.lists(some.integers(-50, 50)))
def test_they_hold_the_same_numbers_and_no_other(numbers: list[int]) -> None:
    """A number is in the ranges if it was given, and they never touch."""
    found = ranges(tuple(numbers))
    assert {n for first, after in found for n in range(first, after)} == set(numbers)
    assert all(one[1] < other[0] for one, other in pairwise(found))
