"""Refusals: every reason at once, each with the article that forbids the act."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Table


@dataclass(frozen=True, slots=True)
class Violation:
    """Why an act is not allowed: a stable code, Italian words, and what says so."""

    code: str
    message: str
    field: str | None = None
    """The input field, as the contract writes it; None where the whole act is refused."""
    document: str | None = None
    article: str | None = None


@dataclass(frozen=True, slots=True)
class Attempt:
    """What is written down of an act although it is refused: one row, and an entry of it."""

    table: Table
    values: Mapping[str, Any]
    kind: str
    """What it is about, as the contract calls it."""
    subject: UUID
    sources: tuple[Mapping[str, Any], ...] = field(default=())


def filled(**texts: str) -> "Iterator[Violation]":
    """Tell each field of an input that is left blank."""
    for field_, text in texts.items():
        if not text.strip():
            yield Violation("EMPTY", "Qui serve un testo.", field_)


YEARS: Final = range(1900, 3000)
"""The years that an input may name."""


def year_given(year: int) -> "Iterator[Violation]":
    """Tell a ``year`` of an input that is none."""
    if year not in YEARS:
        message = f"L'anno va dal {YEARS[0]} al {YEARS[-1]}."
        yield Violation("BAD_YEAR", message, "year")


def as_given(violations: Iterable[Violation], instead: str, *kept: str) -> "tuple[Violation, ...]":
    """Tell what the rules of another act found, naming a field that this act is given.

    ``instead`` is the field that leads to the rule; ``kept`` are those that both are given.
    """
    return tuple(
        one if one.field is None or one.field in kept else replace(one, field=instead)
        for one in violations
    )


class Refused(Exception):  # noqa: N818  a refusal is an answer, no error of ours
    """The act is not done, for all of these reasons; whatever was written is undone.

    An ``attempt`` is written down afterwards, in a transaction of its own: the refusal stays known.
    """

    def __init__(self, violations: Iterable[Violation], attempt: Attempt | None = None) -> None:
        """Keep the violations, of which there is at least one."""
        self.violations = tuple(violations)
        self.attempt = attempt
        super().__init__("; ".join(one.message for one in self.violations))


def refuse(*violations: Violation) -> None:
    """Refuse where there is any violation."""
    if violations:
        raise Refused(violations)
