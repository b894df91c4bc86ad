"""A start skips what the last one left in order, and nothing else."""

import json
import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path

import asyncpg
import pytest

from ambiti.cli import standing, statutes
from ambiti.cli.standing import FILE, is_standing, remember
from ambiti.database.connections import Databases
from ambiti.settings import Settings, read_settings

TENANTS = Path(__file__).parents[2] / "tenants"


@pytest.fixture
async def databases(clone: Callable[[str], Awaitable[Databases]], furnished: str) -> Databases:
    return await clone(furnished)


@pytest.fixture
def own(tmp_path: Path) -> Settings:
    """Give the settings of a deployment with tenants of its own."""
    shutil.copytree(TENANTS, tmp_path / "tenants")
    home, tenants = str(tmp_path / "home"), str(tmp_path / "tenants")
    return read_settings({"AMBITI_HOME": home, "AMBITI_TENANTS": tenants})


async def write(databases: Databases, statement: str) -> None:
    admin = await asyncpg.connect(databases.admin)
    assert await admin.execute(statement) != "UPDATE 0"
    await admin.close()


async def test_what_was_left_in_order_is_recognized(own: Settings, databases: Databases) -> None:
    assert not await is_standing(own, databases)
    await remember(own, databases, statutes.TABLES)
    assert await is_standing(own, databases)


@pytest.mark.parametrize("name", ["carate.yaml", "population/2026-01-31.yaml", "nuovo.yaml"])
async def test_a_file_that_changes_is_noticed(
    own: Settings, databases: Databases, name: str
) -> None:
    await remember(own, databases, statutes.TABLES)
    with (standing.tenants_folder(own) / name).open("a") as file:
        file.write("# nota\n")
    assert not await is_standing(own, databases)


@pytest.mark.parametrize("folder", ["", "population"])
async def test_a_file_that_goes_away_is_noticed(
    own: Settings, databases: Databases, folder: str
) -> None:
    await remember(own, databases, statutes.TABLES)
    next((standing.tenants_folder(own) / folder).glob("*.yaml")).unlink()
    assert not await is_standing(own, databases)


async def test_code_that_changes_is_noticed(
    own: Settings, databases: Databases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "code").mkdir()
    monkeypatch.setattr(standing, "_PACKAGE", tmp_path / "code")
    await remember(own, databases, statutes.TABLES)
    assert await is_standing(own, databases)
    (tmp_path / "code" / "rules.py").write_text("")
    assert not await is_standing(own, databases)


@pytest.mark.parametrize(
    "statement",
    [
        "update ambiti.organs set name = name || '!' where ctid = (select min(ctid) from"
        " ambiti.organs)",
        "update ambiti.populations set residents = residents + 1 where ctid ="
        " (select min(ctid) from ambiti.populations)",
        "delete from ambiti.statute_versions where ctid = (select min(ctid) from"
        " ambiti.statute_versions)",
        "update ambiti.ambiti set name = 'x' where slug = 'carate'",
    ],
    ids=["a row", "a figure", "a version", "a tenant"],
)
async def test_a_row_that_changes_is_noticed(
    own: Settings, databases: Databases, statement: str
) -> None:
    await remember(own, databases, statutes.TABLES)
    await write(databases, statement)
    assert not await is_standing(own, databases)


async def test_a_mandate_that_is_given_is_no_change(own: Settings, databases: Databases) -> None:
    await remember(own, databases, statutes.TABLES)
    await write(
        databases,
        "insert into ambiti.principals (id, identity, name, kind, invented)"
        " values (gen_random_uuid(), 'a|b', 'A', 'PERSON', false)",
    )
    assert await is_standing(own, databases)


@pytest.mark.parametrize("note", ["", "[]", '{"inputs": 1}', '{"inputs": "x", "rows": {}}'])
async def test_a_note_that_says_nothing_is_not_believed(
    own: Settings, databases: Databases, note: str
) -> None:
    await remember(own, databases, statutes.TABLES)
    (own.home / FILE).write_text(note)
    assert not await is_standing(own, databases)


async def test_a_note_without_rows_is_not_believed(own: Settings, databases: Databases) -> None:
    await remember(own, databases, statutes.TABLES)
    note = json.loads((own.home / FILE).read_text())
    (own.home / FILE).write_text(json.dumps({**note, "rows": {}}))
    assert not await is_standing(own, databases)


async def test_a_home_that_cannot_be_written_costs_only_time(
    own: Settings, databases: Databases
) -> None:
    own.home.write_text("")
    await remember(own, databases, statutes.TABLES)
    assert not await is_standing(own, databases)
