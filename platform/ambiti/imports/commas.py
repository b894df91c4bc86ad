"""CSV as spreadsheets write it in Italy: semicolons or commas, UTF-8 or Windows-1252."""

import csv
import io
from typing import Final, NoReturn

from ambiti.imports.sheet import MOST_COLUMNS, Cell, Held, Line, Sheet, Unreadable, sheet_of

_LONGEST: Final = 32_767
"""The longest text that a cell of a spreadsheet holds."""


def csv_sheet(body: bytes, most: int) -> Sheet:
    """Read a CSV file; the heading row tells whether ``;`` or ``,`` stands between its cells.

    Refused: what is no text (UTF-16, a workbook), quotes that do not close, more than 64 columns.
    """
    text = _text(body)
    heading = text.lstrip("\r\n").partition("\n")[0]
    delimiter = ";" if ";" in heading else ","
    lines: list[Line] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for number, row in enumerate(reader, start=1):
            if len(row) > MOST_COLUMNS and any(row[MOST_COLUMNS:]):
                _refuse(f"la riga {number} ha più di {MOST_COLUMNS} colonne")
            if any(len(one) > _LONGEST for one in row):
                _refuse(f"la riga {number} ha una cella di più di {_LONGEST} caratteri")
            lines.append(Line(number, [_cell(one) for one in row]))
    except csv.Error as error:
        _refuse(f"riga {reader.line_num}: {error}")
    return sheet_of(lines, most)


def _text(body: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = body.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return text
    message = "Il file non è testo: il CSV va salvato in UTF-8 (o Windows-1252)."
    raise Unreadable("FILE_NOT_TEXT", message)


def _cell(text: str) -> Cell | None:
    return Cell(Held.TEXT, text.strip()) if text.strip() else None


def _refuse(why: str) -> NoReturn:
    message = f"Il file non è un CSV che si possa leggere ({why})."
    raise Unreadable("FILE_NOT_CSV", message)
