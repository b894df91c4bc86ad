"""Budgets, and every sum of them on a day, are answered as the slow executor does."""

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
AURORA: dict[str, Any] = {"slug": "aurora", "first": 20}
TEXT = """query Prova($slug: String!, $on: Date, $year: Int, $level: LineLevel,
  $kind: MovementKind, $first: Int, $last: Int) {
  ambito(slug: $slug, on: $on) { budgets(year: $year) {
    id year state openedOn closedOn closingAct { id } totals { ...Sums }
    funds {
      id code name kind core inKind allocatedBy custodian payee purposes firstYear lastYear parts
      description source { article } act { id } totals { ...Sums }
      cash { held advanced brought carriedOut }
      risk { ...Risk } half: risk(threshold: "50.00") { ...Risk } budget { year }
      lines { code } contributions { id givenBy quantity measure description givenOn act { id } }
    }
    lines(level: $level) {
      id code description programme action purpose level surplus carriedFrom { code }
      totals { ...Sums } fund { code }
      unit { code } comune { name }
      impegni { id number creditor subject committedOn totals { ...Sums } act { id } line { code }
        carriedFrom { number } }
    }
    movements(kind: $kind, first: $first, last: $last) { totalCount edges { cursor node {
      id number kind amount movedOn recordedAt recordedBy subject way { source target } act { id }
      fund { code } line { code } impegno { number } reverses { number } reversedBy { number }
    } } }
    imports(first: $first, last: $last) { totalCount edges { cursor node {
      id mode state fileName fileHash fileRows done written known totalErrors startedBy startedAt
      endedAt errors { ...Remark } warnings { ...Remark } budget { year }
    } } }
  }
    budget(year: 2024) { id year funds { code } }
    fundsAtRisk { code budget { year } risk { ...Risk } }
    all: fundsAtRisk(threshold: "100.00") { code }
  }
  regionalFunds(region: "Lombardia", year: 2024, on: $on) {
    code name kind inAmbiti totals { ...Sums }
  }
}
fragment Remark on AccountingImportRemark { row column code message document article }
fragment Risk on FundRisk {
  state disposable committed paid threshold missing expiresOn daysLeft
}
fragment Sums on BudgetTotals {
  assigned carried appropriated committed liquidated paid collected unappropriated available owed
  avanzo residui residuiLiquidated residuiPaid residuiSpared carriedOut
}
"""
ROUNDS = [
    AURORA,
    {**AURORA, "year": 2024, "on": "2024-06-01", "kind": "ASSEGNAZIONE"},
    {**AURORA, "year": 2024, "on": "2025-06-01", "level": "DISTRETTUALE"},
    {"slug": "aurora", "last": 2, "on": "2027-01-01"},
    {"slug": "borea", "first": 3, "year": 1999},
]


@pytest.fixture(scope="module")
async def comparison(reading: Reading) -> Comparison:
    return await compared(reading, TODAYS)


@pytest.mark.parametrize("day", TODAYS, ids=str)
@pytest.mark.parametrize("who", ["", *sorted(person.name for person in seed.PEOPLE)])
async def test_budgets_are_answered_the_same(comparison: Comparison, who: str, day: date) -> None:
    assert validate(CONTRACT, comparison.documents.get(TEXT).node) == []
    await comparison.agree(READY, Asked(TEXT, tuple(ROUNDS)), who, day)
