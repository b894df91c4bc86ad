"""Exports asked over HTTP, and read back from each format."""

import csv
import io
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

import httpx
import openpyxl
import pypdf
from sqlalchemy import insert
from tests.clauses.register import Office, office
from tests.conftest import Deployment

from ambiti.database.engine import transaction
from ambiti.territory.tables import populations

from .figures import carate_residents

FORMATS: Final = ("csv", "xlsx", "pdf")
COST: Final = {"ambito": "carate", "matter": "COSTO_PERSONALE", "year": 2026, "amount": "210000.01"}


async def exported(
    served: Deployment, name: str, token: str | None = None, *, method: str = "GET", **given: str
) -> httpx.Response:
    """Ask for an export."""
    headers = {} if token is None else {"Authorization": f"Bearer {token}"}
    return await served.client.request(method, f"/exports/{name}", params=given, headers=headers)


async def body(served: Deployment, name: str, token: str, **given: str) -> bytes:
    """Ask for an export that must be given."""
    found = await exported(served, name, token, **given)
    assert found.status_code == httpx.codes.OK, found.text
    return found.content


def code(found: httpx.Response) -> str:
    """Tell why an export is not given."""
    return str(found.json()["errors"][0]["extensions"]["code"])


def of_csv(made: bytes) -> list[dict[str, str]]:
    """Read CSV back, as a spreadsheet in Italy does."""
    assert made.startswith(b"\xef\xbb\xbf")
    text = made.decode("utf-8-sig")
    assert text.count("\n") == text.count("\r\n")
    heads, *rows = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    return [dict(zip(heads, row, strict=True)) for row in rows]


def of_xlsx(made: bytes, sheet: str) -> list[dict[str, Any]]:
    """Read a sheet back."""
    book = openpyxl.load_workbook(io.BytesIO(made))
    heads, *rows = book[sheet].iter_rows(values_only=True)
    return [dict(zip(map(str, heads), row, strict=True)) for row in rows]


def of_pdf(made: bytes) -> str:
    """Read the text of a PDF back, its lines as one."""
    pages = pypdf.PdfReader(io.BytesIO(made)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def cents(text: str | float | None) -> int:
    """Read a sum in cents, as it is written in CSV or held in XLSX."""
    if isinstance(text, str):
        return int(Decimal(text.replace(".", "").replace(",", ".")) * 100)
    assert isinstance(text, float | int)
    assert text == round(text, 2)
    return round(text * 100)


def italian(text: str) -> str:
    """Write a sum of the contract as a person in Italy does."""
    whole, places = text.split(".")
    return f"{int(whole):,}".replace(",", ".") + f",{places}"


def facts(made: bytes) -> Mapping[str, Any]:
    """Read what the workbook says of the whole."""
    return {row["Voce"]: row["Valore"] for row in of_xlsx(made, "Dati")}


async def shared(served: Deployment) -> tuple[Office, dict[str, Any]]:
    """Propose a riparto of Carate by residents, and give it with whoever proposed it."""
    rows = [
        {"istat_code": one.istat, "reference_date": one.reference_date, "status": one.status,
         "residents": one.residents, "source": one.source, "series": one.series, "licence": "x"}
        for one in carate_residents()
    ]  # fmt: skip
    async with transaction(served.engine, reach=()) as connection:
        await connection.execute(insert(populations), rows)
    clerk = await office(served, "carate", "operatore_udp")
    shown = """riparto { id amount covered
      shares { id code name amount weight whole floor extraCent why figures { residents } } }"""
    return clerk, (await clerk.done("proposeRiparto", shown, **COST))["riparto"]
