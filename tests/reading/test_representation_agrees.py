"""What is published, drafted, and done for others is answered as the slow executor does."""

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
TEXT = """query Prova($slug: String!, $matter: String, $at: String, $first: Int, $last: Int) {
  ambito(slug: $slug) {
    instruments { code publication {
      ruleCode text journal extract standing since until source { article }
      responsible { name } publications { id kind reference on }
    } }
    drafts {
      id title draftedOn template { code } subAmbito { code } clauses { article text }
      parties { id name ente { name } } partiesCount
    }
    signingMandates(matter: $matter, first: $first, last: $last) { totalCount edges { cursor node {
      id matter matterName signerCode signerName code name organ act grantedOn until standing
      comune { name } revocation { id act on } source { document article }
    } } }
    signedContracts(matter: $matter, first: $first, last: $last) { totalCount edges { cursor node {
      id matter matterName programme byCode byName counterpartCode counterpartName act signedOn
      since until standing onBehalfOfCount source { article }
      onBehalfOf { id code name comune { name } mandate { id standing } }
    } } }
    representations(matter: $matter, first: $first, last: $last) { totalCount edges { cursor node {
      id byCode byName onBehalfOfCode onBehalfOfName towardCode towardName matter matterName
      subject on contract { id act } source { article }
    } } }
    representatives(at: $at, first: $first, last: $last) { totalCount edges { cursor node {
      id person byCode byName atCode atName body act since standing source { article }
    } } }
    representativesDuties { ...Duty } missingRepresentatives { ...Duty }
  }
}
fragment Duty on RepresentativesDuty {
  ruleCode text status missing enforcement each eachName supports wanted lacking
  designated { id person since }
}
"""
ROUNDS = [
    AURORA,
    {**AURORA, "matter": "BILANCIO", "at": "UDP"},
    {**AURORA, "matter": "NESSUNA", "at": "NESSUNO"},
    {"slug": "aurora", "last": 1},
    {"slug": "ponte", "first": 2},
]


@pytest.fixture(scope="module")
async def comparison(reading: Reading) -> Comparison:
    return await compared(reading, TODAYS)


@pytest.mark.parametrize("day", TODAYS, ids=str)
@pytest.mark.parametrize("who", ["", *sorted(person.name for person in seed.PEOPLE)])
async def test_what_is_done_for_others_is_answered_the_same(
    comparison: Comparison, who: str, day: date
) -> None:
    assert validate(CONTRACT, comparison.documents.get(TEXT).node) == []
    await comparison.agree(READY, Asked(TEXT, tuple(ROUNDS)), who, day)
