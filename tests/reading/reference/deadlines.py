"""What is due in a year, and how each deadline stands."""

from calendar import monthrange
from datetime import date, timedelta

from dateutil.easter import easter  # type: ignore[import-untyped]

from .fields import Item, field, items, valid
from .rows import Row, View
from .statute import figures_of, in_order

figures_of("Deadline", "what days months frequency hardness roll addressee", "events authors")


ALWAYS = ("01-01", "01-06", "04-25", "05-01", "08-15", "11-01", "12-08", "12-25", "12-26")
SINCE = {"06-02": 2001, "10-04": 2026}
"""The national holidays of the calendar, and those that came later."""


@field("Ambito.deadlines")
def deadlines(it: Item, view: View, year: int) -> list[Item]:
    if not 1900 <= year <= 2999:
        return []
    rows = [row for row in valid(it, view, "rules") if row["section"] == "deadline"]
    rows = [{**row, "year": year} for row in in_order(rows)]
    return items(it, "Deadline", [row for row in rows if falls_in_its_year(row)])


def day_in(row: Row, key: str) -> date | None:
    """Read a day of the figures of a rule."""
    written = row["details"].get(key)
    return None if written is None else date.fromisoformat(written)


def due_day(row: Row) -> date | None:
    """Tell the day of the calendar on which a deadline is due in its year."""
    told = row["details"]
    if told.get("month") is None:
        return None
    year, month = row["year"] + (told.get("yearOffset") or 0), told["month"]
    return date(year, month, min(told["day"], monthrange(year, month)[1]))


def moved(row: Row, day: date | None) -> date | None:
    """Move a day that is closed to the next that is not, where the rule says so."""
    if day is None or row["details"].get("roll") != "NEXT_WORKING_DAY":
        return day
    while closed(day):
        day += timedelta(days=1)
    return day


def closed(day: date) -> bool:
    """Tell a Sunday or a national holiday of the years that are known."""
    if day.isoweekday() == 7:
        return True
    told = f"{day:%m-%d}"
    feast = (
        (told, day.year) == ("03-17", 2011) or told in ALWAYS or day.year >= SINCE.get(told, 9999)
    )
    return 1986 <= day.year <= 2100 and (feast or day == easter(day.year) + timedelta(days=1))


def comes_early(row: Row) -> bool:
    """Tell whether it is due before what it comes with has started."""
    due, start = due_day(row), day_in(row, "startsOn")
    return due is not None and start is not None and due < start


def falls_in_its_year(row: Row) -> bool:
    """Tell whether the rule asks anything in its year: while valid, and not before a start."""
    new_year, last_day = date(row["year"], 1, 1), date(row["year"], 12, 31)
    start, due, closes = day_in(row, "startsOn"), due_day(row), day_in(row, "closesOn")

    def is_valid(first: date, last: date) -> bool:
        return bool(row["valid_from"] <= last and first < row["valid_until"])

    if start is not None and start.year > row["year"]:
        return False
    if due is not None:
        is_first = comes_early(row) and row["details"].get("firstPeriod") is not None
        before = due < row["valid_from"]
        return is_valid(due, due) or (before and is_first and is_valid(new_year, last_day))
    if closes is not None:
        opens = day_in(row, "opensOn") or closes
        within = opens <= last_day and new_year <= closes
        return within and is_valid(opens, closes)
    return is_valid(new_year, last_day)


@field("Deadline.dueOn")
def due_on(it: Item, _view: View) -> date | None:
    return moved(it.row, due_day(it.row))


@field("Deadline.opensOn")
def opens_on(it: Item, _view: View) -> date | None:
    return day_in(it.row, "opensOn")


@field("Deadline.closesOn")
def closes_on(it: Item, _view: View) -> date | None:
    return day_in(it.row, "closesOn")


@field("Deadline.waived")
def waived(it: Item, _view: View) -> bool:
    return it.row["details"].get("firstPeriod") == "WAIVED" and comes_early(it.row)


@field("Deadline.kind")
def deadline_kind(it: Item, _view: View) -> str:
    return str(it.row["details"].get("kind") or it.row["kind"])


@field("Deadline.standing")
def standing(it: Item, view: View) -> str:
    last = moved(it.row, due_day(it.row)) or day_in(it.row, "closesOn")
    opens = day_in(it.row, "opensOn")
    if waived(it, view):
        return "WAIVED"
    if last is not None and last < it.day:
        return "PAST"
    if opens is not None and opens <= it.day:
        return "OPEN"
    if last is not None:
        return "UPCOMING"
    return "RECURRING" if deadline_kind(it, view) in {"EVERY", "PERIODIC"} else "NOT_STARTED"
