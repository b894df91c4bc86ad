"""How the contract shows requests: when they came, by when they are owed an answer, how late."""

from datetime import date
from typing import Any

import strawberry
from sqlalchemy import Select, case

from ambiti.agreements.graph import Instrument
from ambiti.compliance import scopes
from ambiti.compliance.privacy.graph import PersonalRecord
from ambiti.compliance.requests import tables
from ambiti.compliance.standing import DueStanding, standing
from ambiti.reading.binding import Place, column, identity, inline, page, reads, rows
from ambiti.reading.nodes import Connection, Node
from ambiti.reading.sources import Source
from ambiti.reading.text import quoted


def the(place: Place, name: str) -> Select[Any]:
    """Narrow the row that the row above names."""
    below, above = place.below, place.above
    return place.select().where(below.c.ambito_id == above.c.ambito_id, below.c.id == above.c[name])


@strawberry.type(description="Una persona esercita un diritto sui propri dati.")
@reads(scopes.CITIZEN_REQUEST, tables.rights_requests)
class RightsRequest(Node):
    """A person exercises a right."""

    id: strawberry.ID = identity()
    article: int = column("L'articolo del GDPR.")
    named: bool = column("Vero se il testo dell'atto nomina il diritto.")
    received_on: date = column("Quando è arrivata.")
    extended_to: date | None = column("Fin quando il termine è prorogato.")
    extended_why: str | None = column("Perché è prorogato.")
    answer: str | None = column("La risposta.")

    @rows(DueStanding | None, "A che punto è: un mese, salvo proroga.", made=True)
    def standing(self: Place) -> Select[Any]:
        row = self.above.c
        extended = case((row.extended_on <= self.day, row.extended_to), else_=row.due_on)
        return standing(
            self,
            began=row.received_on,
            due=extended,
            done=row.answered_on,
            ended=quoted("ANSWERED"),
        )

    @rows(Instrument | None, "Su quale atto.")
    def instrument(self: Place) -> Select[Any]:
        return the(self, "instrument_id")

    @rows(PersonalRecord | None, "La persona: chi è, si legge solo con un atto.")
    def person(self: Place) -> Select[Any]:
        return the(self, "record_id")


@strawberry.type(description="Una richiesta, una segnalazione o un reclamo.")
@reads(scopes.CITIZEN_REQUEST, tables.complaints)
class Complaint(Node):
    """A request, a report or a complaint."""

    id: strawberry.ID = identity()
    kind: str = column("REQUEST, REPORT o COMPLAINT.")
    subject: str = column("Di che cosa si tratta.")
    received_on: date = column("Quando è arrivata.")
    reply: str | None = column("Il riscontro.")
    source: Source = inline("Il documento e l'articolo che lo vogliono.")

    @rows(DueStanding | None, "A che punto è.", made=True)
    def standing(self: Place) -> Select[Any]:
        row = self.above.c
        return standing(
            self,
            began=row.received_on,
            due=row.due_on,
            done=row.replied_on,
            ended=quoted("CLOSED"),
        )

    @rows(PersonalRecord | None, "La persona, se ha detto chi è.")
    def person(self: Place) -> Select[Any]:
        return the(self, "record_id")


@strawberry.type(description="Un documento conservato di un atto.")
@reads(scopes.ARCHIVE, tables.archived_documents)
class ArchivedDocument(Node):
    """A document that is kept of an instrument."""

    id: strawberry.ID = identity()
    title: str = column("Titolo.")
    digest: str | None = column("SHA-256 del documento, se è un file.")
    kept_on: date = column("Da quando è conservato.")

    @rows(Instrument | None, "Di quale atto.")
    def instrument(self: Place) -> Select[Any]:
        return the(self, "instrument_id")


@strawberry.type(description="Chi non ne ha titolo chiede di leggere i documenti di un atto.")
@reads(scopes.CITIZEN_REQUEST, tables.access_requests)
class AccessRequest(Node):
    """A request to read the documents of an instrument."""

    id: strawberry.ID = identity()
    requested_by: str = column("Chi.")
    interest: str = column("L'interesse.")
    requested_on: date = column("Il giorno.")
    reasons: str | None = column("Perché è accolta o rifiutata.")

    @rows(DueStanding | None, "A che punto è: trenta giorni, poi tacere è rifiutare.", made=True)
    def standing(self: Place) -> Select[Any]:
        row = self.above.c
        return standing(
            self,
            began=row.requested_on,
            due=row.due_on,
            done=row.decided_on,
            ended=case((row.granted, quoted("GRANTED")), else_=quoted("REFUSED")),
            lapsed="SILENT",
        )

    @rows(Instrument | None, "I documenti di quale atto.")
    def instrument(self: Place) -> Select[Any]:
        return the(self, "instrument_id")


def _of_above(place: Place) -> Select[Any]:
    return place.select().where(place.below.c.ambito_id == place.above.c.ambito_id)


@strawberry.type
class AmbitoRequests:
    """The requests that an Ambito received."""

    @page(
        Connection[RightsRequest],
        "Le richieste di chi esercita un diritto sui propri dati, dalla prima.",
        order=["received_on", "id"],
    )
    def rights_requests(self: Place) -> Select[Any]:
        return _of_above(self)

    @page(
        Connection[Complaint],
        "Richieste, segnalazioni e reclami, dal primo.",
        order=["received_on", "id"],
    )
    def complaints(self: Place) -> Select[Any]:
        return _of_above(self)

    @page(
        Connection[AccessRequest],
        "Le richieste di accesso ai documenti, dalla prima.",
        order=["requested_on", "id"],
    )
    def access_requests(self: Place) -> Select[Any]:
        return _of_above(self)

    @page(Connection[ArchivedDocument], "I documenti conservati.", order=["title", "id"])
    def archived_documents(self: Place) -> Select[Any]:
        return _of_above(self)
