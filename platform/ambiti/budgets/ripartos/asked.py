"""What a riparto is asked with, and what each party weighs: values, in cents and fractions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Final

from ambiti.acting.refusing import Violation
from ambiti.budgets.ripartos.populations import Counted, Residents, Substitute
from ambiti.governance.seats.places import Place
from ambiti.statute.language.allocation import Key
from ambiti.statute.language.statute import Statute

TABLE: Final = "TABELLA"
"""The code of a criterion that is a table of weights."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What an organ decided for a year: that it is shared, and perhaps by which criterion.

    The criterion is a key of the statute, or a table of weights by ISTAT code or code of a body.
    """

    organ: str
    year: int
    act: str
    """What names it to a reader: deliberazione n. 12 del 3 marzo 2026."""
    key: str | None = None
    table: Mapping[str, Fraction] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known besides the statute: figures, choices, money of funds in the year (cents)."""

    residents: tuple[Residents, ...] = ()
    substitutes: tuple[Substitute, ...] = ()
    resources: Mapping[str, Fraction] = field(default_factory=dict)
    funding: Mapping[str, int] = field(default_factory=dict)
    decision: Decision | None = None
    bearer: str | None = None
    """Whose own cost it is."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A sum in cents to be shared for a year; rules and parties are those of ``on``."""

    statute: Statute
    cents: int
    year: int
    on: date
    known: Known = field(default_factory=Known)
    remembered: Mapping[str, Fraction] = field(default_factory=dict)
    """What the roundings of earlier divisions left each party short of, where that is kept."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A party with its weight and the figures of which that is made."""

    place: Place
    weight: Fraction
    counted: tuple[Counted, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One of the criteria of a mixed one, with its fraction of the sum."""

    share: Fraction
    weights: "Weights"


@dataclass(frozen=True, slots=True)
class Weights:
    """What the parties weigh by a key, and how much of the sum a fund covers for them (cents)."""

    key: Key
    parties: tuple[Weighed, ...]
    reference: date | None = None
    covered: int = 0
    decision: Decision | None = None
    parts: tuple[Part, ...] = ()
    warnings: tuple[Violation, ...] = ()

    @property
    def code(self) -> str:
        """Name the criterion: by its code, or as a table where one was decided in its place."""
        return TABLE if self.decision is not None and self.decision.table else self.key.code

    @property
    def name(self) -> str:
        """Call the criterion what the text calls it."""
        if self.code == TABLE:
            return "i pesi stabiliti per l'anno"
        return self.key.name or self.key.code


_LEFT_OPEN: Final = frozenset({"KEY_NOT_DEFINED", "KEY_NOT_DECIDED", "FUNDING_ENDED"})
"""What the documents leave to somebody, who has not said it yet."""


@dataclass(frozen=True, slots=True)
class Undivided:
    """Why the sum is not shared."""

    violations: tuple[Violation, ...]

    @property
    def undetermined(self) -> bool:
        """Tell whether nothing was done wrong: the documents leave it to somebody."""
        return {one.code for one in self.violations} <= _LEFT_OPEN
