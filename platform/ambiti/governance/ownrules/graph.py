"""How the contract shows what an organ gives itself."""

from datetime import date
from typing import Annotated, Any

import strawberry
from sqlalchemy import Select

from ambiti.governance.meetings.graph import Vote
from ambiti.governance.meetings.scopes import MEETING
from ambiti.governance.ownrules import tables
from ambiti.reading.binding import Place, column, identity, inline, reads, rows, value
from ambiti.reading.nodes import Node
from ambiti.reading.sources import Source


@strawberry.type(
    description="Come un organo ha deciso di decidere, dove il documento glielo lascia."
)
@reads(MEETING, tables.own_rules)
class OwnRule(Node):
    """How an organ decided to decide."""

    id: strawberry.ID = identity()
    organ: str = value(lambda row: row.c.organ_code, "Codice dell'organo.")
    matter: str | None = value(
        lambda row: row.c.matter_code, "Codice della materia; nulla per ogni altra."
    )
    quorum: int | None = column("Quanti presenti servono, se lo dice.")
    fraction: str = column("La frazione.")
    strict: bool = column("Se ne serve più della frazione.")
    denominator: str = value(lambda row: row.c.counted, "Di chi: PRESENT o COMPONENTS.")
    adopted_on: date = column("Da quando vale.")
    source: Source = inline("Il documento e l'articolo che glielo lasciano.")

    @rows(Vote | None, "Il voto con cui se l'è data.")
    def vote(self: Place) -> Select[Any]:
        below, above = self.below, self.above
        return self.select().where(
            below.c.ambito_id == above.c.ambito_id, below.c.id == above.c.vote_id
        )


@strawberry.type(description="Un gruppo di lavoro che un organo ha costituito.")
@reads(MEETING, tables.working_groups)
class WorkingGroup(Node):
    """A working group of an organ."""

    id: strawberry.ID = identity()
    organ: str = value(lambda row: row.c.organ_code, "Codice dell'organo.")
    theme: str = column("Il tema.")
    created_on: date = column("Da quando.")
    source: Source = inline("Il documento e l'articolo.")


OfOrgan = Annotated[str | None, strawberry.argument(description="Solo di questo organo.")]


@strawberry.type
class AmbitoOwnRules:
    """What the organs of an Ambito gave themselves."""

    @rows(list[OwnRule], "Le regole che gli organi si sono dati entro il giorno.", expect=3)
    def own_rules(self: Place, organ: OfOrgan = None) -> Select[Any]:
        below = self.below
        chosen = self.select().where(
            below.c.ambito_id == self.above.c.ambito_id, below.c.adopted_on <= self.day
        )
        if organ is not None:
            chosen = chosen.where(below.c.organ_code == organ)
        return chosen.order_by(below.c.adopted_on, below.c.id)

    @rows(list[WorkingGroup], "I gruppi di lavoro costituiti entro il giorno.", expect=3)
    def working_groups(self: Place, organ: OfOrgan = None) -> Select[Any]:
        below = self.below
        chosen = self.select().where(
            below.c.ambito_id == self.above.c.ambito_id, below.c.created_on <= self.day
        )
        if organ is not None:
            chosen = chosen.where(below.c.organ_code == organ)
        return chosen.order_by(below.c.created_on, below.c.id)
