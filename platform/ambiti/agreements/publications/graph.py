"""How the contract shows what is to be published, and where it was."""

from datetime import date
from enum import Enum
from typing import Any

import strawberry
from sqlalchemy import Boolean, Date, Select, case, func, or_, select

from ambiti.agreements import scopes
from ambiti.agreements.publications import tables
from ambiti.reading.binding import Place, column, identity, reads, rows, total, value
from ambiti.reading.nodes import Node
from ambiti.reading.text import quoted
from ambiti.statute.graph.rules import RuleFacts, told
from ambiti.statute.tables import rules
from ambiti.territory.graph.comuni import Comune
from ambiti.territory.tables import capofile


@strawberry.enum(description="Quanto di un atto è pubblicato.")
class PublicationKind(Enum):
    """How much of an instrument is published."""

    FULL = strawberry.enum_value("FULL", description="Il testo intero.")
    EXTRACT = strawberry.enum_value("EXTRACT", description="Un estratto.")


@strawberry.type(description="La pubblicazione di un atto.")
@reads(scopes.INSTRUMENT_FACT, tables.instrument_publications)
class InstrumentPublication(Node):
    """The publication of an instrument."""

    id: strawberry.ID = identity()
    kind: PublicationKind = column("Intero o per estratto.")
    reference: str = column("Dove si trova: numero, pagina, indirizzo.")
    on: date = value(lambda row: row.c.published_on, "Il giorno.")


@strawberry.type(description="Un atto da pubblicare, dove e da chi, e se è stato fatto.")
class PublicationTask(RuleFacts):
    """What is to be published."""

    journal: str | None = value(told("journal"), "Dove: bollettino o sito.")
    extract: bool | None = value(told("extract", Boolean), "Vero se basta un estratto.")

    @rows(Comune | None, "Chi deve pubblicarlo nel giorno, se è il comune capofila.")
    def responsible(self: Place) -> Select[Any]:
        lead = self.also(capofile)
        leads = (
            select(lead.c.istat_code)
            .where(lead.c.ambito_id == self.above.c.ambito_id, self.holds(lead))
            .where(told("by")(self.above) == quoted("CAPOFILA"))
            .correlate(self.above)
        )
        return self.select().where(self.below.c.istat_code.in_(leads))

    @rows(list[InstrumentPublication], "Le pubblicazioni entro il giorno.", expect=1)
    def publications(self: Place) -> Select[Any]:
        below = self.below
        return (
            self.select()
            .where(below.c.ambito_id == self.above.c.ambito_id)
            .where(below.c.instrument_id == self.above.c.instrument_id)
            .where(below.c.published_on <= self.day)
            .order_by(below.c.published_on, below.c.id)
        )

    @total(str, "Nel giorno: OPEN (da pubblicare) o CLOSED.")
    def standing(self: Place) -> Select[Any]:
        above, done = self.above, self.also(tables.instrument_publications)
        published = (
            select(func.count())
            .select_from(done)
            .where(done.c.ambito_id == above.c.ambito_id)
            .where(done.c.instrument_id == above.c.instrument_id)
            .where(done.c.published_on <= self.day)
            .correlate(above)
            .scalar_subquery()
        )
        stated = told("on", Date)(above) <= self.day
        return select(case((or_(published > 0, stated), quoted("CLOSED")), else_=quoted("OPEN")))


def task_of(place: Place) -> Select[Any]:
    """Make what the documents say of publishing the instrument above."""
    rule, above = place.also(rules), place.above
    return (
        select(*rule.c, above.c.id.label("instrument_id"))
        .where(rule.c.ambito_id == above.c.ambito_id, place.holds(rule))
        .where(rule.c.section == quoted("publication"), rule.c.subject_code == above.c.code)
        .correlate(above)
    )
