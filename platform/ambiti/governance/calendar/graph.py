"""How the contract shows the calendar of an Ambito: what is due, for whom, how late."""

from datetime import date
from typing import Annotated, Any

import strawberry
from sqlalchemy import Date, Integer, Select, and_, case, cast, func, or_, select

from ambiti.governance.acts.graph.acts import Act
from ambiti.governance.calendar import scopes, tables
from ambiti.governance.calendar.occurrences import number, occurrences
from ambiti.reading.binding import Place, column, identity, page, reads, rows, total, value
from ambiti.reading.nodes import Connection, Node
from ambiti.reading.text import quoted
from ambiti.statute.graph.rules import RuleFacts, listed, told


@strawberry.type(description="Un giorno, o un ritmo, che il documento lascia stabilire ad altri.")
@reads(scopes.FULFILMENT, tables.set_terms)
class SetTerm(Node):
    """A day, or a rhythm, that was set."""

    id: strawberry.ID = identity()
    deadline: str = value(lambda row: row.c.deadline_code, "Codice del termine.")
    year: int = column("L'anno di riferimento.")
    occurrence: str = column("Di che cosa, se in un anno ce n'è più d'una.")
    due_on: date | None = column("Il giorno.")
    every_days: int | None = column("Ogni quanti giorni.")
    set_on: date = column("Quando è stato stabilito.")
    by_code: str = column("Codice di chi lo ha stabilito.")
    by_name: str = column("Chi lo ha stabilito.")
    act: str = column("Con quale atto.")


@strawberry.type(description="Un fatto da cui parte un termine.")
@reads(scopes.FULFILMENT, tables.term_events)
class TermEvent(Node):
    """A fact from which a term runs."""

    id: strawberry.ID = identity()
    event: str = value(lambda row: row.c.event_code, "Codice del fatto.")
    year: int = column("L'anno di riferimento.")
    occurrence: str = column("A proposito di che cosa.")
    occurred_on: date = column("Il giorno.")
    by_code: str = column("Codice di chi lo attesta.")
    by_name: str = column("Chi lo attesta.")
    act: str = column("Con quale atto.")

    @rows(Act | None, "L'atto del registro che lo dice da sé, come l'approvazione di un riparto.")
    def told_by(self: Place) -> Select[Any]:
        below, above = self.below, self.above
        return self.select().where(
            below.c.ambito_id == above.c.ambito_id, below.c.id == above.c.act_id
        )


@strawberry.type(description="Ciò che era dovuto ed è stato fatto.")
@reads(scopes.FULFILMENT, tables.fulfilments)
class Fulfilment(Node):
    """Something that was due and was done."""

    id: strawberry.ID = identity()
    deadline: str = value(lambda row: row.c.deadline_code, "Codice del termine.")
    year: int = column("L'anno di riferimento.")
    occurrence: str = column("L'anno, il periodo o l'oggetto.")
    done_on: date = column("Il giorno.")
    sections: list[str] = column("Le parti che contiene, fra quelle che il documento chiede.")
    by_code: str = column("Codice di chi lo ha fatto.")
    by_name: str = column("Chi lo ha fatto.")
    act: str = column("Con quale atto.")


@strawberry.type(description="Una scadenza dell'anno: entro quando, e se è stata rispettata.")
class DueItem(RuleFacts):
    """One occurrence of a deadline."""

    code: str = value(told("code"), "Codice del termine.")
    what: str | None = value(told("what"), "Che cosa va fatto.")
    occurrence: str = value(
        lambda row: row.c.occurrence,
        "L'anno, il periodo (2019-S1 un semestre, 2019-T1 un trimestre, 2019-08 un mese) o "
        "l'oggetto.",
    )
    hardness: str | None = value(told("hardness"), "HARD, SOFT («di norma») o OPTIONAL.")
    authors: list[str] = value(listed("authors"), "Chi vi è tenuto.")
    addressees: list[str] = value(listed("addressees"), "Verso chi.")
    sections: list[str] = value(listed("sections"), "Che cosa deve contenere.")
    due_on: date | None = value(
        lambda row: row.c.last_day, "L'ultimo giorno; nulla finché un fatto o un atto lo dica."
    )
    opens_on: date | None = value(told("opensOn", Date), "Il giorno da cui si può.")
    awaited: list[str] = value(lambda row: row.c.awaited, "I fatti che mancano perché parta.")
    done_on: date | None = value(lambda row: row.c.done_on, "Il giorno in cui è stato fatto.")
    last_done_on: date | None = value(
        lambda row: row.c.last_done, "L'ultima volta, di ciò che si ripete ogni tanti giorni."
    )
    done_by: str | None = value(lambda row: row.c.done_by, "Chi lo ha fatto.")
    act: str | None = value(lambda row: row.c.act, "Con quale atto.")
    standing: str = value(
        lambda row: row.c.standing,
        "Nel giorno letto: NOT_STARTED, UPCOMING, OPEN (la finestra è aperta), ON_TIME, LATE e "
        "OVERDUE (fatto in ritardo, non ancora fatto), LATE_SOFT e OVERDUE_SOFT se il termine è "
        "«di norma», RECOMMENDED_MISSING se è facoltativo, WAIVED (la prima volta si salta), "
        "MIRRORED (ciascun ente per sé: in mirrorAdoptions).",
    )
    overdue_days: int = value(
        lambda row: row.c.overdue_days, "Di quanti giorni è in ritardo, o lo fu."
    )
    because: str | None = value(
        lambda row: row.c.because, "Il termine che doveva venire prima, e manca: il ritardo è suo."
    )
    mirrored_by: str | None = value(
        told("mirroredBy"), "L'adozione con cui ciascun ente lo fa per sé."
    )


def calendar_of(place: Place, year: Any) -> Any:
    """Make the calendar of a year: each occurrence with what was done, and how late."""
    there = occurrences(place, year)
    done = place.also(tables.fulfilments)
    same = and_(
        done.c.ambito_id == there.c.ambito_id,
        done.c.deadline_code == told("code")(there),
        done.c.year == cast(year, Integer),
        done.c.occurrence == there.c.occurrence,
        done.c.done_on <= place.day,
    )
    mirrored = told("mirroredBy")(there).is_not(None)
    until = func.coalesce(done.c.done_on, place.day)
    late = case(
        (or_(there.c.waived, mirrored), number(0)),
        else_=func.greatest(func.coalesce(until - there.c.last_day, number(0)), number(0)),
    )
    found = select(
        *(one for one in there.c if one.name != "standing"),
        done.c.done_on,
        done.c.by_name.label("done_by"),
        done.c.act,
        late.label("overdue_days"),
        mirrored.label("mirrored"),
    ).select_from(there.outerjoin(done, same))
    made = found.subquery()
    return select(
        *made.c,
        _standing(made, place.day).label("standing"),
        _because(place, made, year).label("because"),
    ).subquery()


def _standing(made: Any, day: Any) -> Any:
    hardness = told("hardness")(made)
    soft, optional = hardness == quoted("SOFT"), hardness == quoted("OPTIONAL")
    late, done = made.c.overdue_days > number(0), made.c.done_on.is_not(None)
    return case(
        (made.c.waived, quoted("WAIVED")),
        (made.c.mirrored, quoted("MIRRORED")),
        (and_(done, or_(~late, optional)), quoted("ON_TIME")),
        (and_(done, soft), quoted("LATE_SOFT")),
        (done, quoted("LATE")),
        (and_(late, optional), quoted("RECOMMENDED_MISSING")),
        (and_(late, soft), quoted("OVERDUE_SOFT")),
        (late, quoted("OVERDUE")),
        (made.c.last_day.is_(None), quoted("NOT_STARTED")),
        (told("opensOn", Date)(made) <= day, quoted("OPEN")),
        else_=quoted("UPCOMING"),
    )


def _because(place: Place, made: Any, year: Any) -> Any:
    """Tell the deadline that had to come before and is missing, of what is late and not done."""
    before = place.also(tables.fulfilments)
    kept = (
        select(before.c.id)
        .where(
            before.c.ambito_id == made.c.ambito_id,
            before.c.deadline_code == told("after")(made),
            before.c.year == cast(year, Integer),
            before.c.done_on <= place.day,
        )
        .correlate_except(before)
        .exists()
    )
    late = and_(made.c.overdue_days > number(0), made.c.done_on.is_(None))
    return case((and_(late, ~kept), told("after")(made)))


Year = Annotated[int, strawberry.argument(description="L'anno di riferimento.")]
OfYear = Annotated[int | None, strawberry.argument(description="Solo di quest'anno.")]
Of = Annotated[
    str | None, strawberry.argument(description="Solo ciò a cui è tenuto chi ha questo codice.")
]


def _overdue(made: Any) -> Any:
    obliged = told("hardness")(made) != quoted("OPTIONAL")
    return and_(made.c.overdue_days > number(0), made.c.done_on.is_(None), obliged)


def _ordered(chosen: Select[Any], made: Any) -> Select[Any]:
    return chosen.order_by(made.c.last_day.nulls_last(), made.c.number, made.c.occurrence)


@strawberry.type
class AmbitoCalendar:
    """The calendar of an Ambito."""

    @rows(
        list[DueItem],
        "Le scadenze di un anno: che cosa, di chi, entro quando, se fatta e con quanto ritardo.",
        expect=20,
        made=True,
    )
    def calendar(self: Place, year: Year, of: Of = None) -> Select[Any]:
        made = calendar_of(self, year)
        chosen = select(made)
        if of is not None:
            chosen = chosen.where(func.jsonb_exists(listed("authors")(made), of))
        return _ordered(chosen, made)

    @rows(
        list[DueItem],
        "Le scadenze dell'anno passate e non ancora rispettate, nel giorno; quelle facoltative no.",
        expect=5,
        made=True,
    )
    def overdue(self: Place, year: Year) -> Select[Any]:
        made = calendar_of(self, year)
        return _ordered(select(made).where(_overdue(made)), made)

    @page(Connection[Fulfilment], "Ciò che era dovuto ed è stato fatto.", order=["done_on", "id"])
    def fulfilments(self: Place, year: OfYear = None) -> Select[Any]:
        below = self.below
        chosen = self.select().where(below.c.ambito_id == self.above.c.ambito_id)
        return chosen if year is None else chosen.where(below.c.year == cast(year, Integer))

    @total(int, "Quante scadenze dell'anno sono passate e non ancora rispettate, nel giorno.")
    def overdue_count(self: Place, year: Year) -> Select[Any]:
        made = calendar_of(self, year)
        return select(func.count()).select_from(made).where(_overdue(made))
