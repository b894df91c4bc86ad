"""What the acts of leaving and joining are given."""

from datetime import date

import strawberry


@strawberry.input(description="La comunicazione del recesso di una parte.")
class GiveNoticeInput:
    """The notice of a party that leaves."""

    party: strawberry.ID = strawberry.field(description="La parte che recede.")
    on: date = strawberry.field(description="Il giorno della comunicazione.")
    effect_on: date | None = strawberry.field(
        default=None,
        description="Il primo giorno fuori, se non il primo che il documento consente.",
    )


@strawberry.input(description="La domanda di un comune di aderire a un atto.")
class JoinInstrumentInput:
    """A comune asks to join."""

    instrument: strawberry.ID = strawberry.field(description="L'atto.")
    istat_code: str = strawberry.field(description="Codice ISTAT del comune.")
    act: str = strawberry.field(description="Gli estremi dell'atto con cui chiede di aderire.")
    on: date = strawberry.field(description="Il giorno.")
