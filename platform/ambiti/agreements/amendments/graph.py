"""How the contract shows amendments: what changes, who must adopt it, and how far that is."""

from datetime import date
from enum import Enum
from typing import Any

import strawberry
from sqlalchemy import ColumnElement, Date, Select, and_, case, cast, func, null, select

from ambiti.agreements import scopes
from ambiti.agreements.amendments import tables
from ambiti.reading.binding import (
    Place,
    column,
    either,
    identity,
    inline,
    reads,
    rows,
    total,
    value,
)
from ambiti.reading.nodes import Node
from ambiti.reading.sources import Source
from ambiti.reading.text import quoted
from ambiti.territory.graph.comuni import Ente, counted
from ambiti.territory.graph.units import enti


@strawberry.enum(description="A che punto è una modifica.")
class AmendmentStatus(Enum):
    """How far an amendment is."""

    PENDING = strawberry.enum_value(
        "PENDING", description="Non tutti l'hanno adottata: vale il testo di prima."
    )
    IN_FORCE = strawberry.enum_value("IN_FORCE", description="In vigore: vale il testo nuovo.")


@strawberry.enum(description="Perché un atto si modifica.")
class AmendmentCause(Enum):
    """Why an instrument changes."""

    PROPOSAL = strawberry.enum_value("PROPOSAL", description="Una proposta.")
    WITHDRAWAL = strawberry.enum_value("WITHDRAWAL", description="Il recesso di una parte.")
    ACCESSION = strawberry.enum_value("ACCESSION", description="L'adesione di un altro ente.")


@strawberry.type(description="L'atto con cui una modifica è stata fatta propria.")
@reads(scopes.INSTRUMENT_FACT, tables.amendment_adoptions)
class AmendmentAdoption(Node):
    """An act of an amendment."""

    id: strawberry.ID = identity()
    organ: str = column("L'organo che ha deliberato.")
    act: str = column("Gli estremi.")
    on: date = value(lambda row: row.c.adopted_on, "Il giorno.")


@strawberry.type(description="Un atto che la modifica richiede: di un ente, o di un organo.")
@reads(scopes.INSTRUMENT_FACT, tables.amendment_steps)
class AmendmentStep(Node):
    """An act that an amendment takes."""

    id: strawberry.ID = identity()
    position: int = column("Il posto nell'ordine.")
    verb: str = column("APPROVE o ADOPT.")
    label: str = column("Di chi è l'atto.")
    organ: str | None = column("Con quale organo, se i documenti lo dicono.")

    @either(Ente | None, "L'ente, se è di uno.", alternatives=enti)
    def ente(self: Place) -> Select[Any]:
        return self.select()

    @rows(AmendmentAdoption | None, "L'atto, se compiuto entro il giorno.")
    def adoption(self: Place) -> Select[Any]:
        below = self.below
        return (
            self.select()
            .where(below.c.ambito_id == self.above.c.ambito_id)
            .where(below.c.step_id == self.above.c.id, below.c.adopted_on <= self.day)
        )


def _steps(place: Place) -> Select[Any]:
    below, above = place.below, place.above
    return place.select().where(
        below.c.ambito_id == above.c.ambito_id, below.c.amendment_id == above.c.id
    )


def _done(place: Place, steps: Any) -> ColumnElement[bool]:
    adopted = place.also(tables.amendment_adoptions)
    return (
        select(adopted.c.id)
        .where(adopted.c.ambito_id == steps.c.ambito_id, adopted.c.step_id == steps.c.id)
        .where(adopted.c.adopted_on <= place.day)
        .correlate(steps)
        .exists()
    )


def _adopted(place: Place) -> tuple[Select[Any], ColumnElement[bool], ColumnElement[Any]]:
    """Give the acts of the amendment above, whether all are done, and the day of the last."""
    steps, adopted = place.also(tables.amendment_steps), place.also(tables.amendment_adoptions)
    same = and_(
        adopted.c.ambito_id == steps.c.ambito_id,
        adopted.c.step_id == steps.c.id,
        adopted.c.adopted_on <= place.day,
    )
    of_above = and_(
        steps.c.ambito_id == place.above.c.ambito_id, steps.c.amendment_id == place.above.c.id
    )
    joined = select(steps.c.id).select_from(steps.outerjoin(adopted, same)).where(of_above)
    return joined, func.count(adopted.c.id) == func.count(), func.max(adopted.c.adopted_on)


@strawberry.type(description="Una modifica di un atto.")
@reads(scopes.INSTRUMENT_FACT, tables.amendments)
class Amendment(Node):
    """A change of an instrument."""

    id: strawberry.ID = identity()
    cause: AmendmentCause = column("Perché.")
    subject: str = column("Che cosa cambia, in una frase.")
    article: str | None = column("L'articolo.")
    opened_on: date = column("Da quando va adottata.")
    source: Source = inline("Il documento e l'articolo che dicono come si modifica.")

    @total(AmendmentStatus, "A che punto è nel giorno.")
    def status(self: Place) -> Select[Any]:
        joined, done, _ = _adopted(self)
        return joined.with_only_columns(case((done, quoted("IN_FORCE")), else_=quoted("PENDING")))

    @total(date | None, "Da quando è in vigore: il giorno dell'ultimo atto.")
    def in_force_from(self: Place) -> Select[Any]:
        joined, done, last = _adopted(self)
        return joined.with_only_columns(case((done, last), else_=cast(null(), Date)))

    @total(str | None, "Le parole dell'articolo che valgono nel giorno.")
    def wording(self: Place) -> Select[Any]:
        joined, done, _ = _adopted(self)
        above = self.above
        new = joined.with_only_columns(done).correlate(above).scalar_subquery()
        return select(case((new, above.c.wording), else_=above.c.replaced))

    @rows(list[AmendmentStep], "Gli atti che richiede, fissati quando è stata aperta.", expect=10)
    def steps(self: Place) -> Select[Any]:
        return _steps(self).order_by(self.below.c.position)

    @total(int, "Quanti sono.", over=AmendmentStep, figure=counted)
    def steps_count(self: Place) -> Select[Any]:
        return _steps(self)

    @rows(list[AmendmentStep], "Quelli compiuti entro il giorno.", expect=10)
    def done(self: Place) -> Select[Any]:
        return _steps(self).where(_done(self, self.below)).order_by(self.below.c.position)

    @total(int, "Quanti sono compiuti.", over=AmendmentStep, figure=counted)
    def done_count(self: Place) -> Select[Any]:
        return _steps(self).where(_done(self, self.below))

    @rows(list[AmendmentStep], "Quelli che mancano.", expect=10)
    def missing(self: Place) -> Select[Any]:
        return _steps(self).where(~_done(self, self.below)).order_by(self.below.c.position)
