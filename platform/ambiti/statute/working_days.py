"""The days on which a term does not end, where the rule moves it: Sundays and national holidays.

The holidays are those of the law (27 May 1949, n. 260, and what changed it), each with its source
and the years of which it is one. Those of one comune, as its patron's day, are not among them, and
a Saturday is no holiday. Outside the years that are counted only Sundays are known.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Final

from dateutil.easter import easter  # type: ignore[import-untyped]

from ambiti.statute.language.deadlines import Deadline
from ambiti.statute.periods import END

YEARS: Final = range(1986, 2101)
"""From the first in which the holidays of today's law are all that there were."""
_SUNDAY: Final = 6


@dataclass(frozen=True, slots=True)
class Holiday:
    """A national holiday of a day of the calendar, by the law that says it, in some years."""

    name: str
    month: int
    day: int
    law: str
    since: int = YEARS.start
    until: int = YEARS.stop
    """The first year in which it is none."""


_OF_1949: Final = "legge 27 maggio 1949, n. 260"
HOLIDAYS: Final = (
    Holiday("Capodanno", 1, 1, _OF_1949),
    Holiday("Epifania", 1, 6, "d.P.R. 28 dicembre 1985, n. 792"),
    Holiday("Unità d'Italia, 150 anni", 3, 17, "d.l. 22 febbraio 2011, n. 5", 2011, 2012),
    Holiday("Liberazione", 4, 25, _OF_1949),
    Holiday("Festa del lavoro", 5, 1, _OF_1949),
    Holiday("Festa della Repubblica", 6, 2, "legge 20 novembre 2000, n. 336", since=2001),
    Holiday("Assunzione", 8, 15, _OF_1949),
    Holiday("San Francesco d'Assisi", 10, 4, "legge 8 ottobre 2025, n. 151", since=2026),
    Holiday("Ognissanti", 11, 1, _OF_1949),
    Holiday("Immacolata Concezione", 12, 8, _OF_1949),
    Holiday("Natale", 12, 25, _OF_1949),
    Holiday("Santo Stefano", 12, 26, _OF_1949),
)
"""All but the Monday after Easter, of the same law of 1949."""


@cache
def holidays() -> frozenset[date]:
    """Give the national holidays of the years that are counted, but those on a Sunday."""
    fixed = (
        date(year, one.month, one.day)
        for year in YEARS
        for one in HOLIDAYS
        if one.since <= year < one.until
    )
    mondays = (easter_monday(year) for year in YEARS)
    return frozenset(day for day in (*fixed, *mondays) if day.weekday() != _SUNDAY)


def easter_monday(year: int) -> date:
    """Give the Monday after Easter."""
    sunday: date = easter(year)
    return sunday + timedelta(days=1)


def rolled(rule: Deadline, due: date) -> date:
    """Move a last day to the next on which one works, where the rule says so.

    Art. 2963 of the civil code is not presumed: with NONE the day stays.
    """
    return due if rule.roll == "NONE" else working_day(due)


def working_day(day: date) -> date:
    """Give the day itself, or the first after it that is neither a Sunday nor a holiday."""
    closed = holidays()
    while day < END and (day.weekday() == _SUNDAY or day in closed):
        day += timedelta(days=1)
    return day
