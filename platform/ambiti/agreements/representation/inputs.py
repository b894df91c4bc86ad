"""What the acts done for others are given."""

from datetime import date

import strawberry

from ambiti.governance.tenures.inputs import CandidateInput

AMBITO = "Nome breve dell'Ambito."


@strawberry.input(description="Il mandato con cui un ente lascia che un altro firmi per lui.")
class GrantSigningMandateInput:
    """A mandate to sign."""

    ambito: str = strawberry.field(description=AMBITO)
    matter: str = strawberry.field(description="Codice di ciò che si firma.")
    by: str = strawberry.field(
        description="Chi dà il mandato: un comune per nome o codice ISTAT, o il codice di un ente."
    )
    organ: str = strawberry.field(description="L'organo che lo ha deciso.")
    act: str = strawberry.field(description="Gli estremi del suo atto.")
    on: date = strawberry.field(description="Il giorno.")
    until: date | None = strawberry.field(
        default=None, description="L'ultimo giorno in cui vale, se ne ha uno."
    )


@strawberry.input(description="La revoca di un mandato a firmare.")
class RevokeSigningMandateInput:
    """A mandate is taken back."""

    mandate: strawberry.ID = strawberry.field(description="Il mandato.")
    act: str = strawberry.field(description="Gli estremi dell'atto di revoca.")
    on: date = strawberry.field(description="Il primo giorno in cui non vale più.")


@strawberry.input(description="La firma di un contratto, anche per conto di altri.")
class SignContractInput:
    """A contract is signed."""

    ambito: str = strawberry.field(description=AMBITO)
    matter: str = strawberry.field(description="Codice di ciò che si firma.")
    by: str = strawberry.field(
        description="Chi firma: un comune per nome o codice ISTAT, o un codice dello statuto."
    )
    counterpart: str = strawberry.field(description="Con chi: codice dello statuto.")
    act: str = strawberry.field(description="Gli estremi del contratto.")
    on: date = strawberry.field(description="Il giorno.")
    since: date | None = strawberry.field(
        default=None, description="Da quando vale; senza, dal giorno della firma."
    )
    until: date | None = strawberry.field(default=None, description="L'ultimo giorno, se c'è.")
    programme: str | None = strawberry.field(
        default=None, description="Codice del documento di programmazione che il contratto è."
    )


@strawberry.input(description="Ciò che uno compie per conto di un altro.")
class RepresentInput:
    """Something done on behalf of another."""

    ambito: str = strawberry.field(description=AMBITO)
    by: str = strawberry.field(
        description="Chi agisce: un comune per nome o codice ISTAT, o un codice dello statuto."
    )
    on_behalf_of: str = strawberry.field(description="Per conto di chi: codice dello statuto.")
    toward: str | None = strawberry.field(
        default=None, description="Presso chi: codice dello statuto."
    )
    matter: str | None = strawberry.field(default=None, description="Codice della materia.")
    subject: str = strawberry.field(description="Che cosa ha fatto.")
    on: date = strawberry.field(description="Il giorno.")


@strawberry.input(description="La nomina di chi va a rappresentare, o a dare supporto.")
class AppointRepresentativeInput:
    """A person is sent to represent, or to support."""

    ambito: str = strawberry.field(description=AMBITO)
    at: str = strawberry.field(description="Presso chi, o a supporto di chi: codice dello statuto.")
    by: str = strawberry.field(
        description="Chi lo manda: un comune per nome o codice ISTAT, o un codice dello statuto."
    )
    body: str | None = strawberry.field(
        default=None, description="Quale organismo, se lo statuto ne nomina solo il genere."
    )
    candidate: CandidateInput = strawberry.field(description="Chi.")
    act: str | None = strawberry.field(default=None, description="Gli estremi dell'atto.")
    since: date | None = strawberry.field(default=None, description="Da quando; senza, da oggi.")
