"""M-12. How a sum is shared: the key, its reference day, who may change it, estimate and final."""

from typing import Annotated, Literal

from pydantic import Field

from ambiti.statute.language.composition import Over
from ambiti.statute.language.references import (
    CategoryRef,
    EventRef,
    FundRef,
    InstrumentRef,
    KeyRef,
    MatterRef,
    Payer,
    Who,
)
from ambiti.statute.language.rule import Rule, Strict
from ambiti.statute.language.words import Amount, Code, MonthDay, Name, Number, Share, Words


class Reference(Strict):
    """Il giorno a cui si legge un dato: mese e giorno, e lo scarto dall'anno di spesa."""

    says = "al {month_day:day} {year_offset:anno}"
    month_day: MonthDay = Field(description="Mese e giorno: 12-31.")
    year_offset: int = Field(ge=-10, le=0, description="-1: anno precedente; -2: penultimo.")


class Key(Rule):
    """Un criterio di riparto."""

    code: Code = Field(description="Codice del criterio.")
    name: Name | None = Field(
        default=None, description="Il nome: popolazione al 31 dicembre del penultimo anno."
    )
    tie_break: Literal["LARGER_WEIGHT_THEN_NAME"] = Field(
        default="LARGER_WEIGHT_THEN_NAME",
        description="I centesimi che avanzano vanno ai resti più grandi; a parità, al peso "
        "maggiore, poi per nome.",
    )
    override_by: Who | None = Field(
        default=None, description="Chi può stabilire un altro criterio."
    )


class PopulationKey(Key):
    """In proporzione alla popolazione a un giorno."""

    says = (
        "[name?{name}][!name?{code}]: in proporzione alla popolazione {reference}"
        "[override_by?, o secondo altri criteri {override_by:di}]"
    )
    kind: Literal["POPULATION"]
    reference: Reference = Field(description="A quale giorno.")
    over: Over | None = Field(default=None, description="Fra quali enti; se no, tutti i comuni.")
    aggregate_substitutes: bool = Field(
        default=True, description="true se l'ente subentrato conta la somma dei suoi comuni."
    )


class EqualKey(Key):
    """In parti uguali."""

    says = "[name?{name}][!name?{code}]: in parti uguali {units}[instrument?, secondo {instrument}]"
    kind: Literal["EQUAL_PER_PARTY"]
    units: Literal["BY_SIGNATORY", "BY_AMBITO", "BY_COMUNE"] = Field(description="Fra chi.")
    instrument: InstrumentRef | None = Field(
        default=None, description="L'atto i cui firmatari si contano."
    )


class CustomKey(Key):
    """Secondo quanto decide un organo, per l'anno."""

    says = (
        "[name?{name}][!name?{code}]: secondo il criterio deciso {decided_by:da}[yearly? per "
        "ciascun anno]"
    )
    kind: Literal["CUSTOM"]
    decided_by: Who = Field(description="Chi decide.")
    yearly: bool = Field(default=True, description="true se si decide ogni anno.")

    def lacks(self) -> str | None:
        """Tell that nobody has decided it yet."""
        return "la decisione che stabilisce il criterio"


class ResourceKey(Key):
    """In proporzione alle risorse disponibili."""

    says = "[name?{name}][!name?{code}]: in proporzione alle risorse disponibili: {resources}"
    kind: Literal["RESOURCE_PROPORTIONAL"]
    resources: tuple[CategoryRef, ...] = Field(min_length=1, description="Quali risorse.")


class OwnCostKey(Key):
    """Ciascuno paga il proprio."""

    says = (
        "[name?{name}][!name?{code}]: ciascuno sostiene il proprio costo[unless_agreed?, salvo "
        "accordi specifici]"
    )
    kind: Literal["OWN_COST"]
    unless_agreed: bool = Field(default=False, description="true se salvo accordi.")


class ZeroKey(Key):
    """Nessuno paga: copre un fondo. Se il fondo finisce, decide qualcuno."""

    says = (
        "[name?{name}][!name?{code}]: nessun costo per i comuni, finché lo <fund:copre/coprono> "
        "{fund}[fallback_by?; se il fondo finisce <fallback_by:decide/decidono> {fallback_by}]"
    )
    kind: Literal["ZERO"]
    fund: FundRef = Field(description="Il fondo che copre.")
    fallback_by: Who | None = Field(default=None, description="Chi decide se il fondo finisce.")


class UndefinedKey(Key):
    """Il testo non dice il criterio."""

    says = (
        "[name?{name}][!name?{code}]: criterio non definito[decided_by?, da decidersi "
        "{decided_by:da}]: {missing:manca}"
    )
    kind: Literal["KEY_NOT_DEFINED"]
    missing: Words = Field(description="Che cosa manca.")
    decided_by: Who | None = Field(default=None, description="Chi può stabilirlo.")

    def lacks(self) -> str | None:
        """Tell what is missing."""
        return self.missing


class KeyPart(Strict):
    """Una frazione della somma, e il criterio con cui si divide."""

    says = "per {share} secondo {key}"
    share: Share = Field(description='La frazione della somma: "2/3".')
    key: KeyRef = Field(description="Il criterio con cui si divide.")


class MixedKey(Key):
    """Più criteri insieme, ciascuno per una frazione della somma."""

    says = "[name?{name}][!name?{code}]: con più criteri insieme, {parts}"
    kind: Literal["MIXED"]
    parts: tuple[KeyPart, ...] = Field(
        min_length=2, description="I criteri, con la frazione di ciascuno: insieme fanno l'intero."
    )


AllocationKey = Annotated[
    PopulationKey
    | EqualKey
    | CustomKey
    | ResourceKey
    | OwnCostKey
    | ZeroKey
    | MixedKey
    | UndefinedKey,
    Field(discriminator="kind"),
]


class Roundings(Rule):
    """Gli arrotondamenti che un riparto lascia si ricordano nel riparto che segue."""

    says = (
        "Gli arrotondamenti si ricordano: ciascun riparto parte da quanto l'ultimo approvato ha "
        "lasciato a ciascuno"
    )


class Allocation(Rule):
    """Una spesa o un trasferimento, e il criterio con cui si ripartisce."""

    says = (
        "Per {what} vale il criterio {key}[annual_decision_by?, con la decisione annuale "
        "{annual_decision_by:di}][optional?; la ripartizione è facoltativa]"
    )
    what: MatterRef = Field(description="Che cosa si ripartisce.")
    key: KeyRef = Field(description="Il criterio.")
    annual_decision_by: Who | None = Field(
        default=None, description="Chi deve decidere ogni anno perché si ripartisca."
    )
    optional: bool = Field(default=False, description="true se «possono ripartire».")
    fund: FundRef | None = Field(default=None, description="Il fondo da cui viene.")
    roundings: Roundings | None = Field(
        default=None, description="Se gli arrotondamenti si ricordano di anno in anno."
    )


class Finalisation(Rule):
    """Quando una quota stimata diventa definitiva."""

    says = "La quota diventa definitiva dopo {event}"
    event: EventRef = Field(description="Il fatto.")


class Estimate(Rule):
    """Una quota stimata, che un fatto renderà definitiva."""

    says = (
        "La quota {code} è stimata in {amount:euro} (criterio {key}), {vat}"
        "[creditor?, da versare {creditor:a}]"
    )
    code: Code = Field(description="Codice della quota.")
    what: MatterRef = Field(description="Per che cosa.")
    amount: Amount = Field(description="La quota stimata di ciascuno, in euro.")
    key: KeyRef = Field(description="Il criterio con cui si divide il totale definitivo.")
    vat: Literal["EXCLUDED", "INCLUDED", "NOT_STATED"] = Field(description="Se l'IVA è compresa.")
    vat_rate: Number | None = Field(default=None, description="Aliquota, se è stata stabilita.")
    payers: tuple[Payer, ...] = Field(default=(), description="Chi paga.")
    creditor: Payer | None = Field(default=None, description="A chi.")
    final: Finalisation | None = Field(default=None, description="Quando è definitiva.")
