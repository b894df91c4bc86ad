"""What a seat is: a place that the statute gives, never the person who holds it."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from ambiti.statute.language.composition import Delegate
from ambiti.statute.language.rule import Enforcement, Rule

Standing = Literal["COMPONENT", "INVITED", "PARTICIPANT", "OPEN_ON_REQUEST", "CONDITIONAL"]
BoundKind = Literal["COMUNE", "UNIT", "BODY", "ORGAN", "ROLE", "CATEGORY", "NONE"]
MissingKind = Literal[
    "UNKNOWN",
    "OPEN_NUMBER",
    "UP_TO",
    "REMAINDER",
    "NO_GROUP",
    "NOT_SIGNED",
    "FORMATION",
    "NOT_STATED",
    "CONTRADICTION",
]


@dataclass(frozen=True, slots=True)
class Cited:
    """Where a rule is written, how hard it is, and the ambiguities that touch it."""

    document: str
    article: str | None
    enforcement: Enforcement = "block"
    ambiguities: tuple[str, ...] = ()

    @classmethod
    def of(cls, rule: Rule) -> "Cited":
        """A rule is cited with its own source and all of its doubts."""
        codes = (rule.ambiguity, *rule.doubts)
        doubts = tuple(dict.fromkeys(code for code in codes if code))
        return cls(rule.source.document, rule.source.article, rule.enforcement, doubts)


@dataclass(frozen=True, slots=True)
class Bound:
    """What a seat belongs to: a comune (ISTAT code), a unit, a body, an organ, a role, a category.

    A seat of nobody in particular is bound to NONE.
    """

    kind: BoundKind
    code: str | None = None


NOBODY = Bound("NONE")


@dataclass(frozen=True, slots=True)
class Held:
    """An office that a person holds, and where: a comune (ISTAT code), a unit, a body, or None."""

    office: str
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Eligible:
    """Who holds ``office`` in one of ``places`` may sit.

    Without an office, whoever is of one of the places may; without places, wherever it is held.
    """

    office: str | None
    places: tuple[str, ...] = ()

    def admits(self, held: Held) -> bool:
        """An office admits where both its code and its place are among those asked for."""
        if self.office is None:
            return not self.places or held.place in self.places or held.office in self.places
        return held.office == self.office and (not self.places or held.place in self.places)


@dataclass(frozen=True, slots=True)
class Designator:
    """Who designates: the code as the text has it, and whoever that is on the day."""

    code: str
    name: str
    accepted: tuple[str, ...] = ()

    def is_one(self, code: str) -> bool:
        """A designation is good from the one the text names, or from whoever that is that day."""
        return code == self.code or code in self.accepted


@dataclass(frozen=True, slots=True)
class Gate:
    """Only who is of a category may sit here, or be designated."""

    category: str
    name: str
    source: Cited


@dataclass(frozen=True, slots=True)
class Seat:
    """One seat of an organ on a day. ``several`` says that nobody knows how many sit there."""

    key: str
    group: str
    """The key of all the seats that one rule gives to one holder, without the ordinal."""
    label: str
    rule: str
    standing: Standing
    bound: Bound
    source: Cited
    pool: tuple[Eligible, ...] = ()
    pool_name: str | None = None
    designator: Designator | None = None
    delegate: Delegate = "NOT_STATED"
    vote: bool | None = None
    formation: str | None = None
    several: bool = False
    condition: str | None = None
    area: str | None = None
    exclusive: bool = False
    gates: tuple[Gate, ...] = ()

    @property
    def component(self) -> bool:
        """A component belongs to the organ; the others only take part."""
        return self.standing == "COMPONENT"

    def open_to(self, held: tuple[Held, ...]) -> bool:
        """A seat is open to who holds an office of its pool; without a pool, to anybody."""
        return not self.pool or any(one.admits(office) for one in self.pool for office in held)


@dataclass(frozen=True, slots=True)
class Missing:
    """What keeps the composition from being known, and the document that would say it."""

    kind: MissingKind
    what: str
    source: Cited
    document: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Composed:
    """An organ as its composition makes it on a day."""

    organ: str
    name: str
    day: date
    formation: str | None
    source: Cited
    seats: tuple[Seat, ...]
    missing: tuple[Missing, ...] = ()
    cap: int | None = None
    cap_source: Cited | None = None

    @property
    def components(self) -> tuple[Seat, ...]:
        """Components are the seats that belong to the organ."""
        return tuple(one for one in self.seats if one.component)

    @property
    def size(self) -> int | None:
        """The number of components is known only where nothing at all is missing."""
        return None if self.missing else len(self.components)

    @property
    def at_most(self) -> int | None:
        """Components are at most as many as the seats that can be counted, or as the text says."""
        if self.missing and any(one.kind not in {"UP_TO", "CONTRADICTION"} for one in self.missing):
            return self.cap
        return min(len(self.components), self.cap or len(self.components))

    def seat(self, key: str) -> Seat | None:
        """Find a seat by its key."""
        return next((one for one in self.seats if one.key == key), None)
