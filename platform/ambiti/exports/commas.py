"""CSV as spreadsheets open it in Italy: semicolons, UTF-8 with a byte order mark, CRLF."""

import csv
import io

from ambiti.exports.italian import is_formula, written
from ambiti.exports.report import Cell, Report


def csv_of(report: Report) -> bytes:
    """Write the flat table: its headings, its rows, its total.

    A text that a spreadsheet would take for a formula has an apostrophe before it; sums and days
    are written by us and never have.
    """
    table = report.flat
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([column.heading for column in table.columns])
    writer.writerows([_cell(cell) for cell in row] for row in table.rows)
    if table.total is not None:
        writer.writerow([_cell(cell) for cell in table.total])
    return out.getvalue().encode("utf-8-sig")


def _cell(cell: Cell) -> str:
    text = written(cell)
    return f"'{text}" if isinstance(cell, str) and is_formula(text) else text
