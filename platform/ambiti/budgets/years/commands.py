"""The acts of the end of a year."""

import strawberry

from ambiti.acting.commands import command
from ambiti.budgets.scopes import BUDGET
from ambiti.budgets.years.avanzo import ApplyAvanzoSuccess, apply_avanzo
from ambiti.budgets.years.closing import CloseBudgetSuccess, close_budget


@strawberry.type
class YearActs:
    """The acts of the end of a year."""

    close_budget = command(
        CloseBudgetSuccess,
        "Chiude un anno: residui, avanzo e cassa passano all'anno dopo, e non vi si muove più "
        "nulla; in anteprima mostra che cosa passerebbe.",
        act="provide",
        kind=BUDGET,
        tenant="budget",
    )(close_budget)
    apply_avanzo = command(
        ApplyAvanzoSuccess,
        "Destina a una nuova voce una parte dell'avanzo, per ciò a cui serve.",
        act="provide",
        kind=BUDGET,
        tenant="fund",
    )(apply_avanzo)
