"""The statute as the contract shows it: its versions and the readings chosen where it is open."""

from datetime import date, datetime
from typing import Any

import strawberry
from sqlalchemy import Select

from ambiti.reading.binding import Place, column, identity, inline, reads, rows
from ambiti.reading.nodes import Node
from ambiti.reading.sources import Source, sourced
from ambiti.statute import scopes, tables


@strawberry.type(description="Una versione dello statuto di un Ambito, come fu applicata.")
@reads(scopes.STATUTE_VERSION, tables.statute_versions)
class StatuteVersion(Node):
    """A version of a statute."""

    id: strawberry.ID = identity()
    number: int = column("Numero progressivo nell'Ambito.")
    hash: str = column("Impronta SHA-256 della forma canonica del testo.")
    previous_hash: str | None = column("Impronta della versione precedente.")
    applied_at: datetime = column("Quando fu applicata.")
    applied_by: str = column("Chi la applicò.")
    reason: str | None = column("Motivazione, se ha rettificato il passato.")


@strawberry.type(description="Un punto che i documenti lasciano aperto, con la lettura in uso.")
@reads(scopes.AMBIGUITY, tables.ambiguities)
class Ambiguity(Node):
    """A question that the documents leave open, and the option in force."""

    id: strawberry.ID = identity()
    code: str = column("Codice, ad esempio AMB-01.")
    question: str = column("La questione.")
    option: str = column("La lettura in uso.")
    motivation: str = column("Perché.")
    chosen_by: str = column("Chi l'ha scelta.")
    chosen_on: date = column("Quando.")
    source: Source | None = inline("Il punto del documento.", present=sourced)


@strawberry.type
class AmbitoStatute:
    """The statute of an Ambito."""

    @rows(StatuteVersion | None, "La versione dello statuto in uso.")
    def statute_version(self: Place) -> Select[Any]:
        below = self.below
        return (
            self.select()
            .where(below.c.ambito_id == self.above.c.ambito_id)
            .order_by(below.c.number.desc())
            .limit(1)
        )

    @rows(list[Ambiguity], "I punti lasciati aperti dai documenti.", expect=20)
    def ambiguities(self: Place) -> Select[Any]:
        below = self.below
        return (
            self.select().where(below.c.ambito_id == self.above.c.ambito_id).order_by(below.c.code)
        )
