"""A sheet: the rows of a file as they were read, before anyone knows what they mean."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Held(StrEnum):
    """What a cell holds."""

    TEXT = "text"
    NUMBER = "number"
    """Written plainly, with a point: 1234.5."""
    DAY = "day"
    """Written 2013-05-02."""
    FORMULA = "formula"
    OTHER = "other"
    """A fault, a yes or no, an hour: nothing that a row can say."""


class Cell(NamedTuple):
    """What a cell holds, and how it is written."""

    held: Held
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the file: its number there, and its cells; an empty cell is None."""

    number: int
    cells: Sequence[Cell | None]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The headings of a file, and its rows that are not empty."""

    headings: Line
    lines: Sequence[Line]


class Unreadable(Exception):  # noqa: N818  an answer, not an error of ours
    """A file that is not read: a stable code, and words that say what would be right."""

    def __init__(self, code: str, message: str) -> None:
        """Keep both."""
        super().__init__(message)
        self.code = code
        self.message = message


MOST_COLUMNS = 64
"""No file of rows is wider."""


def sheet_of(lines: Sequence[Line], most: int) -> Sheet:
    """Tell the headings from the rows; refused: without headings, without rows, with too many."""
    full = [one for one in lines if any(cell is not None for cell in one.cells)]
    if len(full) <= 1:
        message = "Il file non ha righe: la prima ha i nomi delle colonne, le altre i movimenti."
        raise Unreadable("FILE_EMPTY", message)
    if len(full) - 1 > most:
        raise too_many(most)
    return Sheet(full[0], full[1:])


def too_many(most: int) -> Unreadable:
    """Say that a file has more rows than are imported at once."""
    message = f"Il file ha più di {most} righe, che è il limite: dividerlo in più file."
    return Unreadable("TOO_MANY_ROWS", message)
