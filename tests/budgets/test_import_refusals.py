"""Who may not import, what is no file of rows, and how much is taken at once."""

import asyncio
import hashlib
import io
import zipfile
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Any

import asyncpg
import httpx
import pytest
from sqlalchemy import insert
from sqlalchemy.exc import DBAPIError
from tests.conftest import Deployment, settings_of

from ambiti.access.development import DevelopmentIssuer
from ambiti.app import create_app
from ambiti.budgets.imports.tables import imported_rows, ledger_imports
from ambiti.database.engine import transaction
from ambiti.imports.reading import CSV, XLSX
from ambiti.reading.identifiers import decode, encode
from ambiti.settings import Settings

from .exporting import code
from .importing import (
    COMMITTED,
    Desk,
    as_csv,
    as_xlsx,
    changed,
    counts,
    day_of,
    done,
    ended,
    faults,
    held_up,
    row,
    sent,
)
from .treasury import later

NOWHERE = "00000000-0000-4000-8000-000000000000"


def violations(found: httpx.Response) -> list[str]:
    """Tell why a file is not taken."""
    return [one["code"] for one in found.json()["violations"]]


async def test_who_may_not_import_is_refused_before_anything_is_read(desk: Desk) -> None:
    served, body = desk.served, as_csv(desk.rows())
    before = await counts(served)
    nobody = await sent(served, body, None)
    assert (nobody.status_code, code(nobody)) == (401, "IDENTITY_NEEDED")
    wrong = await sent(served, body, "x.y.z")
    assert wrong.status_code == 401
    auditor = await served.token("revisore", "cremasco")
    foreign = await served.token("segretario", "carate")
    citizen = await served.token("cittadino")
    for token in (auditor, foreign, citizen):
        for mode in ("check", "import"):
            found = await sent(served, body, token, mode=mode)
            assert found.status_code == 403
            assert set(violations(found)) == {"NOT_ALLOWED"}
    (one, *_) = (await sent(served, body, auditor)).json()["violations"]
    assert "responsabile dell'Ufficio di Piano" in one["message"]
    assert await changed(desk, before) <= {"principals", "mandates"}  # of those who asked


async def test_no_body_is_read_of_whoever_is_not_admitted(desk: Desk) -> None:
    async def asked(token: str | None, **more: Any) -> int:
        told: list[Any] = []
        given = [(b"content-type", CSV.encode())]
        if token is not None:
            given.append((b"authorization", f"Bearer {token}".encode()))
        scope = {
            "type": "http",
            "method": "POST",
            "path": "/imports/ledger",
            "query_string": b"ambito=cremasco&year=2013&mode=import",
            "headers": given,
            **more,
        }

        async def receive() -> Any:
            raise AssertionError(scope)

        async def send(message: Any) -> None:
            told.append(message)

        await desk.served.app(scope, receive, send)
        return int(told[0]["status"])

    assert await asked(None) == 401
    assert await asked("x.y.z") == 401
    assert await asked(await desk.served.token("revisore", "cremasco")) == 403
    large = {"headers": [(b"content-type", CSV.encode()), (b"content-length", b"99999999")]}
    authorized = (b"authorization", f"Bearer {desk.chief}".encode())
    assert await asked(None, headers=[*large["headers"], authorized]) == 413


@pytest.mark.usefixtures("short")
async def test_an_import_is_told_to_its_own_ambito_alone(desk: Desk) -> None:
    served = desk.served
    given = (await done(served, as_csv(desk.rows()), desk.chief))["id"]
    foreign = await served.token("segretario", "carate")
    citizen = await served.token("cittadino")
    here = decode(given)
    other = encode("AccountingImport", here.ambito_id, NOWHERE)
    asked = [(foreign, given), (citizen, given), (desk.chief, other), (desk.chief, "x")]
    asked += [(desk.chief, desk.money.budget), (desk.chief, desk.money.act)]
    found = [
        await served.client.get(f"/imports/{one}", headers={"Authorization": f"Bearer {token}"})
        for token, one in asked
    ]
    assert [(one.status_code, code(one)) for one in found] == [(404, "NOT_FOUND")] * len(asked)
    assert len({one.content for one in found}) == 1
    (own, *_) = await ended(served, f"/imports/{given}", await served.token("revisore", "cremasco"))
    assert (own["state"], own["written"], own["year"]) == ("IMPORTED", 3, 2013)
    assert own["fileHash"] == hashlib.sha256(as_csv(desk.rows())).hexdigest()
    assert (own["ambito"], own["rows"], own["done"]) == ("cremasco", 3, 3)
    unsigned = await served.client.get(f"/imports/{given}")
    assert (unsigned.status_code, code(unsigned)) == (401, "IDENTITY_NEEDED")


async def test_what_is_asked_wrongly_is_named(desk: Desk) -> None:
    served, body = desk.served, as_csv(desk.rows())
    for given, status, said in (
        ({"year": "duemila"}, 400, "BAD_FIELD"),
        ({"mode": "prova"}, 400, "BAD_FIELD"),
        ({"name": "x" * 201}, 400, "BAD_FIELD"),
        ({"anno": "2013"}, 400, "BAD_FIELD"),
        ({"name": "a\0b"}, 400, "BAD_FIELD"),
        ({"media": "application/json"}, 415, "UNSUPPORTED_MEDIA_TYPE"),
        ({"path": "/imports/other"}, 405, "METHOD_NOT_ALLOWED"),
    ):
        found = await sent(served, body, desk.chief, **given)
        assert (found.status_code, code(found)) == (status, said), given
    for given, status, said in (
        ({"year": "2012"}, 404, "NOT_FOUND"),
        ({"ambito": "altrove"}, 404, "NOT_FOUND"),
        ({"ambito": "carate"}, 403, "NOT_ALLOWED"),
    ):
        found = await sent(served, body, desk.chief, **given)
        assert (found.status_code, violations(found)) == (status, [said]), given


async def test_a_closed_year_takes_no_file(desk: Desk) -> None:
    year = desk.money.budget
    async with later(desk.money, date(2014, 1, 2)):
        await desk.money.opened(2014)
        await desk.money.done("closeBudget", budget=year)
        before, token = await counts(desk.served), desk.money.chief.token
        for mode in ("check", "import"):
            found = await sent(desk.served, as_csv(desk.rows()), token, mode=mode)
            assert (found.status_code, violations(found)) == (409, ["YEAR_CLOSED"])
        assert await changed(desk, before) == set()


def zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, held in parts.items():
            packed.writestr(name, held)
    return out.getvalue()


def altered(body: bytes, name: str, change: Any) -> bytes:
    """Change a part of a workbook."""
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        parts = {one: packed.read(one) for one in packed.namelist()}
    parts[name] = change(parts[name])
    return zipped(parts)


SHEET = "xl/worksheets/sheet1.xml"


async def test_a_workbook_that_is_none_or_means_harm_is_refused(desk: Desk) -> None:
    rows = [{**one, "data": day_of(one["data"])} for one in desk.rows()]
    right = as_xlsx(rows)
    laughs = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    before = await counts(desk.served)
    for body, said in (
        (b"PK\x03\x04 non", "FILE_NOT_XLSX"),
        (as_csv(desk.rows()), "FILE_NOT_XLSX"),
        (zipped({"a": b"b"}), "FILE_NOT_XLSX"),
        (zipped({f"{n}": b"" for n in range(600)}), "FILE_UNPACKS_TOO_LARGE"),
        (zipped({SHEET: b"0" * (70 * 2**20)}), "FILE_UNPACKS_TOO_LARGE"),
        (altered(right, SHEET, lambda held: laughs + held[held.index(b"<worksheet") :]),
         "FILE_NOT_XLSX"),
        (altered(right, SHEET, lambda held: held[: len(held) // 2]), "FILE_NOT_XLSX"),
        (as_xlsx(rows, others=[["altro"]]), "SEVERAL_SHEETS"),
        (as_xlsx([]), "FILE_EMPTY"),
    ):  # fmt: skip
        found = await sent(desk.served, body, desk.chief, media=XLSX)
        assert (found.status_code, violations(found)) == (422, [said]), found.text
        assert found.json()["import"] is None
    assert await counts(desk.served) == before


async def test_a_cell_with_a_formula_or_no_value_is_refused(desk: Desk) -> None:
    rows = [{**one, "data": day_of(one["data"])} for one in desk.rows()]
    rows[1] |= {"importo": "=300+300.5", "creditore": True}
    rows[2] |= {"data": 41396, "importo": 100.005}
    told = await faults(desk.served, as_xlsx(rows), desk.chief, media=XLSX)
    assert set(told) == {
        (3, "importo", "FORMULA"),
        (3, "creditore", "BAD_TEXT"),
        (4, "data", "BAD_DAY"),
        (4, "importo", "BAD_AMOUNT"),
    }


async def test_what_is_no_csv_is_refused(desk: Desk) -> None:
    text = as_csv(desk.rows()).decode("utf-8-sig")
    wide = ";".join(f"c{n}" for n in range(70))
    for body, said in (
        (text.encode("utf-16"), "FILE_NOT_TEXT"),
        (as_xlsx(desk.rows()), "FILE_NOT_TEXT"),
        (text.encode() + b'"aperta', "FILE_NOT_CSV"),
        (f"{wide}\n{wide}\n".encode(), "FILE_NOT_CSV"),
        (f'a\n"{"x" * 40_000}"\n'.encode(), "FILE_NOT_CSV"),
        (b"", "FILE_EMPTY"),
        (b"\n\n;;\n", "FILE_EMPTY"),
        (text.splitlines()[0].encode(), "FILE_EMPTY"),
    ):
        found = await sent(desk.served, body, desk.chief)
        assert (found.status_code, violations(found)) == (422, [said]), found.text


def limited(served: Deployment, home: Path) -> Settings:
    """Give settings with one place for imports, of 60 rows and 20,000 bytes."""
    limits = {"max_imports": 1, "max_import_rows": 60, "max_import_bytes": 20_000}
    given = {**limits, "pool_wait_seconds": 0.5}
    return settings_of(served.databases, home).model_copy(update=given)


@pytest.fixture
async def small(desk: Desk, issuer_home: Path) -> AsyncIterator[Deployment]:
    """Give a server beside, which imports little."""
    app = create_app(limited(desk.served, issuer_home))
    transport = httpx.ASGITransport(app)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://ambiti.invalid") as client,
    ):
        issuer = DevelopmentIssuer.open(issuer_home)
        yield Deployment(app, client, desk.served.databases, desk.served.engine, issuer)


@pytest.mark.usefixtures("short")
async def test_only_so_much_is_imported_at_once(
    desk: Desk, small: Deployment, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [desk.line(), *(row(f"I{n}", desk.act, **COMMITTED, importo="1") for n in range(60))]
    long = await sent(small, as_csv(rows), desk.chief)
    assert (long.status_code, violations(long)) == (422, ["TOO_MANY_ROWS"])
    plain = [{**one, "data": day_of(one["data"])} for one in rows]
    book = await sent(small, as_xlsx(plain), desk.chief, media=XLSX)
    assert (book.status_code, violations(book)) == (422, ["TOO_MANY_ROWS"])
    large = await sent(small, as_csv(rows) + b"\r\n" * 20_000, desk.chief)
    assert (large.status_code, code(large)) == (413, "BODY_TOO_LARGE")
    going = held_up(monkeypatch)
    first = await sent(small, as_csv(rows[:40]), desk.chief)
    assert first.status_code == 202
    metrics = await small.client.get("/metrics")
    assert "ambiti_imports_running 1" in metrics.text
    second = await sent(small, as_csv(rows[:2]), desk.chief)
    assert (second.status_code, code(second)) == (503, "UNAVAILABLE")
    assert second.headers["retry-after"]
    going.set()
    told = await ended(small, first.headers["location"], desk.chief)
    assert told[-1]["state"] == "IMPORTED"
    await asyncio.sleep(0.1)
    assert (await done(small, as_csv(rows[:2]), desk.chief))["known"] == 2


@pytest.mark.usefixtures("short")
async def test_a_server_that_stops_leaves_nothing_of_what_it_was_importing(
    desk: Desk, issuer_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = await counts(desk.served)
    held_up(monkeypatch)
    app = create_app(limited(desk.served, issuer_home))
    transport = httpx.ASGITransport(app)
    rows = [desk.line(), *(row(f"I{n}", desk.act, **COMMITTED, importo="1") for n in range(40))]
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://ambiti.invalid") as client,
    ):
        issuer = DevelopmentIssuer.open(issuer_home)
        stopped = Deployment(app, client, desk.served.databases, desk.served.engine, issuer)
        first = await sent(stopped, as_csv(rows), desk.chief)
        assert first.status_code == 202
    told = await ended(desk.served, first.headers["location"], desk.chief)
    assert told[-1]["state"] == "INTERRUPTED"
    assert await changed(desk, before) == {"ledger_imports"}


async def test_the_database_keeps_imports_whole(desk: Desk) -> None:
    """Whoever writes SQL leaves no half of an import, and changes none that ended."""
    given = decode((await done(desk.served, as_csv(desk.rows()), desk.chief))["id"])
    admin = await asyncpg.connect(desk.served.databases.admin)
    tenant = given.ambito_id or 0
    budget = decode(desk.money.budget).uuid
    next_year = decode((await desk.money.opened(2014))["id"]).uuid
    free = await admin.fetchval(
        "select id from ambiti.ledger_movements m where not exists (select from"
        " ambiti.imported_rows r where r.ambito_id = m.ambito_id and r.movement_id = m.id) limit 1"
    )
    note = dict(await admin.fetchrow("select * from ambiti.ledger_imports"))
    await admin.close()
    new = {**note, "id": desk_id(1), "state": "RUNNING", "ended_at": None, "errors": [],
           "warnings": []}  # fmt: skip
    one = {"ambito_id": tenant, "id": desk_id(2), "budget_id": budget, "external_id": "raw",
           "number": 1, "digest": "x", "movement_id": free}  # fmt: skip

    async def written(import_id: Any, **more: Any) -> None:
        async with transaction(desk.served.engine, reach=[tenant], acting=tenant) as connection:
            if not more:
                await connection.execute(insert(ledger_imports).values(new))
            values = {**one, "import_id": import_id, **more}
            await connection.execute(insert(imported_rows).values(values))

    with pytest.raises(DBAPIError, match="its import and its movement are of one budget"):
        await written(given.uuid, budget_id=next_year)
    with pytest.raises(DBAPIError, match="rows are written with the end of their import"):
        await written(new["id"])
    for change in ("state = 'RUNNING', ended_at = null", "file_name = 'altro'", "written = 0"):
        with pytest.raises(DBAPIError, match="an import that ended stays as it is"):
            async with transaction(desk.served.engine, reach=[tenant], acting=tenant) as connection:
                await connection.exec_driver_sql(f"update ambiti.ledger_imports set {change}")


def desk_id(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012}"
