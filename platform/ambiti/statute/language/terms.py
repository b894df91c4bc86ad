"""M-10. How long an instrument lasts, as its text says it, and the events that terms wait for."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from ambiti.statute.language.references import MatterRef
from ambiti.statute.language.rule import Rule, Strict
from ambiti.statute.language.words import AmbiguityCode, Code, Name

Months = Annotated[int, Field(ge=1, le=1200, description="Durata in mesi.")]
LastDay = Annotated[date, Field(description="Ultimo giorno in vigore (compreso).")]
EventCode = Annotated[Code, Field(description="Codice di un evento dichiarato in «events».")]


class Event(Rule):
    """Un fatto da cui dipende un termine. Senza data, non è ancora avvenuto o non è noto."""

    says = (
        "Evento atteso: {name}[happened_on?, avvenuto il {happened_on}]"
        "[perfected?; una volta approvato, lo dice da sé {perfected}]"
    )
    code: Code = Field(description="Codice dell'evento.")
    name: Name = Field(description="L'evento in parole.")
    happened_on: date | None = Field(default=None, description="Il giorno in cui è avvenuto.")
    perfected: tuple[MatterRef, ...] = Field(
        default=(),
        description="Le materie il cui riparto, una volta perfezionato, dice da sé che il fatto è "
        "avvenuto: nel calendario nessuno deve registrarlo.",
    )


class FixedTerm(Strict):
    """Fino a un giorno stabilito."""

    says = "fino al {end}"
    kind: Literal["FIXED"]
    end: LastDay


class MonthsTerm(Strict):
    """Per un numero di mesi dall'entrata in vigore."""

    says = "per {months:mesi} dall'entrata in vigore"
    kind: Literal["MONTHS"]
    months: Months


class StatedTerm(Strict):
    """Una durata in mesi e una scadenza scritta: se non coincidono, è un'ambiguità."""

    says = "per {months:mesi} e, come scritto, fino al {end}"
    kind: Literal["STATED"]
    months: Months
    end: LastDay
    ambiguity: AmbiguityCode | None = Field(
        default=None,
        description="L'ambiguità che registra la contraddizione; le sue letture sono "
        "STATED_END, COMPUTED_END, CONTESTED.",
    )


class LaterOfTerm(Strict):
    """Fino al più tardo fra un giorno e un evento; senza l'evento, il termine resta aperto."""

    says = "fino al {end} e comunque fino a {event}"
    kind: Literal["LATER_OF"]
    end: LastDay
    event: EventCode
    ambiguity: AmbiguityCode | None = Field(
        default=None, description="L'ambiguità mostrata dopo il giorno se l'evento manca."
    )


class EarlierOfTerm(Strict):
    """Fino al primo fra un giorno e un evento."""

    says = "fino a {event}, e non oltre il {end}"
    kind: Literal["EARLIER_OF"]
    end: LastDay
    event: EventCode
    ambiguity: AmbiguityCode | None = Field(default=None, description="L'ambiguità che lo tocca.")


class OpenTerm(Strict):
    """Senza scadenza."""

    says = "senza scadenza"
    kind: Literal["OPEN"]


Term = Annotated[
    FixedTerm | MonthsTerm | StatedTerm | LaterOfTerm | EarlierOfTerm | OpenTerm,
    Field(discriminator="kind"),
]
