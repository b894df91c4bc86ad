"""Who may sit: the offices, and where they are held, that a code of the statute means on a day."""

from collections.abc import Iterable

from ambiti.governance.seats.places import Place, Places
from ambiti.governance.seats.seat import NOBODY, Bound, Designator, Eligible
from ambiti.statute.language.vocabulary import Office


class Eligibility:
    """Resolves codes of one statute on one day into offices and places."""

    def __init__(self, places: Places) -> None:
        """Index who may be named."""
        statute = places.statute
        self._places = places
        self._offices = {one.code: one for one in statute.offices}
        self._roles = {one.code for one in statute.roles}
        self._organs = {one.code for one in statute.organs}
        self._categories = {one.code for one in statute.categories}

    def of(
        self, who: str, within: tuple[str, ...] = (), unit: str | None = None
    ) -> tuple[Eligible, ...]:
        """An office is held within the places of a seat; a body sends whoever is of it."""
        if who == "ANYONE":
            return (Eligible(None),)
        if who in self._offices:
            return self._office(self._offices[who], within)
        if who in self._roles:
            return self._role(who, within)
        if who in self._categories:
            return (Eligible(who, within),)
        if who in self._organs:
            return (Eligible(who),)
        places = tuple(one.code for one in self._places.meant(who, unit))
        if not places:
            return (Eligible(who),)
        return (Eligible(None, places), *self._offices_of(places))

    def any_of(
        self, pool: Iterable[str], within: tuple[str, ...] = (), unit: str | None = None
    ) -> tuple[Eligible, ...]:
        """Several offices make one pool."""
        found = (one for who in pool for one in self.of(who, within, unit))
        return tuple(dict.fromkeys(found))

    def bound(self, who: str) -> Bound:
        """What a seat of somebody belongs to: the place of the office, or what the code names."""
        if who in self._offices:
            office = self._offices[who]
            home = self._home(office)
            if len(home) == 1:
                return bound_to(home[0])
            return Bound("ROLE", office.role) if office.role else NOBODY
        for known, kind in (
            (self._roles, "ROLE"),
            (self._organs, "ORGAN"),
            (self._categories, "CATEGORY"),
        ):
            if who in known:
                return Bound(kind, who)  # type: ignore[arg-type]
        places = self._places.meant(who)
        return bound_to(places[0]) if len(places) == 1 else NOBODY

    def is_category(self, who: str) -> bool:
        """A category is a number of people that nobody counts."""
        return who in self._categories

    def designator(self, who: str, name: str, unit: str | None = None) -> Designator:
        """Whoever designates may be told as the text does, or as the place that it is that day."""
        places = () if who in self._offices else self._places.meant(who, unit)
        return Designator(who, name, tuple(one.code for one in places))

    def _office(self, office: Office, within: tuple[str, ...]) -> tuple[Eligible, ...]:
        home = tuple(one.code for one in self._home(office))
        if not home:
            return (Eligible(office.code, within),)
        if office.role:
            return self._role(office.role, home)
        if len(home) == 1:
            return (Eligible(office.code),)
        inside = tuple(code for code in home if code in within)
        return (Eligible(office.code, inside or home),)

    def _role(self, role: str, within: tuple[str, ...]) -> tuple[Eligible, ...]:
        """A role is held in a place; an office that the role fills there is the same."""
        same = []
        for office in self._offices.values():
            home = {one.code for one in self._home(office)}
            if office.role == role and (not within or (home and home <= set(within))):
                same.append(Eligible(office.code))
        return (Eligible(role, within), *same)

    def _home(self, office: Office) -> tuple[Place, ...]:
        if office.comune:
            place = self._places.comune(office.comune)
        elif office.unit:
            place = self._places.unit(office.unit)
        else:
            return self._places.meant(office.of) if office.of else ()
        return (place,) if place else ()

    def _offices_of(self, places: tuple[str, ...]) -> tuple[Eligible, ...]:
        return tuple(
            Eligible(one.code)
            for one in self._offices.values()
            if (home := self._home(one)) and {place.code for place in home} <= set(places)
        )


def bound_to(place: Place) -> Bound:
    """A seat of a place is bound to that comune, unit or body."""
    return Bound(place.kind, place.code)
