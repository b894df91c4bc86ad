"""The parts of a territory: sub-ambiti, member Ambiti, perimeters, warnings."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import strawberry
from sqlalchemy import ColumnElement, Select, and_, or_, select

from ambiti.reading.binding import (
    Narrow,
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
from ambiti.reading.sources import Source, finite
from ambiti.reading.text import quoted
from ambiti.territory import scopes, tables
from ambiti.territory.graph.comuni import Body, Comune, Ente, LazyAmbito, counted


@strawberry.type(description="Un'avvertenza: che cosa il documento lascia aperto o sbaglia.")
@reads(scopes.WARNING, tables.warnings)
class Warning:
    """What the documents leave open or get wrong, where it shows."""

    code: str = column("Codice stabile, ad esempio AMB-01.")
    message: str = column("Che cosa significa qui.")


def warned(place: Place) -> Select[Any]:
    """Narrow the warnings about the row above that hold on the day."""
    below = place.below
    return (
        place.select()
        .where(below.c.ambito_id == place.above.c.ambito_id)
        .where(below.c.subject_id == place.above.c.id, place.holds(below))
        .order_by(below.c.code, below.c.id)
    )


def enti(istat: str = "istat_code", body: str = "body_id") -> Mapping[type[Any], Narrow]:
    """Find the comune or the body that the row above names."""

    def comune(self: Place, **_: Any) -> Select[Any]:
        return self.select().where(self.below.c.istat_code == self.above.c[istat])

    def other(self: Place, **_: Any) -> Select[Any]:
        return self.select().where(
            self.below.c.ambito_id == self.above.c.ambito_id,
            self.below.c.id == self.above.c[body],
        )

    return {Comune: comune, Body: other}


def led(role: str) -> Mapping[type[Any], Narrow]:
    """Find the comune or the body that leads the unit above in this role on the day."""

    def leads(place: Place, column: str) -> Select[Any]:
        lead = place.also(tables.unit_leads)
        return (
            select(lead.c[column])
            .where(lead.c.ambito_id == place.above.c.ambito_id, lead.c.unit_id == place.above.c.id)
            .where(lead.c.role == quoted(role), place.holds(lead))
            .correlate(place.above)
        )

    def comune(self: Place, **_: Any) -> Select[Any]:
        return self.select().where(self.below.c.istat_code.in_(leads(self, "istat_code")))

    def body(self: Place, **_: Any) -> Select[Any]:
        same_tenant = self.below.c.ambito_id == self.above.c.ambito_id
        return self.select().where(same_tenant, self.below.c.id.in_(leads(self, "body_id")))

    return {Comune: comune, Body: body}


def of_unit_above(place: Place) -> Callable[[Any], ColumnElement[bool]]:
    """Keep the entries of the unit above."""
    return lambda entry: and_(
        entry.c.ambito_id == place.above.c.ambito_id, entry.c.unit_id == place.above.c.id
    )


def within(place: Place, of_unit: Callable[[Any], ColumnElement[bool]]) -> ColumnElement[bool]:
    """Keep the comuni of a unit: listed themselves, or those of a Unione that is."""
    entry, stood, tie = (
        place.also(tables.unit_members),
        place.also(tables.unit_members),
        place.also(tables.body_comuni),
    )
    listed = (
        select(entry.c.istat_code)
        .where(of_unit(entry), entry.c.istat_code.is_not(None), place.holds(entry))
        .correlate(place.above)
    )
    through = (
        select(tie.c.istat_code)
        .where(tie.c.ambito_id == stood.c.ambito_id, tie.c.body_id == stood.c.body_id)
        .where(of_unit(stood), place.holds(stood), place.holds(tie))
        .correlate(place.above)
    )
    return or_(place.below.c.istat_code.in_(listed), place.below.c.istat_code.in_(through))


def _is_sub_ambito(row: Any) -> ColumnElement[bool]:
    return row.c.kind == quoted("SUB_AMBITO")  # type: ignore[no-any-return]


def _is_member(row: Any) -> ColumnElement[bool]:
    return row.c.kind == quoted("MEMBER_AMBITO")  # type: ignore[no-any-return]


@strawberry.type(description="Un sub-ambito: comuni che si coordinano attorno a un referente.")
@reads(scopes.UNIT, tables.units, only=_is_sub_ambito)
class SubAmbito(Node):
    """A part of an Ambito."""

    id: strawberry.ID = identity()
    code: str = column("Codice nel documento.")
    name: str = column("Denominazione.")
    since: date | None = value(lambda row: finite(row.c.valid_from), "Da quando.")
    until: date | None = value(
        lambda row: finite(row.c.valid_until), "Primo giorno in cui non c'è più."
    )
    source: Source = inline("Il documento e l'articolo che lo istituiscono.")

    @either(
        Ente | None,
        "L'ente referente nel giorno: un comune, o un'unione con l'accordo del sub-ambito.",
        alternatives=lambda: led("REFERENTE"),
    )
    def referente(self: Place) -> Select[Any]:
        return self.select()

    @rows(list[Comune], "I comuni nel giorno.", expect=10)
    def comuni(self: Place) -> Select[Any]:
        return (
            self.select()
            .where(within(self, of_unit_above(self)))
            .order_by(self.below.c.name, self.below.c.istat_code)
        )

    @total(int, "Quanti comuni ha nel giorno.", over=Comune, figure=counted)
    def comuni_count(self: Place) -> Select[Any]:
        return self.select().where(within(self, of_unit_above(self)))

    @rows(list[Warning], "Avvertenze sul sub-ambito.", expect=1)
    def warnings(self: Place) -> Select[Any]:
        return warned(self)


@strawberry.type(description="Un Ambito che fa parte di un'aggregazione interambiti.")
@reads(scopes.UNIT, tables.units, only=_is_member)
class MemberAmbito(Node):
    """An Ambito that belongs to an interambiti agreement, hosted here or not."""

    id: strawberry.ID = identity()
    code: str = column("Codice nel documento.")
    name: str = column("Denominazione.")
    source: Source = inline("Il documento e l'articolo che lo nominano.")

    @either(Ente | None, "Il comune capofila nel giorno.", alternatives=lambda: led("CAPOFILA"))
    def capofila(self: Place) -> Select[Any]:
        return self.select()

    @either(
        Ente | None,
        "L'ente per tramite del quale agisce, se non è il capofila.",
        alternatives=lambda: led("REPRESENTATIVE"),
    )
    def representative(self: Place) -> Select[Any]:
        return self.select()

    @either(
        list[Ente],
        "Gli enti come il documento li elenca: un'unione conta uno.",
        alternatives=enti,
        over=tables.unit_members,
        expect=15,
    )
    def entries(self: Place) -> Select[Any]:
        below = self.below
        return (
            self.select()
            .where(below.c.ambito_id == self.above.c.ambito_id, below.c.unit_id == self.above.c.id)
            .where(self.holds(below))
            .order_by(below.c.istat_code.nulls_last(), below.c.id)
        )

    @rows(list[Comune], "I comuni nel giorno, quelli delle unioni compresi.", expect=15)
    def comuni(self: Place) -> Select[Any]:
        return (
            self.select()
            .where(within(self, of_unit_above(self)))
            .order_by(self.below.c.name, self.below.c.istat_code)
        )

    @total(int, "Quanti comuni ha nel giorno.", over=Comune, figure=counted)
    def comuni_count(self: Place) -> Select[Any]:
        return self.select().where(within(self, of_unit_above(self)))

    @rows(LazyAmbito | None, "L'Ambito stesso, se questa piattaforma lo ospita.")
    def ambito(self: Place) -> Select[Any]:
        return self.select().where(self.below.c.slug == self.above.c.tenant_slug)


@strawberry.type(description="Un sottoinsieme del territorio con cui un documento conta.")
@reads(scopes.PERIMETER, tables.perimeters)
class Perimeter:
    """A named subset of the territory."""

    code: str = column("Codice.")
    name: str = column("Denominazione.")
    entries_count: int = value(
        lambda row: row.c.entries, "Quanti enti elenca il documento: un'unione conta uno."
    )
    stated: str | None = column("La cifra nelle parole del documento.")
    source: Source = inline("Il documento e l'articolo.")

    @total(int, "Quanti comuni comprende, contati.", over=Comune, figure=counted)
    def comuni_count(self: Place) -> Select[Any]:
        return _inside(self)

    @rows(list[Comune], "I comuni che comprende.", expect=60)
    def comuni(self: Place) -> Select[Any]:
        return _inside(self).order_by(self.below.c.name, self.below.c.istat_code)

    @rows(list[Warning], "Avvertenze sul perimetro.", expect=1)
    def warnings(self: Place) -> Select[Any]:
        return warned(self)


def _inside(place: Place) -> Select[Any]:
    listed = place.also(tables.perimeter_comuni)
    codes = (
        select(listed.c.istat_code)
        .where(listed.c.ambito_id == place.above.c.ambito_id)
        .where(listed.c.perimeter_id == place.above.c.id, place.holds(listed))
        .correlate(place.above)
    )
    return place.select().where(place.below.c.istat_code.in_(codes))
