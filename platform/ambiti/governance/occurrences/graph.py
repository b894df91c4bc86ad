"""How the contract shows occurrences."""

from datetime import date
from typing import Any

import strawberry
from sqlalchemy import Select

from ambiti.governance.occurrences import scopes, tables
from ambiti.reading.binding import Place, column, identity, inline, reads, rows, value
from ambiti.reading.nodes import Node
from ambiti.reading.sources import Source


@strawberry.type(description="Un fatto da cui i documenti fanno dipendere qualcosa, avvenuto.")
@reads(scopes.OCCURRENCE, tables.occurrences)
class Occurrence(Node):
    """An event that has happened."""

    id: strawberry.ID = identity()
    event: str = value(lambda row: row.c.event_code, "Codice del fatto nello statuto.")
    name: str = column("Che cosa è avvenuto.")
    happened_on: date = column("Quando.")
    act: str = column("L'atto che lo dice.")
    source: Source = inline("Il documento e l'articolo che ne parlano.")


@strawberry.type
class AmbitoOccurrences:
    """What has happened in an Ambito."""

    @rows(list[Occurrence], "I fatti avvenuti entro il giorno, dal primo.", expect=3)
    def occurrences(self: Place) -> Select[Any]:
        below = self.below
        return (
            self.select()
            .where(below.c.ambito_id == self.above.c.ambito_id, below.c.happened_on <= self.day)
            .order_by(below.c.happened_on, below.c.id)
        )
