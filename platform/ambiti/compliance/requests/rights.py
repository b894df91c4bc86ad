"""A person exercises a right over the own data: one month, and two more where it is extended."""

import strawberry

from ambiti.acting.commands import Done, Success, outcome
from ambiti.acting.naming import row_named
from ambiti.acting.refusing import Violation, filled, refuse
from ambiti.acting.work import Work
from ambiti.agreements.holding import held
from ambiti.agreements.signatures.rules import came
from ambiti.compliance.privacy.keeping import keep
from ambiti.compliance.privacy.rules import GDPR, Collected, profile_of, resting
from ambiti.compliance.requests import rules, tables
from ambiti.compliance.requests.graph import RightsRequest
from ambiti.compliance.requests.inputs import (
    AnswerRightsRequestInput,
    ExtendRightsRequestInput,
    OpenRightsRequestInput,
)
from ambiti.compliance.scopes import CITIZEN_REQUEST
from ambiti.database.statements import Row


@strawberry.type(description="La richiesta è aperta.")
class OpenRightsRequestSuccess(Success):
    """The request was opened."""

    request: RightsRequest | None = outcome(RightsRequest, "request", "La richiesta.")


async def open_rights_request(work: Work, input: OpenRightsRequestInput) -> Done:  # noqa: A002
    """Record that a person exercises a right on the data of an instrument.

    A right that the text does not name is given by law: it is accepted, with a warning.
    """
    found = await held(work, input.instrument)
    profile = profile_of(found.statute, found.instrument.code, input.received_on)
    refuse(
        *came(input.received_on, work.day, "receivedOn"),
        *filled(person=input.person),
        *rules.right(input.article),
    )
    advice = list(rules.right_advice(found.statute, profile, input.article))
    work.warn(*advice)
    work.under(*resting(profile.rights if profile else None, GDPR, str(input.article)))
    work.under(GDPR, "12.3")
    person = Collected("DATA_SUBJECT", rules.RIGHTS_PURPOSE)
    record = await keep(work, person, input.person, input.received_on, instrument_id=found.key)
    key = await work.insert(
        tables.rights_requests,
        instrument_id=found.key,
        record_id=record,
        article=input.article,
        named=not advice,
        received_on=input.received_on,
        due_on=rules.rights_due(input.received_on),
    )
    await work.require(CITIZEN_REQUEST, tables.rights_requests, key)
    return Done("RightsRequest", key, {"request": key})


@strawberry.type(description="Il termine è prorogato.")
class ExtendRightsRequestSuccess(Success):
    """The term was extended."""

    request: RightsRequest | None = outcome(RightsRequest, "request", "La richiesta, com'è ora.")


async def extend_rights_request(
    work: Work,
    input: ExtendRightsRequestInput,  # noqa: A002
) -> Done:
    """Extend the term by two months, once, and tell it within the first month."""
    row = await _request(work, input.request)
    refuse(
        *came(input.on, work.day, "on"),
        *filled(why=input.why),
        *rules.extension(row["received_on"], input.on, row["extended_on"], row["answered_on"]),
    )
    work.under(GDPR, "12.3")
    await work.update(
        tables.rights_requests,
        row["id"],
        extended_on=input.on,
        extended_to=rules.extended_to(row["received_on"]),
        extended_why=input.why.strip(),
    )
    return Done("RightsRequest", row["id"], {"request": row["id"]})


@strawberry.type(description="La richiesta ha avuto risposta.")
class AnswerRightsRequestSuccess(Success):
    """The request was answered."""

    request: RightsRequest | None = outcome(RightsRequest, "request", "La richiesta, com'è ora.")


async def answer_rights_request(
    work: Work,
    input: AnswerRightsRequestInput,  # noqa: A002
) -> Done:
    """Record the answer; one that comes late is recorded with the days of its delay."""
    row = await _request(work, input.request)
    refuse(
        *came(input.on, work.day, "on"),
        *filled(answer=input.answer),
        *_answered(row),
        *rules.after(row["received_on"], input.on),
    )
    work.under(GDPR, "12.3")
    due = row["extended_to"] or row["due_on"]
    work.warn(*rules.late("ANSWER_LATE", due, input.on, GDPR, "12.3"))
    await work.update(
        tables.rights_requests, row["id"], answered_on=input.on, answer=input.answer.strip()
    )
    return Done("RightsRequest", row["id"], {"request": row["id"]})


def _answered(row: Row) -> list[Violation]:
    if row["answered_on"] is None:
        return []
    return [Violation("ALREADY_ANSWERED", "Ha già avuto risposta.", "request")]


async def _request(work: Work, given: str) -> Row:
    row = await row_named(
        work, given, "RightsRequest", CITIZEN_REQUEST, tables.rights_requests, "request"
    )
    await work.require(CITIZEN_REQUEST, tables.rights_requests, row["id"])
    return row
