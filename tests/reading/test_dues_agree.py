"""Dues and positions, and every sum of them on a day, are answered as the slow executor does."""

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
AURORA: dict[str, Any] = {"slug": "aurora", "first": 20, "year": 2024}
TEXT = """query Prova($slug: String!, $on: Date, $year: Int!, $of: Int, $cause: DueCause,
  $debtor: String, $creditor: String, $party: String, $fund: String, $first: Int, $last: Int) {
  ambito(slug: $slug, on: $on) {
    obligations(year: $of, cause: $cause, first: $first, last: $last) { totalCount edges {
      cursor node {
        id cause state matter matterName year fund rule amount cost hours rate vatRate party
        documents deadline hardness availableOn startedOn dueOn waiting openedOn
        source { article } lines { code amount gross counted pastEnd why }
        collected { owed received own total } comune { name } riparto { id }
        withdrawal { notifiedOn } act { id } dues { number }
      } } }
    dues(year: $of, cause: $cause, debtor: $debtor, creditor: $creditor, first: $first,
      last: $last) { totalCount edges { cursor node { ...Told } } }
    overdueDues(debtor: $debtor, creditor: $creditor, first: $first, last: $last) {
      totalCount edges { node { id dueOn } } }
    positions(year: $year, party: $party, fund: $fund) {
      code name fund gave received owes owed overdue balance comune { name } }
    reconciliation(year: $year) { gave received owes owed overdue balance }
  }
}
fragment Told on Due {
  id number cause matter matterName year fund internal vatRate hardness startedOn dueOn enteredOn
  debtor { code name } creditor { code name } source { article } obligation { state } act { id }
  account { amount gross firmness settled left credit settledOn status daysLate }
  entries { id kind amount enteredOn firmness payee credit subject recordedAt recordedBy
    act { id } due { number } reverses { id }
    carriedFrom { id amount } carriedTo { id due { number } }
    payment { number settlements { id amount payment { id } } } }
}
"""
DAYS = ("2024-03-01", "2024-04-15", "2024-04-20", "2024-06-01", "2027-01-01")
ROUNDS = [
    AURORA,
    *({**AURORA, "on": day} for day in DAYS),
    {**AURORA, "of": 2024, "cause": "QUOTA", "debtor": "999002", "on": "2024-06-02"},
    {**AURORA, "creditor": "UNIONE", "party": "999001", "fund": "FNPS", "on": "2024-06-02"},
    {"slug": "aurora", "last": 2, "on": "2024-06-02", "year": 2023},
    {"slug": "borea", "first": 3, "year": 2024, "on": "2024-06-02"},
]


@pytest.fixture(scope="module")
async def comparison(reading: Reading) -> Comparison:
    return await compared(reading, TODAYS)


@pytest.mark.parametrize("day", TODAYS, ids=str)
@pytest.mark.parametrize("who", ["", *sorted(person.name for person in seed.PEOPLE)])
async def test_dues_are_answered_the_same(comparison: Comparison, who: str, day: date) -> None:
    assert validate(CONTRACT, comparison.documents.get(TEXT).node) == []
    await comparison.agree(READY, Asked(TEXT, tuple(ROUNDS)), who, day)
