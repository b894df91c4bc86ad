"""The two books of costs are answered as the slow executor does, field by field."""

from datetime import date
from typing import Any

import pytest
from graphql import validate

from . import seed
from .agreeing import Comparison, compared
from .conftest import CONTRACT, Reading, machine
from .drawing import TODAYS
from .queries import Asked

READY = machine()
AURORA: dict[str, Any] = {"slug": "aurora", "first": 20, "of": 2023}
TEXT = """query Prova($slug: String!, $on: Date, $year: Int, $of: Int!, $target: CostTarget,
  $book: CostBook, $first: Int, $last: Int) { ambito(slug: $slug, on: $on) {
  costSums(year: $of, target: $target, book: $book) { book target code name amount }
  attributions(year: $year, target: $target, first: $first, last: $last) {
    totalCount
    edges { cursor node {
      id matter matterName target year amount key keyName referenceDate attributedOn reasons
      payer { code name } source { document documentCode article } payment { number } act { id }
      reverses { id } entries {
        id code name amount weight whole floor rounded why comune { name }
        figures { istatCode comune residents referenceDate status source series reason }
      }
    } }
  }
} }
"""
ROUNDS = [
    AURORA,
    {**AURORA, "on": "2026-06-01", "book": "CASH"},
    {**AURORA, "on": "2025-06-01", "target": "OVERTIME_FUND", "book": "NOTIONAL"},
    {"slug": "aurora", "last": 2, "on": "2027-01-01", "of": 2024, "year": 2023},
    {"slug": "borea", "first": 3, "year": 1999, "of": 2023},
]


@pytest.fixture(scope="module")
async def comparison(reading: Reading) -> Comparison:
    return await compared(reading, TODAYS)


@pytest.mark.parametrize("day", TODAYS, ids=str)
@pytest.mark.parametrize("who", ["", seed.CHIEF.name, seed.MAYOR.name, seed.REGION.name])
async def test_both_books_are_answered_the_same(
    comparison: Comparison, who: str, day: date
) -> None:
    assert validate(CONTRACT, comparison.documents.get(TEXT).node) == []
    await comparison.agree(READY, Asked(TEXT, tuple(ROUNDS)), who, day)
