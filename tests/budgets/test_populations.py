"""Only the figures of the day that the text names are counted; another is a choice that shows."""

from dataclasses import replace
from datetime import date

import pytest

from ambiti.budgets.ripartos.populations import Residents, Substitute, same_day
from ambiti.budgets.ripartos.rules import Riparto, by_key

from .figures import carate, carate_residents, codes, istat, shares, warned

RENATE = istat("carate", "Renate")
LISSONE = istat("carate", "Lissone")


def without(istat_: str, year: int) -> tuple[Residents, ...]:
    return tuple(
        one for one in carate_residents() if (one.istat, one.reference_date.year) != (istat_, year)
    )


def changed(istat_: str, year: int, **values: object) -> tuple[Residents, ...]:
    return tuple(
        replace(one, **values)  # type: ignore[arg-type]
        if (one.istat, one.reference_date.year) == (istat_, year)
        else one
        for one in carate_residents()
    )


@pytest.mark.parametrize(
    ("asked", "found", "same"),
    [
        (date(2024, 12, 31), date(2024, 12, 31), True),
        (date(2024, 12, 31), date(2025, 1, 1), True),
        (date(2025, 1, 1), date(2024, 12, 31), True),
        (date(2024, 12, 31), date(2024, 1, 1), False),
        (date(2024, 6, 30), date(2024, 7, 1), False),
    ],
)
def test_the_last_day_of_a_year_and_the_first_of_the_next_are_one(
    asked: date, found: date, *, same: bool
) -> None:
    assert same_day(asked, found) is same


def test_figures_published_at_1_january_are_those_of_the_day_before() -> None:
    moved = tuple(
        replace(one, reference_date=date(one.reference_date.year + 1, 1, 1))
        for one in carate_residents()
    )
    found = shares(by_key(carate(21_000_000, residents=moved), "POPOLAZIONE"))
    assert found["Lissone"] == 6_335_271


def test_a_missing_figure_is_refused_with_those_that_there_are() -> None:
    asked = carate(21_000_000, residents=without(RENATE, 2024))
    refused = by_key(asked, "POPOLAZIONE")
    assert codes(refused) == ["POPULATION_MISSING"]
    message = refused.violations[0].message  # type: ignore[union-attr]
    assert "Renate al 31 dicembre 2024" in message
    assert "31 dicembre 2025 (ufficiale) e 31 dicembre 2023 (ufficiale)" in message
    nothing = by_key(carate(21_000_000, residents=()), "POPOLAZIONE")
    assert codes(nothing) == ["POPULATION_MISSING"] * 13
    assert "non ce n'è alcuna" in nothing.violations[0].message  # type: ignore[union-attr]


def test_figures_of_different_status_or_series_never_add_up() -> None:
    for values in ({"status": "PROVISIONAL"}, {"series": "ALTRA"}):
        asked = carate(21_000_000, residents=changed(RENATE, 2024, **values))
        assert codes(by_key(asked, "POPOLAZIONE")) == ["POPULATION_MIXED"]


def test_official_figures_come_first_where_all_have_both() -> None:
    register = tuple(replace(one, status="REGISTER", residents=1) for one in carate_residents())
    found = by_key(carate(21_000_000, residents=register + carate_residents()), "POPOLAZIONE")
    assert shares(found)["Lissone"] == 6_335_271
    only = by_key(carate(21_000_000, residents=register + without(RENATE, 2024)), "POPOLAZIONE")
    assert set(shares(only).values()) <= {1_615_384, 1_615_385}


def test_another_figure_takes_its_place_by_a_choice_that_shows_on_the_result() -> None:
    chosen = Substitute(date(2023, 12, 31), "il dato 2024 non è pubblicato", RENATE)
    asked = carate(21_000_000, residents=without(RENATE, 2024), substitutes=(chosen,))
    found = by_key(asked, "POPOLAZIONE")
    assert isinstance(found, Riparto)
    renate, lissone = found.of(RENATE), found.of(LISSONE)
    assert renate is not None
    assert lissone is not None
    assert renate.party.counted[0].figure.reference_date == date(2023, 12, 31)
    assert renate.party.counted[0].reason == "il dato 2024 non è pubblicato"
    assert lissone.party.counted[0].reason is None
    assert "POPULATION_SUBSTITUTED" in warned(found)
    told = next(one for one in found.warnings if one.code == "POPULATION_SUBSTITUTED")
    assert "Renate" in told.message
    assert "non è pubblicato" in told.message


def test_one_choice_may_be_for_all_of_them() -> None:
    chosen = Substitute(date(2023, 12, 31), "l'anno del Piano")
    asked = carate(21_000_000, residents=without(RENATE, 2024), substitutes=(chosen,))
    found = by_key(asked, "POPOLAZIONE")
    assert isinstance(found, Riparto)
    assert {one.party.counted[0].figure.reference_date.year for one in found.lines} == {2023}
    assert shares(found)["Lissone"] == round(21_000_000 * 46_400 / 154_000)


@pytest.mark.parametrize(
    ("chosen", "missing", "code"),
    [
        (Substitute(date(2023, 12, 31), " ", RENATE), True, "SUBSTITUTE_UNMOTIVATED"),
        (Substitute(date(2023, 12, 31), "perché", "000000"), True, "SUBSTITUTE_UNKNOWN"),
        (Substitute(date(2023, 12, 31), "perché", RENATE), False, "SUBSTITUTE_NEEDLESS"),
        (Substitute(date(2022, 12, 31), "perché", RENATE), True, "POPULATION_MISSING"),
        (Substitute(date(2023, 12, 31), "perché", RENATE, "CENSUS"), True, "POPULATION_MISSING"),
    ],
)
def test_a_choice_has_its_reason_and_its_figure(
    chosen: Substitute, *, missing: bool, code: str
) -> None:
    residents = without(RENATE, 2024) if missing else carate_residents()
    asked = carate(21_000_000, residents=residents, substitutes=(chosen,))
    assert codes(by_key(asked, "POPOLAZIONE")) == [code]


def test_the_very_day_comes_before_the_day_that_is_one_with_it() -> None:
    next_day = tuple(
        replace(one, reference_date=date(2025, 1, 1), residents=1, series="ALTRA")
        for one in carate_residents()
        if one.reference_date.year == 2024
    )
    for figures in (next_day + carate_residents(), carate_residents() + next_day):
        found = shares(by_key(carate(21_000_000, residents=figures), "POPOLAZIONE"))
        assert found["Lissone"] == 6_335_271


def test_one_figure_is_chosen_for_each_comune() -> None:
    one = Substitute(date(2023, 12, 31), "perché", RENATE)
    everyone = Substitute(date(2023, 12, 31), "perché")
    for chosen in ((one, one), (one, everyone)):
        asked = carate(100, residents=without(RENATE, 2024), substitutes=chosen)
        assert codes(by_key(asked, "POPOLAZIONE")) == ["SUBSTITUTE_TWICE"]
