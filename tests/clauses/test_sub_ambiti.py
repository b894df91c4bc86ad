"""Cremasco: the scenarios of the agreement of 2012 (CRE) on the sub-ambiti and on the Unione."""

from datetime import date
from typing import Any

import pytest
from tests.conftest import Deployment

from ambiti import clock
from ambiti.statute.applying import StatuteRefused

from .changing import Data, part, refused
from .conftest import Reform

SLUG = "cremasco"
UNIONE = "UNIONE-FONTANILI"
QUERY = f"""query($on: Date) {{ ambito(slug: "{SLUG}", on: $on) {{ comuni {{ name }}
  subAmbiti {{ code referente {{ __typename name }} comuniCount comuni {{ name aliases }}
    warnings {{ code }} source {{ documentCode article }} }} }} }}"""


async def asked(deployment: Deployment, on: str = "2012-06-01", token: str | None = None) -> Any:
    """Ask for the territory of a day."""
    return (await deployment.ask(QUERY, token=token, on=on))["ambito"]


async def unit(deployment: Deployment, code: str, on: str = "2012-06-01") -> Any:
    """Ask for a sub-ambito on a day, as its referente."""
    token = await deployment.token("referente", SLUG, unit=code)
    units = (await asked(deployment, on, token))["subAmbiti"]
    return next(one for one in units if one["code"] == code)


def names(found: Any) -> set[str]:
    """Give the names of the comuni."""
    return {comune["name"] for comune in found["comuni"]}


@pytest.mark.parametrize(
    ("code", "referente", "count", "among"),
    [
        pytest.param("1", "Pandino", 7, {"Pandino"}, id="1", marks=pytest.mark.clause("CRE-12.1")),
        pytest.param(
            "2", "Sergnano", 10, {"Sergnano"}, id="2", marks=pytest.mark.clause("CRE-12.2")
        ),
        pytest.param(
            "3", "Bagnolo Cremasco", 11, set(), id="3", marks=pytest.mark.clause("CRE-12.3")
        ),
        pytest.param(
            "4",
            "Soncino",
            11,
            {"Romanengo", "Casaletto di Sopra", "Ticengo"},
            id="4",
            marks=pytest.mark.clause("CRE-12.4"),
        ),
        pytest.param(
            "5", "Castelleone", 8, {"Gombito"}, id="5", marks=pytest.mark.clause("CRE-12.5")
        ),
        pytest.param("6", "Crema", 1, set(), id="6", marks=pytest.mark.clause("CRE-12.6")),
    ],
)
async def test_a_sub_ambito_has_its_referente_and_its_comuni(
    deployment: Deployment, code: str, referente: str, count: int, among: set[str]
) -> None:
    found = await unit(deployment, code)

    assert found["referente"] == {"__typename": "Comune", "name": referente}
    assert found["comuniCount"] == len(names(found)) == count
    assert among | {referente} <= names(found)
    assert found["source"] == {"documentCode": "ADP-2012", "article": f"12.{code}"}


@pytest.mark.clause("CRE-12.2")
async def test_casale_vidolasco_and_casale_cremasco_are_one_comune(deployment: Deployment) -> None:
    def two_comuni(statute: Data) -> None:
        casale = next(one for one in statute["comuni"] if one["name"].startswith("Casale "))
        casale["aliases"] = casale["aliases"][:1]

    found = await unit(deployment, "2")
    (casale,) = (one for one in found["comuni"] if one["aliases"])

    assert casale == {
        "name": "Casale Cremasco-Vidolasco",
        "aliases": ["Casale Cremasco", "Casale Vidolasco"],
    }
    assert [warning["code"] for warning in found["warnings"]] == ["AMB-03"]
    assert refused(SLUG, two_comuni)["UNKNOWN_COMUNE"] == "units[1].members[0].comuni[4]"


@pytest.mark.clause("CRE-12.6")
async def test_the_six_sub_ambiti_divide_the_48_comuni(deployment: Deployment) -> None:
    def crema_twice(statute: Data) -> None:
        part(statute, "units", "5")["members"][0]["comuni"].append("Crema")

    def izano_nowhere(statute: Data) -> None:
        part(statute, "units", "4")["members"][0]["comuni"].remove("Izano")

    ambito = await asked(deployment)
    parts = [names(one) for one in ambito["subAmbiti"]]

    assert [len(one) for one in parts] == [7, 10, 11, 11, 8, 1]
    assert sum(map(len, parts)) == len(set().union(*parts)) == 48
    assert set().union(*parts) == names(ambito)
    assert refused(SLUG, crema_twice)["PARTITION_OVERLAP"] == "partitions[0]"
    assert refused(SLUG, izano_nowhere)["PARTITION_GAP"] == "partitions[0]"


@pytest.mark.clause("CRE-12.10")
async def test_a_comune_changes_sub_ambito_without_an_amendment(reform: Reform) -> None:
    """The quotas of the C.Ris are by sub-ambito and not by comune: that each keeps its two is
    shown where seats are counted, which is later work. Here the organ itself does not change.
    """

    def moved(statute: Data) -> None:
        when = date(2013, 1, 1)
        source = {"document": "ADP-2012", "article": "12.10"}
        left, joined = part(statute, "units", "4"), part(statute, "units", "5")
        left["members"][0]["comuni"].remove("Ticengo")
        left["members"].append(
            {"kind": "COMUNI", "comuni": ["Ticengo"], "source": source, "valid": {"until": when}}
        )
        joined["members"].append(
            {"kind": "COMUNI", "comuni": ["Ticengo"], "source": source, "valid": {"from": when}}
        )
        for one in (left, joined):
            del one["expected_entries"]  # the number of the text, which the move leaves behind

    rest = f"""{{ ambito(slug: "{SLUG}", on: "2013-01-01") {{
      instruments {{ code signedOn inForceFrom endsOn parties {{ name }} }}
      organs(code: "CRIS") {{ name since until source {{ article }} }} }} }}"""
    served = reform.deployment
    token = await served.token("responsabile_udp", SLUG)
    before = await served.ask(rest, token=token)
    with pytest.raises(StatuteRefused, match="riscrive il passato"):
        await reform.apply(SLUG, moved)
    applied = await reform.apply(SLUG, moved, "recepita dall'Accordo, art. 12")
    last_day = {code: names(await unit(served, code, "2012-12-31")) for code in "45"}
    first_day = {code: names(await unit(served, code, "2013-01-01")) for code in "45"}

    assert applied.number == 2
    assert "Ticengo" in last_day["4"] - last_day["5"]
    assert "Ticengo" in first_day["5"] - first_day["4"]
    assert [len(last_day[code]) for code in "45"] == [11, 8]
    assert [len(first_day[code]) for code in "45"] == [10, 9]
    assert len((await asked(served, "2013-01-01"))["comuni"]) == 48
    assert await served.ask(rest, token=token) == before


@pytest.mark.clause("CRE-19.1")
async def test_a_unione_stands_in_for_a_comune_that_agrees_and_for_those_functions_only(
    reform: Reform,
) -> None:
    """That the Unione casts the vote is later work: here is for whom, for what, from when."""
    query = f"""query($on: Date) {{ ambito(slug: "{SLUG}", on: $on) {{ comuni {{ name }}
      bodies(kind: "UNIONE") {{ code comuniCount(relation: SUBSTITUTED) substitutions {{
        functions consent since comune {{ name }} source {{ documentCode article }} }} }} }} }}"""

    def substituted(consent: str | None) -> Any:
        def edit(statute: Data) -> None:
            since = date(2015, 1, 1)
            part(statute, "bodies", UNIONE)["valid"]["from"] = since
            rule = {
                "body": UNIONE,
                "comuni": ["Ticengo"],
                "functions": ["SOCIAL"],
                "source": {"document": "ADP-2012", "article": "19.1"},
                "valid": {"from": since, "until": date(2019, 1, 1)},
            }
            if consent is not None:
                rule["consent"] = {"act": consent}
            statute["substitutions"].append(rule)

        return edit

    act = "Deliberazione del Consiglio comunale di Ticengo"
    served = reform.deployment
    await reform.apply(SLUG, substituted(act), "trasferimento di funzioni")
    token = await served.token("sindaco", SLUG, comune="Ticengo")
    eve = (await served.ask(query, token=token, on="2014-12-31"))["ambito"]
    day = (await served.ask(query, token=token, on="2015-01-01"))["ambito"]

    assert refused(SLUG, substituted(None)) == {"CONSENT_REQUIRED": "substitutions[1]"}
    assert eve["bodies"] == []
    assert day["bodies"] == [
        {
            "code": UNIONE,
            "comuniCount": 1,
            "substitutions": [
                {
                    "functions": "SOCIAL",
                    "consent": act,
                    "since": "2015-01-01",
                    "comune": {"name": "Ticengo"},
                    "source": {"documentCode": "ADP-2012", "article": "19.1"},
                }
            ],
        }
    ]
    assert {"name": "Ticengo"} in day["comuni"]
    assert "Ticengo" in names(await unit(served, "4", "2015-01-01"))


@pytest.mark.clause("CRE-19.2")
async def test_a_unione_is_referente_if_the_sub_ambito_agrees(reform: Reform) -> None:
    def led(agreement: str | None) -> Any:
        def edit(statute: Data) -> None:
            when = date(2030, 1, 1)
            soncino = part(statute, "units", "4")["leads"]
            soncino[0]["valid"] = {"until": when}
            rule = {
                "kind": "BODY",
                "role": "REFERENTE",
                "body": UNIONE,
                "source": {"document": "ADP-2012", "article": "19.2"},
                "valid": {"from": when},
            }
            if agreement is not None:
                rule["agreement"] = agreement
            soncino.append(rule)

        return edit

    served = reform.deployment
    with clock.fixed(date(2026, 6, 1)):
        await reform.apply(SLUG, led("Intesa dei comuni del sub-ambito 4"))
    eve = await unit(served, "4", "2029-12-31")
    day = await unit(served, "4", "2030-01-01")

    assert refused(SLUG, led(None)) == {"AGREEMENT_REQUIRED": "units[3].leads[1].body"}
    assert eve["referente"] == {"__typename": "Comune", "name": "Soncino"}
    assert day["referente"] == {"__typename": "Body", "name": "Unione dei Fontanili"}
