"""A meeting is closed: its minutes are written, and nothing in it changes any more."""

import strawberry
from sqlalchemy import and_, select

from ambiti import clock
from ambiti.acting.commands import Done, Success, outcome
from ambiti.acting.refusing import Violation, refuse
from ambiti.acting.work import Work
from ambiti.governance.meetings import tables
from ambiti.governance.meetings.graph import Meeting
from ambiti.governance.meetings.inputs import CloseMeetingInput
from ambiti.governance.meetings.minutes import Held, Voted, minutes
from ambiti.governance.meetings.sitting import Sitting, sitting, vote_statuses


@strawberry.type(description="La riunione è chiusa.")
class CloseMeetingSuccess(Success):
    """The meeting was closed."""

    meeting: Meeting | None = outcome(Meeting, "meeting", "La riunione, come resterà.")


async def close_meeting(work: Work, input: CloseMeetingInput) -> Done:  # noqa: A002
    """Close a meeting and write its minutes: from then on nothing in it changes.

    Refused while a vote is open.
    """
    meeting = await sitting(work, input.meeting)
    if "OPEN" in await vote_statuses(work, meeting.key):
        message = "C'è una votazione aperta: prima va chiusa."
        refuse(Violation("VOTE_OPEN", message, "meeting"))
    if meeting.row["status"] != "OPEN":
        message = "La riunione non è mai stata aperta: nessuno vi risulta presente."
        work.warn(Violation("MEETING_DESERTED", message, "meeting"))
    now = clock.now()
    text = minutes(await _held(work, meeting), now)
    await work.update(tables.meetings, meeting.key, status="CLOSED", closed_at=now, minutes=text)
    return Done("Meeting", meeting.key, {"meeting": meeting.key})


async def _held(work: Work, meeting: Sitting) -> Held:
    """Gather what the minutes tell."""
    row, tenant = meeting.row, work.tenant.ambito_id
    items, votes = tables.agenda_items.c, tables.votes.c
    agenda = await work.all(
        select(items.subject)
        .where(items.ambito_id == tenant, items.meeting_id == meeting.key)
        .order_by(items.position)
    )
    voted = await work.all(
        select(items.position, votes.question, votes.told)
        .join_from(
            tables.votes,
            tables.agenda_items,
            and_(items.ambito_id == votes.ambito_id, items.id == votes.agenda_item_id),
        )
        .where(votes.ambito_id == tenant, votes.meeting_id == meeting.key)
        .order_by(votes.position)
    )
    article = f", art. {row['source_article']}" if row["source_article"] else ""
    return Held(
        ambito=work.tenant.name,
        organ=meeting.organ.name,
        number=row["number"],
        held_on=row["held_on"],
        at=row["at"],
        place=row["place"],
        convened_on=row["convened_on"],
        source=f"{row['source_document']}{article}",
        quorum=row["quorum"]["told"],
        agenda=[one["subject"] for one in agenda],
        entries=[dict(one) for one in meeting.entries],
        attendances=[dict(one) for one in meeting.attendances],
        votes=[Voted(one["position"], one["question"], one["told"]) for one in voted],
    )
