"""Who sits in an organ: a person, with what the person holds and by whom it was designated."""

from dataclasses import dataclass

from ambiti.governance.seats.seat import Held
from ambiti.statute.periods import ALWAYS, Period


@dataclass(frozen=True, slots=True)
class Holder:
    """One who sits: in a seat (its key, or that of its group), or in whichever is open to them."""

    seat: str | None
    person: str
    name: str
    offices: tuple[Held, ...] = ()
    """What the person holds: offices, roles, and the categories that the person is of."""
    designated_by: str | None = None
    """Who designated: the code of the statute, or the comune, unit or body that it is."""
    days: Period = ALWAYS
