"""Fixed sums, refunds, and what a leaver still owes: each to the cent of its worked example."""

from dataclasses import replace
from datetime import date
from typing import Any, Final

import pytest
from tests.budgets.figures import carate_residents, istat, sub4_residents
from tests.conftest import Deployment

from ambiti.access.choosing import Wish
from ambiti.access.development import identity_of
from ambiti.access.holding import Principal, Term
from ambiti.access.mandating import give

from .acting import act
from .changing import Data
from .conftest import Reform
from .owing import OBLIGATION, carate, proposed
from .register import Office, office, on
from .test_budgets import ROLL, cremasco
from .test_calendar import calendar, set_to
from .test_ripartos import counted
from .test_signatures import instrument, party, signed

IN_2026, IN_2020 = date(2026, 11, 2), date(2020, 11, 2)
NOTICE: Final = "withdrawal { id }"
FEE: Final = {"ambito": "carate", "fee": "SUPPORTO_CAPOFILA", "year": 2026, "added": "4800.00"}


def codes(found: Any) -> list[str]:
    """Tell of what a success warns."""
    return [one["code"] for one in found["warnings"]]


@pytest.mark.clause("CAR-6.5")
async def test_the_capofila_is_owed_a_fixed_sum_and_the_spaces(reform: Reform) -> None:
    served = reform.deployment
    async with on(IN_2026):
        found = await carate(served)
        rests = {"act": found.act}
        bare = await found.chief.refused("openFee", OBLIGATION, **{**FEE, **rests, "added": None})
        unknown = await found.chief.refused("openFee", OBLIGATION, **{**FEE, **rests, "fee": "X"})
        before = await found.chief.refused("openFee", OBLIGATION, **{**FEE, **rests, "year": 2024})
        badly = {**FEE, **rests, "year": 1, "added": "-1.00"}
        bad = await found.chief.refused("openFee", OBLIGATION, **badly)
        clerks = await found.worker.refused("openFee", OBLIGATION, **FEE, **rests)
        done = await found.owed("openFee", **FEE, **rests)
        twice = await found.chief.refused("openFee", OBLIGATION, **FEE, **rests)
        part = {**FEE, **rests, "year": 2025, "added": "0.00"}
        partial = await found.chief.done("openFee", OBLIGATION, **part)
        (due,) = done["dues"]
        paid = await found.paid(due["id"], "24800.00")

    assert bare == ["VARIABLE_COST_MISSING"]
    assert unknown == ["FEE_UNKNOWN"]
    assert "FEE_NOT_OWED" in before
    assert set(bad) == {"BAD_YEAR", "AMOUNT_NOT_POSITIVE"}
    assert clerks == ["NOT_ALLOWED"]
    assert done["amount"] == due["account"]["amount"] == "24800.00"
    assert [one["amount"] for one in done["lines"]] == ["20000.00", "4800.00"]
    assert due["creditor"] == {"code": istat("carate", "Biassono"), "name": "Biassono"}
    assert due["debtor"]["code"] == "BUDGET_UNICO"
    assert done["source"]["article"] == "6.5"
    assert twice == ["ALREADY_OWED"]
    assert partial["obligation"]["amount"] == "20000.00"
    assert {"PARTIAL_PERIOD", "AMB-15"} <= set(codes(partial))
    assert paid["due"]["account"]["left"] == "0.00"


async def test_what_the_documents_do_not_say_is_not_presumed(reform: Reform) -> None:
    def silent(data: Data) -> None:
        del data["recesses"][0]["liability"]
        del data["fixed_amounts"][0]["payer"]
        data["movements"] = [one for one in data["movements"] if one["kind"] != "TRANSFER"]

    served = reform.deployment
    await reform.apply("carate", silent, "prova")
    async with on(IN_2026):
        found = await carate(served)
        rests = {"act": found.act}
        unpaid = await found.chief.refused("openFee", OBLIGATION, **FEE, **rests)
        gone = await left(served, "carate", "Renate", "CONV-UDP", "2026-10-15")
        asked = {"withdrawal": gone, "creditor": "CAPOFILA", "costs": []}
        nothing = await found.chief.refused("assessRecess", OBLIGATION, **asked)
        riparto = await proposed(served)
        still = await found.chief.refused("openTransfers", OBLIGATION, riparto=riparto["id"])
    assert unpaid == ["DEBTOR_UNKNOWN"]
    assert nothing == ["LIABILITY_NOT_STATED"]
    assert still == ["TRANSFER_NOT_STATED"]


@pytest.mark.clause("CAR-5.7.b")
async def test_who_paid_seconded_staff_is_refunded_up_to_the_documented_cost(
    reform: Reform,
) -> None:
    served, sovico = reform.deployment, istat("carate", "Sovico")
    asked = {"ambito": "carate", "claimant": sovico, "year": 2026, "documents": ["Cedolini E1"]}
    cost = {**asked, "cost": "42350.00", "amount": "42350.00"}
    async with on(IN_2026):
        found = await carate(served)
        mayor = await office(served, "carate", "sindaco", comune="Sovico")
        other = await office(served, "carate", "sindaco", comune="Renate")
        clerk = found.clerk
        beyond = await mayor.refused("claimRefund", OBLIGATION, **{**cost, "amount": "43000.00"})
        bare = await mayor.refused("claimRefund", OBLIGATION, **{**cost, "documents": [" "]})
        empty = await mayor.refused("claimRefund", OBLIGATION, **{**cost, "amount": "0.00"})
        unclear = await mayor.refused("claimRefund", OBLIGATION, **asked)
        nobody = await mayor.refused("claimRefund", OBLIGATION, **{**cost, "claimant": "X"})
        fund = await mayor.refused("claimRefund", OBLIGATION, **{**cost, "claimant": "FNPS"})
        not_own = await other.refused("claimRefund", OBLIGATION, **cost)
        first = {**cost, "amount": "42000.00"}
        claim = (await mayor.done("claimRefund", OBLIGATION, **first))["obligation"]
        more = await mayor.refused("claimRefund", OBLIGATION, **{**cost, "amount": "350.01"})
        rest = {**cost, "amount": "350.00"}
        own = (await clerk.done("claimRefund", OBLIGATION, **rest))["obligation"]
        given = {"obligation": claim["id"], "act": found.act}
        self_ = await mayor.refused("grantRefund", OBLIGATION, **given)
        done = (await found.chief.done("grantRefund", OBLIGATION, **given))["obligation"]
        twice = await found.chief.refused("grantRefund", OBLIGATION, **given)
        last = {"obligation": own["id"], "act": found.act}
        whole = (await found.chief.done("grantRefund", OBLIGATION, **last))["obligation"]
        read = await found.read(
            f'positions(year: 2026, party: "{sovico}") {{ name fund owed }}', str(IN_2026)
        )

    assert beyond == ["EXCEEDS_COST"]
    assert bare == ["DOCUMENTS_MISSING"]
    assert empty == ["CLAIM_EMPTY"]
    assert unclear == ["CLAIM_UNCLEAR"]
    assert nobody == ["PARTY_UNKNOWN"]
    assert fund == ["REFUND_NOT_STATED"]
    assert not_own == ["NOT_ALLOWED"]
    assert (claim["state"], claim["amount"], claim["cost"]) == ("CLAIMED", "42000.00", "42350.00")
    assert claim["dues"] == []
    assert more == ["EXCEEDS_COST"]
    assert self_ == ["NOT_ALLOWED"]
    (due,) = done["dues"]
    assert (due["debtor"]["code"], due["account"]["amount"]) == ("BUDGET_UNICO", "42000.00")
    assert due["source"]["article"] == "5.7.b"
    assert twice == ["NOT_CLAIMED"]
    assert whole["dues"][0]["account"]["amount"] == "350.00"
    assert read["positions"] == [{"name": "Sovico", "fund": "BUDGET_UNICO", "owed": "42350.00"}]


HOURS: Final = {"ambito": "carate", "year": 2026, "documents": ["Rendiconto"], "rate": "25.00"}


async def hours(found: Office, comune: str, worked: str) -> Any:
    """Claim hours for a comune."""
    given = {**HOURS, "claimant": istat("carate", comune), "hours": worked}
    return await found.done("claimRefund", OBLIGATION, **given)


@pytest.mark.clause("CAR-5.10.a")
async def test_hours_are_refunded_when_they_are_more_than_a_hundred(reform: Reform) -> None:
    served = reform.deployment
    async with on(IN_2026):
        found = await carate(served)
        claims = {
            worked: await hours(found.worker, comune, worked)
            for comune, worked in (("Sovico", "100.00"), ("Renate", "101"), ("Lissone", "160"))
        }
        given = {**HOURS, "claimant": istat("carate", "Sovico")}
        unrated = {**given, "hours": "160", "rate": None}
        no_rate = await found.worker.refused("claimRefund", OBLIGATION, **unrated)
        bad = await found.worker.refused("claimRefund", OBLIGATION, **{**given, "hours": "-1"})
        granted = {}
        for worked, told in claims.items():
            key = {"obligation": told["obligation"]["id"], "act": found.act}
            granted[worked] = (await found.chief.done("grantRefund", OBLIGATION, **key))[
                "obligation"
            ]
    lines = {
        worked: {
            one["code"]: (one["amount"], one["counted"]) for one in told["obligation"]["lines"]
        }
        for worked, told in claims.items()
    }

    assert lines == {
        "100.00": {"ALL_HOURS": ("0.00", True), "EXCESS_ONLY": ("0.00", False)},
        "101": {"ALL_HOURS": ("2525.00", True), "EXCESS_ONLY": ("25.00", False)},
        "160": {"ALL_HOURS": ("4000.00", True), "EXCESS_ONLY": ("1500.00", False)},
    }
    assert all("AMB-07" in codes(told) for told in claims.values())
    assert no_rate == ["RATE_MISSING"]
    assert "BAD_HOURS" in bad
    assert granted["100.00"]["dues"] == []
    assert [granted[one]["dues"][0]["account"]["amount"] for one in ("101", "160")] == [
        "2525.00", "4000.00",
    ]  # fmt: skip
    assert granted["160"]["source"]["article"] == "5.10.a"


async def test_who_claims_a_refund_does_not_grant_it_whatever_else_they_are(
    reform: Reform,
) -> None:
    served = reform.deployment
    async with on(IN_2026):
        found = await carate(served)
        who = Principal(
            identity_of("carate:responsabile_udp"), "Responsabile", "PERSON", invented=True
        )
        term = Term(IN_2026, date(2027, 1, 1))
        await give(served.engine, who, Wish("segretario", "carate"), term, "prova")
        mine = await hours(found.chief, "Sovico", "160")
        key = {"obligation": mine["obligation"]["id"], "act": found.act}
        clerks = await found.clerk.refused("grantRefund", OBLIGATION, **key)
        self_ = await found.chief.refused("grantRefund", OBLIGATION, **key)
    assert clerks == ["NOT_ALLOWED"]
    assert self_ == ["SELF_VALIDATION"]


async def left(served: Deployment, slug: str, name: str, code: str, on_: str) -> str:
    """Let a party give notice, and give its withdrawal."""
    token = await served.token("segretario", slug)
    found = await instrument(served, token, slug, code)
    given = {"party": party(found, name), "on": on_}
    done = await act(served, token, "giveNotice", given, NOTICE)
    assert done["__typename"] == "GiveNoticeSuccess", done
    return str(done["withdrawal"]["id"])


@pytest.mark.clause("CAR-3.1.b")
async def test_a_leaver_of_carate_owes_its_share_of_two_planned_years(reform: Reform) -> None:
    served = reform.deployment
    await counted(served, carate_residents())
    async with on(IN_2026):
        found = await carate(served)
        gone = await left(served, "carate", "Renate", "CONV-UDP", "2026-10-15")
        costs = [{"year": 2027, "amount": "600000.00"}, {"year": 2028, "amount": "620000.00"}]
        asked = {"withdrawal": gone, "creditor": "CAPOFILA", "costs": costs}
        one = await found.chief.done("assessRecess", OBLIGATION, **{**asked, "costs": costs[:1]})
        twice = {**asked, "costs": [costs[0], costs[0]]}
        same_year = await found.chief.refused("assessRecess", OBLIGATION, **twice)
        nobody = {**asked, "creditor": "X"}
        to_nobody = await found.chief.refused("assessRecess", OBLIGATION, **nobody)
        told = await found.owed("assessRecess", **asked)
        done = await found.owed("assessRecess", **asked, act=found.act)
        again = await found.chief.refused("assessRecess", OBLIGATION, **asked, act=found.act)
        read = await found.read(
            f'positions(year: 2028, party: "{istat("carate", "Renate")}") {{ owes }}', str(IN_2026)
        )

    assert one["obligation"]["state"] == "UNDETERMINED"
    assert (one["obligation"]["amount"], one["obligation"]["dues"]) == (None, [])
    assert {"AMB-09", "CREDITOR_NOT_STATED"} <= set(codes(one))
    assert same_year == ["YEAR_TWICE"]
    assert to_nobody == ["CREDITOR_UNKNOWN"]
    assert (told["state"], told["amount"], told["dues"]) == ("ACCRUING", "32312.66", [])
    assert done["state"] == "FINAL"
    assert [(each["year"], each["account"]["amount"]) for each in done["dues"]] == [
        (2027, "15891.47"), (2028, "16421.19"),
    ]  # fmt: skip
    assert {each["debtor"]["name"] for each in done["dues"]} == {"Renate"}
    assert {each["creditor"]["name"] for each in done["dues"]} == {"Biassono"}
    assert done["source"]["article"] == "3.1.b"
    assert again == ["ALREADY_OWED"]
    assert read["positions"] == [{"owes": "16421.19"}]


@pytest.mark.clause("CAR-3.1.b")
async def test_with_the_key_of_each_year_the_residents_of_each_are_counted(reform: Reform) -> None:
    def each_year(data: Data) -> None:
        data["recesses"][0]["liability"]["key_date"] = "EACH_YEAR"

    served = reform.deployment
    await reform.apply("carate", each_year, "altra lettura")
    last = [one for one in carate_residents() if one.reference_date == date(2025, 12, 31)]
    later = [replace(one, reference_date=date(2026, 12, 31)) for one in last]
    await counted(served, carate_residents())
    async with on(IN_2026):
        found = await carate(served)
        gone = await left(served, "carate", "Renate", "CONV-UDP", "2026-10-15")
        costs = [{"year": 2027, "amount": "600000.00"}, {"year": 2028, "amount": "620000.00"}]
        asked = {"withdrawal": gone, "creditor": "CAPOFILA", "costs": costs}
        missing = await found.chief.refused("assessRecess", OBLIGATION, **asked)
        await counted(served, later)
        told = await found.owed("assessRecess", **asked)
    assert set(missing) == {"POPULATION_MISSING"}
    assert [one["amount"] for one in told["lines"]] == ["15809.77", "16336.76"]
    assert told["amount"] == "32146.53"


@pytest.mark.clause("SON-9.4")
async def test_a_leaver_of_soncino_owes_until_its_services_are_redeployed(reform: Reform) -> None:
    served, slug = reform.deployment, "cremasco"
    await counted(served, sub4_residents())
    async with on(IN_2020):
        token = await served.token("segretario", slug)
        await signed(served, token)
        gone = await left(served, slug, "Trigolo", "CONV-SUB4", "2020-03-10")
        chief = await office(served, slug, "responsabile_udp")
        costs = [{"year": 2020, "amount": "48000.00"}]
        asked = {"withdrawal": gone, "creditor": "CSC", "costs": costs}
        accruing = await chief.done("assessRecess", OBLIGATION, **asked)
    async with on(date(2020, 12, 16)):
        clerk = await office(served, slug, "segretario")
        event = {"ambito": slug, "event": "RICOLLOCAZIONE", "happenedOn": "2020-12-15"}
        await clerk.done("recordOccurrence", "occurrence { id }", **event, act="nota CSC")
        chief = await office(served, slug, "responsabile_udp")
        waiting = await chief.done("assessRecess", OBLIGATION, **asked)
        vote = await clerk.voted("ASS_SUB4", "PROGRAMMAZIONE_SUB4", "DECIDE")
        decision = await clerk.adopted("ASS_SUB4", "DECIDE", "PROGRAMMAZIONE_SUB4", vote=vote)
        heard = await clerk.voted("ADS", "SOSTENIBILITA_SSD", "DECIDE", roll=ROLL)
        other = await clerk.adopted("ADS", "DECIDE", "SOSTENIBILITA_SSD", vote=heard)
        wrong = await chief.refused("assessRecess", OBLIGATION, **asked, act=other["id"])
        done = (await chief.done("assessRecess", OBLIGATION, **asked, act=decision["id"]))[
            "obligation"
        ]

    told = accruing["obligation"]
    assert (told["state"], told["amount"], told["dues"]) == ("ACCRUING", "457.11", [])
    assert {"NOT_YET_PAYABLE", "AMB-26"} <= set(codes(accruing))
    assert (waiting["obligation"]["state"], waiting["obligation"]["amount"]) == (
        "ACCRUING", "827.98",
    )  # fmt: skip
    assert wrong == ["DECISION_NOT_COMPETENT"]
    (due,) = done["dues"]
    assert (done["state"], due["account"]["amount"]) == ("FINAL", "827.98")
    assert (due["debtor"]["name"], due["creditor"]["code"]) == ("Trigolo", "CSC")
    assert "96 giorni" in done["lines"][0]["why"]
    assert due["source"]["article"] == "9.4"


@pytest.mark.clause("SON-7.2.b")
async def test_the_funds_of_soncino_go_to_csc_which_accounts_for_them(reform: Reform) -> None:
    served, slug = reform.deployment, "cremasco"
    async with on(IN_2020):
        found = await cremasco(served, 2020)
        come = {"fund": found.funds["QSFP"], "amount": "48000.00"}
        (wrong,) = await found.found("recordRiscossione", **come, collector=istat(slug, "Soncino"))
        done = await found.done("recordRiscossione", **come, collector="CSC")
        due = {"occurrence": "QSFP 2020", "dueOn": "2020-10-31"}
        await set_to(found.clerk, "RENDICONTO-QSFP", "CSC", 2020, **due)
        told = await calendar(found.clerk, 2020, IN_2020)
    assert (wrong["code"], wrong["source"]["article"]) == ("WRONG_PAYEE", "7.2.b")
    assert done["fund"]["cash"]["held"] == "48000.00"
    report = told["RENDICONTO-QSFP QSFP 2020"]
    assert (report["standing"], report["overdueDays"]) == ("OVERDUE", 2)
