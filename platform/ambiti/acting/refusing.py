"""Refusals: every reason at once, each with the article that forbids the act."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Violation:
    """Why an act is not allowed: a stable code, Italian words, and what says so."""

    code: str
    message: str
    field: str | None = None
    """The input field, as the contract writes it; None where the whole act is refused."""
    document: str | None = None
    article: str | None = None


class Refused(Exception):  # noqa: N818  a refusal is an answer, no error of ours
    """The act is not done, for all of these reasons; whatever was written is undone."""

    def __init__(self, violations: Iterable[Violation]) -> None:
        """Keep the violations, of which there is at least one."""
        self.violations = tuple(violations)
        super().__init__("; ".join(one.message for one in self.violations))


def refuse(*violations: Violation) -> None:
    """Refuse where there is any violation."""
    if violations:
        raise Refused(violations)
