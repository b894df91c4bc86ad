"""On which days a term does not end, where its rule moves it."""

from datetime import date, timedelta

import pytest
from tests.clauses.changing import FOLDER

from ambiti.statute.loading import load_file
from ambiti.statute.periods import END
from ambiti.statute.working_days import (
    HOLIDAYS,
    YEARS,
    easter_monday,
    holidays,
    rolled,
    working_day,
)


@pytest.mark.parametrize(
    ("due", "worked"),
    [
        ("2026-05-01", "2026-05-02"),  # 1 May
        ("2026-04-06", "2026-04-07"),  # the Monday after Easter
        ("2027-03-29", "2027-03-30"),
        ("2026-04-25", "2026-04-27"),  # Liberation, on a Saturday, and the Sunday after it
        ("2026-04-18", "2026-04-18"),  # a Saturday is no holiday
        ("2026-10-04", "2026-10-05"),  # St Francis, on a Sunday
        ("2027-10-04", "2027-10-05"),  # a Monday
        ("2024-10-04", "2024-10-04"),  # before the law
        ("2026-12-24", "2026-12-24"),
        ("2026-12-25", "2026-12-28"),  # Christmas, St Stephen, a Sunday
        ("2023-12-24", "2023-12-27"),  # a Sunday, Christmas, St Stephen
        ("2011-04-24", "2011-04-26"),  # Easter, and its Monday that is 25 April
        ("2011-03-17", "2011-03-18"),
        ("2012-03-17", "2012-03-17"),
        ("2000-06-02", "2000-06-02"),
        ("2001-06-02", "2001-06-04"),  # a Saturday, then a Sunday
        ("1985-05-01", "1985-05-01"),  # of a year that is not counted
        ("1985-05-05", "1985-05-06"),
    ],
)
def test_a_last_day_moves_to_the_next_on_which_one_works(due: str, worked: str) -> None:
    assert str(working_day(date.fromisoformat(due))) == worked


def test_a_day_moves_only_where_the_rule_says_so() -> None:
    loaded = load_file(FOLDER / "carate.yaml").loaded
    assert loaded is not None
    stays = next(one for one in loaded.statute.deadlines if one.code == "GIORNI45")
    moves = stays.model_copy(update={"roll": "NEXT_WORKING_DAY"})
    day = date(2026, 12, 25)

    assert rolled(stays, day) == day
    assert rolled(moves, day) == date(2026, 12, 28)


@pytest.mark.parametrize(
    ("year", "monday"), [(2008, "03-24"), (2024, "04-01"), (2026, "04-06"), (2038, "04-26")]
)
def test_the_monday_after_easter_is_known(year: int, monday: str) -> None:
    assert easter_monday(year) == date.fromisoformat(f"{year}-{monday}")


def test_every_holiday_says_its_law_and_no_day_is_closed_for_a_week() -> None:
    assert all(one.law and one.name for one in HOLIDAYS)
    assert {day.year for day in holidays()} == set(YEARS)
    day = date(YEARS.start, 1, 1)
    while day.year in YEARS:
        assert working_day(day) - day < timedelta(days=7)
        day += timedelta(days=1)
    assert working_day(END) == END
