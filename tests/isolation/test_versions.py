"""The version of the data moves with every row that a caller might be shown, however written."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import asyncpg
import pytest
from sqlalchemy import Table

from ambiti.app import DATA_VERSION
from ambiti.database.connections import Databases
from ambiti.database.metadata import Confinement
from ambiti.database.versions import data_versions
from ambiti.rows import metadata

from .people import ALFA, BETA, OFFICERS
from .planted import Planted, Row

TABLES = [table for table in metadata.sorted_tables if table is not data_versions]
SEEN_BY_ALL = {Confinement.REFERENCE, Confinement.OPEN}
UNBOUND = """do $$ declare one record; begin
    for one in select conrelid::regclass as owner, conname from pg_constraint
    where contype = 'f' and connamespace = 'ambiti'::regnamespace
    loop execute format('alter table %s drop constraint %I', one.owner, one.conname); end loop;
    for one in select tgrelid::regclass as owner, tgname from pg_trigger
    where tgrelid::regclass::text like 'ambiti.%' and not tgisinternal and tgconstraint = 0
    and tgname not like 'counts%'
    loop execute format('drop trigger %I on %s', one.tgname, one.owner); end loop;
end $$"""
"""Without references, and what keeps the ledger as it is, any row may go and come back."""


class Watched:
    """A database, and the versions of its data as callers see them."""

    def __init__(self, admin: asyncpg.Connection, reader: asyncpg.Connection) -> None:
        self.admin = admin
        self._reader = reader

    async def version(self, reach: int | None, subject: str = "") -> str:
        async with self._reader.transaction():
            given = ("{}" if reach is None else f"{{{reach}}}", subject)
            await self._reader.execute(
                "select set_config('ambiti.reach', $1, true),"
                " set_config('ambiti.subject', $2, true)",
                *given,
            )
            return str(await self._reader.fetchval(f"select {DATA_VERSION}"))


@pytest.fixture(scope="module")
async def watched(
    clone: Callable[[str], Awaitable[Databases]], sown: str
) -> AsyncIterator[Watched]:
    databases = await clone(sown)
    admin = await asyncpg.connect(databases.admin)
    reader = await asyncpg.connect(databases.reader)
    await admin.set_type_codec("jsonb", encoder=json.dumps, decoder=json.loads, schema="pg_catalog")
    await admin.execute(UNBOUND)
    yield Watched(admin, reader)
    await admin.close()
    await reader.close()


def ways(row: Row) -> list[tuple[str, list[Any]]]:
    """Give an UPDATE, a DELETE and an INSERT of a row, in an order in which they can be done."""
    names = [f'"{name}"' for name in row.values]
    places = [f"${number}" for number in range(1, len(names) + 1)]
    keys = [column.name for column in row.table.primary_key]
    where = " and ".join(f'"{name}" = ${number}' for number, name in enumerate(keys, 1))
    key = [row.values[name] for name in keys]
    name = row.table.fullname
    return [
        (f'update {name} set "{keys[0]}" = "{keys[0]}" where {where}', key),
        (f"delete from {name} where {where}", key),
        (
            f"insert into {name} ({', '.join(names)}) values ({', '.join(places)})",
            [*row.values.values()],
        ),
    ]


def onlookers(row: Row) -> tuple[list[tuple[int | None, str]], list[tuple[int | None, str]]]:
    """Tell who must see the version move, and who must not see that anything happened."""
    nobody, within, foreign = (None, ""), (ALFA, ""), (BETA, "")
    if row.tenant is None and row.table.info["confinement"] is Confinement.PERSONAL:
        about = row.values.get("principal_id", row.values["id"])
        person = next(one for one in OFFICERS if one.id == about)
        return [(None, person.identity), (BETA, person.identity)], [nobody, within, foreign]
    if row.table.info["confinement"] in SEEN_BY_ALL or row.values.get("published"):
        return [nobody, within, foreign], []
    return [within], [nobody, foreign]


@pytest.mark.parametrize("table", TABLES, ids=lambda one: one.name)
async def test_each_way_of_writing_a_row_moves_the_version_of_whoever_might_see_it(
    watched: Watched, planted: Planted, table: Table
) -> None:
    rows = planted.of(table, ALFA if "ambito_id" in table.c else None)
    officers = {one.id for one in OFFICERS}
    chosen = {
        row.values.get("published"): row
        for row in rows
        if "ambito_id" in table.c
        or table.info["confinement"] is Confinement.REFERENCE
        or row.values.get("principal_id", row.values.get("id")) in officers
    }
    for row in chosen.values():
        moved, still = onlookers(row)
        for text, values in ways(row):
            before = {who: await watched.version(*who) for who in (*moved, *still)}
            done = await watched.admin.execute(text, *values)
            assert done.endswith(" 1"), (done, text)
            after = {who: await watched.version(*who) for who in (*moved, *still)}
            assert [who for who in moved if before[who] == after[who]] == [], text
            assert [who for who in still if before[who] != after[who]] == [], text


async def test_a_row_that_is_published_or_withdrawn_moves_the_version_of_all(
    watched: Watched, planted: Planted
) -> None:
    table = metadata.tables["ambiti.warnings"]
    row = next(one for one in planted.of(table, ALFA) if not one.values["published"])
    for published in (True, False):
        before = await watched.version(None)
        await watched.admin.execute(
            "update ambiti.warnings set published = $1 where ambito_id = $2 and id = $3",
            *(published, ALFA, row.values["id"]),
        )
        assert await watched.version(None) != before


async def test_a_row_that_goes_to_another_tenant_moves_the_version_of_both(
    watched: Watched, planted: Planted
) -> None:
    table = metadata.tables["ambiti.set_terms"]
    theirs = {row.values["id"] for row in planted.of(table, BETA)}
    row = next(one for one in planted.of(table, ALFA) if one.values["id"] not in theirs)
    before = {tenant: await watched.version(tenant) for tenant in (ALFA, BETA)}
    text = "update ambiti.set_terms set ambito_id = $1 where id = $2"
    await watched.admin.execute(text, BETA, row.values["id"])
    assert all([await watched.version(one) != version for one, version in before.items()])


async def test_what_is_undone_moves_nothing_and_many_rows_move_it_once(watched: Watched) -> None:
    before = await watched.version(ALFA)
    transaction = watched.admin.transaction()
    await transaction.start()
    await watched.admin.execute("update ambiti.organs set name = name")
    await watched.admin.execute("set constraints all immediate")
    moved = "select count(*) from ambiti.data_versions where xmin = pg_current_xact_id()::xid"
    tenants = await watched.admin.fetchval("select count(distinct ambito_id) from ambiti.organs")
    assert await watched.admin.fetchval(moved) == tenants
    await transaction.rollback()
    assert await watched.version(ALFA) == before


async def test_what_is_undone_to_a_savepoint_and_done_again_is_noticed(watched: Watched) -> None:
    before = await watched.version(ALFA)
    change = "update ambiti.organs set name = name; set constraints all immediate"
    async with watched.admin.transaction():
        undone = watched.admin.transaction()
        await undone.start()
        await watched.admin.execute(change)
        await undone.rollback()
        await watched.admin.execute("set constraints all deferred")
        await watched.admin.execute("update ambiti.organs set name = name")
    assert await watched.version(ALFA) != before
