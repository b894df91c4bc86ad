"""M-17. Sums that the text fixes: so much a year, and what is added to it."""

from typing import Literal

from pydantic import Field

from ambiti.statute.language.references import MatterRef, Payer
from ambiti.statute.language.rule import Rule
from ambiti.statute.language.words import Amount, Code


class FixedAmount(Rule):
    """Una somma fissa."""

    says = (
        "Per {what} spettano {creditor:a} {amount:euro} {per}[plus?, oltre a {plus}][payer?, a "
        "carico {payer:di}]"
    )
    code: Code = Field(description="Codice della somma.")
    what: MatterRef = Field(description="Per che cosa.")
    amount: Amount = Field(description="Quanto, in euro.")
    per: Literal["YEAR", "MONTH", "ONCE"] = Field(description="Ogni quanto.")
    plus: MatterRef | None = Field(default=None, description="Il costo variabile che si aggiunge.")
    creditor: Payer = Field(description="A chi spetta.")
    payer: Payer | None = Field(default=None, description="Chi la paga, se è detto.")
    prorata: bool = Field(default=False, description="true se un anno parziale si paga in parte.")
    index: bool = Field(default=False, description="true se si rivaluta.")
