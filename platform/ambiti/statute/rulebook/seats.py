"""How many seats a rule of composition gives, where the statute is enough to count them."""

from typing import Any

from ambiti.statute import facts
from ambiti.statute.language import composition
from ambiti.statute.language.rule import Rule
from ambiti.statute.language.statute import Statute


class Counting:
    """Counts the seats of one statute's organs."""

    def __init__(self, statute: Statute) -> None:
        """Keep the statute."""
        self._statute = statute

    def seats(self, rule: Rule) -> int | None:
        """Count the seats; None where their number is open or not told."""
        if isinstance(rule, composition.OfficeOfEach):
            return self._each(rule)
        if isinstance(rule, composition.NPerGroup):
            groups = self._groups(rule.group)
            return rule.n * groups if groups else None
        if isinstance(rule, composition.OnePerGroup):
            return self._groups(rule.group) or None
        if isinstance(rule, composition.CappedCategory):
            return rule.cap * len(rule.categories)
        if isinstance(rule, composition.ExOfficio):
            return 1
        number: int | None = getattr(rule, "n", None)
        return number

    def _each(self, rule: composition.OfficeOfEach) -> int | None:
        if rule.seat_policy == "BY_SIGNATORY" and rule.instrument:
            return self._signatories(rule.instrument)
        match rule.over:
            case composition.Signatories(instrument=code):
                return self._signatories(code)
            case composition.ComuniOfUnit(unit=code):
                return self._comuni(code)
            case composition.MemberAmbiti():
                return self._units("MEMBER_AMBITO") or None
            case _:
                names = {one.comune.istat for one in facts.memberships(self._statute)}
                return len(names) or None

    def _signatories(self, code: str) -> int | None:
        for instrument in self._statute.instruments:
            if instrument.code == code:
                weights = (
                    len(party.comuni) if party.kind == "COMUNI" else 1
                    for party in instrument.parties
                )
                return sum(weights) or None
        return None

    def _comuni(self, code: str) -> int | None:
        found = {
            comune.istat
            for entry in facts.entries(self._statute)
            if entry.unit.code == code
            for comune in entry.comuni
        }
        return len(found) or None

    def _units(self, kind: str) -> int:
        return len({unit.code for unit in self._statute.units if unit.kind == kind})

    def _groups(self, group: Any) -> int:
        match group:
            case composition.SubAmbiti():
                return self._units("SUB_AMBITO")
            case composition.AmbitiGroup():
                return self._units("MEMBER_AMBITO")
            case composition.CategoriesGroup(categories=categories):
                return len(categories)
            case composition.PartiesGroup(parties=parties):
                return len(parties)
            case _:
                return 0
