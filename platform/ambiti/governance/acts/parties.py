"""Who a code of the documents means on a day: one author, or all those that it stands for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from ambiti.acting.refusing import Violation
from ambiti.governance.competence import Caller, is_one, said_by
from ambiti.statute import facts
from ambiti.statute.gazetteer import Gazetteer
from ambiti.statute.language.chairs import ChairByOffice, ChairByRole, ElectedChair
from ambiti.statute.language.instruments import AmbitoParty, BodyParty, ComuniParty
from ambiti.statute.language.meetings import Minutes
from ambiti.statute.language.organs import Organ
from ambiti.statute.language.references import KEYWORDS
from ambiti.statute.language.rule import Rule
from ambiti.statute.language.statute import Statute
from ambiti.statute.language.territory import Comune
from ambiti.statute.naming import Names

STAFF: Final = frozenset({"responsabile_udp", "operatore_udp"})
"""The accesses of those who work in the Ufficio di Piano."""
HEAD: Final = "responsabile_udp"
REGISTRAR: Final = "segretario"


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody with a name: a comune has its code."""

    code: str
    name: str
    istat: str | None = None


@dataclass(frozen=True, slots=True)
class Author:
    """Who an act is of, and every code by which a rule can mean them on the day."""

    code: str
    name: str
    answers_to: frozenset[str]
    organ: Organ | None = None

    @property
    def collegial(self) -> bool:
        """Tell whether it decides by voting, as far as the documents say."""
        return self.organ is not None and (
            self.organ.kind == "POLITICAL" or bool(self.organ.decisions)
        )


def author(statute: Statute, code: str, day: date) -> Author | None:
    """Find who has a code on a day: an organ, a role, an office, a body, an Ambito, a comune."""
    names = Names.of(statute).declared("subject")
    for organ in statute.organs:
        if organ.code == code and organ.valid.period.covers(day):
            return Author(code, organ.name, _of_organ(statute, organ), organ)
    if any(organ.code == code for organ in statute.organs):
        return None
    one = _comune(statute, code, day)
    if one is not None:
        return Author(one.istat, f"Comune di {one.name}", _of_comune(statute, one, day))
    if code in KEYWORDS:
        return None
    held = next((office for office in statute.offices if office.code == code), None)
    if held is not None and held.comune is not None and held.role is None:
        found = Gazetteer.of(statute).find(held.comune)
        also = _of_comune(statute, found.comune, day) if found else frozenset()
        return Author(code, held.name, frozenset({code}) | also)
    if code in names:
        return Author(code, names[code], frozenset({code}) | _parts(statute, code))
    return None


def _comune(statute: Statute, code: str, day: date) -> Comune | None:
    """Find a comune by its ISTAT code, by its name, or as the capofila of the day."""
    if code == "CAPOFILA":
        (code,) = [one.comune for one in statute.capofila if one.valid.period.covers(day)] or [""]
    for one in statute.comuni:
        if one.istat == code:
            return one
    match = Gazetteer.of(statute).find(code)
    return match.comune if match else None


def _of_organ(statute: Statute, organ: Organ) -> frozenset[str]:
    """An office of the unit that leads a coalition is who leads it."""
    led = any(
        getattr(one.lead, "unit", None) == organ.unit for one in statute.coalitions if organ.unit
    )
    return frozenset({organ.code, "LEAD"} if led else {organ.code})


def _of_comune(statute: Statute, comune: Comune, day: date) -> frozenset[str]:
    found: set[str] = {comune.istat, "EACH_COMUNE"}
    place = Gazetteer.of(statute)

    def same(name: str | None) -> bool:
        match = place.find(name) if name else None
        return match is not None and match.comune == comune

    if any(same(one.comune) and one.valid.period.covers(day) for one in statute.capofila):
        found.add("CAPOFILA")
    for unit in statute.units:
        for lead in unit.leads:
            if same(getattr(lead, "comune", None)) and lead.valid.period.covers(day):
                found.add(lead.role)
    for instrument in statute.instruments:
        for party in instrument.parties:
            if isinstance(party, ComuniParty) and any(map(same, party.comuni)):
                found.add("EACH_PARTY")
            if isinstance(party, AmbitoParty) and same(party.comune):
                found |= {"EACH_PARTY", "EACH_AMBITO"}
    return frozenset(found)


def _parts(statute: Statute, code: str) -> frozenset[str]:
    """A body that signed is a party; a unit is an Ambito of the agreement."""
    found = set()
    for instrument in statute.instruments:
        for party in instrument.parties:
            if isinstance(party, BodyParty) and party.body == code:
                found.add("EACH_PARTY")
            if isinstance(party, AmbitoParty) and party.unit == code:
                found.add("EACH_PARTY")
    for unit in statute.units:
        if unit.code == code and unit.kind == "MEMBER_AMBITO":
            found.add("EACH_AMBITO")
    return frozenset(found)


def speaks_for(statute: Statute, one: Author, caller: Caller) -> bool:
    """Tell whether the caller acts for an author: is it, is of it, or writes down its acts.

    A role acts by itself alone; the secretary writes down the acts of everybody else.
    """
    if any(role.code == one.code for role in statute.roles):
        return one.code in caller.roles
    if is_one(statute, one.code, caller):
        return True
    if one.organ is not None:
        return _speaks_for_organ(statute, one.organ, caller)
    if any(category.code == one.code for category in statute.categories):
        return False
    if REGISTRAR in caller.accesses:
        return True
    if any(body.code == one.code for body in statute.bodies):
        return bool(caller.accesses & STAFF)
    if any(unit.code == one.code for unit in statute.units):
        return one.code in caller.units
    return _holds(statute, one, caller)


def unspoken(
    statute: Statute, one: Author, caller: Caller, rule: Rule | None, field: str
) -> list[Violation]:
    """Say that the caller does not act for an author, and where what the author does is written."""
    if speaks_for(statute, one, caller):
        return []
    message = (
        f"Chi chiede non agisce per {one.name}: lo fa chi ne è parte, o chi ne tiene gli atti."
    )
    where = rule or one.organ
    if where is None:
        return [Violation("NOT_AUTHOR", message, field)]
    return [said_by(where, statute, "NOT_AUTHOR", message, field)]


def _holds(statute: Statute, one: Author, caller: Caller) -> bool:
    """A comune acts by its mayor, or by whoever represents the sub-ambito that it leads."""
    place = Gazetteer.of(statute)
    names = set(caller.comuni) if "sindaco" in caller.accesses else set()
    if "referente" in caller.accesses:
        names |= {
            str(getattr(lead, "comune", ""))
            for unit in statute.units
            for lead in unit.leads
            if unit.code in caller.units
        }
    matches = [match for match in map(place.find, names) if match]
    return any(match.comune.istat in one.answers_to for match in matches)


def is_office(statute: Statute, organ: Organ) -> bool:
    """Tell whether an organ is an office with a staff: the Ufficio di Piano, whatever its name."""
    heads = {role.code for role in statute.roles if role.access == HEAD}
    chaired = isinstance(organ.chair, ChairByRole) and organ.chair.role in heads
    return organ.kind == "COMMON_OFFICE" or chaired


def _speaks_for_organ(statute: Statute, organ: Organ, caller: Caller) -> bool:
    if is_office(statute, organ):
        return bool(caller.accesses & STAFF)
    if REGISTRAR in caller.accesses:
        return True
    return any(is_one(statute, code, caller) for code in _voices(statute, organ)) or any(
        isinstance(rule, Minutes) and _keeps(statute, rule.by, caller) for rule in organ.meetings
    )


def _keeps(statute: Statute, by: str, caller: Caller) -> bool:
    """Whoever keeps the minutes of an organ writes down its acts."""
    offices = [organ for organ in statute.organs if organ.code == by]
    return bool(caller.accesses & STAFF) and any(is_office(statute, one) for one in offices)


def _voices(statute: Statute, organ: Organ) -> Iterator[str]:
    for role in statute.roles:
        if any(membership.of == organ.code for membership in role.memberships):
            yield role.code
    if isinstance(organ.chair, ChairByOffice):
        yield organ.chair.office
    if isinstance(organ.chair, ChairByRole | ElectedChair) and organ.chair.role is not None:
        yield organ.chair.role


def meant(statute: Statute, code: str, document: str | None, day: date) -> list[Party]:
    """Tell all those that a code stands for on a day; a category is not known by name."""
    if code == "EACH_COMUNE":
        return _members(statute, day)
    if code == "EACH_PARTY":
        return _signatories(statute, document)
    if code == "EACH_AMBITO":
        units = [unit for unit in statute.units if unit.kind == "MEMBER_AMBITO"]
        return [Party(unit.code, unit.name) for unit in units]
    if code == "CAPOFILA":
        found = [rule.comune for rule in statute.capofila if rule.valid.period.covers(day)]
        return _comuni(statute, found)
    if any(category.code == code for category in statute.categories):
        return []
    one = author(statute, code, day)
    return [] if one is None else [Party(one.code, one.name)]


def _members(statute: Statute, day: date) -> list[Party]:
    found: dict[str, Party] = {}
    for one in facts.memberships(statute):
        if one.period.covers(day):
            comune = one.comune
            found.setdefault(
                comune.istat, Party(comune.istat, f"Comune di {comune.name}", comune.istat)
            )
    return list(found.values())


def _comuni(statute: Statute, names: list[str]) -> list[Party]:
    place = Gazetteer.of(statute)
    matches = [match.comune for match in map(place.find, names) if match]
    return [Party(one.istat, f"Comune di {one.name}", one.istat) for one in matches]


def _signatories(statute: Statute, document: str | None) -> list[Party]:
    names = Names.of(statute).declared("subject")
    found: list[Party] = []
    for instrument in statute.instruments:
        if instrument.code != document:
            continue
        for party in instrument.parties:
            if isinstance(party, ComuniParty):
                found += _comuni(statute, list(party.comuni))
            elif isinstance(party, BodyParty):
                found.append(Party(party.body, names.get(party.body, party.body)))
            else:
                found.append(Party(party.unit, names.get(party.unit, party.unit)))
    return found
