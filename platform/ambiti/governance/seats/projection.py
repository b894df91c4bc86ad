"""Which seats a statute declares: those of each organ, for as long as its composition stays."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from ambiti.governance.seats.composing import seats
from ambiti.governance.seats.seat import Seat
from ambiti.governance.seats.tables import seats as table
from ambiti.governance.seats.voting import voters
from ambiti.governance.tables import organs
from ambiti.statute import facts
from ambiti.statute.language.organs import Organ
from ambiti.statute.language.rule import Source
from ambiti.statute.language.statute import Statute
from ambiti.statute.periods import Period, steps
from ambiti.statute.projection import Citations, Keys, Projection, Row, days
from ambiti.territory.tables import units


def rows(statute: Statute, keys: Keys) -> list[Row]:
    """Project the seats of every organ."""
    return [row for organ in statute.organs for row in _of(statute, keys, organ)]


def _of(statute: Statute, keys: Keys, organ: Organ) -> Iterator[Row]:
    organ_id = keys.id(organs, organ.code, organ.valid.period.since)
    cite, roles = Citations(statute), {one.code for one in statute.roles}
    for period, position, seat, votes in _lasting(statute, organ):
        source = Source(document=seat.source.document, article=seat.source.article)
        yield keys.row(
            table,
            (organ.code, seat.key, period.since),
            organ_id=organ_id,
            key=seat.key,
            position=position,
            label=f"{seat.label[:1].upper()}{seat.label[1:]}",
            standing=seat.standing,
            votes=votes,
            several=seat.several,
            delegate=seat.delegate,
            formation=seat.formation,
            condition=seat.condition,
            pool=seat.pool_name,
            designator=seat.designator.name if seat.designator else None,
            role_code=_role(seat, roles),
            istat_code=seat.bound.code if seat.bound.kind == "COMUNE" else None,
            unit_id=_unit(statute, keys, seat, period.since),
            ambiguities=list(seat.source.ambiguities),
            **days(period),
            **cite.of(source),
        )


def _role(seat: Seat, roles: set[str]) -> str | None:
    """Whoever holds a role sits by right where the seat asks for that role and for no other."""
    if seat.bound.kind == "ROLE":
        return seat.bound.code
    asked = {one.office for one in seat.pool if one.office in roles}
    return asked.pop() if len(asked) == 1 and seat.designator is None else None


def _unit(statute: Statute, keys: Keys, seat: Seat, day: date) -> object:
    if seat.bound.kind != "UNIT":
        return None
    now = (one for one in statute.units if one.code == seat.bound.code)
    return next((keys.id(units, one.code) for one in now if one.valid.period.covers(day)), None)


def _lasting(statute: Statute, organ: Organ) -> Iterator[tuple[Period, int, Seat, bool]]:
    """Tell each seat with the days on which it stays as it is."""
    open_: dict[str, tuple[Period, int, Seat, bool]] = {}
    for step in _steps(statute, organ):
        composed = seats(statute, organ.code, step.since)
        voting = {one.seat.key for one in voters(composed)}
        now = {
            seat.key: (position, seat, seat.key in voting)
            for position, seat in enumerate(composed.seats, start=1)
        }
        for key in list(open_):
            if open_[key][1:] != now.get(key):
                yield open_.pop(key)
        for key, found in now.items():
            since = open_[key][0].since if key in open_ else step.since
            open_[key] = (Period(since, step.until), *found)
    yield from open_.values()


def _steps(statute: Statute, organ: Organ) -> Iterator[Period]:
    """Cut the days of an organ wherever something that its seats are made of changes."""
    whole = organ.valid.period
    cuts = [whole]
    cuts += [one.valid.period for one in organ.composition]
    cuts += [one.period for one in facts.memberships(statute)]
    cuts += [one.period for one in facts.entries(statute)]
    for rules in (statute.units, statute.capofila, statute.substitutions, statute.adhesion):
        cuts += [one.valid.period for one in rules]
    cuts += [lead.valid.period for unit in statute.units for lead in unit.leads]
    inside = (one.within(whole) for one in cuts)
    return steps(one for one in inside if not one.empty)


PROJECTION: Final = Projection((table,), rows)
