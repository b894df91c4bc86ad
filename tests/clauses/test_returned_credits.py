"""A credit is given back with a movement of the ledger: the two agree, to the cent and by day."""

from typing import Any

from tests.budgets.figures import carate_residents
from tests.budgets.treasury import Treasury, later
from tests.conftest import Deployment

from .conftest import Reform
from .owing import Bench, carate, perfected, proposed
from .register import on
from .test_credits import RETURNED, giving, kept
from .test_ripartos import counted
from .test_settlements import (
    AFTER,
    BEFORE,
    DAY,
    ENTRIES,
    available,
    of_the_leaver,
    spent,
    unico,
)


async def given_back(found: Bench, due: str, amount: str, **more: Any) -> Any:
    """Give a part of a credit back."""
    return await found.clerk.done("returnCredit", RETURNED, **giving(found, due, amount, **more))


async def why(found: Bench, due: str, amount: str, **more: Any) -> list[tuple[str, str]]:
    """Ask to give back what must be refused, and tell why and where."""
    given = giving(found, due, amount, **more)
    told = await found.clerk.act("returnCredit", RETURNED, **given)
    return [(one["code"], one["field"]) for one in told["violations"]]


async def collected(money: Treasury, fund: str, amount: str) -> str:
    """Collect a sum into a fund, and give the movement."""
    done = await money.done("recordRiscossione", fund=money.funds[fund], amount=amount)
    return str(done["movement"]["id"])


async def transferred(served: Deployment, found: Bench, money: Treasury) -> Any:
    """Let Renate be owed its share of a riparto of the FNPS, whose money has come."""
    riparto = await proposed(served, known=False)
    come = {"riparto": riparto["id"], "fund": money.funds["FNPS"]}
    await collected(money, "FNPS", "450000.00")
    await found.owed("recordFundsAvailable", **come)
    await perfected(served, riparto["id"])
    done = await found.owed("openTransfers", riparto=riparto["id"])
    return next(one for one in done["dues"] if one["creditor"]["name"] == "Renate")


async def test_a_fund_that_gets_a_credit_back_collects_it(reform: Reform) -> None:
    served = reform.deployment
    await counted(served, carate_residents())
    async with on(BEFORE):
        found = await carate(served)
        money, line = await unico(served, found.act, "5000.00")
        early = await collected(money, "FNPS", "100.00")
    async with on(DAY), later(money, DAY):
        found = await carate(served)
        due = await transferred(served, found, money)
        key, whole = due["id"], due["account"]["amount"]
        await found.paid(key, f"{float(whole) + 50:.2f}", credit=True)
        unsaid = await given_back(found, key, "1.00")
        of_fund = await collected(money, "FNPS", "30.00")
        of_unico = await collected(money, "BUDGET_UNICO", "30.00")
        paying = await why(found, key, "1.00", movement=await spent(money, line, "9.00"))
        precedes = await why(found, key, "1.00", movement=early)
        another = await why(found, key, "1.00", movement=of_unico)
        beyond = await why(found, key, "30.01", movement=of_fund)
        absent = await why(found, key, "1.00", movement=key)
        part = await given_back(found, key, "20.00", movement=of_fund)
        rest = await kept(found, key, "10.01", movement=of_fund)
        undo = {"movement": of_fund, "reasons": "errore"}
        rests = await money.found("reverseMovement", **undo)
        told = await found.read(ENTRIES, str(DAY))
        settles = await found.unpaid(key, "1.00", payment=of_fund, credit=True)
        back = {"act": found.act, "reasons": "errore", "settlement": part["returned"]["id"]}
        await found.clerk.done("reverseSettlement", "due { id }", **back)
        await money.done("reverseMovement", **undo)
        gone = await why(found, key, "1.00", movement=of_fund)

    assert [one["code"] for one in unsaid["warnings"]] == ["SETTLED_WITHOUT_PAYMENT"]
    assert ("PAYMENT_OF_ANOTHER", "movement") in paying
    assert precedes == [("PAYMENT_BEFORE_DUE", "movement")]
    assert another == [("PAYMENT_OF_ANOTHER_FUND", "movement")]
    assert beyond == [("PAYMENT_NOT_ENOUGH", "amount")]
    assert absent == [("NOT_FOUND", "movement")]
    assert part["warnings"] == []
    assert part["due"]["account"]["credit"] == "29.00"
    assert rest == ["PAYMENT_NOT_ENOUGH"]
    assert [(one["code"], one["field"]) for one in rests] == [("SETTLEMENTS_REST", "movement")]
    shown = next(one["node"] for one in told["dues"]["edges"] if one["node"]["id"] == key)
    (entry,) = [one for one in shown["entries"] if one["payment"]]
    assert (entry["kind"], entry["amount"], entry["payment"]["id"]) == (
        "RETURNED", "-20.00", of_fund,
    )  # fmt: skip
    assert [one["id"] for one in entry["payment"]["settlements"]] == [entry["id"]]
    assert settles == ["PAYMENT_OF_ANOTHER"]
    assert gone == [("PAYMENT_REVERSED", "movement")]


async def test_whoever_keeps_the_budget_and_gives_a_credit_back_pays_it(reform: Reform) -> None:
    served = reform.deployment
    await counted(served, carate_residents())
    async with on(DAY):
        found = await carate(served)
        money, line = await unico(served, found.act, "5000.00")
        had = await available(money, line)
        due = await of_the_leaver(served, found)
        key, whole = due["id"], due["account"]["amount"]
        await found.paid(key, f"{float(whole) + 50:.2f}", credit=True)
        come = await collected(money, "BUDGET_UNICO", "30.00")
        getting = await found.clerk.act("returnCredit", RETURNED,
                                        **giving(found, key, "1.00", movement=come))  # fmt: skip
        payment = await spent(money, line, "40.00", creditor="Comune di Renate")
        done = await given_back(found, key, "40.00", movement=payment)
        has = await available(money, line)
    async with on(AFTER), later(money, AFTER):
        found = await carate(served)
        late = await spent(money, line, "10.00", creditor="Renate")
        follows = await why(found, key, "10.00", movement=late, on=str(DAY))
        whole_ = await given_back(found, key, "10.00", movement=late)

    (told,) = getting["violations"]
    assert (told["code"], told["field"]) == ("PAYMENT_OF_ANOTHER", "movement")
    assert "serve un movimento PAGAMENTO" in told["message"]
    assert [one["code"] for one in done["warnings"]] == ["PAYMENT_TO_ANOTHER_NAME"]
    assert (done["due"]["account"]["credit"], had, has) == ("10.00", "5000.00", "4960.00")
    assert ("PAYMENT_AFTER_SETTLEMENT", "on") in follows
    assert whole_["warnings"] == []
    assert whole_["due"]["account"]["credit"] == "0.00"
