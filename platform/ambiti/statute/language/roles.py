"""M-07. Roles: offices that a mandate gives, and the access that comes with them."""

from typing import Literal

from pydantic import Field

from ambiti.statute.language.appointments import (
    Appointment,
    Delegation,
    Membership,
    Prorogatio,
    Revocation,
    RoleTerm,
    Substitute,
)
from ambiti.statute.language.rule import Rule
from ambiti.statute.language.words import Access, Code, Name

HeldFor = Literal["AMBITO", "COMUNE", "UNIT"]


class Role(Rule):
    """Un ruolo: si ha con un mandato, e dà l'accesso di un ruolo delle policy."""

    says = "Ruolo: {name}, che si ha per {held_for}"

    code: Code = Field(description="Codice del ruolo.")
    name: Name = Field(description="Il nome nel documento.")
    access: Access = Field(description="Il ruolo di policies/policy.csv di cui ha i diritti.")
    held_for: HeldFor = Field(
        description="Che cosa nomina il mandato: l'AMBITO, un COMUNE o una UNIT."
    )
    appointment: Appointment | None = Field(default=None, description="Come si nomina.")
    term: RoleTerm | None = Field(default=None, description="Quanto dura.")
    prorogatio: Prorogatio | None = Field(default=None, description="Che cosa accade dopo.")
    revocation: Revocation | None = Field(default=None, description="Come si revoca.")
    substitutes: tuple[Substitute, ...] = Field(default=(), description="Chi lo sostituisce.")
    delegates: tuple[Delegation, ...] = Field(default=(), description="A chi può delegare.")
    memberships: tuple[Membership, ...] = Field(
        default=(), description="Gli organi di cui fa parte di diritto."
    )
