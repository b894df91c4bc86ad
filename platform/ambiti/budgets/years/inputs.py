"""What the acts of the end of a year are given."""

from datetime import date

import strawberry

from ambiti.budgets.ledger.inputs import RecordStanziamentoInput


@strawberry.input(description="La chiusura di un anno: ciò che resta passa all'anno dopo.")
class CloseBudgetInput:
    """A year is closed."""

    budget: strawberry.ID = strawberry.field(description="Il bilancio.")
    act: strawberry.ID = strawberry.field(description="L'atto del registro che lo chiude.")
    on: date | None = strawberry.field(default=None, description="Il giorno; se no, oggi.")


@strawberry.input(description="Una parte dell'avanzo è destinata a una voce, che nasce con essa.")
class ApplyAvanzoInput(RecordStanziamentoInput):
    """A part of the avanzo is put on a new line."""
