"""The acts of cases."""

import strawberry

from ambiti.acting.commands import command
from ambiti.compliance.cases.following import (
    AssignCaseSuccess,
    OpenCaseSuccess,
    assign_case,
    open_case,
)
from ambiti.compliance.scopes import CASE_FILE


@strawberry.type
class CaseActs:
    """The acts of cases."""

    open_case = command(
        OpenCaseSuccess,
        "Apre un caso, con i dati della persona protetti.",
        act="assign",
        kind=CASE_FILE,
        tenant="instrument",
    )(open_case)
    assign_case = command(
        AssignCaseSuccess,
        "Assegna un caso a chi lo segue: gli altri non ne leggono i dati.",
        act="assign",
        kind=CASE_FILE,
        tenant="case_file",
    )(assign_case)
