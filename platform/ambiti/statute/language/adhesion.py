"""M-20. Gates: who may attend, who may choose, who may be chosen."""

from typing import Annotated, Literal

from pydantic import Field

from ambiti.statute.language.references import CategoryRef, InstrumentRef, OrganRef, Who
from ambiti.statute.language.rule import Rule


class Gate(Rule):
    """Chi può fare un passo: partecipare, scegliere, essere scelto."""

    says = (
        "Solo {open_to} <open_to:può/possono> [step=ATTEND?partecipare {organ:a}]"
        "[step=VOTE?scegliere i rappresentanti {organ:in}][step=BE_DESIGNATED?essere "
        "designat<open_to:o/a/i/e> {organ:in}][designates? per {designates}]"
    )
    kind: Literal["GATE"]
    step: Literal["ATTEND", "VOTE", "BE_DESIGNATED"] = Field(description="Quale passo.")
    organ: OrganRef = Field(description="In quale organo.")
    open_to: CategoryRef = Field(description="Chi può.")
    designates: OrganRef | None = Field(default=None, description="L'organo per cui si designa.")


class Registration(Rule):
    """Come si aderisce."""

    says = (
        "{who} <who:può/possono> aderire a {instrument}[document_required?, firmando un "
        "documento di adesione][becomes?; chi aderisce è fra {becomes}]"
    )
    kind: Literal["REGISTRATION"]
    instrument: InstrumentRef = Field(description="A quale atto.")
    who: CategoryRef = Field(description="Chi può aderire.")
    document_required: bool = Field(default=True, description="true se serve un documento firmato.")
    member_of: OrganRef | None = Field(default=None, description="L'organo di cui poi fa parte.")
    becomes: CategoryRef | None = Field(
        default=None, description="La categoria di cui è chi ha aderito."
    )


class Integration(Rule):
    """Chi governa i rapporti fra firmatari e aderenti."""

    says = "{by} <by:governa/governano> l'integrazione tra firmatari e aderenti"
    kind: Literal["INTEGRATION"]
    by: Who = Field(description="Chi.")


AdhesionRule = Annotated[Gate | Registration | Integration, Field(discriminator="kind")]
