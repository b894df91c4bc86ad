"""The days on which a term does not end, where the rule moves it: Sundays and national holidays.

The holidays are those of the law (27 May 1949, n. 260, and what changed it), each with its source
and the years of which it is one. Those of one comune, as its patron's day, are not among them, and
a Saturday is no holiday. Outside the years that are counted only Sundays are known.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Final

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


def easter(year: int) -> date:
    """Find the Sunday of Easter of the Gregorian calendar (Meeus, Jones, Butcher)."""
    golden, (century, place) = year % 19, divmod(year, 100)
    leap, rest = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap - moon + 15) % 30
    fours, odd = divmod(place, 4)
    weekday = (32 + 2 * rest + 2 * fours - epact - odd) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def easter_monday(year: int) -> date:
    """Give the Monday after Easter."""
    return easter(year) + timedelta(days=1)


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
