"""XLSX, which anyone may have made: read within bounds, by a program of its own."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Final, NoReturn

from ambiti.imports.sheet import MOST_COLUMNS, Cell, Held, Line, Unreadable, too_many

MOST_PARTS: Final = 500
MOST_UNPACKED: Final = 64 * 2**20
"""How many bytes all the parts of a workbook may have together when they are unpacked."""
_DOCTYPES: Final = tuple(
    "<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be")
)
_LONGEST: Final = 32_767


def xlsx_lines(body: bytes, most: int) -> list[Line]:
    """Read the first sheet; refused: others with something in them, and more than ``most`` rows.

    A workbook is a ZIP of XML: what would unpack to more than 64 MiB is not unpacked, and XML that
    declares entities is not parsed.
    """
    _guarded(body)
    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(body), read_only=True, keep_links=False)
        first, *others = book.worksheets
        lines = list(_lines(first, most))
        written = [one.title for one in others if next(_lines(one, most), None) is not None]
    except Unreadable:
        raise
    except Exception as error:  # noqa: BLE001  whatever is wrong with it, it is not read
        _refuse(type(error).__name__)
    if written:
        message = f"Si importa un foglio solo, il primo: togliere «{written[0][:80]}»."
        raise Unreadable("SEVERAL_SHEETS", message)
    return lines


def _guarded(body: bytes) -> None:
    """Look at the ZIP before anything is parsed; a part never gives more than it declares."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            parts = packed.infolist()
            unpacked = sum(one.file_size for one in parts)
            if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED:
                message = (
                    f"Il file XLSX, aperto, avrebbe {unpacked} byte in {len(parts)} parti: il "
                    f"limite è {MOST_UNPACKED} byte in {MOST_PARTS} parti."
                )
                raise Unreadable("FILE_UNPACKS_TOO_LARGE", message)
            for one in parts:
                held = packed.read(one)
                if any(mark in held for mark in _DOCTYPES):
                    _refuse("dichiara un DOCTYPE")
    except Unreadable:
        raise
    except Exception as error:  # noqa: BLE001  whatever is wrong with it, it is not read
        _refuse(type(error).__name__)


def _lines(sheet: Any, most: int) -> Iterator[Line]:
    """Give the rows that are not empty, with their numbers, whatever size the file says it has."""
    sheet.reset_dimensions()
    full = 0
    for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), start=1):
        cells = _cells(row)
        if cells:
            full += 1
            if full > most + 1:
                raise too_many(most)
            yield Line(number, cells)


def _cells(row: Sequence[Any]) -> list[Cell | None]:
    found = [_cell(one) for one in row]
    while found and found[-1] is None:
        found.pop()
    return found


def _cell(one: Any) -> Cell | None:
    given = one.value
    if given is None or (isinstance(given, str) and not given.strip()):
        return None
    if one.data_type == "f":
        return Cell(Held.FORMULA, str(given)[:80])
    if one.data_type in {"e", "b"} or isinstance(given, bool):
        return Cell(Held.OTHER, str(given)[:80])
    if isinstance(given, str):
        if len(given) > _LONGEST:
            _refuse(f"una cella di più di {_LONGEST} caratteri")
        return Cell(Held.TEXT, given.strip())
    if isinstance(given, int | float):
        return Cell(Held.NUMBER, _plainly(given))
    if isinstance(given, datetime) and given.time() == time():
        return Cell(Held.DAY, given.date().isoformat())
    if isinstance(given, date) and not isinstance(given, datetime):
        return Cell(Held.DAY, given.isoformat())
    return Cell(Held.OTHER, str(given)[:80])


def _plainly(given: float) -> str:
    """Write a number with the 15 digits that a spreadsheet shows of it."""
    return f"{Decimal(format(given, '.15g')):f}"


def _refuse(why: str) -> NoReturn:
    message = f"Il file non è un XLSX che si possa leggere ({why})."
    raise Unreadable("FILE_NOT_XLSX", message)
