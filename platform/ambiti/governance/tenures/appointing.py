"""Somebody is appointed to a role, in one step or after a selection; access comes with it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import strawberry
from sqlalchemy import select

from ambiti.acting.commands import Done, Success, outcome
from ambiti.acting.naming import named
from ambiti.acting.refusing import Refused, Violation, refuse
from ambiti.acting.work import Work
from ambiti.database.statements import Row
from ambiti.governance.competence import said_by
from ambiti.governance.doubts import doubts_of
from ambiti.governance.tenures import tables
from ambiti.governance.tenures.authority import Giver, giver_of, giver_unknown, not_for
from ambiti.governance.tenures.candidates import Candidate
from ambiti.governance.tenures.granting import granted, withdrawn
from ambiti.governance.tenures.graph import Tenure
from ambiti.governance.tenures.ground import (
    Ground,
    Voting,
    candidate_of,
    columns_of,
    ground_of,
    wrong_vote,
)
from ambiti.governance.tenures.inputs import AppointInput
from ambiti.governance.tenures.pools import offices
from ambiti.governance.tenures.roles import Stated, Wanted, misgiven, role_of, unchosen, wanted
from ambiti.governance.tenures.scopes import TENURE
from ambiti.governance.tenures.terms import term_of
from ambiti.governance.tenures.widening import widened_by
from ambiti.statute.current import in_force
from ambiti.statute.language import appointments as a
from ambiti.statute.periods import END
from ambiti.territory.tables import units


@strawberry.type(description="La nomina è registrata.")
class AppointSuccess(Success):
    """The appointment was recorded."""

    tenure: Tenure | None = outcome(Tenure, "tenure", "L'incarico.")


@dataclass(frozen=True, slots=True)
class _Asked:
    """An appointment, as it is asked for."""

    ground: Ground
    one: Wanted
    rule: Stated | None
    candidate: Candidate
    adherent: UUID | None
    giver: Giver
    istat: str | None
    unit: UUID | None
    widened: a.WidenedPool | None
    wrong: tuple[Violation, ...]

    @property
    def before(self) -> list[Row]:
        """Give who holds the role already."""
        return self.ground.in_role(self.one.role.code, self.istat, self.unit)


async def appoint(work: Work, input: AppointInput) -> Done:  # noqa: A002
    """Appoint somebody to a role, by whom the text says and among whom it says.

    Refused, all reasons at once, for a wrong appointer, a role that is taken, a person outside the
    pool, a selection or a vote that is missing. Whoever stays in prorogatio is succeeded.
    """
    asked = await _asked(work, input)
    ground, one, rule = asked.ground, asked.one, asked.rule
    selection, unselected = _selection(ground, one, input)
    vote, unfit = await _vote(work, ground, rule, asked.giver, input)
    refuse(*asked.wrong, *_unlawful(asked, input), *unselected, *unfit)
    work.warn(*doubts_of(ground.statute, [rule, one.role.term, asked.widened]))
    if rule is None:
        work.warn(*_unstated(asked))
    else:
        work.under(rule.source.document, rule.source.article)
        for previous in asked.before:
            await _succeeded(work, previous, ground.day)
    tenure = await _written(work, asked, input, vote_id=vote, selection_id=selection)
    await work.require(TENURE, tables.tenures, tenure)
    return Done("Tenure", tenure, {"tenure": tenure})


async def _asked(work: Work, given: AppointInput) -> _Asked:
    statute = (await in_force(work.connection, work.tenant.ambito_id)).statute
    day = given.since or work.day
    role = role_of(statute, given.role, day)
    ground = await ground_of(work, day, role)
    one = wanted(ground, role, given.place)
    candidate, adherent, wrong = await candidate_of(work, ground.places, given.candidate)
    giver = giver_of(statute, ground.places, given.by)
    if giver is None:
        raise Refused([*wrong, giver_unknown(given.by)])
    return _Asked(
        ground=ground,
        one=one,
        rule=one.rule(day),
        candidate=candidate,
        adherent=adherent,
        giver=giver,
        istat=one.place.code if one.place and one.place.kind == "COMUNE" else None,
        unit=await _unit(work, one, day),
        widened=await widened_by(work, role, day),
        wrong=wrong,
    )


def _unlawful(asked: _Asked, given: AppointInput) -> Iterator[Violation]:
    """Tell all that the text does not allow."""
    ground, one, rule = asked.ground, asked.one, asked.rule
    yield from not_for(ground.statute, asked.giver, ground.caller)
    if rule is None:
        if "segretario" not in ground.caller.accesses:
            yield from _unstated(asked)
        return
    yield from misgiven(ground, one, rule, asked.giver)
    yield from unchosen(ground, one, rule, asked.candidate, asked.widened)
    yield from _taken(ground, one, rule, asked.before)
    yield from _without_act(ground, rule, given)


async def _written(work: Work, asked: _Asked, given: AppointInput, **decided: UUID | None) -> UUID:
    role, candidate = asked.one.role, asked.candidate
    term = term_of(role, asked.ground.day)
    act = (given.act or "").strip() or None
    istat, unit = asked.istat, asked.unit
    access = await granted(work, candidate, role, term, istat, unit, act or asked.one.label)
    return await work.insert(
        tables.tenures,
        label=asked.one.label,
        role_code=role.code,
        istat_code=istat,
        unit_id=unit,
        person=candidate.name,
        offices=offices(candidate),
        adherent_id=asked.adherent,
        given_by=asked.giver.code,
        status="HELD",
        since=term.since,
        term_ends_on=term.last,
        until=term.until,
        ended_because=None if term.until == END else "Fine del termine",
        powers=term.powers,
        member_of=_organs(asked.ground, role.memberships, term.since),
        act=act,
        **decided,
        **columns_of(asked.ground.statute, asked.rule or role),
        **access,
    )


def _organs(ground: Ground, memberships: tuple[a.Membership, ...], day: date) -> list[str]:
    known = {one.code for one in ground.statute.organs}
    now = (one.of for one in memberships if one.valid.period.covers(day))
    return [code for code in now if code in known]


async def _unit(work: Work, one: Wanted, day: date) -> UUID | None:
    if one.place is None or one.place.kind != "UNIT":
        return None
    columns = units.c
    found: UUID | None = await work.connection.scalar(
        select(columns.id)
        .where(columns.ambito_id == work.tenant.ambito_id, columns.code == one.place.code)
        .where(columns.valid_from <= day, columns.valid_until > day)
    )
    return found


def _selection(
    ground: Ground, one: Wanted, given: AppointInput
) -> tuple[UUID | None, list[Violation]]:
    """Where there are two steps, who is appointed is who was selected, and nobody else."""
    rule = one.rule(ground.day)
    if not isinstance(rule, a.TwoSteps):
        return None, []
    key = None if given.selection is None else named(given.selection, "Tenure")
    wanted_row = (key, "SELECTED", one.role.code, given.candidate.name.strip())
    columns = ("id", "status", "role_code", "person")
    if any(tuple(row[name] for name in columns) == wanted_row for row in ground.held):
        return key, []
    message = f"Prima va scelto: per {one.role.name} non risulta la scelta di questa persona."
    return None, [said_by(rule, ground.statute, "NOT_SELECTED", message, "selection")]


async def _vote(
    work: Work, ground: Ground, rule: Stated | None, giver: Giver, given: AppointInput
) -> tuple[UUID | None, tuple[Violation, ...]]:
    """An organ appoints with a vote; of who is not the appointer no vote is asked."""
    who = getattr(rule, "appointed_by", None) or getattr(rule, "organ", None)
    if rule is None or not giver.organ or who != giver.code:
        return None, ()
    voting = Voting(ground.statute, giver.code, rule.source)
    return await wrong_vote(work, given.vote, voting)


def _taken(ground: Ground, one: Wanted, rule: Stated, before: list[Row]) -> Iterator[Violation]:
    """A role has as many holders as the text says, one where it is silent; prorogatio yields."""
    room = getattr(rule, "n", None) or 1
    kept = [row for row in before if not _in_prorogatio(row, ground.day)]
    if len(kept) >= room:
        names = ", ".join(row["person"] for row in kept)
        message = f"{one.label}: i posti sono {room} e li ha già {names}."
        yield said_by(rule, ground.statute, "SEAT_TAKEN", message, "role")


def _in_prorogatio(row: Row, day: date) -> bool:
    return row["term_ends_on"] is not None and row["term_ends_on"] < day


def _without_act(ground: Ground, rule: Stated, given: AppointInput) -> Iterator[Violation]:
    if getattr(rule, "act_required", False) and not (given.act or "").strip():
        message = "Serve l'atto con cui si nomina."
        yield said_by(rule, ground.statute, "ACT_MISSING", message, "act")


def _unstated(asked: _Asked) -> Iterator[Violation]:
    """Where no document says who appoints, what others did is recorded by whoever keeps acts."""
    role = asked.one.role
    message = f"Chi nomina {role.name} i documenti non lo dicono: lo registra il segretario."
    yield said_by(role, asked.ground.statute, "APPOINTMENT_NOT_STATED", message, "role")


async def _succeeded(work: Work, previous: Row, day: date) -> None:
    """Whoever stayed until a successor came goes when it comes."""
    if _in_prorogatio(previous, day):
        ended: dict[str, Any] = {"until": day, "ended_because": "Nomina del successore"}
        await work.update(tables.tenures, previous["id"], **ended)
        await withdrawn(work, previous, day)
