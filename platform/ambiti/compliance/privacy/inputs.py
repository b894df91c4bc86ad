"""What the acts of personal data are given."""

from datetime import date
from enum import Enum

import strawberry

from ambiti.acting.commands import personal, personal_or_none


@strawberry.enum(description="Di che natura è un recapito.")
class ContactKind(Enum):
    """What a contact point is."""

    EMAIL = strawberry.enum_value("EMAIL", description="Posta elettronica.")
    PEC = strawberry.enum_value("PEC", description="Posta elettronica certificata.")
    DPO = strawberry.enum_value("DPO", description="Il responsabile della protezione dei dati.")


@strawberry.input(description="Il legale rappresentante di una parte.")
class RegisterRepresentativeInput:
    """Who represents a party."""

    party: strawberry.ID = strawberry.field(description="La parte dell'atto.")
    on: date = strawberry.field(description="Il giorno.")
    purpose: str = strawberry.field(description="La finalità: una di quelle del testo.")
    name: str | None = personal_or_none("Nome e cognome.")
    tax_code: str | None = personal_or_none("Codice fiscale.")
    office: str | None = strawberry.field(default=None, description="La carica.")


@strawberry.input(description="Un dato personale, raccolto per un atto.")
class RecordPersonalInput:
    """Personal data that is collected for an instrument."""

    instrument: strawberry.ID = strawberry.field(description="L'atto.")
    on: date = strawberry.field(description="Il giorno.")
    purpose: str = strawberry.field(description="La finalità: una di quelle del testo.")
    data: str = personal("Il dato.")


@strawberry.input(description="La lettura di un dato personale.")
class ReadPersonalInput:
    """Personal data is to be read."""

    record: strawberry.ID = strawberry.field(description="Il dato.")
    purpose: str = strawberry.field(description="La finalità per cui si legge.")


@strawberry.input(description="Un recapito.")
class RecordContactInput:
    """Where one writes."""

    ambito: str = strawberry.field(description="Nome breve dell'Ambito.")
    who: str = strawberry.field(
        description="Di chi: codice ISTAT di un comune, o codice dello statuto."
    )
    kind: ContactKind = strawberry.field(description="Di che natura.")
    address: str = strawberry.field(description="L'indirizzo.")
    on: date = strawberry.field(description="Il giorno.")
    of_person: bool | None = strawberry.field(
        default=None,
        description="Vero se porta il nome di una persona; se non è detto, si guarda l'indirizzo.",
    )
