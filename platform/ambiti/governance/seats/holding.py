"""Whether those who hold the seats of an organ may: by whom designated, of which office."""

from collections.abc import Iterable, Iterator
from typing import Final

from ambiti.acting.refusing import Violation
from ambiti.governance.seats.holder import Holder
from ambiti.governance.seats.occupying import Placed, crowded, placed
from ambiti.governance.seats.seat import Cited, Composed, Seat
from ambiti.statute.language.rule import Enforcement

Found = Iterator[tuple[Enforcement, Violation]]
_NO_SEAT: Final = "nessun posto di {} è aperto a {}"


def checked_holders(composed: Composed, holders: Iterable[Holder]) -> Iterator[Violation]:
    """Tell all that forbids these holders to sit; who ended before the day is left out."""
    for force, violation in _found(composed, tuple(holders)):
        if force == "block":
            yield violation


def advice_on_holders(composed: Composed, holders: Iterable[Holder]) -> Iterator[Violation]:
    """Tell what goes beside: rules that only warn, and delegates of whom the text is silent."""
    for force, violation in _found(composed, tuple(holders)):
        if force == "warn":
            yield violation


def _found(composed: Composed, holders: tuple[Holder, ...]) -> Found:
    now = [
        (index, one)
        for index, one in enumerate(holders)
        if not one.days.empty and one.days.until > composed.day
    ]
    seated = placed(composed, now)
    for one in seated:
        if one.seat is None:
            yield _unplaced(composed, one)
        else:
            yield from _designated(one, one.seat)
            yield from _chosen(one, one.seat)
            yield from _adherent(one, one.seat)
    yield from crowded(composed, seated)


def _unplaced(composed: Composed, one: Placed) -> tuple[Enforcement, Violation]:
    holder, source = one.holder, composed.source
    if holder.seat is None:
        message = _NO_SEAT.format(composed.name, holder.name)
        return _violation("NOT_IN_POOL", message, one, source, "block")
    message = f"«{holder.seat}», di {holder.name}, non è un posto di {composed.name} quel giorno"
    return _violation("SEAT_UNKNOWN", message, one, source, "block")


def _designated(one: Placed, seat: Seat) -> Found:
    who, by = seat.designator, one.holder.designated_by
    if who is None or (by is not None and who.is_one(by)):
        return
    how = f"lo ha designato «{by}»" if by else "non risulta alcuna designazione"
    message = f"{seat.label}: a designare è {who.name}; per {one.holder.name} {how}"
    yield _violation("WRONG_DESIGNATOR", message, one, seat.source, seat.source.enforcement)


def _chosen(one: Placed, seat: Seat) -> Found:
    """Whoever is outside the pool may sit only as a delegate of who is entitled."""
    if seat.open_to(one.holder.offices):
        return
    name = one.holder.name
    if not _is_delegate(one, seat):
        told = f" (può sedere: {seat.pool_name})" if seat.pool_name else ""
        message = f"{name} non può occupare il posto: {seat.label}{told}"
        yield _violation("NOT_IN_POOL", message, one, seat.source, seat.source.enforcement)
    elif seat.delegate == "NOT_ALLOWED":
        message = f"{seat.label}: il testo non ammette un delegato, e {name} lo è"
        yield _violation("DELEGATE_NOT_ALLOWED", message, one, seat.source, seat.source.enforcement)
    elif seat.delegate == "NOT_STATED":
        message = f"{seat.label}: il testo non dice se può mandare un delegato, e {name} lo è"
        yield _violation("DELEGATE_NOT_STATED", message, one, seat.source, "warn")


def _is_delegate(one: Placed, seat: Seat) -> bool:
    by = one.holder.designated_by
    if by is None or seat.designator is not None:
        return False
    return by == seat.bound.code or any(
        by == entitled.office or by in entitled.places for entitled in seat.pool
    )


def _adherent(one: Placed, seat: Seat) -> Found:
    offices = {held.office for held in one.holder.offices}
    for gate in seat.gates:
        if gate.category not in offices:
            message = f"{seat.label}: può essere solo fra {gate.name}, e {one.holder.name} non lo è"
            yield _violation("NOT_ADHERENT", message, one, gate.source, gate.source.enforcement)


def _violation(
    code: str, message: str, one: Placed, source: Cited, force: Enforcement
) -> tuple[Enforcement, Violation]:
    field = f"holders.{one.index}"
    return force, Violation(code, message, field, source.document, source.article)
