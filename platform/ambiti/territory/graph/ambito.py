"""What territory adds to the Ambito: who belongs to it, how it is divided, how many live there."""

from typing import Annotated, Any

import strawberry
from sqlalchemy import ColumnElement, Select, and_, func, select

from ambiti.reading.binding import Place, column, rows, total
from ambiti.reading.text import quoted
from ambiti.territory import tables
from ambiti.territory.graph.comuni import Body, Comune
from ambiti.territory.graph.populations import At, PopulationTotal, Status, summed
from ambiti.territory.graph.units import MemberAmbito, Perimeter, SubAmbito, within

UnitCode = Annotated[
    str | None, strawberry.argument(description="Solo i comuni del sub-ambito con questo codice.")
]
BodyKind = Annotated[str | None, strawberry.argument(description="Solo gli enti di questa natura.")]


def _members(place: Place, *, unit: Any = None) -> Select[Any]:
    member = place.also(tables.memberships)
    codes = (
        select(member.c.istat_code)
        .where(member.c.ambito_id == place.above.c.ambito_id, place.holds(member))
        .correlate(place.above)
    )
    chosen = place.select().where(place.below.c.istat_code.in_(codes))
    if unit is None:
        return chosen
    named = place.also(tables.units)
    units = (
        select(named.c.id)
        .where(named.c.ambito_id == place.above.c.ambito_id, place.holds(named))
        .where(named.c.kind == quoted("SUB_AMBITO"), named.c.code == unit)
        .correlate(place.above)
    )

    def of_unit(entry: Any) -> ColumnElement[bool]:
        return and_(entry.c.ambito_id == place.above.c.ambito_id, entry.c.unit_id.in_(units))

    return chosen.where(within(place, of_unit))


def _of_above(place: Place) -> Select[Any]:
    below = place.below
    return place.select().where(below.c.ambito_id == place.above.c.ambito_id, place.holds(below))


@strawberry.type
class AmbitoTerritory:
    """The territory of an Ambito."""

    slug: str = column("Nome breve, stabile, per gli indirizzi.")
    name: str = column("Denominazione.")
    region: str = column("Regione.")

    @rows(Comune | None, "Il comune capofila nel giorno.")
    def capofila(self: Place) -> Select[Any]:
        lead = self.also(tables.capofile)
        codes = (
            select(lead.c.istat_code)
            .where(lead.c.ambito_id == self.above.c.ambito_id, self.holds(lead))
            .correlate(self.above)
        )
        return self.select().where(self.below.c.istat_code.in_(codes))

    @rows(list[Comune], "I comuni nel giorno, in ordine alfabetico.", expect=20)
    def comuni(self: Place, sub_ambito: UnitCode = None) -> Select[Any]:
        return _members(self, unit=sub_ambito).order_by(self.below.c.name, self.below.c.istat_code)

    @total(int, "Quanti comuni ha nel giorno.")
    def comuni_count(self: Place) -> Select[Any]:
        member = self.also(tables.memberships)
        return select(func.count()).where(
            member.c.ambito_id == self.above.c.ambito_id, self.holds(member)
        )

    @total(
        int | None,
        "Residenti in tutti i comuni a una data. Nulla se manca la cifra di un comune o se le "
        "cifre non sono della stessa provenienza e serie (vedi populationTotal).",
    )
    def population(self: Place, at: At = None, status: Status = None) -> Select[Any]:
        return select(summed(self, at, status, {"residents"}).subquery().c.residents)

    @rows(
        PopulationTotal | None,
        "Residenti in tutti i comuni a una data, con data, provenienza e fonte.",
        made=True,
    )
    def population_total(self: Place, at: At = None, status: Status = None) -> Select[Any]:
        return summed(self, at, status, self.asked)

    @rows(list[SubAmbito], "I sub-ambiti nel giorno.", expect=6)
    def sub_ambiti(self: Place) -> Select[Any]:
        return _of_above(self).order_by(self.below.c.code)

    @rows(list[MemberAmbito], "Gli Ambiti che compongono un interambiti nel giorno.", expect=5)
    def members(self: Place) -> Select[Any]:
        return _of_above(self).order_by(self.below.c.code)

    @rows(list[Perimeter], "I perimetri con cui i documenti contano i comuni.", expect=2)
    def perimeters(self: Place) -> Select[Any]:
        return _of_above(self).order_by(self.below.c.code)

    @rows(list[Body], "Gli altri enti del territorio nel giorno.", expect=10)
    def bodies(self: Place, kind: BodyKind = None) -> Select[Any]:
        chosen = _of_above(self)
        if kind is not None:
            chosen = chosen.where(self.below.c.kind == kind)
        return chosen.order_by(self.below.c.code)
