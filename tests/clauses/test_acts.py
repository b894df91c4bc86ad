"""Acts and what they found: signatures, provenance, controllers, disputes, later competences."""

from datetime import date
from typing import Any, Final

import pytest
from tests.conftest import Deployment

from .changing import Data, part, refused
from .conftest import Reform

BRIEF: Final = "source { documentCode article }"
INSTRUMENTS: Final = f"""query($slug: String!, $code: String, $on: Date) {{
  ambito(slug: $slug, on: $on) {{ instruments(code: $code) {{
    partiesCount
    status approvedOn inForceFrom endsOn warnings {{ code message }} {BRIEF} }} }} }}"""
RULES: Final = f"""query($slug: String!, $mechanism: String, $on: Date) {{
  ambito(slug: $slug, on: $on) {{ rules(mechanism: $mechanism) {{
    kind text ambiguity enforcement {BRIEF} }} }} }}"""


async def instrument(served: Deployment, token: str, slug: str, code: str, on: str) -> Any:
    """Ask for an instrument on a day."""
    asked = {"slug": slug, "code": code, "on": on}
    (found,) = (await served.ask(INSTRUMENTS, token=token, **asked))["ambito"]["instruments"]
    return found


async def said(  # noqa: PLR0913  a place in a document, read by someone on a day
    served: Deployment, token: str, slug: str, mechanism: str, *, article: str, on: str
) -> list[Any]:
    """Give the rules of a mechanism that have an article as their source."""
    asked = {"slug": slug, "mechanism": mechanism, "on": on}
    rules = (await served.ask(RULES, token=token, **asked))["ambito"]["rules"]
    return [rule for rule in rules if rule["source"]["article"] == article]


def lacking(found: Any) -> str:
    """Give what the warnings say is lacking to an act that is not complete."""
    return " ".join(one["message"] for one in found["warnings"] if one["code"] == found["status"])


@pytest.mark.clause("CAR-6.2")
async def test_a_fund_with_its_own_day_is_reported_to_the_assembly_by_that_day(
    reform: Reform,
) -> None:
    query = f"""{{ ambito(slug: "carate", on: "2026-06-01") {{ deadlines(year: 2026) {{
      what dueOn standing addressee authors status missing {BRIEF} }} }} }}"""

    def reported(statute: Data) -> None:
        report = {"code": "RENDICONTO_FSR", "name": "il rendiconto del Fondo Sociale Regionale"}
        statute["matters"].append({**report, "area": "budget"})
        own = part(statute, "deadlines", "RENDICONTO_FONDI")
        day = {"kind": "FIXED", "month_day": "10-31", "year_offset": 0}
        statute["deadlines"].append({**own, "code": "FSR", "what": "RENDICONTO_FSR", "when": day})

    served = reform.deployment
    await reform.apply("carate", reported, "il termine del FSR")
    token = await served.token("responsabile_udp", "carate")
    found = (await served.ask(query, token=token))["ambito"]["deadlines"]
    calendar = {one["what"]: one for one in found if one["source"]["article"] == "6.2"}

    assert calendar["RENDICONTO_FONDI"]["status"] == "UNDETERMINED"
    assert calendar["RENDICONTO_FONDI"]["missing"] == "i termini propri di ciascun fondo"
    assert calendar["RENDICONTO_FSR"] == {
        "what": "RENDICONTO_FSR",
        "dueOn": "2026-10-31",
        "standing": "UPCOMING",
        "addressee": "ASSEMBLEA",
        "authors": ["RESPONSABILE_UDP"],
        "status": "DETERMINED",
        "missing": None,
        "source": {"documentCode": "CONV-UDP", "article": "6.2"},
    }


@pytest.mark.clause("CAR-7.1")
async def test_disputes_of_carate_go_to_the_court_of_monza(deployment: Deployment) -> None:
    query = f"""{{ ambito(slug: "carate", on: "2026-06-01") {{
      disputes {{ kind forum organ {BRIEF} }} }} }}"""
    token = await deployment.token("sindaco", "carate", comune="Renate")

    assert (await deployment.ask(query, token=token))["ambito"]["disputes"] == [
        {
            "kind": "COURT",
            "forum": "Monza",
            "organ": None,
            "source": {"documentCode": "CONV-UDP", "article": "7.1"},
        }
    ]


@pytest.mark.clause("CAR-9.1")
async def test_the_convention_wants_thirteen_digital_signatures(reform: Reform) -> None:
    def signed(thirteenth: date | None) -> Any:
        def edit(statute: Data) -> None:
            found = part(statute, "instruments", "CONV-UDP")
            del found["signed_on"]
            (comuni,) = found["parties"]
            comuni["comuni"].remove("Renate")
            comuni["signed_on"] = date(2025, 7, 31)
            found["parties"].append(
                {"kind": "COMUNI", "comuni": ["Renate"], "signed_on": thirteenth}
            )

        return edit

    served = reform.deployment
    token = await served.token("sindaco", "carate", comune="Renate")
    await reform.apply("carate", signed(None), "prova")
    twelve = await instrument(served, token, "carate", "CONV-UDP", "2025-08-04")
    (signing,) = await said(served, token, "carate", "M-03", article="9.1", on="2025-08-04")
    await reform.apply("carate", signed(date(2025, 8, 4)), "prova")
    thirteen = await instrument(served, token, "carate", "CONV-UDP", "2025-08-04")

    assert (twelve["status"], twelve["partiesCount"]) == ("DRAFT_INCOMPLETE", 13)
    assert "firme: 1 su 13" in lacking(twelve)
    assert "13 enti, in forma digitale" in signing["text"]
    assert (thirteen["status"], thirteen["inForceFrom"]) == ("IN_FORCE", "2025-08-04")


@pytest.mark.clause("MIA-9.1")
async def test_the_agreement_is_active_when_the_fifth_has_signed(reform: Reform) -> None:
    def signed(fifth: date | None) -> Any:
        def edit(statute: Data) -> None:
            parties = part(statute, "instruments", "MB-2024")["parties"]
            for day, party in enumerate(parties[:4], 1):
                party["signed_on"] = date(2024, 4, day)
            parties[4]["signed_on"] = fifth

        return edit

    served, slug = reform.deployment, "monza-brianza"
    token = await served.token("segretario", slug)
    await reform.apply(slug, signed(None), "prova")
    four = await instrument(served, token, slug, "MB-2024", "2024-04-15")
    await reform.apply(slug, signed(date(2024, 4, 15)), "prova")
    eve = await instrument(served, token, slug, "MB-2024", "2024-04-14")
    five = await instrument(served, token, slug, "MB-2024", "2024-04-15")
    (signing,) = await said(served, token, slug, "M-03", article="9.1", on="2024-04-15")

    assert four["status"] == "DRAFT_INCOMPLETE"
    assert "firme: 1 su 5" in lacking(four)
    assert eve["status"] == "NOT_IN_FORCE"
    assert (five["status"], five["inForceFrom"]) == ("IN_FORCE", "2024-04-15")
    assert "5 enti, in forma digitale" in signing["text"]


@pytest.mark.clause("MIA-0.8")
async def test_the_old_agreements_end_when_the_new_are_signed_or_with_the_year(
    reform: Reform,
) -> None:
    def happened(statute: Data) -> None:
        part(statute, "events", "NUOVI_ADP")["happened_on"] = date(2024, 11, 20)

    async def status(on: str) -> tuple[str, str]:
        found = await instrument(served, token, slug, "ADP-2021", on)
        return found["status"], found["endsOn"]

    served, slug = reform.deployment, "monza-brianza"
    token = await served.token("segretario", slug)
    waiting = [await status(day) for day in ("2024-12-31", "2025-01-01")]
    await reform.apply(slug, happened, "prova")
    signed = [await status(day) for day in ("2024-11-20", "2024-11-21")]

    assert waiting == [("IN_FORCE", "2024-12-31"), ("EXPIRED", "2024-12-31")]
    assert signed == [("IN_FORCE", "2024-11-20"), ("EXPIRED", "2024-11-20")]


@pytest.mark.clause("MIA-8.3")
async def test_seregno_alone_is_the_controller(deployment: Deployment) -> None:
    query = """{ ambito(slug: "monza-brianza", on: "2024-06-01") {
      privacyProfiles { instrument mode controllers } } }"""
    token = await deployment.token("segretario", "monza-brianza")
    (rule,) = await said(deployment, token, "monza-brianza", "M-25", article="8.3", on="2024-06-01")

    assert (await deployment.ask(query, token=token))["ambito"]["privacyProfiles"] == [
        {"instrument": "MB-2024", "mode": "SINGLE", "controllers": ["COMUNE-SEREGNO"]}
    ]
    assert rule["text"].endswith("titolare dei dati è: il Comune di Seregno")


@pytest.mark.clause("LEC-0.1")
async def test_the_regulation_was_approved_and_adopted_by_the_council(
    deployment: Deployment,
) -> None:
    token = await deployment.token("responsabile_udp", "lecce")
    found = await instrument(deployment, token, "lecce", "REG-UDP", "2019-06-01")
    steps = await said(deployment, token, "lecce", "M-03", article="0.1", on="2019-06-01")

    assert (found["approvedOn"], found["inForceFrom"]) == ("2018-03-26", "2018-09-24")
    assert [step["text"] for step in steps] == [
        "26 marzo 2018: approvazione, atto n. 18 (Coordinamento Istituzionale)",
        "24 settembre 2018: adozione, delibera n. 112 (Consiglio comunale di Lecce)",
    ]
    warnings = {one["code"]: one["message"] for one in found["warnings"]}
    assert "risulta adottato da CONSIGLIO, ma la regola chiede GIUNTA" in warnings["AMB-31"]


@pytest.mark.clause("LEC-15.1.c")
async def test_the_bodies_that_the_office_keeps_relations_with_are_shown(
    deployment: Deployment,
) -> None:
    query = f"""{{ ambito(slug: "lecce", on: "2019-06-01") {{ comuniCount bodies {{ kind }}
      organs(code: "UDP") {{ competences {{ text {BRIEF} }} }} }} }}"""
    token = await deployment.token("operatore_udp", "lecce")
    ambito = (await deployment.ask(query, token=token))["ambito"]
    competences = ambito["organs"][0]["competences"]
    (relations,) = (one for one in competences if one["source"]["article"] == "15.1.c")

    assert ambito["comuniCount"] == 10
    assert {"ASL", "PROVINCIA", "REGIONE"} <= {one["kind"] for one in ambito["bodies"]}
    assert relations["text"].endswith("verso: i soggetti pubblici e i soggetti privati")


@pytest.mark.clause("SON-0.8")
async def test_the_convention_comes_after_three_acts_of_which_one_is_of_the_owners(
    deployment: Deployment,
) -> None:
    def signed_too_soon(statute: Data) -> None:
        for party in part(statute, "instruments", "CONV-SUB4")["parties"]:
            party["signed_on"] = date(2019, 10, 1)

    token = await deployment.token("sindaco", "cremasco", comune="Soncino")
    steps = await said(deployment, token, "cremasco", "M-03", article="0.8", on="2019-12-01")

    assert [step["text"] for step in steps] == [
        "4 febbraio 2019: approvazione del piano di contrasto alla povertà",
        "29 aprile 2019: mandato ad assumere gli operatori "
        "(Assemblea Consortile di Comunità Sociale Cremasca)",
        "30 ottobre 2019: approvazione dello schema di convenzione (Assemblea dei Sindaci)",
    ]
    assert steps[1]["ambiguity"] == "AMB-60"
    assert "SIGNATURE_BEFORE_APPROVAL" in refused("cremasco", signed_too_soon)


@pytest.mark.clause("SON-4.1")
async def test_soncino_signs_with_the_company_for_nine_parties(deployment: Deployment) -> None:
    query = """{ ambito(slug: "cremasco", on: "2019-12-01") { subAmbiti { code referente { name } }
      instruments(code: "CONV-SUB4") { partiesCount } } }"""
    token = await deployment.token("referente", "cremasco", unit="4")
    ambito = (await deployment.ask(query, token=token))["ambito"]
    (rule,) = await said(deployment, token, "cremasco", "M-21", article="4.1", on="2019-12-01")
    (referente,) = (one["referente"] for one in ambito["subAmbiti"] if one["code"] == "4")

    assert rule["text"].startswith("Il comune referente di sub-ambito firma la convenzione")
    assert "per conto di ciascun ente firmatario" in rule["text"]
    assert referente == {"name": "Soncino"}
    assert ambito["instruments"] == [{"partiesCount": 9}]


@pytest.mark.clause("CAR-4.4")
async def test_a_competence_given_later_is_the_offices_without_amending_the_convention(
    reform: Reform,
) -> None:
    query = """query($on: Date) { ambito(slug: "carate", on: $on) {
      organs(code: "UDP") { competences { matter verb since source { document article } } }
      instruments(code: "CONV-UDP") { signedOn inForceFrom endsOn } } }"""

    def given(statute: Data) -> None:
        law = {"code": "LR-2027", "title": "L.R. x/2027", "kind": "LAW", "supplied": False}
        statute["documents"].append(law)
        statute["matters"].append(
            {"code": "NUOVA", "name": "la nuova funzione", "area": "programming"}
        )
        statute["competences"].append(
            {
                "by": "UDP",
                "verb": "EXECUTE",
                "matter": "NUOVA",
                "source": {"document": "LR-2027", "article": "1"},
                "valid": {"from": date(2027, 3, 1)},
            }
        )

    served = reform.deployment
    token = await served.token("responsabile_udp", "carate")
    before = (await served.ask(query, token=token, on="2027-03-01"))["ambito"]
    await reform.apply("carate", given)
    eve = (await served.ask(query, token=token, on="2027-02-28"))["ambito"]
    day = (await served.ask(query, token=token, on="2027-03-01"))["ambito"]
    (new,) = (one for one in day["organs"][0]["competences"] if one["matter"] == "NUOVA")

    assert eve == before
    assert new == {
        "matter": "NUOVA",
        "verb": "EXECUTE",
        "since": "2027-03-01",
        "source": {"document": "L.R. x/2027", "article": "1"},
    }
    assert day["instruments"] == before["instruments"]
