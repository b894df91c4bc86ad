"""Days on which something holds: from its first day to the first day without it."""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

BEGINNING: Final = date.min
"""No first day is known. The database writes it -infinity."""
END: Final = date.max
"""No last day is known. The database writes it infinity."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The days from ``since`` up to, and without, ``until``."""

    since: date = BEGINNING
    until: date = END

    @classmethod
    def between(cls, since: date | None, until: date | None) -> "Period":
        """Make a period; a missing bound is open."""
        return cls(since or BEGINNING, until or END)

    @property
    def empty(self) -> bool:
        """Tell whether no day belongs to it."""
        return self.since >= self.until

    def covers(self, day: date) -> bool:
        """Tell whether the day belongs to it."""
        return self.since <= day < self.until

    def within(self, other: "Period") -> "Period":
        """Keep the days that also belong to the other."""
        return Period(max(self.since, other.since), min(self.until, other.until))

    def overlaps(self, other: "Period") -> bool:
        """Tell whether they share a day."""
        return not self.within(other).empty

    def hull(self, other: "Period") -> "Period":
        """Reach over both."""
        return Period(min(self.since, other.since), max(self.until, other.until))


ALWAYS: Final = Period()


def steps(periods: Iterable[Period]) -> Iterator[Period]:
    """Cut time at each bound of the periods: within a step none of them changes.

    Steps before the first bound and after the last are not among them.
    """
    cuts = sorted({bound for period in periods for bound in (period.since, period.until)})
    for since, until in pairwise(cuts):
        yield Period(since, until)


def day_after(day: date) -> date:
    """Tell the first day without something whose last day is ``day``."""
    return END if day == END else day + timedelta(days=1)


def months_after(day: date, months: int) -> date:
    """Tell the same day of the month some months later, or the last day that month has."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


_MONTHS: Final = (
    "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno",
    "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre",
)  # fmt: skip


def in_words(day: date) -> str:
    """Write a day as an Italian act does: 1° gennaio 2013."""
    number = "1°" if day.day == 1 else str(day.day)
    return f"{number} {_MONTHS[day.month - 1]} {day.year}"


def days_in_words(period: Period) -> str:
    """Write the days of a period: dal 1° gennaio 2013 al 31 marzo 2014; always is nothing."""
    last = None if period.until == END else in_words(period.until - timedelta(days=1))
    if period.since == BEGINNING:
        return "" if last is None else f"fino al {last}"
    since = f"dal {in_words(period.since)}"
    return since if last is None else f"{since} al {last}"
