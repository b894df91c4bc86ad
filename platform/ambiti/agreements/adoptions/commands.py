"""The acts of mirror adoption."""

import strawberry

from ambiti.acting.commands import command
from ambiti.agreements.adoptions.recording import (
    OpenAdoptionSuccess,
    RecordAdoptionSuccess,
    open_adoption,
    record_adoption,
)
from ambiti.agreements.scopes import INSTRUMENT_FACT


@strawberry.type
class AdoptionActs:
    """The acts of adoptions."""

    open_adoption = command(
        OpenAdoptionSuccess,
        "Apre un giro di adozioni e ne fissa il termine.",
        act="register",
        kind=INSTRUMENT_FACT,
    )(open_adoption)
    record_adoption = command(
        RecordAdoptionSuccess,
        "Registra l'atto con cui un ente fa propria una decisione comune.",
        act="attest",
        kind=INSTRUMENT_FACT,
    )(record_adoption)
