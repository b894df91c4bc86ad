"""The acts by which an instrument is made and kept: parties deliberate and sign, it is renewed."""

import strawberry

from ambiti.acting.commands import command
from ambiti.agreements.scopes import INSTRUMENT_FACT
from ambiti.agreements.signatures.renewing import RenewInstrumentSuccess, renew_instrument
from ambiti.agreements.signatures.signing import (
    RecordDeliberationSuccess,
    SignInstrumentSuccess,
    record_deliberation,
    sign_instrument,
)


@strawberry.type
class SignatureActs:
    """The acts of signatures."""

    record_deliberation = command(
        RecordDeliberationSuccess,
        "Registra la deliberazione con cui una parte si impegna a firmare.",
        act="attest",
        kind=INSTRUMENT_FACT,
        tenant="party",
    )(record_deliberation)
    sign_instrument = command(
        SignInstrumentSuccess,
        "Registra la firma di una parte: con l'ultima l'atto può entrare in vigore.",
        act="attest",
        kind=INSTRUMENT_FACT,
        tenant="party",
    )(sign_instrument)
    renew_instrument = command(
        RenewInstrumentSuccess,
        "Rinnova un atto, con l'atto e nella finestra che il suo testo chiede.",
        act="register",
        kind=INSTRUMENT_FACT,
        tenant="instrument",
    )(renew_instrument)
