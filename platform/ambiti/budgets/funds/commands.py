"""The acts of budgets and funds."""

import strawberry

from ambiti.acting.commands import command
from ambiti.budgets.funds.opening import (
    AddBudgetFundSuccess,
    OpenBudgetSuccess,
    RecordInKindSuccess,
    add_budget_fund,
    open_budget,
    record_in_kind,
)
from ambiti.budgets.scopes import BUDGET


@strawberry.type
class FundActs:
    """The acts of budgets and funds."""

    open_budget = command(
        OpenBudgetSuccess,
        "Apre il bilancio di un anno, coi fondi che i documenti dichiarano.",
        act="provide",
        kind=BUDGET,
    )(open_budget)
    add_budget_fund = command(
        AddBudgetFundSuccess,
        "Aggiunge una fonte che i documenti ammettono e non nominano.",
        act="provide",
        kind=BUDGET,
        tenant="budget",
    )(add_budget_fund)
    record_in_kind = command(
        RecordInKindSuccess,
        "Registra ciò che qualcuno dà in natura.",
        act="provide",
        kind=BUDGET,
        tenant="fund",
    )(record_in_kind)
