"""Who chairs an organ on a day, whoever holds the office, and who takes the place."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from ambiti.governance.seats.calling import Calling
from ambiti.governance.seats.composing import organ_on, seats
from ambiti.governance.seats.eligibility import Eligibility
from ambiti.governance.seats.places import Places
from ambiti.governance.seats.seat import NOBODY, Bound, Cited, Designator, Eligible
from ambiti.statute.language.chairs import ChairSubstitute, UnknownChair
from ambiti.statute.language.composition import Delegate
from ambiti.statute.language.statute import Statute


@dataclass(frozen=True, slots=True)
class Substitute:
    """Who takes the place of the chair: how many, among whom, and who designates them."""

    designator: Designator
    pool: tuple[Eligible, ...]
    pool_name: str
    n: int
    source: Cited


@dataclass(frozen=True, slots=True)
class Chaired:
    """Who chairs: an office or a role and its seat; one to be elected; or what is missing."""

    kind: Literal["OFFICE", "ROLE", "ELECTED", "UNKNOWN"]
    source: Cited
    code: str | None = None
    """The office or the role as the text names it; of an elected chair, the role that it gives."""
    name: str | None = None
    seat: str | None = None
    """The key of the seat whose holder chairs; None where the chair has no seat, or is elected."""
    bound: Bound = NOBODY
    pool: tuple[Eligible, ...] = ()
    delegate: Delegate = "NOT_STATED"
    missing: str | None = None
    document: str | None = None
    title: str | None = None
    substitute: Substitute | None = None


def chair(statute: Statute, organ_code: str, day: date) -> Chaired:
    """An organ is chaired by the office or role that its text names, or by whom it elects."""
    organ = organ_on(statute, organ_code, day)
    rule, calling = organ.chair, Calling(statute)
    if rule is None or not rule.valid.period.covers(day):
        missing = "chi presiede: i documenti non lo dicono"
        return Chaired("UNKNOWN", Cited.of(organ), missing=missing)
    source = Cited.of(rule)
    if isinstance(rule, UnknownChair):
        title = calling.document(rule.document) if rule.document else None
        return Chaired("UNKNOWN", source, missing=rule.missing, document=rule.document, title=title)
    eligible = Eligibility(Places(statute, day, organ))
    substitute = _substitute(rule.substitute, day, eligible, calling)
    if rule.kind == "ELECTED":
        name = rule.title or (calling.name(rule.role) if rule.role else None)
        return Chaired("ELECTED", source, rule.role, name, substitute=substitute)
    code = rule.office if rule.kind == "OFFICE" else rule.role
    pool = eligible.of(code)
    return Chaired(
        kind=rule.kind,
        source=source,
        code=code,
        name=calling.name(code),
        seat=_seat(statute, organ_code, day, pool),
        bound=eligible.bound(code),
        pool=pool,
        delegate=rule.delegate if rule.kind == "OFFICE" else "NOT_STATED",
        substitute=substitute,
    )


def _seat(statute: Statute, organ: str, day: date, pool: tuple[Eligible, ...]) -> str | None:
    """The chair's seat is the component's whose every holder is the chair."""
    for one in seats(statute, organ, day).components:
        if one.pool and set(one.pool) <= set(pool):
            return one.key
    return None


def _substitute(
    rule: ChairSubstitute | None, day: date, eligible: Eligibility, calling: Calling
) -> Substitute | None:
    if rule is None or not rule.valid.period.covers(day):
        return None
    designator = eligible.designator(rule.designated_by, calling.who(rule.designated_by, ()))
    pool = eligible.any_of(rule.pool)
    return Substitute(designator, pool, calling.among(rule.pool), rule.n, Cited.of(rule))
