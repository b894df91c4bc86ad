"""What the acts on encounters are given."""

from datetime import date

import strawberry


@strawberry.input(description="Un incontro fra organi e cariche, o di un organo con altri.")
class ArrangeEncounterInput:
    """An encounter is arranged, or one that was held is recorded."""

    ambito: str = strawberry.field(description="Nome breve dell'Ambito.")
    held_on: date = strawberry.field(description="Il giorno.")
    subject: str = strawberry.field(description="Il tema.")
    joint: str | None = strawberry.field(
        default=None, description="Codice dell'incontro congiunto, se è uno dei documenti."
    )
    organ: str | None = strawberry.field(
        default=None, description="Codice dell'organo che incontra altri, se non è congiunto."
    )
    toward: str | None = strawberry.field(
        default=None, description="Codice di chi incontra, come il documento lo nomina."
    )
    participants: list[str] = strawberry.field(
        default_factory=list, description="Chi altri vi prende parte, per nome."
    )


@strawberry.input(description="Che cosa ha deciso per sé chi ha preso parte a un incontro.")
class RecordPartyDecisionInput:
    """What one party of an encounter decided."""

    party: strawberry.ID = strawberry.field(description="Chi, nell'incontro.")
    decision: str = strawberry.field(description="Che cosa ha deciso.")
