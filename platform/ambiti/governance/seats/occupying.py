"""Which seat each holder takes, and where there are more holders than seats."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ambiti.acting.refusing import Violation
from ambiti.governance.seats.holder import Holder
from ambiti.governance.seats.seat import Cited, Composed, Seat
from ambiti.statute.language.rule import Enforcement


@dataclass(frozen=True, slots=True)
class Placed:
    """A holder with the seat that it has, by its key, or one of the group that is open to it."""

    index: int
    holder: Holder
    seat: Seat | None

    def before(self, other: "Placed") -> bool:
        """Of two who sit on the same days, the one who came first has the seat."""
        mine, theirs = (one.holder.days.since for one in (self, other))
        if not self.holder.days.overlaps(other.holder.days):
            return False
        return (mine, self.index) < (theirs, other.index)


def placed(composed: Composed, holders: Iterable[tuple[int, Holder]]) -> list[Placed]:
    """Holders with a seat have it; the others get what is free and open to them, few choices first.

    Nobody is left without a seat because another, who could sit elsewhere, was seated before.
    """
    by_key = {one.group: one for one in reversed(composed.seats)}
    by_key |= {one.key: one for one in composed.seats}
    named: list[Placed] = []
    waiting: list[tuple[list[Seat], int, Holder]] = []
    for index, holder in holders:
        if holder.seat is not None:
            named.append(Placed(index, holder, by_key.get(holder.seat)))
        else:
            waiting.append((_candidates(composed, holder), index, holder))
    for candidates, index, holder in sorted(waiting, key=lambda one: (len(one[0]), one[1])):
        choices = [Placed(index, holder, seat) for seat in candidates]
        free = next((one for one in choices if _room(composed, one, named)), None)
        named.append(free or next(iter(choices), Placed(index, holder, None)))
    return sorted(named, key=lambda one: one.index)


def _candidates(composed: Composed, holder: Holder) -> list[Seat]:
    """A seat is open to whom its pool names or its designator designated, once per group."""
    first = {one.group: one for one in reversed(composed.seats)}
    return [one for one in composed.seats if first[one.group] is one and _suits(one, holder)]


def _suits(seat: Seat, holder: Holder) -> bool:
    by, who = holder.designated_by, seat.designator
    designated = who is not None and by is not None and who.is_one(by)
    if not seat.pool:
        return designated
    return seat.open_to(holder.offices) and (who is None or by is None or designated)


def _room(composed: Composed, one: Placed, others: list[Placed]) -> bool:
    seat = one.seat
    if seat is None or seat.several:
        return True
    taken = [other for other in others if other.seat and other.seat.group == seat.group]
    overlapping = [other for other in taken if other.holder.days.overlaps(one.holder.days)]
    return len(overlapping) < _capacity(composed, seat)


def _capacity(composed: Composed, seat: Seat) -> int:
    return sum(other.group == seat.group for other in composed.seats)


def crowded(composed: Composed, seated: list[Placed]) -> Iterator[tuple[Enforcement, Violation]]:
    """A seat has one holder at a time, a category as many as its cap, an organ as its total."""
    for one in seated:
        if one.seat is None:
            continue
        earlier = [other for other in seated if other.seat and other.before(one)]
        taken = [] if one.seat.several else list(_taken(composed, one, one.seat, earlier))
        yield from taken
        components = [other for other in earlier if other.seat and other.seat.component]
        if taken or composed.cap is None or not one.seat.component:
            continue
        if len(components) >= composed.cap:
            source = composed.cap_source or one.seat.source
            message = f"{composed.name} ha {composed.cap} componenti in tutto, e ci sono già"
            yield _crowd("GROUP_CAP", message, one, source)


def _taken(
    composed: Composed, one: Placed, seat: Seat, earlier: list[Placed]
) -> Iterator[tuple[Enforcement, Violation]]:
    same = [other for other in earlier if other.seat and other.seat.group == seat.group]
    room = _capacity(composed, seat)
    full = len(same) >= room
    if seat.rule == "CAPPED_CATEGORY" and full:
        message = f"{seat.pool_name}: al più {room} rappresentanti, e ci sono già"
        yield _crowd("GROUP_CAP", message, one, seat.source)
    if one.holder.seat == seat.key:
        keyed = [other for other in same if other.holder.seat == seat.key]
        if keyed:
            message = f"{seat.label}: il posto è già di {keyed[0].holder.name}"
            yield _crowd("SEAT_TAKEN", message, one, seat.source)
            return
    if full and seat.rule != "CAPPED_CATEGORY":
        names = ", ".join(other.holder.name for other in same)
        message = f"{seat.label}: i posti sono {room} e li hanno già {names}"
        yield _crowd("SEAT_TAKEN", message, one, seat.source)


def _crowd(code: str, message: str, one: Placed, source: Cited) -> tuple[Enforcement, Violation]:
    text = f"{message} ({one.holder.name})"
    field = f"holders.{one.index}"
    return source.enforcement, Violation(code, text, field, source.document, source.article)
