"""Comuni and the other bodies of the territory."""

from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Annotated, Any

import strawberry
from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Integer,
    Select,
    Text,
    cast,
    func,
    literal_column,
    select,
)
from sqlalchemy.dialects.postgresql import aggregate_order_by

from ambiti.reading.binding import (
    Place,
    column,
    identity,
    inline,
    reads,
    rows,
    total,
    value,
)
from ambiti.reading.nodes import Node
from ambiti.reading.sources import Source, finite
from ambiti.reading.text import quoted
from ambiti.territory import scopes, tables
from ambiti.territory.graph.populations import At, Population, Status, figures

if TYPE_CHECKING:
    from ambiti.contract import Ambito

LazyAmbito = Annotated["Ambito", strawberry.lazy("ambiti.contract")]


@strawberry.interface(description="Un soggetto del territorio: un comune o un altro ente.")
class Ente:
    """A body of the territory, comune or not."""

    name: str = strawberry.field(description="Denominazione ufficiale.")


@reads(scopes.COMUNE, tables.comune_aliases)
class ComuneAlias:
    """A spelling of a comune in the documents (not a type of the contract)."""


@strawberry.type(description="Un comune, coi suoi codici.")
@reads(scopes.COMUNE, tables.comuni, key="istat_code")
class Comune(Node, Ente):
    """A comune."""

    id: strawberry.ID = identity()
    istat_code: str = column("Codice ISTAT, sei cifre.")
    name: str = column("Denominazione ufficiale.")
    belfiore_code: str = column("Codice catastale (Belfiore).")
    province: str = column("Provincia o città metropolitana.")
    province_code: str = column("Sigla automobilistica della provincia.")
    region: str = column("Regione.")

    @total(
        list[str],
        "Le altre grafie con cui i documenti lo nominano.",
        over=ComuneAlias,
        figure=lambda alias: func.coalesce(
            func.array_agg(aggregate_order_by(alias.c.alias.distinct(), alias.c.alias)),
            cast(quoted("{}"), ARRAY(Text)),
            type_=ARRAY(Text),
        ),
    )
    def aliases(self: Place) -> Select[Any]:
        return self.select().where(self.below.c.istat_code == self.above.c.istat_code)

    @rows(
        Population | None,
        "La popolazione a una data. Nulla se per quella data non c'è una cifra: non se ne "
        "sostituisce un'altra in silenzio.",
    )
    def population(self: Place, at: At = None, status: Status = None) -> Select[Any]:
        return figures(self, at, status).limit(literal_column("1", Integer))

    @rows(list[Population], "Tutte le cifre di popolazione, dalla più recente.", expect=10)
    def populations(self: Place, status: Status = None) -> Select[Any]:
        return figures(self, None, status)

    @rows(list[LazyAmbito], "Gli Ambiti e le aggregazioni di cui fa parte nel giorno.", expect=2)
    def ambiti(self: Place) -> Select[Any]:
        member = self.also(tables.memberships)
        here = (
            select(member.c.ambito_id)
            .where(member.c.istat_code == self.above.c.istat_code, self.holds(member))
            .correlate(self.above)
        )
        return self.select().where(self.below.c.ambito_id.in_(here)).order_by(self.below.c.slug)


@strawberry.enum(description="Che cosa lega un comune a un ente.")
class BodyRelation(Enum):
    """What ties a comune to a body."""

    OWNER = strawberry.enum_value("OWNER", description="Ne è socio o consorziato.")
    SUBSTITUTED = strawberry.enum_value(
        "SUBSTITUTED", description="L'ente gli subentra nelle funzioni trasferite."
    )


Relation = Annotated[BodyRelation, strawberry.argument(description="Quale legame.")]


def counted(_rows: Any) -> ColumnElement[int]:
    """Count the rows."""
    return func.count()


@strawberry.type(description="Un comune a cui un ente subentra, per certe funzioni.")
@reads(scopes.BODY, tables.body_comuni)
class Substitution:
    """A body that stands in for a comune, for the functions transferred and with its consent."""

    functions: str | None = column("Funzioni trasferite.")
    consent: str | None = column("Atto con cui il comune ha consentito.")
    ambiguity: str | None = column("Ambiguità del documento da cui dipende.")
    since: date | None = value(lambda row: finite(row.c.valid_from), "Da quando.")
    until: date | None = value(
        lambda row: finite(row.c.valid_until), "Primo giorno in cui non vale più."
    )
    source: Source = inline("Il documento e l'articolo.")

    @rows(Comune | None, "Il comune.")
    def comune(self: Place) -> Select[Any]:
        return self.select().where(self.below.c.istat_code == self.above.c.istat_code)


@strawberry.type(description="Un ente che non è un comune: ASL, ATS, Provincia, azienda, unione…")
@reads(scopes.BODY, tables.bodies)
class Body(Node, Ente):
    """A body that is no comune."""

    id: strawberry.ID = identity()
    code: str = column("Sigla nello statuto dell'Ambito.")
    name: str = column("Denominazione.")
    kind: str = column("Natura dell'ente: ASL, ATS, PROVINCIA, UNIONE, AZIENDA_SPECIALE…")
    role: str | None = column("Che cosa fa nell'Ambito.")
    source: Source = inline("Il documento e l'articolo che lo nominano.")

    @rows(list[Comune], "I comuni legati all'ente nel giorno.", expect=20)
    def comuni(self: Place, relation: Relation) -> Select[Any]:
        tie = self.also(tables.body_comuni)
        tied = _tied(self, tie, relation).with_only_columns(tie.c.istat_code)
        return (
            self.select()
            .where(self.below.c.istat_code.in_(tied))
            .order_by(self.below.c.name, self.below.c.istat_code)
        )

    @total(
        int,
        "Quanti comuni gli sono legati nel giorno.",
        over=Substitution,
        figure=lambda tie: func.count(tie.c.istat_code.distinct()),
    )
    def comuni_count(self: Place, relation: Relation) -> Select[Any]:
        return _tied(self, self.below, relation)

    @rows(list[Substitution], "I comuni a cui subentra, per quali funzioni.", expect=5)
    def substitutions(self: Place) -> Select[Any]:
        below = self.below
        return _tied(self, below, quoted("SUBSTITUTED")).order_by(
            below.c.istat_code, below.c.valid_from, below.c.id
        )


def _tied(place: Place, tie: Any, relation: Any) -> Select[Any]:
    return (
        select(tie)
        .where(tie.c.ambito_id == place.above.c.ambito_id, tie.c.body_id == place.above.c.id)
        .where(tie.c.relation == relation, place.holds(tie))
        .correlate(place.above)
    )
