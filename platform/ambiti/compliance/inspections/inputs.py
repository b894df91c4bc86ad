"""What the acts of inspections are given."""

from datetime import date
from enum import Enum

import strawberry


@strawberry.enum(description="Come è andato un controllo.")
class InspectionOutcome(Enum):
    """How an inspection came out."""

    CONFORM = strawberry.enum_value("CONFORM", description="Conforme.")
    NON_CONFORM = strawberry.enum_value("NON_CONFORM", description="Non conforme.")


@strawberry.input(description="Un controllo.")
class RecordInspectionInput:
    """An inspection."""

    ambito: str = strawberry.field(description="Nome breve dell'Ambito.")
    by: str = strawberry.field(description="Chi controlla: codice nello statuto.")
    matter: str = strawberry.field(description="Che cosa controlla: codice della materia.")
    service: str = strawberry.field(description="Il servizio o l'atto controllato.")
    outcome: InspectionOutcome = strawberry.field(description="Come è andato.")
    findings: str = strawberry.field(description="Che cosa si è trovato.")
    on: date = strawberry.field(description="Il giorno.")
    task: str | None = strawberry.field(
        default=None, description="Che cosa va fatto, se non è conforme."
    )
    due_on: date | None = strawberry.field(default=None, description="Entro quando.")


@strawberry.input(description="La chiusura di ciò che segue a un controllo.")
class CloseFollowUpInput:
    """A follow-up is closed."""

    follow_up: strawberry.ID = strawberry.field(description="Ciò che segue.")
    on: date = strawberry.field(description="Il giorno.")
    result: str = strawberry.field(description="Che cosa è stato fatto.")
