"""The acts of leaving and joining."""

import strawberry

from ambiti.acting.commands import command
from ambiti.agreements.scopes import INSTRUMENT_FACT
from ambiti.agreements.withdrawals.joining import JoinInstrumentSuccess, join_instrument
from ambiti.agreements.withdrawals.leaving import GiveNoticeSuccess, give_notice


@strawberry.type
class WithdrawalActs:
    """The acts of withdrawals and accessions."""

    give_notice = command(
        GiveNoticeSuccess,
        "Registra il recesso di una parte: da quando ha effetto, che cosa resta dovuto.",
        act="attest",
        kind=INSTRUMENT_FACT,
        tenant="party",
    )(give_notice)
    join_instrument = command(
        JoinInstrumentSuccess,
        "Registra la domanda di un comune di aderire: è parte quando tutti l'hanno adottata.",
        act="attest",
        kind=INSTRUMENT_FACT,
        tenant="instrument",
    )(join_instrument)
