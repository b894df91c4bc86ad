"""What the acts on tenures stand on: the statute of the day, its places, who sits already."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import strawberry
from sqlalchemy import select

from ambiti.acting.naming import named
from ambiti.acting.refusing import Refused, Violation
from ambiti.acting.work import Work
from ambiti.database.statements import Row
from ambiti.governance.calling import caller_of
from ambiti.governance.competence import Caller, cited
from ambiti.governance.meetings import tables as meetings
from ambiti.governance.seats.eligibility import Eligibility
from ambiti.governance.seats.places import Places
from ambiti.governance.seats.seat import Cited
from ambiti.governance.tenures import tables
from ambiti.governance.tenures.candidates import Candidate, Qualification, resolved, unplaced
from ambiti.governance.tenures.inputs import CandidateInput
from ambiti.governance.tenures.pools import Choosing
from ambiti.statute.current import in_force
from ambiti.statute.language.organs import Organ
from ambiti.statute.language.rule import Rule, Source
from ambiti.statute.language.statute import Statute
from ambiti.statute.naming import Names


@dataclass(frozen=True, slots=True)
class Ground:
    """A statute on a day, as an act on tenures reads it."""

    statute: Statute
    day: date
    places: Places
    caller: Caller
    held: tuple[Row, ...]
    """The tenures that are not over, of all seats and roles."""

    @property
    def choosing(self) -> Choosing:
        """Give what pools are read with."""
        return Choosing(self.places, Eligibility(self.places), self.members)

    def members(self, organ: str) -> list[str]:
        """Name who sits in an organ: by a seat of it, or by a role that belongs to it."""
        return [
            one["person"]
            for one in self.held
            if one["status"] == "HELD" and (one["organ_code"] == organ or organ in one["member_of"])
        ]

    def in_role(self, role: str, istat: str | None, unit: UUID | None) -> list[Row]:
        """Give who holds a role, for the place that it is held for."""
        wanted = (role, istat, unit, "HELD")
        columns = ("role_code", "istat_code", "unit_id", "status")
        return [one for one in self.held if tuple(one[name] for name in columns) == wanted]


async def ground_of(work: Work, day: date, rule: Rule) -> Ground:
    """Gather what an act stands on."""
    found = await in_force(work.connection, work.tenant.ambito_id)
    columns = tables.tenures.c
    held = await work.all(
        select(tables.tenures)
        .where(columns.ambito_id == work.tenant.ambito_id, columns.until > day)
        .order_by(columns.since, columns.id)
    )
    places = Places(found.statute, day, anchor(found.statute, rule, day))
    return Ground(found.statute, day, places, await caller_of(work), tuple(held))


def anchor(statute: Statute, rule: Rule, day: date) -> Organ:
    """Find the organ of whose own act a rule speaks, to read «each party» by it."""
    if isinstance(rule, Organ):
        return rule
    now = [one for one in statute.organs if one.valid.period.covers(day)] or list(statute.organs)
    own = (one for one in now if one.instrument == rule.source.document)
    return next(own, now[0])


async def candidate_of(
    work: Work, places: Places, given: CandidateInput
) -> tuple[Candidate, UUID | None, tuple[Violation, ...]]:
    """Read who is put forward, with the categories of the body that the person is of."""
    qualifications = tuple(
        Qualification(one.kind.name, one.of, one.place, one.grade, one.act)
        for one in given.qualifications
    )
    body = await _adherent(work, given.adherent)
    categories = tuple(body["categories"]) if body else ()
    name = given.name.strip()
    candidate = Candidate(name, given.identity, qualifications, categories)
    found = tuple(_wrong(places, candidate))
    return resolved(places, candidate), body["id"] if body else None, found


def _wrong(places: Places, candidate: Candidate) -> Iterator[Violation]:
    if not candidate.name:
        yield Violation("EMPTY", "Qui serve un nome.", "candidate.name")
    yield from unplaced(places, candidate.qualifications, "candidate")


async def _adherent(work: Work, given: strawberry.ID | None) -> Row | None:
    if given is None:
        return None
    key = named(given, "Adherent")
    columns = tables.adherents.c
    rows = await work.all(
        select(tables.adherents).where(
            columns.ambito_id == work.tenant.ambito_id, columns.id == key
        )
    )
    if not rows:
        message = "L'ente aderente che l'identificativo nomina non c'è."
        raise Refused([Violation("NOT_FOUND", message, "candidate.adherent")])
    return rows[0]


@dataclass(frozen=True, slots=True)
class Voting:
    """An organ that does something by its vote, and where it is written that it does it."""

    statute: Statute
    organ: str
    source: Source | Cited

    @property
    def name(self) -> str:
        """Call the organ by its name."""
        return Names.of(self.statute).declared("subject").get(self.organ, self.organ)

    def says(self, code: str, message: str) -> Violation:
        """Make a violation about the vote."""
        told = cited(self.statute, self.source.document, self.source.article)
        return Violation(code, message, "vote", told["source_document"], told["source_article"])


async def wrong_vote(
    work: Work, given: strawberry.ID | None, voting: Voting
) -> tuple[UUID | None, tuple[Violation, ...]]:
    """An organ acts by its own vote, closed and approved: anything else is refused."""
    if given is None:
        message = f"{voting.name} lo fa con un voto: indicare la votazione chiusa e approvata."
        return None, (voting.says("VOTE_MISSING", message),)
    key = named(given, "Vote")
    votes, sittings = meetings.votes.c, meetings.meetings.c
    rows = await work.all(
        select(votes.id, votes.status, votes.verdict, votes.told, sittings.organ_code)
        .join_from(
            meetings.votes,
            meetings.meetings,
            (sittings.ambito_id == votes.ambito_id) & (sittings.id == votes.meeting_id),
        )
        .where(votes.ambito_id == work.tenant.ambito_id, votes.id == key)
    )
    if not rows:
        message = "La votazione che l'identificativo nomina non c'è."
        return None, (Violation("NOT_FOUND", message, "vote"),)
    return rows[0]["id"], tuple(_unfit(rows[0], voting))


def _unfit(vote: Row, voting: Voting) -> Iterator[Violation]:
    if vote["organ_code"] != voting.organ:
        message = f"La votazione è di un altro organo: serve quella di {voting.name}."
        yield voting.says("VOTE_OF_ANOTHER", message)
    if vote["status"] != "CLOSED":
        yield voting.says("VOTE_OPEN", "La votazione è ancora aperta: prima va chiusa.")
    elif vote["verdict"] != "APPROVED":
        message = f"La votazione non ha approvato. {vote['told']}"
        yield voting.says("VOTE_NOT_APPROVED", message)


def columns_of(statute: Statute, rule: Rule) -> dict[str, Any]:
    """Give the columns that say where a rule is written."""
    return cited(statute, rule.source.document, rule.source.article)
