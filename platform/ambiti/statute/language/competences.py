"""M-06. Who does what: twelve verbs, on a declared matter, after what, toward whom."""

from typing import Literal

from pydantic import Field

from ambiti.statute.language.references import FundRef, MatterRef, ProgrammeRef, SeveralWho, Who
from ambiti.statute.language.rule import Rule, Strict

Verb = Literal[
    "PREPARE",
    "PROPOSE",
    "CONSULT",
    "OPINION",
    "AGREE",
    "DECIDE",
    "APPROVE",
    "ADOPT",
    "EXECUTE",
    "MONITOR",
    "REPORT",
    "CONTROL",
]


class Requirement(Strict):
    """Che cosa deve essere avvenuto prima."""

    says = (
        "{by} [verb=CONSULT?<by:consulta/consultano>][verb!=CONSULT?{verb:by}]"
        "[verb!=CONSULT&matter? {matter}][verb=CONSULT&toward? {toward}][verb=CONSULT&!toward? "
        "altri][verb!=CONSULT&toward?, verso: {toward}][verb=CONSULT&matter? per {matter}]"
    )
    verb: Verb = Field(description="Che cosa.")
    by: Who = Field(description="Di chi.")
    matter: MatterRef | None = Field(default=None, description="La materia, se è un'altra.")
    toward: tuple[Who, ...] = Field(default=(), description="Con chi o verso chi.")


class Competence(Rule):
    """Una competenza: chi, che cosa fa, su quale materia."""

    says = (
        "{by} [verb=CONSULT?<by:consulta/consultano>, per {matter},][verb!=CONSULT?{verb:by} "
        "{matter}][verb=CONSULT&toward? {toward}][verb=CONSULT&!toward? altri]"
        "[verb=REPORT&toward? {toward:a}][verb!=CONSULT&verb!=REPORT&toward?, verso: {toward}]"
        "[distinct?, in incontri distinti][within?, secondo gli indirizzi {within:di}]"
        "[exclusive?, in via esclusiva][jointly?, insieme ad altri][every?, {every}][scope?, "
        "limitatamente a {scope}][requires?; prima: {requires}]"
    )
    by: Who = Field(description="Chi.")
    verb: Verb = Field(
        description="PREPARE predispone, PROPOSE propone, CONSULT consulta, OPINION dà parere, "
        "AGREE dà l'intesa, DECIDE decide, APPROVE approva, ADOPT adotta, EXECUTE cura, "
        "MONITOR verifica, REPORT rende conto, CONTROL controlla."
    )
    matter: MatterRef = Field(description="La materia.")
    toward: tuple[Who, ...] = Field(
        default=(), description="Verso chi: consultati, destinatari, soggetti coinvolti."
    )
    requires: tuple[Requirement, ...] = Field(default=(), description="Che cosa deve venire prima.")
    within: Who | None = Field(default=None, description="Gli indirizzi di chi deve seguire.")
    exclusive: bool = Field(default=False, description="true se nessun altro può farlo.")
    distinct: bool = Field(
        default=False, description="true se gli incontri con ciascuno devono essere distinti."
    )
    jointly: bool = Field(
        default=False, description="true se vi concorre soltanto, insieme ad altri."
    )
    every: Literal["MONTH", "SEMESTER", "YEAR", "PERIODICALLY"] | None = Field(
        default=None, description="Ogni quanto, se il testo lo dice."
    )
    programme: ProgrammeRef | None = Field(
        default=None, description="Il documento di programmazione a cui si riferisce."
    )
    fund: FundRef | None = Field(default=None, description="Il fondo a cui si riferisce.")
    scope: tuple[MatterRef, ...] = Field(
        default=(), description="Le sole materie a cui si estende, se elencate."
    )


class Precedence(Rule):
    """In caso di contrasto prevale uno sull'altro."""

    says = "In caso di contrasto[matter? su {matter}] {first} <first:prevale/prevalgono> su {over}"
    first: Who = Field(description="Chi prevale.")
    over: SeveralWho = Field(description="Su chi.")
    matter: MatterRef | None = Field(default=None, description="Per quale materia; se no, tutte.")
