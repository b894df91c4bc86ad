"""The acts on occurrences."""

import strawberry

from ambiti.acting.commands import command
from ambiti.governance.occurrences.recording import RecordOccurrenceSuccess, record_occurrence
from ambiti.governance.occurrences.scopes import OCCURRENCE


@strawberry.type
class OccurrenceActs:
    """The acts on occurrences."""

    record_occurrence = command(
        RecordOccurrenceSuccess,
        "Registra che è avvenuto un fatto da cui i documenti fanno dipendere qualcosa.",
        act="register",
        kind=OCCURRENCE,
    )(record_occurrence)
