"""When a deadline falls in a year, made from its rule and from what was recorded: one row each.

A deadline of the calendar falls once, one of a rhythm once for each period, one that others set as
often as they set it, one that waits for facts once for each thing that they are about.
"""

from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    Interval,
    Select,
    Text,
    and_,
    case,
    cast,
    column,
    func,
    literal_column,
    null,
    select,
    union_all,
)
from sqlalchemy.dialects.postgresql import JSONB

from ambiti.governance.acts.tables import acts
from ambiti.governance.calendar import tables
from ambiti.reading.binding import Place
from ambiti.reading.sources import finite
from ambiti.reading.text import quoted
from ambiti.statute.graph.deadlines import FIRST_YEAR, LAST_YEAR, due_in, rolled
from ambiti.statute.graph.rules import NOTHING, listed, told

PERIODS: Final = {"MONTH": 12, "QUARTER": 4, "SEMESTER": 2, "YEAR": 1}
"""How many periods a year has, for each rhythm."""
SET: Final = ("SET_BY", "PER_FUND", "PERIODIC")
"""The kinds whose day somebody sets."""
FACTS: Final = ("AFTER", "NOTICE")
"""The kinds whose day depends on facts."""


def number(constant: int) -> ColumnElement[int]:
    """Write a number that is not from outside."""
    return literal_column(str(constant), Integer)


def _kind(due: Any) -> ColumnElement[Any]:
    return told("kind")(due)


def _is(due: Any, *kinds: str) -> ColumnElement[bool]:
    return _kind(due).in_([quoted(kind) for kind in kinds])


def occurrences(place: Place, year: Any) -> Any:
    """Make every occurrence of every deadline of a year, with its last day where it is known."""
    due = due_in(place, year).order_by(None).subquery()
    set_to, started = _set(place, due, year), _started(place, due, year)
    every = (
        _dated(due, year),
        _recurring(due, year),
        set_to,
        started,
        _rolling(place, due, year),
    )
    known = union_all(*every).subquery()
    return union_all(select(known), _waiting(due, year, select(known.c.id))).subquery()


def _row(
    due: Any, occurrence: Any, last_day: Any, awaited: Any = NOTHING, last_done: Any = None
) -> Select[Any]:
    return select(
        *due.c,
        cast(occurrence, Text).label("occurrence"),
        cast(last_day, Date).label("last_day"),
        cast(awaited, JSONB).label("awaited"),
        cast(null() if last_done is None else last_done, Date).label("last_done"),
    )


def _dated(due: Any, year: Any) -> Select[Any]:
    """Make those of a day of the calendar, and of a window."""
    last = func.coalesce(due.c.due_on, told("closesOn", Date)(due), type_=Date)
    return _row(due, cast(year, Text), last).where(_is(due, "FIXED", "WINDOW"))


def _recurring(due: Any, year: Any) -> Select[Any]:
    """Make those of a rhythm: each period is due by its last day, while the rule is valid."""
    rhythm = told("frequency")(due)
    periods = case(
        *((rhythm == quoted(name), number(many)) for name, many in PERIODS.items()),
        else_=number(0),
    )
    series = func.generate_series(number(1), periods).table_valued(column("n", Integer))
    place = series.render_derived().lateral()
    n = place.c.n
    months = n * (number(12) / func.nullif(periods, number(0)))
    known = func.least(func.greatest(cast(year, Integer), number(FIRST_YEAR)), number(LAST_YEAR))
    begins = func.make_date(known, number(1), number(1), type_=Date)
    length = func.make_interval(number(0), cast(months, Integer), type_=Interval)
    ends = cast(begins + length - literal_column("interval '1 day'", Interval), Date)
    told_year = cast(year, Text)
    label = case(
        (rhythm == quoted("YEAR"), told_year),
        (rhythm == quoted("MONTH"), told_year + quoted("-") + _two_digits(n)),
        (rhythm == quoted("QUARTER"), told_year + quoted("-T") + cast(n, Text)),
        else_=told_year + quoted("-S") + cast(n, Text),
    )
    return (
        _row(due, label, rolled(due, ends))
        .select_from(due.join(place, literal_column("true")))
        .where(_is(due, "EVERY"), due.c.valid_from <= ends, due.c.valid_until > ends)
    )


def _two_digits(of: Any) -> ColumnElement[str]:
    return func.lpad(cast(of, Text), number(2), quoted("0"), type_=Text)


def _last_set(place: Place, due: Any, year: Any) -> tuple[Any, ColumnElement[bool]]:
    """Find what was set last for each occurrence, by the day that is read."""
    one, later = place.also(tables.set_terms), place.also(tables.set_terms)
    overtaken = (
        select(later.c.id)
        .where(
            later.c.ambito_id == one.c.ambito_id,
            later.c.deadline_code == one.c.deadline_code,
            later.c.year == one.c.year,
            later.c.occurrence == one.c.occurrence,
            later.c.set_on <= place.day,
            later.c.set_on > one.c.set_on,
        )
        .correlate_except(later)
        .exists()
    )
    same = and_(
        one.c.ambito_id == due.c.ambito_id,
        one.c.deadline_code == told("code")(due),
        one.c.year == cast(year, Integer),
        one.c.set_on <= place.day,
        ~overtaken,
    )
    return one, same


def _set(place: Place, due: Any, year: Any) -> Select[Any]:
    """Make those whose day somebody set."""
    one, same = _last_set(place, due, year)
    return (
        _row(due, one.c.occurrence, one.c.due_on)
        .select_from(due.join(one, same))
        .where(_is(due, *SET), one.c.due_on.is_not(None))
    )


def _started(place: Place, due: Any, year: Any) -> Select[Any]:
    """Make those that wait for facts: the day is counted from the last, once all are there.

    What an act told that was annulled has not happened.
    """
    fact, act = place.also(tables.term_events), place.also(acts)
    annulled = (
        select(act.c.id)
        .where(act.c.ambito_id == fact.c.ambito_id, act.c.id == fact.c.act_id)
        .where(act.c.state == quoted("ANNULLED"))
        .correlate(fact)
        .exists()
    )
    wanted = listed("events")(due)
    there = (
        select(
            due.c.id.label("rule_id"),
            fact.c.occurrence,
            func.max(fact.c.occurred_on).label("latest"),
            func.array_agg(fact.c.event_code).label("codes"),
        )
        .select_from(
            due.join(
                fact,
                and_(
                    fact.c.ambito_id == due.c.ambito_id,
                    fact.c.year == cast(year, Integer),
                    fact.c.occurred_on <= place.day,
                    func.jsonb_exists(wanted, fact.c.event_code),
                    ~annulled,
                ),
            )
        )
        .group_by(due.c.id, fact.c.occurrence)
        .subquery()
    )
    sign = case((_kind(due) == quoted("NOTICE"), number(-1)), else_=number(1))
    days = func.coalesce(told("days", Integer)(due), number(0)) * sign
    months = func.coalesce(told("months", Integer)(due), number(0)) * sign
    length = func.make_interval(number(0), months, number(0), days, type_=Interval)
    missing = wanted.op("-")(there.c.codes)
    whole = func.jsonb_array_length(missing) == number(0)
    counted = cast(there.c.latest + length, Date)
    forward = case((_kind(due) == quoted("NOTICE"), counted), else_=rolled(due, counted))
    last = case((whole, forward))
    return (
        _row(due, there.c.occurrence, last, missing)
        .select_from(due.join(there, there.c.rule_id == due.c.id))
        .where(_is(due, *FACTS))
    )


def _rolling(place: Place, due: Any, year: Any) -> Select[Any]:
    """Make those of every so many days: so many after the last time, in the year of the reading."""
    one, same = _last_set(place, due, year)
    done = place.also(tables.fulfilments)
    last_done = (
        select(func.max(done.c.done_on))
        .where(
            done.c.ambito_id == due.c.ambito_id,
            done.c.deadline_code == told("code")(due),
            done.c.done_on <= place.day,
        )
        .correlate_except(done)
        .scalar_subquery()
    )
    days = func.coalesce(one.c.every_days, told("days", Integer)(due))
    begun = func.coalesce(last_done, one.c.set_on, finite(due.c.valid_from), type_=Date)
    return (
        _row(due, cast(year, Text), begun + days, last_done=last_done)
        .select_from(due.outerjoin(one, and_(same, one.c.every_days.is_not(None))))
        .where(_is(due, "PERIODIC"), days.is_not(None))
        .where(func.extract("year", place.day) == cast(year, Integer))
    )


def _waiting(due: Any, year: Any, known: Select[Any]) -> Select[Any]:
    """Make those of which nothing is recorded: they wait for a day or for their facts."""
    return _row(due, cast(year, Text), null(), listed("events")(due)).where(
        _is(due, *SET, *FACTS), due.c.id.not_in(known)
    )
