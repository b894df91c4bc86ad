"""Two books of one cost: the budget unico pays it, and for the law it counts as the comuni's."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

import pytest
from tests.budgets.figures import carate_residents
from tests.budgets.treasury import Treasury, later
from tests.conftest import Deployment

from .conftest import Reform
from .register import on
from .test_budgets import carate
from .test_ripartos import counted

F01: Final = {
    "Albiate": "8682.17",
    "Besana in Brianza": "21027.13",
    "Biassono": "16686.05",
    "Briosco": "8003.88",
    "Carate Brianza": "24554.26",
    "Lissone": "63352.71",
    "Macherio": "10038.76",
    "Renate": "5562.02",
    "Sovico": "11395.35",
    "Triuggio": "12073.64",
    "Vedano al Lambro": "10174.42",
    "Veduggio con Colzano": "5833.33",
    "Verano Brianza": "12616.28",
}
"""210,000.00 by the residents of 31 December 2024."""
SHOWN: Final = """attribution { id matter target year amount key referenceDate attributedOn
  payer { code } source { article } reverses { id }
  entries { code name amount weight whole floor rounded why
  figures { residents referenceDate status source } } } replaced { id }"""


async def paid(found: Treasury, purpose: str, amount: str) -> str:
    """Pay a cost from the budget unico, and give the payment."""
    await found.assigned("BUDGET_UNICO", amount)
    line = {"programme": "PDZ", "purpose": purpose}
    key = await found.lined("BUDGET_UNICO", f"{purpose}-1", amount, **line)
    owed = await found.owed(key, amount)
    await found.done("recordLiquidazione", impegno=owed, amount=amount)
    done = await found.done("recordPagamento", impegno=owed, amount=amount)
    return str(done["movement"]["id"])


async def attributed(found: Treasury, payment: str, **given: Any) -> Any:
    """Attribute a payment."""
    asked = {"payment": payment, "act": found.act, **given}
    return await found.clerk.done("attributeCost", SHOWN, **asked)


async def sums(
    found: Treasury, target: str, day: str = "2026-05-04"
) -> Mapping[str, list[dict[str, str]]]:
    """Read both books of 2026 on a day."""
    text = f"""{{ ambito(slug: "carate", on: "{day}") {{
      costSums(year: 2026, target: {target}) {{ book code name amount }} }} }}"""
    rows = (await found.served.ask(text, token=found.clerk.token))["ambito"]["costSums"]
    return {book: [one for one in rows if one["book"] == book] for book in ("CASH", "NOTIONAL")}


async def ready(served: Deployment) -> Treasury:
    """Give Carate in 2026, with the populations of the formulas."""
    await counted(served, carate_residents())
    return await carate(served)


def by(rows: list[dict[str, str]]) -> dict[str, str]:
    return {one["name"]: one["amount"] for one in rows}


@pytest.mark.clause("CAR-5.6.a")
async def test_the_budget_unico_pays_the_staff_and_the_comuni_are_charged_for_the_law_alone(
    reform: Reform,
) -> None:
    async with on(date(2026, 5, 4)):
        found = await ready(reform.deployment)
        payment = await paid(found, "COSTO_PERSONALE", "210000.00")
        none = await sums(found, "STAFF_COST_LIMITS")
        given = {"payment": payment, "act": found.act}
        (unsaid,) = (await found.clerk.act("attributeCost", SHOWN, **given))["violations"]
        hours = await found.clerk.refused("attributeCost", SHOWN, **given, staff="HOURS")
        done = (await attributed(found, payment, staff="FULL_TIME"))["attribution"]
        both = await sums(found, "STAFF_COST_LIMITS")

    assert none == {"CASH": [], "NOTIONAL": []}
    assert (unsaid["code"], unsaid["source"]) == ("OTHER_STAFF", {"article": "5.6.a"})
    assert hours == ["OTHER_STAFF"]
    (cash,) = both["CASH"]
    assert (cash["code"], cash["amount"]) == ("BUDGET_UNICO", "210000.00")
    assert by(both["NOTIONAL"]) == F01
    assert sum(Decimal(one["amount"]) for one in both["NOTIONAL"]) == Decimal("210000.00")
    assert (done["referenceDate"], done["source"]) == ("2024-12-31", {"article": "5.6.a"})
    for one in done["entries"]:
        exact = Decimal(210000) * int(one["weight"]) / int(one["whole"])
        assert abs(exact - Decimal(one["amount"])) < Decimal("0.01")
        assert int(one["weight"]) == sum(figure["residents"] for figure in one["figures"])


@pytest.mark.clause("CAR-5.8.c")
async def test_bonuses_count_on_the_incentive_funds_of_the_comuni(reform: Reform) -> None:
    async with on(date(2026, 5, 4)):
        found = await ready(reform.deployment)
        done = await attributed(found, await paid(found, "PREMI", "18000.00"))
        notional = by((await sums(found, "INCENTIVE_FUND"))["NOTIONAL"])

    assert done["attribution"]["target"] == "INCENTIVE_FUND"
    assert (notional["Lissone"], notional["Renate"]) == ("5430.23", "476.74")
    assert sum(Decimal(one) for one in notional.values()) == Decimal("18000.00")


@pytest.mark.clause("CAR-5.9.b")
async def test_overtime_counts_on_the_overtime_funds_and_the_ambito_pays_it(reform: Reform) -> None:
    async with on(date(2026, 5, 4)):
        found = await ready(reform.deployment)
        await attributed(found, await paid(found, "STRAORDINARI", "2150.00"))
        both = await sums(found, "OVERTIME_FUND")
        other = await sums(found, "INCENTIVE_FUND")

    assert [(one["code"], one["amount"]) for one in both["CASH"]] == [("BUDGET_UNICO", "2150.00")]
    assert len(both["NOTIONAL"]) == 13
    assert sum(Decimal(one["amount"]) for one in both["NOTIONAL"]) == Decimal("2150.00")
    assert other == {"CASH": [], "NOTIONAL": []}


async def test_a_cost_that_is_not_others_or_not_paid_is_not_attributed(reform: Reform) -> None:
    async with on(date(2026, 5, 4)):
        found = await carate(reform.deployment)
        payment = await paid(found, "GESTIONE_ASSOCIATA", "10.00")
        (own,) = (await _asked(found, payment))["violations"]
        (first, *_) = (await found.read("movements { edges { node { id } } }"))["movements"][
            "edges"
        ]
        (unpaid,) = (await _asked(found, first["node"]["id"]))["violations"]
        staff = await paid(found, "PREMI", "10.00")
        missing = (await _asked(found, staff))["violations"]
        worker = await found.worker.refused("attributeCost", SHOWN, payment=staff, act=found.act)

    assert (own["code"], "GESTIONE" in own["message"]) == ("NOT_NOTIONAL", False)
    assert unpaid["code"] == "NOT_A_PAYMENT"
    assert {one["code"] for one in missing} == {"POPULATION_MISSING"}
    assert worker == ["NOT_ALLOWED"]


async def _asked(found: Treasury, payment: str) -> Any:
    return await found.clerk.act("attributeCost", SHOWN, payment=payment, act=found.act)


async def test_what_a_payment_counts_for_follows_it_back(reform: Reform) -> None:
    """On every day the two books are the same sum, also when a payment is moved back."""
    async with on(date(2026, 5, 4)):
        found = await ready(reform.deployment)
        payment = await paid(found, "PREMI", "18000.00")
        first = (await attributed(found, payment))["attribution"]
        (twice,) = (await _asked(found, payment))["violations"]
        async with later(found, date(2026, 5, 20)):
            again = await attributed(found, payment, reasons="errore")
        async with later(found, date(2026, 6, 1)):
            await found.done("reverseMovement", movement=payment, reasons="errore")
            gone = (await _asked(found, payment))["violations"]
        days = {
            day: await sums(found, "INCENTIVE_FUND", day)
            for day in ("2026-05-03", "2026-05-04", "2026-05-20", "2026-06-01")
        }

    assert twice["code"] == "ALREADY_ATTRIBUTED"
    assert again["replaced"]["id"] == first["id"]
    assert [one["code"] for one in gone] == ["NOT_A_PAYMENT"]
    told = {
        day: {book: sum(Decimal(one["amount"]) for one in rows) for book, rows in both.items()}
        for day, both in days.items()
    }
    for one in told.values():
        assert one["CASH"] == one["NOTIONAL"]
    assert [one["CASH"] for one in told.values()] == [0, 18000, 18000, 0]
    assert by(days["2026-05-04"]["NOTIONAL"])["Lissone"] == "5430.23"
    assert all(one["amount"] == "0.00" for one in days["2026-06-01"]["NOTIONAL"])
