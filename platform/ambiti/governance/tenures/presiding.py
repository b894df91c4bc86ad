"""Who chairs an organ that picks its own chair, and who takes the place of one that is missing."""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

import strawberry

from ambiti.acting.commands import Done, Success, outcome
from ambiti.acting.refusing import Refused, Violation, refuse
from ambiti.acting.work import Work
from ambiti.governance.competence import cited, organ_of, organ_unknown
from ambiti.governance.meetings.presiding import CHAIR, SUBSTITUTE
from ambiti.governance.seats.chairing import Chaired, Substitute, chair
from ambiti.governance.seats.seat import Cited
from ambiti.governance.tenures import tables
from ambiti.governance.tenures.authority import giver_of, not_for
from ambiti.governance.tenures.candidates import Candidate
from ambiti.governance.tenures.graph import Tenure
from ambiti.governance.tenures.ground import Ground, Voting, candidate_of, ground_of, wrong_vote
from ambiti.governance.tenures.inputs import DesignateSubstituteInput, ElectChairInput
from ambiti.governance.tenures.pools import offices
from ambiti.governance.tenures.scopes import TENURE
from ambiti.statute.current import in_force
from ambiti.statute.language.organs import Organ
from ambiti.statute.language.statute import Statute
from ambiti.statute.periods import END


@strawberry.type(description="L'elezione di chi presiede è registrata.")
class ElectChairSuccess(Success):
    """The chair was elected."""

    tenure: Tenure | None = outcome(Tenure, "tenure", "L'incarico.")


@strawberry.type(description="La designazione di chi sostituisce chi presiede è registrata.")
class DesignateSubstituteSuccess(Success):
    """The substitute was designated."""

    tenure: Tenure | None = outcome(Tenure, "tenure", "L'incarico.")


async def elect_chair(work: Work, input: ElectChairInput) -> Done:  # noqa: A002
    """Elect who chairs an organ, among those who sit in it, by a vote of its own.

    Refused where the chair belongs to an office or a role, or where no document says whose it is.
    """
    organ, ground = await _organ(work, input.organ)
    chaired = chair(ground.statute, organ.code, work.day)
    refuse(*_not_elected(ground.statute, organ, chaired))
    candidate, adherent, wrong = await candidate_of(work, ground.places, input.candidate)
    voting = Voting(ground.statute, organ.code, chaired.source)
    vote, unfit = await wrong_vote(work, input.vote, voting)
    refuse(
        *wrong,
        *_not_member(ground, organ, chaired, candidate),
        *_no_room(ground, organ, chaired.source, CHAIR, 1),
        *unfit,
    )
    tenure = await _written(
        work,
        ground,
        chaired.source,
        organ_code=organ.code,
        seat=CHAIR,
        label=f"{organ.name}: {chaired.name or 'presidente'}",
        person=candidate.name,
        offices=offices(candidate),
        adherent_id=adherent,
        given_by=organ.code,
        vote_id=vote,
    )
    return Done("Tenure", tenure, {"tenure": tenure})


async def designate_substitute(
    work: Work,
    input: DesignateSubstituteInput,  # noqa: A002
) -> Done:
    """Designate who chairs an organ when its chair is missing, by whom the text says.

    Refused where the text names no substitute, outside the pool, and where there are enough.
    """
    organ, ground = await _organ(work, input.organ)
    statute = ground.statute
    chaired = chair(statute, organ.code, work.day)
    rule = chaired.substitute
    if rule is None:
        message = f"{organ.name}: i documenti non prevedono chi sostituisca chi presiede."
        raise Refused([_said(statute, chaired.source, "NO_SUBSTITUTE", message, "organ")])
    candidate, adherent, wrong = await candidate_of(work, ground.places, input.candidate)
    giver = giver_of(statute, ground.places, rule.designator.code)
    vote, unfit = None, tuple(not_for(statute, giver, ground.caller)) if giver else ()
    if giver is not None and giver.organ:
        vote, unfit = await wrong_vote(work, input.vote, Voting(statute, giver.code, rule.source))
    refuse(
        *wrong,
        *_not_in_pool(statute, rule, candidate),
        *_no_room(ground, organ, rule.source, SUBSTITUTE, rule.n),
        *unfit,
    )
    number = len(_sitting(ground, organ, SUBSTITUTE)) + 1
    tenure = await _written(
        work,
        ground,
        rule.source,
        organ_code=organ.code,
        seat=SUBSTITUTE if number == 1 else f"{SUBSTITUTE}/{number}",
        label=f"{organ.name}: sostituto di chi presiede",
        istat_code=_comune(ground, candidate),
        person=candidate.name,
        offices=offices(candidate),
        adherent_id=adherent,
        given_by=rule.designator.code,
        act=(input.act or "").strip() or None,
        vote_id=vote,
    )
    return Done("Tenure", tenure, {"tenure": tenure})


async def _organ(work: Work, code: str) -> tuple[Organ, Ground]:
    statute = (await in_force(work.connection, work.tenant.ambito_id)).statute
    organ = organ_of(statute, code, work.day)
    if organ is None:
        raise Refused([organ_unknown(statute, code, work.day)])
    return organ, await ground_of(work, work.day, organ)


async def _written(work: Work, ground: Ground, source: Cited, **values: Any) -> UUID:
    work.under(source.document, source.article)
    tenure = await work.insert(
        tables.tenures,
        status="HELD",
        since=ground.day,
        until=END,
        member_of=[],
        **values,
        **cited(ground.statute, source.document, source.article),
    )
    await work.require(TENURE, tables.tenures, tenure)
    return tenure


def _not_elected(statute: Statute, organ: Organ, chaired: Chaired) -> Iterator[Violation]:
    """Only an organ that picks its chair elects one."""
    match chaired.kind:
        case "OFFICE":
            message = f"{organ.name} è presieduta di diritto da: {chaired.name}. Non si elegge."
            yield _said(statute, chaired.source, "EX_OFFICIO_CHAIR", message, "organ")
        case "ROLE":
            message = f"{organ.name}: a guidarla è chi ha il ruolo di {chaired.name}, e vi si "
            message += "nomina. Non si elegge."
            yield _said(statute, chaired.source, "EX_OFFICIO_CHAIR", message, "organ")
        case "UNKNOWN":
            message = f"{organ.name}: manca {chaired.missing}."
            yield _said(statute, chaired.source, "CHAIR_NOT_STATED", message, "organ")
        case "ELECTED" if chaired.code is not None:
            message = f"Chi presiede {organ.name} ha il ruolo {chaired.code}: vi si nomina."
            yield _said(statute, chaired.source, "CHAIR_IS_A_ROLE", message, "organ")


def _not_member(
    ground: Ground, organ: Organ, chaired: Chaired, candidate: Candidate
) -> Iterator[Violation]:
    if candidate.name not in ground.members(organ.code):
        message = f"{candidate.name} non siede in {organ.name}, che sceglie fra i suoi componenti."
        yield _said(ground.statute, chaired.source, "NOT_MEMBER", message, "candidate")


def _not_in_pool(statute: Statute, rule: Substitute, candidate: Candidate) -> Iterator[Violation]:
    if not any(one.admits(held) for one in rule.pool for held in candidate.held):
        message = f"{candidate.name} non può sostituire chi presiede: può solo {rule.pool_name}."
        yield _said(statute, rule.source, "NOT_IN_POOL", message, "candidate")


def _sitting(ground: Ground, organ: Organ, seat: str) -> list[str]:
    return [
        one["person"]
        for one in ground.held
        if one["organ_code"] == organ.code
        and (one["seat"] == seat or (one["seat"] or "").startswith(f"{seat}/"))
        and (seat != CHAIR or one["seat"] == CHAIR)
    ]


def _no_room(
    ground: Ground, organ: Organ, source: Cited, seat: str, room: int
) -> Iterable[Violation]:
    sitting = _sitting(ground, organ, seat)
    if len(sitting) >= room:
        message = f"{organ.name}: i posti sono {room} e li ha già {', '.join(sitting)}."
        yield _said(ground.statute, source, "SEAT_TAKEN", message, "candidate")


def _comune(ground: Ground, candidate: Candidate) -> str | None:
    """Find the comune for which somebody is put forward."""
    known = {one.code for one in ground.places.comuni()}
    return next((one.place for one in candidate.held if one.place in known), None)


def _said(statute: Statute, source: Cited, code: str, message: str, field: str) -> Violation:
    told: dict[str, Any] = cited(statute, source.document, source.article)
    return Violation(code, message, field, told["source_document"], told["source_article"])
