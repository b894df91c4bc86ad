"""Figures come in whole or not at all, and never change in silence."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from ambiti.database.connections import Databases
from ambiti.database.engine import app_engine, transaction
from ambiti.statute.applying import apply
from ambiti.statute.loading import load_or_raise
from ambiti.statute.projection import PROJECTION as STATUTE
from ambiti.territory.population import (
    Imported,
    UnreadableFiguresError,
    import_file,
    read_figures,
)
from ambiti.territory.projection import PROJECTION as TERRITORY

Import = Callable[..., Awaitable[Imported]]

ROOT = Path(__file__).parents[2]
HEADER = "istat_code,reference_date,residents,status,source,series,licence\n"
GOOD = HEADER + "019035,2024-01-01,34000,OFFICIAL,ISTAT,CENSIMENTO-PERMANENTE,CC BY 4.0\n"
POSAS = """\
Popolazione residente al 1° gennaio 2024 per sesso, età e stato civile;;;;;
Codice comune;Comune;Età;Totale maschi;Totale femmine;Totale
"019035";"Crema";0;100;110;210
"019035";"Crema";1;90;100;190
"019035";"Crema";999;190;210;400
"058091";"Roma";999;1300000;1450000;2750000

Nota: dati dell'ISTAT.
"""


@pytest.fixture
async def engine(
    fresh_database: Databases, written: Callable[..., str]
) -> AsyncIterator[AsyncEngine]:
    made = app_engine(fresh_database.app)
    loaded = load_or_raise(written(), "small.yaml")
    await apply(made, loaded, (STATUTE, TERRITORY), applied_by="prova")
    yield made
    await made.dispose()


@pytest.fixture
def imported(engine: AsyncEngine, tmp_path: Path) -> Import:
    async def bring(
        content: str | bytes, name: str = "x.csv", *, replace: bool = False
    ) -> Imported:
        file = tmp_path / name
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return await import_file(engine, file, replace=replace)

    return bring


async def stored(engine: AsyncEngine) -> list[tuple[object, ...]]:
    async with transaction(engine, reach=()) as connection:
        result = await connection.execute(
            text(
                "select istat_code, reference_date::text, status, residents from ambiti.populations"
            )
        )
        return [tuple(row) for row in result]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-8"])
def test_a_posas_file_is_read_as_istat_publishes_it(encoding: str) -> None:
    figures = read_figures(POSAS.encode(encoding), "POSAS_2024.csv")
    assert figures.national
    assert [(r.istat_code, r.residents, r.reference_date.isoformat(), r.status, r.line)
            for r in figures.rows] == [
        ("019035", 400, "2024-01-01", "OFFICIAL", 5),
        ("058091", 2750000, "2024-01-01", "OFFICIAL", 6),
    ]  # fmt: skip


def test_what_istat_calls_provisional_stays_provisional() -> None:
    figures = read_figures(POSAS.replace("dell'ISTAT", "provvisori").encode(), "x.csv")
    assert {row.status for row in figures.rows} == {"PROVISIONAL"}


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"Crema";0;100;110;210', '"Crema";0;100;110;2l0', "x.csv:3: totale «2l0»"),
        ('"019035";"Crema";1;', '"19035";"Crema";1;', "x.csv:4: codice comune «19035»"),
        ('"Crema";1;90', '"Crema";1000;90', "x.csv:4: età «1000»"),
        ("190;210;400", "190;210;401", "x.csv:5: il totale di 019035 è 401, ma le età sommano 400"),
        ('"Crema";1;90;100;190', '"Crema";1;90', "x.csv:4: ha 4 campi, ne servono 6"),
        ("Codice comune", "Codice", "x.csv:2: manca la colonna «codice comune»"),
        ("al 1° gennaio 2024", "", "x.csv:1: il titolo non dice"),
        ('"Crema";1;90;100;190', '"Crema";999;90;100;190', "x.csv:5: 019035 ha già un totale"),
    ],
)
def test_a_bad_row_of_a_posas_file_is_named_by_its_line(old: str, new: str, told: str) -> None:
    assert old in POSAS
    with pytest.raises(UnreadableFiguresError) as error:
        read_figures(POSAS.replace(old, new).encode(), "x.csv")
    assert any(line.startswith(told) for line in error.value.lines), error.value.lines


def test_all_bad_rows_of_a_plain_file_are_named_at_once() -> None:
    bad = GOOD + (
        "19035,2024-01-01,1,OFFICIAL,a,b,c\n"
        "019049,2024-02-30,1,OFFICIAL,a,b,c\n"
        "019049,2024-01-01,1.000,OFFICIAL,a,b,c\n"
        "019049,2024-01-01,-1,CERTA,a,,c\n"
        "019049,2024-01-01,1,OFFICIAL,a,b\n"
        "019035,2024-01-01,2,OFFICIAL,a,b,c\n"
    )
    with pytest.raises(UnreadableFiguresError) as error:
        read_figures(bad.encode(), "x.csv")
    assert [line.split(" ")[0] for line in error.value.lines] == [
        "x.csv:3:", "x.csv:4:", "x.csv:5:", "x.csv:6:", "x.csv:6:", "x.csv:6:", "x.csv:7:",
        "x.csv:8:",
    ]  # fmt: skip


async def test_a_national_file_brings_only_the_comuni_that_are_registered(
    engine: AsyncEngine, imported: Import
) -> None:
    found = await imported(POSAS)
    assert (found.inserted, found.skipped) == (1, 1)
    assert await stored(engine) == [("019035", "2024-01-01", "OFFICIAL", 400)]


async def test_the_same_again_changes_nothing_and_another_figure_must_be_asked_for(
    engine: AsyncEngine, imported: Import
) -> None:
    await imported(GOOD)
    assert (await imported(GOOD)).unchanged == 1
    other = GOOD.replace("34000", "34001")
    with pytest.raises(UnreadableFiguresError, match="già registrato con 34000"):
        await imported(other)
    assert await stored(engine) == [("019035", "2024-01-01", "OFFICIAL", 34000)]
    assert (await imported(other, replace=True)).replaced == 1
    assert await stored(engine) == [("019035", "2024-01-01", "OFFICIAL", 34001)]


async def test_figures_of_another_status_stand_side_by_side(
    engine: AsyncEngine, imported: Import
) -> None:
    await imported(GOOD)
    await imported(GOOD.replace("OFFICIAL", "PROVISIONAL").replace("34000", "33990"))
    assert len(await stored(engine)) == 2


async def test_a_stranger_in_a_plain_file_stops_it_all(
    engine: AsyncEngine, imported: Import
) -> None:
    with pytest.raises(UnreadableFiguresError, match=":3: il comune 058091 non è nel registro"):
        await imported(GOOD + "058091,2024-01-01,1,OFFICIAL,a,b,c\n")
    assert await stored(engine) == []


def test_the_figures_that_ship_cover_every_comune_of_the_tenants() -> None:
    files = sorted((ROOT / "tenants" / "population").glob("*.yaml"))
    assert len(files) == 9
    for file in files:
        figures = read_figures(file.read_bytes(), file.name)
        assert len({row.istat_code for row in figures.rows}) == 120
        assert {row.reference_date.isoformat() for row in figures.rows} == {file.stem}


def test_the_figures_that_ship_are_those_of_the_shared_facts() -> None:
    import csv

    facts = ROOT.parent / "shared" / "data" / "population.csv"
    if not facts.exists():
        pytest.skip("the shared facts about comuni are not here")
    shipped = {
        (row.istat_code, row.reference_date.isoformat()): row.residents
        for file in (ROOT / "tenants" / "population").glob("*.yaml")
        for row in read_figures(file.read_bytes(), file.name).rows
    }
    with facts.open() as stream:
        shared = {
            (row["istat_code"], row["reference_date"]): int(row["residents"])
            for row in csv.DictReader(stream)
        }
    assert shipped == shared


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("reference_date: 2024-01-01\n", "status"),
        ("a: &x 1\n", "ANCHOR"),
        ("", "EMPTY"),
        ("reference_date: 2024-01-01\nstatus: CERTA\nseries: a\nsource: b\nlicence: c\n"
         'residents: {"1": 2, "019035": "x"}\n', "residents.1"),
    ],
)  # fmt: skip
def test_a_bad_yaml_of_figures_is_told(content: str, told: str) -> None:
    with pytest.raises(UnreadableFiguresError, match=told):
        read_figures(content.encode(), "x.yaml")
