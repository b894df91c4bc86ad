"""M-28. Who decides when the parties disagree: a court, or an organ with its own majority."""

from typing import Annotated, Literal

from pydantic import Field

from ambiti.statute.language.decisions import Denominator
from ambiti.statute.language.references import InstrumentRef, OrganRef
from ambiti.statute.language.rule import Rule
from ambiti.statute.language.words import Name, Share


class CourtDispute(Rule):
    """Decide un giudice."""

    says = "Per le controversie su {instrument} il foro competente è {forum}"
    kind: Literal["COURT"]
    instrument: InstrumentRef = Field(description="L'atto.")
    forum: Name = Field(description="Il foro.")


class OrganDispute(Rule):
    """Decide un organo, con una maggioranza sua."""

    says = (
        "Le controversie su {instrument} sono decise {organ:da} con il voto favorevole {majority}"
    )
    kind: Literal["ORGAN"]
    instrument: InstrumentRef = Field(description="L'atto.")
    organ: OrganRef = Field(description="L'organo.")
    fraction: Share = Field(description="La frazione.")
    strict: bool = Field(description="true se serve più della frazione.")
    of: Denominator = Field(description="Di chi si prende la frazione.")
    rounding: Literal["UP", "NONE"] = Field(default="UP", description="UP: per eccesso.")


Dispute = Annotated[CourtDispute | OrganDispute, Field(discriminator="kind")]
