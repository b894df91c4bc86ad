"""How the contract shows drafts: their clauses, and who is to sign them."""

from datetime import date
from typing import Any

import strawberry
from sqlalchemy import Select, column, func, select
from sqlalchemy.dialects.postgresql import JSONB

from ambiti.agreements import scopes
from ambiti.agreements.drafts import tables
from ambiti.agreements.graph import Instrument
from ambiti.reading.binding import Place, either, identity, reads, rows, total, value
from ambiti.reading.binding import column as field
from ambiti.reading.nodes import Node
from ambiti.territory.graph.comuni import Ente, counted
from ambiti.territory.graph.units import SubAmbito, enti


@strawberry.type(description="Una clausola di una bozza.")
class DraftClause:
    """A clause of a draft."""

    article: str | None = value(lambda row: row.c.article, "L'articolo.")
    text: str = value(lambda row: row.c.text, "Che cosa dice.")


@strawberry.type(description="Chi dovrà firmare una bozza.")
@reads(scopes.INSTRUMENT_FACT, tables.draft_parties)
class DraftParty(Node):
    """A party of a draft."""

    id: strawberry.ID = identity()
    name: str = field("Chi è.")

    @either(Ente | None, "Il comune o l'ente.", alternatives=enti)
    def ente(self: Place) -> Select[Any]:
        return self.select()


def _parties(place: Place) -> Select[Any]:
    below, above = place.below, place.above
    return place.select().where(
        below.c.ambito_id == above.c.ambito_id, below.c.draft_id == above.c.id
    )


@strawberry.type(description="La bozza di un atto, secondo lo schema di un altro.")
@reads(scopes.INSTRUMENT_FACT, tables.drafts)
class Draft(Node):
    """A draft."""

    id: strawberry.ID = identity()
    title: str = field("Il titolo.")
    drafted_on: date = field("Il giorno.")

    @rows(Instrument | None, "L'atto di cui segue lo schema.")
    def template(self: Place) -> Select[Any]:
        below, above = self.below, self.above
        return self.select().where(
            below.c.ambito_id == above.c.ambito_id, below.c.id == above.c.instrument_id
        )

    @rows(SubAmbito | None, "Il sub-ambito per cui è.")
    def sub_ambito(self: Place) -> Select[Any]:
        below, above = self.below, self.above
        return self.select().where(
            below.c.ambito_id == above.c.ambito_id, below.c.id == above.c.unit_id
        )

    @rows(list[DraftClause], "Le clausole, le stesse dello schema.", made=True, expect=50)
    def clauses(self: Place) -> Select[Any]:
        found = (
            func.jsonb_array_elements(self.above.c.clauses)
            .table_valued(column("item", JSONB), with_ordinality="position")
            .render_derived()
        )
        item = found.c.item
        return select(
            item["article"].astext.label("article"), item["text"].astext.label("text")
        ).order_by(found.c.position)

    @rows(list[DraftParty], "Chi dovrà firmare.", expect=10)
    def parties(self: Place) -> Select[Any]:
        return _parties(self).order_by(self.below.c.position, self.below.c.id)

    @total(int, "Quanti sono.", over=DraftParty, figure=counted)
    def parties_count(self: Place) -> Select[Any]:
        return _parties(self)


@strawberry.type
class AmbitoDrafts:
    """The drafts of an Ambito."""

    @rows(list[Draft], "Le bozze fatte entro il giorno.", expect=2)
    def drafts(self: Place) -> Select[Any]:
        below = self.below
        return (
            self.select()
            .where(below.c.ambito_id == self.above.c.ambito_id, below.c.drafted_on <= self.day)
            .order_by(below.c.drafted_on, below.c.id)
        )
