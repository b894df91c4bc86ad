"""M-29. Where a rule is looked for: premises, residual rules, law, later acts, wrong references."""

from typing import Annotated, Literal

from pydantic import Field

from ambiti.statute.language.references import (
    DocumentRef,
    InstrumentRef,
    MatterRef,
    OrganRef,
    SeveralWho,
    Who,
)
from ambiti.statute.language.rule import Rule, Unknown
from ambiti.statute.language.words import Article, Name, Words


class Premises(Rule):
    """Le premesse sono, o non sono, parte integrante."""

    says = (
        "Le premesse di {instrument} [binding?sono parte integrante e vincolano]"
        "[!binding?non sono parte integrante]"
    )
    kind: Literal["PREMISES"]
    instrument: InstrumentRef = Field(description="L'atto.")
    binding: bool = Field(description="true se vincolano.")


class Residual(Rule):
    """Quanto non è previsto lo decide un organo."""

    says = (
        "Per quanto {instrument} non <instrument:prevede/prevedono> <organ:decide/decidono> "
        "{organ}[acts_required?, con gli atti degli organi competenti]"
    )
    kind: Literal["RESIDUAL"]
    instrument: InstrumentRef = Field(description="L'atto.")
    organ: OrganRef = Field(description="L'organo.")
    acts_required: bool = Field(default=False, description="true se servono poi atti degli enti.")


class Referral(Rule):
    """Per quanto non è previsto si rinvia alla legge o a un altro documento."""

    says = (
        "Per quanto {instrument} non <instrument:prevede/prevedono> si rinvia [document?a "
        "{document:il}][!document?alla normativa vigente]"
    )
    kind: Literal["REFERRAL"]
    instrument: InstrumentRef = Field(description="L'atto.")
    document: DocumentRef | None = Field(default=None, description="Il documento; se no, la legge.")


class LaterCompetences(Rule):
    """Le competenze date poi da altri si aggiungono senza modificare l'atto."""

    says = (
        "{who} <who:ha/hanno> anche le competenze date poi da {given_by}, senza modificare l'atto"
    )
    kind: Literal["LATER_COMPETENCES"]
    who: Who = Field(description="Chi le ha.")
    given_by: SeveralWho = Field(description="Chi le dà.")


class Regulated(Rule):
    """Un organo è regolato da un documento, che può non essere stato fornito."""

    says = "Le regole {organ:di} sono in {document:il}"
    kind: Literal["REGULATED_BY"]
    organ: OrganRef = Field(description="L'organo.")
    document: DocumentRef = Field(description="Il documento.")

    def lacked_document(self) -> str | None:
        """Tell the regulation."""
        return self.document


class SeveralSources(Rule):
    """Una materia è regolata da più fonti; se contrastano prevale la prima."""

    says = "Per {matter} valgono, nell'ordine: {sources}"
    kind: Literal["SEVERAL_SOURCES"]
    matter: MatterRef = Field(description="La materia.")
    sources: tuple[Words, ...] = Field(min_length=2, description="Le fonti, dalla più forte.")


class BrokenReference(Rule):
    """Il testo rinvia a un articolo sbagliato."""

    says = "Il testo rinvia all'articolo {cited}, ma si tratta dell'articolo {meant}"
    kind: Literal["BROKEN_REFERENCE"]
    cited: Article = Field(description="L'articolo citato.")
    meant: Article = Field(description="L'articolo giusto, secondo la lettura in vigore.")


class LegalReference(Rule):
    """Una norma citata dal testo."""

    says = "Il testo richiama: {text}[confidence=LOW? (estremi dubbi)]"
    kind: Literal["LEGAL_REFERENCE"]
    text: Name = Field(description="La norma come la scrive il testo.")
    confidence: Literal["HIGH", "LOW"] = Field(
        default="HIGH", description="LOW se gli estremi sono dubbi."
    )


class Principle(Rule):
    """Un principio, senza conseguenze proprie."""

    says = "{who} {text}"
    kind: Literal["PRINCIPLE"]
    who: Who = Field(description="Chi.")
    text: Words = Field(description="Che cosa, con il verbo: collabora con tutti gli uffici.")


class Gap(Unknown):
    """Qualcosa che i documenti forniti non dicono."""

    says = "{about} <about:è/sono> indeterminat<about:o/a/i/e>: {missing:manca}"
    kind: Literal["GAP"]
    about: Words = Field(description="Che cosa non si sa.")


HierarchyRule = Annotated[
    Premises
    | Residual
    | Referral
    | LaterCompetences
    | Regulated
    | SeveralSources
    | BrokenReference
    | LegalReference
    | Principle
    | Gap,
    Field(discriminator="kind"),
]
