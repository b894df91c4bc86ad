"""When an instrument is in force, contested, expired or still a draft: a timeline, decided once.

It depends on what the documents say and on nothing else: not on today.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ambiti.statute.checking import Violation
from ambiti.statute.language.ambiguities import Ambiguity
from ambiti.statute.language.instruments import Instrument, Party
from ambiti.statute.language.statute import Statute
from ambiti.statute.lifetimes import Ending, ending, in_force_from, signed_on
from ambiti.statute.periods import BEGINNING, END, Period, day_after, in_words
from ambiti.statute.problems import Path, at


@dataclass(frozen=True, slots=True)
class Status:
    """What an instrument is on these days."""

    status: str
    period: Period


def _ambiguity(code: str | None, statute: Statute) -> Ambiguity | None:
    return next((item for item in statute.ambiguities if item.code == code), None)


def missing(instrument: Instrument) -> list[str]:
    """Tell what the text leaves blank and the instrument needs in order to take effect."""
    blanks = []
    if instrument.in_force.kind == "SIGNATURE" and signed_on(instrument) is None:
        signed = sum(_weight(party) for party in instrument.parties if party.signed_on)
        parties = sum(_weight(party) for party in instrument.parties)
        lacking = f"firme: {parties - signed} su {parties}"
        blanks.append(lacking if signed else "la data della firma")
    elif _waits_for_all(instrument) and signed_on(instrument) is None:
        signed = sum(_weight(party) for party in instrument.parties if party.signed_on)
        parties = sum(_weight(party) for party in instrument.parties)
        if signed:
            blanks.append(f"firme: {parties - signed} su {parties}")
    if instrument.in_force.kind == "ADOPTION" and in_force_from(instrument) is None:
        blanks.append("la data dell'adozione")
    due = {rule.party for rule in instrument.deliberations}
    without = 0
    for party in instrument.parties:
        kind = "BODY" if party.kind == "BODY" else "COMUNE"
        if kind in due and party.deliberation is None:
            without += _weight(party)
    if without:
        blanks.append("una deliberazione" if without == 1 else f"{without} deliberazioni")
    return blanks


def _waits_for_all(instrument: Instrument) -> bool:
    return instrument.signing is not None and instrument.signing.all_required


def active_from(instrument: Instrument) -> date | None:
    """Find the first day in force: not before the last signature, where all are wanted."""
    start, signed = in_force_from(instrument), signed_on(instrument)
    if start is None or signed is None or not _waits_for_all(instrument):
        return start
    return max(start, signed)


def _weight(party: Party) -> int:
    return len(party.comuni) if party.kind == "COMUNI" else 1


def first_day(instrument: Instrument) -> date:
    """Find the first day on which the instrument is known: declared, approved, signed, in force."""
    if instrument.valid.since:
        return instrument.valid.since
    known = [
        instrument.approval.on if instrument.approval else None,
        signed_on(instrument),
        in_force_from(instrument),
    ]
    return min((day for day in known if day), default=BEGINNING)


def existence(instrument: Instrument) -> Period:
    """Tell the days on which the instrument is shown at all."""
    return Period(first_day(instrument), instrument.valid.period.until)


def statuses(instrument: Instrument, statute: Statute) -> list[Status]:
    """Tell what the instrument is on each day, from the first on which it is known."""
    shown, end = existence(instrument), ending(instrument, statute)
    start = None if missing(instrument) else active_from(instrument)
    last = day_after(end.last) if end else END
    line: list[Status] = []
    if start is None:
        line.append(Status("DRAFT_INCOMPLETE", Period(shown.since, last)))
    else:
        sure = day_after(end.sure) if end else END
        line += [
            *_until_start(instrument, shown.since, start),
            Status("IN_FORCE", Period(start, sure)),
            Status("IN_FORCE_CONTESTED", Period(sure, last)),
        ]
    line.append(Status("EXPIRED", Period(last, END)))
    kept = (Status(one.status, one.period.within(shown)) for one in line)
    return [one for one in kept if not one.period.empty]


def _until_start(instrument: Instrument, since: date, start: date) -> Iterator[Status]:
    """Tell what it is before it is in force: not yet, and signed where that comes earlier."""
    signed = signed_on(instrument)
    if signed is None or signed > start:
        signed = start
    yield Status("NOT_IN_FORCE", Period(since, signed))
    yield Status("SIGNED", Period(signed, start))


def status_warnings(statute: Statute) -> Iterator[Violation]:
    """A contradictory, unfinished or awaited term is told, on the days on which it shows."""
    for number, instrument in enumerate(statute.instruments):
        path = at("instruments", number)
        if blanks := missing(instrument):
            draft = next(one for one in statuses(instrument, statute))
            yield Violation(
                path,
                instrument.incomplete or "DRAFT_INCOMPLETE",
                f"{instrument.code} è una bozza incompleta; manca: {', '.join(blanks)}",
                "le date e gli atti, quando saranno noti",
                severity="warning",
                period=draft.period,
            )
        end = ending(instrument, statute)
        if end is None:
            continue
        yield from _contradiction(path, instrument, end, statute)
        yield from _awaited(path, instrument, end)


def _contradiction(
    path: Path, instrument: Instrument, end: Ending, statute: Statute
) -> Iterator[Violation]:
    term = instrument.term
    if term.kind != "STATED" or end.words is None:
        return
    ambiguity = _ambiguity(term.ambiguity, statute)
    reading = f"; lettura in vigore: {ambiguity.reading}" if ambiguity else ""
    yield Violation(
        (*path, "term"),
        term.ambiguity or "END_CONTRADICTED",
        f"{end.words}{reading}",
        "registrare la scelta in «ambiguities»",
        severity="warning",
        period=existence(instrument),
    )


def _awaited(path: Path, instrument: Instrument, end: Ending) -> Iterator[Violation]:
    term = instrument.term
    if term.kind != "LATER_OF" or end.last != END:
        return
    yield Violation(
        (*path, "term"),
        term.ambiguity or "EVENT_MISSING",
        f"il termine è {end.words}: l'evento non è registrato, quindi dopo il "
        f"{in_words(term.end)} il termine resta aperto",
        "la data dell'evento in «events»",
        severity="warning",
        period=Period(day_after(term.end), END).within(existence(instrument)),
    )
