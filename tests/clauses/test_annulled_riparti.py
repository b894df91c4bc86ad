"""A riparto is annulled after its transfers were owed: nothing is owed twice, nothing paid lost."""

from datetime import date
from decimal import Decimal
from typing import Any, Final

from tests.budgets.figures import carate_residents, istat
from tests.conftest import Deployment

from .conftest import Reform
from .owing import OBLIGATION, SHARED, Bench, carate, perfected, proposed
from .register import office, on
from .test_ripartos import counted

MARCH, APRIL, MAY = date(2026, 3, 5), date(2026, 4, 20), date(2026, 5, 4)
ENTRIES: Final = """dues(first: 50) { edges { node { id creditor { name } act { id }
  account { amount settled left credit }
  entries { kind amount subject act { id } carriedFrom { amount due { id } }
    carriedTo { amount due { id } } } } } }
  reconciliation(year: 2026) { gave received owes owed balance }"""


def of(dues: list[Any], name: str) -> Any:
    """Find the due to whoever has a name."""
    return next(one for one in dues if one["creditor"]["name"] == name)


async def owed(found: Bench, riparto: str, **more: Any) -> Any:
    """Let the transfers of a riparto be owed, and give what the act says."""
    return await found.chief.done("openTransfers", OBLIGATION, riparto=riparto, **more)


async def annulled(found: Bench, act: str) -> None:
    """Let the assembly annul its act."""
    vote = await found.clerk.voted("ASSEMBLEA", "RIPARTO_FONDI", "APPROVE")
    await found.clerk.done("annulAct", act=act, reasons="errore di calcolo", vote=vote)


async def shared(served: Deployment, amount: str) -> str:
    """Propose to share another sum."""
    worker = await office(served, "carate", "operatore_udp")
    given = {**SHARED, "year": 2026, "amount": amount}
    return str((await worker.done("proposeRiparto", "riparto { id }", **given))["riparto"]["id"])


async def dues_read(found: Bench, day: date) -> tuple[list[Any], Any]:
    """Read all dues, and the positions put together."""
    read = await found.read(ENTRIES, str(day))
    return [one["node"] for one in read["dues"]["edges"]], read["reconciliation"]


async def test_a_riparto_that_is_approved_anew_is_owed_in_place_of_what_was_annulled(
    reform: Reform,
) -> None:
    served = reform.deployment
    async with on(MARCH):
        found = await carate(served)
        riparto = (await proposed(served))["id"]
        first = await perfected(served, riparto)
        old = (await owed(found, riparto))["obligation"]
        renate, lissone = of(old["dues"], "Renate"), of(old["dues"], "Lissone")
        whole = renate["account"]["amount"]
        await found.paid(renate["id"], whole)
        await found.paid(lissone["id"], "100.00")
        await annulled(found, first)
    async with on(APRIL):
        found = await carate(served)
        unapproved = await found.chief.refused("openTransfers", OBLIGATION, riparto=riparto)
        second = await perfected(served, riparto)
        done = await owed(found, riparto)
        twice = await found.chief.refused("openTransfers", OBLIGATION, riparto=riparto)
        now, sums = await dues_read(found, APRIL)
        before, _ = await dues_read(found, MARCH)
        back = [one for one in before if one["creditor"]["name"] == "Renate"]

    assert unapproved == ["RIPARTO_NOT_APPROVED"]
    assert [one["code"] for one in done["warnings"]] == ["AMB-14"]
    assert twice == ["ALREADY_OWED"]
    assert (done["obligation"]["id"], done["obligation"]["act"]["id"]) == (old["id"], second)
    gone = [one for one in now if one["act"]["id"] == first]
    new = [one for one in now if one["act"]["id"] == second]
    assert len(gone) == len(new) == 13
    assert {one["account"]["amount"] for one in gone} == {"0.00"}
    assert {one["account"]["settled"] for one in gone} == {"0.00"}
    assert sum(Decimal(one["account"]["amount"]) for one in new) == Decimal("450000.00")
    assert of(new, "Renate")["account"] == {
        "amount": whole, "settled": whole, "left": "0.00", "credit": "0.00",
    }  # fmt: skip
    assert of(new, "Lissone")["account"]["settled"] == "100.00"
    (came,) = [one for one in of(new, "Renate")["entries"] if one["kind"] == "CARRIED"]
    assert came["carriedFrom"] == {"amount": f"-{whole}", "due": {"id": renate["id"]}}
    (void,) = [one for one in of(gone, "Renate")["entries"] if one["kind"] == "VOIDED"]
    assert (void["amount"], void["act"]["id"]) == (f"-{whole}", second)
    (went,) = [one for one in of(gone, "Renate")["entries"] if one["kind"] == "CARRIED"]
    assert went["carriedTo"] == {"amount": whole, "due": {"id": of(new, "Renate")["id"]}}
    assert sums["balance"] == "0.00"
    assert Decimal(sums["gave"]) == Decimal(sums["received"]) == Decimal(whole) + 100
    assert [one["account"]["settled"] for one in back] == [whole]


async def test_another_riparto_comes_in_place_of_the_annulled_one_that_it_names(
    reform: Reform,
) -> None:
    served = reform.deployment
    async with on(MARCH):
        found = await carate(served)
        riparto = (await proposed(served))["id"]
        first = await perfected(served, riparto)
        old = (await owed(found, riparto))["obligation"]
        renate, lissone = of(old["dues"], "Renate"), of(old["dues"], "Lissone")
        await found.paid(renate["id"], renate["account"]["amount"])
        await found.paid(lissone["id"], "100.00")
        less = await shared(served, "100000.00")
        await perfected(served, less)
        standing = await found.chief.refused(
            "openTransfers", OBLIGATION, riparto=less, replaces=old["id"]
        )
        await annulled(found, first)
    async with on(APRIL):
        found = await carate(served)
        claim = {"claimant": istat("carate", "Sovico"), "cost": "10.00", "amount": "10.00"}
        claimed = await found.clerk.done(
            "claimRefund", OBLIGATION, **claim, ambito="carate", year=2026, documents=["Cedolino"]
        )
        asked = {"riparto": less}
        unsaid = await found.chief.refused("openTransfers", OBLIGATION, **asked)
        wrong = {**asked, "replaces": claimed["obligation"]["id"]}
        of_refund = await found.chief.refused("openTransfers", OBLIGATION, **wrong)
        done = await owed(found, less, replaces=old["id"])
        now, sums = await dues_read(found, APRIL)
        new = done["obligation"]["dues"]
        share = Decimal(of(new, "Renate")["account"]["amount"])
        rest = Decimal(renate["account"]["amount"]) - share
        given = {"due": renate["id"], "act": found.act, "subject": "reso"}
        back = {**given, "amount": str(rest)}
        over = {**given, "amount": str(rest + Decimal("0.01"))}
        beyond = await found.clerk.refused("returnCredit", "due { id }", **over)
        await found.clerk.done("returnCredit", "due { id }", **back)

    assert standing == ["STILL_OWED"]
    assert unsaid == ["REPLACED_NOT_SAID"]
    assert of_refund == ["NOT_A_TRANSFER"]
    assert [one["code"] for one in done["warnings"] if one["code"] != "AMB-14"] == [
        "CREDIT_TO_RETURN"
    ]
    assert (of(new, "Renate")["account"]["left"], of(new, "Renate")["account"]["credit"]) == (
        "0.00", "0.00",
    )  # fmt: skip
    assert of(new, "Lissone")["account"]["settled"] == "100.00"
    (still,) = [one for one in now if one["id"] == renate["id"]]
    assert Decimal(still["account"]["credit"]) == rest > 0
    assert sums["balance"] == "0.00"
    assert beyond == ["OVER_CREDIT"]


async def test_a_riparto_does_not_take_the_place_of_one_of_another_fund(reform: Reform) -> None:
    served = reform.deployment
    await counted(served, carate_residents())
    async with on(MARCH):
        found = await carate(served)
        riparto, other = await shared(served, "450000.00"), await shared(served, "450000.00")
        first = await perfected(served, riparto)
        old = (await owed(found, riparto))["obligation"]
        await found.clerk.done("openBudget", "budget { id }", ambito="carate", year=2026)
        funds = await found.read("budgets { funds { id code } }", str(MARCH))
        fnps = next(one["id"] for one in funds["budgets"][0]["funds"] if one["code"] == "FNPS")
        come = {"fund": fnps, "amount": "450000.00", "act": found.act, "subject": "acconto"}
        await found.clerk.done("recordRiscossione", "movement { id }", **come)
        await found.owed("recordFundsAvailable", riparto=other, fund=fnps)
        await annulled(found, first)
        await perfected(served, other)
        asked = {"riparto": other, "replaces": old["id"]}
        apart = await found.chief.refused("openTransfers", OBLIGATION, **asked)
    assert apart == ["TRANSFER_OF_ANOTHER_FUND"]


async def test_what_was_paid_by_a_riparto_that_nothing_replaces_is_given_back(
    reform: Reform,
) -> None:
    served = reform.deployment
    async with on(MARCH):
        found = await carate(served)
        riparto = (await proposed(served))["id"]
        first = await perfected(served, riparto)
        old = (await owed(found, riparto))["obligation"]
        renate = of(old["dues"], "Renate")
        asked = {"obligation": old["id"], "act": found.act, "reasons": "annullato"}
        standing = await found.chief.refused("voidTransfers", OBLIGATION, **asked)
    async with on(APRIL):
        early, found = found.act, await carate(served)
        paid = await found.paid(renate["id"], "100.00")
        await annulled(found, first)
        asked["act"] = found.act
        before = await found.chief.refused(
            "voidTransfers", OBLIGATION, **{**asked, "act": early, "on": str(MARCH)}
        )
        bare = await found.chief.refused("voidTransfers", OBLIGATION, **{**asked, "reasons": " "})
        workers = await found.worker.refused("voidTransfers", OBLIGATION, **asked)
        claim = {"claimant": istat("carate", "Sovico"), "cost": "10.00", "amount": "10.00"}
        claimed = await found.clerk.done(
            "claimRefund", OBLIGATION, **claim, ambito="carate", year=2026, documents=["Cedolino"]
        )
        wrong = {**asked, "obligation": claimed["obligation"]["id"]}
        of_refund = await found.chief.refused("voidTransfers", OBLIGATION, **wrong)
        done = await found.chief.done("voidTransfers", OBLIGATION, **asked)
        twice = await found.chief.refused("voidTransfers", OBLIGATION, **asked)
    async with on(MAY):
        found = await carate(served)
        given = {"due": renate["id"], "amount": "100.00", "act": found.act, "subject": "reso"}
        shown = "due { account { amount settled credit left } }"
        back = await found.clerk.done("returnCredit", shown, **given)
        _, sums = await dues_read(found, MAY)

    assert standing == ["STILL_OWED"]
    assert paid["due"]["account"]["settled"] == "100.00"
    assert before == ["BEFORE_IT_BEGAN"]
    assert bare == ["EMPTY"]
    assert workers == ["NOT_ALLOWED"]
    assert of_refund == ["NOT_A_TRANSFER"]
    assert {one["account"]["amount"] for one in done["obligation"]["dues"]} == {"0.00"}
    assert [one["code"] for one in done["warnings"] if one["code"] != "AMB-14"] == [
        "CREDIT_TO_RETURN"
    ]
    assert of(done["obligation"]["dues"], "Renate")["account"]["credit"] == "100.00"
    assert twice == ["ALREADY_VOIDED"]
    assert back["due"]["account"] == {
        "amount": "0.00", "settled": "0.00", "credit": "0.00", "left": "0.00",
    }  # fmt: skip
    assert set(sums.values()) == {"0.00"}
