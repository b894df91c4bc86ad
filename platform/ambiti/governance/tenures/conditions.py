"""What a seat depends on besides who sits there: a fact that must have happened, an area."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from ambiti.acting.refusing import Violation
from ambiti.acting.work import Work
from ambiti.governance.competence import cited
from ambiti.governance.occurrences.happened import happened
from ambiti.governance.seats.calling import Calling
from ambiti.governance.seats.seat import Seat
from ambiti.statute.current import in_force
from ambiti.statute.language.rule import Enforcement
from ambiti.statute.language.statute import Statute


async def unmet(
    work: Work, seat: Seat | None, area: str | None, day: date
) -> tuple[Violation, ...]:
    """A conditional seat is there once its fact has happened; one of an area is for that one."""
    if seat is None:
        return ()
    statute = (await in_force(work.connection, work.tenant.ambito_id)).statute
    outside = tuple(out_of_area(statute, seat, area, "block"))
    if seat.condition is None or seat.condition in await happened(work, day):
        return outside
    event = Calling(statute).event(seat.condition)
    message = f"Il posto c'è solo se è avvenuto: {event}. Non risulta."
    return (_said(statute, seat, "CONDITION_NOT_MET", message, "seat"), *outside)


def out_of_area(
    statute: Statute, seat: Seat, area: str | None, force: Enforcement
) -> Iterator[Violation]:
    """Whoever takes part for one area does so for that one, as hard as the rule is."""
    if seat.area is None or area in {None, seat.area}:
        return
    if seat.source.enforcement != force:
        return
    name = Calling(statute).category(seat.area)
    message = f"{seat.label}: partecipa solo per {name}."
    yield _said(statute, seat, "OUT_OF_AREA", message, "area")


def _said(statute: Statute, seat: Seat, code: str, message: str, field: str) -> Violation:
    told: dict[str, Any] = cited(statute, seat.source.document, seat.source.article)
    return Violation(code, message, field, told["source_document"], told["source_article"])
