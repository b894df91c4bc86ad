"""Clauses that cannot both be obeyed: a cost that nobody bears and is owed, a day that is past."""

from collections.abc import Iterator
from typing import Any, Final

from ambiti.statute.checking import Rules, Violation
from ambiti.statute.due import due_on, instrument_of, start_of
from ambiti.statute.language.allocation import Allocation, ZeroKey
from ambiti.statute.language.deadlines import OnDay, Window
from ambiti.statute.language.recess import KnownRecess, ShareUntilEvent
from ambiti.statute.language.statute import Statute
from ambiti.statute.parts import parts
from ambiti.statute.periods import Period, in_words
from ambiti.statute.problems import at

_FIRST: Final = {"WAIVED": "si salta", "APPLIES": "è dovuto"}


def free_costs_are_not_owed(statute: Statute) -> Iterator[Violation]:
    """A cost that is declared free is not owed by whoever leaves; where it is, both are shown."""
    readings = {ambiguity.code: ambiguity.reading for ambiguity in statute.ambiguities}
    names = {matter.code: matter.name for matter in statute.matters}
    for index, recess in enumerate(statute.recesses):
        liability = recess.liability if isinstance(recess, KnownRecess) else None
        if liability is None:
            continue
        free = _free(statute, liability)
        if free is None:
            continue
        code = liability.ambiguity or recess.ambiguity or free.ambiguity
        reading = f"; lettura in vigore: {readings[code]}" if code in readings else ""
        what = names.get(free.what, free.what)
        article = f" (art. {free.source.article})" if free.source.article else ""
        yield Violation(
            at("recesses", index, "liability"),
            code or "FREE_BUT_OWED",
            f"per {what} i comuni non pagano nulla{article}, ma chi recede ne deve la quota"
            f"{reading}",
            "registrare la scelta in «ambiguities», e «base»: GROSS o NET_OF_FUNDING",
            severity="warning",
            value=free.what,
            period=recess.valid.period,
        )


def _free(statute: Statute, liability: Any) -> Allocation | None:
    """Find the allocation by which nobody pays what the liability makes one pay."""
    zero = {key.code for key in statute.allocation_keys if isinstance(key, ZeroKey)}
    for allocation in statute.allocations:
        if allocation.key not in zero:
            continue
        owed = liability.cost if isinstance(liability, ShareUntilEvent) else None
        if owed == allocation.what or liability.key == allocation.key:
            return allocation
    return None


def deadlines_follow_the_start(statute: Statute) -> Iterator[Violation]:
    """A day of the first year is not before the instrument starts; if it is, it is said to wait."""
    for index, deadline in enumerate(statute.deadlines):
        instrument = instrument_of(deadline, statute)
        start = start_of(deadline, statute)
        if instrument is None or start is None or not isinstance(deadline.when, OnDay):
            continue
        due = due_on(deadline.when, start.year)
        first = deadline.first_period
        if due >= start:
            continue
        waits = "" if first is None else f"; la prima volta {_FIRST[first.kind]}"
        yield Violation(
            at("deadlines", index, "when"),
            (first.ambiguity if first else None) or deadline.ambiguity or "DEADLINE_BEFORE_START",
            f"il {in_words(due)} viene prima del {in_words(start)}, quando comincia "
            f"{instrument.code}{waits}",
            None if first else "«first_period»: {kind: WAIVED} se la prima volta si salta",
            severity="warning",
            value=due.isoformat(),
            period=Period(deadline.valid.period.since, start),
        )


def windows_have_an_end(statute: Statute) -> Iterator[Violation]:
    """Months before the end of an instrument are counted only if it ends."""
    open_ended = {one.code for one in statute.instruments if one.term.kind == "OPEN"}
    for path, part in parts(statute):
        if isinstance(part, Window) and part.instrument in open_ended:
            message = f"{part.instrument} è senza scadenza: i mesi che la precedono non arrivano"
            right = "la durata dell'atto in «term», o un altro termine"
            where = (*path, "instrument")
            yield Violation(where, "NO_END", message, right, "warning", part.instrument)


CONFLICTS = Rules(single=(free_costs_are_not_owed, deadlines_follow_the_start, windows_have_an_end))
