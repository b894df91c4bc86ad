"""What the documents provide on a matter, or to what they refer; and how they came to be."""

from datetime import date
from enum import Enum
from typing import Any, Final

import strawberry
from sqlalchemy import ColumnElement, Date, Select, and_, case, or_, select

from ambiti.reading.binding import Place, reads, value
from ambiti.reading.text import quoted
from ambiti.statute import scopes, tables
from ambiti.statute.graph.rules import RuleFacts, section, told

_RESIDUAL: Final = "residual"


@strawberry.type(description="Un passaggio nella vita di un atto: un fatto, non una regola.")
@reads(scopes.RULE, tables.rules, only=section("step"))
class InstrumentStep(RuleFacts):
    """What happened to an instrument, as its document tells it."""

    instrument: str | None = value(lambda row: row.c.subject_code, "L'atto.")
    on: date | None = value(told("on", Date), "Il giorno.")
    what: str | None = value(told("what"), "Che cosa fu fatto.")
    by: str | None = value(told("by"), "Da chi: codice nello statuto.")
    outcome: str | None = value(
        told("outcome"), "Come andò il voto, se è detto: UNANIMOUS. Non è la regola di voto."
    )


@strawberry.enum(description="Su che cosa poggia la risposta a una domanda su una materia.")
class RestsOn(Enum):
    """What answers for a matter."""

    DOCUMENT = strawberry.enum_value("DOCUMENT", description="Il documento la disciplina.")
    ORGAN = strawberry.enum_value(
        "ORGAN", description="Non è disciplinata: il documento la rimette a un organo."
    )
    LAW = strawberry.enum_value(
        "LAW", description="Non è disciplinata: il documento rinvia alla legge."
    )
    REFERENCE = strawberry.enum_value(
        "REFERENCE", description="Non è disciplinata: il documento rinvia a un altro."
    )


@strawberry.type(description="Ciò che si dispone su una materia, o a che cosa si rinvia.")
class Provision(RuleFacts):
    """What the documents provide on a matter.

    A matter of which no rule speaks is UNDETERMINED, on the law or the organ to which it is left.
    """

    rests_on: RestsOn = value(lambda row: row.c.rests_on, "Su che cosa poggia.")


def provided(place: Place, matter: Any) -> Select[Any]:
    """Make the rules on a matter, or where there are none those on what no rule provides."""
    above, rule, other = place.above, place.also(tables.rules), place.also(tables.rules)
    stated = (
        select(other.c.id)
        .where(other.c.ambito_id == above.c.ambito_id, place.holds(other))
        .where(told("matter")(other) == matter)
        .correlate(above)
        .exists()
    )
    is_left = and_(rule.c.section == quoted(_RESIDUAL), ~stated)
    as_it_is = [one for one in rule.c if one.name not in {"status", "missing"}]
    nothing = quoted("Nessuna regola dei documenti ne parla.")
    return (
        select(
            *as_it_is,
            case((is_left, quoted("UNDETERMINED")), else_=rule.c.status).label("status"),
            case((is_left, nothing), else_=rule.c.missing).label("missing"),
            _rests_on(rule).label("rests_on"),
        )
        .where(rule.c.ambito_id == above.c.ambito_id, place.holds(rule))
        .where(or_(told("matter")(rule) == matter, is_left))
        .order_by(rule.c.number)
        .correlate(above)
    )


def _rests_on(rule: Any) -> ColumnElement[str]:
    return case(
        (rule.c.section != quoted(_RESIDUAL), quoted("DOCUMENT")),
        (rule.c.kind == quoted("RESIDUAL"), quoted("ORGAN")),
        (told("document")(rule).is_(None), quoted("LAW")),
        else_=quoted("REFERENCE"),
    )
