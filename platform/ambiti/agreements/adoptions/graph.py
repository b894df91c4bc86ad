"""How the contract shows mirror adoptions: rule by body, in a year, as it stands on the day."""

from datetime import date
from typing import Annotated, Any

import strawberry
from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    Text,
    Uuid,
    and_,
    case,
    cast,
    func,
    literal_column,
    null,
    or_,
    select,
    union_all,
)

from ambiti.agreements import scopes
from ambiti.agreements import tables as agreements
from ambiti.agreements.adoptions import tables
from ambiti.agreements.withdrawals.tables import withdrawals
from ambiti.reading.binding import Place, column, either, identity, reads, rows, total, value
from ambiti.reading.nodes import Node
from ambiti.reading.text import quoted
from ambiti.statute.graph.rules import RuleFacts, told
from ambiti.statute.tables import rules
from ambiti.territory.graph.comuni import Ente
from ambiti.territory.graph.units import enti
from ambiti.territory.tables import comuni, memberships

_ZERO = literal_column("0", Integer)


@strawberry.type(description="Un giro di adozioni: che cosa si adotta, e entro quando.")
@reads(scopes.INSTRUMENT_FACT, tables.adoption_rounds)
class AdoptionRound(Node):
    """A round of adoptions."""

    id: strawberry.ID = identity()
    rule_code: str = column("Codice dell'adozione nello statuto.")
    year: int | None = column("L'anno.")
    subject: str | None = column("Quale atto, se si adotta un atto alla volta.")
    due_on: date | None = column("Entro quando.")
    act: str = column("L'atto che lo apre e ne fissa il termine.")
    opened_on: date = column("Il giorno di quell'atto.")


@strawberry.type(description="L'atto con cui un ente ha fatto propria una decisione comune.")
@reads(scopes.INSTRUMENT_FACT, tables.adoptions)
class Adoption(Node):
    """The adoption of a body."""

    id: strawberry.ID = identity()
    rule_code: str = column("Codice dell'adozione nello statuto.")
    year: int | None = column("L'anno.")
    subject: str | None = column("Quale atto.")
    organ: str = column("L'organo che ha adottato.")
    act: str = column("Gli estremi.")
    on: date = value(lambda row: row.c.adopted_on, "Il giorno.")

    @either(Ente | None, "L'ente.", alternatives=enti)
    def ente(self: Place) -> Select[Any]:
        return self.select()


@strawberry.type(description="Un ente che deve adottare: se l'ha fatto, e con quanto ritardo.")
class AdoptionDuty:
    """A body that must adopt."""

    name: str = value(lambda row: row.c.name, "L'ente.")
    organ: str | None = value(lambda row: row.c.organ, "L'organo che ha adottato.")
    act: str | None = value(lambda row: row.c.act, "Gli estremi dell'atto.")
    adopted_on: date | None = value(lambda row: row.c.adopted_on, "Il giorno.")
    overdue_days: int | None = value(
        lambda row: row.c.overdue_days,
        "Di quanti giorni è in ritardo, o lo fu; nulla se non c'è un termine.",
    )

    @either(Ente | None, "Il comune o l'ente.", alternatives=enti)
    def ente(self: Place) -> Select[Any]:
        return self.select()


def _bound(place: Place) -> Any:
    """Make who must adopt: the comuni on the day, or the parties that have not left."""
    above = place.above
    member, comune = place.also(memberships), place.also(comuni)
    instrument, party = (
        place.also(agreements.instruments),
        place.also(agreements.instrument_parties),
    )
    each_comune = (
        select(
            member.c.ambito_id,
            comune.c.name.label("name"),
            member.c.istat_code.label("istat_code"),
            cast(null(), Uuid).label("body_id"),
        )
        .join(comune, comune.c.istat_code == member.c.istat_code)
        .where(member.c.ambito_id == above.c.ambito_id, place.holds(member))
        .where(told("by")(above) == quoted("EACH_COMUNE"))
    )
    each_party = (
        select(party.c.ambito_id, party.c.name, party.c.istat_code, party.c.body_id)
        .join(
            instrument,
            and_(
                instrument.c.ambito_id == party.c.ambito_id,
                instrument.c.id == party.c.instrument_id,
            ),
        )
        .where(instrument.c.ambito_id == above.c.ambito_id, place.holds(instrument))
        .where(instrument.c.code == told("instrument")(above))
        .where(told("by")(above) == quoted("EACH_PARTY"), ~_left(place, party))
    )
    return union_all(each_comune.correlate(above), each_party.correlate(above)).subquery()


def _left(place: Place, party: Any) -> ColumnElement[bool]:
    gone = place.also(withdrawals)
    return (
        select(gone.c.id)
        .where(gone.c.ambito_id == party.c.ambito_id)
        .where(gone.c.instrument_id == party.c.instrument_id, gone.c.effect_on <= place.day)
        .where(or_(gone.c.istat_code == party.c.istat_code, gone.c.body_id == party.c.body_id))
        .correlate(party)
        .exists()
    )


def _duties(place: Place) -> Select[Any]:
    """Make who must adopt, with the act of each where it was done by the day."""
    above, bound, done = place.above, _bound(place), place.also(tables.adoptions)
    same = and_(
        done.c.ambito_id == bound.c.ambito_id,
        done.c.rule_code == told("code")(above),
        done.c.year.is_not_distinct_from(above.c.of_year),
        done.c.subject.is_not_distinct_from(above.c.subject),
        or_(done.c.istat_code == bound.c.istat_code, done.c.body_id == bound.c.body_id),
        done.c.adopted_on <= place.day,
    )
    until = func.coalesce(done.c.adopted_on, place.day)
    overdue = func.greatest(until - above.c.due_on, _ZERO)
    return (
        select(
            *bound.c,
            done.c.organ,
            done.c.act,
            done.c.adopted_on,
            case((above.c.due_on.is_not(None), overdue)).label("overdue_days"),
        )
        .select_from(bound.outerjoin(done, same))
        .correlate(above)
    )


def _ordered(chosen: Select[Any]) -> Select[Any]:
    there = chosen.subquery()
    return select(there).order_by(there.c.name, there.c.istat_code, there.c.body_id)


@strawberry.type(description="Che cosa ciascun ente deve adottare, e chi l'ha fatto.")
class MirrorAdoption(RuleFacts):
    """One decision, and the act of each body that must make it its own."""

    code: str = value(told("code"), "Codice nello statuto.")
    what: str | None = value(told("what"), "Che cosa si adotta.")
    every: str = value(told("every"), "YEAR, ONCE o EACH_ACT.")
    year: int | None = value(lambda row: row.c.of_year, "L'anno, se è di un anno.")
    subject: str | None = value(lambda row: row.c.subject, "Quale atto, se uno alla volta.")
    due_on: date | None = value(lambda row: row.c.due_on, "Entro quando, se c'è un termine.")

    @rows(list[AdoptionDuty], "Chi deve adottare, per nome.", made=True, expect=20)
    def duties(self: Place) -> Select[Any]:
        return _ordered(_duties(self))

    @total(int, "Quanti devono adottare.")
    def duties_count(self: Place) -> Select[Any]:
        return select(func.count()).select_from(_duties(self).subquery())

    @rows(list[AdoptionDuty], "Chi ha adottato entro il giorno.", made=True, expect=20)
    def done(self: Place) -> Select[Any]:
        made = _duties(self).subquery()
        return _ordered(select(made).where(made.c.adopted_on.is_not(None)))

    @total(int, "Quanti hanno adottato entro il giorno.")
    def done_count(self: Place) -> Select[Any]:
        made = _duties(self).subquery()
        return select(func.count(made.c.adopted_on))

    @rows(list[AdoptionDuty], "Chi manca.", made=True, expect=20)
    def missing_duties(self: Place) -> Select[Any]:
        made = _duties(self).subquery()
        return _ordered(select(made).where(made.c.adopted_on.is_(None)))

    @total(str, "Nel giorno: OPEN, CLOSED (tutti hanno adottato) o OVERDUE.")
    def standing(self: Place) -> Select[Any]:
        made = _duties(self).subquery()
        lacking = func.count() - func.count(made.c.adopted_on)
        return select(
            case(
                (lacking == _ZERO, quoted("CLOSED")),
                (func.max(made.c.overdue_days) > _ZERO, quoted("OVERDUE")),
                else_=quoted("OPEN"),
            )
        ).select_from(made)


def adoptions_of(place: Place, year: Any) -> Select[Any]:
    """Make the mirror adoptions of a year: those of each year, the single ones, the open rounds."""
    rule, opened = place.also(rules), place.also(tables.adoption_rounds)
    every = told("every")(rule)
    once = every == quoted("ONCE")
    same = and_(
        opened.c.ambito_id == rule.c.ambito_id,
        opened.c.rule_code == told("code")(rule),
        or_(and_(once, opened.c.year.is_(None)), opened.c.year == year),
    )
    return (
        select(
            *rule.c,
            case((once, cast(null(), Integer)), else_=year).label("of_year"),
            cast(opened.c.subject, Text).label("subject"),
            opened.c.due_on,
        )
        .select_from(rule.outerjoin(opened, same))
        .where(rule.c.ambito_id == place.above.c.ambito_id, place.holds(rule))
        .where(rule.c.section == quoted("adoption"))
        .where(or_(every != quoted("EACH_ACT"), opened.c.id.is_not(None)))
        .correlate(place.above)
        .order_by(rule.c.number, opened.c.subject)
    )


Year = Annotated[int, strawberry.argument(description="L'anno.")]


@strawberry.type
class AmbitoAdoptions:
    """The mirror adoptions of an Ambito."""

    @rows(
        list[MirrorAdoption],
        "Che cosa ciascun ente deve far proprio nell'anno, e chi l'ha fatto entro il giorno.",
        made=True,
        expect=4,
    )
    def mirror_adoptions(self: Place, year: Year) -> Select[Any]:
        return adoptions_of(self, year)
