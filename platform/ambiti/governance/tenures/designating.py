"""Somebody is designated for a seat of an organ: by whom the text says, among whom it says."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from uuid import UUID

import strawberry

from ambiti.acting.commands import Done, Success, outcome
from ambiti.acting.refusing import Refused, Violation, refuse
from ambiti.acting.work import Work
from ambiti.database.statements import Row
from ambiti.governance.competence import cited, organ_of, organ_unknown
from ambiti.governance.seats.composing import seats
from ambiti.governance.seats.holder import Holder
from ambiti.governance.seats.holding import advice_on_holders, checked_holders
from ambiti.governance.seats.occupying import placed
from ambiti.governance.seats.seat import Composed, Held, Seat
from ambiti.governance.tenures import tables
from ambiti.governance.tenures.authority import Giver, giver_of, giver_unknown, not_for
from ambiti.governance.tenures.candidates import Candidate
from ambiti.governance.tenures.conditions import out_of_area, unmet
from ambiti.governance.tenures.graph import Tenure
from ambiti.governance.tenures.ground import Ground, Voting, candidate_of, ground_of, wrong_vote
from ambiti.governance.tenures.inputs import DesignateInput
from ambiti.governance.tenures.pools import offices
from ambiti.governance.tenures.scopes import TENURE
from ambiti.statute.current import in_force
from ambiti.statute.language.statute import Statute
from ambiti.statute.periods import END, Period


@strawberry.type(description="La designazione è registrata.")
class DesignateSuccess(Success):
    """The designation was recorded."""

    tenure: Tenure | None = outcome(Tenure, "tenure", "L'incarico.")


async def designate(work: Work, input: DesignateInput) -> Done:  # noqa: A002
    """Designate who takes a seat of an organ.

    Refused, all reasons at once, for a wrong designator, a seat that is taken or unknown, a group
    that is full, a person outside the pool or not adherent, and an organ that did not vote.
    """
    statute = (await in_force(work.connection, work.tenant.ambito_id)).statute
    day = input.since or work.day
    organ = organ_of(statute, input.organ, day)
    if organ is None:
        raise Refused([organ_unknown(statute, input.organ, day)])
    ground = await ground_of(work, day, organ)
    candidate, adherent, wrong = await candidate_of(work, ground.places, input.candidate)
    giver = _giver(ground, candidate, input.by)
    if giver is None:
        raise Refused([*wrong, giver_unknown(input.by or "")])
    composed = _open_to_designation(seats(statute, organ.code, day), input.seat)
    holders = _holders(ground, composed, candidate, giver, input)
    here = len(holders) - 1
    taken = placed(composed, list(enumerate(holders)))[here].seat
    vote, unfit = await _voted(work, statute, taken, giver, input)
    refuse(
        *wrong,
        *_own(checked_holders(composed, holders), here),
        *(not_for(statute, giver, ground.caller) if input.by else ()),
        *unfit,
        *await unmet(work, taken, input.area, day),
    )
    if taken is None:
        raise AssertionError(holders)  # whoever has no seat was refused
    work.warn(
        *_own(advice_on_holders(composed, holders), here),
        *out_of_area(statute, taken, input.area, "warn"),
    )
    seat = replace(taken, key=_free(taken, composed, ground))
    tenure = await _written(
        work,
        ground,
        seat,
        label=f"{organ.name}: {taken.label}",
        organ_code=organ.code,
        person=candidate.name,
        offices=offices(candidate),
        adherent_id=adherent,
        given_by=giver.code,
        area_code=input.area,
        act=input.act,
        vote_id=vote,
    )
    return Done("Tenure", tenure, {"tenure": tenure})


async def _written(work: Work, ground: Ground, seat: Seat, **values: Any) -> UUID:
    source = cited(ground.statute, seat.source.document, seat.source.article)
    work.under(seat.source.document, seat.source.article)
    tenure = await work.insert(
        tables.tenures,
        seat=seat.key,
        istat_code=seat.bound.code if seat.bound.kind == "COMUNE" else None,
        status="HELD",
        since=ground.day,
        until=END,
        member_of=[],
        **values,
        **source,
    )
    await work.require(TENURE, tables.tenures, tenure)
    return tenure


def _open_to_designation(composed: Composed, seat: str | None) -> Composed:
    """Whoever comes on request is not designated, unless that very seat is named."""
    if seat is not None:
        return composed
    kept = tuple(one for one in composed.seats if one.standing != "OPEN_ON_REQUEST")
    return replace(composed, seats=kept)


def _giver(ground: Ground, candidate: Candidate, given: str | None) -> Giver | None:
    """Find who designates: whoever is not designated comes of its own."""
    if given is None:
        return Giver(candidate.name, candidate.name, organ=False)
    return giver_of(ground.statute, ground.places, given)


def _holders(
    ground: Ground, composed: Composed, candidate: Candidate, giver: Giver, given: DesignateInput
) -> list[Holder]:
    """Give who sits already, and last who is to sit."""
    here = [one for one in ground.held if one["organ_code"] == composed.organ]
    known = [_sitting(one) for one in here if composed.seat(one["seat"])]
    new = Holder(
        given.seat,
        candidate.name,
        candidate.name,
        candidate.held,
        giver.code,
        Period(ground.day, END),
    )
    return [*known, new]


def _sitting(row: Row) -> Holder:
    held = tuple(Held(one["office"], one["place"]) for one in row["offices"])
    days = Period(row["since"], row["until"])
    return Holder(row["seat"], row["person"], row["person"], held, row["given_by"], days)


def _own(found: Iterable[Violation], here: int) -> list[Violation]:
    """Keep what is said of the one who is designated now, in the fields of the input."""
    fields = {"WRONG_DESIGNATOR": "by", "SEAT_UNKNOWN": "seat", "SEAT_TAKEN": "seat"}
    return [
        Violation(
            one.code,
            f"{one.message[:1].upper()}{one.message[1:].rstrip('.')}.",
            fields.get(one.code, "candidate"),
            one.document,
            one.article,
        )
        for one in found
        if one.field == f"holders.{here}"
    ]


async def _voted(
    work: Work, statute: Statute, seat: Seat | None, giver: Giver, given: DesignateInput
) -> tuple[UUID | None, tuple[Violation, ...]]:
    """An organ designates with a vote; of who is not the designator no vote is asked."""
    if seat is None or not giver.organ or seat.designator is None:
        return None, ()
    if not seat.designator.is_one(giver.code):
        return None, ()
    return await wrong_vote(work, given.vote, Voting(statute, giver.code, seat.source))


def _free(seat: Seat, composed: Composed, ground: Ground) -> str:
    """Give the key of the seat, or of the first one of its group that nobody holds."""
    taken = {one["seat"] for one in ground.held}
    same = [one.key for one in composed.seats if one.group == seat.group]
    if seat.several or seat.key not in taken:
        return seat.key
    return next(key for key in same if key not in taken)
