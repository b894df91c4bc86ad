"""People come and go: the structural quorum is worked out again at each arrival and departure."""

import strawberry

from ambiti import clock
from ambiti.acting.commands import Done, Success, outcome
from ambiti.acting.naming import named
from ambiti.acting.refusing import Violation, refuse
from ambiti.acting.work import Work
from ambiti.governance.meetings import tables
from ambiti.governance.meetings.graph import Meeting
from ambiti.governance.meetings.inputs import ArrivalInput, RecordAttendanceInput
from ambiti.governance.meetings.proving import quorum_now
from ambiti.governance.meetings.sitting import ABSENT, Sitting, sitting, sitting_of


@strawberry.type(description="Le presenze sono registrate.")
class RecordAttendanceSuccess(Success):
    """The attendance was recorded."""

    meeting: Meeting | None = outcome(
        Meeting, "meeting", "La riunione, col numero legale com'è ora."
    )


async def record_attendance(work: Work, input: RecordAttendanceInput) -> Done:  # noqa: A002
    """Write who arrives and who leaves; the structural quorum is worked out again each time.

    Refused for a seat that is not on the roll, for who is already there or is not there, and for a
    delegate where the document wants the holder in person.
    """
    meeting = await sitting(work, input.meeting)
    if not input.arrivals and not input.departures:
        refuse(Violation("EMPTY", "Serve chi arriva, o chi esce.", "arrivals"))
    refuse(*_arrivals(meeting, input.arrivals), *_departures(meeting, input.departures))
    now = clock.now()
    await work.insert_all(
        tables.attendances,
        (
            {
                "meeting_id": meeting.key,
                "roll_entry_id": named(one.seat, "RollEntry"),
                "person": one.person.strip(),
                "delegated": one.delegated,
                "delegation": (one.delegation or "").strip() if one.delegated else None,
                "arrived_at": now,
            }
            for one in input.arrivals
        ),
    )
    leaving = {named(seat, "RollEntry") for seat in input.departures}
    for one in meeting.attendances:
        if one["roll_entry_id"] in leaving and one["left_at"] is None:
            await work.update(tables.attendances, one["id"], left_at=now)
    there = await sitting_of(work, meeting.row)
    quorum = quorum_now(there.rule(None), there.roll, there.present, there.denominators)
    await work.update(tables.meetings, meeting.key, status="OPEN", quorum=quorum)
    return Done("Meeting", meeting.key, {"meeting": meeting.key})


def _arrivals(meeting: Sitting, arrivals: list[ArrivalInput]) -> list[Violation]:
    found: list[Violation] = []
    seen = set(meeting.present)
    for number, arrival in enumerate(arrivals):
        field = f"arrivals.{number}"
        entry = meeting.entry(named(arrival.seat, "RollEntry"))
        if not arrival.person.strip():
            found.append(Violation("EMPTY", "Qui serve un nome.", f"{field}.person"))
        if entry is None:
            found.append(Violation("NOT_ON_ROLL", ABSENT, f"{field}.seat"))
            continue
        if entry["seat"] in seen:
            message = f"{entry['label']}: è già presente."
            found.append(Violation("ALREADY_PRESENT", message, f"{field}.seat"))
        if arrival.delegated and entry["delegate"] == "NOT_ALLOWED":
            message = f"{entry['label']}: il documento non ammette un delegato."
            told = (entry["source_document"], entry["source_article"])
            found.append(Violation("DELEGATE_NOT_ALLOWED", message, f"{field}.delegated", *told))
        elif arrival.delegated and not (arrival.delegation or "").strip():
            message = f"{entry['label']}: serve l'atto di delega."
            found.append(Violation("DELEGATION_MISSING", message, f"{field}.delegation"))
        seen.add(entry["seat"])
    return found


def _departures(meeting: Sitting, departures: list[strawberry.ID]) -> list[Violation]:
    found: list[Violation] = []
    there = set(meeting.present)
    for number, seat in enumerate(departures):
        entry = meeting.entry(named(seat, "RollEntry"))
        if entry is None:
            found.append(Violation("NOT_ON_ROLL", ABSENT, f"departures.{number}"))
            continue
        if entry["seat"] not in there:
            message = f"{entry['label']}: non è presente, e non può uscire."
            found.append(Violation("NOT_PRESENT", message, f"departures.{number}"))
        there.discard(entry["seat"])
    return found
