"""The acts on encounters."""

import strawberry

from ambiti.acting.commands import command
from ambiti.governance.encounters.arranging import (
    ArrangeEncounterSuccess,
    RecordPartyDecisionSuccess,
    arrange_encounter,
    record_party_decision,
)
from ambiti.governance.meetings.scopes import MEETING


@strawberry.type
class EncounterActs:
    """The acts on encounters."""

    arrange_encounter = command(
        ArrangeEncounterSuccess,
        "Fissa o registra un incontro fra organi e cariche, o di un organo con altri.",
        act="convene",
        kind=MEETING,
    )(arrange_encounter)
    record_party_decision = command(
        RecordPartyDecisionSuccess,
        "Registra che cosa ha deciso per sé chi ha preso parte a un incontro.",
        act="record",
        kind=MEETING,
        tenant="party",
    )(record_party_decision)
