"""The acts done for others: mandates, contracts, representing, sending people."""

import strawberry

from ambiti.acting.commands import command
from ambiti.agreements.representation.contracting import SignContractSuccess, sign_contract
from ambiti.agreements.representation.mandating import (
    GrantSigningMandateSuccess,
    RevokeSigningMandateSuccess,
    grant_signing_mandate,
    revoke_signing_mandate,
)
from ambiti.agreements.representation.representing import RepresentSuccess, represent
from ambiti.agreements.representation.scopes import REPRESENTATION
from ambiti.agreements.representation.sending import (
    AppointRepresentativeSuccess,
    appoint_representative,
)


@strawberry.type
class RepresentationActs:
    """The acts done for others."""

    grant_signing_mandate = command(
        GrantSigningMandateSuccess,
        "Registra il mandato con cui un ente lascia che un altro firmi per lui.",
        act="attest",
        kind=REPRESENTATION,
    )(grant_signing_mandate)
    revoke_signing_mandate = command(
        RevokeSigningMandateSuccess,
        "Registra la revoca di un mandato a firmare.",
        act="attest",
        kind=REPRESENTATION,
        tenant="mandate",
    )(revoke_signing_mandate)
    sign_contract = command(
        SignContractSuccess,
        "Firma un contratto, anche per conto di altri: coi loro mandati, se il documento li vuole.",
        act="represent",
        kind=REPRESENTATION,
    )(sign_contract)
    represent = command(
        RepresentSuccess,
        "Registra ciò che uno compie per conto di un altro, come i documenti gli danno.",
        act="represent",
        kind=REPRESENTATION,
    )(represent)
    appoint_representative = command(
        AppointRepresentativeSuccess,
        "Manda una persona a rappresentare, o a dare supporto.",
        act="represent",
        kind=REPRESENTATION,
    )(appoint_representative)
