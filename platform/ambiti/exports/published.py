"""What is exported: a published operation of the contract, and how its answer is laid out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from ambiti.exports.report import Report, Row

Data = Mapping[str, Any]

FIRST: Final = "first"
AFTER: Final = "after"
MORE: Final = "more"
"""Variables of an operation that is read in pages: how long a page is, from where, and whether it
follows another, so that what was already said need not be said again."""
OURS: Final = frozenset({FIRST, AFTER, MORE})


class Absent(Exception):  # noqa: N818 - an answer, not an error
    """What was to be exported is not there, or whoever asks may not see it."""


@dataclass(frozen=True, slots=True)
class Said:
    """What is said beside an answer."""

    day: date
    """The day of the request."""
    given: Data
    """The arguments."""
    withheld: tuple[str, ...]
    """The kinds of things that whoever asks may not see."""


@dataclass(frozen=True, slots=True)
class Pages:
    """A list that grows: where it is in an answer, and the row that each of its items makes."""

    of: Callable[[Data], Data | None]
    row: Callable[[Data], Row]


@dataclass(frozen=True, slots=True)
class Published:
    """An export: its name, its operation, the kinds that it is of, its layout."""

    name: str
    document: str
    needs: frozenset[str]
    lay: Callable[[Data, Sequence[Row], Said], Report]
    """Lay out an answer and the rows of its pages, or raise Absent."""
    pages: Pages | None = None
