"""What the acts of cases are given."""

from datetime import date

import strawberry

from ambiti.acting.commands import personal


@strawberry.input(description="Un caso da seguire.")
class OpenCaseInput:
    """A case is to be followed."""

    instrument: strawberry.ID = strawberry.field(description="In base a quale atto.")
    istat_code: str = strawberry.field(description="Codice ISTAT del comune.")
    code: str = strawberry.field(description="Un codice che non dica di chi è.")
    purpose: str = strawberry.field(description="La finalità: una di quelle del testo.")
    on: date = strawberry.field(description="Da quando.")
    person: str = personal("Chi è, e che cosa serve sapere.")


@strawberry.input(description="Chi segue un caso.")
class AssignCaseInput:
    """Who follows a case."""

    case_file: strawberry.ID = strawberry.field(description="Il caso.")
    mandate: strawberry.ID = strawberry.field(description="L'incarico di chi vi è assegnato.")
    on: date = strawberry.field(description="Da quando.")
