"""Lecce: the scenarios of the office's regulation (LEC)."""

from datetime import date
from typing import Any

import pytest
from tests.conftest import Deployment

from .changing import Data, part, refused
from .conftest import Reform

SLUG = "lecce"
REGULATION = f"""query($on: Date) {{ ambito(slug: "{SLUG}", on: $on) {{
  instruments(code: "REG-UDP") {{
    status approvedOn inForceFrom parent {{ code kind }} warnings {{ code message }}
    source {{ documentCode article }}
  }}
}} }}"""


async def regulation(deployment: Deployment, on: str) -> Any:
    """Ask for the regulation on a day, as someone of the office."""
    token = await deployment.token("responsabile_udp", SLUG)
    (found,) = (await deployment.ask(REGULATION, token=token, on=on))["ambito"]["instruments"]
    return found


def warned(instrument: Any) -> dict[str, str]:
    """Give the warnings of an instrument by code."""
    return {warning["code"]: warning["message"] for warning in instrument["warnings"]}


@pytest.mark.clause("LEC-1.1")
async def test_the_regulation_stands_on_a_convention_and_says_so_where_it_is_missing(
    deployment: Deployment, reform: Reform
) -> None:
    """What depends on the missing convention is said to be undetermined in the warnings; that a
    rule itself answers UNDETERMINED is shown where rules are computed, which is later work.
    """

    def with_the_convention(statute: Data) -> None:
        part(statute, "documents", "CONVENZIONE")["supplied"] = True
        statute["instruments"].append(
            {
                "code": "CONVENZIONE",
                "kind": "CONVENZIONE",
                "title": "Convenzione per la gestione associata",
                "source": {"document": "CONVENZIONE"},
                "supplied": True,
                "published": True,
                "in_force": {"kind": "DATE", "on": date(2018, 1, 1)},
                "term": {"kind": "OPEN"},
            }
        )

    absent = await regulation(deployment, "2019-01-01")
    await reform.apply(SLUG, with_the_convention, "è stata fornita")
    present = await regulation(reform.deployment, "2019-01-01")

    assert absent["parent"] is None
    assert "indeterminate" in warned(absent)["PARENT_NOT_LOADED"]
    assert "indeterminato" in warned(absent)["AMB-33"]
    assert absent["source"] == {"documentCode": "REG-UDP", "article": "0"}
    assert present["parent"] == {"code": "CONVENZIONE", "kind": "CONVENZIONE"}
    assert "PARENT_NOT_LOADED" not in warned(present)


@pytest.mark.clause("LEC-2.1")
async def test_the_regulation_is_adopted_after_approval_and_by_the_giunta(
    deployment: Deployment, reform: Reform
) -> None:
    def adopted_too_soon(statute: Data) -> None:
        part(statute, "instruments", "REG-UDP")["adoption"] |= {
            "recorded": "GIUNTA",
            "on": date(2018, 3, 25),
        }

    def never_approved(statute: Data) -> None:
        del part(statute, "instruments", "REG-UDP")["approval"]

    def adopted_by_the_giunta(statute: Data) -> None:
        adoption = part(statute, "instruments", "REG-UDP")["adoption"]
        adoption["recorded"] = "GIUNTA"
        del adoption["ambiguity"]

    by_the_council = await regulation(deployment, "2018-09-24")
    await reform.apply(SLUG, adopted_by_the_giunta, "prova")
    by_the_giunta = await regulation(reform.deployment, "2018-09-24")

    for edit in (adopted_too_soon, never_approved):
        assert refused(SLUG, edit) == {"NOT_APPROVED": "instruments[0].adoption.on"}
    assert by_the_giunta["status"] == "IN_FORCE"
    assert "AMB-31" not in warned(by_the_giunta)
    assert "CONSIGLIO" in warned(by_the_council)["AMB-31"]
    assert "GIUNTA" in warned(by_the_council)["AMB-31"]


@pytest.mark.clause("LEC-4.1")
async def test_the_office_has_its_seat_at_an_address(deployment: Deployment) -> None:
    query = f"""{{ ambito(slug: "{SLUG}") {{ organs(code: "UDP") {{
      seat {{ address comune {{ name }} }} source {{ documentCode }} }} }} }}"""

    token = await deployment.token("operatore_udp", SLUG)
    answer = await deployment.ask(query, token=token)

    assert answer["ambito"]["organs"] == [
        {
            "seat": {"address": "via san Massimiliano Kolbe, Lecce", "comune": None},
            "source": {"documentCode": "REG-UDP"},
        }
    ]


@pytest.mark.clause("LEC-18.1")
async def test_the_regulation_is_in_force_from_its_adoption(deployment: Deployment) -> None:
    eve = await regulation(deployment, "2018-09-23")
    day = await regulation(deployment, "2018-09-24")

    assert eve["status"] == "NOT_IN_FORCE"
    assert "AMB-31" not in warned(eve)
    assert day["status"] == "IN_FORCE"
    assert "AMB-31" in warned(day)
    assert day["inForceFrom"] == "2018-09-24"
    assert day["source"]["documentCode"] == "REG-UDP"
