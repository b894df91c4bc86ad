"""M-09. By when: a day of the year, days after events, a window, a rhythm, a day set by others."""

from typing import Annotated, Literal

from pydantic import Field

from ambiti.statute.language.meetings import Hardness
from ambiti.statute.language.references import (
    CategoryRef,
    DeadlineRef,
    EventRef,
    FundRef,
    InstrumentRef,
    MatterRef,
    ProgrammeRef,
    Who,
)
from ambiti.statute.language.rule import Rule, Strict
from ambiti.statute.language.words import AmbiguityCode, Code, MonthDay


class OnDay(Strict):
    """Un giorno di ogni anno; l'anno è quello di riferimento più lo scarto."""

    says = (
        "entro il {month_day:day}[year_offset=0? di ogni anno][year_offset=1? dell'anno successivo]"
    )
    kind: Literal["FIXED"]
    month_day: MonthDay = Field(description="Mese e giorno: 03-31.")
    year_offset: int = Field(
        default=0, ge=-5, le=5, description="0: lo stesso anno; 1: il successivo."
    )


class AfterEvents(Strict):
    """Giorni o mesi dopo il più tardo di uno o più fatti."""

    says = (
        "entro [days?{days:giorni}][months?{months:mesi}] da {events}[events=MANY? (dall'ultimo)]"
    )
    kind: Literal["AFTER"]
    events: tuple[EventRef, ...] = Field(
        min_length=1, description="I fatti; il termine parte dall'ultimo."
    )
    days: int | None = Field(default=None, ge=1, le=3650, description="Quanti giorni.")
    months: int | None = Field(default=None, ge=1, le=120, description="Quanti mesi.")


class Window(Strict):
    """Nei mesi che precedono la scadenza di un atto, o non oltre il loro inizio."""

    says = (
        "[reading=WINDOW&months=1?nel mese che precede][reading=WINDOW&months!=1?nei {months} "
        "mesi che precedono][reading=DEADLINE&months=1?prima del mese che precede]"
        "[reading=DEADLINE&months!=1?prima dei {months} mesi che precedono] la scadenza "
        "{instrument:di}"
    )
    kind: Literal["WINDOW"]
    months: int = Field(ge=1, le=120, description="Quanti mesi prima.")
    instrument: InstrumentRef = Field(description="L'atto che scade.")
    reading: Literal["WINDOW", "DEADLINE"] = Field(
        description="WINDOW: dentro quei mesi; DEADLINE: prima che comincino."
    )


class Every(Strict):
    """A un ritmo."""

    says = "{every}[minimum?, almeno {minimum:volte}][minimum&every!=YEAR? l'anno]"
    kind: Literal["EVERY"]
    every: Literal["MONTH", "QUARTER", "SEMESTER", "YEAR"] = Field(description="Ogni quanto.")
    minimum: int | None = Field(
        default=None, ge=1, le=366, description="Quante volte l'anno, almeno."
    )


class Notice(Strict):
    """Un preavviso in mesi prima di un fatto."""

    says = "almeno {months:mesi} prima {event:di}"
    kind: Literal["NOTICE"]
    months: int = Field(ge=1, le=120, description="Quanti mesi.")
    event: EventRef = Field(description="Il fatto.")


class SetBy(Strict):
    """Un termine che qualcuno stabilisce di volta in volta."""

    says = "nei termini stabiliti {by:da}"
    kind: Literal["SET_BY"]
    by: Who = Field(description="Chi lo stabilisce.")


class PerFund(Strict):
    """Nei termini propri di ciascun fondo."""

    says = "nei termini propri di ciascun fondo"
    kind: Literal["PER_FUND"]
    fund: FundRef | None = Field(default=None, description="Il fondo, se è uno solo.")


class Periodic(Strict):
    """Periodicamente: il testo non dice ogni quanto."""

    says = "periodicamente[days=1? (ogni giorno)][days&days!=1? (ogni {days} giorni)]"
    kind: Literal["PERIODIC"]
    days: int | None = Field(
        default=None, ge=1, le=366, description="Ogni quanti giorni, quando è stato deciso."
    )


When = Annotated[
    OnDay | AfterEvents | Window | Every | Notice | SetBy | PerFund | Periodic,
    Field(discriminator="kind"),
]


class FirstPeriod(Strict):
    """Che cosa si fa la prima volta, se il termine è già passato quando l'atto comincia."""

    says = (
        "[kind=WAIVED?la prima volta, se cade prima che l'atto cominci, si salta]"
        "[kind=APPLIES?è dovuto anche la prima volta, se cade prima che l'atto cominci]"
    )
    kind: Literal["WAIVED", "APPLIES"]
    ambiguity: AmbiguityCode | None = Field(default=None, description="L'ambiguità che la tocca.")


class Deadline(Rule):
    """Un termine: che cosa, entro quando, chi, verso chi."""

    says = (
        "Termine per {what}: {when}[hardness=SOFT?, di norma][hardness=OPTIONAL?, facoltativo]"
        "[first_period?; {first_period}][authors?; se ne <authors:occupa/occupano> {authors}]"
        "[addressees?, verso: {addressees}][after?; se manca quanto dovuto nel termine {after}, "
        "il ritardo è di quello]"
    )
    code: Code = Field(description="Codice del termine.")
    what: MatterRef = Field(description="Che cosa, fra le materie.")
    when: When = Field(description="Entro quando.")
    hardness: Hardness = Field(
        description="HARD: in ritardo se non rispettato; SOFT: «di norma»; OPTIONAL: facoltativo."
    )
    authors: tuple[Who, ...] = Field(default=(), description="Chi deve farlo.")
    addressees: tuple[Who, ...] = Field(default=(), description="Verso chi.")
    instrument: InstrumentRef | None = Field(
        default=None, description="L'atto con cui comincia; se no, quello della fonte."
    )
    programme: ProgrammeRef | None = Field(
        default=None, description="Il documento di programmazione che scade."
    )
    sections: tuple[CategoryRef, ...] = Field(
        default=(), description="Il contenuto che deve avere ciò che si consegna."
    )
    roll: Literal["NONE", "NEXT_WORKING_DAY"] = Field(
        default="NONE", description="Se il giorno è festivo: NONE, resta quello."
    )
    first_period: FirstPeriod | None = Field(default=None, description="La prima volta.")
    after: DeadlineRef | None = Field(
        default=None, description="Il termine da cui dipende: se manca, il ritardo è di quello."
    )

    def lacks(self) -> str | None:
        """Tell that the text names a rhythm, or who is to set one, and no day."""
        if isinstance(self.when, Periodic) and self.when.days is None:
            return "ogni quanto: il testo dice solo periodicamente"
        if isinstance(self.when, SetBy):
            return "il termine, che va stabilito di volta in volta"
        if isinstance(self.when, PerFund):
            return "i termini propri di ciascun fondo"
        return None
