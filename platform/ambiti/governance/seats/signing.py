"""Of whom an office sits: each comune, or who signed an act in the place of several."""

from dataclasses import dataclass

from ambiti.governance.seats.places import Place, Places
from ambiti.statute.language.composition import (
    ComuniOfUnit,
    EveryComune,
    OfficeOfEach,
    Signatories,
)


@dataclass(frozen=True, slots=True)
class Seated:
    """The places that have a seat, and the comuni for which nobody signed."""

    places: tuple[Place, ...]
    unsigned: tuple[Place, ...] = ()


class Signing:
    """Tells of whom an office sits on a day."""

    def __init__(self, places: Places) -> None:
        """Keep the places of the day."""
        self._places = places

    def over(self, rule: OfficeOfEach) -> Seated:
        """One seat per comune, per unit or per party; by signatory, one for whoever signed."""
        match rule.over:
            case Signatories(instrument=code):
                return Seated(self._places.parties(code))
            case EveryComune():
                whole = self._places.comuni()
            case ComuniOfUnit(unit=unit):
                whole = self._places.comuni_of(unit)
            case _:
                return self._ambiti(rule)
        return self._signed(whole, rule.instrument) if _by_signatory(rule) else Seated(whole)

    def _ambiti(self, rule: OfficeOfEach) -> Seated:
        units = self._places.units("MEMBER_AMBITO")
        if not _by_signatory(rule):
            return Seated(units)
        inside = {one.code: self._places.within(one.code) for one in units}
        parties = self._places.parties(rule.instrument)
        signed = {one.code for one in parties}
        ours = {code for within in inside.values() for code in within}
        seated = tuple(one for one in parties if one.code in ours)
        return Seated(seated, tuple(one for one in units if not signed & {*inside[one.code]}))

    def _signed(self, whole: tuple[Place, ...], instrument: str | None) -> Seated:
        """A comune that signed sits for itself; a body sits once for all those it stands for."""
        wanted = {one.code for one in whole}
        parties = self._places.parties(instrument)
        covered = wanted & {one.code for one in parties if one.kind == "COMUNE"}
        alone, seated = frozenset(covered), []
        for one in parties:
            stands_for = self._places.stands_for(one.code) & wanted - alone
            if one.code in alone or (one.kind == "BODY" and stands_for):
                seated.append(one)
                covered |= stands_for
        return Seated(tuple(seated), tuple(one for one in whole if one.code not in covered))


def _by_signatory(rule: OfficeOfEach) -> bool:
    return rule.seat_policy == "BY_SIGNATORY" and rule.instrument is not None
