"""M-18. The chain of programming: plan, yearly plan, contract, report; sections and budgets."""

from typing import Annotated, Literal

from pydantic import Field

from ambiti.statute.language.references import (
    CategoryRef,
    DeadlineRef,
    FundRef,
    InstrumentRef,
    MatterRef,
    ProgrammeRef,
    Who,
)
from ambiti.statute.language.rule import Rule
from ambiti.statute.language.words import Code, Name, Words

ProgrammeKind = Literal[
    "PIANO_DI_ZONA",
    "PIANO_OPERATIVO",
    "CONTRATTO_DI_SERVIZIO",
    "REPORT",
    "PIANO_CASA",
    "PIANO_PROGRAMMA",
    "PIANO_FORMATIVO",
    "SEZIONE_COMUNE",
    "PROGETTO",
    "ATTIVITA",
]


class Programme(Rule):
    """Un documento di programmazione: piano, piano annuale, contratto, report."""

    says = (
        "Documento di programmazione: {name}[years?, di {years:anni}][decided_by?; lo "
        "<decided_by:approva/approvano> {decided_by}]"
    )
    code: Code = Field(description="Codice.")
    kind: ProgrammeKind = Field(description="Che documento è.")
    name: Name = Field(description="Il nome.")
    matter: MatterRef | None = Field(default=None, description="La materia a cui corrisponde.")
    years: int | None = Field(default=None, ge=1, le=20, description="Per quanti anni.")
    prepared_by: Who | None = Field(default=None, description="Chi lo predispone.")
    decided_by: Who | None = Field(default=None, description="Chi lo approva.")
    instrument: InstrumentRef | None = Field(default=None, description="L'atto che lo contiene.")
    deadline: DeadlineRef | None = Field(default=None, description="Entro quando.")


class Sections(Rule):
    """Il contenuto che deve avere."""

    says = "{programme} <programme:deve/devono> contenere: {sections}"
    kind: Literal["SECTIONS"]
    programme: ProgrammeRef = Field(description="Il documento.")
    sections: tuple[CategoryRef, ...] = Field(min_length=1, description="Le parti.")


class Follows(Rule):
    """Un documento viene dopo un altro, che ne è la base."""

    says = (
        "{programme} si <programme:costruisce/costruiscono> su {after}[blocking?, senza "
        "<after:il quale/la quale/i quali/le quali> non si firma]"
    )
    kind: Literal["FOLLOWS"]
    programme: ProgrammeRef = Field(description="Il documento.")
    after: ProgrammeRef = Field(description="Quello che viene prima.")
    blocking: bool = Field(default=True, description="true se senza il primo non si può.")


class BudgetEquality(Rule):
    """I budget di due documenti coincidono."""

    says = (
        "I budget di {programme} sono quelli di {equal_to}[level?, per il livello: {level}]"
        "[line_level? (le voci di bilancio {line_level})]"
    )
    kind: Literal["BUDGET_EQUALITY"]
    programme: ProgrammeRef = Field(description="Il documento.")
    equal_to: ProgrammeRef = Field(description="Quello con cui coincidono.")
    level: CategoryRef | None = Field(default=None, description="Il livello operativo, se uno.")
    line_level: Literal["COMUNALE", "SUB_AMBITO", "DISTRETTUALE"] | None = Field(
        default=None, description="Di quale livello sono le voci di bilancio; se no, di tutti."
    )


class PlannedAndActual(Rule):
    """Un documento mostra ciò che era previsto e ciò che è stato fatto e speso."""

    says = (
        "{programme} <programme:mostra/mostrano> l'effettiva realizzazione e l'uso dei budget di "
        "{plan}"
    )
    kind: Literal["PLANNED_AND_ACTUAL"]
    programme: ProgrammeRef = Field(description="Il documento che mostra.")
    plan: ProgrammeRef = Field(description="Quello che prevedeva.")


class Revision(Rule):
    """Come si modifica, mentre la versione di prima resta in vigore."""

    says = (
        "{programme} si <programme:modifica/modificano> con l'approvazione {approved_by:di}"
        "[within_years?, entro i suoi anni]; fino ad allora resta la versione di prima"
    )
    kind: Literal["REVISION"]
    programme: ProgrammeRef = Field(description="Il documento.")
    approved_by: Who = Field(description="Chi approva.")
    within_years: bool = Field(default=False, description="true se solo nei suoi anni.")


class Agreement(Rule):
    """Non comincia senza l'intesa di qualcuno."""

    says = "{programme} non <programme:comincia/cominciano> senza l'intesa {of:di}"
    kind: Literal["AGREEMENT"]
    programme: ProgrammeRef = Field(description="Il documento.")
    of: Who = Field(description="Di chi.")


class Levels(Rule):
    """I livelli operativi delle azioni."""

    says = "Le azioni sono dei livelli: {levels}"
    kind: Literal["LEVELS"]
    levels: tuple[CategoryRef, ...] = Field(min_length=1, description="I livelli.")


class LevelManager(Rule):
    """A chi è affidato un livello operativo."""

    says = "Le azioni del livello {level} sono affidate {manager:a}[under?, con {under}]"
    kind: Literal["LEVEL_MANAGER"]
    level: CategoryRef = Field(description="Il livello.")
    manager: Who = Field(description="A chi.")
    under: ProgrammeRef | None = Field(default=None, description="Con quale contratto.")


class Areas(Rule):
    """Le aree tematiche, o i collegamenti con altri ambiti."""

    says = "Le aree [programme?di {programme} ]sono: {areas}"
    kind: Literal["AREAS"]
    areas: tuple[CategoryRef, ...] = Field(min_length=1, description="Le aree.")
    programme: ProgrammeRef | None = Field(default=None, description="Il documento, se uno.")


class Targets(Rule):
    """A chi si rivolge."""

    says = "{programme} si <programme:rivolge/rivolgono> a {groups}"
    kind: Literal["TARGETS"]
    programme: ProgrammeRef = Field(description="Il documento.")
    groups: tuple[CategoryRef, ...] = Field(min_length=1, description="A chi.")


class Priorities(Rule):
    """Chi fissa le priorità, e chi vi lavora."""

    says = (
        "Le priorità di {programme} sono fissate {set_by:da}[carried_out_by? e attuate "
        "{carried_out_by:da}]"
    )
    kind: Literal["PRIORITIES"]
    programme: ProgrammeRef = Field(description="Il documento.")
    set_by: Who = Field(description="Chi le fissa.")
    carried_out_by: Who | None = Field(default=None, description="Chi vi lavora.")


class Contribution(Rule):
    """Chi deve contribuire."""

    says = "A {programme} <by:contribuisce/contribuiscono> {by}"
    kind: Literal["CONTRIBUTION"]
    programme: ProgrammeRef = Field(description="Il documento.")
    by: Who = Field(description="Chi.")


class Transversal(Rule):
    """Le azioni devono essere comuni a tutti gli Ambiti, o dire perché non lo sono."""

    says = "Le azioni di {programme} sono trasversali e comuni a tutti i firmatari"
    kind: Literal["TRANSVERSAL"]
    programme: ProgrammeRef = Field(description="Il documento.")
    approved_by_all: bool = Field(default=False, description="true se le approvano tutti.")


class Activity(Rule):
    """Un'attività dell'accordo, con ciò che deve produrre."""

    says = "Attività {number}: {name}[deliverable?; produce: {deliverable}]"
    kind: Literal["ACTIVITY"]
    code: Code = Field(description="Codice dell'attività.")
    number: int = Field(ge=1, le=1000, description="Il numero nel testo.")
    name: Name = Field(description="Il nome.")
    deliverable: Words | None = Field(default=None, description="Che cosa produce.")
    required: tuple[CategoryRef, ...] = Field(
        default=(), description="Che cosa deve accompagnare il prodotto."
    )
    stakeholders: tuple[Who, ...] = Field(default=(), description="Con chi ci si confronta.")


class Service(Rule):
    """Un servizio che si affida o si attiva solo con una decisione."""

    says = "I servizi si affidano {manager:a} solo con la decisione {decided_by:di}"
    kind: Literal["SERVICE"]
    manager: Who = Field(description="A chi.")
    decided_by: Who = Field(description="Chi decide.")
    fund: FundRef | None = Field(default=None, description="Il fondo che lo paga.")


ProgrammeRule = Annotated[
    Sections
    | Follows
    | BudgetEquality
    | PlannedAndActual
    | Revision
    | Agreement
    | Levels
    | LevelManager
    | Areas
    | Targets
    | Priorities
    | Contribution
    | Transversal
    | Activity
    | Service,
    Field(discriminator="kind"),
]
