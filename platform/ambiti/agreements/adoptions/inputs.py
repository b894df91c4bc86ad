"""What the acts of mirror adoption are given."""

from datetime import date

import strawberry


@strawberry.input(description="L'apertura di un giro di adozioni, con il suo termine.")
class OpenAdoptionInput:
    """A round of adoptions."""

    ambito: str = strawberry.field(description="Nome breve dell'Ambito.")
    rule: str = strawberry.field(description="Codice dell'adozione nello statuto.")
    year: int = strawberry.field(description="L'anno.")
    subject: str | None = strawberry.field(
        default=None, description="Quale atto, se si adotta un atto alla volta."
    )
    due_on: date | None = strawberry.field(default=None, description="Entro quando.")
    act: str = strawberry.field(description="L'atto che apre il giro e ne fissa il termine.")
    on: date = strawberry.field(description="Il giorno di quell'atto.")


@strawberry.input(description="L'atto con cui un ente fa propria una decisione comune.")
class RecordAdoptionInput:
    """The adoption of a body."""

    ambito: str = strawberry.field(description="Nome breve dell'Ambito.")
    rule: str = strawberry.field(description="Codice dell'adozione nello statuto.")
    year: int | None = strawberry.field(default=None, description="L'anno, se è di un anno.")
    subject: str | None = strawberry.field(
        default=None, description="Quale atto, se si adotta un atto alla volta."
    )
    istat_code: str | None = strawberry.field(
        default=None, description="Codice ISTAT, se adotta un comune."
    )
    body: str | None = strawberry.field(
        default=None, description="Sigla dell'ente, se non è un comune."
    )
    organ: str = strawberry.field(description="L'organo che ha adottato.")
    act: str = strawberry.field(description="Gli estremi.")
    on: date = strawberry.field(description="Il giorno.")
