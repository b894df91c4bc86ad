"""The acts of dues: owed, adjusted, settled, taken back."""

import strawberry

from ambiti.acting.commands import command
from ambiti.budgets.dues.charging import OpenFeeSuccess, open_fee
from ambiti.budgets.dues.claiming import (
    ClaimRefundSuccess,
    GrantRefundSuccess,
    claim_refund,
    grant_refund,
)
from ambiti.budgets.dues.owing import AssessRecessSuccess, assess_recess
from ambiti.budgets.dues.quoting import (
    FinaliseQuotasSuccess,
    OpenQuotasSuccess,
    finalise_quotas,
    open_quotas,
)
from ambiti.budgets.dues.returning import ReturnCreditSuccess, return_credit
from ambiti.budgets.dues.scopes import DUE, OBLIGATION
from ambiti.budgets.dues.settling import (
    RecordSettlementSuccess,
    ReverseSettlementSuccess,
    record_settlement,
    reverse_settlement,
)
from ambiti.budgets.dues.telling import TellUnrenderedSuccess, tell_unrendered
from ambiti.budgets.dues.transferring import (
    OpenTransfersSuccess,
    RecordFundsAvailableSuccess,
    open_transfers,
    record_funds_available,
)
from ambiti.budgets.dues.voiding import VoidTransfersSuccess, void_transfers


@strawberry.type
class DueActs:
    """The acts of dues."""

    record_funds_available = command(
        RecordFundsAvailableSuccess,
        "Registra da quando i fondi di un riparto sono a disposizione.",
        act="oblige",
        kind=OBLIGATION,
        tenant="riparto",
    )(record_funds_available)
    open_transfers = command(
        OpenTransfersSuccess,
        "Registra che ciò che è stato ripartito è dovuto a ciascuno, ed entro quando.",
        act="oblige",
        kind=OBLIGATION,
        tenant="riparto",
    )(open_transfers)
    void_transfers = command(
        VoidTransfersSuccess,
        "Registra che ciò che nasceva da un riparto annullato non è più dovuto.",
        act="oblige",
        kind=OBLIGATION,
        tenant="obligation",
    )(void_transfers)
    open_quotas = command(
        OpenQuotasSuccess,
        "Registra che le quote stimate di un costo comune sono dovute, a rate.",
        act="oblige",
        kind=OBLIGATION,
    )(open_quotas)
    finalise_quotas = command(
        FinaliseQuotasSuccess,
        "Rende definitive le quote: rifà le rate non pagate.",
        act="oblige",
        kind=OBLIGATION,
        tenant="obligation",
    )(finalise_quotas)
    open_fee = command(
        OpenFeeSuccess,
        "Registra che la somma che il testo fissa è dovuta per un anno.",
        act="oblige",
        kind=OBLIGATION,
    )(open_fee)
    tell_unrendered = command(
        TellUnrenderedSuccess,
        "Comunica a ciascuno la sua parte di ciò che era autorizzato e non è stato reso.",
        act="oblige",
        kind=OBLIGATION,
    )(tell_unrendered)
    claim_refund = command(
        ClaimRefundSuccess,
        "Chiede il rimborso di un costo, o di ore prestate.",
        act="claim",
        kind=OBLIGATION,
    )(claim_refund)
    grant_refund = command(
        GrantRefundSuccess,
        "Riconosce un rimborso che altri ha chiesto.",
        act="grant",
        kind=OBLIGATION,
        tenant="obligation",
    )(grant_refund)
    assess_recess = command(
        AssessRecessSuccess,
        "Calcola che cosa deve ancora chi recede; è dovuto quando si può chiedere.",
        act="oblige",
        kind=OBLIGATION,
        tenant="withdrawal",
    )(assess_recess)
    record_settlement = command(
        RecordSettlementSuccess,
        "Registra il pagamento di un debito, a chi è dovuto.",
        act="settle",
        kind=DUE,
        tenant="due",
    )(record_settlement)
    return_credit = command(
        ReturnCreditSuccess,
        "Registra che un credito è restituito a chi ha pagato più del dovuto.",
        act="settle",
        kind=DUE,
        tenant="due",
    )(return_credit)
    reverse_settlement = command(
        ReverseSettlementSuccess,
        "Storna un pagamento, o una restituzione, per intero.",
        act="rectify",
        kind=DUE,
        tenant="settlement",
    )(reverse_settlement)
