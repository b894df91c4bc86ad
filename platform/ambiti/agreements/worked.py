"""Worked examples of what depends on time: how long an act lasts, by when, what leaving costs."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

from ambiti.agreements.terms import statuses
from ambiti.statute import worked as by_itself
from ambiti.statute.due import due_on, instrument_of, window
from ambiti.statute.language.deadlines import (
    AfterEvents,
    Deadline,
    Every,
    Notice,
    OnDay,
    Periodic,
    Window,
)
from ambiti.statute.language.instruments import Instrument
from ambiti.statute.language.recess import KnownRecess, ShareOfPlannedSpend, ShareUntilEvent
from ambiti.statute.language.renewals import Renewal
from ambiti.statute.lifetimes import ending, in_force_from
from ambiti.statute.periods import END, Period, days_in_words, in_words, months_after
from ambiti.statute.worked import Setting
from ambiti.statute.working_days import rolled

_STATUSES: Final = {
    "DRAFT_INCOMPLETE": "bozza incompleta",
    "NOT_IN_FORCE": "non ancora in vigore",
    "SIGNED": "firmato, non ancora in vigore",
    "IN_FORCE": "in vigore",
    "IN_FORCE_CONTESTED": "in vigore, ma contestato",
    "EXPIRED": "scaduto",
}
_TIMES: Final = {"MONTH": 12, "QUARTER": 4, "SEMESTER": 2, "YEAR": 1}


def worked(part: object, setting: Setting) -> list[str]:
    """Work the examples of a rule; none where its kind has no numbers."""
    if isinstance(part, Instrument):
        return list(_lasting(part, setting))
    if isinstance(part, Deadline):
        return list(_deadline(part, setting))
    if isinstance(part, KnownRecess):
        return list(_recess(part, setting))
    if isinstance(part, ShareOfPlannedSpend):
        return list(_planned(part, setting.today.year))
    if isinstance(part, ShareUntilEvent):
        return list(_until(part, setting))
    if isinstance(part, Renewal):
        return list(_renewal(part, setting))
    return by_itself.worked(part, setting)


def _lasting(part: Instrument, setting: Setting) -> Iterator[str]:
    for status in statuses(part, setting.statute):
        days = days_in_words(status.period) or "sempre"
        yield f"{days}: {_STATUSES[status.status]}"


def _deadline(part: Deadline, setting: Setting) -> Iterator[str]:
    when, year = part.when, setting.today.year
    if isinstance(when, OnDay):
        yield f"per il {year} il termine è il {in_words(rolled(part, due_on(when, year)))}"
        instrument = instrument_of(part, setting.statute)
        start = in_force_from(instrument) if instrument else None
        if start and due_on(when, start.year) < start:
            waived = part.first_period is not None and part.first_period.kind == "WAIVED"
            said = "non è dovuto" if waived else "era già passato"
            yield f"per il {start.year} {said}: l'atto comincia il {in_words(start)}"
    elif isinstance(when, AfterEvents):
        yield from _clock(part, when, setting)
    elif isinstance(when, Window):
        yield from _window(when, setting)
    elif isinstance(when, Every):
        times = when.minimum or _TIMES[when.every]
        yield f"nel {year}: {'una volta' if times == 1 else f'{times} volte'}"
    elif isinstance(when, Notice):
        last = months_after(date(year, 12, 31), -when.months)
        yield f"per un fatto del 31 dicembre {year} il preavviso va dato entro il {in_words(last)}"
    elif isinstance(when, Periodic) and when.days:
        following = setting.today + timedelta(days=when.days)
        yield f"fatto il {in_words(setting.today)}, la prossima volta è il {in_words(following)}"


def _clock(part: Deadline, when: AfterEvents, setting: Setting) -> Iterator[str]:
    known = {event.code: event for event in setting.statute.events}
    happened = [known[code].happened_on for code in when.events if code in known]
    waiting = [known[code].name for code in when.events if not known[code].happened_on]
    latest = max((day for day in happened if day), default=setting.today)
    start = setting.today if waiting else latest
    due = (
        months_after(start, when.months) if when.months else start + timedelta(days=when.days or 0)
    )
    due = rolled(part, due)
    if waiting:
        names = " e ".join(f"«{name}»" for name in waiting)
        yield f"l'orologio è fermo: non è registrato quando avviene {names}"
        yield f"se avviene il {in_words(start)}, il termine è il {in_words(due)}"
    else:
        yield f"l'ultimo fatto è del {in_words(start)}: il termine è il {in_words(due)}"


def _window(when: Window, setting: Setting) -> Iterator[str]:
    opening = window(when, setting.statute)
    if opening is None:
        yield "la scadenza dell'atto non è nota: la finestra non si può calcolare"
        return
    end = f"l'atto scade il {in_words(opening.end)}"
    if opening.opens:
        yield f"{end}: dal {in_words(opening.opens)} a quel giorno"
    else:
        yield f"{end}: non oltre il {in_words(opening.closes)}"


def _renewal(part: Renewal, setting: Setting) -> Iterator[str]:
    if part.window:
        yield from _window(part.window, setting)
    instrument = next((one for one in setting.statute.instruments if one.renewal is part), None)
    end = ending(instrument, setting.statute) if instrument else None
    if part.months and end and end.on:
        last = months_after(end.on, part.months)
        yield f"rinnovato, dura fino al {in_words(last)}"


def _recess(part: KnownRecess, setting: Setting) -> Iterator[str]:
    today, year = setting.today, setting.today.year
    if part.notice.kind == "BY_DAY":
        month, day = (int(one) for one in part.notice.month_day.split("-"))
        last = date(year, month, day)
        effect = date(year + 1, 1, 1) if part.effect == "NEXT_YEAR_START" else last
        yield f"chi lo comunica entro il {in_words(last)} esce dal {in_words(effect)}"
    else:
        over = months_after(today, part.notice.months)
        effect = date(over.year + 1, 1, 1) if part.effect == "NEXT_YEAR_START" else over
        yield f"chi lo comunica il {in_words(today)} esce dal {in_words(effect)}"
    yield from worked(part.liability, setting) if part.liability else ()


def _planned(part: ShareOfPlannedSpend, year: int) -> Iterator[str]:
    years = [str(year + 1 + index) for index in range(part.years_after)]
    said = " e ".join([", ".join(years[:-1]), years[-1]] if len(years) > 1 else years)
    yield f"chi lo chiede nel {year} deve ancora la sua quota per: {said}"
    if part.survives_expiry:
        yield "la deve anche se nel frattempo l'atto scade"


def _until(part: ShareUntilEvent, setting: Setting) -> Iterator[str]:
    event: Any = next((one for one in setting.statute.events if one.code == part.event), None)
    name = event.name if event else part.event
    until = Period(setting.today, END)
    if event is not None and event.happened_on:
        until = Period(setting.today, max(event.happened_on, setting.today))
    if until.until == END:
        yield f"non ha una fine nota: si paga ogni anno finché non avviene «{name}»"
    else:
        yield f"si paga fino al {in_words(until.until)}, quando è avvenuto «{name}»"
