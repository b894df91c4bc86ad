"""How a number that differs from the document's is told."""

from ambiti.statute.checking import Violation
from ambiti.statute.periods import BEGINNING, Period, in_words
from ambiti.statute.problems import Path


def count_differs(
    path: Path, found: int, stated: int | None, step: Period | None = None
) -> Violation:
    """Say that there are more or fewer than the document says."""
    when = since_when(step) if step else ""
    message = f"sono {found}, il documento ne dice {stated}{when}"
    return Violation(path, "COUNT_DIFFERS", message, f"{stated} in tutto", value=str(found))


def since_when(step: Period) -> str:
    """Say from which day, where there is one."""
    return "" if step.since == BEGINNING else f" (dal {in_words(step.since)})"
