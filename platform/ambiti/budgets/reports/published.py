"""The exports of budgets. One more is a published operation and a layout, and a line here."""

from typing import Final

from ambiti.budgets.reports import contracts, funds, ledger, positions, riparto

REPORTS: Final = (
    riparto.PUBLISHED,
    ledger.PUBLISHED,
    funds.PUBLISHED,
    positions.PUBLISHED,
    contracts.PUBLISHED,
)
