"""What the acts of requests are given."""

from datetime import date
from enum import Enum

import strawberry

from ambiti.acting.commands import personal, personal_or_none


@strawberry.enum(description="Che cosa si è ricevuto.")
class ComplaintKind(Enum):
    """What was received."""

    REQUEST = strawberry.enum_value("REQUEST", description="Una richiesta.")
    REPORT = strawberry.enum_value("REPORT", description="Una segnalazione.")
    COMPLAINT = strawberry.enum_value("COMPLAINT", description="Un reclamo.")


@strawberry.input(description="Una persona esercita un diritto sui propri dati.")
class OpenRightsRequestInput:
    """A person exercises a right."""

    instrument: strawberry.ID = strawberry.field(description="Su quale atto.")
    article: int = strawberry.field(description="L'articolo del GDPR: da 15 a 22.")
    received_on: date = strawberry.field(description="Quando è arrivata.")
    person: str = personal("Chi la fa, e dove rispondere.")


@strawberry.input(description="La proroga di una richiesta sui propri dati.")
class ExtendRightsRequestInput:
    """The term of a request is extended."""

    request: strawberry.ID = strawberry.field(description="La richiesta.")
    on: date = strawberry.field(description="Quando la si comunica.")
    why: str = strawberry.field(description="Perché.")


@strawberry.input(description="La risposta a una richiesta sui propri dati.")
class AnswerRightsRequestInput:
    """A request is answered."""

    request: strawberry.ID = strawberry.field(description="La richiesta.")
    on: date = strawberry.field(description="Quando.")
    answer: str = strawberry.field(description="Che cosa si è fatto, senza dati della persona.")


@strawberry.input(description="Una richiesta, una segnalazione o un reclamo.")
class OpenComplaintInput:
    """A request, a report or a complaint."""

    ambito: str = strawberry.field(description="Nome breve dell'Ambito.")
    kind: ComplaintKind = strawberry.field(description="Che cosa si è ricevuto.")
    subject: str = strawberry.field(description="Di che cosa si tratta, senza dati della persona.")
    received_on: date = strawberry.field(description="Quando è arrivato.")
    person: str | None = personal_or_none("Chi lo presenta e dove rispondere, se l'ha detto.")


@strawberry.input(description="Il riscontro a una richiesta, una segnalazione o un reclamo.")
class ReplyToComplaintInput:
    """The reply."""

    complaint: strawberry.ID = strawberry.field(description="A che cosa.")
    on: date = strawberry.field(description="Quando.")
    reply: str = strawberry.field(description="Il riscontro, senza dati della persona.")


@strawberry.input(description="Un documento da conservare.")
class FileDocumentInput:
    """A document is kept."""

    instrument: strawberry.ID = strawberry.field(description="Di quale atto.")
    title: str = strawberry.field(description="Titolo.")
    place: str = strawberry.field(description="Dove si trova: lo saprà chi ha titolo a leggerlo.")
    on: date = strawberry.field(description="Da quando è conservato.")
    digest: str | None = strawberry.field(
        default=None, description="SHA-256 in esadecimale, se è un file."
    )


@strawberry.input(description="La lettura di un documento.")
class ConsultDocumentInput:
    """A document is to be read."""

    document: strawberry.ID = strawberry.field(description="Il documento.")


@strawberry.input(description="La richiesta di leggere i documenti di un atto.")
class OpenAccessRequestInput:
    """A request to read documents."""

    instrument: strawberry.ID = strawberry.field(description="Di quale atto.")
    interest: str = strawberry.field(description="L'interesse di chi chiede.")


@strawberry.input(description="La decisione su una richiesta di accesso.")
class DecideAccessRequestInput:
    """A request is decided."""

    request: strawberry.ID = strawberry.field(description="La richiesta.")
    on: date = strawberry.field(description="Quando.")
    granted: bool = strawberry.field(description="Vero se è accolta.")
    reasons: str = strawberry.field(description="Perché.")
