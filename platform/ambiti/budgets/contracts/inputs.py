"""What the acts of service contracts are given."""

from datetime import date

import strawberry

from ambiti.budgets.euro import Euro
from ambiti.budgets.ledger.inputs import MovementInput


@strawberry.input(description="Quanto di una voce un contratto assegna.")
class ContractBudgetInput:
    """What a contract gives of a line."""

    line: strawberry.ID = strawberry.field(description="La voce.")
    amount: Euro = strawberry.field(description="Quanto, in euro con due decimali: «1200.50».")


@strawberry.input(description="I budget che un contratto firmato assegna a chi lo esegue.")
class EnterServiceContractInput:
    """The budgets of a contract that was signed."""

    contract: strawberry.ID = strawberry.field(description="Il contratto firmato.")
    budget: strawberry.ID = strawberry.field(description="Il bilancio dell'anno.")
    code: str = strawberry.field(description="Il suo codice: «CdS-2013».")
    subject: str = strawberry.field(description="Che cosa affida.")
    act: strawberry.ID = strawberry.field(
        description="L'atto del registro su cui si fonda: una decisione in vigore."
    )
    budgets: list[ContractBudgetInput] = strawberry.field(description="Quanto, di ciascuna voce.")
    on: date | None = strawberry.field(default=None, description="Il giorno; se no, oggi.")


@strawberry.input(description="Il contratto che un ente fa per sé, per attività in più.")
class EnterOwnContractInput:
    """A contract that a party makes for itself."""

    ambito: str = strawberry.field(description="Nome breve dell'Ambito.")
    code: str = strawberry.field(description="Il suo codice.")
    subject: str = strawberry.field(description="Che cosa affida.")
    by: str = strawberry.field(
        description="Chi lo fa: un comune per nome o codice ISTAT, o il codice di un ente."
    )
    executor: str = strawberry.field(description="Chi lo esegue.")
    amount: Euro = strawberry.field(description="Quanto, in euro con due decimali: «1200.50».")
    document: str = strawberry.field(description="Gli estremi del contratto.")
    since: date | None = strawberry.field(
        default=None, description="Da quando vale; senza, da oggi."
    )
    until: date | None = strawberry.field(default=None, description="L'ultimo giorno, se c'è.")


@strawberry.input(description="La fine di un contratto prima del suo termine.")
class EndServiceContractInput:
    """A contract ends."""

    contract: strawberry.ID = strawberry.field(description="Il contratto.")
    on: date = strawberry.field(description="L'ultimo giorno.")
    because: str = strawberry.field(description="Le ragioni.")


@strawberry.input(description="Una parte di una voce è data da amministrare a un ente.")
class AssignBudgetInput(MovementInput):
    """A body is given a budget."""

    line: strawberry.ID = strawberry.field(description="La voce.")
    executor: str = strawberry.field(description="A chi: codice nello statuto.")


@strawberry.input(description="Lo storno di un budget assegnato per errore, per intero.")
class ReverseAssignmentInput:
    """An assignment is taken back."""

    assignment: strawberry.ID = strawberry.field(description="Il budget assegnato.")
    act: strawberry.ID = strawberry.field(description="L'atto del registro su cui si fonda.")
    reasons: str = strawberry.field(description="Le ragioni.")
    on: date | None = strawberry.field(default=None, description="Il giorno; se no, oggi.")
