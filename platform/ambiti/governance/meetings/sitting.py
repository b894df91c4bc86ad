"""A meeting in the midst of an act: its row held, its roll, who is there, the rules in force."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final
from uuid import UUID

from ambiti.acting.naming import row_named
from ambiti.acting.refusing import Refused, Violation, as_given
from ambiti.acting.work import Work
from ambiti.database.statements import Row
from ambiti.governance.competence import organ_of, organ_unknown
from ambiti.governance.meetings import rules, tables
from ambiti.governance.meetings.scopes import MEETING
from ambiti.governance.ownrules.standing import own_rules
from ambiti.governance.votes.measures import Denominators
from ambiti.governance.votes.roll import Roll, Voter
from ambiti.statute import facts
from ambiti.statute.current import in_force
from ambiti.statute.language.decisions import DecisionRule
from ambiti.statute.language.organs import Organ
from ambiti.statute.language.statute import Statute

ABSENT: Final = "Questo posto non è nell'elenco degli aventi diritto di questa riunione."


@dataclass(frozen=True)
class Sitting:
    """A meeting, held by the act that asked for it until its end."""

    row: Row
    statute: Statute
    organ: Organ
    entries: tuple[Row, ...]
    attendances: tuple[Row, ...]
    own: tuple[DecisionRule, ...] = ()
    """The rules that the organ gave itself."""

    @property
    def key(self) -> UUID:
        """Tell the id of the meeting."""
        found: UUID = self.row["id"]
        return found

    @cached_property
    def roll(self) -> Roll:
        """Give those who vote, as they were when the meeting was convened."""
        return Roll(
            tuple(
                Voter(one["seat"], one["label"], one["weight"])
                for one in self.entries
                if one["votes"]
            )
        )

    @cached_property
    def present(self) -> frozenset[str]:
        """Tell the seats whose holder or delegate is now in the room."""
        seats = {one["id"]: one["seat"] for one in self.entries}
        return frozenset(
            seats[one["roll_entry_id"]] for one in self.attendances if one["left_at"] is None
        )

    @cached_property
    def denominators(self) -> Denominators:
        """Tell the numbers that the roll does not give."""
        day = self.row["held_on"]
        members = {
            one.comune.istat for one in facts.memberships(self.statute) if one.period.covers(day)
        }
        return Denominators(associated_comuni=len(members) or None)

    def rule(self, matter: str | None) -> DecisionRule | None:
        """Find the rule by which the organ decides a matter on the day of the meeting."""
        return rules.decision_rule(self.organ, matter, self.row["held_on"], self.own)

    def entry(self, key: UUID | None) -> Row | None:
        """Find a seat of the roll."""
        return next((one for one in self.entries if one["id"] == key), None)


async def row_of(work: Work, given: str, kind: str, table: Any, field: str) -> Row:
    """Hold the row that an identifier names, or refuse it as absent."""
    found = await row_named(work, given, kind, MEETING, table, field)
    await work.require(MEETING, table, found["id"])
    return found


async def sitting(work: Work, given: str, field: str = "meeting") -> Sitting:
    """Hold a meeting that is not closed, with all that an act on it asks for."""
    row = await row_of(work, given, "Meeting", tables.meetings, field)
    return await sitting_of(work, row, field)


async def sitting_of(work: Work, row: Row, field: str = "meeting") -> Sitting:
    """Gather what an act on a meeting asks for; a closed one does not change."""
    if row["status"] == "CLOSED":
        message = "La riunione è chiusa: ciò che vi è avvenuto non cambia più."
        raise Refused([Violation("MEETING_CLOSED", message, field)])
    if work.day < row["held_on"]:
        message = f"La riunione si tiene il {row['held_on']}: prima non vi accade nulla."
        raise Refused([Violation("MEETING_NOT_YET", message, field)])
    found = await in_force(work.connection, work.tenant.ambito_id)
    organ = organ_of(found.statute, row["organ_code"], row["held_on"])
    if organ is None:
        unknown = organ_unknown(found.statute, row["organ_code"], row["held_on"])
        raise Refused(as_given([unknown], field))
    work.touch("Meeting", row["id"])
    entries = await work.alike(tables.roll_entries, "position", meeting_id=row["id"])
    there = await work.alike(tables.attendances, "arrived_at", meeting_id=row["id"])
    own = await own_rules(work, organ, row["held_on"])
    return Sitting(row, found.statute, organ, tuple(entries), tuple(there), own)


async def vote_statuses(work: Work, meeting: UUID) -> list[str]:
    """Tell the status of every vote of a meeting."""
    return [row["status"] for row in await work.alike(tables.votes, meeting_id=meeting)]


def placed(violations: Iterable[Violation], field: str) -> list[Violation]:
    """Say in which field of the input the violations are, each as a sentence."""
    return [
        Violation(one.code, _sentence(one.message), field, one.document, one.article)
        for one in violations
    ]


def _sentence(message: str) -> str:
    return f"{message[:1].upper()}{message[1:].rstrip('.')}."
