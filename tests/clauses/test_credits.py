"""What was paid beyond what is owed is a credit, and is given back: once, and when it is there."""

from datetime import date
from decimal import Decimal
from typing import Any, Final

from tests.budgets.figures import istat

from .conftest import Reform
from .owing import DUE, Bench, carate, perfected, proposed
from .register import on

MARCH, APRIL, MAY = date(2026, 3, 5), date(2026, 4, 20), date(2026, 5, 4)
RETURNED: Final = f"""returned {{ id kind amount payee enteredOn reverses {{ id }} }}
  due {{ {DUE} }}"""
RENATE: Final = istat("carate", "Renate")
POSITIONS: Final = f"""positions(year: 2026, party: "{RENATE}") {{ received owes owed balance }}
  reconciliation(year: 2026) {{ gave received owes owed balance }}"""


async def owing(found: Bench) -> Any:
    """Let Renate be owed its share of a riparto."""
    riparto = await proposed(found.served)
    await perfected(found.served, riparto["id"])
    done = await found.owed("openTransfers", riparto=riparto["id"])
    return next(one for one in done["dues"] if one["creditor"]["name"] == "Renate")


def giving(found: Bench, due: str, amount: str, **more: Any) -> dict[str, Any]:
    """Say that a credit is given back."""
    return {"due": due, "amount": amount, "act": found.act, "subject": "reso", **more}


async def kept(found: Bench, due: str, amount: str, **more: Any) -> list[str]:
    """Ask to give back what must be refused, and tell why."""
    given = giving(found, due, amount, **more)
    return await found.clerk.refused("returnCredit", RETURNED, **given)


async def test_a_credit_is_given_back_once_from_the_day_on_which_it_is_there(
    reform: Reform,
) -> None:
    served = reform.deployment
    async with on(MARCH):
        found = await carate(served)
        first = found.act
        due = await owing(found)
        key, whole = due["id"], Decimal(due["account"]["amount"])
        none = await kept(found, key, "0.01")
    async with on(APRIL):
        found = await carate(served)
        over = await found.paid(key, str(whole + 50), credit=True)
        beyond = await kept(found, key, "50.01")
        before = await kept(found, key, "1.00", on=str(MARCH), act=first)
        nothing = await kept(found, key, "0.00")
        unsaid = await kept(found, key, "1.00", subject=" ")
        chiefs = await found.chief.refused("returnCredit", RETURNED, **giving(found, key, "1.00"))
        gone = (await found.chief.adopted("RESPONSABILE_UDP", "ADOPT", "ATTI_ESECUZIONE_PDZ"))["id"]
        await found.chief.done("annulAct", act=gone, reasons="errore")
        annulled = await kept(found, key, "1.00", act=gone)
    async with on(MAY):
        found = await carate(served)
        clerk = found.clerk
        part = await clerk.done("returnCredit", RETURNED, **giving(found, key, "20.00"))
        more = await kept(found, key, "30.01")
        read = {str(day): await found.read(POSITIONS, str(day)) for day in (APRIL, MAY)}
        paid = {"settlement": over["settlement"]["id"], "act": found.act, "reasons": "errore"}
        held = await clerk.refused("reverseSettlement", "due { id }", **paid)
        back = {**paid, "settlement": part["returned"]["id"]}
        undone = await clerk.done("reverseSettlement", f"due {{ {DUE} }}", **back)
        rest = await clerk.done("returnCredit", RETURNED, **giving(found, key, "50.00"))

    assert none == beyond == more == ["OVER_CREDIT"]
    assert before == ["CREDIT_NOT_YET"]
    assert "AMOUNT_NOT_POSITIVE" in nothing
    assert unsaid == ["EMPTY"]
    assert chiefs == ["NOT_ALLOWED"]
    assert annulled == ["ACT_NOT_IN_FORCE"]
    returned = part["returned"]
    assert (returned["kind"], returned["amount"], returned["enteredOn"]) == (
        "RETURNED", "-20.00", str(MAY),
    )  # fmt: skip
    assert returned["payee"] == due["debtor"]["code"]
    account = part["due"]["account"]
    assert (account["credit"], account["left"]) == ("30.00", "0.00")
    assert account["settledOn"] == str(APRIL)
    for day, credit in ((APRIL, 50), (MAY, 30)):
        (mine,) = read[str(day)]["positions"]
        assert Decimal(mine["received"]) == whole + credit
        assert (mine["owes"], mine["owed"]) == (f"{credit}.00", "0.00")
        assert read[str(day)]["reconciliation"]["balance"] == "0.00"
    assert held == ["CREDIT_GIVEN_BACK"]
    assert undone["due"]["account"]["credit"] == "50.00"
    assert (rest["due"]["account"]["credit"], rest["due"]["account"]["settled"]) == (
        "0.00", str(whole),
    )  # fmt: skip
