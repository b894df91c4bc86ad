"""Files of accounting rows, sent over HTTP as another program would send them."""

import asyncio
import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import asyncpg
import httpx
import openpyxl
import pytest
from tests.conftest import Deployment

from ambiti.acting.verifying import journals
from ambiti.budgets.imports.columns import COLUMNS
from ambiti.budgets.imports.posting import Posting
from ambiti.imports.reading import CSV
from ambiti.rows import metadata

from .treasury import Treasury

OF_2013: Final = {"ambito": "cremasco", "year": "2013"}
LINE: Final = {
    "tipo": "STANZIAMENTO",
    "fondo": "FSR",
    "voce": "A1",
    "descrizione": "Assistenza domiciliare",
    "livello": "distrettuale",
    "importo": "1.000,00",
}
Row = Mapping[str, Any]


def row(external: str, act: str, **given: Any) -> dict[str, Any]:
    """Make a row with what every row has."""
    same = {"id_esterno": external, "data": "02/05/2013", "atto": act, "causale": "prova"}
    return {**same, **given}


def as_csv(rows: Sequence[Row], delimiter: str = ";", encoding: str = "utf-8-sig") -> bytes:
    """Write CSV as another program does."""
    heads = _heads(rows)
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, heads, delimiter=delimiter, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode(encoding)


def _heads(rows: Sequence[Row]) -> list[str]:
    used = {name for one in rows for name in one}
    return [*(one for one in COLUMNS if one in used), *sorted(used - {*COLUMNS})]


def as_xlsx(rows: Sequence[Row], *, others: Sequence[Sequence[Any]] = ()) -> bytes:
    """Write a workbook; ``others`` are the rows of a second sheet."""
    book = openpyxl.Workbook()
    heads = _heads(rows)
    sheet = book.active
    sheet.append(heads)
    for one in rows:
        sheet.append([one.get(name) for name in heads])
    if others:
        second = book.create_sheet("Altro")
        for cells in others:
            second.append(list(cells))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


async def sent(  # noqa: PLR0913  what is sent, and where
    served: Deployment,
    body: bytes,
    token: str | None,
    *,
    mode: str = "import",
    media: str = CSV,
    path: str = "/imports/ledger",
    **given: str,
) -> httpx.Response:
    """Send a file."""
    headers = {"Content-Type": media}
    if token is not None:
        headers["Authorization"] = f"Bearer {token}"
    asked = {**OF_2013, "mode": mode, **given}
    return await served.client.post(path, params=asked, headers=headers, content=body)


async def done(served: Deployment, body: bytes, token: str, **more: Any) -> dict[str, Any]:
    """Send a file that must be taken, and tell what it came to."""
    found = await sent(served, body, token, **more)
    assert found.status_code == httpx.codes.OK, found.text
    told: dict[str, Any] = found.json()["import"]
    return told


async def faults(served: Deployment, body: bytes, token: str, **more: Any) -> list[Any]:
    """Send a file that must be refused, and tell (row, column, code) of all that is wrong."""
    found = await sent(served, body, token, **more)
    assert found.status_code == httpx.codes.UNPROCESSABLE_ENTITY, found.text
    told = found.json()["import"]
    assert told["state"] == "REFUSED"
    assert told["errorCount"] >= len(told["errors"])
    return [(one["row"], one["column"], one["code"]) for one in told["errors"]]


async def progress(served: Deployment, where: str, token: str) -> dict[str, Any]:
    """Ask how far an import has come."""
    found = await served.client.get(where, headers={"Authorization": f"Bearer {token}"})
    assert found.status_code == httpx.codes.OK, found.text
    told: dict[str, Any] = found.json()["import"]
    return told


async def ended(served: Deployment, where: str, token: str) -> list[dict[str, Any]]:
    """Ask until it has ended, and give all that was told meanwhile."""
    told = [await progress(served, where, token)]
    async with asyncio.timeout(120):
        while told[-1]["state"] == "RUNNING":
            await asyncio.sleep(0.2)
            told.append(await progress(served, where, token))
    return told


async def counts(served: Deployment) -> dict[str, int]:
    """Count the rows of every table."""
    admin = await asyncpg.connect(served.databases.admin)
    try:
        return {
            table.name: await admin.fetchval(f"select count(*) from {table.fullname}")
            for table in metadata.sorted_tables
        }
    finally:
        await admin.close()


async def analyzed(served: Deployment) -> None:
    """Let the server count its tables, as it does by itself every minute."""
    admin = await asyncpg.connect(served.databases.admin)
    await admin.execute("analyze")
    await admin.close()


async def act_of(money: Treasury) -> str:
    """Name the act of the treasury as a file does: autore/anno/numero."""
    text = f'{{ node(id: "{money.act}") {{ ... on Act {{ number year author {{ code }} }} }} }}'
    found = (await money.served.ask(text, token=money.clerk.token))["node"]
    return f"{found['author']['code']}/{found['year']}/{found['number']}"


def day_of(text: str) -> date:
    """Read a day as a workbook holds it."""
    day, month, year = text.split("/")
    return date(int(year), int(month), int(day))


COMMITTED: Final = {"tipo": "IMPEGNO", "voce": "A1", "creditore": "Cooperativa Àncora"}


@dataclass(frozen=True, slots=True)
class Desk:
    """The Cremasco in May 2013, with 1,000.00 on its regional fund, and an act to import on."""

    money: Treasury
    act: str
    programme: str
    purpose: str

    @property
    def served(self) -> Deployment:
        return self.money.served

    @property
    def chief(self) -> str:
        return self.money.chief.token

    def line(self, external: str = "S1", **more: Any) -> dict[str, Any]:
        given = {**LINE, "programma": self.programme, "materia": self.purpose, **more}
        return row(external, self.act, **given)

    def rows(self) -> list[dict[str, Any]]:
        """Give a line of 1,000.00, of which 600.50 and 100.00 are committed."""
        return [
            self.line(),
            row("I1", self.act, **COMMITTED, importo="600,50"),
            row("I2", self.act, **COMMITTED, importo="100"),
        ]


SPENT = """movements(first: 50) { edges { node { number kind amount movedOn subject
  impegno { creditor number } line { code } fund { code } } } }"""


async def moved(desk: Desk) -> list[tuple[str, str]]:
    """Tell the movements of the year."""
    edges = (await desk.money.read(SPENT))["movements"]["edges"]
    return [(one["node"]["kind"], one["node"]["amount"]) for one in edges]


async def verified(desk: Desk) -> list[str]:
    """Tell what is wrong with the journals."""
    return [fault for told in await journals(desk.served.engine) for fault in told.faults]


def held_up(monkeypatch: pytest.MonkeyPatch) -> asyncio.Event:
    """Let imports stop before their second row until they may go on."""
    plain, going = Posting.post, asyncio.Event()

    async def slow(self: Posting, one: Any) -> None:
        if self.tally.done:
            await going.wait()
        await plain(self, one)

    monkeypatch.setattr(Posting, "post", slow)
    return going


async def changed(desk: Desk, before: dict[str, int]) -> set[str]:
    """Tell the tables that have other rows than before."""
    now = await counts(desk.served)
    return {name for name, number in now.items() if before[name] != number}
