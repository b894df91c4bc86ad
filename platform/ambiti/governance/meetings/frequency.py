"""How often an organ met in a year, beside how often its document says that it must."""

from typing import Any

import strawberry
from sqlalchemy import Integer, Select, and_, cast, exists, func, select

from ambiti.governance.meetings import tables
from ambiti.reading.binding import Place, value
from ambiti.statute.tables import rules


@strawberry.type(description="Quante volte un organo si è riunito in un anno, e quante ne servono.")
class Frequency:
    """The meetings of an organ in a year, up to the day that is read."""

    held: int = value(lambda row: row.c.held, "Le riunioni tenute, fino al giorno in cui si legge.")
    minimum: int | None = value(lambda row: row.c.minimum, "Quante ne chiede il documento.")
    hardness: str | None = value(
        lambda row: row.c.hardness, "HARD se è un obbligo, SOFT se è indicativo."
    )
    met: bool | None = value(
        lambda row: row.c.held >= row.c.minimum, "Se bastano; nulla se il documento non lo dice."
    )


def frequency(place: Place, year: Any) -> Select[Any]:
    """Count the meetings that were held and closed, and find the rule on how many there are."""
    above, sitting, there = place.above, place.also(tables.meetings), place.also(tables.attendances)
    rule = place.also(rules)
    attended = exists(
        select(there.c.id)
        .where(there.c.ambito_id == sitting.c.ambito_id, there.c.meeting_id == sitting.c.id)
        .correlate_except(there)
    )
    held = (
        select(func.count())
        .select_from(sitting)
        .where(
            sitting.c.ambito_id == above.c.ambito_id,
            sitting.c.organ_code == above.c.code,
            sitting.c.year == year,
            sitting.c.held_on <= place.day,
            sitting.c.status == "CLOSED",
            attended,
        )
        .correlate_except(sitting)
    )
    minimum = (
        select(rule.c.details)
        .where(
            and_(
                rule.c.ambito_id == above.c.ambito_id,
                rule.c.section == "meetings",
                rule.c.subject_code == above.c.code,
                rule.c.details["minimum"].astext.is_not(None),
                place.holds(rule),
            )
        )
        .order_by(rule.c.number)
        .limit(1)
        .correlate_except(rule)
        .scalar_subquery()
    )
    return select(
        held.scalar_subquery().label("held"),
        cast(minimum["minimum"].astext, Integer).label("minimum"),
        minimum["hardness"].astext.label("hardness"),
    )
