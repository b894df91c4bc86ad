"""What the acts of an amendment are given."""

from datetime import date

import strawberry


@strawberry.input(description="La proposta di modificare un articolo di un atto.")
class ProposeAmendmentInput:
    """A change of an article."""

    instrument: strawberry.ID = strawberry.field(description="L'atto.")
    subject: str = strawberry.field(description="Che cosa cambia, in una frase.")
    article: str = strawberry.field(description="L'articolo.")
    replaced: str = strawberry.field(description="Le parole di prima.")
    wording: str = strawberry.field(description="Le parole nuove.")
    on: date = strawberry.field(description="Il giorno della proposta.")


@strawberry.input(description="L'atto con cui un ente, o un organo, fa propria una modifica.")
class AdoptAmendmentInput:
    """An act that an amendment takes."""

    step: strawberry.ID = strawberry.field(description="Il passo della modifica.")
    organ: str = strawberry.field(description="L'organo che ha deliberato.")
    act: str = strawberry.field(description="Gli estremi.")
    on: date = strawberry.field(description="Il giorno.")
