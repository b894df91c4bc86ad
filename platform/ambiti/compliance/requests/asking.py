"""Whoever is not entitled asks to read the documents, and is told yes or no, and why."""

from collections.abc import Iterator
from datetime import date

import strawberry
from sqlalchemy import select

from ambiti.acting.commands import Done, Success, outcome
from ambiti.acting.naming import row_named
from ambiti.acting.refusing import Violation, filled, refuse
from ambiti.acting.work import Work
from ambiti.agreements.holding import Held, held
from ambiti.agreements.signatures.rules import came
from ambiti.compliance.privacy.rules import resting
from ambiti.compliance.requests import rules, tables
from ambiti.compliance.requests.graph import AccessRequest
from ambiti.compliance.requests.inputs import DecideAccessRequestInput, OpenAccessRequestInput
from ambiti.compliance.scopes import CITIZEN_REQUEST
from ambiti.statute.periods import in_words


@strawberry.type(description="La richiesta di accesso è aperta.")
class OpenAccessRequestSuccess(Success):
    """The request was opened."""

    request: AccessRequest | None = outcome(AccessRequest, "request", "La richiesta.")


async def open_access_request(work: Work, input: OpenAccessRequestInput) -> Done:  # noqa: A002
    """Ask to read the documents of an instrument; after thirty days silence is a refusal."""
    found = await held(work, input.instrument)
    refuse(*filled(interest=input.interest), *await _pending(work, found))
    rule = rules.access_rule(found.statute, found.instrument.code, work.day)
    work.under(*resting(rule, rules.PROCEDURE, "22"))
    work.under(rules.PROCEDURE, "25")
    key = await work.insert(
        tables.access_requests,
        instrument_id=found.key,
        requester_id=work.call.actor.principal_id,
        requested_by=work.call.actor.name or "",
        interest=input.interest.strip(),
        requested_on=work.day,
        due_on=rules.access_due(work.day),
    )
    await work.require(CITIZEN_REQUEST, tables.access_requests, key)
    return Done("AccessRequest", key, {"request": key})


async def _pending(work: Work, found: Held) -> list[Violation]:
    columns = tables.access_requests.c
    waiting = await work.all(
        select(columns.id).where(
            columns.ambito_id == work.tenant.ambito_id,
            columns.instrument_id == found.key,
            columns.requester_id == work.call.actor.principal_id,
            columns.decided_on.is_(None),
            columns.due_on >= work.day,
        )
    )
    if not waiting:
        return []
    message = "La stessa richiesta attende già una decisione."
    return [Violation("REQUEST_PENDING", message, "instrument", rules.PROCEDURE, "25")]


@strawberry.type(description="La richiesta di accesso è decisa.")
class DecideAccessRequestSuccess(Success):
    """The request was decided."""

    request: AccessRequest | None = outcome(AccessRequest, "request", "La richiesta, com'è ora.")


async def decide_access_request(
    work: Work,
    input: DecideAccessRequestInput,  # noqa: A002
) -> Done:
    """Grant or refuse a request, with the reasons; one that comes late stands, with a warning."""
    row = await row_named(
        work,
        input.request,
        "AccessRequest",
        CITIZEN_REQUEST,
        tables.access_requests,
        "request",
    )
    await work.require(CITIZEN_REQUEST, tables.access_requests, row["id"])
    refuse(
        *came(input.on, work.day, "on"),
        *filled(reasons=input.reasons),
        *rules.after(row["requested_on"], input.on),
        *_decided(row["decided_on"]),
    )
    work.under(rules.PROCEDURE, "25")
    work.warn(*rules.late("ANSWER_LATE", row["due_on"], input.on, rules.PROCEDURE, "25.4"))
    await work.update(
        tables.access_requests,
        row["id"],
        decided_on=input.on,
        granted=input.granted,
        reasons=input.reasons.strip(),
    )
    return Done("AccessRequest", row["id"], {"request": row["id"]})


def _decided(on: date | None) -> Iterator[Violation]:
    """A request is decided once."""
    if on is not None:
        message = (
            f"La richiesta è già decisa, il {in_words(on)}: per averne un'altra decisione ne serve "
            "una nuova."
        )
        yield Violation("ALREADY_DECIDED", message, "request")
