"""Funds at risk of being lost, and the funds of a Regione, as those who watch over them ask."""

from datetime import date
from typing import Any, Final

import pytest
from tests.clauses.register import on

from .treasury import Treasury

RISK: Final = "risk { state disposable committed paid threshold missing expiresOn daysLeft }"
PO: Final = {"programme": "PO", "purpose": "GESTIONE_SERVIZI"}


async def risks(money: Treasury, day: str, given: str = "") -> Any:
    text = f"""{{ ambito(slug: "cremasco", on: "{day}") {{
        fundsAtRisk{given} {{ code budget {{ year }} {RISK} }} }} }}"""
    return (await money.served.ask(text, token=money.clerk.token))["ambito"]["fundsAtRisk"]


async def spent(money: Treasury, amount: str) -> None:
    line = await money.lined("FSR", "A1", "900.00", **PO)
    owed = await money.owed(line, "800.00")
    await money.done("recordLiquidazione", impegno=owed, amount=amount)
    await money.done("recordPagamento", impegno=owed, amount=amount)


async def test_a_fund_is_behind_on_pace_safe_or_lost_by_what_is_paid_of_it(money: Treasury) -> None:
    await spent(money, "259.99")
    # on 2 May 122 of 365 days are gone: 75% of 1,000.00 for that time is 250.68
    assert await risks(money, "2013-05-02") == []
    (behind,) = await risks(money, "2013-06-30")
    assert behind == {
        "code": "FSR",
        "budget": {"year": 2013},
        "risk": {
            "state": "BEHIND",
            "disposable": "1000.00",
            "committed": "80.00",
            "paid": "25.99",
            "threshold": "75.00",
            "missing": "490.01",
            "expiresOn": "2013-12-31",
            "daysLeft": 184,
        },
    }
    (lost,) = await risks(money, "2014-01-01")
    assert (lost["risk"]["state"], lost["risk"]["daysLeft"]) == ("EXPIRED", 0)
    assert await risks(money, "2014-01-01", '(threshold: "25.99")') == []
    assert len(await risks(money, "2014-01-01", '(threshold: "26.00")')) == 1
    funds = (await money.read(f"funds {{ code {RISK} }}", on="2013-05-02"))["funds"]
    states = {one["code"]: one["risk"] for one in funds if one["code"] in {"FSR", "FNPS"}}
    assert states["FSR"]["state"] == "ON_PACE"
    assert (states["FNPS"]["state"], states["FNPS"]["paid"]) == ("NO_MONEY", None)


@pytest.mark.parametrize("wrong", ['"75"', '"100.01"', '"-1.00"', "75.0", '"settantacinque"'])
async def test_a_threshold_is_a_percentage(money: Treasury, wrong: str) -> None:
    text = f'{{ ambito(slug: "cremasco") {{ fundsAtRisk(threshold: {wrong}) {{ code }} }} }}'
    response = await money.served.post(text, token=money.clerk.token)
    (error,) = response.json()["errors"]
    assert "una percentuale va da 0 a 100" in error["message"]


REGIONAL: Final = """query ($region: String!) {
  regionalFunds(region: $region, year: 2013) {
    code inAmbiti totals { assigned committed paid }
  }
  ambiti(region: $region) { edges { node { slug budget(year: 2013) {
    funds { code totals { assigned } } lines { code }
    movements { edges { node { amount } } }
  } } } }
}"""


async def test_a_regione_reads_its_funds_and_no_creditor(money: Treasury) -> None:
    await spent(money, "259.99")
    async with on(date(2013, 5, 2)):
        portal = await money.served.token("portale_regionale", region="Lombardia")
        told = await money.served.ask(REGIONAL, token=portal, region="Lombardia")
        other = await money.served.token("portale_regionale", region="Puglia")
        foreign = await money.served.ask(REGIONAL, token=other, region="Lombardia")
        nobody = await money.served.ask(REGIONAL, region="Lombardia")
    funds = {one["code"]: one for one in told["regionalFunds"]}
    assert funds["FSR"] == {
        "code": "FSR",
        "inAmbiti": 1,
        "totals": {"assigned": "1000.00", "committed": "800.00", "paid": "259.99"},
    }
    assert "FUD" not in funds
    ambiti = {one["node"]["slug"]: one["node"] for one in told["ambiti"]["edges"]}
    budget = ambiti["cremasco"]["budget"]
    assert {one["code"]: one["totals"]["assigned"] for one in budget["funds"]}["FSR"] == "1000.00"
    assert budget["lines"] == []
    assert ambiti["carate"]["budget"] is None
    for unseen in (foreign, nobody):
        assert unseen["regionalFunds"] == []
        assert all(one["node"]["budget"] is None for one in unseen["ambiti"]["edges"])
