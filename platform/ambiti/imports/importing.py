"""What an import is asked, what it came to, and who does it: what a door and a slice agree on."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any, Protocol

from ambiti.imports.sheet import Sheet
from ambiti.reading.call import Call

if TYPE_CHECKING:
    import asyncio

MOST_TOLD = 500
"""How many errors, and how many warnings, are told one by one; all are counted."""


class Mode(Enum):
    """Whether a file is tried, or written."""

    CHECK = "check"
    IMPORT = "import"


@dataclass(frozen=True, slots=True)
class Asked:
    """An import that is asked for."""

    ambito: str
    year: int
    mode: Mode
    name: str
    """What the file is called."""
    hash: str
    """The SHA-256 of its bytes."""


@dataclass(frozen=True, slots=True)
class RowFault:
    """What is wrong with a row, or remarked of it: where, a stable code, and Italian words."""

    row: int | None
    """Its number in the file; none of the whole."""
    column: str | None
    code: str
    message: str
    document: str | None = None
    article: str | None = None


@dataclass(slots=True)
class Tally:
    """How far an import has come, and what it found."""

    rows: int
    done: int = 0
    written: int = 0
    known: int = 0
    """Rows that an import before this one has already written."""
    error_count: int = 0
    errors: list[RowFault] = field(default_factory=list)
    warnings: list[RowFault] = field(default_factory=list)

    def fail(self, faults: Sequence[RowFault]) -> None:
        """Count errors, and keep the first to be told."""
        self.error_count += len(faults)
        self.errors += faults[: MOST_TOLD - len(self.errors)]

    def warn(self, faults: Sequence[RowFault]) -> None:
        """Keep the first warnings."""
        self.warnings += faults[: MOST_TOLD - len(self.warnings)]

    def told(self) -> Mapping[str, Any]:
        """Tell it as an answer does."""
        return {
            "rows": self.rows,
            "done": self.done,
            "written": 0 if self.error_count else self.written,
            "known": self.known,
            "errorCount": self.error_count,
            "errors": [asdict(one) for one in self.errors],
            "warnings": [asdict(one) for one in self.warnings],
        }


class Importer(Protocol):
    """Whoever knows what the rows of a file do."""

    async def admit(self, asked: Asked, call: Call) -> None:
        """Refuse at once who may import nothing there."""

    async def run(
        self, asked: Asked, sheet: Sheet, call: Call, begun: "asyncio.Future[str] | None"
    ) -> Mapping[str, Any]:
        """Import a file wholly or not at all, and tell what it came to.

        With ``begun`` its progress is written where it is read meanwhile, and its id given there.
        """

    async def told(self, given: str, call: Call) -> Mapping[str, Any] | None:
        """Tell what became of an import, to who may see it."""
