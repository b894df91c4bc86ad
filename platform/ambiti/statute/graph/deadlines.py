"""Deadlines: what is due in a year, and how each stands on the day that is read."""

from datetime import date
from functools import cache
from typing import Any, Final

import strawberry
from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Date,
    Integer,
    Interval,
    Select,
    Text,
    and_,
    any_,
    case,
    cast,
    column,
    false,
    func,
    literal_column,
    or_,
    select,
    true,
)

from ambiti.reading.binding import Place, value
from ambiti.reading.text import quoted
from ambiti.statute import tables
from ambiti.statute.graph.rules import RuleFacts, listed, told
from ambiti.statute.working_days import HOLIDAYS, YEARS, easter_monday


@strawberry.type(description="Un termine entro cui qualcosa va fatto, in un anno.")
class Deadline(RuleFacts):
    """A deadline, in a year."""

    what: str | None = value(told("what"), "Che cosa va fatto.")
    kind: str = value(
        lambda row: func.coalesce(told("kind")(row), row.c.kind),
        "FIXED, AFTER, WINDOW, EVERY, NOTICE, SET_BY, PER_FUND o PERIODIC.",
    )
    due_on: date | None = value(
        lambda row: row.c.due_on,
        "Il giorno, se è di calendario; nulla se dipende da un fatto. Dove il termine lo vuole "
        "(roll), se è festivo è il primo che non lo è.",
    )
    opens_on: date | None = value(
        told("opensOn", Date), "Il giorno da cui si può, se è una finestra con un inizio."
    )
    closes_on: date | None = value(
        told("closesOn", Date), "L'ultimo giorno, se è una finestra di cui si conosce la fine."
    )
    waived: bool = value(
        lambda row: row.c.waived,
        "Vero se quell'anno non si applica: cadrebbe prima che l'atto cominci, e lo statuto "
        "la prima volta lo salta.",
    )
    standing: str = value(
        lambda row: row.c.standing,
        "Nel giorno letto: UPCOMING, OPEN (la finestra è aperta), PAST, WAIVED (quell'anno non si "
        "applica), NOT_STARTED (attende un fatto) o RECURRING.",
    )
    events: list[str] = value(listed("events"), "I fatti da cui parte.")
    days: int | None = value(told("days", Integer), "Quanti giorni da quei fatti.")
    months: int | None = value(told("months", Integer), "Quanti mesi.")
    frequency: str | None = value(told("frequency"), "Ogni quanto.")
    hardness: str | None = value(told("hardness"), "HARD, SOFT o OPTIONAL.")
    roll: str | None = value(
        told("roll"),
        "NEXT_WORKING_DAY se l'ultimo giorno, di domenica o festivo, passa al primo che non lo è; "
        "nulla se resta quello.",
    )
    authors: list[str] = value(listed("authors"), "Chi vi è tenuto.")
    addressee: str | None = value(told("addressee"), "A chi.")


LONGEST_REST: Final = 7
"""More days than are ever closed one after the other."""
FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2999
"""The years whose deadlines can be told: in any other nothing is due."""


def due_in(place: Place, year: Any) -> Select[Any]:
    """Make the deadlines of a year: the day where it is one of the calendar."""
    rules = place.also(tables.rules)
    dated = (
        select(*rules.c, _due_on(rules, year).label("due_on"))
        .where(rules.c.ambito_id == place.above.c.ambito_id, place.holds(rules))
        .where(rules.c.section == quoted("deadline"))
        .where(year.between(_number(FIRST_YEAR), _number(LAST_YEAR)))
        .correlate(place.above)
        .subquery()
    )
    waived = func.coalesce(_before_the_start(dated, "WAIVED"), false())
    kept = [one for one in dated.c if one.name != "due_on"]
    due = (
        select(*kept, rolled(dated, dated.c.due_on).label("due_on"), waived.label("waived"))
        .where(_falls_in(dated, year))
        .subquery()
    )
    return select(*due.c, _standing(due, place.day).label("standing")).order_by(due.c.number)


def rolled(rule: Any, day: Any) -> ColumnElement[Any]:
    """Move a day to the next on which one works, where the rule says so."""
    ahead = func.generate_series(_number(0), _number(LONGEST_REST)).table_valued(
        column("days", Integer)
    )
    series = ahead.render_derived("ahead")
    then = day + series.c.days
    sunday = func.extract("isodow", then) == _number(7)
    works = select(func.min(then)).where(~sunday, ~_closed(then))
    moved = works.correlate_except(series).scalar_subquery()
    return case((told("roll")(rule) == quoted("NEXT_WORKING_DAY"), moved), else_=day)


def _closed(day: Any) -> ColumnElement[bool]:
    """Tell a national holiday, of the years that are counted."""
    year, place = func.extract("year", day), func.to_char(day, quoted("MM-DD"), type_=Text)
    years: dict[tuple[int, int], list[ColumnElement[str]]] = {}
    for one in HOLIDAYS:
        written = quoted(f"{one.month:02}-{one.day:02}")
        years.setdefault((one.since, one.until), []).append(written)
    return or_(
        cast(day, Date) == any_(_easter_mondays()),
        *(
            and_(place.in_(days), year >= _number(since), year < _number(until))
            for (since, until), days in years.items()
        ),
    )


@cache
def _easter_mondays() -> ColumnElement[Any]:
    days = ",".join(easter_monday(year).isoformat() for year in YEARS)
    return cast(quoted(f"{{{days}}}"), ARRAY(Date))


def _standing(due: Any, day: Any) -> ColumnElement[Any]:
    """Tell how a deadline stands on a day; a window is open from its first day, if it has one."""
    last = func.coalesce(due.c.due_on, told("closesOn", Date)(due), type_=Date)
    return case(
        (due.c.waived, quoted("WAIVED")),
        (last < day, quoted("PAST")),
        (told("opensOn", Date)(due) <= day, quoted("OPEN")),
        (last >= day, quoted("UPCOMING")),
        (told("kind")(due).in_([quoted("EVERY"), quoted("PERIODIC")]), quoted("RECURRING")),
        else_=quoted("NOT_STARTED"),
    )


def _falls_in(due: Any, year: Any) -> ColumnElement[bool]:
    """Keep what the rule asks in the year: on a day, in days or in a year on which it is valid.

    A day before the rule begins is of its first period, and is told where the statute says so.
    """
    known = func.least(func.greatest(year, _number(FIRST_YEAR)), _number(LAST_YEAR))
    january = func.make_date(known, _number(1), _number(1), type_=Date)
    december = func.make_date(known, _number(12), _number(31), type_=Date)
    closes = told("closesOn", Date)(due)
    opens = func.coalesce(told("opensOn", Date)(due), closes, type_=Date)
    in_the_year = _valid_within(due, january, december)
    begun = func.coalesce(told("startsOn", Date)(due) <= december, true())
    first = and_(due.c.due_on < due.c.valid_from, _before_the_start(due), in_the_year)
    falls = case(
        (due.c.due_on.is_not(None), or_(_valid_within(due, due.c.due_on, due.c.due_on), first)),
        (
            closes.is_not(None),
            and_(opens <= december, closes >= january, _valid_within(due, opens, closes)),
        ),
        else_=in_the_year,
    )
    return and_(begun, falls)


def _valid_within(due: Any, first: Any, last: Any) -> ColumnElement[bool]:
    """Tell whether the rule is valid on some of these days."""
    return and_(due.c.valid_from <= last, due.c.valid_until > first)


def _before_the_start(due: Any, kind: str | None = None) -> ColumnElement[bool]:
    """Tell a day of the first period, before the start; ``kind`` is what then happens to it."""
    early = due.c.due_on < told("startsOn", Date)(due)
    said = told("firstPeriod")(due)
    return and_(early, said.is_not(None) if kind is None else said == quoted(kind))


def _due_on(rules: Any, year: Any) -> ColumnElement[Any]:
    """Make the day of a deadline; a day that its month has not that year is the month's last.

    So 29 February is 28 February in the years without it, as the civil code counts (art. 2963).
    """
    month, day = told("month", Integer)(rules), told("day", Integer)(rules)
    offset, one = func.coalesce(told("yearOffset", Integer)(rules), _number(0)), _number(1)
    first = func.make_date(year + offset, month, one, type_=Date)
    last = cast(first + literal_column("interval '1 month - 1 day'", Interval), Date)
    return case((month.is_not(None), func.least(first + day - one, last, type_=Date)))


def _number(constant: int) -> ColumnElement[int]:
    return literal_column(str(constant), Integer)
