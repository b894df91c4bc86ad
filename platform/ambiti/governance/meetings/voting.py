"""A meeting votes: an item is put to the vote, ballots are cast, the outcome is worked out once."""

from typing import Final
from uuid import UUID

import strawberry

from ambiti import clock
from ambiti.acting.commands import Done, Success, outcome
from ambiti.acting.naming import named
from ambiti.acting.refusing import Refused, Violation, refuse
from ambiti.acting.work import Work
from ambiti.database.statements import Row
from ambiti.governance.competence import said_by, source_of
from ambiti.governance.doubts import doubts_of
from ambiti.governance.meetings import secrecy, tables
from ambiti.governance.meetings.graph import Vote
from ambiti.governance.meetings.inputs import CastBallotsInput, CloseVoteInput, OpenVoteInput
from ambiti.governance.meetings.proving import declared, proven, undeclared
from ambiti.governance.meetings.scopes import MEETING
from ambiti.governance.meetings.sitting import (
    ABSENT,
    Sitting,
    placed,
    row_of,
    sitting,
    sitting_of,
    vote_statuses,
)
from ambiti.governance.votes.ballots import Ballot, Choice, checked_ballots
from ambiti.governance.votes.quorums import quorum_met

CHOICES: Final[dict[str, Choice]] = {
    "IN_FAVOUR": "IN_FAVOUR",
    "AGAINST": "AGAINST",
    "ABSTAINED": "ABSTAINED",
}
"""What the contract lets a seat choose, as the arithmetic calls it."""


@strawberry.type(description="La votazione è aperta.")
class OpenVoteSuccess(Success):
    """The vote was opened."""

    vote: Vote | None = outcome(Vote, "vote", "La votazione.")


async def open_vote(work: Work, input: OpenVoteInput) -> Done:  # noqa: A002
    """Put an item of the agenda to the vote.

    Refused before anyone arrived, while another vote is open, and without the structural quorum
    that the rule of the matter asks for.
    """
    meeting = await sitting(work, input.meeting)
    item = await row_of(work, input.item, "AgendaItem", tables.agenda_items, "item")
    votes = await vote_statuses(work, meeting.key)
    found = []
    if item["meeting_id"] != meeting.key:
        message = "Questo punto è all'ordine del giorno di un'altra riunione."
        found.append(Violation("NOT_ON_AGENDA", message, "item"))
    if not input.question.strip():
        found.append(Violation("EMPTY", "Qui serve ciò su cui si vota.", "question"))
    if meeting.row["status"] != "OPEN":
        message = "La riunione non è aperta: prima si registra chi è presente."
        found.append(Violation("MEETING_NOT_OPEN", message, "meeting"))
    if any(status == "OPEN" for status in votes):
        message = "C'è già una votazione aperta: prima va chiusa."
        found.append(Violation("VOTE_OPEN", message, "meeting"))
    refuse(
        *found,
        *_without_quorum(meeting, item["matter_code"]),
        *(secrecy.unweighed(meeting, item["matter_code"]) if input.secret else ()),
    )
    vote = await work.insert(
        tables.votes,
        meeting_id=meeting.key,
        agenda_item_id=item["id"],
        position=len(votes) + 1,
        question=input.question.strip(),
        secret=input.secret,
        status="OPEN",
        opened_at=clock.now(),
    )
    return Done("Vote", vote, {"vote": vote})


def _without_quorum(meeting: Sitting, matter: str | None) -> list[Violation]:
    rule = meeting.rule(matter)
    if rule is None:
        return []
    check = quorum_met(rule, meeting.roll, meeting.present, meeting.denominators)
    if check.met is not False:
        return []
    message = f"Manca il numero legale: presenti {check.present}, ne servono {check.needed}."
    return [said_by(rule, meeting.statute, "NO_QUORUM", message, "meeting")]


@strawberry.type(description="I voti sono registrati.")
class CastBallotsSuccess(Success):
    """The ballots were taken."""

    vote: Vote | None = outcome(Vote, "vote", "La votazione, coi voti espressi fin qui.")


async def cast_ballots(work: Work, input: CastBallotsInput) -> Done:  # noqa: A002
    """Take ballots in an open vote: of seats that vote and whose holder is there, once each.

    Of a secret vote it is recorded who voted, and refused to say how.
    """
    row, meeting = await _open_vote(work, input.vote)
    vote = row["id"]
    seats = {one["id"]: one["seat"] for one in meeting.entries}
    cast = await _ballots(work, meeting, vote)
    new: list[tuple[UUID, Ballot]] = []
    found: list[Violation] = []
    if not input.ballots:
        found.append(Violation("EMPTY", "Serve almeno un voto.", "ballots"))
    for number, ballot in enumerate(input.ballots):
        key = named(ballot.seat, "RollEntry")
        if key is None or key not in seats:
            found.append(Violation("NOT_ON_ROLL", ABSENT, f"ballots.{number}.seat"))
            continue
        found += secrecy.said(ballot.choice, f"ballots.{number}.choice", secret=row["secret"])
        one = Ballot(seats[key], CHOICES[ballot.choice.name] if ballot.choice else "BLANK")
        before = [*cast, *(other for _, other in new)]
        there = meeting.present | {other.voter for other in before}
        wrong = placed(
            checked_ballots(meeting.roll, there, [*before, one]), f"ballots.{number}.seat"
        )
        found += wrong
        if not wrong:
            new.append((key, one))
    refuse(*found)
    await work.insert_all(
        tables.ballots,
        (
            {
                "vote_id": vote,
                "roll_entry_id": key,
                "choice": None if row["secret"] else one.choice,
            }
            for key, one in new
        ),
    )
    return Done("Vote", vote, {"vote": vote})


async def _open_vote(work: Work, given: str) -> tuple[Row, Sitting]:
    """Hold an open vote and its meeting."""
    row = await row_of(work, given, "Vote", tables.votes, "vote")
    meeting = await work.locked(MEETING, tables.meetings, row["meeting_id"])
    if meeting is None or row["status"] != "OPEN":
        message = "La votazione è chiusa: i voti non cambiano più."
        raise Refused([Violation("VOTE_CLOSED", message, "vote")])
    return row, await sitting_of(work, meeting, "vote")


async def _ballots(work: Work, meeting: Sitting, vote: UUID) -> list[Ballot]:
    seats = {one["id"]: one["seat"] for one in meeting.entries}
    rows = await work.alike(tables.ballots, vote_id=vote)
    return [Ballot(seats[row["roll_entry_id"]], row["choice"] or "BLANK") for row in rows]


@strawberry.type(description="La votazione è chiusa, con il suo esito.")
class CloseVoteSuccess(Success):
    """The vote was closed."""

    vote: Vote | None = outcome(Vote, "vote", "La votazione, con l'esito e l'aritmetica.")


async def close_vote(work: Work, input: CloseVoteInput) -> Done:  # noqa: A002
    """Close a vote: the outcome is worked out once, by the rule of its matter, and kept for ever.

    Whoever has voted counts as present, also if they left since; so does who is there in silence.
    Of a secret vote the sums are given, and are of as many as have voted.
    """
    row, meeting = await _open_vote(work, input.vote)
    vote = row["id"]
    ballots = await _ballots(work, meeting, vote)
    present = meeting.present | {one.voter for one in ballots}
    (item,) = await work.alike(tables.agenda_items, id=row["agenda_item_id"])
    matter = item["matter_code"]
    rule = meeting.rule(matter)
    refuse(*secrecy.counting(input.counted, len(ballots), secret=row["secret"]))
    sums = secrecy.sums(input.counted, meeting.roll, present)
    found = proven(rule, meeting.roll, present, sums or ballots, meeting.denominators)
    verdict = None if input.declared_verdict is None else input.declared_verdict.name
    refuse(*undeclared(found, verdict, input.declared_under))
    if verdict is not None:
        found = declared(found, verdict, (input.declared_under or "").strip())
        work.warn(Violation("VERDICT_DECLARED", found.told, "declaredVerdict"))
    elif found.verdict == "UNDETERMINED":
        work.warn(Violation("RULE_SOURCE_MISSING", found.told, "vote"))
    work.warn(*doubts_of(meeting.statute, [rule]))
    if rule is not None:
        work.under(rule.source.document, rule.source.article)
    await work.update(
        tables.votes,
        vote,
        status="CLOSED",
        closed_at=clock.now(),
        verdict=found.verdict,
        told=found.told,
        proof=found.proof,
        **({} if rule is None else source_of(rule, meeting.statute)),
    )
    return Done("Vote", vote, {"vote": vote})
