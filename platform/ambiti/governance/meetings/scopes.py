"""The kinds of meetings, and which rows each scope lets through."""

from ambiti.governance.meetings import tables
from ambiti.reading.kinds import Kind, in_tenant

MEETING = Kind(
    "Meeting",
    (
        tables.meetings,
        tables.agenda_items,
        tables.invitations,
        tables.roll_entries,
        tables.attendances,
        tables.votes,
        tables.ballots,
    ),
    {"all": in_tenant},
)

KINDS = (MEETING,)
