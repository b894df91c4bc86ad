"""Organs and offices: the scenarios that the statute alone answers, each on its own day."""

import re
from typing import Any, Final

import pytest
from tests.conftest import Deployment

from .changing import Data
from .conftest import Reform

BRIEF: Final = "source { documentCode article }"
ORGANS: Final = f"""query($slug: String!, $code: String, $on: Date) {{
 ambito(slug: $slug, on: $on) {{
  organs(code: $code) {{ code kind since until legalBasis subAmbito {{ code }} {BRIEF}
    instrument {{ code inForceFrom }} warnings {{ code }}
    composition {{ rule seats pool designatedBy vote status missing {BRIEF} }}
    chair {{ office role status ambiguity {BRIEF} }}
    competences {{ matter verb {BRIEF} }}
    rules {{ kind mechanism text enforcement {BRIEF} }} }} }} }}"""
PARTICIPANTS: Final = ("PARTICIPANT", "INVITED", "TOTAL_CAP")
"""The composition rules whose seats are not those of a member."""


async def organ(deployment: Deployment, slug: str, code: str, on: str, **who: str) -> Any:
    """Ask for an organ on a day, as someone of the Ambito."""
    token = await deployment.token(tenant=slug, **who)
    asked = {"slug": slug, "code": code, "on": on}
    (found,) = (await deployment.ask(ORGANS, token=token, **asked))["ambito"]["organs"]
    return found


def at(found: Any, article: str) -> list[Any]:
    """Give the parts that an article is the source of."""
    return [one for one in found if one["source"]["article"] == article]


@pytest.mark.clause("CAR-4.3.b.2")
async def test_the_office_sits_at_the_health_tables_for_the_thirteen_comuni(
    deployment: Deployment,
) -> None:
    query = f"""{{ ambito(slug: "carate", on: "2026-06-01") {{ comuniCount
      rules(mechanism: "M-21") {{ text {BRIEF} }} }} }}"""
    token = await deployment.token("responsabile_udp", "carate")
    table = await organ(deployment, "carate", "TAVOLO_ATS", "2026-06-01", role="operatore_udp")
    ambito = (await deployment.ask(query, token=token))["ambito"]
    (represents,) = at(ambito["rules"], "4.3.b.2")

    assert ["EX_OFFICIO", ["UDP"]] in [[one["rule"], one["pool"]] for one in table["composition"]]
    assert represents["text"].startswith(
        "L'Ufficio di Piano rappresenta ciascun comune nei confronti dell'ATS della Brianza"
    )
    assert ambito["comuniCount"] == 13


@pytest.mark.clause("LEC-3.1.a")
async def test_the_office_is_a_common_one_technical_administrative_and_accounting(
    deployment: Deployment,
) -> None:
    found = await organ(deployment, "lecce", "UDP", "2019-06-01", role="operatore_udp")
    query = """{ ambito(slug: "lecce", on: "2019-06-01") { rules(mechanism: "M-29") {
      text source { article } } } }"""
    token = await deployment.token("operatore_udp", "lecce")
    rules = (await deployment.ask(query, token=token))["ambito"]["rules"]
    (functions,) = at(rules, "3.1.a")

    assert found["kind"] == "COMMON_OFFICE"
    assert "tecnico, amministrativo e contabile" in functions["text"]


@pytest.mark.clause("MIA-0.9")
async def test_the_agreement_has_two_bodies_whose_composition_is_not_in_the_text(
    deployment: Deployment,
) -> None:
    query = ORGANS.replace("(code: $code)", "").replace("$code: String, ", "")
    token = await deployment.token("segretario", "monza-brianza")
    asked = {"slug": "monza-brianza", "on": "2024-06-01"}
    organs = at((await deployment.ask(query, token=token, **asked))["ambito"]["organs"], "0.9")

    assert {one["code"]: one["kind"] for one in organs} == {
        "CIA": "POLITICAL",
        "COORD_TEC_UDP": "TECHNICAL",
    }
    for one in organs:
        (composition,) = one["composition"]
        assert (composition["rule"], composition["seats"]) == ("UNKNOWN", None)
        assert composition["status"] == "UNDETERMINED"
        assert "l'atto che dice chi ne fa parte" in composition["missing"]


@pytest.mark.clause("SON-3.1")
async def test_the_assembly_of_the_sub_ambito_programmes_and_directs(
    deployment: Deployment,
) -> None:
    found = await organ(
        deployment, "cremasco", "ASS_SUB4", "2019-12-01", role="sindaco", comune="Trigolo"
    )
    tasks = at(found["competences"], "3.1")

    assert (found["kind"], found["subAmbito"]) == ("POLITICAL", {"code": "4"})
    assert {(one["verb"], one["matter"]) for one in tasks} == {
        ("DECIDE", "PROGRAMMAZIONE_SUB4"),
        ("DECIDE", "INDIRIZZI_SUB4"),
    }


@pytest.mark.clause("SON-4.8.b")
async def test_the_coordinator_leads_the_team_and_the_wrong_article_is_said(
    deployment: Deployment,
) -> None:
    found = await organ(
        deployment, "cremasco", "EQUIPE_SUB4", "2019-12-01", role="sindaco", comune="Soncino"
    )
    chair = found["chair"]

    assert (chair["role"], chair["ambiguity"]) == ("COORD_SUB4", "AMB-25")
    assert chair["source"] == {"documentCode": "CONV-SUB4", "article": "4.8.b"}


@pytest.mark.clause("SON-0.7")
async def test_the_assembly_directs_and_the_office_carries_the_agreement_out(
    deployment: Deployment,
) -> None:
    query = f"""{{ ambito(slug: "cremasco", on: "2019-12-01") {{
      competences {{ organ matter verb text {BRIEF} }} }} }}"""
    token = await deployment.token("sindaco", "cremasco", comune="Crema")
    found = at((await deployment.ask(query, token=token))["ambito"]["competences"], "0.7")

    assert {(one["organ"], one["verb"], one["matter"]) for one in found} == {
        ("ADS", "DECIDE", "INDIRIZZO_POLITICO"),
        ("UDP_INTEGRATO", "EXECUTE", "ATTUAZIONE_ADP"),
        ("UDP_COORD_TECNICO", "EXECUTE", "ATTUAZIONE_ADP"),
    }
    assert all(
        one["text"].endswith("secondo gli indirizzi dell'Assemblea dei Sindaci")
        for one in found
        if one["verb"] == "EXECUTE"
    )


@pytest.mark.clause("CRE-6.3.5")
async def test_political_government_belongs_to_the_assembly(deployment: Deployment) -> None:
    query = f"""{{ ambito(slug: "cremasco", on: "2012-06-01") {{
      competences {{ organ matter verb {BRIEF} }} }} }}"""
    token = await deployment.token("sindaco", "cremasco", comune="Crema")
    found = (await deployment.ask(query, token=token))["ambito"]["competences"]
    (one,) = (one for one in found if one["matter"] == "GOVERNO_POLITICO")

    assert (one["organ"], one["verb"]) == ("ADS", "DECIDE")
    assert one["source"] == {"documentCode": "ADP-2012", "article": "6.3.5"}


@pytest.mark.clause("CRE-7.2")
async def test_the_restricted_committee_links_and_approves_nothing(deployment: Deployment) -> None:
    found = await organ(deployment, "cremasco", "CRIS", "2012-06-01", role="operatore_udp")
    (links,) = at(found["competences"], "7.2")

    assert found["kind"] == "LIAISON"
    assert (links["verb"], links["matter"]) == ("EXECUTE", "RACCORDO")
    assert {one["verb"] for one in found["competences"]}.isdisjoint({"APPROVE", "ADOPT"})


@pytest.mark.clause("CRE-8.1")
async def test_the_office_has_technical_administrative_and_evaluation_functions(
    deployment: Deployment,
) -> None:
    found = await organ(deployment, "cremasco", "UDP", "2012-06-01", role="operatore_udp")

    assert [one["matter"] for one in at(found["competences"], "8.1")] == [
        "FUNZIONI_TECNICHE",
        "FUNZIONI_AMMINISTRATIVE",
        "FUNZIONI_VALUTATIVE",
    ]


@pytest.mark.clause("CRE-8.6")
async def test_the_office_has_fourteen_members_and_a_participant_who_may_be_given_a_vote(
    deployment: Deployment, reform: Reform
) -> None:
    def with_vote(statute: Data) -> None:
        offices = [one for one in statute["organs"] if one["code"] == "UDP"]
        (guest,) = (
            one for office in offices for one in office["composition"] if one.get("who") == "DG-CSC"
        )
        guest["vote"] = True

    async def composition(served: Deployment) -> tuple[list[Any], list[Any]]:
        found = await organ(served, "cremasco", "UDP", "2012-06-01", role="operatore_udp")
        rules = found["composition"]
        members = [one for one in rules if one["rule"] not in PARTICIPANTS]
        return members, [one for one in rules if one["rule"] == "PARTICIPANT"]

    members, (guest,) = await composition(deployment)
    await reform.apply("cremasco", with_vote, "prova")
    _, (voting,) = await composition(reform.deployment)

    assert sum(one["seats"] for one in members) == 14
    assert (guest["seats"], guest["pool"], guest["vote"]) == (1, ["DG-CSC"], False)
    assert guest["source"] == {"documentCode": "ADP-2012", "article": "8.6"}
    assert voting["vote"] is True


@pytest.mark.clause("CRE-9.1")
async def test_the_table_lasts_as_long_as_the_plan(deployment: Deployment) -> None:
    """The Piano di Zona is the annex of the agreement, and has its days."""
    query = """{ ambito(slug: "cremasco", on: "2012-06-01") { instruments(code: "ADP-2012") {
      inForceFrom } terms { instrument kind months } } }"""
    found = await organ(deployment, "cremasco", "TLTS", "2012-06-01", role="operatore_udp")
    token = await deployment.token("operatore_udp", "cremasco")
    ambito = (await deployment.ask(query, token=token))["ambito"]
    (duration,) = at(found["rules"], "9.1")
    (months,) = (one["months"] for one in ambito["terms"] if one["instrument"] == "ADP-2012")
    first = ambito["instruments"][0]["inForceFrom"]

    assert "dura quanto l'Accordo di Programma" in duration["text"]
    assert found["instrument"] == {"code": "ADP-2012", "inForceFrom": first}
    assert (found["since"], found["until"], months) == (first, "2015-04-01", 36)


@pytest.mark.clause("CRE-9.5")
async def test_the_table_has_five_by_right_and_at_most_twenty_five_in_its_commission(
    deployment: Deployment,
) -> None:
    table = await organ(deployment, "cremasco", "TLTS", "2012-06-01", role="operatore_udp")
    assembly = await organ(deployment, "cremasco", "ADS", "2012-06-01", role="operatore_udp")
    by_right = at(table["composition"], "9.5")
    (commission,) = at(table["composition"], "9.4.b")

    assert table["chair"]["office"] == "PRESIDENTE-ADS"
    assert assembly["chair"]["office"] == "SINDACO-CREMA"
    assert {one["rule"] for one in by_right} == {"EX_OFFICIO"}
    assert [one["pool"] for one in by_right] == [
        ["PRESIDENTE-ADS"], ["COORD_UDP"], ["FORUM-TS"], ["TECNICO-COMUNI"], ["ASL-CREMONA"],
    ]  # fmt: skip
    assert sum(one["seats"] for one in [*by_right, commission]) == 25


@pytest.mark.clause("CRE-12.7")
async def test_a_referente_coordinates_twice_by_a_skilled_operator(deployment: Deployment) -> None:
    query = f"""{{ ambito(slug: "cremasco", on: "2012-06-01") {{
      competences {{ organ matter verb {BRIEF} }} roles {{ code pool {BRIEF} }} }} }}"""
    token = await deployment.token("referente", "cremasco", unit="4")
    ambito = (await deployment.ask(query, token=token))["ambito"]
    duties = at(ambito["competences"], "12.7")
    (coordinator,) = (one for one in ambito["roles"] if one["code"] == "COORD_SUB")

    assert [(one["organ"], one["matter"]) for one in duties] == [
        ("REFERENTE", "COORD_TECNICO_SUB"),
        ("REFERENTE", "COORD_AMMINISTRATIVO_SUB"),
    ]
    assert coordinator["pool"] == ["gli operatori con specifiche competenze"]


@pytest.mark.clause("CRE-14.3.c")
async def test_the_company_has_one_place_in_the_meetings_of_the_office(
    deployment: Deployment,
) -> None:
    found = await organ(deployment, "cremasco", "UDP", "2012-06-01", role="operatore_udp")
    (attends,) = at(found["rules"], "14.3.c")
    places = [one["seats"] for one in found["composition"] if one["rule"] == "PARTICIPANT"]

    assert attends["kind"] == "ATTENDANCE"
    assert "il Direttore Generale di Comunità Sociale Cremasca" in attends["text"]
    assert places == [1]


@pytest.mark.clause("CRE-14.3.d")
async def test_eight_meet_at_the_technical_meeting(deployment: Deployment) -> None:
    query = f"""{{ ambito(slug: "cremasco", on: "2012-06-01") {{
      rules(mechanism: "M-08") {{ text {BRIEF} }} }} }}"""
    token = await deployment.token("operatore_udp", "cremasco")
    (meeting,) = at((await deployment.ask(query, token=token))["ambito"]["rules"], "14.3.d")

    assert sum(map(int, re.findall(r"\((\d+)\)", meeting["text"]))) == 8
