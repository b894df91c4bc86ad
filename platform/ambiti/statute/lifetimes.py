"""When an instrument begins and when it ends, as the documents say and on no other ground."""

from dataclasses import dataclass
from datetime import date, timedelta

from ambiti.statute.language.instruments import Instrument
from ambiti.statute.language.statute import Statute
from ambiti.statute.language.terms import EarlierOfTerm, LaterOfTerm
from ambiti.statute.periods import END, in_words, months_after


@dataclass(frozen=True, slots=True)
class Ending:
    """When an instrument ends: surely in force to one day, and contested to another.

    Days are the last ones in force; END where there is none.
    """

    sure: date
    last: date
    words: str | None = None

    @property
    def on(self) -> date | None:
        """Tell the last day on which some reading keeps it in force, where there is one."""
        return None if self.last == END else self.last


def signed_on(instrument: Instrument) -> date | None:
    """Find the day on which it was signed: the stated one, or that of the last party to sign."""
    days = [party.signed_on for party in instrument.parties]
    known = [day for day in days if day]
    if instrument.signed_on or not known or len(known) < len(days):
        return instrument.signed_on
    return max(known)


def in_force_from(instrument: Instrument) -> date | None:
    """Find the first day in force; none where the date that it depends on is blank."""
    if instrument.in_force.kind == "DATE":
        return instrument.in_force.on
    if instrument.in_force.kind == "SIGNATURE":
        return signed_on(instrument)
    return instrument.adoption.on if instrument.adoption else None


def ending(instrument: Instrument, statute: Statute) -> Ending | None:
    """Find the end; none where it cannot be computed without the day of the start."""
    term, start = instrument.term, in_force_from(instrument)
    if term.kind == "OPEN" or term.kind == "FIXED":  # noqa: PLR1714  mypy narrows equality only
        last = term.end if term.kind == "FIXED" else END
        return Ending(last, last)
    if term.kind == "MONTHS":
        if start is None:
            return None
        computed = _last_day(start, term.months)
        words = f"{term.months} mesi dal {in_words(start)}"
        return Ending(computed, computed, words)
    if term.kind == "STATED":
        computed = _last_day(start, term.months) if start else term.end
        return _stated(term.end, computed, term.months, start, _chosen(term.ambiguity, statute))
    return _awaiting(term, statute)


def _awaiting(term: LaterOfTerm | EarlierOfTerm, statute: Statute) -> Ending:
    happened = _happened(term.event, statute)
    name = _event_name(term.event, statute)
    if term.kind == "LATER_OF":
        words = f"il più tardo fra il {in_words(term.end)} e l'evento «{name}»"
        later = max(term.end, happened) if happened else END
        return Ending(later, later, words)
    words = f"il primo fra il {in_words(term.end)} e l'evento «{name}»"
    earlier = min(term.end, happened) if happened else term.end
    return Ending(earlier, earlier, words)


def _last_day(start: date, months: int) -> date:
    return months_after(start, months) - timedelta(days=1)


def _stated(
    stated: date, computed: date, months: int, start: date | None, reading: str | None
) -> Ending:
    if stated == computed or start is None:
        return Ending(stated, stated)
    words = (
        f"{months} mesi dal {in_words(start)} finiscono il {in_words(computed)}, "
        f"ma il testo dice {in_words(stated)}"
    )
    if reading == "STATED_END":
        return Ending(stated, stated, words)
    if reading == "COMPUTED_END":
        return Ending(computed, computed, words)
    return Ending(min(stated, computed), max(stated, computed), words)


def _chosen(code: str | None, statute: Statute) -> str | None:
    found = (item for item in statute.ambiguities if item.code == code)
    return next((item.chosen.option for item in found), None)


def _happened(code: str, statute: Statute) -> date | None:
    return next((event.happened_on for event in statute.events if event.code == code), None)


def _event_name(code: str, statute: Statute) -> str:
    return next((event.name for event in statute.events if event.code == code), code)
