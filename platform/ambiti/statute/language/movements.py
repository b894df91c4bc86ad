"""M-16. Money that moves: transfers, instalments, claims, arrears, one supplier, own contracts."""

from typing import Annotated, Literal

from pydantic import Field

from ambiti.statute.language.references import (
    DeadlineRef,
    EventRef,
    InstrumentRef,
    MatterRef,
    Payer,
    Who,
)
from ambiti.statute.language.rule import Rule


class Transfer(Rule):
    """Chi trasferisce a chi, dopo quale approvazione."""

    says = (
        "{debtor} <debtor:trasferisce/trasferiscono> {creditor:a} quanto dovuto per {what}"
        "[after?, dopo {after}][deadline?, nel termine {deadline}]"
    )
    kind: Literal["TRANSFER"]
    what: MatterRef = Field(description="Che cosa.")
    debtor: Payer = Field(description="Chi trasferisce.")
    creditor: Payer = Field(description="A chi, e a nessun altro.")
    after: EventRef | None = Field(default=None, description="Dopo quale fatto.")
    deadline: DeadlineRef | None = Field(default=None, description="Entro quale termine.")


class Instalments(Rule):
    """A rate."""

    says = "Per {what} si paga {creditor:a} a rate, {every}, {timing} ({policy})"
    kind: Literal["INSTALMENTS"]
    what: MatterRef = Field(description="Che cosa.")
    creditor: Payer = Field(description="A chi.")
    every: Literal["MONTH", "QUARTER", "SEMESTER", "YEAR"] = Field(description="Ogni quanto.")
    timing: Literal["IN_ADVANCE", "IN_ARREARS"] = Field(description="Anticipate o posticipate.")
    policy: Literal["REMAINING", "FIXED"] = Field(
        description="REMAINING: i periodi che restano dalla firma; FIXED: tutti quelli dell'anno."
    )
    recalculated_at: EventRef | None = Field(
        default=None, description="Il fatto dopo il quale si ricalcolano le rate non pagate."
    )


class Reimbursement(Rule):
    """Un rimborso a richiesta."""

    says = (
        "{claimant} <claimant:chiede/chiedono> il rimborso {payer:a} per {what}[documents?, con "
        "documenti]"
    )
    kind: Literal["REIMBURSEMENT"]
    what: MatterRef = Field(description="Di che cosa.")
    claimant: Who = Field(description="Chi chiede.")
    payer: Payer = Field(description="Chi rimborsa.")
    documents: bool = Field(default=True, description="true se servono documenti.")
    limit: Literal["COST"] = Field(default="COST", description="Non oltre il costo.")


class Guarantee(Rule):
    """Chi garantisce i flussi che gli competono: se non paga è in arretrato."""

    says = (
        "{debtor} <debtor:garantisce/garantiscono> i flussi finanziari di propria competenza per "
        "{what}"
    )
    kind: Literal["GUARANTEE"]
    debtor: Who = Field(description="Chi.")
    what: MatterRef = Field(description="Per che cosa.")


class CollectedBudget(Rule):
    """Chi riceve le quote, che formano un bilancio; la propria non si trasferisce."""

    says = (
        "{collector} <collector:riceve/ricevono> le quote che formano il bilancio per {what}"
        "[own_share?; la propria è un impegno interno]"
    )
    kind: Literal["COLLECTED_BUDGET"]
    collector: Who = Field(description="Chi riceve.")
    what: MatterRef = Field(description="Per che cosa.")
    own_share: bool = Field(default=True, description="true se anche chi riceve ha la sua quota.")


class SingleSupplier(Rule):
    """Un solo fornitore."""

    says = "Per {what} {by} <by:individua/individuano> un unico fornitore"
    kind: Literal["SINGLE_SUPPLIER"]
    by: Who = Field(description="Chi.")
    what: MatterRef = Field(description="Per che cosa.")


class SeparateContract(Rule):
    """Le attività in più si contrattano a parte."""

    says = "Le attività in più chieste {requested_by:da} sono oggetto di un contratto a parte"
    kind: Literal["SEPARATE_CONTRACT"]
    requested_by: Who = Field(description="Chi le chiede.")
    instrument: InstrumentRef | None = Field(
        default=None, description="L'atto da cui restano fuori."
    )


Movement = Annotated[
    Transfer
    | Instalments
    | Reimbursement
    | Guarantee
    | CollectedBudget
    | SingleSupplier
    | SeparateContract,
    Field(discriminator="kind"),
]
