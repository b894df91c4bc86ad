"""The sums that come of the other reading of a doubtful text, each to the cent."""

from datetime import date
from typing import Any

import pytest
from tests.budgets.figures import sub4_residents

from .changing import Data
from .conftest import Reform
from .owing import OBLIGATION, carate
from .register import office, on
from .test_owed import FEE, IN_2020, IN_2026, codes, left
from .test_quotas import SLUG, awarded, by_ambito, dues, estimated, plan
from .test_ripartos import counted
from .test_signatures import signed

OFFERTASOCIALE = "Offertasociale a.s.c."


@pytest.mark.clause("MIA-6.3")
async def test_an_award_of_58500_makes_six_quotas_of_9750_of_which_one_pays_two(
    reform: Reform,
) -> None:
    await reform.apply(SLUG, by_ambito, "lettura cambiata: gli Ambiti sono sei")
    done = await estimated(reform.deployment, vatRate="22")
    final = await awarded(reform.deployment, done["id"], "58500.00")
    cents: dict[str, int] = {}
    for one in final["dues"]:
        paid = int(one["account"]["amount"].replace(".", ""))
        cents[one["debtor"]["name"]] = cents.get(one["debtor"]["name"], 0) + paid

    assert done["amount"] == "72000.00"
    assert (final["state"], final["amount"]) == ("FINAL", "58500.00")
    assert sorted((one["amount"], one["gross"]) for one in final["lines"]) == [
        ("19500.00", "23790.00"), *[("9750.00", "11895.00")] * 4,
    ]  # fmt: skip
    assert cents.pop(OFFERTASOCIALE) == 1_950_000
    assert cents == dict.fromkeys(("Biassono", "Desio", "Monza", "Seregno"), 975_000)


@pytest.mark.clause("MIA-6.4")
async def test_a_quota_that_three_instalments_do_not_divide_has_its_cent_in_the_first(
    reform: Reform,
) -> None:
    def ten_thousand(data: Data) -> None:
        data["estimates"][0]["amount"] = "10000.00"

    expected = [
        ("2024-04-15", "3333.34"), ("2024-07-01", "3333.33"), ("2024-10-01", "3333.33"),
    ]  # fmt: skip
    await reform.apply(SLUG, ten_thousand, "prova: un'altra stima")
    done = await estimated(reform.deployment)
    final = await awarded(reform.deployment, done["id"], "50000.00")

    assert plan(done, "Desio") == plan(final, "Desio") == expected
    assert plan(final, "Seregno") == [(None, "10000.00")]
    assert len(dues(final, "Desio")) == 3


@pytest.mark.clause("CAR-6.5")
async def test_a_fixed_sum_that_is_pro_rata_is_owed_by_the_days_of_its_first_year(
    reform: Reform,
) -> None:
    def prorata(data: Data) -> None:
        data["fixed_amounts"][0]["prorata"] = True

    await reform.apply("carate", prorata, "altra lettura: la somma va a giorni")
    async with on(IN_2026):
        found = await carate(reform.deployment)
        asked = {**FEE, "act": found.act}
        part = {**asked, "year": 2025, "added": "0.00"}
        first = await found.chief.done("openFee", OBLIGATION, **part)
        spaces = {**asked, "year": 2025, "added": "1000.00"}
        twice = await found.chief.refused("openFee", OBLIGATION, **spaces)
        whole = await found.chief.done("openFee", OBLIGATION, **asked)

    (due,) = first["obligation"]["dues"]
    assert first["obligation"]["amount"] == due["account"]["amount"] == "8438.36"
    assert {"PARTIAL_PERIOD", "AMB-15"} <= set(codes(first))
    assert twice == ["ALREADY_OWED"]
    assert whole["obligation"]["amount"] == "24800.00"
    assert "PARTIAL_PERIOD" not in codes(whole)


@pytest.mark.clause("SON-9.4")
async def test_a_leaver_of_soncino_owes_nothing_of_a_cost_that_is_funded(reform: Reform) -> None:
    def net(data: Data) -> None:
        (rule,) = [one for one in data["recesses"] if "liability" in one]
        rule["liability"]["base"] = "NET_OF_FUNDING"

    served, slug = reform.deployment, "cremasco"
    await counted(served, sub4_residents())
    async with on(IN_2020):
        await signed(served, await served.token("segretario", slug))
        gone = await left(served, slug, "Trigolo", "CONV-SUB4", "2020-03-10")
    async with on(date(2020, 12, 16)):
        clerk, chief = [
            await office(served, slug, one) for one in ("segretario", "responsabile_udp")
        ]
        event = {"ambito": slug, "event": "RICOLLOCAZIONE", "happenedOn": "2020-12-15"}
        await clerk.done("recordOccurrence", "occurrence { id }", **event, act="nota CSC")
        costs = [{"year": 2020, "amount": "48000.00"}]
        asked: dict[str, Any] = {"withdrawal": gone, "creditor": "CSC", "costs": costs}

        async def told(funded: str, **more: str) -> Any:
            funding = [{"year": 2020, "amount": funded}]
            done = await chief.done("assessRecess", OBLIGATION, **asked, **more, funding=funding)
            return done["obligation"]

        gross = await told("48000.00")
        await reform.apply(slug, net, "altra lettura: al netto del finanziamento")
        half, over, whole = [await told(one) for one in ("24000.00", "50000.00", "48000.00")]
        vote = await clerk.voted("ASS_SUB4", "PROGRAMMAZIONE_SUB4", "DECIDE")
        decision = await clerk.adopted("ASS_SUB4", "DECIDE", "PROGRAMMAZIONE_SUB4", vote=vote)
        decided = await told("48000.00", act=decision["id"])

    assert gross["amount"] == "827.98"
    assert half["amount"] == "413.99"
    assert (over["amount"], whole["amount"]) == ("0.00", "0.00")
    assert (decided["state"], decided["amount"], decided["dues"]) == ("FINAL", "0.00", [])
