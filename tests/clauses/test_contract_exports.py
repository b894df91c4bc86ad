"""Service contracts as files: every figure is the contract's of the API, and nobody's foreign."""

from collections.abc import AsyncIterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

import pytest
from tests.budgets.exporting import (
    FORMATS,
    body,
    cents,
    code,
    exported,
    facts,
    italian,
    of_csv,
    of_pdf,
    of_xlsx,
)
from tests.budgets.treasury import Treasury
from tests.conftest import Deployment

from .conftest import Reform
from .register import office, on
from .test_budgets import cremasco
from .test_contracts import ASSIGNED, CONTRACT, EXTRA, MAY, entered, planned
from .test_quotas import JULY, SLUG

IN_2013: Final = {"ambito": "cremasco", "year": "2013"}
SHOWN: Final = """serviceContracts(year: 2013) { code subject committerName executorName state
  budgetTotal since until budgets { amount line { code } }
  assignments { amount executorName assignedOn line { code } } }"""
LATER: Final = MAY + timedelta(days=10)
GIVEN: Final = (("A2", "150000.10", MAY), ("A2", "0.05", LATER), ("A1", "20000.00", LATER))
"""What is assigned to the company: of which line, how much and when."""


@pytest.fixture
async def agreed(reform: Reform) -> AsyncIterator[Treasury]:
    """Give the Cremasco of 2013, with a contract of which three parts are assigned."""
    served = reform.deployment
    async with on(MAY):
        found = await cremasco(served)
        lines = await planned(found)
        await entered(served, found, lines)
    for line, amount, day in GIVEN:
        async with on(day):
            chief = await office(served, "cremasco", "responsabile_udp")
            given = {"line": lines[line], "executor": "CSC", "amount": amount, "subject": "Acconto"}
            await chief.done("assignBudget", ASSIGNED, **given, act=found.act)
    async with on(LATER):
        found.clerk = await office(served, "cremasco", "segretario")
        yield found


async def told(served: Deployment, token: str, day: date) -> Any:
    """Read the contract through the API, as of a day."""
    text = f"""{{ ambito(slug: "cremasco", on: "{day}") {{ {SHOWN} }} }}"""
    (found,) = (await served.ask(text, token=token))["ambito"]["serviceContracts"]
    return found


def sum_of(parts: Any) -> str:
    """Add sums of the contract."""
    return str(sum((Decimal(one["amount"]) for one in parts), Decimal("0.00")))


async def test_contracts_are_those_of_the_api_in_every_format(agreed: Treasury) -> None:
    served, token = agreed.served, agreed.clerk.token
    api = await told(served, token, LATER)
    flat = of_csv(await body(served, "contracts.csv", token, **IN_2013))
    made = await body(served, "contracts.xlsx", token, **IN_2013)
    printed = of_pdf(await body(served, "contracts.pdf", token, **IN_2013))
    given = sum_of(api["assignments"])
    left = str(Decimal(api["budgetTotal"]) - Decimal(given))
    sums = {"Budget": api["budgetTotal"], "Assegnato": given, "Da assegnare": left}

    assert (given, sum_of(api["budgets"])) == ("170000.15", api["budgetTotal"])
    for rows in (flat, of_xlsx(made, "Contratti")):
        assert [row["Codice"] for row in rows] == ["CdS-2013", "Totale"]
        for row in rows:
            for heading, amount in sums.items():
                assert cents(row[heading]) == cents(italian(amount))
        assert rows[0]["Che cosa affida"] == api["subject"]
        assert rows[0]["Chi affida"] == api["committerName"]
        assert rows[0]["Chi esegue"] == api["executorName"]
        assert rows[0]["Come sta"] == "È in vigore"
    budgets = of_xlsx(made, "Budget")
    assert [(one["Voce"], cents(one["Quanto"])) for one in budgets] == [
        (one["line"]["code"], cents(italian(one["amount"]))) for one in api["budgets"]
    ]
    parts = of_xlsx(made, "Assegnazioni")
    assert [(one["Voce"], cents(one["Quanto"]), one["A chi"]) for one in parts] == [
        (one["line"]["code"], cents(italian(one["amount"])), one["executorName"])
        for one in api["assignments"]
    ]
    (ground,) = of_xlsx(made, "Su che cosa si fondano")
    assert ground["Documento e articolo"].endswith("art. 14.2")
    assert "Assemblea" in ground["Atto"]
    assert facts(made)["Anno"] == 2013
    assert " ".join(italian(one) for one in sums.values()) in printed


async def test_contracts_are_told_as_of_a_day(agreed: Treasury) -> None:
    served, token = agreed.served, agreed.clerk.token
    then = {**IN_2013, "on": str(MAY)}
    api = await told(served, token, MAY)
    (contract, total) = of_csv(await body(served, "contracts.csv", token, **then))
    before = await exported(
        served, "contracts.csv", token, **{**IN_2013, "on": str(MAY - timedelta(days=1))}
    )

    assert cents(contract["Assegnato"]) == cents(italian(sum_of(api["assignments"])))
    assert cents(total["Assegnato"]) == 15_000_010
    assert (before.status_code, code(before)) == (404, "NOT_FOUND")


async def test_a_contract_of_ones_own_assigns_nothing_and_the_file_says_why(
    reform: Reform,
) -> None:
    served = reform.deployment
    async with on(JULY):
        desio = await office(served, SLUG, "sindaco", comune="Desio")
        await desio.done("enterOwnContract", CONTRACT, **EXTRA)
        asked = {"ambito": SLUG, "year": "2024"}
        (own, total) = of_csv(await body(served, "contracts.csv", desio.token, **asked))
        made = await body(served, "contracts.xlsx", desio.token, **asked)
        printed = of_pdf(await body(served, "contracts.pdf", desio.token, **asked))

    assert (own["Codice"], own["Di chi è"]) == (EXTRA["code"], "di chi affida")
    assert cents(own["Budget"]) == cents(total["Budget"]) == 500_000
    assert (own["Assegnato"], own["Da assegnare"]) == ("", "")
    assert cents(total["Da assegnare"]) == 0
    assert own["Estremi"] == EXTRA["document"]
    assert of_xlsx(made, "Budget") == of_xlsx(made, "Assegnazioni") == []
    assert "non è del bilancio di tutti" in printed


async def test_who_may_not_read_contracts_exports_none(agreed: Treasury) -> None:
    served, token = agreed.served, agreed.clerk.token
    citizen = await served.token("cittadino")
    foreign = await served.token("segretario", "carate")
    region = await served.token("portale_regionale", region="Lombardia")
    for ending in FORMATS:
        nobody = await exported(served, f"contracts.{ending}", **IN_2013)
        assert (nobody.status_code, code(nobody)) == (401, "IDENTITY_NEEDED")
        for other in (citizen, region):
            found = await exported(served, f"contracts.{ending}", other, **IN_2013)
            assert (found.status_code, code(found)) == (403, "WITHHELD")
        absent = await exported(served, f"contracts.{ending}", foreign, **IN_2013)
        assert (absent.status_code, code(absent)) == (404, "NOT_FOUND")
    for given in ({"year": "2012"}, {"ambito": "nessuno"}):
        empty = await exported(served, "contracts.csv", token, **{**IN_2013, **given})
        assert (empty.status_code, code(empty)) == (404, "NOT_FOUND")
    lacking = await exported(served, "contracts.csv", token, ambito="cremasco")
    assert lacking.status_code == 400
