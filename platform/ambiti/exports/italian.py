"""How a cell is written in Italian, and how it is kept from being taken for a formula."""

from datetime import date
from decimal import Decimal
from typing import Final

from ambiti.exports.report import Cell

_SWAPPED: Final = str.maketrans(",.", ".,")
_FORMULA: Final = tuple("=+-@\t\r\n＝＋－＠")  # noqa: RUF001 - the wide forms are meant
"""What a text begins with that a spreadsheet takes for a formula."""


def written(cell: Cell) -> str:
    """Write a cell: 31/12/2025, 1.234,56; nothing is an empty text."""
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return f"{cell:,.2f}".translate(_SWAPPED)
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return str(cell)


def is_formula(text: str) -> bool:
    """Tell whether a spreadsheet would take a text for a formula."""
    return text.startswith(_FORMULA) or text.lstrip(" \xa0").startswith(_FORMULA)
