"""What each body makes its own by its own act: the matrix of a year, and who is missing."""

from datetime import date
from typing import Any, Final

import pytest
from tests.conftest import Deployment

from ambiti import clock

from .acting import act, codes, warned
from .conftest import Reform

MATRIX: Final = """query($slug: String!, $year: Int!, $on: Date) { ambito(slug: $slug, on: $on) {
  mirrorAdoptions(year: $year) { code what every year subject dueOn standing doneCount dutiesCount
    source { article } missingDuties { name overdueDays ente { name } }
    done { name organ act adoptedOn overdueDays } duties { name } } } }"""
ADOPTED: Final = "adoption { year subject organ act on ente { name } }"
OPENED: Final = "round { ruleCode year subject dueOn act openedOn }"
COMUNI: Final = "query($slug: String!) { ambito(slug: $slug) { comuni { name istatCode } } }"


async def matrix(  # noqa: PLR0913, PLR0917  whose, of which year, as of which day
    served: Deployment, token: str, slug: str, code: str, year: int, on: str
) -> list[Any]:
    """Read the rows of one mirror adoption."""
    asked = {"slug": slug, "year": year, "on": on}
    found = (await served.ask(MATRIX, token=token, **asked))["ambito"]["mirrorAdoptions"]
    return [one for one in found if one["code"] == code]


async def comuni(served: Deployment, slug: str) -> dict[str, str]:
    """Give the comuni of an Ambito, with their codes."""
    found = (await served.ask(COMUNI, slug=slug))["ambito"]["comuni"]
    return {one["name"]: one["istatCode"] for one in found}


@pytest.mark.clause("CAR-5.11")
async def test_each_comune_adopts_the_decisions_of_the_year(reform: Reform) -> None:
    served, slug = reform.deployment, "carate"
    codes_of = await comuni(served, slug)
    token = await served.token("segretario", slug)
    mayor = await served.token("sindaco", slug, comune="Renate")
    given = {"ambito": slug, "rule": "ART5", "year": 2026, "organ": "Giunta", "act": "n. 1"}
    for name, istat in codes_of.items():
        if name != "Renate":
            one = {**given, "istatCode": istat, "on": "2026-03-01"}
            assert warned(await act(served, token, "recordAdoption", one, ADOPTED)) == []
    (twelve,) = await matrix(served, token, slug, "ART5", 2026, "2026-06-01")
    (none,) = await matrix(served, token, slug, "ART5", 2027, "2026-06-01")
    other = {**given, "istatCode": codes_of["Sovico"], "on": "2026-03-02"}
    twice = await act(served, token, "recordAdoption", other, ADOPTED)
    not_its_own = await act(served, mayor, "recordAdoption", {**other, "year": 2027}, ADOPTED)
    own = {**given, "istatCode": codes_of["Renate"], "on": "2026-09-01"}
    last = await act(served, mayor, "recordAdoption", own, ADOPTED)
    (closed,) = await matrix(served, token, slug, "ART5", 2026, "2026-09-01")

    assert (twelve["doneCount"], twelve["dutiesCount"], twelve["standing"]) == (12, 13, "OPEN")
    assert twelve["missingDuties"] == [
        {"name": "Renate", "overdueDays": None, "ente": {"name": "Renate"}}
    ]
    assert twelve["source"] == {"article": "5.11"}
    assert (none["doneCount"], none["dutiesCount"]) == (0, 13)
    assert codes(twice) == ["ALREADY_ADOPTED"]
    assert codes(not_its_own) == ["NOT_ALLOWED"]
    assert last["adoption"]["ente"] == {"name": "Renate"}
    assert (closed["doneCount"], closed["standing"]) == (13, "CLOSED")


@pytest.mark.clause("LEC-7.4.b")
async def test_comuni_lend_staff_by_the_day_that_the_coordinamento_sets(reform: Reform) -> None:
    served, slug = reform.deployment, "lecce"
    codes_of = await comuni(served, slug)
    token = await served.token("responsabile_udp", slug)
    what = {"ambito": slug, "rule": "PERSONALE-UDP", "year": 2018, "subject": "il personale"}
    opening = {**what, "act": "Coordinamento n. 20", "on": "2018-10-01"}
    without = await act(served, token, "openAdoption", opening, OPENED)
    unnamed = {**opening, "subject": " ", "dueOn": "2018-11-30"}
    nothing = await act(served, token, "openAdoption", unnamed, OPENED)
    first = {**what, "organ": "Giunta", "act": "n. 1", "istatCode": codes_of["Lecce"]}
    closed = await act(served, token, "recordAdoption", {**first, "on": "2018-11-01"}, ADOPTED)
    opened = await act(served, token, "openAdoption", {**opening, "dueOn": "2018-11-30"}, OPENED)
    again = await act(served, token, "openAdoption", {**opening, "dueOn": "2018-12-31"}, OPENED)
    for name in sorted(codes_of)[:8]:
        one = {**first, "istatCode": codes_of[name], "on": "2018-11-20"}
        assert warned(await act(served, token, "recordAdoption", one, ADOPTED)) == []
    (due,) = await matrix(served, token, slug, "PERSONALE-UDP", 2018, "2018-11-30")
    (over,) = await matrix(served, token, slug, "PERSONALE-UDP", 2018, "2018-12-01")
    ninth = {**first, "istatCode": codes_of[sorted(codes_of)[8]], "on": "2018-12-10"}
    late = await act(served, token, "recordAdoption", ninth, ADOPTED)

    assert codes(without) == ["TERM_REQUIRED"]
    assert "Coordinamento" in without["violations"][0]["message"]
    assert codes(nothing) == ["SUBJECT_REQUIRED"]
    assert codes(closed) == ["ROUND_UNKNOWN"]
    assert opened["round"]["dueOn"] == "2018-11-30"
    assert codes(again) == ["ROUND_OPEN"]
    assert (due["doneCount"], due["dutiesCount"], due["standing"]) == (8, 10, "OPEN")
    assert (over["doneCount"], over["standing"]) == (8, "OVERDUE")
    assert [one["overdueDays"] for one in over["missingDuties"]] == [1, 1]
    assert warned(late) == ["ADOPTED_LATE"]


@pytest.mark.clause("LEC-13.1")
async def test_comuni_adapt_their_regulations(reform: Reform) -> None:
    served, slug = reform.deployment, "lecce"
    codes_of = await comuni(served, slug)
    token = await served.token("segretario", slug)
    given = {"ambito": slug, "rule": "REGOLAMENTI-COMUNALI", "organ": "Giunta", "act": "n. 1"}
    for name in sorted(codes_of)[:6]:
        one = {**given, "istatCode": codes_of[name], "on": "2019-01-20"}
        assert warned(await act(served, token, "recordAdoption", one, ADOPTED)) == []
    (found,) = await matrix(served, token, slug, "REGOLAMENTI-COMUNALI", 2019, "2019-06-01")

    assert (found["doneCount"], found["dutiesCount"], found["year"]) == (6, 10, None)
    assert [one["name"] for one in found["missingDuties"]] == sorted(codes_of)[6:]


async def test_an_adoption_is_of_who_must_and_by_its_own_organ(reform: Reform) -> None:
    served, slug = reform.deployment, "cremasco"
    codes_of = await comuni(served, slug)
    token = await served.token("segretario", slug)
    given = {"ambito": slug, "rule": "DELIBERE-CONV-SUB4", "act": "n. 1", "on": "2019-12-01"}
    unione = {**given, "body": "UNIONE-FONTANILI"}
    wrong = await act(
        served, token, "recordAdoption", {**unione, "organ": "Consiglio Comunale"}, ADOPTED
    )
    done = await act(
        served, token, "recordAdoption", {**unione, "organ": "Assemblea dell'Unione"}, ADOPTED
    )
    crema = {**given, "istatCode": codes_of["Crema"], "organ": "Consiglio Comunale"}
    outside = await act(served, token, "recordAdoption", crema, ADOPTED)
    unknown = await act(served, token, "recordAdoption", {**crema, "rule": "DELIBERE"}, ADOPTED)
    carate = await served.token("segretario", "carate")
    of_year = {**crema, "ambito": "carate", "rule": "ART5", "on": "2026-01-10"}
    no_year = await act(served, carate, "recordAdoption", of_year, ADOPTED)
    (found,) = await matrix(served, token, slug, "DELIBERE-CONV-SUB4", 2019, "2020-01-01")

    assert codes(wrong) == ["WRONG_BODY"]
    assert done["adoption"]["ente"] == {"name": "Unione dei Fontanili"}
    assert codes(outside) == ["NOT_BOUND"]
    assert codes(unknown) == ["ADOPTION_UNKNOWN"]
    assert "DELIBERE-CONV-SUB4" in unknown["violations"][0]["message"]
    assert codes(no_year) == ["YEAR_REQUIRED", "NOT_BOUND"]
    assert (found["doneCount"], found["dutiesCount"]) == (1, 9)


async def test_nothing_is_adopted_under_a_convention_that_has_expired(reform: Reform) -> None:
    served, slug = reform.deployment, "carate"
    istat = (await comuni(served, slug))["Renate"]
    with clock.fixed(date(2029, 1, 10)):
        token = await served.token("segretario", slug)
        given = {"ambito": slug, "rule": "ART5", "year": 2029, "organ": "Giunta", "act": "n. 1"}
        one = {**given, "istatCode": istat, "on": "2029-01-10"}
        refused = await act(served, token, "recordAdoption", one, ADOPTED)

    assert codes(refused) == ["INSTRUMENT_EXPIRED"]
