"""The acts of riparti: proposed, approved."""

import strawberry

from ambiti.acting.commands import command
from ambiti.budgets.ripartos.approving import ApproveRipartoSuccess, approve_riparto
from ambiti.budgets.ripartos.proposing import ProposeRipartoSuccess, propose_riparto
from ambiti.budgets.ripartos.scopes import RIPARTO


@strawberry.type
class RipartoActs:
    """The acts of riparti."""

    propose_riparto = command(
        ProposeRipartoSuccess,
        "Propone un riparto, con altri criteri a confronto; in anteprima lo simula soltanto.",
        act="apportion",
        kind=RIPARTO,
    )(propose_riparto)
    approve_riparto = command(
        ApproveRipartoSuccess,
        "Registra che chi deve ha approvato il riparto, con un atto: è perfezionato.",
        act="perfect",
        kind=RIPARTO,
        tenant="riparto",
    )(approve_riparto)
