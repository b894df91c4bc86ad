"""Deadlines: what is due in a year, and how each stands on the day that is read."""

from datetime import date
from typing import Any, Final

import strawberry
from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    Interval,
    Select,
    case,
    cast,
    func,
    literal_column,
    select,
)

from ambiti.reading.binding import Place, value
from ambiti.reading.text import quoted
from ambiti.statute import tables
from ambiti.statute.graph.rules import RuleFacts, listed, told


@strawberry.type(description="Un termine entro cui qualcosa va fatto, in un anno.")
class Deadline(RuleFacts):
    """A deadline, in a year."""

    what: str | None = value(told("what"), "Che cosa va fatto.")
    kind: str = value(
        lambda row: func.coalesce(told("kind")(row), row.c.kind),
        "FIXED, AFTER, WINDOW, EVERY, NOTICE, SET_BY, PER_FUND o PERIODIC.",
    )
    due_on: date | None = value(
        lambda row: row.c.due_on, "Il giorno, se è di calendario; nulla se dipende da un fatto."
    )
    standing: str = value(
        lambda row: row.c.standing,
        "Nel giorno letto: UPCOMING, PAST, NOT_STARTED (attende un fatto) o RECURRING.",
    )
    events: list[str] = value(listed("events"), "I fatti da cui parte.")
    days: int | None = value(told("days", Integer), "Quanti giorni da quei fatti.")
    months: int | None = value(told("months", Integer), "Quanti mesi.")
    frequency: str | None = value(told("frequency"), "Ogni quanto.")
    hardness: str | None = value(told("hardness"), "HARD, SOFT o OPTIONAL.")
    authors: list[str] = value(listed("authors"), "Chi vi è tenuto.")
    addressee: str | None = value(told("addressee"), "A chi.")


FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2999
"""The years whose deadlines can be told: in any other nothing is due."""


def due_in(place: Place, year: Any) -> Select[Any]:
    """Make the deadlines of a year: the day where it is one of the calendar."""
    rules = place.also(tables.rules)
    due = (
        select(*rules.c, _due_on(rules, year).label("due_on"))
        .where(rules.c.ambito_id == place.above.c.ambito_id, place.holds(rules))
        .where(rules.c.section == quoted("deadline"))
        .where(year.between(literal_column(str(FIRST_YEAR)), literal_column(str(LAST_YEAR))))
        .correlate(place.above)
        .subquery()
    )
    standing = case(
        (due.c.due_on >= place.day, quoted("UPCOMING")),
        (due.c.due_on < place.day, quoted("PAST")),
        (told("kind")(due).in_([quoted("EVERY"), quoted("PERIODIC")]), quoted("RECURRING")),
        else_=quoted("NOT_STARTED"),
    )
    return select(*due.c, standing.label("standing")).order_by(due.c.number)


def _due_on(rules: Any, year: Any) -> ColumnElement[Any]:
    """Make the day of a deadline; a day that its month has not that year is the month's last.

    So 29 February is 28 February in the years without it, as the civil code counts (art. 2963).
    """
    month, day = told("month", Integer)(rules), told("day", Integer)(rules)
    offset = func.coalesce(told("yearOffset", Integer)(rules), literal_column("0", Integer))
    one = literal_column("1", Integer)
    first = func.make_date(year + offset, month, one, type_=Date)
    last = cast(first + literal_column("interval '1 month - 1 day'", Interval), Date)
    return case((month.is_not(None), func.least(first + day - one, last, type_=Date)))
