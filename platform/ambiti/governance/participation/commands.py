"""The acts of those who ask to take part."""

import strawberry

from ambiti.acting.commands import command
from ambiti.governance.participation.requesting import (
    RequestParticipationSuccess,
    request_participation,
)
from ambiti.governance.tenures.scopes import ADHERENT


@strawberry.type
class ParticipationActs:
    """The acts of those who ask to take part."""

    request_participation = command(
        RequestParticipationSuccess,
        "Ammette chi chiede di partecipare a un organo che il documento gli apre.",
        act="register",
        kind=ADHERENT,
    )(request_participation)
