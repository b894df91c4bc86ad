"""M-11. Leaving: with what notice, to whom, from when, and what is still owed."""

from typing import Annotated, Literal

from pydantic import Field

from ambiti.statute.language.references import EventRef, InstrumentRef, KeyRef, MatterRef, Who
from ambiti.statute.language.rule import Rule, Strict, Unknown
from ambiti.statute.language.words import MonthDay


class NoticeByDay(Strict):
    """Entro un giorno dell'anno."""

    says = "entro il {month_day:day}"
    kind: Literal["BY_DAY"]
    month_day: MonthDay = Field(description="Mese e giorno.")


class NoticeMonths(Strict):
    """Con un numero di mesi di anticipo."""

    says = "con almeno {months:mesi} di anticipo"
    kind: Literal["MONTHS"]
    months: int = Field(ge=1, le=120, description="Quanti mesi.")


RecessNotice = Annotated[NoticeByDay | NoticeMonths, Field(discriminator="kind")]


class ShareOfPlannedSpend(Rule):
    """Chi recede paga la sua quota della spesa programmata per gli anni dopo la richiesta."""

    says = (
        "Chi recede paga la sua quota delle spese programmate per [years_after=1?l'anno]"
        "[years_after!=1?i {years_after} anni] dopo quello della richiesta[key? (criterio: "
        "{key})]"
    )
    kind: Literal["SHARE_OF_PLANNED_SPEND"]
    years_after: int = Field(ge=1, le=20, description="Quanti anni dopo la richiesta.")
    key: KeyRef | None = Field(default=None, description="Il criterio di riparto.")
    key_date: Literal["FROZEN_AT_REQUEST", "EACH_YEAR"] = Field(
        default="FROZEN_AT_REQUEST", description="Se le quote si fermano alla richiesta."
    )
    survives_expiry: bool = Field(
        default=True, description="true se restano dovuti anche gli anni dopo la scadenza."
    )

    def lacks(self) -> str | None:
        """Tell that no key says the share."""
        return None if self.key else "il criterio della quota"


class ShareUntilEvent(Rule):
    """Chi recede paga la sua quota di un costo finché non avviene un fatto."""

    says = (
        "Chi recede continua a pagare la sua quota per {cost} fino a {event}[key? (criterio: "
        "{key})][payable_after?, esigibile dopo la decisione {payable_after:di}]"
    )
    kind: Literal["SHARE_UNTIL_EVENT"]
    cost: MatterRef = Field(description="Il costo, fra le materie.")
    event: EventRef = Field(description="Il fatto che la fa finire.")
    key: KeyRef | None = Field(default=None, description="Il criterio di riparto.")
    base: Literal["GROSS", "NET_OF_FUNDING"] = Field(
        default="GROSS", description="Sul costo intero, o al netto del finanziamento."
    )
    payable_after: Who | None = Field(
        default=None, description="Chi deve decidere perché sia esigibile."
    )

    def lacks(self) -> str | None:
        """Tell that no key says the share."""
        return None if self.key else "il criterio della quota"


Liability = Annotated[ShareOfPlannedSpend | ShareUntilEvent, Field(discriminator="kind")]


class Consequence(Rule):
    """Che cosa comporta per l'atto."""

    says = "Il recesso[on_adhesion? o l'adesione di altri] comporta la modifica di {self}"
    kind: Literal["AMENDMENT"]
    on_adhesion: bool = Field(default=False, description="true se anche per chi entra.")


class UnknownRecess(Unknown):
    """Il recesso è regolato altrove."""

    says = "Il recesso da {instrument} è indeterminato: {missing:manca}"
    kind: Literal["UNKNOWN"]
    instrument: InstrumentRef = Field(description="L'atto.")


class KnownRecess(Rule):
    """Come si recede da un atto."""

    says = (
        "Da {instrument} si recede comunicandolo {notice}[addressee? {addressee:a}], con "
        "effetto {effect}"
    )
    kind: Literal["RECESS"]
    instrument: InstrumentRef = Field(description="L'atto.")
    notice: RecessNotice = Field(description="Con quale preavviso.")
    addressee: Who | None = Field(default=None, description="A chi si comunica.")
    effect: Literal["NEXT_YEAR_START", "END_OF_NOTICE"] = Field(
        description="NEXT_YEAR_START: dal 1° gennaio seguente; END_OF_NOTICE: finito il preavviso."
    )
    liability: Liability | None = Field(default=None, description="Che cosa resta dovuto.")
    consequence: Consequence | None = Field(default=None, description="Che cosa comporta.")


Recess = Annotated[KnownRecess | UnknownRecess, Field(discriminator="kind")]
