"""A due is settled with a payment of the ledger: the two agree, to the cent and by day."""

from datetime import date
from typing import Any, Final

import pytest
from tests.budgets.figures import carate_residents, istat
from tests.budgets.treasury import Treasury, later, treasury
from tests.conftest import Deployment

from .conftest import Reform
from .owing import OBLIGATION, SETTLED, Bench, carate, perfected, proposed
from .register import office, on
from .test_budgets import cremasco
from .test_owed import left
from .test_ripartos import counted

BEFORE, DAY, AFTER = date(2026, 11, 2), date(2026, 11, 3), date(2026, 11, 4)
COST: Final = "42350.00"
REFUND: Final = "RETRIBUZIONE_PERSONALE"
ENTRIES: Final = """dues(first: 20) { edges { node { id entries { id kind amount
  payment { id number settlements { id amount reverses { id } due { id } } } } } } }"""


async def refund(served: Deployment, found: Bench, day: date) -> tuple[Bench, Any]:
    """Let Sovico claim what it paid for its seconded staff, and grant it on another day."""
    asked = {"ambito": "carate", "claimant": istat("carate", "Sovico"), "year": 2026}
    mayor = await office(served, "carate", "sindaco", comune="Sovico")
    told = {**asked, "documents": ["Cedolini E1"], "cost": COST, "amount": COST}
    claim = (await mayor.done("claimRefund", OBLIGATION, **told))["obligation"]
    async with on(day):
        found = await carate(served)
        done = await found.owed("grantRefund", obligation=claim["id"], act=found.act)
    return found, done["dues"][0]


async def spent(money: Treasury, line: str, amount: str, **more: Any) -> str:
    """Commit, liquidate and pay a sum of a line, and give the payment."""
    owed = await money.owed(line, amount, **more)
    await money.done("recordLiquidazione", impegno=owed, amount=amount)
    done = await money.done("recordPagamento", impegno=owed, amount=amount)
    return str(done["movement"]["id"])


async def unico(served: Deployment, act: str, amount: str) -> tuple[Treasury, str]:
    """Open the year 2026 of Carate, with a line of the budget unico."""
    money = await treasury(served, "carate")
    money.act = act
    await money.opened(2026)
    await money.assigned("BUDGET_UNICO", amount)
    named = {"programme": "PDZ", "purpose": REFUND}
    return money, await money.lined("BUDGET_UNICO", "P-1", amount, **named)


async def of_the_leaver(served: Deployment, found: Bench) -> Any:
    """Let Renate leave Carate and owe what was planned with it to whoever keeps the budget."""
    gone = await left(served, "carate", "Renate", "CONV-UDP", "2026-10-15")
    costs = [{"year": year, "amount": "600000.00"} for year in (2027, 2028)]
    asked = {"withdrawal": gone, "creditor": "CAPOFILA", "costs": costs, "act": found.act}
    return (await found.owed("assessRecess", **asked))["dues"][0]


async def available(money: Treasury, line: str) -> str:
    """Read what a line still has."""
    text = "query($id: ID!) { node(id: $id) { ... on BudgetLine { totals { available } } } }"
    found = await money.served.ask(text, token=money.clerk.token, id=line)
    return str(found["node"]["totals"]["available"])


@pytest.mark.clause("CAR-5.7.b")
async def test_a_refund_paid_from_the_budget_unico_lessens_what_is_left_of_it(
    reform: Reform,
) -> None:
    served = reform.deployment
    async with on(BEFORE):
        found = await carate(served)
        money, line = await unico(served, found.act, "50000.00")
        had = await available(money, line)
        found, due = await refund(served, found, DAY)
    async with on(DAY), later(money, DAY):
        unsaid = await found.paid(due["id"], "0.01")
        back = {"settlement": unsaid["settlement"]["id"], "act": found.act, "reasons": "errore"}
        await found.clerk.done("reverseSettlement", "due { id }", **back)
        payment = await spent(money, line, COST, creditor="Comune di Sovico")
        done = await found.paid(due["id"], COST, payment=payment)
        has = await available(money, line)
        told = await found.read(ENTRIES, str(DAY))
        before = await found.read(ENTRIES, str(BEFORE))
        undo = {"movement": payment, "reasons": "errore"}
        rests = await money.refused("reverseMovement", **undo)
        mine = {**back, "settlement": done["settlement"]["id"]}
        again = await found.clerk.done("reverseSettlement", "due { account { left } }", **mine)
        await money.done("reverseMovement", **undo)
        gone = await found.unpaid(due["id"], COST, payment=payment)

    assert [one["code"] for one in unsaid["warnings"]] == ["SETTLED_WITHOUT_PAYMENT"]
    assert [one["code"] for one in done["warnings"]] == ["PAYMENT_TO_ANOTHER_NAME"]
    assert due["account"]["amount"] == COST
    assert (done["due"]["account"]["left"], done["due"]["account"]["settled"]) == ("0.00", COST)
    assert (had, has) == ("50000.00", "7650.00")
    (shown,) = [one["node"] for one in told["dues"]["edges"]]
    (paid,) = [one for one in shown["entries"] if one["payment"]]
    assert (paid["id"], paid["payment"]["id"]) == (done["settlement"]["id"], payment)
    assert paid["payment"]["settlements"] == [
        {"id": paid["id"], "amount": COST, "reverses": None, "due": {"id": due["id"]}}
    ]
    assert before["dues"]["edges"] == []
    assert rests == ["SETTLEMENTS_REST"]
    assert again["due"]["account"]["left"] == COST
    assert gone == ["PAYMENT_REVERSED"]


async def test_a_due_is_settled_with_a_payment_of_its_own_days_that_has_enough_left(
    reform: Reform,
) -> None:
    served = reform.deployment
    async with on(BEFORE):
        found = await carate(served)
        money, line = await unico(served, found.act, "50000.00")
        other = await cremasco(served, 2020)
        come = await other.done("recordRiscossione", fund=other.funds["QSFP"], amount="1.00")
        strange = come["movement"]["id"]
        early = await spent(money, line, "100.00", creditor="Sovico")
        found, due = await refund(served, found, DAY)
    key = due["id"]
    async with on(DAY), later(money, DAY):
        payment = await spent(money, line, "300.00", creditor="Sovico")
        absent = await found.unpaid(key, "1.00", payment=strange)
        of_nothing = await found.unpaid(key, "1.00", payment=key)
        owed = await money.done("recordImpegno", line=line, amount="5.00", creditor="Sovico")
        no_payment = await found.unpaid(key, "1.00", payment=owed["movement"]["id"])
        precedes = await found.unpaid(key, "1.00", payment=early)
        beyond = await found.unpaid(key, "300.01", payment=payment)
        part = await found.paid(key, "200.00", payment=payment)
        rest = await found.unpaid(key, "100.01", payment=payment)
    async with on(AFTER), later(money, AFTER):
        found = await carate(served)
        late = await spent(money, line, "50.00", creditor="Sovico")
        follows = await found.unpaid(key, "1.00", payment=late, on=str(DAY))
        given = {"settlement": part["settlement"]["id"], "act": found.act, "reasons": "errore"}
        await found.clerk.done("reverseSettlement", "due { id }", **given)
        before = {"act": money.act, "on": str(DAY)}
        too_soon = await found.unpaid(key, "100.01", payment=payment, **before)
        whole = await found.paid(key, "300.00", payment=payment)

    assert absent == of_nothing == ["NOT_FOUND"]
    assert no_payment == ["NOT_A_PAYMENT"]
    assert precedes == ["PAYMENT_BEFORE_DUE"]
    assert beyond == rest == too_soon == ["PAYMENT_NOT_ENOUGH"]
    assert part["warnings"] == []
    assert "PAYMENT_AFTER_SETTLEMENT" in follows
    assert whole["due"]["account"]["settled"] == "300.00"


async def test_a_due_is_settled_with_a_payment_of_its_fund_by_whoever_keeps_it(
    reform: Reform,
) -> None:
    served = reform.deployment
    await counted(served, carate_residents())
    async with on(DAY):
        found = await carate(served)
        money, line = await unico(served, found.act, "5000.00")
        riparto = await proposed(served, known=False)
        await money.done("recordRiscossione", fund=money.funds["FNPS"], amount="450000.00")
        asked = {"riparto": riparto["id"]}
        await found.owed("recordFundsAvailable", **asked, fund=money.funds["FNPS"])
        act = await perfected(served, riparto["id"])
        transfers = (await found.owed("openTransfers", **asked))["dues"]
        renate = next(one["id"] for one in transfers if one["creditor"]["name"] == "Renate")
        from_unico = await spent(money, line, "1.00", creditor="Renate")
        another = await found.unpaid(renate, "1.00", payment=from_unico)
        await money.assigned("FNPS", "100.00")
        named = {"programme": "PDZ", "purpose": "RIPARTO_FONDI", "act": act}
        of_fund = await money.lined("FNPS", "F-1", "100.00", **named)
        done = await found.paid(
            renate, "1.00", payment=await spent(money, of_fund, "1.00", creditor="RENATE")
        )
        owing = await of_the_leaver(served, found)
        not_its = await found.unpaid(owing["id"], "1.00", payment=from_unico)

    assert another == ["PAYMENT_OF_ANOTHER_FUND"]
    assert done["warnings"] == []
    assert not_its == ["PAYMENT_OF_ANOTHER"]


async def test_what_the_keeper_of_the_budget_is_owed_is_settled_with_what_it_collects(
    reform: Reform,
) -> None:
    served = reform.deployment
    await counted(served, carate_residents())
    async with on(DAY):
        found = await carate(served)
        money, line = await unico(served, found.act, "5000.00")
        due = (await of_the_leaver(served, found))["id"]
        unsaid = await found.paid(due, "1.00")
        come = {"fund": money.funds["BUDGET_UNICO"], "amount": "100.00"}
        collected = (await money.done("recordRiscossione", **come))["movement"]["id"]
        paying = {"payment": await spent(money, line, "9.00", creditor="Carate Brianza")}
        paying |= {"due": due, "amount": "1.00", "act": found.act, "subject": "mandato"}
        (other_way,) = (await found.clerk.act("recordSettlement", SETTLED, **paying))["violations"]
        beyond = await found.unpaid(due, "100.01", payment=collected)
        done = await found.paid(due, "60.00", payment=collected)
        rest = await found.unpaid(due, "40.01", payment=collected)
        undo = {"movement": collected, "reasons": "errore"}
        rests = await money.refused("reverseMovement", **undo)
        mine = {"settlement": done["settlement"]["id"], "act": found.act, "reasons": "errore"}
        back = await found.clerk.done("reverseSettlement", "due { account { settled } }", **mine)
        await money.done("reverseMovement", **undo)
        undone = await found.unpaid(due, "1.00", payment=collected)

    assert [one["code"] for one in unsaid["warnings"]] == ["SETTLED_WITHOUT_PAYMENT"]
    assert (other_way["code"], other_way["field"]) == ("PAYMENT_OF_ANOTHER", "payment")
    assert "serve un movimento RISCOSSIONE" in other_way["message"]
    assert beyond == rest == ["PAYMENT_NOT_ENOUGH"]
    assert (done["warnings"], done["due"]["account"]["settled"]) == ([], "61.00")
    assert rests == ["SETTLEMENTS_REST"]
    assert back["due"]["account"]["settled"] == "1.00"
    assert undone == ["PAYMENT_REVERSED"]
