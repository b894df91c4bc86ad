"""Who owes what to whom and by when: riparti transferred, payments, positions."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from tests.budgets.figures import carate_residents, istat

from .conftest import Reform
from .owing import OBLIGATION, SHARED, carate, funded, perfected, proposed
from .register import office, on
from .test_ripartos import counted

FEBRUARY, MARCH, APRIL = date(2026, 2, 10), date(2026, 3, 5), date(2026, 4, 20)
BIASSONO = istat("carate", "Biassono")


def of(obligation: Any, name: str) -> Any:
    """Find the due to whoever has a name."""
    return next(one for one in obligation["dues"] if one["creditor"]["name"] == name)


@pytest.mark.clause("CAR-6.3")
async def test_a_riparto_is_transferred_45_days_after_the_later_of_two_facts(
    reform: Reform,
) -> None:
    served = reform.deployment
    async with on(FEBRUARY):
        found = await carate(served)
        riparto = await proposed(served)
        money = await funded(served, found.act)
        come = {"fund": money.funds["FNPS"], "amount": "449999.99"}
        await money.done("recordRiscossione", **come)
        asked = {"riparto": riparto["id"], "fund": money.funds["FNPS"]}
        short = await found.chief.act("recordFundsAvailable", OBLIGATION, **asked)
        await money.done("recordRiscossione", **{**come, "amount": "0.01"})
        only_funds = await found.owed("recordFundsAvailable", **asked)
        again = await found.chief.refused("recordFundsAvailable", OBLIGATION, **asked)
        early = await found.chief.act("openTransfers", OBLIGATION, riparto=riparto["id"])
    async with on(MARCH):
        found = await carate(served)
        act = await perfected(served, riparto["id"])
        done = await found.owed("openTransfers", riparto=riparto["id"])
        twice = await found.chief.refused("openTransfers", OBLIGATION, riparto=riparto["id"])
    lissone, biassono = of(done, "Lissone"), of(done, "Biassono")
    async with on(APRIL):
        found = await carate(served)
        late = await found.paid(lissone["id"], lissone["account"]["amount"])
        own = await found.unpaid(biassono["id"], "1.00")
        overdue = await found.read("overdueDues(first: 20) { totalCount edges { node { id } } }",
                                   str(APRIL))  # fmt: skip

    assert [one["code"] for one in short["violations"]] == ["FUNDS_NOT_AVAILABLE"]
    assert "mancano 0,01 euro" in short["violations"][0]["message"]
    assert (only_funds["state"], only_funds["dueOn"]) == ("WAITING", None)
    assert only_funds["waiting"] == ["RIPARTO_PERFEZIONATO"]
    assert (only_funds["availableOn"], only_funds["dues"]) == ("2026-02-10", [])
    assert again == ["FUNDS_AVAILABLE_ALREADY"]
    assert [one["code"] for one in early["violations"]] == ["RIPARTO_NOT_APPROVED"]
    assert early["violations"][0]["source"]["article"] == "6.3"
    assert (done["startedOn"], done["dueOn"]) == ("2026-03-05", "2026-04-19")
    assert (done["waiting"], done["deadline"], done["hardness"]) == ([], "GIORNI45", "SOFT")
    assert twice == ["ALREADY_OWED"]
    assert len(done["dues"]) == 13
    assert sum(Decimal(one["account"]["amount"]) for one in done["dues"]) == Decimal("450000.00")
    shares = {one["name"]: one["amount"] for one in riparto["shares"]}
    assert {one["creditor"]["name"]: one["account"]["amount"] for one in done["dues"]} == shares
    assert {one["debtor"]["name"] for one in done["dues"]} == {"Biassono"}
    assert {one["act"]["id"] for one in done["dues"]} == {act}
    assert (lissone["fund"], lissone["source"]["article"]) == ("FNPS", "6.3")
    assert late["due"]["account"]["status"] == "LATE_SOFT"
    assert (late["due"]["account"]["daysLate"], late["due"]["account"]["left"]) == (1, "0.00")
    assert [one["code"] for one in late["warnings"]] == [
        "SETTLED_WITHOUT_PAYMENT",
        "PAID_LATE_SOFT",
    ]
    assert (biassono["internal"], own) == (True, ["INTERNAL_SHARE"])
    assert overdue["overdueDues"]["totalCount"] == 11


async def test_funds_that_come_after_the_riparto_start_the_term_of_what_is_owed_already(
    reform: Reform,
) -> None:
    served = reform.deployment
    async with on(MARCH):
        found = await carate(served)
        riparto = await proposed(served)
        await perfected(served, riparto["id"])
        waiting = await found.owed("openTransfers", riparto=riparto["id"])
        asked = {"riparto": riparto["id"]}
        nothing = await found.chief.refused("recordFundsAvailable", OBLIGATION, **asked)
    async with on(APRIL):
        found = await carate(served)
        told = {**asked, "on": str(APRIL), "act": found.act}
        clerks = await found.worker.refused("recordFundsAvailable", OBLIGATION, **told)
        early = {**told, "on": str(APRIL - timedelta(days=1))}
        before = await found.chief.refused("recordFundsAvailable", OBLIGATION, **early)
        done = await found.owed("recordFundsAvailable", **told)

    assert waiting["waiting"] == ["FONDI_DISPONIBILI"]
    assert {one["account"]["status"] for one in waiting["dues"] if not one["internal"]} == {
        "NOT_STARTED"
    }
    assert nothing == ["AVAILABILITY_MISSING"]
    assert clerks == ["NOT_ALLOWED"]
    assert before == ["BEFORE_THE_ACT"]
    assert {one["dueOn"] for one in done["dues"]} == {"2026-06-04"}


async def test_a_due_is_settled_to_whom_it_is_owed_up_to_what_is_owed(reform: Reform) -> None:
    served = reform.deployment
    async with on(MARCH):
        found = await carate(served)
        riparto = await proposed(served)
        await perfected(served, riparto["id"])
        renate = of(await found.owed("openTransfers", riparto=riparto["id"]), "Renate")
        due, whole = renate["id"], renate["account"]["amount"]
        over = str(Decimal(whole) + 1)
        to_another = await found.unpaid(due, "1.00", creditor=istat("carate", "Lissone"))
        by_another = await found.unpaid(due, "1.00", debtor="NESSUNO")
        beyond = await found.unpaid(due, over)
        nothing = await found.unpaid(due, "0.00")
        unsaid = await found.unpaid(due, "1.00", subject=" ")
        yesterday = str(MARCH - timedelta(days=1))
        before = await found.unpaid(due, "1.00", on=yesterday)
        part = await found.paid(due, "100.00", creditor=istat("carate", "Renate"), debtor=BIASSONO)
        clerk = found.clerk
        back = {"settlement": part["settlement"]["id"], "act": found.act, "reasons": "errore"}
        shown = "settlement { id amount reverses { id } } due { account { settled left } }"
        undone = await clerk.done("reverseSettlement", shown, **back)
        twice = await clerk.refused("reverseSettlement", shown, **back)
        again = {**back, "settlement": undone["settlement"]["id"]}
        of_reversal = await clerk.refused("reverseSettlement", shown, **again)
        credit = await found.paid(due, over, credit=True)
        owed = await found.read("dues(first: 1) { edges { node { entries { id kind } } } }",
                                str(MARCH))  # fmt: skip
        entries = owed["dues"]["edges"][0]["node"]["entries"]
        first = next(one["id"] for one in entries if one["kind"] == "OWED")
        of_owed = await clerk.refused("reverseSettlement", shown, **{**back, "settlement": first})

    assert to_another == ["WRONG_CREDITOR"]
    assert by_another == ["WRONG_DEBTOR"]
    assert beyond == ["OVER_DUE"]
    assert nothing == ["AMOUNT_NOT_POSITIVE"]
    assert unsaid == ["EMPTY"]
    assert "BEFORE_IT_BEGAN" in before
    assert part["due"]["account"]["settled"] == "100.00"
    assert undone["settlement"]["amount"] == "-100.00"
    assert undone["settlement"]["reverses"] == {"id": part["settlement"]["id"]}
    assert undone["due"]["account"] == {"settled": "0.00", "left": whole}
    assert twice == ["ALREADY_REVERSED"]
    assert of_reversal == ["IS_A_REVERSAL"]
    assert (credit["due"]["account"]["credit"], credit["due"]["account"]["left"]) == (
        "1.00", "0.00",
    )  # fmt: skip
    assert of_owed == ["NOT_A_SETTLEMENT"]


async def test_what_is_owed_by_an_act_that_was_annulled_is_not_paid(reform: Reform) -> None:
    served = reform.deployment
    async with on(MARCH):
        found = await carate(served)
        riparto = await proposed(served)
        act = await perfected(served, riparto["id"])
        done = await found.owed("openTransfers", riparto=riparto["id"])
        vote = await found.clerk.voted("ASSEMBLEA", "RIPARTO_FONDI", "APPROVE")
        await found.clerk.done("annulAct", act=act, reasons="errore", vote=vote)
        unpaid = await found.unpaid(of(done, "Renate")["id"], "1.00")
        again = await found.chief.refused("openTransfers", OBLIGATION, riparto=riparto["id"])
    assert unpaid == ["ACT_NOT_IN_FORCE"]
    assert again == ["RIPARTO_NOT_APPROVED"]


@pytest.mark.clause("CAR-4.3.f.1")
async def test_the_office_proposes_the_fnps_and_nothing_is_transferred_before_the_assembly_approves(
    reform: Reform,
) -> None:
    served = reform.deployment
    async with on(MARCH):
        found = await carate(served)
        await counted(served, carate_residents())
        asked = {**SHARED, "year": 2026, "amount": "450000.00"}
        shown = "riparto { id state decidedBy { code } shares { amount } }"
        mayor = await office(served, "carate", "sindaco", comune="Renate")
        by_mayor = await mayor.refused("proposeRiparto", shown, **asked)
        riparto = (await found.worker.done("proposeRiparto", shown, **asked))["riparto"]
        key = {"riparto": riparto["id"]}
        before = await found.chief.act("openTransfers", OBLIGATION, **key)
        proposal = await found.chief.refused("approveRiparto", shown, **key, act=found.act)
        await perfected(served, riparto["id"])
        state = """query($id: ID!) { node(id: $id) {
          ... on Riparto { state act { author { code } verb } } } }"""
        decided = (await served.ask(state, token=found.clerk.token, id=riparto["id"]))["node"]
        after = await found.owed("openTransfers", **key)

    assert by_mayor == ["NOT_ALLOWED"]
    assert (riparto["state"], riparto["decidedBy"]) == ("PROPOSED", {"code": "ASSEMBLEA"})
    assert sum(Decimal(one["amount"]) for one in riparto["shares"]) == Decimal("450000.00")
    (refused,) = before["violations"]
    assert refused["code"] == "RIPARTO_NOT_APPROVED"
    assert "DECISION_NOT_COMPETENT" in proposal
    assert decided == {
        "state": "PERFECTED", "act": {"author": {"code": "ASSEMBLEA"}, "verb": "APPROVE"},
    }  # fmt: skip
    assert len(after["dues"]) == 13
