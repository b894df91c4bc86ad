"""What is due in a year and how roles are given, read back of the tenants' own documents."""

from typing import Any

import pytest
from tests.conftest import Deployment

from .conftest import Reform

CALENDAR = """query($slug: String!, $on: Date, $year: Int!) { ambito(slug: $slug, on: $on) {
  deadlines(year: $year) { ruleCode dueOn opensOn closesOn waived standing text } } }"""
ROLES = """query($slug: String!, $on: Date) { ambito(slug: $slug, on: $on) { roles { code pool
  appointment { kind selectedBy appointedBy office } revocation { majority grounds } } } }"""


async def calendar(served: Deployment, slug: str, on: str, year: int) -> dict[str, Any]:
    """Give what is due in a year, as it is read on a day, by the end of each rule's code."""
    token = await served.token("responsabile_udp", slug)
    found = await served.ask(CALENDAR, token=token, slug=slug, on=on, year=year)
    return {one["ruleCode"].rsplit("/", 1)[-1]: one for one in found["ambito"]["deadlines"]}


async def roles(served: Deployment, slug: str, on: str) -> dict[str, Any]:
    """Give how the roles of an Ambito are given and taken away on a day."""
    token = await served.token("responsabile_udp", slug)
    found = await served.ask(ROLES, token=token, slug=slug, on=on)
    return {one["code"]: one for one in found["ambito"]["roles"]}


async def test_the_first_plan_of_the_agreement_is_waived_and_the_second_is_not(
    deployment: Deployment,
) -> None:
    first = (await calendar(deployment, "cremasco", "2012-06-01", 2012))["PO"]
    second = (await calendar(deployment, "cremasco", "2012-06-01", 2013))["PO"]

    assert (first["dueOn"], first["waived"], first["standing"]) == ("2012-03-31", True, "WAIVED")
    assert "la prima volta, se cade prima che l'atto cominci, si salta" in first["text"]
    assert (second["dueOn"], second["waived"], second["standing"]) == (
        "2013-03-31", False, "UPCOMING",
    )  # fmt: skip


async def test_a_first_period_that_applies_is_due_before_the_act_begins(reform: Reform) -> None:
    def applies(statute: dict[str, Any]) -> None:
        own = next(one for one in statute["deadlines"] if one["code"] == "PO")
        own["first_period"]["kind"] = "APPLIES"

    await reform.apply("cremasco", applies, "la lettura dell'AMB-46")
    first = (await calendar(reform.deployment, "cremasco", "2012-06-01", 2012))["PO"]

    assert (first["dueOn"], first["waived"], first["standing"]) == ("2012-03-31", False, "PAST")


@pytest.mark.parametrize(
    ("year", "due"),
    [
        (2011, set()),
        (2012, {"PO", "CDS", "REPORT"}),
        (2014, {"PO", "CDS", "REPORT"}),
        (2015, {"PO"}),
        (2016, set()),
    ],
)
async def test_a_deadline_falls_only_on_days_on_which_its_rule_is_valid(
    deployment: Deployment, year: int, due: set[str]
) -> None:
    found = await calendar(deployment, "cremasco", "2014-06-01", year)
    assert set(found) & {"PO", "CDS", "REPORT"} == due


async def test_a_rhythm_is_kept_only_in_years_in_which_its_rule_is_valid(
    deployment: Deployment,
) -> None:
    within = await calendar(deployment, "lecce", "2019-06-01", 2018)
    before = await calendar(deployment, "lecce", "2019-06-01", 2017)

    assert within["RELAZIONE-STATO"]["standing"] == "RECURRING"
    assert before == {}


@pytest.mark.parametrize(
    ("on", "window", "notice"),
    [
        ("2026-06-01", "UPCOMING", "UPCOMING"),
        ("2028-06-30", "UPCOMING", "UPCOMING"),
        ("2028-07-01", "OPEN", "PAST"),
        ("2028-12-31", "OPEN", "PAST"),
        ("2029-01-01", "PAST", "PAST"),
    ],
)
async def test_the_renewal_has_the_six_months_before_the_end(
    deployment: Deployment, on: str, window: str, notice: str
) -> None:
    found = await calendar(deployment, "carate", on, 2028)
    renewal, warning = found["RINNOVO"], found["RINNOVO_AVVISO"]

    assert (renewal["opensOn"], renewal["closesOn"]) == ("2028-07-01", "2028-12-31")
    assert (warning["opensOn"], warning["closesOn"]) == (None, "2028-06-30")
    assert (renewal["standing"], warning["standing"]) == (window, notice)


async def test_a_window_is_of_the_year_in_which_it_is_open(deployment: Deployment) -> None:
    found = await calendar(deployment, "carate", "2026-06-01", 2027)
    assert not {"RINNOVO", "RINNOVO_AVVISO"} & set(found)


async def test_a_role_that_no_rule_gives_or_takes_away_says_nothing_of_it(
    deployment: Deployment,
) -> None:
    lecce = await roles(deployment, "lecce", "2019-06-01")

    assert lecce["SINDACO"]["appointment"] is None
    assert lecce["SINDACO"]["revocation"] is None
    assert lecce["RESPONSABILE_UDP"]["appointment"] == {
        "kind": "TWO_STEPS",
        "selectedBy": "COORD_IST",
        "appointedBy": "SINDACO-LECCE",
        "office": None,
    }
    assert lecce["RESPONSABILE_UDP"]["revocation"]["majority"] == "2/3"


async def test_a_role_that_comes_with_an_office_names_it(deployment: Deployment) -> None:
    referente = (await roles(deployment, "cremasco", "2013-06-01"))["REFERENTE_SUB"]
    assert referente["appointment"] == {
        "kind": "BY_OFFICE",
        "selectedBy": None,
        "appointedBy": None,
        "office": "REFERENTE",
    }
    assert referente["revocation"] is None


async def test_who_may_be_chosen_is_said_in_italian(deployment: Deployment) -> None:
    carate = await roles(deployment, "carate", "2026-06-01")
    lecce = await roles(deployment, "lecce", "2019-06-01")

    assert carate["RESPONSABILE_UDP"]["pool"] == ["il personale distaccato a tempo pieno"]
    assert lecce["RESPONSABILE_UDP"]["pool"] == ["i dirigenti del comune capofila"]
