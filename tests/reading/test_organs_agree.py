"""What organs do besides meeting is answered as the slow executor does."""

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
DAYS = (TODAYS[0], TODAYS[-1])
WHO = ("", seed.CHIEF.name, seed.MEMBER_OF_TWO.name)
ORGANS = """query Prova(
  $slug: String!, $organ: String, $joint: String, $toward: String, $first: Int
) { ambito(slug: $slug) {
  organs(code: $organ) {
    code vacantSeats { key label } chairedBy { person role label area } supports { code }
  }
  supervisors { code }
  coalitions { code name ambiti lead leadTasks ruleCode text }
  encounters(joint: $joint, organ: $organ, toward: $toward, first: $first) {
    totalCount
    edges { cursor node {
      id joint organ toward heldOn subject source { document article }
      parties { id position who name decision decidedOn }
    } }
  }
  paces { joint name intervalDays lastOn dueOn daysSince status }
  participations(organ: $organ, first: $first) {
    totalCount
    edges { cursor node {
      id name organ admittedTo group requestedOn adherent { name } source { document article }
    } }
  }
  ownRules(organ: $organ) {
    id organ matter quorum fraction strict denominator adoptedOn vote { position }
    source { document article }
  }
  workingGroups(organ: $organ) { id organ theme createdOn source { document article } }
  occurrences { id event name happenedOn act source { document article } }
  tenures(first: 20) { edges { node {
    area revocations { convening { kind assignee organ dueOn daysLeft doneOn } }
  } } }
  meetings(first: 20) { edges { node { roll { attendances { person presides } } } } }
} }
"""
AURORA: dict[str, Any] = {"slug": "aurora", "first": 20}
ROUNDS: list[dict[str, Any]] = [
    *({"slug": slug, "first": 20} for slug in seed.SLUGS.values()),
    *({**AURORA, "organ": organ} for organ in ("ASSEMBLEA", "TAVOLO", "UDP", "NO")),
    *({**AURORA, "joint": joint} for joint in ("CADENZA", "NO")),
    {**AURORA, "toward": "TERZO"},
    {**AURORA, "first": 1},
]


@pytest.fixture(scope="module")
async def comparison(reading: Reading) -> Comparison:
    return await compared(reading, DAYS)


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("who", WHO)
async def test_all_that_is_known_of_them_is_answered_the_same(
    comparison: Comparison, who: str, day: date
) -> None:
    assert validate(CONTRACT, comparison.documents.get(ORGANS).node) == []
    await comparison.agree(READY, Asked(ORGANS, tuple(ROUNDS)), who, day)
