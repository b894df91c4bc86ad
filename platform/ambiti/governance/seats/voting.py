"""Who votes in an organ, and where the text leaves it in doubt."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ambiti.governance.seats.seat import Composed, Seat

_NEVER: Final = frozenset({"INVITED", "PARTICIPANT"})


@dataclass(frozen=True, slots=True)
class Entitled:
    """A seat that votes, and what is doubtful about it."""

    seat: Seat
    doubt: str | None = None


def voters(composed: Composed) -> tuple[Entitled, ...]:
    """Seats vote where the text says so, and components where it is silent; guests never do."""
    return tuple(
        Entitled(one, "; ".join(_doubts(one)) or None) for one in composed.seats if _votes(one)
    )


def _votes(seat: Seat) -> bool:
    if seat.standing in _NEVER:
        return False
    return seat.component if seat.vote is None else seat.vote


def _doubts(seat: Seat) -> Iterator[str]:
    if seat.vote is None:
        yield "il testo non dice se vota: vota come componente"
    if seat.several:
        yield "non si sa quanti siano"
    if seat.condition:
        yield "il posto c'è solo se il fatto è avvenuto"
