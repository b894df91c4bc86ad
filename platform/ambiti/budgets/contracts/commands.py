"""The acts of service contracts."""

import strawberry

from ambiti.acting.commands import command
from ambiti.budgets.contracts.assigning import AssignBudgetSuccess, assign_budget
from ambiti.budgets.contracts.entering import (
    EndServiceContractSuccess,
    EnterOwnContractSuccess,
    EnterServiceContractSuccess,
    end_service_contract,
    enter_own_contract,
    enter_service_contract,
)
from ambiti.budgets.contracts.reversing import ReverseAssignmentSuccess, reverse_assignment
from ambiti.budgets.contracts.scopes import SERVICE_CONTRACT


@strawberry.type
class ContractActs:
    """The acts of service contracts."""

    enter_service_contract = command(
        EnterServiceContractSuccess,
        "Registra i budget che un contratto firmato assegna: sono quelli del piano.",
        act="contract",
        kind=SERVICE_CONTRACT,
        tenant="budget",
    )(enter_service_contract)
    enter_own_contract = command(
        EnterOwnContractSuccess,
        "Registra il contratto che un ente fa per sé: resta fuori dal bilancio di tutti.",
        act="contract",
        kind=SERVICE_CONTRACT,
    )(enter_own_contract)
    end_service_contract = command(
        EndServiceContractSuccess,
        "Fa finire un contratto prima del suo termine.",
        act="contract",
        kind=SERVICE_CONTRACT,
        tenant="contract",
    )(end_service_contract)
    assign_budget = command(
        AssignBudgetSuccess,
        "Dà a un ente una parte di una voce da amministrare, con il contratto che ci vuole.",
        act="contract",
        kind=SERVICE_CONTRACT,
        tenant="line",
    )(assign_budget)
    reverse_assignment = command(
        ReverseAssignmentSuccess,
        "Storna un budget assegnato per errore, per intero.",
        act="contract",
        kind=SERVICE_CONTRACT,
        tenant="assignment",
    )(reverse_assignment)
