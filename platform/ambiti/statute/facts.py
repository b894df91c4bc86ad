"""Lists of a statute, told one by one: which comune or body is where, on which days, by which rule.

Spellings that no comune answers to are left out here: the rules report them.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from ambiti.statute.gazetteer import Gazetteer
from ambiti.statute.language.rule import Rule
from ambiti.statute.language.statute import Statute
from ambiti.statute.language.territory import Comune
from ambiti.statute.language.units import Body, ComuniMembers, Unit
from ambiti.statute.parts import parts
from ambiti.statute.periods import Period
from ambiti.statute.problems import Path, at
from ambiti.statute.remembering import remembered


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a unit's list: a comune, or a body with the comuni that it brings along."""

    unit: Unit
    rule: Rule
    period: Period
    comuni: tuple[Comune, ...]
    body: Body | None
    path: Path


@dataclass(frozen=True, slots=True)
class Membership:
    """A comune belongs to the tenant on these days."""

    comune: Comune
    rule: Rule
    period: Period
    path: Path


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name of a comune as the file writes it."""

    path: Path
    text: str


def bodies(statute: Statute) -> dict[str, Body]:
    """Index the bodies by code."""
    return {body.code: body for body in statute.bodies}


def comuni_of(body: Body, statute: Statute, gazetteer: Gazetteer) -> tuple[Comune, ...]:
    """Tell the comuni that own a body or make it up."""
    if body.all_comuni:
        return statute.comuni
    return _known(body.comuni, gazetteer)


@remembered
def entries(statute: Statute) -> tuple[Entry, ...]:
    """Tell the entries of every unit, within the days of the unit."""
    return tuple(_entries(statute))


def _entries(statute: Statute) -> Iterator[Entry]:
    gazetteer, known = Gazetteer.of(statute), bodies(statute)
    for number, unit in enumerate(statute.units):
        for index, rule in enumerate(unit.members):
            path = at("units", number, "members", index)
            period = rule.valid.period.within(unit.valid.period)
            if isinstance(rule, ComuniMembers):
                for place, spelling in enumerate(rule.comuni):
                    for comune in _known((spelling,), gazetteer):
                        where = (*path, "comuni", place)
                        yield Entry(unit, rule, period, (comune,), None, where)
            elif rule.body in known:
                body = known[rule.body]
                comuni = comuni_of(body, statute, gazetteer)
                yield Entry(unit, rule, period, comuni, body, (*path, "body"))


@remembered
def memberships(statute: Statute) -> tuple[Membership, ...]:
    """Tell who belongs to the tenant: its members, or the comuni of its member Ambiti."""
    return tuple(_memberships(statute))


def _memberships(statute: Statute) -> Iterator[Membership]:
    gazetteer = Gazetteer.of(statute)
    for number, rule in enumerate(statute.members):
        for place, spelling in enumerate(rule.comuni):
            for comune in _known((spelling,), gazetteer):
                path = at("members", number, "comuni", place)
                yield Membership(comune, rule, rule.valid.period, path)
    if statute.kind == "INTERAMBITI":
        for entry in entries(statute):
            for comune in entry.comuni:
                yield Membership(comune, entry.rule, entry.period, entry.path)


def spellings(statute: Statute) -> Iterator[Spelling]:
    """Tell every name of a comune in the territory sections: lists, and the single ones."""
    for section in ("members", "bodies", "substitutions", "units", "perimeters"):
        for number, item in enumerate(getattr(statute, section)):
            for path, part in parts(item, at(section, number)):
                for place, name in enumerate(getattr(part, "comuni", ())):
                    yield Spelling((*path, "comuni", place), name)
    for section in ("capofila", "units"):
        for number, item in enumerate(getattr(statute, section)):
            for path, part in parts(item, at(section, number)):
                name = getattr(part, "comune", None)
                if name is not None:
                    yield Spelling((*path, "comune"), name)


def _known(names: tuple[str, ...], gazetteer: Gazetteer) -> tuple[Comune, ...]:
    matches = (gazetteer.find(name) for name in names)
    return tuple(match.comune for match in matches if match)
