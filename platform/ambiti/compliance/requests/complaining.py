"""Requests, reports and complaints of users, each with its reply."""

import strawberry

from ambiti.acting.commands import Done, Success, outcome
from ambiti.acting.naming import row_named
from ambiti.acting.refusing import Violation, filled, refuse
from ambiti.acting.work import Work
from ambiti.agreements.signatures.rules import came
from ambiti.compliance.privacy.keeping import keep
from ambiti.compliance.privacy.rules import Collected
from ambiti.compliance.requests import rules, tables
from ambiti.compliance.requests.graph import Complaint
from ambiti.compliance.requests.inputs import OpenComplaintInput, ReplyToComplaintInput
from ambiti.compliance.scopes import CITIZEN_REQUEST
from ambiti.governance.competence import cited, source_of
from ambiti.statute.current import in_force


@strawberry.type(description="È registrato, e attende riscontro.")
class OpenComplaintSuccess(Success):
    """The complaint was opened."""

    complaint: Complaint | None = outcome(Complaint, "complaint", "Ciò che si è ricevuto.")


async def open_complaint(work: Work, input: OpenComplaintInput) -> Done:  # noqa: A002
    """Record a request, a report or a complaint, which stays open until it has its reply."""
    statute = (await in_force(work.connection, work.tenant.ambito_id)).statute
    refuse(*came(input.received_on, work.day, "receivedOn"), *filled(subject=input.subject))
    rule = rules.complaints_rule(statute, input.received_on)
    due = None if rule is None else rules.complaint_due(rule, input.received_on)
    if rule is None:
        source = cited(statute, rules.PROCEDURE, "2")
        message = "I documenti non parlano di reclami: chi risponde e entro quando non è detto."
        work.warn(Violation("REPLY_NOT_STATED", message, "kind", rules.PROCEDURE, "2"))
    else:
        source = source_of(rule, statute)
    work.under(str(source["source_code"]), source["source_article"])
    record = None
    if input.person is not None and input.person.strip():
        complainant = Collected("COMPLAINANT", rules.REPLY_PURPOSE)
        record = await keep(work, complainant, input.person, input.received_on)
    key = await work.insert(
        tables.complaints,
        record_id=record,
        kind=input.kind.name,
        subject=input.subject.strip(),
        received_on=input.received_on,
        due_on=due,
        **source,
    )
    await work.require(CITIZEN_REQUEST, tables.complaints, key)
    return Done("Complaint", key, {"complaint": key})


@strawberry.type(description="Il riscontro è dato.")
class ReplyToComplaintSuccess(Success):
    """The reply was given."""

    complaint: Complaint | None = outcome(Complaint, "complaint", "Ciò che si è ricevuto, chiuso.")


async def reply_to_complaint(work: Work, input: ReplyToComplaintInput) -> Done:  # noqa: A002
    """Record the reply, which closes a complaint; it is told how many days it took."""
    row = await row_named(
        work, input.complaint, "Complaint", CITIZEN_REQUEST, tables.complaints, "complaint"
    )
    await work.require(CITIZEN_REQUEST, tables.complaints, row["id"])
    refuse(
        *came(input.on, work.day, "on"),
        *filled(reply=input.reply),
        *rules.after(row["received_on"], input.on),
        *(
            [Violation("ALREADY_ANSWERED", "Ha già avuto riscontro.", "complaint")]
            if row["replied_on"] is not None
            else []
        ),
    )
    document, article = str(row["source_document"]), row["source_article"]
    work.under(row["source_code"], article)
    work.warn(*rules.late("ANSWER_LATE", row["due_on"], input.on, document, str(article)))
    await work.update(tables.complaints, row["id"], replied_on=input.on, reply=input.reply.strip())
    return Done("Complaint", row["id"], {"complaint": row["id"]})
