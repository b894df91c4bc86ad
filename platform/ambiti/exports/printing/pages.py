"""PDF/UA-1, as a document of a public body must be: titled, tagged, in Italian, with page numbers.

Typesetting takes some 0.14 MB a row, so a report that is printed has a bound of its own.
"""

import asyncio
import unicodedata
from pathlib import Path
from typing import Any, Final

import orjson

from ambiti.exports.italian import written
from ambiti.exports.press import Press
from ambiti.exports.report import Report, Row, Table

MOST_ROWS: Final = 2_000
"""The longest report that is printed."""
WIDE_FROM: Final = 7
"""From how many columns on a report is printed on the long side of the sheet."""
PROGRAM: Final = Path(__file__).with_name("typeset.py")
_UNKNOWN: Final = "\N{REPLACEMENT CHARACTER}"
_DRAWN: Final = (
    range(0x20, 0x7F),
    range(0xA0, 0x378),
    range(0x384, 0x38B),
    range(0x38E, 0x3A2),
    range(0x3A3, 0x500),
    range(0x1E00, 0x1F00),
    range(0x2010, 0x2028),
    range(0x2030, 0x2041),
    range(0x20A0, 0x20C1),
    range(0x2190, 0x2300),
)
"""The characters that the fonts of the press draw: one that they don't would be no PDF/UA."""


async def pdf_of(report: Report, press: Press) -> bytes:
    """Print a report."""
    return await press.written(PROGRAM, await asyncio.to_thread(told, report))


def told(report: Report) -> bytes:
    """Say a report to the press: texts alone, which the template takes as they are."""
    day = report.day
    found = {
        "title": drawn(report.title),
        "author": drawn(report.author),
        "day": (day.year, day.month, day.day),
        "wide": any(len(table.columns) >= WIDE_FROM for table in report.tables),
        "facts": [(drawn(label), drawn(written(fact))) for label, fact in report.facts],
        "tables": [_table(table) for table in report.tables if table.rows],
        "notes": [drawn(note) for note in report.notes],
    }
    return orjson.dumps(found)


def _table(table: Table) -> dict[str, Any]:
    columns = [
        {"heading": drawn(one.heading), "width": one.width, "numbers": one.numbers}
        for one in table.columns
    ]
    total = None if table.total is None else _row(table.total)
    return {
        "title": drawn(table.title),
        "columns": columns,
        "rows": [_row(row) for row in table.rows],
        "total": total,
    }


def _row(row: Row) -> list[str]:
    return [drawn(written(cell)) for cell in row]


def drawn(text: str) -> str:
    """Write a text with the characters that can be drawn, and a mark for each that can't."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_character, unicodedata.normalize("NFC", text)))


def _character(one: str) -> str:
    if one in "\t\r\n":
        return " "
    if unicodedata.category(one) == "Cf":
        return ""
    return one if any(ord(one) in known for known in _DRAWN) else _UNKNOWN
