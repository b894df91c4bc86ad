"""Among whom a role is given: what each kind of pool asks of a person."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from ambiti.governance.seats.eligibility import Eligibility
from ambiti.governance.seats.places import Places
from ambiti.governance.seats.seat import Held
from ambiti.governance.tenures.candidates import Candidate, Qualification
from ambiti.statute.language import appointments as a

_ARTICLE: Final = re.compile(r"^(i|gli|le|il|lo|la|l')\s*")


@dataclass(frozen=True, slots=True)
class Choosing:
    """What pools are read with: the places of the day, and who sits in an organ."""

    places: Places
    eligible: Eligibility
    members: Callable[[str], Iterable[str]]
    """The names of those who now sit in an organ, by its code."""


def admitted(pool: Iterable[a.Pool], candidate: Candidate, choosing: Choosing) -> bool:
    """A person is in a pool for any one of the ways in which it is told; no pool admits anybody."""
    ways = tuple(pool)
    return not ways or any(_admits(one, candidate, choosing) for one in ways)


def without_act(pool: Iterable[a.Pool], candidate: Candidate) -> Iterator[a.DelegatedPool]:
    """Tell the delegations that the person claims without the act that they ask for."""
    for one in pool:
        if isinstance(one, a.DelegatedPool) and one.act_required:
            claimed = [q for q in candidate.qualifications if _delegated(one, q)]
            if claimed and not any(q.act for q in claimed):
                yield one


def _admits(way: a.Pool, candidate: Candidate, choosing: Choosing) -> bool:
    match way:
        case a.MembersPool():
            return candidate.name in set(choosing.members(way.organ))
        case a.OfficePool():
            wanted = choosing.eligible.of(way.office)
            return any(one.admits(held) for one in wanted for held in candidate.held)
    return any(_is(way, one, choosing) for one in candidate.qualifications)


def _is(way: a.Pool, one: Qualification, choosing: Choosing) -> bool:
    match way:
        case a.SecondedPool():
            modes = {"FULL_TIME", "HOURS"} if way.mode is None else {way.mode}
            return one.kind in {f"SECONDED_{mode}" for mode in modes}
        case a.EmployeesPool():
            where = {place.code for place in choosing.places.meant(way.of)}
            same = _plain(one.grade) == _plain(way.grade)
            return one.kind == "EMPLOYEE" and one.place in where and same
        case a.DelegatedPool():
            return _delegated(way, one)
        case a.OperatorsPool():
            where = {place.code for place in choosing.places.meant(way.of)} if way.of else set()
            return one.kind == "OPERATOR" and (not where or one.place in where)
        case a.ExternalPool():
            return one.kind == "EXTERNAL"
    return False


def _delegated(way: a.DelegatedPool, one: Qualification) -> bool:
    return one.kind == "DELEGATE" and one.of == way.by


def _plain(grade: str | None) -> str:
    return _ARTICLE.sub("", (grade or "").strip().casefold())


def offices(candidate: Candidate) -> list[dict[str, str | None]]:
    """Write down what a person holds, as it is kept."""
    return [_kept(one) for one in candidate.held]


def _kept(held: Held) -> dict[str, str | None]:
    return {"office": held.office, "place": held.place}
