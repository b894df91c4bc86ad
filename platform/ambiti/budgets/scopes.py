"""The kinds of budgets, and which rows each scope lets through."""

from ambiti.budgets.attributions import tables as attributions
from ambiti.budgets.funds import tables as funds
from ambiti.budgets.imports import tables as imports
from ambiti.budgets.ledger import tables as ledger
from ambiti.reading.kinds import Kind, in_tenant, of_own_unit

BUDGET = Kind(
    "Budget",
    (
        funds.budgets,
        funds.budget_funds,
        funds.fund_sums,
        funds.in_kind_contributions,
        ledger.ledger_accounts,
        ledger.ledger_movements,
        attributions.cost_attributions,
        attributions.notional_entries,
        imports.ledger_imports,
    ),
    {"all": in_tenant},
)
BUDGET_LINE = Kind(
    "BudgetLine",
    (ledger.budget_lines, ledger.impegni),
    {"all": in_tenant, "own_unit": of_own_unit},
)

KINDS = (BUDGET, BUDGET_LINE)
