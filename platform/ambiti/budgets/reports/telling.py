"""How the answers of the contract are told in a report: sums, days, words, acts."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, Final

from ambiti.exports.italian import written
from ambiti.exports.published import Data, Said
from ambiti.exports.report import Cell

OF_THE_YEAR: Final = {
    "assigned": "Assegnato",
    "appropriated": "Stanziato",
    "committed": "Impegnato",
    "liquidated": "Liquidato",
    "paid": "Pagato",
    "collected": "Riscosso",
    "unappropriated": "Da stanziare",
    "available": "Da impegnare",
    "owed": "Da pagare",
}
"""The sums of what came in the year, in the order in which money goes, with their headings."""
ACROSS: Final = {
    "avanzo": "Avanzo arrivato",
    "carried": "Avanzo da applicare",
    "residui": "Residui arrivati",
    "residuiLiquidated": "Residui liquidati",
    "residuiPaid": "Residui pagati",
    "residuiSpared": "Residui che non servono",
    "carriedOut": "Passato all'anno dopo",
}
"""The sums of what goes from one year into the next."""
SUMS: Final = {**OF_THE_YEAR, **ACROSS}
"""All sums of the contract."""
Facts = tuple[tuple[str, Cell], ...]


def sums(totals: Data, names: Iterable[str] = SUMS) -> tuple[Decimal, ...]:
    """Give sums of an answer, exact."""
    return tuple(Decimal(totals[name]) for name in names)


def day(text: str | None) -> date | None:
    """Read a day of the contract."""
    return None if text is None else date.fromisoformat(text)


def word(words: type[Enum], name: str) -> str:
    """Say a word of the contract as the contract explains it."""
    told: Any = words
    said_ = {one.name: one.description for one in told.__strawberry_definition__.values}
    return str(said_[name]).rstrip(".")


def act(found: Data | None) -> str | None:
    """Name an act of the register: whose, its number, its day."""
    if found is None:
        return None
    taken = written(day(found["takenOn"]))
    return f"{found['author']['name']}, n. {found['number']}/{found['year']} del {taken}"


def source(found: Data) -> str:
    """Name the document and the article."""
    if found["article"] is None:
        return str(found["document"])
    return f"{found['document']}, art. {found['article']}"


def said(facts: Iterable[tuple[str, Cell]]) -> Facts:
    """Keep the facts that are there."""
    return tuple((label, fact) for label, fact in facts if fact is not None)


def notes(told: Said, *more: str) -> Iterator[str]:
    """Say what whoever asked may not see, so that an empty cell is not taken for nothing."""
    yield from more
    if told.withheld:
        kinds = ", ".join(told.withheld)
        yield f"Chi ha chiesto l'esportazione non può vedere: {kinds}. Ciò che ne verrebbe manca."


def file_name(*parts: object) -> str:
    """Name a file so that any system takes it."""
    return re.sub(r"[^a-z0-9]+", "-", "-".join(map(str, parts)).lower()).strip("-")
