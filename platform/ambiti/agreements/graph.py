"""Agreements as the contract shows it: instruments, their parties and their status on a day."""

from datetime import date
from typing import Annotated, Any

import strawberry
from sqlalchemy import ColumnElement, Select, or_

from ambiti.agreements import scopes, tables
from ambiti.agreements.amendments.graph import Amendment
from ambiti.agreements.publications.graph import PublicationTask, task_of
from ambiti.agreements.signatures.graph import Deliberation, Renewal, Signature
from ambiti.agreements.withdrawals.graph import Accession, Withdrawal
from ambiti.reading.binding import (
    Place,
    column,
    either,
    identity,
    inline,
    reads,
    rows,
    total,
)
from ambiti.reading.nodes import Node
from ambiti.reading.sources import Source
from ambiti.territory.graph.comuni import Ente, counted
from ambiti.territory.graph.units import Warning, enti, warned


@reads(scopes.INSTRUMENT, tables.instrument_statuses)
class InstrumentStatus:
    """The status of an instrument between two days (not a type of the contract)."""


@strawberry.type(description="Una parte di un atto, nelle parole del documento.")
@reads(scopes.INSTRUMENT, tables.instrument_parties)
class InstrumentParty(Node):
    """A party of an instrument."""

    id: strawberry.ID = identity()
    name: str = column("Come il documento la scrive.")
    kind: str = column("COMUNE o la natura dell'ente.")
    signed_on: date | None = column("Quando ha firmato.")

    @either(Ente | None, "Il comune o l'ente.", alternatives=enti)
    def ente(self: Place) -> Select[Any]:
        return self.select()

    @rows(Deliberation | None, "La deliberazione con cui si è impegnata, se registrata qui.")
    def deliberation(self: Place) -> Select[Any]:
        return _of_party(self)

    @rows(Signature | None, "La firma, se registrata qui e non già nel documento.")
    def signature(self: Place) -> Select[Any]:
        return _of_party(self)


@strawberry.type(description="Un atto precedente di cui questo prende il posto.")
@reads(scopes.INSTRUMENT, tables.instrument_predecessors)
class InstrumentPredecessor:
    """An instrument that came before."""

    year: int = column("Anno.")
    title: str = column("Titolo.")


def _of_instrument(place: Place) -> Select[Any]:
    below = place.below
    return place.select().where(
        below.c.ambito_id == place.above.c.ambito_id, below.c.instrument_id == place.above.c.id
    )


def _of_party(place: Place) -> Select[Any]:
    below, above = place.below, place.above
    return (
        place.select()
        .where(below.c.ambito_id == above.c.ambito_id)
        .where(below.c.instrument_id == above.c.instrument_id)
        .where(or_(below.c.istat_code == above.c.istat_code, below.c.body_id == above.c.body_id))
    )


def _status(rows: Any) -> ColumnElement[Any]:
    status: ColumnElement[Any] = rows.c.status
    return status


@strawberry.type(description="Un atto che regola l'Ambito: convenzione, accordo, regolamento…")
@reads(scopes.INSTRUMENT, tables.instruments)
class Instrument(Node):
    """An instrument."""

    id: strawberry.ID = identity()
    code: str = column("Codice nello statuto dell'Ambito.")
    kind: str = column("Natura dell'atto.")
    title: str = column("Titolo.")
    approved_on: date | None = column("Quando fu approvato.")
    signed_on: date | None = column("Quando fu firmato.")
    in_force_from: date | None = column("Da quando è in vigore.")
    ends_on: date | None = column("Ultimo giorno, se è una data certa.")
    end_rule: str | None = column("Come si trova la fine, se è più di una data.")
    supplied: bool = column("Vero se il testo è stato fornito, falso se è solo citato.")
    published: bool = column("Vero se è pubblico.")
    source: Source = inline("Il documento e l'articolo da cui viene.")

    @total(
        str | None,
        "Lo stato nel giorno: IN_FORCE, IN_FORCE_CONTESTED, EXPIRED…",
        over=InstrumentStatus,
        figure=_status,
    )
    def status(self: Place) -> Select[Any]:
        return _of_instrument(self).where(self.holds(self.below))

    @rows(list[Warning], "Avvertenze sull'atto nel giorno.", expect=2)
    def warnings(self: Place) -> Select[Any]:
        return warned(self)

    @rows(list[InstrumentPredecessor], "Gli atti precedenti, dal più recente.", expect=3)
    def predecessors(self: Place) -> Select[Any]:
        return _of_instrument(self).order_by(
            self.below.c.year.desc(), self.below.c.title, self.below.c.id
        )

    @rows(list[InstrumentParty], "Le parti, nell'ordine del documento.", expect=20)
    def parties(self: Place) -> Select[Any]:
        return _of_instrument(self).order_by(self.below.c.position, self.below.c.id)

    @total(int, "Quante sono le parti.", over=InstrumentParty, figure=counted)
    def parties_count(self: Place) -> Select[Any]:
        return _of_instrument(self)

    @rows(list[InstrumentParty], "Le parti che hanno firmato entro il giorno.", expect=20)
    def signatories(self: Place) -> Select[Any]:
        below = self.below
        signed = _of_instrument(self).where(below.c.signed_on <= self.day)
        return signed.order_by(below.c.position, below.c.id)

    @total(int, "Quante hanno firmato entro il giorno.", over=InstrumentParty, figure=counted)
    def signatories_count(self: Place) -> Select[Any]:
        return _of_instrument(self).where(self.below.c.signed_on <= self.day)

    @rows(list[Renewal], "I rinnovi, dal primo.", expect=1)
    def renewals(self: Place) -> Select[Any]:
        return _of_instrument(self).order_by(self.below.c.until, self.below.c.id)

    @rows(PublicationTask | None, "Dove e da chi va pubblicato, e se lo è.", made=True)
    def publication(self: Place) -> Select[Any]:
        return task_of(self)

    @rows(list[Amendment], "Le modifiche aperte entro il giorno, dalla prima.", expect=2)
    def amendments(self: Place) -> Select[Any]:
        below = self.below
        opened = _of_instrument(self).where(below.c.opened_on <= self.day)
        return opened.order_by(below.c.opened_on, below.c.id)

    @rows(list[Withdrawal], "I recessi comunicati entro il giorno.", expect=1)
    def withdrawals(self: Place) -> Select[Any]:
        below = self.below
        told = _of_instrument(self).where(below.c.notified_on <= self.day)
        return told.order_by(below.c.notified_on, below.c.id)

    @rows(list[Accession], "Le domande di adesione presentate entro il giorno.", expect=1)
    def accessions(self: Place) -> Select[Any]:
        below = self.below
        asked = _of_instrument(self).where(below.c.requested_on <= self.day)
        return asked.order_by(below.c.requested_on, below.c.id)

    @rows(
        Annotated["Instrument", strawberry.lazy("ambiti.agreements.graph")] | None,
        "L'atto da cui discende.",
    )
    def parent(self: Place) -> Select[Any]:
        below = self.below
        return (
            self.select()
            .where(below.c.ambito_id == self.above.c.ambito_id)
            .where(below.c.code == self.above.c.parent_code)
            .order_by(below.c.valid_from.desc())
            .limit(1)
        )


Code = Annotated[str | None, strawberry.argument(description="Solo l'atto con questo codice.")]
Kind = Annotated[str | None, strawberry.argument(description="Solo gli atti di questa natura.")]


@strawberry.type
class AmbitoAgreements:
    """The instruments of an Ambito."""

    @rows(list[Instrument], "Gli atti conosciuti nel giorno, i più recenti prima.", expect=6)
    def instruments(self: Place, code: Code = None, kind: Kind = None) -> Select[Any]:
        below = self.below
        chosen = self.select().where(below.c.ambito_id == self.above.c.ambito_id, self.holds(below))
        if code is not None:
            chosen = chosen.where(below.c.code == code)
        if kind is not None:
            chosen = chosen.where(below.c.kind == kind)
        return chosen.order_by(below.c.in_force_from.desc().nulls_last(), below.c.code)
