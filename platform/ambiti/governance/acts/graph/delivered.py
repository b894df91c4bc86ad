"""How the contract shows what was sent: lists of acts, minutes, news, and to whom."""

from datetime import date
from enum import Enum
from typing import Annotated, Any

import strawberry
from sqlalchemy import Select

from ambiti.governance.acts import scopes, tables
from ambiti.governance.acts.graph.acts import Act
from ambiti.governance.meetings.graph import Meeting
from ambiti.reading.binding import Place, column, identity, inline, page, reads, rows, value
from ambiti.reading.nodes import Connection, Node
from ambiti.reading.sources import Source, sourced
from ambiti.territory.graph.comuni import Comune


@strawberry.enum(description="Che cosa si trasmette.")
class DispatchKind(Enum):
    """What is sent."""

    ACTS_LIST = strawberry.enum_value("ACTS_LIST", description="L'elenco degli atti.")
    MINUTES = strawberry.enum_value("MINUTES", description="Il verbale di una riunione.")
    BROADCAST = strawberry.enum_value("BROADCAST", description="Un'informazione.")


@strawberry.type(description="Un atto in un elenco trasmesso.")
@reads(scopes.DELIVERY, tables.dispatch_items)
class DispatchItem(Node):
    """An act in a list that was sent."""

    id: strawberry.ID = identity()
    position: int = column("Il numero nell'elenco.")
    copied: bool = column("Se vi è unita la copia.")

    @rows(Act | None, "L'atto.")
    def act(self: Place) -> Select[Any]:
        below, above = self.below, self.above
        return self.select().where(
            below.c.ambito_id == above.c.ambito_id, below.c.id == above.c.act_id
        )


def _items(place: Place, column_name: str) -> Select[Any]:
    below, above = place.below, place.above
    return (
        place.select()
        .where(below.c.ambito_id == above.c.ambito_id)
        .where(below.c.dispatch_id == above.c[column_name])
        .order_by(below.c.position)
    )


@strawberry.type(description="Una trasmissione a uno dei destinatari.")
@reads(scopes.DELIVERY, tables.deliveries)
class Delivery(Node):
    """What one addressee was sent."""

    id: strawberry.ID = identity()
    code: str | None = column("Codice del destinatario; nulla se i documenti non lo nominano.")
    name: str = column("Il destinatario.")

    @rows(Comune | None, "Il comune, se è uno.")
    def comune(self: Place) -> Select[Any]:
        return self.select().where(self.below.c.istat_code == self.above.c.istat_code)

    @rows(list[DispatchItem], "Gli atti trasmessi.", expect=10)
    def items(self: Place) -> Select[Any]:
        return _items(self, "dispatch_id")


@strawberry.type(description="Una trasmissione: di che cosa, da chi, a chi.")
@reads(scopes.DELIVERY, tables.dispatches)
class Dispatch(Node):
    """Something sent to several at once."""

    id: strawberry.ID = identity()
    kind: DispatchKind = column("Che cosa si trasmette.")
    by_code: str = column("Codice di chi trasmette.")
    by_name: str = column("Chi trasmette.")
    sent_on: date = column("Il giorno.")
    subject: str = column("L'oggetto.")
    matter: str | None = value(lambda row: row.c.matter_code, "La materia, se è una sola.")
    since: date | None = column("Il primo giorno del periodo, di un elenco.")
    until: date | None = column("L'ultimo giorno del periodo, di un elenco.")
    source: Source | None = inline("Il documento e l'articolo che la vogliono.", present=sourced)

    @rows(Meeting | None, "La riunione, di un verbale.")
    def meeting(self: Place) -> Select[Any]:
        below, above = self.below, self.above
        return self.select().where(
            below.c.ambito_id == above.c.ambito_id, below.c.id == above.c.meeting_id
        )

    @rows(list[Delivery], "Una per destinatario.", expect=15)
    def deliveries(self: Place) -> Select[Any]:
        return _items(self, "id")

    @rows(list[DispatchItem], "Gli atti trasmessi.", expect=10)
    def items(self: Place) -> Select[Any]:
        return _items(self, "id")


By = Annotated[str | None, strawberry.argument(description="Solo quelle di chi ha questo codice.")]
OfKind = Annotated[DispatchKind | None, strawberry.argument(description="Solo di questo tipo.")]


@strawberry.type
class AmbitoDispatches:
    """What an Ambito has sent."""

    @page(Connection[Dispatch], "Le trasmissioni, dalla prima.", order=["sent_on", "id"])
    def dispatches(self: Place, by: By = None, kind: OfKind = None) -> Select[Any]:
        below = self.below
        chosen = self.select().where(below.c.ambito_id == self.above.c.ambito_id)
        if by is not None:
            chosen = chosen.where(below.c.by_code == by)
        if kind is not None:
            chosen = chosen.where(below.c.kind == kind)
        return chosen
