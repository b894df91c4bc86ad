"""What the acts of deliberating, signing and renewing are given."""

from datetime import date

import strawberry


@strawberry.input(description="La deliberazione con cui una parte si impegna a firmare.")
class RecordDeliberationInput:
    """The deliberation of a party."""

    party: strawberry.ID = strawberry.field(description="La parte dell'atto.")
    organ: str = strawberry.field(description="L'organo che ha deliberato: Consiglio Comunale.")
    act: str = strawberry.field(description="Gli estremi della deliberazione.")
    on: date = strawberry.field(description="Il giorno.")
    enforceable_on: date = strawberry.field(description="Da quando è esecutiva.")


@strawberry.input(description="La firma di una parte.")
class SignInstrumentInput:
    """The signature of a party."""

    party: strawberry.ID = strawberry.field(description="La parte dell'atto.")
    on: date = strawberry.field(description="Il giorno.")
    signer: str = strawberry.field(description="Chi ha firmato per la parte.")


@strawberry.input(description="Il rinnovo di un atto.")
class RenewInstrumentInput:
    """The renewal of an instrument."""

    instrument: strawberry.ID = strawberry.field(description="L'atto.")
    on: date = strawberry.field(description="Il giorno dell'atto di rinnovo.")
    act: str | None = strawberry.field(
        default=None, description="Gli estremi dell'atto di rinnovo, senza il quale non si rinnova."
    )
    until: date | None = strawberry.field(
        default=None, description="L'ultimo giorno, se il testo non dice per quanto si rinnova."
    )
