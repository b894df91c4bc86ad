"""XLSX: one sheet for each table, one for what is said of the whole; numbers are numbers."""

import asyncio
import io
import pickle
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from ambiti.exports.press import Press
from ambiti.exports.report import Cell, Column, Report, Row, Table

PROGRAM: Final = Path(__file__).with_name("workbook.py")
FACTS: Final = "Dati"
LONGEST: Final = 32_767
"""The longest text that a cell of XLSX holds."""
_FORBIDDEN: Final = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_NAME: Final = 31
_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


async def workbook_of(report: Report, press: Press) -> bytes:
    """Write the workbook in a process of its own."""
    return await press.written(PROGRAM, await asyncio.to_thread(pickle.dumps, report))


def xlsx_of(report: Report) -> bytes:
    """Write the workbook.

    Every text is marked as text (quotePrefix), so that none becomes a formula, also when its cell
    is edited. A sum of up to 15 digits is exact to the cent in the number that XLSX holds.
    """
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, dict(_OPTIONS))
    made = datetime(report.day.year, report.day.month, report.day.day)  # noqa: DTZ001 - XLSX has none
    book.set_properties({"title": report.title, "author": report.author, "created": made})
    pen = _Pen(book)
    for table in report.tables:
        pen.table(table)
    facts = [*report.facts, *(("Nota", note) for note in report.notes)]
    columns = (Column("Voce"), Column("Valore", 4))
    pen.table(Table(FACTS, columns, [(report.title, None), *facts]))
    book.close()
    return out.getvalue()


class _Pen:
    """Writes tables into a workbook."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._styles: dict[tuple[type, bool], Any] = {}

    def table(self, table: Table) -> None:
        """Write a sheet."""
        sheet = self._book.add_worksheet(table.title.translate(_FORBIDDEN)[:_NAME])
        for at, column in enumerate(table.columns):
            sheet.set_column(at, at, 8 * (column.width or 2))
        headings = tuple(column.heading for column in table.columns)
        self._row(sheet, 0, headings, strong=True)
        for number, row in enumerate(table.rows, start=1):
            self._row(sheet, number, row)
        if table.total is not None:
            self._row(sheet, len(table.rows) + 1, table.total, strong=True)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)

    def _row(self, sheet: Any, number: int, row: Row, *, strong: bool = False) -> None:
        for at, cell in enumerate(row):
            if cell is not None:
                self._cell(sheet, number, at, cell, strong=strong)

    def _cell(self, sheet: Any, number: int, at: int, cell: Cell, *, strong: bool) -> None:
        style = self._style(type(cell), strong=strong)
        if isinstance(cell, str):
            sheet.write_string(number, at, cell[:LONGEST], style)
        elif isinstance(cell, date):
            sheet.write_datetime(number, at, cell, style)
        else:
            sheet.write_number(number, at, cell, style)

    def _style(self, kind: type, *, strong: bool) -> Any:
        found = self._styles.get((kind, strong))
        if found is None:
            found = self._styles[kind, strong] = self._book.add_format({"bold": strong})
            if kind is str:
                found.set_quote_prefix()
                found.set_text_wrap()
            elif kind is Decimal:
                found.set_num_format("[$-410]#,##0.00")
            elif kind is date:
                found.set_num_format("dd/mm/yyyy")
            else:
                found.set_num_format("0")
        return found
