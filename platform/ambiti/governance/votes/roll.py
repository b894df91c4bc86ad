"""Who may vote: frozen when the meeting is convened, whoever comes and goes after."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from ambiti.acting.refusing import Violation, refuse

Weight = Literal["ONE_EACH", "POPULATION"]


@dataclass(frozen=True, slots=True)
class Voter:
    """One who has a vote: it weighs one, or the residents where a rule weighs by population."""

    key: str
    name: str
    weight: int = 1
    delegated_to: str | None = None
    """Who holds the delegation: the key of another voter, or of someone who is not on the roll."""


@dataclass(frozen=True, slots=True)
class Residents:
    """Where the residents that weigh the votes were read, and of which day they are."""

    source: str
    on: date


@dataclass(frozen=True, slots=True)
class Delegation:
    """A voter gives its vote to a delegate."""

    voter: str
    delegate: str


@dataclass(frozen=True, slots=True)
class Roll:
    """The voters in the order of their keys, each once; with whose residents, where they weigh."""

    voters: tuple[Voter, ...]
    residents: Residents | None = None

    def __post_init__(self) -> None:
        """Order the voters, and refuse one who is listed twice or weighs nothing."""
        object.__setattr__(self, "voters", tuple(sorted(self.voters, key=lambda one: one.key)))
        refuse(*_misfits(self.voters))

    def voter(self, key: str) -> Voter | None:
        """Find a voter by its key."""
        return next((one for one in self.voters if one.key == key), None)

    def attending(self, present: Collection[str]) -> tuple[Voter, ...]:
        """Tell the voters who are in the room, in person or through their delegate."""
        room = frozenset(present)
        return tuple(one for one in self.voters if {one.key, one.delegated_to} & room)

    def delegating(self, delegations: Iterable[Delegation]) -> "Roll":
        """Write on the roll who delegated whom; check the delegations before."""
        delegates = {one.voter: one.delegate for one in delegations}
        voters = (replace(one, delegated_to=delegates.get(one.key)) for one in self.voters)
        return replace(self, voters=tuple(voters))


def total(voters: Iterable[Voter], weight: Weight) -> int:
    """Sum what voters weigh: their residents, or one each whatever their residents are."""
    return sum(one.weight if weight == "POPULATION" else 1 for one in voters)


def _misfits(voters: tuple[Voter, ...]) -> Iterator[Violation]:
    seen: set[str] = set()
    for one in voters:
        if one.key in seen:
            message = f"{one.name} è già nell'elenco degli aventi diritto"
            yield Violation("VOTER_LISTED_TWICE", message, "voters")
        if one.weight < 1:
            message = f"il voto di {one.name} pesa {one.weight}: deve pesare almeno 1"
            yield Violation("WEIGHT_NOT_POSITIVE", message, "voters")
        seen.add(one.key)
