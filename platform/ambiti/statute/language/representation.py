"""M-21. Acting for others: mandates to sign, representation outside, work done on behalf."""

from typing import Annotated, Literal

from pydantic import Field

from ambiti.statute.language.references import MatterRef, ProgrammeRef, RoleRef, Who
from ambiti.statute.language.rule import Rule


class SigningMandate(Rule):
    """Uno firma per conto degli altri, che gliene danno mandato."""

    says = (
        "{signer} <signer:firma/firmano> {what} per conto {on_behalf_of:di}[every_mandate?, con "
        "il mandato di tutti]"
    )
    kind: Literal["SIGNING"]
    signer: Who = Field(description="Chi firma.")
    on_behalf_of: Who = Field(description="Per conto di chi.")
    what: MatterRef = Field(description="Che cosa firma.")
    every_mandate: bool = Field(default=True, description="true se serve il mandato di ciascuno.")


class Representation(Rule):
    """Uno rappresenta altri verso l'esterno."""

    says = (
        "{by} <by:rappresenta/rappresentano> {represented}[toward? nei confronti {toward:di}]"
        "[matter?, per {matter}]"
    )
    kind: Literal["REPRESENTS"]
    by: Who = Field(description="Chi rappresenta.")
    represented: Who = Field(description="Chi è rappresentato.")
    toward: tuple[Who, ...] = Field(default=(), description="Presso chi.")
    matter: MatterRef | None = Field(default=None, description="Per che cosa.")
    must_be: RoleRef | None = Field(default=None, description="Il ruolo che chi va deve avere.")


class OnBehalf(Rule):
    """Uno istruisce, l'altro fa propria la conclusione."""

    says = (
        "{by} <by:può/possono> istruire {what} per conto {on_behalf_of:di}[adopted_by?; l'esito "
        "è adottato {adopted_by:da}]"
    )
    kind: Literal["ON_BEHALF"]
    by: Who = Field(description="Chi istruisce.")
    on_behalf_of: Who = Field(description="Per conto di chi.")
    what: MatterRef = Field(description="Che cosa.")
    adopted_by: Who | None = Field(default=None, description="Chi deve farlo proprio.")
    contract: ProgrammeRef | None = Field(default=None, description="Finché dura quale contratto.")


class Representatives(Rule):
    """Ciascun ente designa un rappresentante a supporto di qualcuno."""

    says = (
        "{each} <each:designa/designano> [n=1?un proprio rappresentante][n!=1?{n} propri "
        "rappresentanti] a supporto {supports:di}"
    )
    kind: Literal["REPRESENTATIVES"]
    each: Who = Field(description="Chi designa.")
    n: int = Field(default=1, ge=1, le=10, description="Quanti ciascuno.")
    supports: Who = Field(description="A supporto di chi.")


RepresentationRule = Annotated[
    SigningMandate | Representation | OnBehalf | Representatives, Field(discriminator="kind")
]
