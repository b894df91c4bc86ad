"""How the contract shows who leaves an instrument and who joins it."""

from datetime import date
from typing import Any

import strawberry
from sqlalchemy import Select

from ambiti.agreements import scopes
from ambiti.agreements.amendments.graph import Amendment
from ambiti.agreements.withdrawals import tables
from ambiti.reading.binding import Place, column, either, identity, inline, reads, rows, value
from ambiti.reading.nodes import Node
from ambiti.reading.sources import Source
from ambiti.territory.graph.comuni import Ente
from ambiti.territory.graph.units import enti


def _amendment(place: Place) -> Select[Any]:
    below, above = place.below, place.above
    return place.select().where(
        below.c.ambito_id == above.c.ambito_id, below.c.id == above.c.amendment_id
    )


@strawberry.type(description="Il recesso di una parte.")
@reads(scopes.INSTRUMENT_FACT, tables.withdrawals)
class Withdrawal(Node):
    """A party leaves."""

    id: strawberry.ID = identity()
    notified_on: date = column("Quando l'ha comunicato.")
    request_year: int = column("L'anno della richiesta, da cui si contano quelli dovuti.")
    effect_on: date = column("Il primo giorno fuori.")
    addressee: str | None = column("A chi si comunica.")
    liability_kind: str | None = column("SHARE_OF_PLANNED_SPEND o SHARE_UNTIL_EVENT.")
    liability: str | None = column("Che cosa resta dovuto, in parole.")
    consequence: str | None = column("Che cosa ne segue per l'atto.")
    source: Source = inline("Il documento e l'articolo che lo regolano.")

    @either(Ente | None, "Chi recede.", alternatives=enti)
    def ente(self: Place) -> Select[Any]:
        return self.select()

    @rows(Amendment | None, "La modifica che ne segue, di chi resta.")
    def amendment(self: Place) -> Select[Any]:
        return _amendment(self)


@strawberry.type(description="La domanda di un ente di aderire a un atto.")
@reads(scopes.INSTRUMENT_FACT, tables.accessions)
class Accession(Node):
    """One more asks to be a party; it is one when the amendment is in force."""

    id: strawberry.ID = identity()
    act: str = column("Gli estremi dell'atto con cui chiede di aderire.")
    on: date = value(lambda row: row.c.requested_on, "Il giorno.")

    @either(Ente | None, "Chi aderisce.", alternatives=enti)
    def ente(self: Place) -> Select[Any]:
        return self.select()

    @rows(Amendment | None, "La modifica con cui diventa parte.")
    def amendment(self: Place) -> Select[Any]:
        return _amendment(self)
