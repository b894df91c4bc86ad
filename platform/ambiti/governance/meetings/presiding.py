"""Who chairs a sitting: whoever has the office or, where it is missing, who takes its place."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

import strawberry
from sqlalchemy import select

from ambiti.acting.commands import Done, Success, outcome
from ambiti.acting.naming import named
from ambiti.acting.refusing import Refused, Violation, refuse
from ambiti.acting.work import Work
from ambiti.database.statements import Row
from ambiti.governance.competence import cited
from ambiti.governance.meetings import tables
from ambiti.governance.meetings.graph import Meeting
from ambiti.governance.meetings.inputs import RecordChairInput
from ambiti.governance.meetings.sitting import ABSENT, Sitting, sitting
from ambiti.governance.seats.chairing import Chaired, chair
from ambiti.governance.seats.seat import Cited
from ambiti.governance.tenures import tables as tenures
from ambiti.statute.language.statute import Statute

CHAIR: Final = "CHAIR"
"""The seat of whoever an organ elected to chair it."""
SUBSTITUTE: Final = "CHAIR/SUBSTITUTE"
"""The seat of whoever takes the place of the chair; more than one are numbered after it."""


@strawberry.type(description="Chi presiede è registrato.")
class RecordChairSuccess(Success):
    """The chair of the sitting was recorded."""

    meeting: Meeting | None = outcome(Meeting, "meeting", "La riunione, con chi la presiede.")


async def record_chair(work: Work, input: RecordChairInput) -> Done:  # noqa: A002
    """Write who chairs a sitting: one of those who are there.

    Refused where the documents give the chair to another, and to who does not take its place.
    """
    meeting = await sitting(work, input.meeting)
    entry = meeting.entry(named(input.seat, "RollEntry"))
    if entry is None:
        raise Refused([Violation("NOT_ON_ROLL", ABSENT, "seat")])
    there = _there(meeting, entry)
    if there is None:
        message = f"{entry['label']}: non è presente, e non può presiedere."
        raise Refused([Violation("NOT_PRESENT", message, "seat")])
    statute = meeting.statute
    chaired = chair(statute, meeting.organ.code, meeting.row["held_on"])
    work.under(chaired.source.document, chaired.source.article)
    heads = await _heads(work, meeting)
    seats, silent = _chairs(meeting, chaired, heads)
    if not seats:
        work.warn(_said(statute, chaired.source, "CHAIR_NOT_STATED", _unknown(meeting, chaired)))
    as_whom = "DECLARED"
    if entry["seat"] in seats:
        as_whom = "CHAIR"
        refuse(*_by_delegate(statute, chaired, entry, there))
        if there["delegated"] and chaired.delegate == "NOT_STATED":
            message = "I documenti non dicono se chi presiede può farlo con un delegato."
            work.warn(_said(statute, chaired.source, "DELEGATE_NOT_STATED", message))
    elif seats and not silent:
        refuse(*_not_in_its_place(meeting, chaired, entry, seats, heads))
        as_whom = "SUBSTITUTE" if chaired.substitute else "DECLARED"
    for one in meeting.attendances:
        if one["presides"] is not None and one["left_at"] is None and one["id"] != there["id"]:
            await work.update(tables.attendances, one["id"], presides=None)
    await work.update(tables.attendances, there["id"], presides=as_whom)
    return Done("Meeting", meeting.key, {"meeting": meeting.key})


def _there(meeting: Sitting, entry: Row) -> Row | None:
    for one in meeting.attendances:
        if one["roll_entry_id"] == entry["id"] and one["left_at"] is None:
            return one
    return None


async def _heads(work: Work, meeting: Sitting) -> list[Row]:
    """Give who was elected to chair, or holds a role, or takes the place of the chair that day."""
    columns, day = tenures.tenures.c, meeting.row["held_on"]
    return await work.all(
        select(tenures.tenures)
        .where(columns.ambito_id == work.tenant.ambito_id, columns.status == "HELD")
        .where(columns.since <= day, columns.until > day)
    )


def _chairs(meeting: Sitting, chaired: Chaired, heads: Iterable[Row]) -> tuple[set[str], bool]:
    """Tell the seats of whoever chairs by office, by role or elected; true if none is known."""
    if chaired.kind == "UNKNOWN":
        return set(), True
    if chaired.seat is not None:
        return {one["seat"] for one in meeting.entries if one["seat"] == chaired.seat}, False
    held = [
        one
        for one in heads
        if (one["organ_code"], one["seat"]) == (meeting.organ.code, CHAIR)
        or (chaired.code is not None and one["role_code"] == chaired.code)
    ]
    return _seats_of(meeting, held), False


def _seats_of(meeting: Sitting, held: Iterable[Row]) -> set[str]:
    """Find the seats of the roll in which people sit: of their comune, or under their name."""
    people = {one["person"] for one in held}
    comuni = {one["istat_code"] for one in held if one["istat_code"] is not None}
    names = {one["roll_entry_id"] for one in meeting.attendances if one["person"] in people}
    return {
        one["seat"]
        for one in meeting.entries
        if one["id"] in names or (one["istat_code"] is not None and one["istat_code"] in comuni)
    }


def _by_delegate(statute: Statute, chaired: Chaired, entry: Row, there: Row) -> Iterator[Violation]:
    """A delegate sits for the chair; it chairs only where the text lets it, or is silent."""
    if not there["delegated"] or chaired.delegate == "ALLOWED":
        return
    if chaired.delegate == "NOT_ALLOWED" or chaired.substitute is not None:
        source = chaired.substitute.source if chaired.substitute else chaired.source
        message = f"{entry['label']}: un delegato vi siede, ma non presiede."
        yield _said(statute, source, "NOT_SUBSTITUTE", message)


def _not_in_its_place(
    meeting: Sitting,
    chaired: Chaired,
    entry: Row,
    seats: set[str],
    heads: Iterable[Row],
) -> Iterator[Violation]:
    """Whoever takes the place of the chair was designated for it, and only while it is missing."""
    there = {
        one["roll_entry_id"]
        for one in meeting.attendances
        if one["left_at"] is None and not one["delegated"]
    }
    who = chaired.name or meeting.organ.name
    if any(one["id"] in there and one["seat"] in seats for one in meeting.entries):
        message = f"È presente chi presiede ({who}): nessun altro presiede."
        yield _said(meeting.statute, chaired.source, "CHAIR_PRESENT", message)
        return
    if chaired.substitute is None:
        return
    held = [
        one
        for one in heads
        if one["organ_code"] == meeting.organ.code and (one["seat"] or "").startswith(SUBSTITUTE)
    ]
    if entry["seat"] not in _seats_of(meeting, held):
        names = ", ".join(one["person"] for one in held) or "nessuno è stato designato"
        message = f"{entry['label']} non sostituisce chi presiede; chi lo sostituisce: {names}."
        yield _said(meeting.statute, chaired.substitute.source, "NOT_SUBSTITUTE", message)


def _unknown(meeting: Sitting, chaired: Chaired) -> str:
    return f"{meeting.organ.name}: {chaired.missing or 'di chi presiede non risulta il posto'}."


def _said(statute: Statute, source: Cited, code: str, message: str) -> Violation:
    told: dict[str, Any] = cited(statute, source.document, source.article)
    return Violation(code, message, "seat", told["source_document"], told["source_article"])
