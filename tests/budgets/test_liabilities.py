"""What a comune that leaves still owes, by the two conventions that say it."""

from dataclasses import replace
from datetime import date

from ambiti.budgets.dues.liabilities import Liabilities, Running, of_planned_spend, until_event
from ambiti.budgets.ripartos.populations import Residents
from ambiti.statute.language.recess import KnownRecess, ShareOfPlannedSpend, ShareUntilEvent
from ambiti.statute.lifetimes import ending
from ambiti.statute.periods import months_after

from .figures import carate, carate_residents, codes, istat, soncino, statute, warned

RENATE, TRIGOLO = istat("carate", "Renate"), istat("cremasco", "Trigolo")
PLANNED = {2026: 58_000_000, 2027: 60_000_000, 2028: 62_000_000, 2029: 64_000_000}


def planned_spend() -> ShareOfPlannedSpend:
    (rule,) = statute("carate").recesses
    assert isinstance(rule, KnownRecess)
    assert isinstance(rule.liability, ShareOfPlannedSpend)
    return rule.liability


def staff_cost() -> ShareUntilEvent:
    rule = next(one for one in statute("cremasco").recesses if one.instrument == "CONV-SUB4")
    assert isinstance(rule, KnownRecess)
    assert isinstance(rule.liability, ShareUntilEvent)
    return rule.liability


def owed(found: object) -> Liabilities:
    assert isinstance(found, Liabilities), found
    return found


def test_the_two_years_after_the_request_are_shared_by_the_key_of_its_year() -> None:
    found = owed(of_planned_spend(planned_spend(), carate(0), RENATE, PLANNED))
    assert [(one.year, one.cents) for one in found.owed] == [
        (2027, 1_589_147), (2028, 1_642_119),
    ]  # fmt: skip
    assert (found.cents, found.status, found.payable) == (3_231_266, "DETERMINED", True)
    assert {one.key_year for one in found.owed} == {2026}
    assert "AMB-09" in warned(found)


def test_the_key_of_another_year_gives_another_sum() -> None:
    each = planned_spend().model_copy(update={"key_date": "EACH_YEAR"})
    lasting = (
        Residents(one.istat, date(2026, 12, 31), "OFFICIAL", one.residents, "prova", "PROVA")
        for one in carate_residents()
        if one.reference_date.year == 2025
    )
    asked = carate(0, residents=(*carate_residents(), *lasting))
    found = owed(of_planned_spend(each, asked, RENATE, PLANNED))
    assert [one.cents for one in found.owed] == [1_580_977, 1_633_676]
    assert found.cents == 3_214_653
    assert [one.key_year for one in found.owed] == [2027, 2028]
    missing = of_planned_spend(each, carate(0), RENATE, PLANNED)
    assert set(codes(missing)) == {"POPULATION_MISSING"}


def test_a_year_beyond_the_end_of_the_convention_is_owed_and_flagged() -> None:
    convention = next(one for one in statute("carate").instruments if one.code == "CONV-UDP")
    end = ending(convention, statute("carate"))
    assert end is not None
    asked = carate(0, 2027)
    found = owed(of_planned_spend(planned_spend(), asked, RENATE, PLANNED, end.on))
    assert [(one.year, one.past_end) for one in found.owed] == [(2028, False), (2029, True)]
    assert "OWED_PAST_END" in warned(found)
    ends = planned_spend().model_copy(update={"survives_expiry": False})
    only = owed(of_planned_spend(ends, asked, RENATE, PLANNED, end.on))
    assert [one.year for one in only.owed] == [2028]
    assert "OWED_PAST_END" not in warned(only)


def test_spending_that_nobody_planned_is_not_guessed() -> None:
    found = owed(of_planned_spend(planned_spend(), carate(0), RENATE, {2027: 60_000_000}))
    assert [one.cents for one in found.owed] == [1_589_147, None]
    assert (found.status, found.payable) == ("UNDETERMINED", False)


def test_who_is_no_party_owes_nothing_and_without_a_key_nothing_is_known() -> None:
    assert codes(of_planned_spend(planned_spend(), carate(0), "000000", PLANNED)) == [
        "PARTY_UNKNOWN"
    ]
    silent = planned_spend().model_copy(update={"key": None})
    assert codes(of_planned_spend(silent, carate(0), RENATE, PLANNED)) == ["KEY_NOT_DEFINED"]


EFFECT = months_after(date(2020, 3, 10), 6)
COSTS = {2020: 4_800_000, 2021: 4_800_000}


def running(happened_on: date | None, as_of: date = date(2020, 12, 31)) -> Running:
    return Running(EFFECT, happened_on, as_of, COSTS)


def test_a_share_of_staff_is_owed_by_days_until_they_are_redeployed() -> None:
    assert date(2020, 9, 10) == EFFECT
    found = owed(until_event(staff_cost(), soncino(0), TRIGOLO, running(date(2020, 12, 15))))
    (one,) = found.owed
    assert (one.days, one.cents) == (96, 82_798)
    assert one.fraction is not None
    assert (one.fraction.numerator, one.fraction.denominator) == (34, 517)
    assert found.status == "DETERMINED"
    assert one.cents != round(4_800_000 * 1_700 / 25_850 * 97 / 366)
    assert one.cents != round(4_800_000 * 1_700 / 25_850 * 96 / 365)


def test_a_whole_year_of_it_is_a_share_of_the_yearly_cost() -> None:
    whole = Running(date(2020, 1, 1), date(2021, 1, 1), EFFECT, COSTS)
    found = owed(until_event(staff_cost(), soncino(0), TRIGOLO, whole))
    assert [one.cents for one in found.owed] == [315_667]
    month = Running(date(2020, 1, 1), date(2021, 1, 1), EFFECT, {2020: 400_000})
    assert owed(until_event(staff_cost(), soncino(0), TRIGOLO, month)).cents == 26_306


def test_until_then_it_accrues_and_is_not_payable_before_the_decision() -> None:
    found = owed(until_event(staff_cost(), soncino(0), TRIGOLO, running(None)))
    assert (found.status, found.payable) == ("ACCRUING", False)
    assert {"NOT_YET_PAYABLE", "AMB-26"} <= warned(found)
    decided = replace(running(date(2020, 12, 15)), decided=True)
    after = owed(until_event(staff_cost(), soncino(0), TRIGOLO, decided))
    assert after.payable
    assert "NOT_YET_PAYABLE" not in warned(after)


def test_net_of_funding_nothing_is_owed_while_a_fund_covers_it() -> None:
    net = staff_cost().model_copy(update={"base": "NET_OF_FUNDING"})
    covered = replace(running(date(2020, 12, 15)), funding={2020: 4_800_000})
    assert owed(until_event(net, soncino(0), TRIGOLO, covered)).cents == 0
    assert owed(until_event(staff_cost(), soncino(0), TRIGOLO, covered)).cents == 82_798
    half = replace(covered, funding={2020: 2_400_000})
    assert owed(until_event(net, soncino(0), TRIGOLO, half)).cents == 41_399


def test_a_cost_that_runs_over_new_year_is_counted_by_the_days_of_each() -> None:
    later = tuple(
        replace(one, reference_date=date(2020, 12, 31))
        for one in soncino(0).known.residents
        if one.reference_date.year == 2019
    )
    asked = soncino(0, residents=(*soncino(0).known.residents, *later))
    found = owed(until_event(staff_cost(), asked, TRIGOLO, running(date(2021, 2, 1))))
    assert [(one.year, one.days) for one in found.owed] == [(2020, 113), (2021, 31)]
    unknown = replace(running(date(2021, 2, 1)), costs={2020: 4_800_000})
    some = owed(until_event(staff_cost(), asked, TRIGOLO, unknown))
    assert (some.status, some.payable) == ("UNDETERMINED", False)
    short = until_event(staff_cost(), soncino(0), TRIGOLO, running(date(2021, 2, 1)))
    assert "POPULATION_MISSING" in codes(short)


def test_without_a_key_or_a_party_it_is_refused() -> None:
    silent = staff_cost().model_copy(update={"key": None})
    assert codes(until_event(silent, soncino(0), TRIGOLO, running(None))) == ["KEY_NOT_DEFINED"]
    assert codes(until_event(staff_cost(), soncino(0), "X", running(None))) == ["PARTY_UNKNOWN"]
    gone = staff_cost().model_copy(update={"key": "ALTRO"})
    assert codes(until_event(gone, soncino(0), TRIGOLO, running(None))) == ["KEY_UNKNOWN"]
