"""Quotas of the interambiti: estimated, by instalments, final, paid to whom they are owed."""

from datetime import date
from decimal import Decimal
from typing import Any, Final

import pytest
from tests.budgets.figures import istat
from tests.conftest import Deployment

from .acting import act
from .changing import Data
from .conftest import Reform
from .owing import OBLIGATION, Bench, bench
from .register import on
from .test_signatures import SIGNED, instrument

SLUG: Final = "monza-brianza"
SIGNATURE, AWARD, JULY = date(2024, 4, 15), date(2024, 6, 20), date(2024, 7, 15)
FOUR: Final = {"Biassono", "Desio", "Monza", "Offertasociale a.s.c."}
ASKED: Final = {"ambito": SLUG, "estimate": "QUOTA"}


async def seregno(served: Deployment) -> Bench:
    """Seat the offices of Seregno, with an act of its Ufficio di Piano."""
    return await bench(served, SLUG, "UDP_SEREGNO", "ADOPT", "ATTI")


async def sign(found: Bench, day: date) -> None:
    """Let all five sign the accord."""
    token = found.clerk.token
    accord = await instrument(found.served, token, SLUG, "MB-2024")
    for one in accord["parties"]:
        given = {"party": one["id"], "on": str(day), "signer": "il legale rappresentante"}
        told = await act(found.served, token, "signInstrument", given, SIGNED)
        assert told["__typename"] == "SignInstrumentSuccess", told


async def estimated(served: Deployment, **more: Any) -> Any:
    """Let the accord be signed on 15 April 2024, and its quotas be owed."""
    async with on(SIGNATURE):
        found = await seregno(served)
        await sign(found, SIGNATURE)
        return await found.owed("openQuotas", **ASKED, act=found.act, **more)


async def awarded(served: Deployment, obligation: str, amount: str) -> Any:
    """Let the award be concluded on 20 June, and the quotas be final."""
    async with on(AWARD):
        found = await seregno(served)
        given = {"obligation": obligation, "amount": amount, "act": found.act}
        early = await found.chief.refused("finaliseQuotas", OBLIGATION, **given)
        assert early == ["EVENT_AWAITED"]
        event = {"ambito": SLUG, "event": "AFFIDAMENTO_CONCLUSO", "happenedOn": str(AWARD)}
        shown = "occurrence { id }"
        await found.chief.done("recordOccurrence", shown, **event, act="determina di affidamento")
        return await found.owed("finaliseQuotas", **given)


def plan(obligation: Any, name: str) -> list[tuple[str | None, str]]:
    """Tell the instalments of whoever has a name."""
    return [
        (one["dueOn"], one["account"]["amount"])
        for one in obligation["dues"]
        if one["debtor"]["name"] == name
    ]


def dues(obligation: Any, name: str) -> list[str]:
    """Tell the identifiers of the dues of whoever has a name."""
    return [one["id"] for one in obligation["dues"] if one["debtor"]["name"] == name]


@pytest.mark.clause("MIA-6.2")
async def test_the_quota_is_estimated_for_each_of_five_without_vat(reform: Reform) -> None:
    served = reform.deployment
    async with on(SIGNATURE):
        found = await seregno(served)
        unsigned = await found.chief.refused("openQuotas", OBLIGATION, **ASKED, act=found.act)
        unknown = {**ASKED, "estimate": "QUOTE", "act": found.act}
        misnamed = await found.chief.refused("openQuotas", OBLIGATION, **unknown)
        rated = {**ASKED, "act": found.act, "vatRate": "22%"}
        badly = await found.chief.refused("openQuotas", OBLIGATION, **rated)
        clerks = await found.worker.refused("openQuotas", OBLIGATION, **ASKED, act=found.act)
    done = await estimated(served, vatRate="22")
    async with on(SIGNATURE):
        found = await seregno(served)
        twice = await found.chief.refused("openQuotas", OBLIGATION, **ASKED, act=found.act)

    assert unsigned == ["INSTRUMENT_NOT_IN_FORCE"]
    assert misnamed == ["ESTIMATE_UNKNOWN"]
    assert "BAD_RATE" in badly
    assert clerks == ["NOT_ALLOWED"]
    assert twice == ["ALREADY_OWED"]
    assert (done["state"], done["amount"], done["rule"]) == ("ESTIMATED", "60000.00", "QUOTA")
    assert {(one["amount"], one["gross"]) for one in done["lines"]} == {("12000.00", "14640.00")}
    assert sum(Decimal(one["gross"]) for one in done["lines"]) == Decimal("73200.00")
    assert {one["debtor"]["name"] for one in done["dues"]} == {*FOUR, "Seregno"}
    (own,) = [one for one in done["dues"] if one["internal"]]
    assert (own["account"]["amount"], own["account"]["gross"]) == ("12000.00", "14640.00")
    assert own["account"]["firmness"] == "ESTIMATED"
    assert done["source"]["article"] == "6.2"


def by_ambito(data: Data) -> None:
    """Count six Ambiti, of which two are of one party, instead of the five that signed."""
    data["allocation_keys"][0]["units"] = "BY_AMBITO"
    del data["allocation_keys"][0]["instrument"]
    (both,) = [one for one in data["units"] if one["code"] == "VIMERCATE-TREZZO"]
    other = {**both, "code": "TREZZO", "name": "Trezzo sull'Adda", "expected_entries": 1}
    other["members"] = [{**both["members"][0], "comuni": [both["members"][0]["comuni"].pop()]}]
    both["expected_entries"] -= 1
    data["units"].append(other)
    data["partitions"][0]["parts"] = 6


@pytest.mark.clause("MIA-6.2")
async def test_six_ambiti_make_six_quotas_of_which_one_pays_two(reform: Reform) -> None:
    await reform.apply(SLUG, by_ambito, "lettura cambiata: gli Ambiti sono sei")
    async with on(SIGNATURE):
        found = await seregno(reform.deployment)
        await sign(found, SIGNATURE)
        told = await found.chief.done("openQuotas", OBLIGATION, **ASKED, act=found.act)
    done = told["obligation"]
    both = [one for one in done["dues"] if one["debtor"]["name"] == "Offertasociale a.s.c."]

    assert done["amount"] == "72000.00"
    assert "AMB-18" in {one["code"] for one in told["warnings"]}
    assert sum(Decimal(one["account"]["amount"]) for one in both) == Decimal("24000.00")
    assert "VAT_UNDETERMINED" in {one["code"] for one in told["warnings"]}
    assert {one["gross"] for one in done["lines"]} == {None}


@pytest.mark.clause("MIA-6.3", "MIA-6.4")
async def test_instalments_over_the_quarters_that_remain_are_planned_again_when_final(
    reform: Reform,
) -> None:
    served = reform.deployment
    done = await estimated(served, vatRate="22")
    first = [("2024-04-15", "4000.00"), ("2024-07-01", "4000.00"), ("2024-10-01", "4000.00")]
    async with on(SIGNATURE):
        found = await seregno(served)
        for name in FOUR:
            await found.paid(dues(done, name)[0], "4000.00")
    final = await awarded(served, done["id"], "58500.00")
    async with on(AWARD):
        found = await seregno(served)
        given = {"obligation": done["id"], "amount": "58500.00", "act": found.act}
        twice = await found.chief.refused("finaliseQuotas", OBLIGATION, **given)
        then = await found.read(
            "dues(first: 50) { edges { node { dueOn account { amount firmness } } } }",
            "2024-06-19",
        )
    before = [one["node"] for one in then["dues"]["edges"]]

    assert all(plan(done, name) == first for name in FOUR)
    assert {one["account"]["firmness"] for one in done["dues"]} == {"ESTIMATED"}
    assert (final["state"], final["amount"]) == ("FINAL", "58500.00")
    assert {one["amount"] for one in final["lines"]} == {"11700.00"}
    assert {one["gross"] for one in final["lines"]} == {"14274.00"}
    assert sum(Decimal(one["gross"]) for one in final["lines"]) == Decimal("71370.00")
    again = [("2024-04-15", "4000.00"), ("2024-07-01", "3850.00"), ("2024-10-01", "3850.00")]
    assert all(plan(final, name) == again for name in FOUR)
    assert {one["account"]["firmness"] for one in final["dues"]} == {"FINAL"}
    assert plan(final, "Seregno") == [(None, "11700.00")]
    assert twice == ["NOT_ESTIMATED"]
    assert {one["account"]["firmness"] for one in before} == {"ESTIMATED"}
    assert [one["account"]["amount"] for one in before if one["dueOn"] == "2024-07-01"] == [
        "4000.00"
    ] * 4


@pytest.mark.clause("MIA-6.4")
async def test_four_fixed_instalments_have_the_past_one_due_at_signature(reform: Reform) -> None:
    def fixed(data: Data) -> None:
        (rule,) = [one for one in data["movements"] if one["kind"] == "INSTALMENTS"]
        rule["policy"] = "FIXED"

    await reform.apply(SLUG, fixed, "lettura cambiata: quattro rate")
    done = await estimated(reform.deployment)
    final = await awarded(reform.deployment, done["id"], "40000.00")

    assert plan(done, "Desio") == [
        ("2024-04-15", "6000.00"), ("2024-07-01", "3000.00"), ("2024-10-01", "3000.00"),
    ]  # fmt: skip
    assert plan(final, "Desio") == [
        ("2024-04-15", "4000.00"), ("2024-07-01", "2000.00"), ("2024-10-01", "2000.00"),
    ]  # fmt: skip


async def test_who_paid_more_than_its_final_quota_has_a_credit(reform: Reform) -> None:
    served = reform.deployment
    done = await estimated(served)
    async with on(date(2024, 4, 30)):
        found = await seregno(served)
        for due in dues(done, "Monza")[:2]:
            await found.paid(due, "4000.00")
        for due in dues(done, "Desio"):
            await found.paid(due, "4000.00")
    final = await awarded(served, done["id"], "37500.00")
    async with on(AWARD):
        found = await seregno(served)
        read = await found.read(
            "positions(year: 2024) { name gave owes owed balance } reconciliation(year: 2024) {"
            " gave received owes owed balance }",
            str(AWARD),
        )
    positions = {one["name"]: one for one in read["positions"]}
    in_credit = [one["account"]["credit"] for one in final["dues"]
               if one["debtor"]["name"] == "Monza"]  # fmt: skip

    assert [amount for _, amount in plan(final, "Monza")] == ["4000.00", "3500.00", "0.00"]
    assert in_credit == ["0.00", "500.00", "0.00"]
    assert sum(Decimal(amount) for _, amount in plan(final, "Desio")) == Decimal("7500.00")
    assert (positions["Monza"]["gave"], positions["Monza"]["owed"]) == ("8000.00", "500.00")
    assert positions["Desio"]["owed"] == "4500.00"
    assert positions["Seregno"]["owes"] == "5000.00"
    assert read["reconciliation"]["balance"] == "0.00"
    assert read["reconciliation"]["gave"] == read["reconciliation"]["received"] == "20000.00"


async def test_what_is_still_owed_when_all_was_paid_is_due_at_once(reform: Reform) -> None:
    served = reform.deployment
    done = await estimated(served)
    async with on(date(2024, 4, 30)):
        found = await seregno(served)
        for due in dues(done, "Desio"):
            await found.paid(due, "4000.00")
    final = await awarded(served, done["id"], "65000.00")
    assert plan(final, "Desio")[-1] == ("2024-06-20", "1000.00")
    assert len(plan(final, "Desio")) == 4


@pytest.mark.clause("MIA-6.1")
async def test_quotas_are_paid_to_seregno_and_to_nobody_else(reform: Reform) -> None:
    served = reform.deployment
    done = await estimated(served)
    async with on(SIGNATURE):
        found = await seregno(served)
        due = dues(done, "Biassono")[0]
        to_monza = await found.clerk.act(
            "recordSettlement", "due { id }", due=due, amount="4000.00", act=found.act,
            subject="prima rata", creditor=istat(SLUG, "Monza"), debtor="COMUNE-BIASSONO",
        )  # fmt: skip
        paid = await found.paid(due, "4000.00", creditor="CAPOFILA", debtor="COMUNE-BIASSONO")

    assert [one["code"] for one in to_monza["violations"]] == ["WRONG_CREDITOR"]
    assert to_monza["violations"][0]["source"]["article"] == "6.1"
    assert paid["due"]["account"] == {
        "amount": "4000.00", "gross": None, "firmness": "ESTIMATED", "settled": "4000.00",
        "left": "0.00", "credit": "0.00", "settledOn": "2024-04-15", "status": "ON_TIME",
        "daysLate": 0,
    }  # fmt: skip


@pytest.mark.clause("MIA-3.3.b")
async def test_the_quotas_received_and_the_own_one_form_the_budget(reform: Reform) -> None:
    served = reform.deployment
    done = await estimated(served)
    final = await awarded(served, done["id"], "58500.00")
    async with on(date(2024, 10, 1)):
        found = await seregno(served)
        for due in [one for one in final["dues"] if not one["internal"]]:
            await found.paid(due["id"], due["account"]["amount"])
        shown = "obligations(first: 1) { edges { node { collected { owed received own total } } } }"
        read = await found.read(shown, "2024-10-01")
        eve = await found.read(shown, "2024-09-30")
    collected = read["obligations"]["edges"][0]["node"]["collected"]

    assert collected == {
        "owed": "46800.00", "received": "46800.00", "own": "11700.00", "total": "58500.00",
    }  # fmt: skip
    assert eve["obligations"]["edges"][0]["node"]["collected"]["received"] == "0.00"


@pytest.mark.clause("MIA-4.2")
async def test_whoever_does_not_pay_an_instalment_is_in_arrears(reform: Reform) -> None:
    served = reform.deployment
    done = await estimated(served)
    async with on(date(2024, 7, 1)):
        found = await seregno(served)
        for name in FOUR:
            for due in dues(done, name)[: 1 if name == "Desio" else 2]:
                await found.paid(due, "4000.00")
    shown = """overdueDues(first: 9) { edges { node { dueOn debtor { name }
      account { left status daysLate } } } }
      positions(year: 2024, party: "108023") { name gave owes overdue }"""
    async with on(JULY):
        found = await seregno(served)
        read = await found.read(shown, str(JULY))
        on_the_day = await found.read(shown, "2024-07-01")
        paid = await found.paid(dues(done, "Desio")[1], "4000.00")
    (late,) = [one["node"] for one in read["overdueDues"]["edges"]]

    assert late == {
        "dueOn": "2024-07-01", "debtor": {"name": "Desio"},
        "account": {"left": "4000.00", "status": "LATE", "daysLate": 14},
    }  # fmt: skip
    assert read["positions"] == [
        {"name": "Desio", "gave": "4000.00", "owes": "8000.00", "overdue": "4000.00"}
    ]
    assert on_the_day["overdueDues"]["edges"] == []
    assert [one["code"] for one in paid["warnings"]] == ["PAID_LATE"]
    assert (paid["due"]["account"]["status"], paid["due"]["account"]["daysLate"]) == ("LATE", 14)


@pytest.mark.clause("MIA-7.1")
async def test_after_the_end_of_2024_no_new_quota_is_owed(reform: Reform) -> None:
    served = reform.deployment
    async with on(SIGNATURE):
        await sign(await seregno(served), SIGNATURE)
    async with on(date(2025, 1, 1)):
        found = await seregno(served)
        expired = await found.chief.act("openQuotas", OBLIGATION, **ASKED, act=found.act)
        accord = await found.read('instruments(code: "MB-2024") { status }', "2025-01-01")
        last = await found.read('instruments(code: "MB-2024") { status }', "2024-12-31")

    assert [one["code"] for one in expired["violations"]] == ["INSTRUMENT_EXPIRED"]
    assert accord["instruments"] == [{"status": "EXPIRED"}]
    assert last["instruments"] == [{"status": "IN_FORCE"}]
