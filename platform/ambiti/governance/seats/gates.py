"""Which seats of an organ are only for those who adhered, or are of another category."""

from collections.abc import Iterator
from datetime import date

from ambiti.governance.seats.seat import Cited, Gate, Seat
from ambiti.statute.language import adhesion
from ambiti.statute.language.statute import Statute
from ambiti.statute.naming import Names


class Gates:
    """The gates of one organ on one day."""

    def __init__(self, statute: Statute, day: date, organ: str) -> None:
        """Keep the gates that hold that day."""
        self._organ = organ
        self._names = Names.of(statute).declared("category")
        self._rules = [
            rule
            for rule in statute.adhesion
            if isinstance(rule, adhesion.Gate) and rule.valid.period.covers(day)
        ]

    def of(self, seat: Seat) -> tuple[Gate, ...]:
        """A gate stands before what it names: who attends, or who is designated, and by whom."""
        return tuple(self._before(seat))

    def _before(self, seat: Seat) -> Iterator[Gate]:
        for rule in self._rules:
            if self._attends(rule, seat) or self._is_designated(rule, seat):
                name = self._names.get(rule.open_to, rule.open_to)
                yield Gate(rule.open_to, name, Cited.of(rule))

    def _attends(self, rule: adhesion.Gate, seat: Seat) -> bool:
        if rule.step != "ATTEND" or rule.organ != self._organ or seat.rule != "OPEN_ON_REQUEST":
            return False
        return all(one.office != rule.open_to for one in seat.pool)

    def _is_designated(self, rule: adhesion.Gate, seat: Seat) -> bool:
        if rule.step != "BE_DESIGNATED":
            return False
        if rule.designates is not None:
            by = seat.designator.code if seat.designator else None
            return rule.designates == self._organ and by == rule.organ
        designated = seat.designator is not None or seat.rule == "CAPPED_CATEGORY"
        return rule.organ == self._organ and designated
