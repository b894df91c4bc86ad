"""M-05. How an organ decides: which fraction of whom, with what quorum, and for which matter."""

from typing import Annotated, Literal

from pydantic import Field

from ambiti.statute.language.references import DocumentRef, InstrumentRef, MatterRef
from ambiti.statute.language.rule import Rule, Strict
from ambiti.statute.language.words import Share

Denominator = Literal["PRESENT", "COMPONENTS", "ALL_ASSOCIATED_COMUNI", "SIGNATORY_BODIES"]
"""Of whom a fraction is taken. SIGNATORY_BODIES decide each by its own deliberation."""


class Majority(Strict):
    """Una frazione, stretta o no, di un denominatore."""

    fraction: Share = Field(description="La frazione: 1/2, 2/3; 1/1 è l'unanimità.")
    strict: bool = Field(description="true se serve più della frazione, false se basta quella.")
    of: Denominator = Field(description="Di chi si prende la frazione.")
    rounding: Literal["UP", "NONE"] = Field(
        default="UP", description="UP: per eccesso al voto intero; NONE: il testo non lo dice."
    )


class QuorumShare(Strict):
    """Il quorum come frazione."""

    kind: Literal["SHARE"]
    fraction: Share = Field(description="La frazione.")
    strict: bool = Field(description="true se serve più della frazione.")
    of: Denominator = Field(description="Di chi si prende la frazione.")


class QuorumNumber(Strict):
    """Il quorum come numero di presenti."""

    kind: Literal["NUMBER"]
    number: int = Field(ge=1, le=10000, description="Quanti presenti.")


Quorum = Annotated[QuorumShare | QuorumNumber, Field(discriminator="kind")]


class Decision(Rule):
    """Come si decide: di regola, o per una materia."""

    matter: MatterRef | None = Field(
        default=None, description="La materia; senza, è la regola ordinaria dell'organo."
    )


class MajorityDecision(Decision):
    """Si decide a maggioranza."""

    says = "{self:in}, per {matter} serve il voto favorevole {majority}[quorum?, con {quorum}]"
    kind: Literal["MAJORITY"]
    fraction: Share = Field(description="La frazione: 1/2, 2/3; 1/1 è l'unanimità.")
    strict: bool = Field(description="true se serve più della frazione, false se basta quella.")
    of: Denominator = Field(description="Di chi si prende la frazione.")
    rounding: Literal["UP", "NONE"] = Field(
        default="UP", description="UP: per eccesso al voto intero; NONE: il testo non lo dice."
    )
    quorum: Quorum | None = Field(
        default=None, description="Quanti devono essere presenti; assente se il testo non lo dice."
    )
    abstentions: Literal["COUNT", "NOT_COUNTED", "NOT_STATED"] = Field(
        default="NOT_STATED",
        description="COUNT: gli astenuti sono fra i presenti e pesano come contrari.",
    )
    seat_policy: Literal["BY_COMUNE", "BY_SIGNATORY"] | None = Field(
        default=None, description="Se si conta per comune o per ente firmatario."
    )
    weight: Literal["ONE_EACH", "POPULATION"] = Field(
        default="ONE_EACH", description="Un voto ciascuno, o secondo la popolazione."
    )
    instrument: InstrumentRef | None = Field(
        default=None, description="L'atto i cui firmatari si contano."
    )


class ExternalDecision(Decision):
    """Lo dice un regolamento che sta fuori da questi documenti."""

    says = "{self:in}, per {matter} <of:vale/valgono> {of} {document:il+di}"
    kind: Literal["EXTERNAL_REGULATION"]
    document: DocumentRef = Field(description="Il regolamento, dichiarato in «documents».")
    of: Literal["QUORUM_AND_MAJORITY", "QUORUM", "MAJORITY"] = Field(
        default="QUORUM_AND_MAJORITY", description="Che cosa vi si trova."
    )

    def lacks(self) -> str | None:
        """Tell that quorum and majority are in the regulation."""
        return "il testo che dice quorum e maggioranza"

    def lacked_document(self) -> str | None:
        """Tell the regulation."""
        return self.document


class SelfRegulated(Decision):
    """L'organo si dà le proprie regole."""

    says = "{self} si <self:dà/danno> le proprie regole di funzionamento e di voto"
    kind: Literal["SELF_REGULATED"]

    def lacks(self) -> str | None:
        """Tell that the organ has not told its rules."""
        return "le regole che l'organo si è dato"


DecisionRule = Annotated[
    MajorityDecision | ExternalDecision | SelfRegulated, Field(discriminator="kind")
]
