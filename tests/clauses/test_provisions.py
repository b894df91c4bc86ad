"""What no document provides is not made up: it is left to whom a document says."""

from typing import Any

import pytest
from tests.conftest import Deployment

PROVISIONS = """query($slug: String!, $matter: String!, $on: Date) { ambito(slug: $slug, on: $on) {
  provisions(matter: $matter) { restsOn status missing ruleCode source { article } } } }"""


async def provided(served: Deployment, slug: str, matter: str, on: str | None = None) -> list[Any]:
    token = await served.token("segretario", slug)
    data = await served.ask(PROVISIONS, token=token, slug=slug, matter=matter, on=on)
    found: list[Any] = data["ambito"]["provisions"]
    return found


@pytest.mark.clause("LEC-17.1")
async def test_what_is_not_provided_is_left_to_the_law_and_not_presumed(
    deployment: Deployment,
) -> None:
    (left,) = await provided(deployment, "lecce", "TASSA_DI_SOGGIORNO")
    known = await provided(deployment, "lecce", "ATTI_UDP")
    before = await provided(deployment, "lecce", "TASSA_DI_SOGGIORNO", "2017-01-01")

    assert (left["restsOn"], left["status"], left["source"]["article"]) == (
        "LAW",
        "UNDETERMINED",
        "17.1",
    )
    assert left["missing"]
    assert {one["restsOn"] for one in known} == {"DOCUMENT"}
    assert "DETERMINED" in {one["status"] for one in known}
    assert before == []


async def test_what_is_left_to_an_organ_says_so(deployment: Deployment) -> None:
    (left,) = await provided(deployment, "cremasco", "TASSA_DI_SOGGIORNO")

    assert (left["restsOn"], left["status"]) == ("ORGAN", "UNDETERMINED")


@pytest.mark.clause("CRE-0.4")
async def test_unanimity_is_a_fact_of_a_day_and_not_the_rule(deployment: Deployment) -> None:
    token = await deployment.token("segretario", "cremasco")
    query = """{ ambito(slug: "cremasco", on: "2013-03-01") {
      instrumentSteps { instrument on what by outcome source { article } }
      organs { code decisions: decisionRules { status majority { fraction } } }
    } }"""
    found = (await deployment.ask(query, token=token))["ambito"]
    approved = [one for one in found["instrumentSteps"] if one["source"]["article"] == "0.4"]
    (assembly,) = [one for one in found["organs"] if one["code"] == "ADS"]

    assert [(one["on"], one["by"], one["outcome"]) for one in approved] == [
        ("2012-03-28", "ADS", "UNANIMOUS")
    ]
    assert "Piano di Zona" in approved[0]["what"]
    assert assembly["decisions"]
    assert all(one["majority"] is None for one in assembly["decisions"])
    assert {one["status"] for one in assembly["decisions"]} == {"UNDETERMINED"}
