"""Mandates: who holds which role, and who is asking."""

from datetime import date
from typing import Any

import strawberry
from sqlalchemy import Select

from ambiti.governance import scopes, tables
from ambiti.reading.binding import Place, column, identity, inline, reads, rows, value
from ambiti.reading.nodes import Node
from ambiti.reading.sources import Source, finite
from ambiti.territory.graph.comuni import Comune, LazyAmbito
from ambiti.territory.graph.units import SubAmbito


@strawberry.type(description="Un incarico: un ruolo tenuto da qualcuno, dall'inizio alla fine.")
@reads(scopes.MANDATE, tables.mandates)
class Mandate(Node):
    """A role held by someone."""

    id: strawberry.ID = identity()
    role: str = value(lambda row: row.c.role_code, "Codice del ruolo nell'Ambito.")
    since: date = column("Dal.")
    until: date | None = value(
        lambda row: finite(row.c.until), "Primo giorno in cui non lo tiene più."
    )
    act: str = column("L'atto che lo ha conferito.")
    source: Source = inline("Il documento e l'articolo che prevedono il ruolo.")

    @rows(LazyAmbito, "L'Ambito in cui vale.")
    def ambito(self: Place) -> Select[Any]:
        return self.select().where(self.below.c.ambito_id == self.above.c.ambito_id)

    @rows(Comune | None, "Il comune per cui è tenuto.")
    def comune(self: Place) -> Select[Any]:
        return self.select().where(self.below.c.istat_code == self.above.c.istat_code)

    @rows(SubAmbito | None, "Il sub-ambito per cui è tenuto.")
    def sub_ambito(self: Place) -> Select[Any]:
        same = self.below.c.ambito_id == self.above.c.ambito_id
        return self.select().where(same, self.below.c.id == self.above.c.unit_id)


@strawberry.type(description="Chi chiede: una persona o un sistema.")
@reads(scopes.PRINCIPAL, tables.principals)
class Me(Node):
    """Whoever is asking."""

    id: strawberry.ID = identity()
    name: str = column("Nome.")
    kind: str = column("PERSON o MACHINE.")
    invented: bool = column("Vero per le persone inventate per prova.")

    @rows(list[Mandate], "Gli incarichi tenuti nel giorno, in tutti gli Ambiti.", expect=5)
    def roles(self: Place) -> Select[Any]:
        below = self.below
        return (
            self.select()
            .where(below.c.principal_id == self.above.c.id)
            .where(below.c.since <= self.day, below.c.until > self.day)
            .order_by(below.c.ambito_id, below.c.role_code, below.c.since, below.c.id)
        )
