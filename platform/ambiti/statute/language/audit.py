"""M-27. Who answers for what, what is written down for good, what is inspected."""

from typing import Annotated, Literal

from pydantic import Field

from ambiti.statute.language.references import MatterRef, Who
from ambiti.statute.language.rule import Rule


class Accountable(Rule):
    """Chi risponde di che cosa, e verso chi."""

    says = (
        "{who} <who:risponde/rispondono>[to? {to:a}] {matter:di}[controlled_by?; il controllo "
        "spetta {controlled_by:a}]"
    )
    kind: Literal["ACCOUNTABLE"]
    who: Who = Field(description="Chi risponde.")
    matter: MatterRef = Field(description="Di che cosa.")
    to: tuple[Who, ...] = Field(default=(), description="Verso chi.")
    controlled_by: Who | None = Field(default=None, description="Chi controlla.")
    by_default: bool = Field(
        default=False, description="true se risponde quando nessun altro è indicato."
    )


class Liable(Rule):
    """A quali responsabilità è soggetto."""

    says = "{who} <who:è/sono> soggett<who:o/a/i/e> a responsabilità {liabilities}"
    kind: Literal["LIABLE"]
    who: Who = Field(description="Chi.")
    liabilities: tuple[Literal["ADMINISTRATIVE", "ACCOUNTING", "DISCIPLINARY"], ...] = Field(
        min_length=1, description="Quali."
    )


class Inspection(Rule):
    """Chi controlla, e che cosa segue."""

    says = (
        "{by} <by:controlla/controllano> {what}[follow_up?; a ciò che non è conforme segue un "
        "termine]"
    )
    kind: Literal["INSPECTION"]
    by: Who = Field(description="Chi controlla.")
    what: MatterRef = Field(description="Che cosa.")
    follow_up: bool = Field(default=True, description="true se segue un compito con scadenza.")


AuditRule = Annotated[Accountable | Liable | Inspection, Field(discriminator="kind")]
