"""Who chairs an organ on a day, which organs it supports, which of its seats nobody holds."""

from typing import Any

from sqlalchemy import Select, and_, exists, or_, select, true

from ambiti.governance.seats.graph import holds
from ambiti.governance.tables import organs
from ambiti.governance.tenures import tables as tenures
from ambiti.reading.binding import Place
from ambiti.reading.text import quoted
from ambiti.statute.graph.rules import told
from ambiti.statute.tables import rules


def chairing(place: Place) -> Select[Any]:
    """Narrow the tenures of whoever chairs: of the office, of the role, or elected by the organ."""
    held, above, rule = place.below, place.above, place.also(rules)
    elected = and_(held.c.organ_code == above.c.code, held.c.seat == quoted("CHAIR"))
    comune = told("officeComune")(rule)
    role = or_(held.c.role_code == told("role")(rule), held.c.role_code == told("officeRole")(rule))
    by_rule = exists(
        select(rule.c.id)
        .where(
            rule.c.ambito_id == above.c.ambito_id,
            rule.c.section == quoted("chair"),
            rule.c.subject_kind == quoted("ORGAN"),
            rule.c.subject_code == above.c.code,
            place.holds(rule),
            role,
            or_(comune.is_(None), held.c.istat_code == comune),
            or_(
                above.c.unit_id.is_(None),
                held.c.unit_id.is_(None),
                held.c.unit_id == above.c.unit_id,
            ),
        )
        .correlate_except(rule)
    )
    return (
        place.select()
        .where(held.c.ambito_id == above.c.ambito_id, held.c.status == quoted("HELD"))
        .where(held.c.since <= place.day, held.c.until > place.day)
        .where(or_(elected, by_rule))
        .order_by(held.c.since, held.c.id)
    )


def supported(place: Place) -> Select[Any]:
    """Narrow the organs that have their technical and administrative support from this one."""
    below, above, rule = place.below, place.above, place.also(rules)
    by_rule = exists(
        select(rule.c.id)
        .where(
            rule.c.ambito_id == above.c.ambito_id,
            rule.c.section == quoted("support"),
            rule.c.subject_kind == quoted("ORGAN"),
            rule.c.subject_code == below.c.code,
            told("by")(rule) == above.c.code,
            place.holds(rule),
        )
        .correlate_except(rule)
    )
    return (
        place.select()
        .where(below.c.ambito_id == above.c.ambito_id, place.holds(below))
        .where(by_rule)
        .order_by(below.c.code)
    )


def vacant(place: Place) -> Select[Any]:
    """Narrow the seats of components that nobody holds on the day."""
    seat, held, organ = place.below, place.also(tenures.tenures), place.also(organs)
    taken = exists(
        select(held.c.id)
        .select_from(held)
        .join(organ, true())
        .where(organ.c.ambito_id == place.above.c.ambito_id, organ.c.id == place.above.c.id)
        .where(holds(place, held, seat, organ.c.code))
        .correlate_except(held, organ)
    )
    return (
        place.select()
        .where(seat.c.ambito_id == place.above.c.ambito_id, seat.c.organ_id == place.above.c.id)
        .where(place.holds(seat), seat.c.standing == quoted("COMPONENT"), seat.c.several != true())
        .where(~taken)
        .order_by(seat.c.position, seat.c.id)
    )
