"""The kinds of meetings, and which rows each scope lets through."""

from ambiti.governance.encounters import tables as encounters
from ambiti.governance.meetings import tables
from ambiti.governance.ownrules import tables as ownrules
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
        tables.minutes_corrections,
        tables.minutes_approvals,
        encounters.encounters,
        encounters.encounter_parties,
        ownrules.own_rules,
        ownrules.working_groups,
    ),
    {"all": in_tenant},
)

KINDS = (MEETING,)
