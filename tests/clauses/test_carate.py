"""Carate Brianza: the scenarios of its convention (CAR)."""

from datetime import date

import pytest
from tests.conftest import Deployment

from ambiti import clock

from .changing import Data, part, refused
from .conftest import Reform

COMUNI = {
    "Albiate", "Besana in Brianza", "Biassono", "Briosco", "Carate Brianza", "Lissone", "Macherio",
    "Renate", "Sovico", "Triuggio", "Vedano al Lambro", "Veduggio con Colzano", "Verano Brianza",
}  # fmt: skip
SLUG = "carate"
SOURCE = "source { documentCode article }"
CONVENTION = 'instruments(code: "CONV-UDP")'
SEAT = f"""query($on: Date) {{ ambito(slug: "{SLUG}", on: $on) {{
  capofila {{ id name }} organs(code: "UDP") {{ seat {{ address comune {{ id name }} }} {SOURCE} }}
}} }}"""


@pytest.mark.clause("CAR-0.1")
async def test_the_convention_is_signed_after_it_is_approved_and_shows_both_dates(
    deployment: Deployment, reform: Reform
) -> None:
    """It is in force from its signature; where force comes later, it is SIGNED until then."""
    query = f"""query($on: Date) {{ ambito(slug: "{SLUG}", on: $on) {{
      {CONVENTION} {{ status approvedOn signedOn inForceFrom {SOURCE} }} }} }}"""

    def signed_too_soon(statute: Data) -> None:
        part(statute, "instruments", "CONV-UDP")["signed_on"] = date(2025, 6, 1)

    def in_force_later(statute: Data) -> None:
        part(statute, "instruments", "CONV-UDP")["in_force"] = {
            "kind": "DATE",
            "on": date(2025, 8, 1),
        }

    token = await deployment.token("responsabile_udp", SLUG)
    (signed,) = (await deployment.ask(query, token=token, on="2025-07-31"))["ambito"]["instruments"]
    (eve,) = (await deployment.ask(query, token=token, on="2025-07-30"))["ambito"]["instruments"]
    await reform.apply(SLUG, in_force_later, "prova")
    token = await reform.deployment.token("responsabile_udp", SLUG)
    later = await reform.deployment.ask(query, token=token, on="2025-07-31")

    assert refused(SLUG, signed_too_soon) == {
        "SIGNATURE_BEFORE_APPROVAL": "instruments[0].signed_on"
    }
    assert signed == {
        "status": "IN_FORCE",
        "approvedOn": "2025-06-03",
        "signedOn": "2025-07-31",
        "inForceFrom": "2025-07-31",
        "source": {"documentCode": "CONV-UDP", "article": "0"},
    }
    assert eve["status"] == "NOT_IN_FORCE"
    assert later["ambito"]["instruments"][0]["status"] == "SIGNED"


@pytest.mark.clause("CAR-0.2")
async def test_thirteen_comuni_are_the_parties_and_a_fourteenth_is_refused(
    deployment: Deployment,
) -> None:
    query = f"""{{ ambito(slug: "{SLUG}", on: "2025-07-31") {{ comuniCount comuni {{ name }}
      {CONVENTION} {{ partiesCount parties {{ kind ente {{ name }} }} {SOURCE} }} }} }}"""

    def with_desio(statute: Data) -> None:
        parties = part(statute, "instruments", "CONV-UDP")["parties"]
        parties[0]["comuni"].append("Desio")

    def with_desio_declared(statute: Data) -> None:
        desio = {"istat": "108023", "name": "Desio", "belfiore": "D286", "province": "MB"}
        statute["comuni"].append(desio)
        with_desio(statute)

    token = await deployment.token("sindaco", SLUG, comune="Renate")
    ambito = (await deployment.ask(query, token=token))["ambito"]
    (convention,) = ambito["instruments"]

    assert ambito["comuniCount"] == convention["partiesCount"] == 13
    assert {comune["name"] for comune in ambito["comuni"]} == COMUNI
    assert {party["ente"]["name"] for party in convention["parties"]} == COMUNI
    assert {party["kind"] for party in convention["parties"]} == {"COMUNE"}
    assert convention["source"] == {"documentCode": "CONV-UDP", "article": "0"}
    for edit in (with_desio, with_desio_declared):
        errors = refused(SLUG, edit)
        assert errors["PARTY_NOT_IN_TERRITORY"] == "instruments[0].parties[0].comuni[13]"


@pytest.mark.clause("CAR-0.6")
async def test_the_convention_names_its_three_predecessors(deployment: Deployment) -> None:
    query = f"""{{ ambito(slug: "{SLUG}") {{ {CONVENTION} {{ predecessors {{ year }} }} }} }}"""

    (convention,) = (await deployment.ask(query))["ambito"]["instruments"]

    assert [one["year"] for one in convention["predecessors"]] == [2017, 2012, 2007]


@pytest.mark.clause("CAR-0.7")
async def test_what_is_of_one_comune_is_not_read_by_another_and_what_is_of_all_is_read_by_all(
    deployment: Deployment,
) -> None:
    """The record of Sovico alone is the mandate of its mayor; that of the Ambito is its office."""
    mandates = f"""{{ ambito(slug: "{SLUG}") {{ mandates {{ id role comune {{ name }} }} }} }}"""
    why = """query($id: ID!) { node(id: $id) { id }
      perche(kind: "Mandate", act: "read", id: $id) { allowed grounds { role } } }"""
    office = f"""{{ ambito(slug: "{SLUG}") {{ organs(code: "UDP") {{ name }} }} }}"""

    mayors = {name: await deployment.token("sindaco", SLUG, comune=name) for name in COMUNI}
    seen = await deployment.ask(mandates, token=mayors["Sovico"])
    (of_sovico,) = seen["ambito"]["mandates"]
    at_renate = await deployment.ask(mandates, token=mayors["Renate"])
    own = await deployment.ask(why, token=mayors["Sovico"], id=of_sovico["id"])
    other = await deployment.ask(why, token=mayors["Renate"], id=of_sovico["id"])

    assert of_sovico["comune"] == {"name": "Sovico"}
    assert {one["comune"]["name"] for one in at_renate["ambito"]["mandates"]} == {"Renate"}
    assert own["perche"]["allowed"]
    assert own["node"] == {"id": of_sovico["id"]}
    assert other == {"node": None, "perche": {"allowed": False, "grounds": []}}
    for mayor in mayors.values():
        answer = await deployment.ask(office, token=mayor)
        assert answer["ambito"]["organs"] == [{"name": "Ufficio di Piano"}]


@pytest.mark.clause("CAR-1.2")
async def test_the_office_is_a_common_office_of_the_thirteen_comuni(
    deployment: Deployment,
) -> None:
    query = f"""{{ ambito(slug: "{SLUG}") {{ organs(code: "UDP") {{
      kind legalBasis {SOURCE} instrument {{ code partiesCount }} }} }} }}"""

    token = await deployment.token("operatore_udp", SLUG)
    answer = await deployment.ask(query, token=token)

    assert answer["ambito"]["organs"] == [
        {
            "kind": "COMMON_OFFICE",
            "legalBasis": "art.30 c.4 D.Lgs 267/2000",
            "source": {"documentCode": "CONV-UDP", "article": "1.2"},
            "instrument": {"code": "CONV-UDP", "partiesCount": 13},
        }
    ]


@pytest.mark.clause("CAR-5.1")
async def test_the_seat_of_the_office_follows_the_capofila(reform: Reform) -> None:
    """The change is of days to come, so that it is no correction and needs no reason."""

    def another_capofila(statute: Data) -> None:
        (now,) = statute["capofila"]
        now["valid"]["until"] = date(2027, 1, 1)
        source = {"document": "CONV-UDP", "article": "5.1"}
        then = {"comune": "Lissone", "source": source, "valid": {"from": date(2027, 1, 1)}}
        statute["capofila"].append(then)

    served = reform.deployment
    token = await served.token("responsabile_udp", SLUG)
    before = (await served.ask(SEAT, token=token, on="2027-01-01"))["ambito"]
    with clock.fixed(date(2026, 6, 1)):
        await reform.apply(SLUG, another_capofila)
    last_day = (await served.ask(SEAT, token=token, on="2026-12-31"))["ambito"]
    first_day = (await served.ask(SEAT, token=token, on="2027-01-01"))["ambito"]

    for ambito, name in ((before, "Biassono"), (last_day, "Biassono"), (first_day, "Lissone")):
        (office,) = ambito["organs"]
        assert ambito["capofila"]["name"] == name
        assert office["seat"] == {"address": None, "comune": ambito["capofila"]}
        assert office["source"]["documentCode"] == "CONV-UDP"
