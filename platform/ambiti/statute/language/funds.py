"""M-15. Funds: where money comes from, what it may be spent on, who decides, who keeps it."""

from typing import Annotated, Literal

from pydantic import Field

from ambiti.statute.language.references import (
    FundRef,
    MatterRef,
    OrganRef,
    Payer,
    ProgrammeRef,
    UnitRef,
    Who,
)
from ambiti.statute.language.rule import Rule
from ambiti.statute.language.words import Amount, Code, Name

FundKind = Literal[
    "COMUNI",
    "NATIONAL",
    "REGIONAL",
    "EUROPEAN",
    "PROVINCIAL",
    "COMMUNITY",
    "TENDER",
    "BUDGET",
    "COMPOSED",
    "OTHER",
]


class Earmark(Rule):
    """Un vincolo di destinazione."""

    says = "{self} si <self:spende/spendono> solo per {purposes}"
    purposes: tuple[MatterRef, ...] = Field(min_length=1, description="Per che cosa si può.")


class FundPeriod(Rule):
    """Gli anni in cui il fondo si può spendere."""

    says = (
        "{self} si <self:può/possono> spendere [first_year=last_year?nel {first_year}]"
        "[first_year!=last_year?dal {first_year} al {last_year}]"
    )
    first_year: int = Field(ge=1990, le=2100, description="Il primo anno.")
    last_year: int = Field(ge=1990, le=2100, description="L'ultimo anno.")


class Payee(Rule):
    """A chi vanno i soldi del fondo."""

    says = (
        "{self} <self:è/sono> versat<self:o/a/i/e> {to:a}, che l<self:o/a/i/e> gestisce e ne "
        "rende conto"
    )
    to: Payer = Field(description="A chi.")


class Fund(Rule):
    """Un fondo o una fonte di finanziamento."""

    says = (
        "Fonte [core?necessaria][!core?eventuale] di finanziamento: {name}[parts?, somma "
        "{parts:di}][in_kind?, in natura: non si <name:somma/sommano> al denaro]"
    )
    code: Code = Field(description="Codice del fondo.")
    name: Name = Field(description="Il nome nel documento.")
    kind: FundKind = Field(description="Da dove viene; COMPOSED è la somma di altri.")
    core: bool = Field(default=False, description="true se il bilancio non può farne a meno.")
    in_kind: bool = Field(
        default=False, description="true se comprende risorse umane e strumentali, non denaro."
    )
    parts: tuple[FundRef, ...] = Field(default=(), description="I fondi di cui è la somma.")
    allocated_by: Who | None = Field(default=None, description="Chi ne decide il riparto.")
    custodian: Who | None = Field(default=None, description="Chi lo custodisce.")
    restriction: Earmark | None = Field(default=None, description="Il vincolo di destinazione.")
    period: FundPeriod | None = Field(default=None, description="Gli anni in cui si spende.")
    payee: Payee | None = Field(default=None, description="A chi è versato.")


class Residuals(Rule):
    """Che cosa si fa dei residui."""

    says = "I residui restano nel bilancio {held_by:di}[earmarked?, con vincolo di destinazione]"
    kind: Literal["RESIDUALS"]
    held_by: Who = Field(description="Nel bilancio di chi.")
    earmarked: bool = Field(default=True, description="true se con vincolo di destinazione.")


class Surplus(Rule):
    """A che cosa si può applicare l'avanzo."""

    says = "L'avanzo si applica esclusivamente a {uses}"
    kind: Literal["SURPLUS"]
    uses: tuple[MatterRef, ...] = Field(min_length=1, description="Per che cosa.")


class OpenCatalogue(Rule):
    """Sono ammesse anche altre fonti, se descritte."""

    says = "Sono ammesse anche altre fonti[earmarked?, ciascuna con il suo vincolo]"
    kind: Literal["OPEN_CATALOGUE"]
    earmarked: bool = Field(default=False, description="true se ciascuna ha il suo vincolo.")
    approved_by: Who | None = Field(default=None, description="Chi ne approva il riparto.")


class Compatibility(Rule):
    """Gli impegni di un documento stanno nelle risorse di un fondo."""

    says = (
        "Gli impegni di {programme} non superano {fund}[checked_by?: lo "
        "<checked_by:verifica/verificano> {checked_by}]"
    )
    kind: Literal["COMPATIBILITY"]
    programme: ProgrammeRef = Field(description="Il documento di programmazione.")
    fund: FundRef = Field(description="Il fondo.")
    checked_by: Who | None = Field(default=None, description="Chi lo verifica.")


class OperatingBudget(Rule):
    """La dotazione di un ufficio, entro cui spende."""

    says = (
        "La dotazione {organ:di} è stabilita {set_by:da}[amount?, in {amount:euro}]; entro "
        "quella <organ:spende/spendono> {organ}"
    )
    kind: Literal["OPERATING_BUDGET"]
    organ: OrganRef = Field(description="L'ufficio.")
    set_by: Who = Field(description="Chi la stabilisce.")
    amount: Amount | None = Field(default=None, description="Quanto, se è detto.")


class UnitPurpose(Rule):
    """Le risorse di un'unità si spendono secondo un documento di programmazione."""

    says = (
        "Le risorse [unit?{unit:di}][!unit?di ciascun sub-ambito] si usano secondo {programme}"
        "[directions_of? e gli indirizzi {directions_of:di}]"
    )
    kind: Literal["UNIT_PURPOSE"]
    unit: UnitRef | None = Field(default=None, description="L'unità; se no, ciascuna.")
    programme: ProgrammeRef = Field(description="Il documento.")
    directions_of: Who | None = Field(default=None, description="Gli indirizzi di chi.")


class Custody(Rule):
    """Chi custodisce l'insieme delle risorse e ne rende conto."""

    says = (
        "{custodian} <custodian:custodisce/custodiscono> l'intero fondo dell'Ambito e ne "
        "<custodian:rende/rendono> conto[prepared_by?, con gli atti preparati {prepared_by:da}]"
    )
    kind: Literal["CUSTODY"]
    custodian: Who = Field(description="Chi custodisce.")
    prepared_by: Who | None = Field(default=None, description="Chi prepara gli atti.")


FundRule = Annotated[
    Residuals | Surplus | OpenCatalogue | Compatibility | OperatingBudget | UnitPurpose | Custody,
    Field(discriminator="kind"),
]
