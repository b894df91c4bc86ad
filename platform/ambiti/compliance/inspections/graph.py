"""How the contract shows inspections and what follows them."""

from datetime import date
from typing import Any

import strawberry
from sqlalchemy import Select

from ambiti.compliance import scopes
from ambiti.compliance.inspections import tables
from ambiti.compliance.standing import DueStanding, standing
from ambiti.reading.binding import Place, column, identity, inline, page, reads, rows, value
from ambiti.reading.nodes import Connection, Node
from ambiti.reading.sources import Source
from ambiti.reading.text import quoted


@strawberry.type(description="Ciò che segue a un controllo, con la sua scadenza.")
@reads(scopes.INSPECTION, tables.follow_ups)
class FollowUp(Node):
    """What must follow an inspection."""

    id: strawberry.ID = identity()
    task: str = column("Che cosa va fatto.")
    opened_on: date = column("Da quando.")
    result: str | None = column("Che cosa è stato fatto.")

    @rows(DueStanding | None, "A che punto è.", made=True)
    def standing(self: Place) -> Select[Any]:
        row = self.above.c
        return standing(
            self,
            began=row.opened_on,
            due=row.due_on,
            done=row.closed_on,
            ended=quoted("CLOSED"),
        )


@strawberry.type(description="Un controllo.")
@reads(scopes.INSPECTION, tables.inspections)
class Inspection(Node):
    """An inspection."""

    id: strawberry.ID = identity()
    by: str = value(lambda row: row.c.by_code, "Chi controlla: codice nello statuto.")
    matter: str = column("La materia: codice nello statuto.")
    service: str = column("Il servizio o l'atto controllato.")
    outcome: str = column("CONFORM o NON_CONFORM.")
    findings: str = column("Che cosa si è trovato.")
    on: date = value(lambda row: row.c.inspected_on, "Il giorno.")
    source: Source = inline("Il documento e l'articolo che lo vogliono.")

    @rows(FollowUp | None, "Ciò che ne segue.")
    def follow_up(self: Place) -> Select[Any]:
        below = self.below
        return self.select().where(
            below.c.ambito_id == self.above.c.ambito_id, below.c.inspection_id == self.above.c.id
        )


@strawberry.type
class AmbitoInspections:
    """The inspections of an Ambito."""

    @page(Connection[Inspection], "I controlli, dal primo.", order=["inspected_on", "id"])
    def inspections(self: Place) -> Select[Any]:
        return self.select().where(self.below.c.ambito_id == self.above.c.ambito_id)
