"""The last day of one occurrence of a deadline, from its rule and from what was recorded."""

from calendar import monthrange
from datetime import date, timedelta

from sqlalchemy import func, select

from ambiti.acting.work import Work
from ambiti.governance.calendar import tables
from ambiti.governance.calendar.rules import PERIODS
from ambiti.governance.calendar.telling import standing
from ambiti.statute.due import window
from ambiti.statute.language.deadlines import (
    AfterEvents,
    Deadline,
    Every,
    Notice,
    OnDay,
    Periodic,
    Window,
)
from ambiti.statute.language.statute import Statute
from ambiti.statute.periods import months_after
from ambiti.statute.working_days import rolled


async def last_day(
    work: Work, statute: Statute, rule: Deadline, year: int, occurrence: str
) -> date | None:
    """Tell by when it is due; None where no fact and nobody has said it yet.

    Where the rule says so, a day that is counted moves from a Sunday or a holiday to the next that
    is neither; a day that somebody set stays.
    """
    when = rule.when
    if isinstance(when, OnDay):
        month, day = (int(part) for part in when.month_day.split("-"))
        there = year + when.year_offset
        return rolled(rule, date(there, month, min(day, monthrange(there, month)[1])))
    if isinstance(when, Every):
        return rolled(rule, _end_of(when, year, occurrence))
    if isinstance(when, Window):
        opening = window(when, statute)
        return opening.closes if opening else None
    if isinstance(when, AfterEvents | Notice):
        counted = await _after_facts(work, when, year, occurrence)
        return counted if counted is None or isinstance(when, Notice) else rolled(rule, counted)
    return await _set(work, rule, year, occurrence)


def _end_of(when: Every, year: int, occurrence: str) -> date:
    """Tell the last day of a period of the year, by its label."""
    place = [one for one in occurrence.partition("-")[2] if one.isdigit()]
    last = 12 // PERIODS[when.every] * int("".join(place) or 1)
    return date(year, last, monthrange(year, last)[1])


async def _after_facts(
    work: Work, when: AfterEvents | Notice, year: int, occurrence: str
) -> date | None:
    events = when.events if isinstance(when, AfterEvents) else (when.event,)
    rows = await standing(work, events, year, occurrence)
    if {row["event_code"] for row in rows} != set(events):
        return None
    latest: date = max(row["occurred_on"] for row in rows)
    if isinstance(when, Notice):
        return months_after(latest, -when.months)
    return months_after(latest, when.months or 0) + timedelta(days=when.days or 0)


async def _set(work: Work, rule: Deadline, year: int, occurrence: str) -> date | None:
    terms, tenant = tables.set_terms.c, work.tenant.ambito_id
    rows = await work.all(
        select(terms.due_on, terms.every_days, terms.set_on, terms.occurrence)
        .where(terms.ambito_id == tenant, terms.deadline_code == rule.code, terms.year == year)
        .where(terms.set_on <= work.day)
        .order_by(terms.set_on.desc())
    )
    for row in rows:
        if row["occurrence"] == occurrence and row["due_on"]:
            due: date = row["due_on"]
            return due
    if not isinstance(rule.when, Periodic):
        return None
    rhythm = [row for row in rows if row["every_days"]]
    days = rhythm[0]["every_days"] if rhythm else rule.when.days
    if days is None:
        return None
    done = tables.fulfilments.c
    last = await work.connection.scalar(
        select(func.max(done.done_on))
        .where(done.ambito_id == tenant, done.deadline_code == rule.code)
        .where(done.occurrence != occurrence, done.done_on <= work.day)
    )
    begun = last or (rhythm[0]["set_on"] if rhythm else rule.valid.since)
    return begun + timedelta(days=days) if begun else None
