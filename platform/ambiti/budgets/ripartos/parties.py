"""Among whom a sum is shared on a day: comuni, bodies that stand for several, member Ambiti."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ambiti.governance.seats.places import Place, Places
from ambiti.statute import facts
from ambiti.statute.language.allocation import EqualKey, Key, PopulationKey
from ambiti.statute.language.composition import ComuniOfUnit, MemberAmbiti, Signatories
from ambiti.statute.language.statute import Statute


@dataclass(frozen=True, slots=True)
class Sharer:
    """Who shares, and the comuni whose residents are counted for it."""

    place: Place
    comuni: tuple[Place, ...]


class Sharers:
    """Tells who shares on a day."""

    def __init__(self, statute: Statute, day: date) -> None:
        """Find the places of the day."""
        self._places = Places(statute, day)
        self._day = day

    def of_population(self, key: PopulationKey) -> tuple[Sharer, ...]:
        """A body in the place of comuni is one party with their sum, or they count by heads."""
        match key.over:
            case Signatories(instrument=code):
                found = [self._party(one) for one in self._places.parties(code)]
            case ComuniOfUnit(unit=unit):
                found = list(self._of_unit(unit))
            case MemberAmbiti():
                found = [self._party(one) for one in self._places.units("MEMBER_AMBITO")]
            case _:
                found = [self._party(one) for one in self._places.comuni()]
        if key.aggregate_substitutes:
            return tuple(found)
        return tuple(head for one in found for head in self._heads(one))

    def in_equal_parts(self, key: EqualKey) -> tuple[Place, ...]:
        """Each signatory of an act, each member Ambito, or each comune counts one."""
        if key.units == "BY_COMUNE":
            return self._places.comuni()
        if key.units == "BY_AMBITO":
            return self._places.units("MEMBER_AMBITO")
        return self._places.parties(key.instrument or key.source.document)

    def of_text(self, key: Key) -> tuple[Place, ...]:
        """Tell whom a key without parties of its own is about: who signed its act, or all."""
        return self._places.parties(key.source.document) or self._places.comuni()

    def named(self, code: str) -> Place | None:
        """Find a comune by its ISTAT code, a body or a unit by its code."""
        comuni = (one for one in self._places.comuni() if one.code == code)
        return next(comuni, None) or self._places.body(code) or self._places.unit(code)

    def all_comuni(self) -> tuple[Place, ...]:
        """Tell the comuni of the Ambito."""
        return self._places.comuni()

    def _of_unit(self, unit: str) -> Iterator[Sharer]:
        bodies = {
            one.body.code: self._places.body(one.body.code)
            for one in facts.entries(self._places.statute)
            if one.unit.code == unit and one.body and one.period.covers(self._day)
        }
        standing = [self._party(one) for one in bodies.values() if one]
        inside = {one.code for one in self._places.comuni_of(unit)}
        within = [one for one in standing if {comune.code for comune in one.comuni} <= inside]
        covered = {comune.code for one in within for comune in one.comuni}
        for comune in self._places.comuni_of(unit):
            if comune.code not in covered:
                yield self._party(comune)
        yield from within

    def _party(self, place: Place) -> Sharer:
        if place.kind == "COMUNE":
            return Sharer(place, (place,))
        if place.kind == "UNIT":
            return Sharer(place, self._places.comuni_of(place.code))
        stands_for = self._places.stands_for(place.code)
        named = {one.istat: one.name for one in self._places.statute.comuni}
        comuni = (Place("COMUNE", istat, named[istat]) for istat in sorted(stands_for))
        return Sharer(place, tuple(comuni))

    def _heads(self, one: Sharer) -> Iterator[Sharer]:
        if one.place.kind != "BODY" or not one.comuni:
            yield one
            return
        for comune in one.comuni:
            yield Sharer(comune, (comune,))
