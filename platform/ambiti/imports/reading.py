"""Reading a file: CSV beside whoever else is served, XLSX in a process of its own."""

import asyncio
from pathlib import Path
from typing import Any, Final

import orjson

from ambiti.exports.press import Press, PressFailed
from ambiti.imports.commas import csv_sheet
from ambiti.imports.sheet import Cell, Held, Line, Sheet, Unreadable, sheet_of

CSV: Final = "text/csv"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PROGRAM: Final = Path(__file__).with_name("unpacking.py")


async def sheet_in(media: str, body: bytes, most: int, press: Press) -> Sheet:
    """Read the rows of a file, or say why they cannot be read."""
    if media == CSV:
        return await asyncio.to_thread(csv_sheet, body, most)
    try:
        told: Any = orjson.loads(await press.written(PROGRAM, b"%d\n%b" % (most, body)))
    except PressFailed as failed:
        message = "Il file XLSX chiede troppa memoria o troppo tempo per essere letto."
        raise Unreadable("FILE_UNPACKS_TOO_LARGE", message) from failed
    if "unreadable" in told:
        raise Unreadable(*told["unreadable"])
    lines = [
        Line(number, [None if one is None else Cell(Held(one[0]), one[1]) for one in cells])
        for number, cells in told["lines"]
    ]
    return sheet_of(lines, most)
