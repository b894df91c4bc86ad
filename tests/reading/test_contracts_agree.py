"""Service contracts and the reports of actions are answered as the slow executor does."""

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
AURORA: dict[str, Any] = {"slug": "aurora"}
TEXT = """query Prova($slug: String!, $on: Date, $year: Int, $programme: String,
  $level: LineLevel) { ambito(slug: $slug, on: $on) {
  serviceContracts(year: $year) {
    id code year subject shared programme committerCode committerName executorCode executorName
    budgetTotal document enteredOn since until endedOn endedBecause state
    source { document documentCode article } contract { act } act { id } comune { name }
    budgets { id amount line { code } }
    assignments {
      id amount executorCode executorName subject assignedOn recordedAt recordedBy
      line { code } contract { code } act { id } reverses { id } reversedBy { id amount }
    }
  }
  budgets { year actions(programme: $programme, level: $level) {
    programme action planned committed liquidated spent residual assigned percent
    lines { code } contracts { code }
  } }
} }
"""
ROUNDS = [
    AURORA,
    {**AURORA, "on": "2024-02-29", "programme": "PO"},
    {**AURORA, "on": "2025-06-01", "year": 2024, "level": "DISTRETTUALE"},
    {**AURORA, "on": "2026-01-01", "programme": "NESSUNO"},
    {**AURORA, "on": "2027-01-01", "year": 2025, "level": "COMUNALE"},
    {"slug": "borea"},
]


@pytest.fixture(scope="module")
async def comparison(reading: Reading) -> Comparison:
    return await compared(reading, TODAYS)


@pytest.mark.parametrize("day", TODAYS, ids=str)
@pytest.mark.parametrize("who", ["", seed.CHIEF.name, seed.MAYOR.name, seed.REGION.name])
async def test_contracts_are_answered_the_same(comparison: Comparison, who: str, day: date) -> None:
    assert validate(CONTRACT, comparison.documents.get(TEXT).node) == []
    await comparison.agree(READY, Asked(TEXT, tuple(ROUNDS)), who, day)
