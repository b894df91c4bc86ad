"""The minutes of a closed meeting are corrected, and approved by a later vote of the same organ."""

import strawberry
from sqlalchemy import func, select

from ambiti.acting.commands import Done, Success, outcome
from ambiti.acting.refusing import Refused, Violation, filled, refuse
from ambiti.acting.work import Work
from ambiti.database.statements import Row
from ambiti.governance.meetings import tables
from ambiti.governance.meetings.graph import Meeting
from ambiti.governance.meetings.inputs import ApproveMinutesInput, CorrectMinutesInput
from ambiti.governance.meetings.scopes import MEETING
from ambiti.governance.meetings.sitting import row_of


@strawberry.type(description="La correzione è annotata accanto al verbale.")
class CorrectMinutesSuccess(Success):
    """The correction was noted."""

    meeting: Meeting | None = outcome(Meeting, "meeting", "La riunione, con le correzioni.")


async def correct_minutes(work: Work, input: CorrectMinutesInput) -> Done:  # noqa: A002
    """Note what the minutes should have said; what was written stays, and so do the votes.

    Refused once they are approved, and where the words are not in them.
    """
    meeting = await _written(work, input.meeting)
    found = [*filled(wrong=input.wrong, right=input.right, reason=input.reason)]
    if not found and input.wrong.strip() not in meeting["minutes"]:
        message = "Nel verbale queste parole non ci sono: vanno riportate come sono scritte."
        found.append(Violation("NOT_IN_MINUTES", message, "wrong"))
    refuse(*found, *await _approved(work, meeting))
    columns = tables.minutes_corrections.c
    last = await work.connection.scalar(
        select(func.max(columns.position)).where(
            columns.ambito_id == work.tenant.ambito_id, columns.meeting_id == meeting["id"]
        )
    )
    await work.insert(
        tables.minutes_corrections,
        meeting_id=meeting["id"],
        position=(last or 0) + 1,
        wrong=input.wrong.strip(),
        right=input.right.strip(),
        reason=input.reason.strip(),
        corrected_on=work.day,
    )
    return Done("Meeting", meeting["id"], {"meeting": meeting["id"]})


@strawberry.type(description="Il verbale è approvato.")
class ApproveMinutesSuccess(Success):
    """The minutes were approved."""

    meeting: Meeting | None = outcome(Meeting, "meeting", "La riunione, col verbale approvato.")


async def approve_minutes(work: Work, input: ApproveMinutesInput) -> Done:  # noqa: A002
    """Record that the organ approved its minutes, by a vote of a later meeting that passed.

    Refused with a vote on a matter of the documents: of minutes an organ decides by themselves.
    """
    meeting = await _written(work, input.meeting)
    vote = await row_of(work, input.vote, "Vote", tables.votes, "vote")
    later = await work.locked(MEETING, tables.meetings, vote["meeting_id"])
    found = []
    if later is None or later["organ_code"] != meeting["organ_code"]:
        message = "È la votazione di un altro organo: il verbale lo approva chi si è riunito."
        found.append(Violation("VOTE_OF_ANOTHER", message, "vote"))
    elif (later["held_on"], later["number"]) <= (meeting["held_on"], meeting["number"]):
        message = "Un verbale si approva in una riunione successiva."
        found.append(Violation("NOT_LATER", message, "vote"))
    if vote["verdict"] != "APPROVED":
        message = "La votazione non ha approvato: serve una votazione chiusa e approvata."
        found.append(Violation("VOTE_NOT_APPROVED", message, "vote"))
    refuse(*found, *await _on_a_matter(work, vote), *await _approved(work, meeting))
    if vote["source_code"]:
        work.under(vote["source_code"], vote["source_article"])
    await work.insert(
        tables.minutes_approvals,
        meeting_id=meeting["id"],
        vote_id=vote["id"],
        approved_on=later["held_on"] if later else work.day,
    )
    return Done("Meeting", meeting["id"], {"meeting": meeting["id"]})


async def _written(work: Work, given: str) -> Row:
    """Hold a meeting whose minutes are written."""
    meeting = await row_of(work, given, "Meeting", tables.meetings, "meeting")
    if meeting["minutes"] is None:
        message = "La riunione non è chiusa: il verbale si scrive alla chiusura."
        raise Refused([Violation("MINUTES_MISSING", message, "meeting")])
    return meeting


async def _on_a_matter(work: Work, vote: Row) -> list[Violation]:
    """A vote that decided a matter of the documents says nothing of any minutes."""
    items = tables.agenda_items.c
    matter = await work.connection.scalar(
        select(items.matter_code).where(
            items.ambito_id == work.tenant.ambito_id, items.id == vote["agenda_item_id"]
        )
    )
    if matter is None:
        return []
    message = (
        f"Si è votato su «{matter}», non su un verbale: serve la votazione su un punto dell'ordine "
        "del giorno senza materia."
    )
    return [Violation("VOTE_ON_ANOTHER_MATTER", message, "vote")]


async def _approved(work: Work, meeting: Row) -> list[Violation]:
    columns = tables.minutes_approvals.c
    known = await work.all(
        select(columns.id).where(
            columns.ambito_id == work.tenant.ambito_id, columns.meeting_id == meeting["id"]
        )
    )
    if not known:
        return []
    message = "Il verbale è già approvato, e non cambia più."
    return [Violation("MINUTES_APPROVED", message, "meeting")]
