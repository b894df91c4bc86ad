"""The acts of the ledger."""

import strawberry

from ambiti.acting.commands import command
from ambiti.budgets.ledger.providing import (
    RecordAssegnazioneSuccess,
    RecordRiscossioneSuccess,
    RecordStanziamentoSuccess,
    RecordVariazioneSuccess,
    record_assegnazione,
    record_riscossione,
    record_stanziamento,
    record_variazione,
)
from ambiti.budgets.ledger.reversing import ReverseMovementSuccess, reverse_movement
from ambiti.budgets.ledger.spending import (
    RecordEconomiaSuccess,
    RecordImpegnoSuccess,
    RecordLiquidazioneSuccess,
    RecordPagamentoSuccess,
    record_economia,
    record_impegno,
    record_liquidazione,
    record_pagamento,
)
from ambiti.budgets.scopes import BUDGET, BUDGET_LINE


@strawberry.type
class LedgerActs:
    """The acts of the ledger."""

    record_assegnazione = command(
        RecordAssegnazioneSuccess,
        "Registra che una fonte assegna una somma a un fondo.",
        act="provide",
        kind=BUDGET,
        tenant="fund",
    )(record_assegnazione)
    record_stanziamento = command(
        RecordStanziamentoSuccess,
        "Destina una somma di un fondo a una nuova voce.",
        act="provide",
        kind=BUDGET,
        tenant="fund",
    )(record_stanziamento)
    record_variazione = command(
        RecordVariazioneSuccess,
        "Sposta una somma fra voci dello stesso fondo, o fra una voce e il fondo.",
        act="provide",
        kind=BUDGET,
        tenant="act",
    )(record_variazione)
    record_impegno = command(
        RecordImpegnoSuccess,
        "Vincola una somma di una voce a un creditore.",
        act="commit",
        kind=BUDGET_LINE,
        tenant="line",
    )(record_impegno)
    record_economia = command(
        RecordEconomiaSuccess,
        "Rende alla voce ciò che di un impegno non serve più.",
        act="commit",
        kind=BUDGET_LINE,
        tenant="impegno",
    )(record_economia)
    record_liquidazione = command(
        RecordLiquidazioneSuccess,
        "Accerta quanto si deve a un creditore; non chi ha impegnato.",
        act="liquidate",
        kind=BUDGET_LINE,
        tenant="impegno",
    )(record_liquidazione)
    record_pagamento = command(
        RecordPagamentoSuccess,
        "Paga ciò che è liquidato.",
        act="settle",
        kind=BUDGET_LINE,
        tenant="impegno",
    )(record_pagamento)
    record_riscossione = command(
        RecordRiscossioneSuccess,
        "Registra che il denaro di un fondo è arrivato.",
        act="settle",
        kind=BUDGET,
        tenant="fund",
    )(record_riscossione)
    reverse_movement = command(
        ReverseMovementSuccess,
        "Storna un movimento sbagliato, per intero.",
        act="rectify",
        kind=BUDGET,
        tenant="movement",
    )(reverse_movement)
