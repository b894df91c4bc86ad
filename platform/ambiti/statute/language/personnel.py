"""M-14. Staff: secondment, who pays and who is refunded, assignments, functional managers."""

from typing import Annotated, Literal

from pydantic import Field

from ambiti.statute.language.references import (
    CategoryRef,
    InstrumentRef,
    MatterRef,
    OrganRef,
    Payer,
    Who,
)
from ambiti.statute.language.rule import Rule
from ambiti.statute.language.words import Number

Mode = Literal["FULL_TIME", "HOURS_WEEK", "HOURS_MONTH", "HOURS_YEAR"]


class Secondment(Rule):
    """Chi distacca personale, e presso chi."""

    says = (
        "{home} <home:distacca/distaccano> proprio personale presso {host}[parties_of?, fra le "
        "parti di {parties_of}]"
    )
    kind: Literal["SECONDMENT"]
    home: Who = Field(description="Chi distacca.")
    host: Who = Field(description="Presso chi.")
    parties_of: InstrumentRef | None = Field(
        default=None, description="L'atto di cui chi distacca dev'essere parte."
    )


class SecondmentModes(Rule):
    """In quali modi si distacca."""

    says = "Il distacco può essere: {modes:o}"
    kind: Literal["MODES"]
    modes: tuple[Mode, ...] = Field(min_length=1, description="A tempo pieno, o a ore.")


class PayChoice(Rule):
    """Chi paga lo stipendio."""

    says = (
        "Lo stipendio del personale distaccato è pagato {default:da}"
        "[on_request?; su richiesta, {on_request:da}]"
    )
    kind: Literal["PAYER"]
    default: Who = Field(description="Chi paga di regola.")
    on_request: Who | None = Field(default=None, description="Chi paga su richiesta documentata.")


class FullRefund(Rule):
    """Chi ha pagato è rimborsato per intero, a richiesta, nei limiti del costo."""

    says = (
        "{claimant} <claimant:è/sono> rimborsat<claimant:o/a/i/e> per intero, su richiesta "
        "documentata, a valere su {payer}"
    )
    kind: Literal["FULL_REFUND"]
    claimant: Who = Field(description="Chi chiede.")
    payer: Payer = Field(description="Chi rimborsa.")


class HoursRefund(Rule):
    """Rimborso orario oltre una soglia di ore."""

    says = (
        "{claimant} <claimant:è/sono> rimborsat<claimant:o/a/i/e> a ore, se sono [strict?più di]"
        "[!strict?almeno] {threshold} {unit}: {policy}[rate?, a {rate:euro} l'ora]"
    )
    kind: Literal["HOURS_REFUND"]
    claimant: Who = Field(description="Chi è rimborsato.")
    threshold: Number = Field(description="La soglia di ore.")
    strict: bool = Field(default=True, description="true se la soglia va superata.")
    unit: Literal["HOURS_YEAR", "HOURS_MONTH", "HOURS_WEEK"] = Field(description="Per quanto.")
    policy: Literal["ALL_HOURS", "EXCESS_ONLY"] = Field(
        description="Si rimborsano tutte le ore, o le sole eccedenti."
    )
    scope: Literal["PERSON", "COMUNE"] = Field(description="La soglia è per persona o per comune.")
    rate: Number | None = Field(default=None, description="La tariffa oraria, se è stabilita.")
    payer: Payer | None = Field(default=None, description="Chi rimborsa.")

    def lacks(self) -> str | None:
        """Tell that the text gives no rate."""
        return "la tariffa oraria" if self.rate is None else None


class Validation(Rule):
    """Chi valida, prima del pagamento."""

    says = "{by} <by:valida/validano> {what}[above?, oltre {above} ore]"
    kind: Literal["VALIDATION"]
    by: Who = Field(description="Chi valida.")
    what: MatterRef = Field(description="Che cosa.")
    above: Number | None = Field(default=None, description="Oltre quante ore.")


class PayScheme(Rule):
    """Con quale sistema si stabilisce una voce di retribuzione."""

    says = "Per {item} vale il sistema {scheme_of:di}[everyone?, per tutto il personale distaccato]"
    kind: Literal["PAY_SCHEME"]
    item: Literal["POSITION_PAY", "BONUS", "OVERTIME", "REWARDS"] = Field(description="La voce.")
    scheme_of: Who = Field(description="Di chi è il sistema.")
    everyone: bool = Field(default=False, description="true se vale per tutti i distaccati.")


class NeedEstimate(Rule):
    """Chi stima un fabbisogno."""

    says = (
        "{by} <by:stima/stimano> il fabbisogno per {what}[criteria_of?, con i criteri "
        "{criteria_of:di}]"
    )
    kind: Literal["NEED_ESTIMATE"]
    by: Who = Field(description="Chi stima.")
    what: MatterRef = Field(description="Di che cosa.")
    criteria_of: Who | None = Field(default=None, description="Con i criteri di chi.")


class ExclusiveAssignment(Rule):
    """L'assegnazione all'ufficio è esclusiva."""

    says = "Chi è assegnato {organ:a} lo è in via esclusiva[except_for?, salvo {except_for}]"
    kind: Literal["EXCLUSIVE"]
    organ: OrganRef = Field(description="L'ufficio.")
    except_for: tuple[Who, ...] = Field(default=(), description="Chi è escluso dalla regola.")


class StaffSource(Rule):
    """Da dove viene il personale dell'ufficio."""

    says = (
        "Il personale {organ:di} viene da {sources}[procedure_required?; per gli esterni serve "
        "una procedura]"
    )
    kind: Literal["STAFF_SOURCE"]
    organ: OrganRef = Field(description="L'ufficio.")
    sources: tuple[Who, ...] = Field(min_length=1, description="Da quali enti o categorie.")
    procedure_required: bool = Field(
        default=False, description="true se per gli esterni serve una procedura."
    )


class SupportStaff(Rule):
    """Personale di supporto a delle funzioni."""

    says = (
        "Un supporto tecnico-amministrativo aiuta {organ} per: {functions}[order_required?, "
        "con ordine di servizio]"
    )
    kind: Literal["SUPPORT_STAFF"]
    organ: OrganRef = Field(description="L'ufficio.")
    functions: tuple[CategoryRef, ...] = Field(min_length=1, description="Le funzioni.")
    order_required: bool = Field(default=False, description="true se serve l'ordine di servizio.")


class StaffPower(Rule):
    """Chi ha un potere sul personale."""

    says = "{by} {power:by} {organ:di}[area?, per: {area}]"
    kind: Literal["STAFF_POWER"]
    by: Who = Field(description="Chi.")
    organ: OrganRef = Field(description="Del personale di quale ufficio.")
    power: Literal[
        "ASSIGNS_TASKS", "FUNCTIONAL_MANAGER", "MANAGES", "EXTRA_STAFF", "FLEXIBLE_STRUCTURE"
    ] = Field(description="Quale potere.")
    area: CategoryRef | None = Field(default=None, description="Per quale area.")


class Premises(Rule):
    """Chi mette a disposizione spazi e beni."""

    says = "{by} <by:mette/mettono> a disposizione spazi, beni e strumenti per {beneficiary}"
    kind: Literal["PREMISES"]
    by: Who = Field(description="Chi.")
    beneficiary: Who = Field(description="Per chi.")


class Measures(Rule):
    """Di quali misure si occupano degli operatori, e sotto la direzione di chi."""

    says = (
        "{operators} si <operators:occupa/occupano> di {measures}[direction_of?, sotto la "
        "direzione {direction_of:di}]"
    )
    kind: Literal["MEASURES"]
    operators: CategoryRef = Field(description="Gli operatori.")
    measures: tuple[MatterRef, ...] = Field(min_length=1, description="Le misure.")
    direction_of: Who | None = Field(default=None, description="Chi dirige.")
    joint_signature: bool = Field(
        default=False, description="true se in affiancamento firmano entrambi."
    )


PersonnelRule = Annotated[
    Secondment
    | SecondmentModes
    | PayChoice
    | FullRefund
    | HoursRefund
    | Validation
    | PayScheme
    | NeedEstimate
    | ExclusiveAssignment
    | StaffSource
    | SupportStaff
    | StaffPower
    | Premises
    | Measures,
    Field(discriminator="kind"),
]
