"""Riparti are answered as the slow executor does, field by field."""

from datetime import date
from typing import Any

import pytest
from graphql import validate

from . import seed
from .agreeing import Comparison, compared
from .conftest import CONTRACT, Reading, machine
from .drawing import TODAYS
from .queries import Asked, cursor

READY = machine()
AURORA: dict[str, Any] = {"slug": "aurora", "first": 20}
ZERO = "00000000-0000-0000-0000-000000000000"
RIPARTI = """query Prova(
  $slug: String!, $year: Int, $matter: String, $first: Int, $after: String, $last: Int,
  $before: String
) { ambito(slug: $slug) {
  riparti(
    year: $year, matter: $matter, first: $first, after: $after, last: $last, before: $before
  ) {
    totalCount
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { cursor node {
      id matter matterName year amount covered key keyName referenceDate rulesOn proposedOn state
      perfectedOn decidedBy { code name } source { document documentCode article }
      act { id subject state }
      shares { ...Share } compared { ...Share }
    } }
  }
} }
fragment Share on RipartoShare {
  id key code name amount difference weight whole floor extraCent rounded why
  comune { istatCode name }
  figures { istatCode comune residents referenceDate status source series reason }
}
"""
ROUNDS: list[dict[str, Any]] = [
    *({"slug": slug, "first": 20} for slug in seed.SLUGS.values()),
    *({**AURORA, "year": year} for year in (2022, 2023, 2024, 1900)),
    *({**AURORA, "matter": matter} for matter in ("PIANO_DI_ZONA", "BILANCIO", "NESSUNA")),
    *({**AURORA, "first": size, "after": cursor("2024-01-31", ZERO)} for size in range(3)),
    {"slug": "aurora", "last": 2, "before": cursor("2024-02-02", ZERO)},
]
WHO = [
    "",
    *(one.name for one in (seed.CHIEF, seed.MAYOR, seed.MEMBER_OF_TWO, seed.FORMER, seed.REGION)),
]


@pytest.fixture(scope="module")
async def comparison(reading: Reading) -> Comparison:
    return await compared(reading, TODAYS)


@pytest.mark.parametrize("day", TODAYS, ids=str)
@pytest.mark.parametrize("who", WHO)
async def test_every_share_is_answered_with_all_that_it_was_made_of(
    comparison: Comparison, who: str, day: date
) -> None:
    assert validate(CONTRACT, comparison.documents.get(RIPARTI).node) == []
    await comparison.agree(READY, Asked(RIPARTI, tuple(ROUNDS)), who, day)
