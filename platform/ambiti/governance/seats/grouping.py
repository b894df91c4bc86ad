"""The groups that give seats on a day: units, categories, parties."""

from collections.abc import Iterator
from dataclasses import dataclass

from ambiti.governance.seats.calling import Calling
from ambiti.governance.seats.eligibility import Eligibility, bound_to
from ambiti.governance.seats.places import Places
from ambiti.governance.seats.seat import Bound, Eligible
from ambiti.statute.language.composition import CategoriesGroup, Group, PartiesGroup, SubAmbiti
from ambiti.statute.rulebook.italian import articled


@dataclass(frozen=True, slots=True)
class Grouped:
    """One group of a rule: what it is, where its offices are held, who is of it by itself."""

    key: str
    bound: Bound
    name: str
    within: tuple[str, ...] = ()
    unit: str | None = None
    own: tuple[Eligible, ...] = ()


class Grouping:
    """Tells the groups of a rule on a day."""

    def __init__(self, places: Places, eligible: Eligibility, calling: Calling) -> None:
        """Keep what finds places and names."""
        self._places = places
        self._eligible = eligible
        self._calling = calling

    def of(self, group: Group) -> Iterator[Grouped]:
        """Units are those of the day, with whoever is in them; a group that is named twice is one.

        Categories and parties are groups by themselves: whoever is of one may sit for it.
        """
        match group:
            case CategoriesGroup(categories=categories):
                for code in dict.fromkeys(categories):
                    name = articled(self._calling.category(code))
                    own = self._eligible.of(code)
                    yield Grouped(code, Bound("CATEGORY", code), name, own=own)
            case PartiesGroup(parties=parties):
                yield from {one.key: one for who in parties for one in self._party(who)}.values()
            case _:
                kind = "SUB_AMBITO" if isinstance(group, SubAmbiti) else "MEMBER_AMBITO"
                for unit in self._places.units(kind):
                    inside = self._places.within(unit.code)
                    yield Grouped(unit.code, bound_to(unit), unit.name, inside, unit.code)

    def _party(self, who: str) -> Iterator[Grouped]:
        several = self._places.each(who)
        if several is None:
            within = tuple(one.code for one in self._places.meant(who))
            name, bound = articled(self._calling.name(who)), self._eligible.bound(who)
            yield Grouped(who, bound, name, within, own=self._eligible.of(who))
        for place in several or ():
            own = (Eligible(None, (place.code,)),)
            yield Grouped(place.code, bound_to(place), place.name, (place.code,), own=own)
