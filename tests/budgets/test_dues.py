"""Who owes what and by when, in the worked examples of the documents, to the cent."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ambiti.budgets.dues.clocks import clock, lateness
from ambiti.budgets.dues.fees import fee
from ambiti.budgets.dues.instalments import Instalment, Plan, arrears, finalised, planned
from ambiti.budgets.dues.notices import Notice, notice
from ambiti.budgets.dues.quotas import Quotas, estimated, final, to_transfer, with_vat
from ambiti.budgets.dues.refunds import Claim, Vouched, claim_refused, hours_due, hours_refused
from ambiti.budgets.ripartos.asked import Asked
from ambiti.statute.language import Statute
from ambiti.statute.language.movements import CollectedBudget, Instalments, Reimbursement
from ambiti.statute.language.personnel import FullRefund, HoursRefund, Validation
from ambiti.statute.language.rule import Validity

from .figures import carate, codes, shares, statute

CARATE = statute("carate")
MB = statute("monza-brianza")


def rule(part: Any, *path: str) -> Any:
    """Find the rule of a statute with a code or kind."""
    section, name = path
    return next(
        one
        for one in getattr(part, section)
        if name in {getattr(one, "code", None), getattr(one, "kind", None)}
    )


GIORNI45 = rule(CARATE, "deadlines", "GIORNI45")


def test_a_clock_runs_from_the_later_of_two_facts() -> None:
    facts = {"FONDI_DISPONIBILI": date(2026, 2, 10), "RIPARTO_PERFEZIONATO": date(2026, 3, 5)}
    found = clock(GIORNI45, facts)
    assert (found.started_on, found.due_on) == (date(2026, 3, 5), date(2026, 4, 19))
    assert date(2026, 4, 19).weekday() == 6
    later = clock(GIORNI45, {**facts, "FONDI_DISPONIBILI": date(2026, 4, 20)})
    assert later.due_on == date(2026, 6, 4)
    from_the_earlier = date(2026, 2, 10).toordinal() + 45
    assert found.due_on != date.fromordinal(from_the_earlier)


def test_a_clock_does_not_start_while_a_fact_is_missing() -> None:
    found = clock(GIORNI45, {"FONDI_DISPONIBILI": date(2026, 2, 10)})
    assert not found.started
    assert (found.due_on, found.waiting) == (None, ("RIPARTO_PERFEZIONATO",))


def test_di_norma_makes_a_delay_soft() -> None:
    due = date(2026, 4, 19)
    found = lateness(GIORNI45, due, date(2026, 4, 20))
    assert (found.days, found.status) == (1, "LATE_SOFT")
    assert lateness(GIORNI45, due, due).status == "ON_TIME"
    hard = GIORNI45.model_copy(update={"hardness": "HARD"})
    assert lateness(hard, due, date(2026, 4, 29)).status == "LATE"


def test_a_last_day_moves_only_where_the_rule_says_so() -> None:
    facts = {"FONDI_DISPONIBILI": date(2026, 2, 10), "RIPARTO_PERFEZIONATO": date(2026, 3, 5)}
    rolling = GIORNI45.model_copy(update={"roll": "NEXT_WORKING_DAY"})
    assert clock(GIORNI45, facts).due_on == date(2026, 4, 19)
    assert clock(rolling, facts).due_on == date(2026, 4, 20)


@pytest.mark.parametrize(
    ("there", "due", "moved"),
    [
        ("2026-03-17", "2026-05-01", "2026-05-02"),  # 1 May, and a Saturday is worked
        ("2026-02-20", "2026-04-06", "2026-04-07"),  # the Monday after Easter
        ("2026-08-20", "2026-10-04", "2026-10-05"),  # a Sunday, holiday or not
        ("2027-08-20", "2027-10-04", "2027-10-05"),  # a Monday that the law of 2025 made a holiday
        ("2025-11-10", "2025-12-25", "2025-12-27"),
    ],
)
def test_a_clock_that_rolls_knows_the_holidays(there: str, due: str, moved: str) -> None:
    facts = dict.fromkeys(("FONDI_DISPONIBILI", "RIPARTO_PERFEZIONATO"), date.fromisoformat(there))
    rolling = GIORNI45.model_copy(update={"roll": "NEXT_WORKING_DAY"})
    assert str(clock(GIORNI45, facts).due_on) == due
    assert str(clock(rolling, facts).due_on) == moved


def test_a_deadline_that_runs_from_no_fact_has_no_clock() -> None:
    with pytest.raises(ValueError, match="STRAORDINARI_NON_RESI"):
        clock(rule(CARATE, "deadlines", "STRAORDINARI_NON_RESI"), {})


REMAINING: Instalments = rule(MB, "movements", "INSTALMENTS")
FIXED = REMAINING.model_copy(update={"policy": "FIXED"})
SIGNED = date(2024, 4, 15)


def told(plan: Plan) -> list[tuple[str, int]]:
    return [(one.due_on.isoformat(), one.cents) for one in plan.instalments]


def test_instalments_are_over_the_quarters_that_remain() -> None:
    plan = planned(REMAINING, 1_200_000, SIGNED)
    assert told(plan) == [
        ("2024-04-15", 400_000), ("2024-07-01", 400_000), ("2024-10-01", 400_000),
    ]  # fmt: skip


def test_four_fixed_instalments_have_the_past_one_due_at_once() -> None:
    plan = planned(FIXED, 1_200_000, SIGNED)
    assert told(plan) == [
        ("2024-04-15", 600_000), ("2024-07-01", 300_000), ("2024-10-01", 300_000),
    ]  # fmt: skip


def test_a_cent_that_is_left_falls_on_the_first_instalment() -> None:
    plan = planned(REMAINING, 1_000_000, SIGNED)
    assert [one.cents for one in plan.instalments] == [333_334, 333_333, 333_333]


def test_what_is_paid_in_arrears_is_due_on_the_last_day() -> None:
    arrears_ = REMAINING.model_copy(update={"timing": "IN_ARREARS"})
    assert [day for day, _ in told(planned(arrears_, 300, SIGNED))] == [
        "2024-06-30", "2024-09-30", "2024-12-31",
    ]  # fmt: skip
    monthly = REMAINING.model_copy(update={"every": "MONTH"})
    assert len(planned(monthly, 900, SIGNED).instalments) == 9
    assert [day for day, _ in told(planned(REMAINING, 900, date(2024, 12, 31)))] == ["2024-12-31"]


def test_when_a_quota_is_final_what_is_not_paid_is_planned_again() -> None:
    plan = planned(REMAINING, 1_200_000, SIGNED)
    again = finalised(plan, 1_170_000, {SIGNED: 400_000}, date(2024, 6, 20))
    assert told(again) == [
        ("2024-04-15", 400_000), ("2024-07-01", 385_000), ("2024-10-01", 385_000),
    ]  # fmt: skip
    assert (again.cents, again.credit) == (1_170_000, 0)
    whole_again = planned(REMAINING, 1_170_000, SIGNED)
    assert told(again) != told(whole_again)
    fixed = finalised(planned(FIXED, 1_200_000, SIGNED), 1_170_000, {SIGNED: 600_000}, SIGNED)
    assert [one.cents for one in fixed.instalments] == [600_000, 285_000, 285_000]


def test_who_paid_more_than_the_final_sum_has_a_credit() -> None:
    plan = planned(REMAINING, 1_200_000, SIGNED)
    paid = {SIGNED: 400_000, date(2024, 7, 1): 400_000}
    again = finalised(plan, 750_000, paid, date(2024, 7, 20))
    assert [one.cents for one in again.instalments] == [400_000, 400_000, 0]
    assert again.credit == 50_000


def test_what_is_still_owed_when_all_was_paid_is_due_at_once() -> None:
    plan = Plan((Instalment(SIGNED, 100),))
    again = finalised(plan, 150, {SIGNED: 100}, date(2024, 6, 20))
    assert told(again) == [("2024-04-15", 100), ("2024-06-20", 50)]
    assert finalised(plan, 100, {SIGNED: 100}, SIGNED).instalments == plan.instalments


def test_a_payment_of_no_instalment_is_refused() -> None:
    with pytest.raises(ValueError, match="2024-05-01"):
        finalised(planned(REMAINING, 300, SIGNED), 300, {date(2024, 5, 1): 1}, SIGNED)


def test_an_instalment_not_paid_by_its_day_is_in_arrears() -> None:
    plan = planned(REMAINING, 1_200_000, SIGNED)
    paid = {SIGNED: 400_000}
    assert arrears(plan, paid, date(2024, 7, 15)) == {date(2024, 7, 1): 400_000}
    assert (date(2024, 7, 15) - date(2024, 7, 1)).days == 14
    assert arrears(plan, {SIGNED: 100_000}, date(2024, 7, 1)) == {SIGNED: 300_000}


@given(
    st.integers(0, 10**8),
    st.integers(0, 10**8),
    st.integers(0, 3),
    st.sampled_from([REMAINING, FIXED]),
)
def test_instalments_always_add_up_to_the_sum_or_give_the_credit(
    estimate: int, last: int, many: int, kind: Instalments
) -> None:
    plan = planned(kind, estimate, SIGNED)
    assert plan.cents == estimate
    paid = {one.due_on: one.cents for one in plan.instalments[:many]}
    again = finalised(plan, last, paid, date(2024, 10, 2))
    assert again.cents - again.credit == last
    assert all(one.cents >= 0 for one in again.instalments)


ESTIMATE = rule(MB, "estimates", "QUOTA")
COLLECTED: CollectedBudget = rule(MB, "movements", "COLLECTED_BUDGET")
VAT = Decimal(22)


def award(cents: int, part: Statute = MB) -> Asked:
    return Asked(part, cents, 2024, date(2024, 6, 1))


def quotas(found: object) -> Quotas:
    assert isinstance(found, Quotas)
    return found


def test_a_quota_is_estimated_for_each_of_five() -> None:
    found = quotas(estimated(ESTIMATE, award(0), VAT))
    assert found.status == "ESTIMATED"
    assert [(one.net, one.gross) for one in found.quotas] == [(1_200_000, 1_464_000)] * 5
    assert (found.net, found.gross) == (6_000_000, 7_320_000)
    assert {"AMB-18", "AMB-19"} <= {one.code for one in found.warnings}


def test_a_quota_is_final_when_the_award_is() -> None:
    found = quotas(final(ESTIMATE, award(5_850_000), VAT))
    assert found.status == "FINAL"
    assert [(one.net, one.gross) for one in found.quotas] == [(1_170_000, 1_427_400)] * 5
    assert (found.net, found.gross) == (5_850_000, 7_137_000)


def six() -> Statute:
    """Give the agreement in which two member Ambiti have one signatory, each counted."""
    both = rule(MB, "units", "VIMERCATE-TREZZO")
    parts = tuple(
        both.model_copy(update={"code": code, "name": code}) for code in ("VIMERCATE", "TREZZO")
    )
    units = (*(one for one in MB.units if one is not both), *parts)
    key = rule(MB, "allocation_keys", "PARTI_UGUALI").model_copy(update={"units": "BY_AMBITO"})
    return MB.model_copy(update={"units": units, "allocation_keys": (key,)})


def test_by_ambito_who_signed_for_two_pays_twice() -> None:
    found = quotas(final(ESTIMATE, award(5_850_000, six()), VAT))
    told_ = {one.payer.code: (one.units, one.net) for one in found.quotas}
    assert told_.pop("OFFERTASOCIALE") == (2, 1_950_000)
    assert set(told_.values()) == {(1, 975_000)}
    assert quotas(estimated(ESTIMATE, award(0, six()), VAT)).net == 7_200_000


def test_the_collector_transfers_nothing_to_itself() -> None:
    transfers, own = to_transfer(quotas(final(ESTIMATE, award(5_850_000))), COLLECTED, award(0))
    assert sum(one.net or 0 for one in transfers) == 4_680_000
    assert len(transfers) == 4
    assert own is not None
    assert (own.payer.code, own.net) == ("SEREGNO", 1_170_000)
    without = COLLECTED.model_copy(update={"own_share": False})
    assert to_transfer(quotas(final(ESTIMATE, award(100))), without, award(0))[1] is None


def test_without_a_rate_the_sum_with_vat_is_not_known() -> None:
    found = quotas(estimated(ESTIMATE, award(0)))
    assert (found.net, found.gross) == (6_000_000, None)
    assert "VAT_UNDETERMINED" in {one.code for one in found.warnings}
    silent = ESTIMATE.model_copy(update={"vat": "NOT_STATED"})
    assert quotas(estimated(silent, award(0), VAT)).gross is None
    within = ESTIMATE.model_copy(update={"vat": "INCLUDED"})
    assert quotas(estimated(within, award(0), VAT)).quotas[0].net == 983_607
    assert quotas(estimated(within, award(0))).net is None


def test_half_a_cent_of_vat_goes_up() -> None:
    assert with_vat(25, Decimal(22)) == 31
    assert with_vat(225, Decimal(22)) == 275


def test_a_quota_whose_criterion_is_gone_is_refused() -> None:
    gone = ESTIMATE.model_copy(update={"key": "ALTRO"})
    assert codes(estimated(gone, award(0))) == ["KEY_UNKNOWN"]
    assert codes(final(gone, award(1))) == ["KEY_UNKNOWN"]


FEE = rule(CARATE, "fixed_amounts", "SUPPORTO_CAPOFILA")


def test_the_capofila_has_a_fixed_sum_and_its_spaces() -> None:
    found = fee(FEE, CARATE, 2026, 480_000)
    assert (found.fixed, found.cents) == (2_000_000, 2_480_000)
    assert "PARTIAL_PERIOD" not in {one.code for one in found.warnings}
    unknown = fee(FEE, CARATE, 2026)
    assert unknown.cents is None
    assert "VARIABLE_COST_MISSING" in {one.code for one in unknown.warnings}


def test_a_part_of_a_year_is_paid_whole_and_flagged_unless_pro_rata() -> None:
    whole = fee(FEE, CARATE, 2025, 0)
    assert whole.fixed == 2_000_000
    assert {"PARTIAL_PERIOD", "AMB-15"} <= {one.code for one in whole.warnings}
    prorata = FEE.model_copy(update={"prorata": True})
    assert fee(prorata, CARATE, 2025, 0).fixed == 843_836
    assert 2_000_000 * 153 // 365 != 843_836
    assert fee(FEE, CARATE, 2024, 0).fixed == 0


def test_sums_by_the_month_and_once() -> None:
    monthly = FEE.model_copy(update={"per": "MONTH", "plus": None})
    assert fee(monthly, CARATE, 2026).cents == 24_000_000
    assert fee(monthly, CARATE, 2025).cents == 12_000_000
    prorata = monthly.model_copy(update={"prorata": True})
    assert fee(prorata, CARATE, 2025).cents == 10_000_000 + round(2_000_000 / 31)
    once = monthly.model_copy(update={"per": "ONCE"})
    assert [fee(once, CARATE, year).cents for year in (2025, 2026)] == [2_000_000, 0]
    half = Validity.model_validate({"from": date(2024, 1, 1), "until": date(2024, 7, 1)})
    ended = FEE.model_copy(update={"prorata": True, "plus": None, "valid": half})
    assert fee(ended, CARATE, 2024).cents == round(2_000_000 * 182 / 366)
    with pytest.raises(ValueError, match="negative"):
        fee(FEE, CARATE, 2026, -1)


HOURS: HoursRefund = rule(CARATE, "personnel", "HOURS_REFUND")
EXCESS = HOURS.model_copy(update={"policy": "EXCESS_ONLY"})
RATE = Decimal("25.00")


@pytest.mark.parametrize(
    ("hours", "all_hours", "excess"),
    [("0", 0, 0), ("100", 0, 0), ("101", 252_500, 2_500), ("160", 400_000, 150_000),
     ("100.5", 251_250, 1_250)],
)  # fmt: skip
def test_hours_are_refunded_beyond_the_threshold(hours: str, all_hours: int, excess: int) -> None:
    found = hours_due(HOURS, Decimal(hours), RATE)
    assert (found.cents, found.all_hours, found.excess_only) == (all_hours, all_hours, excess)
    assert hours_due(EXCESS, Decimal(hours), RATE).cents == excess


def test_a_threshold_that_need_not_be_passed_is_reached() -> None:
    soft = HOURS.model_copy(update={"strict": False})
    assert hours_due(soft, Decimal(100), RATE).cents == 250_000
    assert hours_due(HOURS.model_copy(update={"rate": Decimal(20)}), Decimal(101), RATE).cents == (
        202_000
    )
    with pytest.raises(ValueError, match="negative"):
        hours_due(HOURS, Decimal(-1))


VALIDATION: Validation = rule(CARATE, "personnel", "VALIDATION")


@pytest.mark.parametrize(
    ("hours", "rate", "by", "claimant", "refused"),
    [
        ("160", RATE, "RESPONSABILE_UDP", None, []),
        ("160", RATE, None, None, ["VALIDATION_REQUIRED"]),
        ("160", RATE, "SINDACO", None, ["VALIDATION_REQUIRED"]),
        ("160", RATE, "RESPONSABILE_UDP", "RESPONSABILE_UDP", ["SELF_VALIDATION"]),
        ("100", RATE, None, None, []),
        ("160", None, "RESPONSABILE_UDP", None, ["RATE_MISSING"]),
    ],
)
def test_hours_are_validated_by_somebody_else(
    hours: str, rate: Decimal | None, by: str | None, claimant: str | None, refused: list[str]
) -> None:
    due = hours_due(HOURS, Decimal(hours), rate)
    vouched = Vouched((VALIDATION,), by, claimant)
    assert [one.code for one in hours_refused(HOURS, due, CARATE, vouched)] == refused


FULL: FullRefund = rule(CARATE, "personnel", "FULL_REFUND")
REIMBURSED: Reimbursement = rule(CARATE, "movements", "REIMBURSEMENT")


@pytest.mark.parametrize("kind", [FULL, REIMBURSED])
@pytest.mark.parametrize(
    ("claim", "refused"),
    [
        (Claim(4_235_000, 4_235_000, documented=True), []),
        (Claim(4_235_000, 4_300_000, documented=True), ["EXCEEDS_COST"]),
        (Claim(4_235_000, 235_001, 4_000_000, documented=True), ["EXCEEDS_COST"]),
        (Claim(4_235_000, 4_235_000), ["DOCUMENTS_MISSING"]),
        (Claim(4_235_000, 0, documented=True), ["CLAIM_EMPTY"]),
    ],
)
def test_what_was_paid_is_refunded_whole_and_not_beyond(
    kind: FullRefund | Reimbursement, claim: Claim, refused: list[str]
) -> None:
    assert [one.code for one in claim_refused(kind, CARATE, claim)] == refused


NOTICE = CARATE.unspent_notices[0]
NOT_RENDERED = {
    "Albiate": 3_514, "Besana in Brianza": 8_511, "Biassono": 6_754, "Briosco": 3_240,
    "Carate Brianza": 9_939, "Lissone": 25_643, "Macherio": 4_063, "Renate": 2_251,
    "Sovico": 4_612, "Triuggio": 4_887, "Vedano al Lambro": 4_118,
    "Veduggio con Colzano": 2_361, "Verano Brianza": 5_107,
}  # fmt: skip


def test_each_comune_is_told_its_part_of_what_was_not_rendered() -> None:
    found = notice(NOTICE, carate(300_000), 215_000)
    assert isinstance(found, Notice)
    assert (found.cents, found.due_on) == (85_000, date(2027, 1, 31))
    assert shares(found.riparto) == NOT_RENDERED
    assert sum(NOT_RENDERED.values()) == 85_000
    assert found.deadline is not None
    assert found.deadline.hardness == "SOFT"


@pytest.mark.parametrize("rendered", [-1, 300_001])
def test_nobody_renders_more_than_was_authorised(rendered: int) -> None:
    assert codes(notice(NOTICE, carate(300_000), rendered)) == ["RENDERED_BEYOND"]


def test_a_notice_in_hours_is_no_sum_and_one_without_figures_is_refused() -> None:
    hours = NOTICE.model_copy(update={"measured_in": "HOURS"})
    assert codes(notice(hours, carate(300_000), 0)) == ["NOTICE_IN_HOURS"]
    assert "POPULATION_MISSING" in codes(notice(NOTICE, replace(carate(10), year=2030), 0))
