"""What is wrong with a file: where, what, and what would be right."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

Severity = Literal["error", "warning"]
Path = tuple[str | int, ...]
_FEW = 12


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in one place of one file. Messages are Italian: people read them."""

    file: str
    line: int
    column: int
    path: str
    code: str
    message: str
    value: str | None = None
    right: str | None = None
    severity: Severity = "error"

    def __str__(self) -> str:
        """Write it on one line, as compilers do, so that editors can jump to it."""
        level = "errore" if self.severity == "error" else "avviso"
        where = f" [{self.path}]" if self.path else ""
        right = f" → {self.right}" if self.right else ""
        place = f"{self.file}:{self.line}:{self.column}"
        return f"{place}: {level} {self.code}{where}: {self.message}{right}"


def at(*steps: str | int) -> Path:
    """Make a path of its steps."""
    return steps


def written(path: Path) -> str:
    """Write a path as people do: instruments[2].term.months."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


def nearest(word: object, words: Iterable[str]) -> str | None:
    """Suggest the nearest of the words that would be right, or list them when they are few."""
    known = sorted(set(words))
    by_folded = {name.casefold(): name for name in known}
    close = get_close_matches(str(word).casefold(), by_folded, n=1, cutoff=0.6)
    if close:
        return f"forse «{by_folded[close[0]]}»"
    if known and len(known) <= _FEW:
        return "uno di: " + ", ".join(known)
    return None


def shown(value: object, limit: int = 60) -> str | None:
    """Show a value that is wrong, cut short."""
    if value is None or isinstance(value, dict | tuple | list):
        return None
    text = str(value)
    return text if len(text) <= limit else text[: limit - 1] + "…"
