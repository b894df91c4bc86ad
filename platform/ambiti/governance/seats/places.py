"""Where things are on a day: comuni, units with their leads, the capofila, who signed an act."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from ambiti.statute import facts
from ambiti.statute.gazetteer import Gazetteer
from ambiti.statute.language.organs import Organ
from ambiti.statute.language.statute import Statute
from ambiti.statute.language.units import Unit


@dataclass(frozen=True, slots=True)
class Place:
    """A comune by its ISTAT code, a unit or a body by its code, with its name."""

    kind: Literal["COMUNE", "UNIT", "BODY"]
    code: str
    name: str


class Places:
    """The places of one statute on one day; the parties are those of an organ's own act."""

    def __init__(self, statute: Statute, day: date, organ: Organ | None = None) -> None:
        """Index what holds that day."""
        self.statute = statute
        self._day = day
        self._organ = organ
        self._gazetteer = Gazetteer.of(statute)
        self._bodies = facts.bodies(statute)
        self._entries = [one for one in facts.entries(statute) if one.period.covers(day)]

    def comune(self, spelling: str) -> Place | None:
        """A comune is found by any of its spellings."""
        match = self._gazetteer.find(spelling)
        return Place("COMUNE", match.comune.istat, match.comune.name) if match else None

    def body(self, code: str) -> Place | None:
        """A body is a place of its own."""
        body = self._bodies.get(code)
        return Place("BODY", code, body.name) if body else None

    def unit(self, code: str) -> Place | None:
        """A unit is a place on the days that it exists."""
        return next((_of(one) for one in self._units_now() if one.code == code), None)

    def comuni(self) -> tuple[Place, ...]:
        """The comuni of the Ambito are those whose membership holds that day, each once."""
        return self._comuni

    @cached_property
    def _comuni(self) -> tuple[Place, ...]:
        members = facts.memberships(self.statute)
        now = (one.comune for one in members if one.period.covers(self._day))
        return _once(Place("COMUNE", one.istat, one.name) for one in now)

    def comuni_of(self, unit: str) -> tuple[Place, ...]:
        """The comuni of a unit are those that its lists give that day, with those of its bodies."""
        now = (one for one in self._entries if one.unit.code == unit)
        return _once(Place("COMUNE", one.istat, one.name) for entry in now for one in entry.comuni)

    def within(self, unit: str) -> tuple[str, ...]:
        """Whoever holds an office in a unit, in one of its comuni or in a body of it, is of it."""
        bodies = (one.body.code for one in self._entries if one.body and one.unit.code == unit)
        comuni = (one.code for one in self.comuni_of(unit))
        leads = (one.code for one in self.leads(unit))
        return tuple(dict.fromkeys((unit, *comuni, *bodies, *leads)))

    def units(self, kind: str) -> tuple[Place, ...]:
        """The units of a kind are those that exist that day, in the order of the document."""
        return _once(_of(one) for one in self._units_now() if one.kind == kind)

    def leads(self, unit: str, role: str | None = None) -> tuple[Place, ...]:
        """Who leads a unit that day, in one role or in any."""
        found: list[Place | None] = []
        for one in self._units_now():
            for lead in one.leads if one.code == unit else ():
                if lead.valid.period.covers(self._day) and role in {None, lead.role}:
                    leading = self.body(lead.body) if lead.kind == "BODY" else None
                    found.append(self.comune(lead.comune) if lead.kind == "COMUNE" else leading)
        return tuple(one for one in found if one)

    def capofila(self) -> tuple[Place, ...]:
        """The capofila is the comune that is so that day."""
        now = (one.comune for one in self.statute.capofila if one.valid.period.covers(self._day))
        return tuple(place for place in map(self.comune, now) if place)

    def parties(self, instrument: str | None) -> tuple[Place, ...]:
        """The parties of an act, in the order of the text: comuni, bodies, member Ambiti."""
        found: list[Place | None] = []
        for one in self.statute.instruments:
            for party in one.parties if one.code == instrument else ():
                if party.kind == "COMUNI":
                    found += [self.comune(name) for name in party.comuni]
                elif party.kind == "BODY":
                    found.append(self.body(party.body))
                else:
                    found.append(self.unit(party.unit))
        return _once(one for one in found if one)

    def stands_for(self, body: str) -> frozenset[str]:
        """A body stands for the comuni that make it up, and for those that it replaces that day."""
        names = [*self._bodies[body].comuni] if body in self._bodies else []
        for one in self.statute.substitutions:
            if one.body == body and one.valid.period.covers(self._day):
                names += one.comuni
        return frozenset(self._gazetteer.istat(names))

    def each(self, who: str) -> tuple[Place, ...] | None:
        """A word that means each of several gives them all; any other word gives None."""
        match who:
            case "EACH_COMUNE":
                return self.comuni()
            case "EACH_PARTY":
                return self.parties(self._organ.instrument if self._organ else None)
            case "EACH_AMBITO":
                return self.units("MEMBER_AMBITO")
            case _:
                return None

    def meant(self, who: str, unit: str | None = None) -> tuple[Place, ...]:
        """The places that a word or a code means that day, seen from a unit where there is one."""
        several = self.each(who)
        if several is not None:
            inside = {unit, *self.within(unit)} if unit else set()
            return tuple(one for one in several if one.code in inside) or several
        if who == "CAPOFILA":
            return self.capofila()
        if who == "REFERENTE":
            own = [unit] if unit else [one.code for one in self.units("SUB_AMBITO")]
            return _once(lead for code in own for lead in self.leads(code, "REFERENTE"))
        if who == "LEAD":
            leads = (one.lead for one in self.statute.coalitions)
            found = (self.unit(one.unit) for one in leads if one.kind == "UNIT")
            return tuple(one for one in found if one)
        place = self.body(who) or self.unit(who)
        return (place,) if place else ()

    def _units_now(self) -> list[Unit]:
        return [one for one in self.statute.units if one.valid.period.covers(self._day)]


def _of(unit: Unit) -> Place:
    return Place("UNIT", unit.code, unit.name)


def _once(places: Iterable[Place]) -> tuple[Place, ...]:
    return tuple(dict.fromkeys(places))
