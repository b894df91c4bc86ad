"""Residents that a key counts: at the day that the text names and no other.

Figures of different status or series are never added up. ISTAT publishes at 1 January what is the
population at 31 December before, so the two days are one. What is not there is refused, with what
is; another figure takes its place only by a choice that gives its reason, and every result shows
it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from ambiti.acting.refusing import Violation
from ambiti.governance.competence import said_by
from ambiti.governance.seats.places import Place
from ambiti.statute.language.allocation import PopulationKey
from ambiti.statute.language.statute import Statute
from ambiti.statute.periods import in_words
from ambiti.statute.rulebook.italian import listed

PRECEDENCE: Final = ("OFFICIAL", "CENSUS", "PROVISIONAL", "REGISTER")
"""Which figures are counted where several are there for the day."""
_STATUS: Final = {
    "OFFICIAL": "ufficiale",
    "CENSUS": "di censimento",
    "PROVISIONAL": "provvisoria",
    "REGISTER": "di anagrafe",
}


@dataclass(frozen=True, slots=True)
class Residents:
    """How many residents a comune had on a day, and who says so."""

    istat: str
    reference_date: date
    status: str
    residents: int
    source: str
    series: str


@dataclass(frozen=True, slots=True)
class Substitute:
    """A choice to count the figure of another day or status: for one comune, or for all."""

    reference_date: date
    reason: str
    istat: str | None = None
    status: str | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure that a key counts, and the reason where it stands in for another."""

    figure: Residents
    comune: Place
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Counting:
    """The figures found, by comune, and all that forbids to count them."""

    found: Mapping[str, Counted]
    violations: tuple[Violation, ...] = ()


def same_day(asked: date, found: date) -> bool:
    """Tell whether a figure is of the day: 31 December and 1 January after are one."""
    if asked == found:
        return True
    first, second = sorted((asked, found))
    return (second.month, second.day) == (1, 1) and second - first == timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Census:
    """The figures known, and the choices made, for the key of a statute."""

    statute: Statute
    key: PopulationKey
    figures: tuple[Residents, ...]
    substitutes: tuple[Substitute, ...] = ()

    def at(self, day: date, comuni: Sequence[Place]) -> Counting:
        """Count the comuni on a day, all with figures of one status and series."""
        chosen = {one.istat: one for one in self.substitutes}
        wrong = [*self._misused(chosen, comuni, day)]
        if wrong:
            return Counting({}, tuple(wrong))
        if None in chosen:
            return self._uniform(chosen[None].reference_date, comuni, chosen[None])
        plain = [one for one in comuni if one.code not in chosen]
        found = dict(self._uniform(day, plain).found) if plain else {}
        refused = [*self._uniform(day, plain).violations] if plain else []
        for comune in comuni:
            if comune.code in chosen:
                one = chosen[comune.code]
                counting = self._uniform(one.reference_date, [comune], one)
                found.update(counting.found)
                refused += counting.violations
        return Counting(found, tuple(refused))

    def _misused(
        self, chosen: Mapping[str | None, Substitute], comuni: Sequence[Place], day: date
    ) -> Iterator[Violation]:
        known = {one.code for one in comuni}
        if len(chosen) < len(self.substitutes) or (None in chosen and len(chosen) > 1):
            message = "Si sceglie una cifra per tutti, o una per ciascun comune e una volta sola."
            yield self._says("SUBSTITUTE_TWICE", message)
        for one in chosen.values():
            if not one.reason.strip():
                yield self._says("SUBSTITUTE_UNMOTIVATED", "Chi usa un'altra cifra ne dice il "
                                 "motivo.")  # fmt: skip
            if one.istat is not None and one.istat not in known:
                message = f"«{one.istat}» non è fra i comuni che questo criterio conta."
                yield self._says("SUBSTITUTE_UNKNOWN", message)
        if chosen and not self._uniform(day, comuni).violations:
            message = f"La popolazione al {in_words(day)} c'è per tutti: il testo vuole quella."
            yield self._says("SUBSTITUTE_NEEDLESS", message)

    def _uniform(
        self, day: date, comuni: Sequence[Place], one: Substitute | None = None
    ) -> Counting:
        """Find one status and series that all of them have on the day: official first.

        Figures published at that very day come before those of the day that is one with it.
        """
        reason = one.reason if one else None
        on_it = {comune.code: list(self._of(comune.code, day, one)) for comune in comuni}
        exact = {
            code: [item for item in items if item.reference_date == day]
            for code, items in on_it.items()
        }
        there = exact if _shared(exact) else on_it
        shared = _shared(there)
        if not shared:
            return Counting({}, tuple(self._missing(day, comuni, there)))
        status, series = min(shared, key=lambda kind: (PRECEDENCE.index(kind[0]), kind[1]))
        return Counting(
            {
                comune.code: Counted(item, comune, reason)
                for comune in comuni
                for item in there[comune.code]
                if (item.status, item.series) == (status, series)
            }
        )

    def _of(self, istat: str, day: date, one: Substitute | None) -> Iterator[Residents]:
        status = one.status if one else None
        for item in self.figures:
            of_day = item.istat == istat and same_day(day, item.reference_date)
            if of_day and status in {None, item.status}:
                yield item

    def _missing(
        self,
        day: date,
        comuni: Sequence[Place],
        there: Mapping[str, Sequence[Residents]],
    ) -> Iterator[Violation]:
        lacking = [one for one in comuni if not there[one.code]]
        for comune in lacking:
            known = [item for item in self.figures if item.istat == comune.code]
            message = f"Manca la popolazione di {comune.name} al {in_words(day)}: {_dates(known)}."
            yield self._says("POPULATION_MISSING", message)
        if not lacking:
            kinds = sorted({item.status for items in there.values() for item in items})
            names = listed([_STATUS[one] for one in kinds])
            message = (
                f"Al {in_words(day)} non c'è per tutti i comuni una cifra della stessa provenienza "
                f"e serie ({names}): cifre diverse non si sommano."
            )
            yield self._says("POPULATION_MIXED", message)

    def _says(self, code: str, message: str) -> Violation:
        return said_by(self.key, self.statute, code, message, "substitutes")


def _shared(there: Mapping[str, Sequence[Residents]]) -> set[tuple[str, str]]:
    """Tell the status and series that all of them have a figure of."""
    kinds = [{(item.status, item.series) for item in items} for items in there.values()]
    return set.intersection(*kinds) if kinds else set()


def _dates(known: Iterable[Residents]) -> str:
    """List the figures that there are, the newest first."""
    said = [
        f"{in_words(one.reference_date)} ({_STATUS[one.status]})"
        for one in sorted(known, key=lambda one: (one.reference_date, one.status), reverse=True)
    ]
    return f"ci sono quelle del {listed(said)}" if said else "non ce n'è alcuna"
