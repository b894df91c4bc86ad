"""M-23. Information owed: what, by whom, to whom, with which qualities."""

from typing import Literal

from pydantic import Field

from ambiti.statute.language.references import (
    CategoryRef,
    DeadlineRef,
    FundRef,
    MatterRef,
    SeveralWho,
    Who,
)
from ambiti.statute.language.rule import Rule
from ambiti.statute.language.words import Code

Quality = Literal["TIMELY", "CORRECT", "RELIABLE", "INTEGRAL"]


class InformationDebt(Rule):
    """Un debito informativo."""

    says = (
        "{author} <author:deve/devono> {addressees:a} {what}[fund? ({fund:nome})][qualities?, "
        "con {qualities}][supervised_by?; <supervised_by:vigila/vigilano> {supervised_by}]"
    )
    code: Code = Field(description="Codice del debito informativo.")
    what: MatterRef = Field(description="Che cosa.")
    author: Who = Field(description="Chi lo deve.")
    addressees: SeveralWho = Field(description="A chi se ne risponde.")
    collected_from: tuple[Who, ...] = Field(default=(), description="Da chi si raccolgono i dati.")
    heads: tuple[CategoryRef, ...] = Field(
        default=(), description="Quali responsabili, in ciascun ente, devono darli."
    )
    fund: FundRef | None = Field(default=None, description="Il fondo a cui è legato.")
    deadline: DeadlineRef | None = Field(default=None, description="Entro quando.")
    qualities: tuple[Quality, ...] = Field(
        default=(), description="Puntualità, correttezza, attendibilità, integrità."
    )
    supervised_by: Who | None = Field(default=None, description="Chi vigila.")
