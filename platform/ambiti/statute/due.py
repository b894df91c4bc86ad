"""On which days a deadline falls, as far as the documents alone can tell."""

from dataclasses import dataclass
from datetime import date, timedelta

from ambiti.statute.language.deadlines import Deadline, OnDay, Window
from ambiti.statute.language.instruments import Instrument
from ambiti.statute.language.statute import Statute
from ambiti.statute.lifetimes import ending, in_force_from
from ambiti.statute.periods import day_after, months_after


@dataclass(frozen=True, slots=True)
class Opening:
    """The days of a window before ``end``: to ``closes``, and from ``opens`` where it has one."""

    opens: date | None
    closes: date
    end: date


def instrument_of(rule: Deadline, statute: Statute) -> Instrument | None:
    """Find the instrument with which a deadline begins: its own, or that of its document."""
    named = {instrument.code: instrument for instrument in statute.instruments}
    if rule.instrument:
        return named.get(rule.instrument)
    cited = [one for one in statute.instruments if one.source.document == rule.source.document]
    return cited[0] if len(cited) == 1 else named.get(rule.source.document)


def due_on(when: OnDay, year: int) -> date:
    """Tell the day of a deadline for a year of reference."""
    month, day = (int(part) for part in when.month_day.split("-"))
    return date(year + when.year_offset, month, day)


def start_of(deadline: Deadline, statute: Statute) -> date | None:
    """Find the day from which a deadline binds; none before its instrument is in force."""
    instrument = instrument_of(deadline, statute)
    start = in_force_from(instrument) if instrument else None
    return max(start, deadline.valid.since or start) if start else None


def window(when: Window, statute: Statute) -> Opening | None:
    """Count the window back from the end of its instrument; none while that end is not known."""
    instrument = next((one for one in statute.instruments if one.code == when.instrument), None)
    end = ending(instrument, statute) if instrument else None
    if end is None or end.on is None or end.sure != end.last:
        return None
    first = months_after(day_after(end.on), -when.months)
    if when.reading == "WINDOW":
        return Opening(first, end.on, end.on)
    return Opening(None, first - timedelta(days=1), end.on)
