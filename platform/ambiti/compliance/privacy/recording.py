"""Personal data is collected: for a purpose that the text admits, and whole where it must be."""

import strawberry

from ambiti.acting.commands import Done, Success, outcome
from ambiti.acting.refusing import filled, refuse
from ambiti.acting.work import Work
from ambiti.agreements.holding import held, held_by_party
from ambiti.agreements.signatures.rules import came
from ambiti.compliance.privacy import rules, tables
from ambiti.compliance.privacy.graph import PersonalRecord
from ambiti.compliance.privacy.inputs import RecordPersonalInput, RegisterRepresentativeInput
from ambiti.compliance.privacy.keeping import keep
from ambiti.compliance.privacy.rules import Collected
from ambiti.compliance.scopes import PERSONAL_RECORD
from ambiti.statute.language.privacy import PrivacyProfile


@strawberry.type(description="Il rappresentante è registrato.")
class RegisterRepresentativeSuccess(Success):
    """The representative was registered."""

    record: PersonalRecord | None = outcome(PersonalRecord, "record", "I suoi dati, protetti.")


async def register_representative(
    work: Work,
    input: RegisterRepresentativeInput,  # noqa: A002
) -> Done:
    """Register who represents a party, with the data that the text makes mandatory.

    Refused without them where their refusal prevents the agreement.
    """
    found, member = await held_by_party(work, input.party)
    profile = rules.profile_of(found.statute, found.instrument.code, work.day)
    given = {"name": input.name, "taxCode": input.tax_code, "office": input.office}
    refuse(
        *came(input.on, work.day, "on"),
        *rules.mandatory(found.statute, profile, **given),
        *rules.collecting(found.statute, profile, input.purpose, "purpose"),
    )
    _rest(work, profile)
    key = await keep(
        work,
        Collected("REPRESENTATIVE", input.purpose),
        "; ".join(str(one).strip() for one in given.values()),
        input.on,
        **found.columns(member),
    )
    await work.require(PERSONAL_RECORD, tables.personal_records, key)
    return Done("PersonalRecord", key, {"record": key})


@strawberry.type(description="Il dato è registrato.")
class RecordPersonalSuccess(Success):
    """The data was recorded."""

    record: PersonalRecord | None = outcome(PersonalRecord, "record", "Il dato, protetto.")


async def record_personal(work: Work, input: RecordPersonalInput) -> Done:  # noqa: A002
    """Record personal data for an instrument, protected.

    Refused for another purpose than those of its text.
    """
    found = await held(work, input.instrument)
    profile = rules.profile_of(found.statute, found.instrument.code, work.day)
    refuse(
        *came(input.on, work.day, "on"),
        *filled(data=input.data, purpose=input.purpose),
        *rules.collecting(found.statute, profile, input.purpose, "purpose"),
    )
    _rest(work, profile)
    collected = Collected("OTHER", input.purpose)
    key = await keep(work, collected, input.data, input.on, instrument_id=found.key)
    await work.require(PERSONAL_RECORD, tables.personal_records, key)
    return Done("PersonalRecord", key, {"record": key})


def _rest(work: Work, profile: PrivacyProfile | None) -> None:
    work.warn(*rules.unstated(profile))
    stated = profile.purposes if profile else None
    work.under(*rules.resting(stated, rules.GDPR, "5.1.b"))
    if profile is not None and profile.security is not None:
        work.under(*rules.resting(profile.security, rules.GDPR, "32"))
