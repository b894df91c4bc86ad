"""How the contract shows who asked to take part in an organ."""

from datetime import date
from typing import Annotated, Any

import strawberry
from sqlalchemy import Select

from ambiti.governance.participation import tables
from ambiti.governance.tenures.graph import Adherent
from ambiti.governance.tenures.scopes import ADHERENT
from ambiti.reading.binding import Place, column, identity, inline, page, reads, rows, value
from ambiti.reading.nodes import Connection, Node
from ambiti.reading.sources import Source


@strawberry.type(description="Chi ha chiesto di partecipare a un organo aperto, e a che cosa può.")
@reads(ADHERENT, tables.participations)
class Participation(Node):
    """Somebody asked to take part."""

    id: strawberry.ID = identity()
    name: str = column("Chi.")
    organ: str = value(lambda row: row.c.organ_code, "Codice dell'organo.")
    admitted_to: str | None = value(
        lambda row: row.c.formation_code,
        "Codice della formazione alle cui riunioni è ammesso; nulla se a tutte.",
    )
    group: str | None = value(
        lambda row: row.c.group_code, "Codice del gruppo in cui il documento lo conta."
    )
    requested_on: date = column("Quando lo ha chiesto.")
    source: Source = inline("Il documento e l'articolo.")

    @rows(Adherent | None, "L'ente aderente che è, se ha aderito.")
    def adherent(self: Place) -> Select[Any]:
        below, above = self.below, self.above
        return self.select().where(
            below.c.ambito_id == above.c.ambito_id, below.c.id == above.c.adherent_id
        )


OfOrgan = Annotated[str | None, strawberry.argument(description="Solo di questo organo.")]


@strawberry.type
class AmbitoParticipations:
    """Who asked to take part in the organs of an Ambito."""

    @page(
        Connection[Participation],
        "Chi ha chiesto di partecipare, per nome.",
        order=["name", "id"],
    )
    def participations(self: Place, organ: OfOrgan = None) -> Select[Any]:
        below = self.below
        chosen = self.select().where(below.c.ambito_id == self.above.c.ambito_id)
        if organ is not None:
            chosen = chosen.where(below.c.organ_code == organ)
        return chosen
