"""What the acts of dues are given."""

from datetime import date

import strawberry

from ambiti.budgets.euro import Euro
from ambiti.budgets.ripartos.inputs import SubstituteInput


@strawberry.input(description="Da quando i fondi di un riparto sono a disposizione.")
class RecordFundsAvailableInput:
    """The funds of a riparto are there."""

    riparto: strawberry.ID = strawberry.field(description="Il riparto.")
    fund: strawberry.ID | None = strawberry.field(
        default=None, description="Il fondo di cui si legge quanto è stato riscosso, e quando."
    )
    on: date | None = strawberry.field(
        default=None, description="O il giorno, se non si legge dalle riscossioni."
    )
    act: strawberry.ID | None = strawberry.field(
        default=None, description="L'atto del registro che dice il giorno."
    )


@strawberry.input(description="Le somme di un riparto perfezionato da trasferire a ciascuno.")
class OpenTransfersInput:
    """What was shared is owed to each."""

    riparto: strawberry.ID = strawberry.field(description="Il riparto, perfezionato.")
    replaces: strawberry.ID | None = strawberry.field(
        default=None,
        description="Il trasferimento di un riparto annullato, di cui questo prende il posto.",
    )


@strawberry.input(description="I trasferimenti di un riparto il cui atto è annullato.")
class VoidTransfersInput:
    """What an annulled act made owed is owed no more."""

    obligation: strawberry.ID = strawberry.field(description="Il trasferimento.")
    act: strawberry.ID = strawberry.field(
        description="L'atto del registro su cui si fonda: una decisione in vigore."
    )
    reasons: str = strawberry.field(description="Le ragioni.")
    on: date | None = strawberry.field(default=None, description="Il giorno; se no, oggi.")


@strawberry.input(description="Il pagamento di un debito, per intero o in parte.")
class RecordSettlementInput:
    """A due is paid."""

    due: strawberry.ID = strawberry.field(description="Il debito.")
    amount: Euro = strawberry.field(description="Quanto, in euro con due decimali: «4000.00».")
    act: strawberry.ID = strawberry.field(
        description="L'atto del registro su cui si fonda: una decisione in vigore."
    )
    subject: str = strawberry.field(description="La causale.")
    creditor: str | None = strawberry.field(
        default=None, description="A chi è stato pagato: codice ISTAT, o codice nello statuto."
    )
    debtor: str | None = strawberry.field(
        default=None, description="Chi ha pagato: codice ISTAT, o codice nello statuto."
    )
    credit: bool = strawberry.field(
        default=False, description="Vero se si paga più del dovuto, e il di più è un credito."
    )
    payment: strawberry.ID | None = strawberry.field(
        default=None,
        description="Il movimento del bilancio con cui è pagato: PAGAMENTO, se paga chi tiene il "
        "fondo; RISCOSSIONE, se è lui a ricevere.",
    )
    on: date | None = strawberry.field(default=None, description="Il giorno; se no, oggi.")


@strawberry.input(description="La restituzione di un credito a chi ha pagato più del dovuto.")
class ReturnCreditInput:
    """A credit is given back."""

    due: strawberry.ID = strawberry.field(description="Il debito, pagato più del dovuto.")
    amount: Euro = strawberry.field(description="Quanto del credito si restituisce.")
    act: strawberry.ID = strawberry.field(
        description="L'atto del registro su cui si fonda: una decisione in vigore."
    )
    subject: str = strawberry.field(description="La causale.")
    movement: strawberry.ID | None = strawberry.field(
        default=None,
        description="Il movimento del bilancio con cui è restituito: PAGAMENTO, se restituisce "
        "chi tiene il fondo; RISCOSSIONE, se è lui a ricevere.",
    )
    on: date | None = strawberry.field(default=None, description="Il giorno; se no, oggi.")


@strawberry.input(description="Lo storno di un pagamento, o di una restituzione, per intero.")
class ReverseSettlementInput:
    """A payment is taken back."""

    settlement: strawberry.ID = strawberry.field(description="Il pagamento, o la restituzione.")
    act: strawberry.ID = strawberry.field(description="L'atto del registro su cui si fonda.")
    reasons: str = strawberry.field(description="Le ragioni.")
    on: date | None = strawberry.field(default=None, description="Il giorno; se no, oggi.")


@strawberry.input(description="Le quote stimate di un costo comune, a rate.")
class OpenQuotasInput:
    """Estimated quotas."""

    ambito: str = strawberry.field(description="Nome breve dell'Ambito.")
    estimate: str = strawberry.field(description="La stima: codice nello statuto.")
    act: strawberry.ID = strawberry.field(description="L'atto del registro su cui si fondano.")
    vat_rate: str | None = strawberry.field(
        default=None, description="L'aliquota dell'IVA per cento, dove il testo non la dice: 22."
    )
    on: date | None = strawberry.field(
        default=None, description="Da quando sono dovute; se no, da quando l'atto vale."
    )


@strawberry.input(description="Le quote definitive: si rifanno le rate non pagate.")
class FinaliseQuotasInput:
    """Quotas become final."""

    obligation: strawberry.ID = strawberry.field(description="Le quote stimate.")
    amount: Euro = strawberry.field(description="Il costo definitivo, contato come la stima.")
    act: strawberry.ID = strawberry.field(description="L'atto del registro che lo dice.")
    on: date | None = strawberry.field(default=None, description="Il giorno; se no, oggi.")


@strawberry.input(
    description="La somma che il testo fissa per un anno, coi costi che si aggiungono."
)
class OpenFeeInput:
    """A fixed sum is owed."""

    ambito: str = strawberry.field(description="Nome breve dell'Ambito.")
    fee: str = strawberry.field(description="La somma: codice nello statuto.")
    year: int = strawberry.field(description="L'anno.")
    act: strawberry.ID = strawberry.field(description="L'atto del registro su cui si fonda.")
    added: Euro | None = strawberry.field(
        default=None, description="Il costo variabile che il testo aggiunge."
    )


@strawberry.input(description="Ciò che era autorizzato per un anno, e ciò che è stato reso.")
class TellUnrenderedInput:
    """What was authorised and not rendered is told."""

    ambito: str = strawberry.field(description="Nome breve dell'Ambito.")
    matter: str = strawberry.field(description="Che cosa era autorizzato: codice nello statuto.")
    year: int = strawberry.field(description="L'anno, finito.")
    authorised: Euro = strawberry.field(description="Quanto era autorizzato.")
    rendered: Euro = strawberry.field(description="Quanto ne è stato reso.")
    act: strawberry.ID = strawberry.field(description="L'atto del registro che lo comunica.")
    substitutes: list[SubstituteInput] = strawberry.field(
        default_factory=list,
        description="Le scelte motivate di contare altre cifre di popolazione, dove mancano.",
    )


@strawberry.input(description="La richiesta di un rimborso: di un costo, o di ore prestate.")
class ClaimRefundInput:
    """A refund is claimed."""

    ambito: str = strawberry.field(description="Nome breve dell'Ambito.")
    claimant: str = strawberry.field(description="Chi chiede: codice ISTAT, o codice dell'ente.")
    year: int = strawberry.field(description="L'anno del costo, o delle ore.")
    documents: list[str] = strawberry.field(description="I documenti che lo provano.")
    cost: Euro | None = strawberry.field(default=None, description="Il costo documentato.")
    amount: Euro | None = strawberry.field(default=None, description="Quanto se ne chiede.")
    hours: str | None = strawberry.field(
        default=None, description="O le ore prestate: un numero, con due decimali al più."
    )
    rate: Euro | None = strawberry.field(
        default=None, description="La tariffa di un'ora, dove il testo non la dice."
    )


@strawberry.input(description="Il riconoscimento di un rimborso chiesto.")
class GrantRefundInput:
    """A refund is granted."""

    obligation: strawberry.ID = strawberry.field(description="La richiesta.")
    act: strawberry.ID = strawberry.field(description="L'atto del registro che lo riconosce.")


@strawberry.input(description="Una somma di un anno.")
class YearAmountInput:
    """A sum of a year."""

    year: int = strawberry.field(description="L'anno.")
    amount: Euro = strawberry.field(description="Quanto, in euro con due decimali.")


@strawberry.input(description="Ciò che deve ancora chi recede.")
class AssessRecessInput:
    """What a leaver still owes."""

    withdrawal: strawberry.ID = strawberry.field(description="Il recesso.")
    creditor: str = strawberry.field(
        description="A chi è dovuto, che i documenti non dicono: codice ISTAT, o dell'ente."
    )
    costs: list[YearAmountInput] = strawberry.field(
        description="La spesa programmata, o il costo, anno per anno."
    )
    funding: list[YearAmountInput] = strawberry.field(
        default_factory=list, description="Quanto ne è finanziato, dove il testo lo toglie."
    )
    act: strawberry.ID | None = strawberry.field(
        default=None, description="La decisione che lo rende esigibile."
    )
