"""An inspection is recorded, and what does not conform is followed by a task with its day."""

from collections.abc import Iterator
from datetime import date

import strawberry

from ambiti.acting.commands import Done, Success, outcome
from ambiti.acting.naming import row_named
from ambiti.acting.refusing import Refused, Violation, filled, refuse
from ambiti.acting.work import Work
from ambiti.agreements.signatures.rules import came
from ambiti.compliance.inspections import rules, tables
from ambiti.compliance.inspections.graph import FollowUp, Inspection
from ambiti.compliance.inspections.inputs import CloseFollowUpInput, RecordInspectionInput
from ambiti.compliance.requests.rules import after, late
from ambiti.compliance.scopes import INSPECTION
from ambiti.governance.competence import source_of
from ambiti.statute.current import in_force
from ambiti.statute.periods import in_words


@strawberry.type(description="Il controllo è registrato.")
class RecordInspectionSuccess(Success):
    """The inspection was recorded."""

    inspection: Inspection | None = outcome(Inspection, "inspection", "Il controllo.")


async def record_inspection(work: Work, input: RecordInspectionInput) -> Done:  # noqa: A002
    """Record an inspection; refused without the task and the day that follow what is amiss."""
    statute = (await in_force(work.connection, work.tenant.ambito_id)).statute
    rule = rules.inspection_rule(statute, input.by, input.matter, input.on)
    if rule is None:
        raise Refused([rules.no_inspection(statute, input.by, input.matter, input.on)])
    conforms = input.outcome.name == "CONFORM"
    refuse(
        *came(input.on, work.day, "on"),
        *filled(service=input.service, findings=input.findings),
        *rules.followed(
            statute, rule, conforms=conforms, on=input.on, task=input.task, due=input.due_on
        ),
    )
    work.under(rule.source.document, rule.source.article)
    key = await work.insert(
        tables.inspections,
        by_code=rule.by,
        matter=rule.what,
        service=input.service.strip(),
        outcome=input.outcome.name,
        findings=input.findings.strip(),
        inspected_on=input.on,
        **source_of(rule, statute),
    )
    await work.require(INSPECTION, tables.inspections, key)
    if input.task is not None and input.due_on is not None:
        await work.insert(
            tables.follow_ups,
            inspection_id=key,
            task=input.task.strip(),
            opened_on=input.on,
            due_on=input.due_on,
        )
    return Done("Inspection", key, {"inspection": key})


@strawberry.type(description="Ciò che seguiva è chiuso.")
class CloseFollowUpSuccess(Success):
    """The follow-up was closed."""

    follow_up: FollowUp | None = outcome(FollowUp, "follow_up", "Ciò che seguiva, com'è ora.")


async def close_follow_up(work: Work, input: CloseFollowUpInput) -> Done:  # noqa: A002
    """Record what was done; late, it is recorded with the days of its delay."""
    row = await row_named(
        work, input.follow_up, "FollowUp", INSPECTION, tables.follow_ups, "followUp"
    )
    await work.require(INSPECTION, tables.follow_ups, row["id"])
    refuse(
        *came(input.on, work.day, "on"),
        *filled(result=input.result),
        *after(row["opened_on"], input.on),
        *_closed(row["closed_on"]),
    )
    about = await work.locked(INSPECTION, tables.inspections, row["inspection_id"])
    document = "" if about is None else about["source_document"]
    article = "" if about is None else about["source_article"]
    if about is not None:
        work.under(about["source_code"], article)
    work.warn(*late("FOLLOW_UP_LATE", row["due_on"], input.on, document, article))
    await work.update(tables.follow_ups, row["id"], closed_on=input.on, result=input.result.strip())
    return Done("FollowUp", row["id"], {"follow_up": row["id"]})


def _closed(on: date | None) -> Iterator[Violation]:
    """What follows an inspection is closed once."""
    if on is not None:
        message = (
            f"Ciò che seguiva è già chiuso, il {in_words(on)}: quel che resta da fare si apre con "
            "un altro controllo."
        )
        yield Violation("ALREADY_CLOSED", message, "followUp")
