"""What the acts of the calendar are given."""

from datetime import date

import strawberry


@strawberry.input
class RecordedInput:
    """What every record of the calendar says."""

    ambito: str = strawberry.field(description="Nome breve dell'Ambito.")
    by: str = strawberry.field(
        description="Di chi è: codice dell'organo, del ruolo, della carica o dell'ente nei "
        "documenti; di un comune il codice ISTAT."
    )
    act: str = strawberry.field(description="Gli estremi dell'atto o della comunicazione.")
    year: int = strawberry.field(description="L'anno di riferimento.")
    occurrence: str | None = strawberry.field(
        default=None,
        description="Il periodo (2019-S1, 2019-T1, 2019-08) o l'oggetto; se no, l'anno.",
    )


@strawberry.input(description="Il giorno, o il ritmo, di un termine lasciato ad altri.")
class SetTermInput(RecordedInput):
    """A day, or a rhythm, that is set."""

    deadline: str = strawberry.field(description="Codice del termine.")
    due_on: date | None = strawberry.field(default=None, description="Il giorno.")
    every_days: int | None = strawberry.field(
        default=None, description="Ogni quanti giorni, di ciò che è dovuto periodicamente."
    )


@strawberry.input(description="Un fatto da cui parte un termine.")
class RecordEventInput(RecordedInput):
    """A fact from which a term runs."""

    event: str = strawberry.field(description="Codice del fatto nello statuto.")
    occurred_on: date | None = strawberry.field(default=None, description="Il giorno; se no, oggi.")


@strawberry.input(description="Ciò che era dovuto, fatto.")
class RecordFulfilmentInput(RecordedInput):
    """Something due that was done."""

    deadline: str = strawberry.field(description="Codice del termine.")
    done_on: date | None = strawberry.field(default=None, description="Il giorno; se no, oggi.")
    sections: list[str] = strawberry.field(
        default_factory=list,
        description="Le parti che contiene: i codici di quelle che il documento chiede.",
    )
