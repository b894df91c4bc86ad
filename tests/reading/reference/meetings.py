"""Meetings with their roll and votes, and the journal of what was done."""

import base64
from collections.abc import Iterable
from typing import Any

from .fields import FIELDS, Item, columns, field, items, of_tenant, one, same
from .pages import paged
from .rows import Row, View

same("Meeting", "number year heldOn at place status convenedOn closedAt minutes")
columns("Meeting", formation="formation_code")
same("AgendaItem", "position subject verb")
columns("AgendaItem", matter="matter_code")
same("RollEntry", "position label votes delegate weight")
same("Attendance", "person delegated arrivedAt leftAt")
same("Vote", "position question secret status openedAt closedAt")
same("Ballot", "choice")
same("MinutesCorrection", "position wrong right reason correctedOn")
same("MinutesApproval", "approvedOn")
same("Decision", "verdict told")
same("JournalEntry", "number at act performedBy access mandate previousHash hash")
same("EntrySource", "document article")


# What is kept as JSON: a figure that is not there is null, as one that is


def _kept(kind: str, column: str, **names: str) -> None:
    def register(name: str, key: str) -> None:
        FIELDS[f"{kind}.{name}"] = lambda it, _view: it.row[column].get(key)

    for name, key in names.items():
        register(name, key)


_kept("Quorum", "quorum", **{name: name for name in ("present", "needed", "met", "told")})
_kept(
    "Decision",
    "proof",
    inFavour="in_favour",
    declaredUnder="declared_under",
    **{
        name: name
        for name in (
            "denominator",
            "of",
            "threshold",
            "present",
            "against",
            "abstained",
            "blank",
            "quorum",
            "fraction",
            "strict",
            "missing",
        )
    },
)


# Meetings


@field("Ambito.meetings")
def meetings(
    it: Item, view: View, organ: str | None = None, year: int | None = None, **page: Any
) -> Item:
    rows = [
        row
        for row in of_tenant(it, view, "meetings")
        if (organ is None or row["organ_code"] == organ) and (year is None or row["year"] == year)
    ]
    return paged(it, view, "Meeting", rows, **page)


@field("Meeting.organ")
def organ_of(it: Item, view: View) -> Item | None:
    """Find the organ as it was on the day of the meeting, whatever the day of the reading."""
    held = it.row["held_on"]
    return one(
        it,
        "Organ",
        [
            row
            for row in of_tenant(it, view, "organs")
            if row["code"] == it.row["organ_code"]
            and row["valid_from"] <= held < row["valid_until"]
        ],
    )


@field("Meeting.quorum")
def quorum(it: Item, _view: View) -> Item:
    return it.of("Quorum", it.row)


def of_meeting(it: Item, view: View, table: str) -> list[Row]:
    rows = of_tenant(it, view, table)
    mine = [row for row in rows if row["meeting_id"] == it.row["id"]]
    return sorted(mine, key=lambda row: row["position"])


@field("Meeting.agenda")
def agenda(it: Item, view: View) -> list[Item]:
    return items(it, "AgendaItem", of_meeting(it, view, "agenda_items"))


@field("Meeting.votes")
def votes(it: Item, view: View) -> list[Item]:
    return items(it, "Vote", of_meeting(it, view, "votes"))


@field("Meeting.corrections")
def corrections(it: Item, view: View) -> list[Item]:
    return items(it, "MinutesCorrection", of_meeting(it, view, "minutes_corrections"))


@field("Meeting.approval")
def approval(it: Item, view: View) -> Item | None:
    rows = of_tenant(it, view, "minutes_approvals")
    return one(it, "MinutesApproval", [r for r in rows if r["meeting_id"] == it.row["id"]])


@field("MinutesApproval.vote")
def approving_vote(it: Item, view: View) -> Item | None:
    return _the(it, "Vote", of_tenant(it, view, "votes"), it.row["vote_id"])


# The roll


def times(it: Item, view: View, seat: Row) -> list[Row]:
    """Give each time that somebody was there for a seat."""
    rows = of_tenant(it, view, "attendances")
    return [row for row in rows if row["roll_entry_id"] == seat["id"]]


@field("Meeting.roll")
def roll(it: Item, view: View, *, present: bool | None = None) -> list[Item]:
    rows = of_meeting(it, view, "roll_entries")
    if present is not None:
        there = {
            row["id"] for row in rows if any(t["left_at"] is None for t in times(it, view, row))
        }
        rows = [row for row in rows if (row["id"] in there) is present]
    return items(it, "RollEntry", rows)


@field("RollEntry.attendances")
def attendances(it: Item, view: View) -> list[Item]:
    rows = times(it, view, it.row)
    return items(it, "Attendance", sorted(rows, key=lambda row: (row["arrived_at"], row["id"])))


# Votes


@field("Vote.decision")
def decision(it: Item, _view: View) -> Item | None:
    return None if it.row["verdict"] is None else it.of("Decision", it.row)


def _the(it: Item, kind: str, rows: Iterable[Row], key: Any) -> Item | None:
    return one(it, kind, [row for row in rows if row["id"] == key])


@field("Vote.item")
def item(it: Item, view: View) -> Item | None:
    rows = of_tenant(it, view, "agenda_items")
    return _the(it, "AgendaItem", rows, it.row["agenda_item_id"])


@field("Ballot.seat")
def seat(it: Item, view: View) -> Item | None:
    return _the(it, "RollEntry", of_tenant(it, view, "roll_entries"), it.row["roll_entry_id"])


@field("Vote.ballots")
def ballots(it: Item, view: View) -> list[Item]:
    place = {row["id"]: row["position"] for row in of_tenant(it, view, "roll_entries")}
    rows = [row for row in of_tenant(it, view, "ballots") if row["vote_id"] == it.row["id"]]
    rows = [row for row in rows if row["roll_entry_id"] in place]
    rows.sort(key=lambda row: (place[row["roll_entry_id"]], row["id"]))
    return items(it, "Ballot", rows)


# The journal


@field("Ambito.journal")
def journal(it: Item, view: View, act: str | None = None, **page: Any) -> Item:
    rows = of_tenant(it, view, "journal_entries")
    rows = [row for row in rows if act is None or row["act"] == act]
    return paged(it, view, "JournalEntry", rows, **page)


@field("JournalEntry.subject")
def subject(it: Item, _view: View) -> str:
    told = f"{it.row['subject_kind']}:{it.row['ambito_id']}:{it.row['subject_id']}"
    return base64.b64encode(told.encode()).decode()


@field("JournalEntry.sources")
def sources(it: Item, _view: View) -> list[Item]:
    told = [
        {"document": found["document"], "article": found.get("article")}
        for found in it.row["sources"]
    ]
    return items(it, "EntrySource", told)
