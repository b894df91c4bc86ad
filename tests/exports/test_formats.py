"""What a report says is in every format, and no text of it becomes a formula or breaks the file."""

import asyncio
import io
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, Final
from zipfile import ZipFile

import openpyxl
import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ambiti.exports.commas import csv_of
from ambiti.exports.italian import is_formula, written
from ambiti.exports.press import Press, PressFailed
from ambiti.exports.printing.pages import drawn, pdf_of
from ambiti.exports.report import Column, Report, Row, Table
from ambiti.exports.sheets import LONGEST, workbook_of, xlsx_of

COLUMNS: Final = (
    Column("Che cosa"),
    Column("Quanto", numbers=True),
    Column("Quando"),
    Column("Quanti", numbers=True),
)
DAY: Final = date(2025, 12, 31)
FORMULAS: Final = (
    "=1+1",
    "+39 02",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "  =1",
    "＝1",  # noqa: RUF001 - a wide equals sign
    '=HYPERLINK("https://esempio.it";"qui")',
)


def report(*rows: Row, total: Row | None = None) -> Report:
    table = Table("Righe", COLUMNS, rows, total)
    told = {"name": "prova", "title": "Prova", "author": "Ambito", "day": DAY}
    return Report(**told, facts=(("Anno", 2025),), tables=(table,), flat=table)  # type: ignore[arg-type]


def sheet(made: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(made))["Righe"]


async def pdf(of: Report) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(await pdf_of(of, Press())))


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (Decimal("1234.56"), "1.234,56"),
        (Decimal("-0.01"), "-0,01"),
        (Decimal("1234567890.00"), "1.234.567.890,00"),
        (DAY, "31/12/2025"),
        (2025, "2025"),
        (None, ""),
        ("1,5", "1,5"),
    ],
)
def test_cells_are_written_as_in_italy(cell: Any, text: str) -> None:
    assert written(cell) == text


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_is_a_formula_in_csv(text: str) -> None:
    made = csv_of(report((text, Decimal("-1.00"), DAY, -3)))
    row = made.decode("utf-8-sig").split("\r\n", 1)[1]
    assert row.lstrip('"').startswith("'")
    assert ";-1,00;31/12/2025;-3\r\n" in row


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_is_a_formula_in_a_workbook(text: str) -> None:
    made = xlsx_of(report((text, None, None, None)))
    cell = sheet(made)["A2"]
    assert cell.data_type == "s"
    assert cell.quotePrefix if hasattr(cell, "quotePrefix") else cell.style_id
    with ZipFile(io.BytesIO(made)) as archive:
        whole = archive.read("xl/worksheets/sheet1.xml")
        assert b'quotePrefix="1"' in archive.read("xl/styles.xml")
    assert b"<f>" not in whole
    assert b"hyperlink" not in whole


@pytest.mark.parametrize("text", ["Soncino", "a=b", "1-2", "prova@esempio.it", "", "'già"])
def test_a_plain_text_is_left_as_it_is(text: str) -> None:
    assert not is_formula(text)
    assert csv_of(report((text, None, None, None))).decode("utf-8-sig").split("\r\n")[1] == (
        f"{text};;;"
    )


@given(st.integers(-(10**14), 10**14))
def test_a_sum_in_a_workbook_is_exact_to_the_cent(cents: int) -> None:
    amount = Decimal(cents).scaleb(-2)
    cell = sheet(xlsx_of(report(("x", amount, DAY, 1))))["B2"]
    assert Decimal(repr(cell.value)) == amount
    assert cell.number_format == "[$-410]#,##0.00"


def test_a_workbook_has_days_and_counts_as_such() -> None:
    found = sheet(xlsx_of(report(("x", Decimal("1.10"), DAY, 46_700), total=("T", None, None, 7))))
    assert found["C2"].value.date() == DAY
    assert (found["C2"].number_format, found["D2"].value) == ("dd/mm/yyyy", 46_700)
    assert (found["A3"].value, found["D3"].value) == ("T", 7)
    assert found.print_title_rows == "$1:$1"


async def test_a_workbook_is_written_elsewhere_as_it_would_be_here() -> None:
    told = report(("x", Decimal("1.10"), DAY, 1), total=("=T", None, None, 7))
    assert await workbook_of(told, Press()) == xlsx_of(told)


def test_a_text_longer_than_a_cell_is_cut_and_not_lost() -> None:
    found = sheet(xlsx_of(report(("x" * (LONGEST + 9), None, None, None))))["A2"].value
    assert found == "x" * LONGEST


async def test_a_pdf_is_what_an_act_may_have_attached() -> None:
    rows = [(f"riga {number}", Decimal(number), DAY, number) for number in range(200)]
    found = await pdf(report(*rows, total=("Totale", Decimal(19900), None, None)))
    root: Any = found.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("it-IT", True)
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert found.metadata is not None
    assert (found.metadata.title, found.metadata.author) == ("Prova", "Ambito")
    assert found.xmp_metadata is not None
    assert b"<pdfuaid:part>1</pdfuaid:part>" in found.xmp_metadata.stream.get_data()
    assert len(found.pages) > 2
    for number, page in enumerate(found.pages, start=1):
        text = page.extract_text()
        assert f"Pagina {number} di {len(found.pages)}" in text
        assert "Che cosa" in text
    assert tags(root["/StructTreeRoot"]).issuperset({"/Table", "/THead", "/TH", "/TD", "/TFoot"})
    assert "Totale 19.900,00" in " ".join(found.pages[-1].extract_text().split())


def tags(node: Any) -> set[str]:
    """Tell the kinds of the elements of a tagged PDF."""
    found: set[str] = set()
    left = [node]
    while left:
        one = left.pop().get_object()
        if isinstance(one, list):
            left += one
        elif isinstance(one, dict):
            found.add(str(one.get("/S")))
            left += [one["/K"]] if "/K" in one and not isinstance(one["/K"], int) else []
    return found


async def test_a_text_says_nothing_to_the_press() -> None:
    texts = ("#panic(1)", "*forte* _così_ $x$ <a> @b", "// nulla", "#{", "a\nb\tc\x00\x07d", "漢😀")
    found = await pdf(report(*((text, None, None, None) for text in texts)))
    shown = found.pages[0].extract_text()
    for text in (*texts[:4], "a b c", "\N{REPLACEMENT CHARACTER}" * 2):
        assert text in shown


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_what_is_drawn_has_only_characters_that_can_be(text: str) -> None:
    found = drawn(text)
    assert drawn(found) == found
    assert found.isprintable() or "\xa0" in found or not found


async def test_every_character_that_is_let_through_is_drawn() -> None:
    """Without one of them there would be no PDF/UA, and no export."""
    every = drawn("".join(map(chr, range(0x20, 0x2300))))
    lines = [(every[at : at + 80], None, None, None) for at in range(0, len(every), 80)]
    assert len(every) > 1_500
    assert (await pdf(report(*lines))).pages


async def test_one_report_is_printed_at_a_time_and_all_of_them() -> None:
    press = Press()
    reports = [replace(report((f"riga {n}", None, None, None)), title=f"T{n}") for n in range(3)]
    made = await asyncio.gather(*(pdf_of(one, press) for one in reports))
    titles = [pypdf.PdfReader(io.BytesIO(one)).metadata for one in made]
    assert [one and one.title for one in titles] == ["T0", "T1", "T2"]


async def test_a_press_that_nobody_waits_for_is_ended() -> None:
    rows = [("x" * 60, Decimal(1), DAY, 1)] * 4000
    press = Press()
    task = asyncio.create_task(pdf_of(report(*rows), press))
    await asyncio.sleep(0.8)
    task.cancel()
    await asyncio.wait({task}, timeout=5)
    assert task.cancelled()
    assert await asyncio.wait_for(pdf_of(report(("x", None, None, None)), press), 20)


async def test_a_press_that_fails_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ambiti.exports.printing.pages._DRAWN", (range(0x110000),))
    with pytest.raises(PressFailed, match="could not be displayed"):
        await pdf_of(report(("漢", None, None, None)), Press())
