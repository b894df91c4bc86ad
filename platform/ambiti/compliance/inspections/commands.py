"""The acts of inspections."""

import strawberry

from ambiti.acting.commands import command
from ambiti.compliance.inspections.inspecting import (
    CloseFollowUpSuccess,
    RecordInspectionSuccess,
    close_follow_up,
    record_inspection,
)
from ambiti.compliance.scopes import INSPECTION


@strawberry.type
class InspectionActs:
    """The acts of inspections."""

    record_inspection = command(
        RecordInspectionSuccess,
        "Registra un controllo, e ciò che segue se non è conforme.",
        act="inspect",
        kind=INSPECTION,
    )(record_inspection)
    close_follow_up = command(
        CloseFollowUpSuccess,
        "Chiude ciò che seguiva a un controllo.",
        act="inspect",
        kind=INSPECTION,
        tenant="follow_up",
    )(close_follow_up)
