"""M-13. Two ledgers of one cost: who pays it in cash, and on whom it counts."""

from typing import Literal

from pydantic import Field

from ambiti.statute.language.references import DeadlineRef, KeyRef, MatterRef, Payer, Who
from ambiti.statute.language.rule import Rule
from ambiti.statute.language.words import Code


class Ledger(Rule):
    """Un costo pagato da uno e imputato, ai soli fini di legge, ad altri."""

    says = (
        "Per {what} <cash:paga/pagano> {cash}; ai fini {target:di} il costo si considera a "
        "carico {notional:di}, secondo il criterio {key}"
    )
    code: Code = Field(description="Codice.")
    what: MatterRef = Field(description="Il costo.")
    cash: Payer = Field(description="Chi paga davvero: un fondo, un bilancio, un ente.")
    notional: Who = Field(description="A carico di chi si considera.")
    key: KeyRef = Field(description="Il criterio con cui si divide il carico figurativo.")
    target: Literal["STAFF_COST_LIMITS", "INCENTIVE_FUND", "OVERTIME_FUND"] = Field(
        description="A quali fini: limiti di spesa, fondo incentivante, fondo straordinari."
    )
    scope: Literal["FULL_TIME", "HOURS", "ALL"] = Field(
        default="ALL", description="Di quale personale."
    )


class UnspentNotice(Rule):
    """A chi si comunica ciò che era autorizzato e non è stato reso."""

    says = "{to:A} si comunica la quota autorizzata e non resa per {what} (criterio {key})"
    what: MatterRef = Field(description="Che cosa era autorizzato.")
    to: Who = Field(description="A chi.")
    key: KeyRef = Field(description="Il criterio con cui si divide.")
    deadline: DeadlineRef | None = Field(default=None, description="Entro quando.")
    measured_in: Literal["AMOUNT", "HOURS"] = Field(
        default="AMOUNT", description="Si comunicano importi, o ore."
    )
