"""M-04. Who chairs an organ: an office whoever holds it, a role, or one whom the organ picks."""

from typing import Annotated, Literal

from pydantic import Field

from ambiti.statute.language.composition import Delegate
from ambiti.statute.language.references import RoleRef, Who
from ambiti.statute.language.rule import Rule, Unknown
from ambiti.statute.language.words import Name


class ChairSubstitute(Rule):
    """Chi sostituisce chi presiede quando è assente."""

    says = (
        "In assenza del presidente {self:di} presiede chi è designato {designated_by:da}, fra: "
        "{pool}"
    )
    pool: tuple[Who, ...] = Field(min_length=1, description="Fra chi si sceglie.")
    designated_by: Who = Field(description="Chi lo designa.")
    n: int = Field(default=1, ge=1, le=10, description="Quanti.")


class ChairByOffice(Rule):
    """Presiede chi ricopre una carica, chiunque sia."""

    says = "A presiedere {self} <office:è/sono> {office}[delegate=ALLOWED?, o un suo delegato]"
    kind: Literal["OFFICE"]
    office: Who = Field(description="La carica.")
    delegate: Delegate = Field(default="NOT_STATED", description="Se può mandare un delegato.")
    substitute: ChairSubstitute | None = Field(default=None, description="Chi lo sostituisce.")


class ChairByRole(Rule):
    """Presiede chi ha un ruolo."""

    says = "A guidare {self} <role:è/sono> {role}"
    kind: Literal["ROLE"]
    role: RoleRef = Field(description="Il ruolo.")
    substitute: ChairSubstitute | None = Field(default=None, description="Chi lo sostituisce.")


class ElectedChair(Rule):
    """Presiede chi è scelto dall'organo fra i suoi componenti."""

    says = (
        "{self} <self:sceglie/scelgono> al proprio interno chi ne guida i lavori[title? ({title})]"
    )
    kind: Literal["ELECTED"]
    title: Name | None = Field(default=None, description="Come si chiama.")
    role: RoleRef | None = Field(default=None, description="Il ruolo che ne ha.")
    substitute: ChairSubstitute | None = Field(default=None, description="Chi lo sostituisce.")


class UnknownChair(Unknown):
    """I documenti forniti non dicono chi presiede."""

    says = "La presidenza {self:di} è indeterminata: {missing:manca}"
    kind: Literal["UNKNOWN"]


Chair = Annotated[
    ChairByOffice | ChairByRole | ElectedChair | UnknownChair, Field(discriminator="kind")
]
