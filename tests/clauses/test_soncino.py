"""Cremasco, sub-ambito of Soncino: the scenarios of its convention (SON)."""

from collections import Counter
from datetime import date
from typing import Any

import pytest
from tests.conftest import Deployment

from .changing import Data, part
from .conftest import Reform

SLUG = "cremasco"
PREAMBLE = {"documentCode": "CONV-SUB4", "article": "0"}
CONVENTION = f"""query($on: Date) {{ ambito(slug: "{SLUG}", on: $on) {{
  comuni(subAmbito: "4") {{ name }}
  instruments(code: "CONV-SUB4") {{
    status signedOn inForceFrom endsOn endRule partiesCount parties {{ kind ente {{ name }} }}
    warnings {{ code message }} source {{ documentCode article }}
  }}
}} }}"""
ORGANS = f"""query($on: Date) {{ ambito(slug: "{SLUG}", on: $on) {{
  organs {{ code aliases instrument {{ code }} }} instruments {{ code status }}
}} }}"""


async def convention(deployment: Deployment, on: str) -> Any:
    """Ask for the convention on a day, as the referente of the sub-ambito of Soncino."""
    token = await deployment.token("referente", SLUG, unit="4")
    (found,) = (await deployment.ask(CONVENTION, token=token, on=on))["ambito"]["instruments"]
    return found


async def organs(deployment: Deployment, on: str) -> Any:
    """Ask for the organs and instruments of a day, as the office's coordinator."""
    token = await deployment.token("responsabile_udp", SLUG)
    return (await deployment.ask(ORGANS, token=token, on=on))["ambito"]


def sign(statute: Data, day: date) -> Data:
    """Let all parties of the convention deliberate and sign; give the convention."""
    found = part(statute, "instruments", "CONV-SUB4")
    for party in found["parties"]:
        party["deliberation"] = {"on": date(2019, 11, 20), "number": "1"}
        party["signed_on"] = day
    return found


@pytest.mark.clause("SON-0.1")
async def test_nine_bodies_sign_for_eleven_comuni(deployment: Deployment) -> None:
    token = await deployment.token("referente", SLUG, unit="4")
    ambito = (await deployment.ask(CONVENTION, token=token, on="2019-11-01"))["ambito"]
    (found,) = ambito["instruments"]

    assert found["partiesCount"] == 9
    assert Counter(party["kind"] for party in found["parties"]) == {"COMUNE": 8, "UNIONE": 1}
    assert len(ambito["comuni"]) == 11
    assert found["source"] == PREAMBLE


@pytest.mark.clause("SON-0.3")
async def test_a_convention_without_dates_is_an_incomplete_draft(deployment: Deployment) -> None:
    found = await convention(deployment, "2019-11-01")
    told = {warning["code"]: warning["message"] for warning in found["warnings"]}

    assert found["status"] == "DRAFT_INCOMPLETE"
    assert found["signedOn"] is None
    assert found["inForceFrom"] is None
    assert "manca: la data della firma, 9 deliberazioni" in told["AMB-24"]
    assert found["source"] == PREAMBLE


@pytest.mark.clause("SON-0.4")
async def test_in_2019_the_organs_are_those_of_the_agreement_of_2018(
    deployment: Deployment,
) -> None:
    ambito = await organs(deployment, "2019-06-01")
    statuses = {one["code"]: one["status"] for one in ambito["instruments"]}
    founded = {one["instrument"]["code"] for one in ambito["organs"] if one["instrument"]}

    assert statuses == {"ADP-2018": "IN_FORCE", "ADP-2012": "EXPIRED"}
    assert founded == {"ADP-2018"}


@pytest.mark.clause("SON-0.6")
async def test_the_company_of_the_48_comuni_manages(deployment: Deployment) -> None:
    query = f"""{{ ambito(slug: "{SLUG}", on: "2019-06-01") {{
      bodies(kind: "AZIENDA_SPECIALE_CONSORTILE") {{
        code role comuniCount(relation: OWNER) source {{ documentCode article }} }} }} }}"""

    answer = await deployment.ask(query)

    assert answer["ambito"]["bodies"] == [
        {"code": "CSC", "role": "GESTORE", "comuniCount": 48, "source": PREAMBLE}
    ]


@pytest.mark.clause("SON-4.7")
async def test_an_old_name_means_the_organ_of_the_day_if_the_statute_says_which(
    deployment: Deployment, reform: Reform
) -> None:
    """Organs are found by the names that the answer carries; there is no argument for it."""

    def succeeded(statute: Data) -> None:
        part(statute, "organs", "UDP_INTEGRATO")["aliases"] = ["Comitato ristretto"]

    async def named(served: Deployment, on: str) -> list[str]:
        found = (await organs(served, on))["organs"]
        return [organ["code"] for organ in found if "Comitato ristretto" in organ["aliases"]]

    await reform.apply(SLUG, succeeded, "prova")

    assert await named(deployment, "2012-06-01") == ["CRIS"]
    assert await named(deployment, "2019-12-01") == []
    assert await named(reform.deployment, "2012-06-01") == ["CRIS"]
    assert await named(reform.deployment, "2019-12-01") == ["UDP_INTEGRATO"]


@pytest.mark.clause("SON-8.1")
async def test_the_convention_lasts_until_the_later_of_a_day_and_an_event(reform: Reform) -> None:
    def approved(day: date | None) -> Any:
        def edit(statute: Data) -> None:
            sign(statute, date(2019, 12, 1))
            if day is not None:
                part(statute, "events", "PDZ-2021-2023-APPROVED")["happened_on"] = day

        return edit

    served = reform.deployment
    await reform.apply(SLUG, approved(None), "prova")
    waiting = await convention(served, "2021-06-30")
    await reform.apply(SLUG, approved(date(2021, 12, 14)), "prova")
    last, after = await convention(served, "2021-12-14"), await convention(served, "2021-12-15")
    await reform.apply(SLUG, approved(date(2020, 11, 1)), "prova")
    early = await convention(served, "2020-12-31")

    assert (waiting["status"], waiting["endsOn"]) == ("IN_FORCE", None)
    assert "AMB-29" in {warning["code"] for warning in waiting["warnings"]}
    assert (last["status"], last["endsOn"]) == ("IN_FORCE", "2021-12-14")
    assert after["status"] == "EXPIRED"
    assert (early["status"], early["endsOn"]) == ("IN_FORCE", "2020-12-31")
    assert (await convention(served, "2021-01-01"))["status"] == "EXPIRED"


@pytest.mark.clause("SON-13.1")
async def test_the_convention_is_active_when_the_ninth_has_signed(reform: Reform) -> None:
    def signed(ninth: date | None) -> Any:
        def edit(statute: Data) -> None:
            found = sign(statute, date(2019, 12, 1))
            comuni, unione = found["parties"]
            comuni["comuni"].remove("Trigolo")
            last = {**comuni, "comuni": ["Trigolo"], "signed_on": ninth}
            found["parties"] = [comuni, last, unione]

        return edit

    served = reform.deployment
    await reform.apply(SLUG, signed(None), "prova")
    eight = await convention(served, "2020-01-10")
    await reform.apply(SLUG, signed(date(2020, 1, 10)), "prova")
    nine, eve = await convention(served, "2020-01-10"), await convention(served, "2020-01-09")

    assert eight["status"] == "DRAFT_INCOMPLETE"
    assert any("firme: 1 su 9" in warning["message"] for warning in eight["warnings"])
    assert (nine["status"], nine["inForceFrom"]) == ("IN_FORCE", "2020-01-10")
    assert eve["status"] == "NOT_IN_FORCE"
    assert nine["endRule"].startswith("il più tardo fra il 31 dicembre 2020")
