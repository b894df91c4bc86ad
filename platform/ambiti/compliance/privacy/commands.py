"""The acts of personal data."""

import strawberry

from ambiti.acting.commands import command
from ambiti.compliance.privacy.consulting import ReadPersonalSuccess, read_personal
from ambiti.compliance.privacy.contacts import RecordContactSuccess, record_contact
from ambiti.compliance.privacy.recording import (
    RecordPersonalSuccess,
    RegisterRepresentativeSuccess,
    record_personal,
    register_representative,
)
from ambiti.compliance.scopes import CONTACT_POINT, PERSONAL_RECORD


@strawberry.type
class PrivacyActs:
    """The acts of personal data."""

    register_representative = command(
        RegisterRepresentativeSuccess,
        "Registra chi rappresenta una parte, coi dati che il testo rende obbligatori.",
        act="protect",
        kind=PERSONAL_RECORD,
        tenant="party",
    )(register_representative)
    record_personal = command(
        RecordPersonalSuccess,
        "Registra un dato personale, protetto, per una finalità del testo.",
        act="protect",
        kind=PERSONAL_RECORD,
        tenant="instrument",
    )(record_personal)
    read_personal = command(
        ReadPersonalSuccess,
        "Legge un dato personale: chi, quando e perché resta annotato, anche se non è ammesso.",
        act="consult",
        kind=PERSONAL_RECORD,
        tenant="record",
    )(read_personal)
    record_contact = command(
        RecordContactSuccess,
        "Registra un recapito, o il responsabile della protezione dei dati.",
        act="attest",
        kind=CONTACT_POINT,
    )(record_contact)
