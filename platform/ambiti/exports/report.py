"""A report: what an export says, before it is written in any format."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

Cell = str | int | Decimal | date | None
"""A text, a count, a sum in euro (Decimal, two places), a day, or nothing."""
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, how wide it is beside the others, whether it holds numbers.

    One of no width is as wide as what is in it: codes, which do not go on two lines.
    """

    heading: str
    width: int = 2
    numbers: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under their headings, with the total that the contract gives, where it gives one."""

    title: str
    columns: tuple[Column, ...]
    rows: Sequence[Row]
    total: Row | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What an export says."""

    name: str
    """The name of the file, without its ending."""
    title: str
    author: str
    """The Ambito."""
    day: date
    """The day on which it is so."""
    facts: tuple[tuple[str, Cell], ...]
    """What is said of the whole, each under its label."""
    tables: tuple[Table, ...]
    """The first is the report; the others explain it. XLSX and PDF have them all."""
    flat: Table
    """The same in one table, for CSV, which has room for one."""
    notes: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """Count the rows of the whole in one table."""
        return len(self.flat.rows)
