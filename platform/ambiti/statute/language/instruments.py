"""M-03. Instruments: convenzioni, accordi, regolamenti; their steps, parties and predecessors."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from ambiti.statute.language.references import Who
from ambiti.statute.language.renewals import (
    Horizon,
    Purpose,
    Renewal,
    RequiredAttachment,
    Signing,
    Step,
    Tax,
    Template,
)
from ambiti.statute.language.rule import Rule, Strict
from ambiti.statute.language.terms import Term
from ambiti.statute.language.words import AmbiguityCode, Code, Name

InstrumentKind = Literal[
    "ACCORDO_DI_PROGRAMMA",
    "CONVENZIONE",
    "REGOLAMENTO",
    "ACCORDO_INTERAMBITI",
    "CONTRATTO_DI_SERVIZIO",
    "PIANO_DI_ZONA",
]
Adopter = Literal["GIUNTA", "CONSIGLIO", "ASSEMBLEA"]


class Approval(Strict):
    """L'approvazione (dello schema o del testo): quando e da chi."""

    on: date | None = Field(default=None, description="Il giorno; vuoto se il testo non lo dice.")
    by: Name = Field(description="L'organo che ha approvato.")
    number: Name | None = Field(default=None, description="Numero dell'atto.")


class Adoption(Rule):
    """L'adozione da parte di un organo del capofila: chi spetta e chi l'ha fatta."""

    says = (
        "L'adozione {self:di} spetta {required:a} del comune capofila[recorded?; "
        "<self:risulta/risultano> adottat<self:o/a/i/e> {recorded:da}]"
    )
    required: Adopter = Field(description="L'organo a cui spetta, secondo la regola.")
    recorded: Adopter | None = Field(default=None, description="L'organo che risulta.")
    on: date | None = Field(default=None, description="Il giorno.")
    number: Name | None = Field(default=None, description="Numero dell'atto.")


class Deliberation(Strict):
    """La deliberazione con cui un ente si è impegnato."""

    on: date = Field(description="Il giorno.")
    number: Name = Field(description="Il numero.")


class DeliberationRule(Rule):
    """Per firmare, gli enti di questo tipo devono prima deliberare con questo organo."""

    says = (
        "Per firmare {self} serve la deliberazione {organ:il+di}[party=COMUNE? (per i comuni)]"
        "[party=BODY? (per gli altri enti)]"
    )
    party: Literal["COMUNE", "BODY"] = Field(description="A quali parti si applica.")
    organ: Name = Field(description="L'organo che delibera.")


class ComuniParty(Strict):
    """Comuni che sono parti, nell'ordine e con la grafia del documento."""

    kind: Literal["COMUNI"]
    comuni: tuple[Name, ...] = Field(min_length=1, description="I comuni.")
    signed_on: date | None = Field(default=None, description="Quando hanno firmato.")
    deliberation: Deliberation | None = Field(default=None, description="Con quale deliberazione.")


class BodyParty(Strict):
    """Un ente che è parte."""

    kind: Literal["BODY"]
    body: Code = Field(description="Codice dell'ente.")
    signed_on: date | None = Field(default=None, description="Quando ha firmato.")
    deliberation: Deliberation | None = Field(default=None, description="Con quale deliberazione.")


class AmbitoParty(Strict):
    """Il comune capofila che firma per il suo Ambito, membro dell'accordo."""

    kind: Literal["MEMBER_AMBITO"]
    unit: Code = Field(description="L'Ambito membro.")
    comune: Name = Field(description="Il comune che firma: dev'essere il suo capofila.")
    signed_on: date | None = Field(default=None, description="Quando ha firmato.")
    deliberation: Deliberation | None = Field(default=None, description="Con quale deliberazione.")


Party = Annotated[ComuniParty | BodyParty | AmbitoParty, Field(discriminator="kind")]


class InForceOnDate(Strict):
    """In vigore da un giorno stabilito."""

    kind: Literal["DATE"]
    on: date = Field(description="Il primo giorno in vigore.")


class InForceOnSignature(Strict):
    """In vigore dalla firma."""

    kind: Literal["SIGNATURE"]


class InForceOnAdoption(Strict):
    """In vigore dall'adozione."""

    kind: Literal["ADOPTION"]


InForce = Annotated[
    InForceOnDate | InForceOnSignature | InForceOnAdoption, Field(discriminator="kind")
]


class Predecessor(Strict):
    """L'atto che c'era prima."""

    year: int = Field(ge=1990, le=2100, description="L'anno.")
    title: Name = Field(description="Il titolo.")


class Attachment(Strict):
    """Un allegato, parte integrante dell'atto."""

    code: Code = Field(description="Codice.")
    title: Name = Field(description="Titolo.")
    supplied: bool = Field(description="true se il testo è stato fornito.")


class Publication(Rule):
    """Dove va pubblicato e chi deve farlo."""

    says = (
        "{self} si <self:pubblica/pubblicano> su {journal:il}[extract?, anche per estratto]"
        "[by?; vi provvede {by:il}]"
    )
    journal: Name = Field(description="Bollettino o sito.")
    extract: bool = Field(default=False, description="true se basta un estratto.")
    on: date | None = Field(default=None, description="Quando è stato pubblicato.")
    by: Who | None = Field(default=None, description="Chi deve pubblicarlo.")


class EveryParty(Rule):
    """Si modifica con la deliberazione di tutte le parti."""

    says = "{self} si <self:modifica/modificano> con la deliberazione di tutte le parti"
    kind: Literal["EVERY_PARTY"]


class ApproveThenAdopt(Rule):
    """Si modifica in due passi: un organo approva, un altro adotta."""

    says = (
        "{self} si <self:modifica/modificano> in due passi: approva {approved_by:il}, adotta "
        "{adopted_by}"
    )
    kind: Literal["APPROVE_THEN_ADOPT"]
    approved_by: Name = Field(description="Chi approva.")
    adopted_by: Adopter = Field(description="Chi adotta.")


Amendment = Annotated[EveryParty | ApproveThenAdopt, Field(discriminator="kind")]


class Parent(Strict):
    """L'atto in esecuzione del quale questo esiste."""

    document: Code = Field(description="Codice del documento, dichiarato in «documents».")


class Instrument(Rule):
    """Un atto: convenzione, accordo, regolamento, con i suoi passi e la sua durata."""

    says = "Atto: {title}[signed_on?, firma del {signed_on}]"
    code: Code = Field(description="Codice dell'atto.")
    kind: InstrumentKind = Field(description="Che atto è.")
    title: Name = Field(description="Titolo.")
    supplied: bool = Field(description="true se il testo è stato fornito.")
    published: bool = Field(description="true se chiunque può leggerlo.")
    approval: Approval | None = Field(default=None, description="L'approvazione.")
    adoption: Adoption | None = Field(default=None, description="L'adozione, se prevista.")
    signed_on: date | None = Field(
        default=None, description="Il giorno della firma; vuoto se il testo non lo dice."
    )
    signature: Literal["DIGITAL", "HANDWRITTEN"] | None = Field(
        default=None, description="Come si firma."
    )
    in_force: InForce = Field(description="Da quando è in vigore.")
    term: Term = Field(description="Fino a quando.")
    parent: Parent | None = Field(default=None, description="L'atto da cui dipende.")
    parties: tuple[Party, ...] = Field(default=(), description="Le parti, nell'ordine del testo.")
    expected_parties: int | None = Field(
        default=None, ge=1, description="Quante parti il documento dice."
    )
    deliberations: tuple[DeliberationRule, ...] = Field(
        default=(), description="Le deliberazioni che servono per firmare."
    )
    predecessors: tuple[Predecessor, ...] = Field(default=(), description="Gli atti di prima.")
    attachments: tuple[Attachment, ...] = Field(default=(), description="Gli allegati.")
    publication: Publication | None = Field(default=None, description="La pubblicazione.")
    amendment: Amendment | None = Field(default=None, description="Come si modifica.")
    incomplete: AmbiguityCode | None = Field(
        default=None, description="L'ambiguità che registra date e numeri lasciati in bianco."
    )
    renewal: Renewal | None = Field(default=None, description="Come si rinnova.")
    signing: Signing | None = Field(default=None, description="Quante firme, e come.")
    purposes: tuple[Purpose, ...] = Field(default=(), description="Oggetto e finalità.")
    tax: Tax | None = Field(default=None, description="Registrazione e bollo.")
    steps: tuple[Step, ...] = Field(default=(), description="I passi della sua storia.")
    template: Template | None = Field(default=None, description="Lo schema che segue.")
    required_attachments: tuple[RequiredAttachment, ...] = Field(
        default=(), description="Gli allegati senza i quali non si firma."
    )
    horizon: Horizon | None = Field(default=None, description="L'anno, e gli anni che prepara.")
