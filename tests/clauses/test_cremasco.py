"""Cremasco: the scenarios of the agreement of 2012 (CRE) on documents, bodies and organs."""

from collections import Counter
from datetime import date

import pytest
from tests.conftest import Deployment

from .changing import Data, checked, part, refused
from .conftest import Reform

SLUG = "cremasco"
SOURCE = "source { documentCode article }"
AGREEMENT = f"""query($on: Date) {{ ambito(slug: "{SLUG}", on: $on) {{ comuniCount
  instruments(code: "ADP-2012") {{ status endsOn partiesCount {SOURCE}
    parties {{ name kind ente {{ name }} }} warnings {{ code message }} }} }} }}"""


@pytest.mark.clause("CRE-0.1")
async def test_the_parties_are_48_comuni_the_asl_and_the_province(deployment: Deployment) -> None:
    (found,) = (await deployment.ask(AGREEMENT, on="2012-06-01"))["ambito"]["instruments"]
    kinds = Counter(party["kind"] for party in found["parties"])

    assert found["partiesCount"] == 50
    assert kinds == {"COMUNE": 48, "ASL": 1, "PROVINCIA": 1}
    assert found["parties"][0]["name"] == "Crema"
    assert len({party["ente"]["name"] for party in found["parties"]}) == 50
    assert found["source"] == {"documentCode": "ADP-2012", "article": "0"}


@pytest.mark.clause("CRE-0.6")
async def test_the_cremasco_is_an_ambito(deployment: Deployment) -> None:
    answer = await deployment.ask(f'{{ ambito(slug: "{SLUG}") {{ kind }} }}')

    assert answer["ambito"] == {"kind": "AMBITO"}


@pytest.mark.clause("CRE-3.1")
async def test_gomito_is_gombito_and_the_comuni_stay_48(deployment: Deployment) -> None:
    def without_the_alias(statute: Data) -> None:
        gombito = next(comune for comune in statute["comuni"] if comune["name"] == "Gombito")
        del gombito["aliases"]

    listed = checked(SLUG, lambda _: None)
    warned = {one.path for one in listed.warnings if (one.code, one.value) == ("AMB-02", "Gomito")}
    ambito = (await deployment.ask(AGREEMENT, on="2012-06-01"))["ambito"]
    (found,) = ambito["instruments"]

    assert listed.errors == ()
    assert warned == {"members[0].comuni[20]", "instruments[0].parties[0].comuni[20]"}
    assert refused(SLUG, without_the_alias)["UNKNOWN_COMUNE"] == "members[0].comuni[20]"
    assert ambito["comuniCount"] == 48
    assert {"name": "Gomito", "kind": "COMUNE", "ente": {"name": "Gombito"}} in found["parties"]
    assert [one["code"] for one in found["warnings"]].count("AMB-02") == 1


@pytest.mark.clause("CRE-5.1")
async def test_in_2012_the_organs_are_five(deployment: Deployment) -> None:
    query = f"""{{ ambito(slug: "{SLUG}", on: "2012-06-01") {{ organs {{ code {SOURCE} }} }} }}"""

    token = await deployment.token("responsabile_udp", SLUG)
    found = (await deployment.ask(query, token=token))["ambito"]["organs"]

    assert {organ["code"] for organ in found} == {"ADS", "UDP", "CRIS", "TLTS", "COORD_TOP"}
    assert len(found) == 5
    assert {organ["source"]["documentCode"] for organ in found} == {"ADP-2012"}


@pytest.mark.clause("CRE-8.2")
async def test_the_office_has_the_legal_personality_of_crema_and_signs_as_crema(
    reform: Reform,
) -> None:
    """An office cannot be a party of a contract: who signs in its name is its legal entity.
    That the contract itself names the office it was signed for is later work.
    """
    query = f"""{{ ambito(slug: "{SLUG}", on: "2012-06-01") {{
      organs(code: "UDP") {{ legalEntity {{ id name }} {SOURCE} }}
      instruments(code: "CDS-2012") {{ parties {{ ente {{ ... on Comune {{ id }} }} }} }} }} }}"""

    def contract(*parties: Data) -> Data:
        return {
            "code": "CDS-2012",
            "kind": "CONTRATTO_DI_SERVIZIO",
            "title": "Contratto di servizio",
            "source": {"document": "ADP-2012", "article": "8.2"},
            "supplied": False,
            "published": True,
            "signed_on": date(2012, 5, 1),
            "in_force": {"kind": "SIGNATURE"},
            "term": {"kind": "OPEN"},
            "parties": [*parties, {"kind": "BODY", "body": "CSC"}],
        }

    def signed_by_the_office(statute: Data) -> None:
        statute["instruments"].append(contract({"kind": "BODY", "body": "UDP"}))

    def signed_by_its_entity(statute: Data) -> None:
        statute["instruments"].append(contract({"kind": "COMUNI", "comuni": ["Crema"]}))

    await reform.apply(SLUG, signed_by_its_entity, "prova")
    token = await reform.deployment.token("responsabile_udp", SLUG)
    ambito = (await reform.deployment.ask(query, token=token))["ambito"]
    (office,), (signed,) = ambito["organs"], ambito["instruments"]

    assert refused(SLUG, signed_by_the_office) == {"UNKNOWN_CODE": "instruments[3].parties[0].body"}
    assert office["legalEntity"]["name"] == "Crema"
    assert office["source"] == {"documentCode": "ADP-2012", "article": "8"}
    assert signed["parties"][0]["ente"] == {"id": office["legalEntity"]["id"]}


@pytest.mark.clause("CRE-11.1")
async def test_the_capofila_is_crema(deployment: Deployment) -> None:
    query = f"""{{ ambito(slug: "{SLUG}", on: "2012-06-01") {{ capofila {{ name }} }} }}"""

    assert (await deployment.ask(query))["ambito"] == {"capofila": {"name": "Crema"}}


@pytest.mark.clause("CRE-16.1")
async def test_a_contradictory_term_is_contested_until_someone_chooses(
    deployment: Deployment, reform: Reform
) -> None:
    def chosen(statute: Data) -> None:
        part(statute, "ambiguities", "AMB-01")["chosen"] |= {
            "option": "STATED_END",
            "by": "Assemblea dei Sindaci",
        }

    async def status(served: Deployment, on: str) -> str:
        (found,) = (await served.ask(AGREEMENT, on=on))["ambito"]["instruments"]
        return str(found["status"])

    (found,) = (await deployment.ask(AGREEMENT, on="2014-06-30"))["ambito"]["instruments"]
    (message,) = (one["message"] for one in found["warnings"] if one["code"] == "AMB-01")
    await reform.apply(SLUG, chosen, "scelta dell'Assemblea")

    assert "31 marzo 2014" in message
    assert "31 marzo 2015" in message
    assert await status(deployment, "2014-03-31") == "IN_FORCE"
    assert await status(deployment, "2014-06-30") == "IN_FORCE_CONTESTED"
    assert await status(deployment, "2015-04-01") == "EXPIRED"
    assert await status(reform.deployment, "2014-03-31") == "IN_FORCE"
    assert await status(reform.deployment, "2014-04-01") == "EXPIRED"
