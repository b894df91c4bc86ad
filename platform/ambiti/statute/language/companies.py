"""M-19. The managing company: what needs its contract, what it is delegated, who owns it."""

from typing import Annotated, Literal

from pydantic import Field

from ambiti.statute.language.references import (
    BodyRef,
    FundRef,
    MatterRef,
    ProgrammeRef,
    Who,
)
from ambiti.statute.language.rule import Rule


class ContractRequired(Rule):
    """Senza contratto la società non riceve budget né compiti."""

    says = (
        "{company} <company:opera/operano> per {matters} solo con un contratto in vigore: "
        "{contract}[funds?, per avere i budget {funds:di}]"
    )
    kind: Literal["CONTRACT_REQUIRED"]
    company: BodyRef = Field(description="La società.")
    contract: ProgrammeRef = Field(description="Il contratto.")
    matters: tuple[MatterRef, ...] = Field(min_length=1, description="Per che cosa serve.")
    funds: tuple[FundRef, ...] = Field(
        default=(), description="I fondi di cui non ha budget senza; nessuno, per tutti."
    )


class DelegatedTasks(Rule):
    """I compiti che la società svolge per conto di altri, finché c'è il contratto."""

    says = (
        "{company} <company:svolge/svolgono> per conto {granted_by:di}: {scope}[contract?, "
        "finché <contract:è/sono> in vigore {contract}]"
    )
    kind: Literal["DELEGATED_TASKS"]
    company: BodyRef = Field(description="La società.")
    granted_by: Who = Field(description="Per conto di chi.")
    scope: tuple[MatterRef, ...] = Field(min_length=1, description="Quali compiti.")
    contract: ProgrammeRef | None = Field(default=None, description="Il contratto.")


class ContractContent(Rule):
    """Che cosa il contratto stabilisce ogni anno."""

    says = (
        "{contract} <contract:stabilisce/stabiliscono> ogni anno gli obiettivi e "
        "<contract:assegna/assegnano> i budget {company:a}"
    )
    kind: Literal["CONTRACT_CONTENT"]
    company: BodyRef = Field(description="La società.")
    contract: ProgrammeRef = Field(description="Il contratto.")


class Owners(Rule):
    """Di chi è la società e che cosa fa."""

    says = (
        "{company} <company:è/sono> [all_comuni?di tutti i comuni dell'Ambito, ]con il compito "
        "{task:di}"
    )
    kind: Literal["OWNERS"]
    company: BodyRef = Field(description="La società.")
    all_comuni: bool = Field(default=True, description="true se è di tutti i comuni.")
    task: MatterRef = Field(description="Che cosa fa.")


class Coordination(Rule):
    """Chi coordina i gestori."""

    says = "{by} <by:coordina/coordinano> i gestori per {matter}"
    kind: Literal["COORDINATION"]
    by: Who = Field(description="Chi coordina.")
    matter: MatterRef = Field(description="Per che cosa.")


CompanyRule = Annotated[
    ContractRequired | DelegatedTasks | ContractContent | Owners | Coordination,
    Field(discriminator="kind"),
]
