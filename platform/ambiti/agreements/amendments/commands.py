"""The acts of an amendment."""

import strawberry

from ambiti.acting.commands import command
from ambiti.agreements.amendments.adopting import (
    AdoptAmendmentSuccess,
    ProposeAmendmentSuccess,
    adopt_amendment,
    propose_amendment,
)
from ambiti.agreements.scopes import INSTRUMENT_FACT


@strawberry.type
class AmendmentActs:
    """The acts of amendments."""

    propose_amendment = command(
        ProposeAmendmentSuccess,
        "Propone di modificare un articolo di un atto: chi deve adottare la modifica è fissato.",
        act="register",
        kind=INSTRUMENT_FACT,
        tenant="instrument",
    )(propose_amendment)
    adopt_amendment = command(
        AdoptAmendmentSuccess,
        "Registra l'atto con cui un ente fa propria una modifica: con l'ultimo è in vigore.",
        act="attest",
        kind=INSTRUMENT_FACT,
        tenant="step",
    )(adopt_amendment)
