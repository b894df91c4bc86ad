"""The register and what was sent are answered as the slow executor does, field by field."""

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
ACTS = """query Prova(
  $slug: String!, $by: String, $toward: String, $year: Int, $matter: String, $state: ActState,
  $verb: ActVerb, $first: Int, $after: String, $last: Int, $before: String
) { ambito(slug: $slug) {
  acts(
    by: $by, toward: $toward, year: $year, matter: $matter, state: $state, verb: $verb,
    first: $first, after: $after, last: $last, before: $before
  ) {
    totalCount
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { cursor node {
      ...Named year number decides jointly matter matterName takenOn referenceYear programme
      action amount protocol textHash attachments published publishedOn author { code name }
      source { document article } organ { code since } vote { id }
      direction { ...Named } followers { ...Named }
      predecessors { ...Named } successors { ...Named }
      conflicts {
        id told source { document } act { ...Named } other { ...Named } prevailing { ...Named }
      }
      toward { id code name } binds { id code name } execution { id }
      steps {
        id position before after takenOn recordedAt byCode byName recordedBy reasons
        source { document } vote { id }
      }
      publications { id place shownOn reference }
      deliveries { id code name comune { name } items { id } }
    } }
  }
} }
fragment Named on Act { id subject verb state }
"""
SENT = """query Prova(
  $slug: String!, $by: String, $kind: DispatchKind, $first: Int, $after: String, $last: Int
) { ambito(slug: $slug) {
  dispatches(by: $by, kind: $kind, first: $first, after: $after, last: $last) {
    totalCount
    edges { cursor node {
      id kind byCode byName sentOn subject matter since until source { document article }
      meeting { id } deliveries { id code name comune { name } items { id } }
      items { id position copied act { id subject } }
    } }
  }
} }
"""
DUE = """query Prova($slug: String!, $year: Int!, $of: String, $on: Date) {
  ambito(slug: $slug, on: $on) {
    overdueCount(year: $year)
    overdue(year: $year) { code occurrence overdueDays because }
    calendar(year: $year, of: $of) {
      ruleCode text status missing enforcement ambiguity since until source { document article }
      code what occurrence hardness authors addressees sections dueOn opensOn awaited doneOn
      lastDoneOn doneBy act standing overdueDays because mirroredBy
    }
  }
}
"""
YEARS = range(2021, 2028)
ROUNDS: dict[str, list[dict[str, Any]]] = {
    ACTS: [
        *({"slug": slug, "first": 20} for slug in seed.SLUGS.values()),
        *({**AURORA, "by": code} for code in ("UDP", "ASSEMBLEA", "NESSUNO")),
        *({**AURORA, "toward": code} for code in ("ASL", "999001", "NESSUNO")),
        *({**AURORA, "year": year, "matter": "PIANO_DI_ZONA"} for year in (2022, 2024, 1900)),
        *({**AURORA, "state": state} for state in ("PROPOSED", "GIVEN", "EXECUTED", "ANNULLED")),
        *({**AURORA, "verb": verb, "by": "UDP"} for verb in ("PREPARE", "PROPOSE", "DECIDE")),
        *({**AURORA, "first": size, "after": cursor("2024-02-01", ZERO)} for size in range(3)),
        {"slug": "aurora", "last": 2, "before": cursor("2024-02-02", ZERO)},
    ],
    DUE: [
        *({"slug": slug, "year": year} for slug in seed.SLUGS.values() for year in YEARS),
        *({"slug": "aurora", "year": 2024, "of": of} for of in ("UDP", "NO")),
        *({"slug": "aurora", "year": 2024, "on": f"{year}-06-30"} for year in YEARS),
        *({"slug": "aurora", "year": 2026, "on": f"2026-0{month}-01"} for month in range(1, 7)),
        *({"slug": "aurora", "year": year} for year in (0, 1900, 2999, 2**31 - 1)),
    ],
    SENT: [
        *({"slug": slug, "first": 20} for slug in seed.SLUGS.values()),
        *({**AURORA, "kind": kind} for kind in ("ACTS_LIST", "MINUTES", "BROADCAST")),
        *({**AURORA, "by": code} for code in ("UDP", "SINDACO", "NESSUNO")),
        {"slug": "aurora", "last": 2, "after": cursor("2024-02-02", ZERO)},
    ],
}
WHO = ["", seed.CHIEF.name, seed.MAYOR.name, seed.MEMBER_OF_TWO.name, seed.REGION.name]


@pytest.fixture(scope="module")
async def comparison(reading: Reading) -> Comparison:
    return await compared(reading, TODAYS)


@pytest.mark.parametrize("day", TODAYS, ids=str)
@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("text", [ACTS, SENT, DUE], ids=["acts", "dispatches", "due"])
async def test_all_that_is_known_of_them_is_answered_the_same(
    comparison: Comparison, text: str, who: str, day: date
) -> None:
    assert validate(CONTRACT, comparison.documents.get(text).node) == []
    await comparison.agree(READY, Asked(text, tuple(ROUNDS[text])), who, day)
