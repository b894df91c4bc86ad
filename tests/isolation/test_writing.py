"""The app role writes the tenant that it acts for and no other; the reader role writes nothing."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import asyncpg
import pytest
from sqlalchemy import Table, UniqueConstraint

from ambiti.budgets.dues import tables as owing
from ambiti.budgets.imports import tables as importing
from ambiti.database.connections import Databases
from ambiti.database.metadata import Confinement
from ambiti.database.tenancy import MOVED
from ambiti.rows import metadata

from .people import ALFA, BETA, OFFICERS
from .planted import Planted, Row

TENANT_TABLES = [table for table in metadata.sorted_tables if "ambito_id" in table.c]
PERSONAL = [
    table
    for table in metadata.sorted_tables
    if table.info["confinement"] is Confinement.PERSONAL and "ambito_id" not in table.c
]
REFUSED = (asyncpg.InsufficientPrivilegeError,)
REFERENCES = [
    (table, constraint)
    for table in TENANT_TABLES
    if table.name not in MOVED  # which no login writes at all
    for constraint in sorted(table.foreign_key_constraints, key=lambda one: list(one.column_keys))
    if "ambito_id" in constraint.columns and len(constraint.columns) > 1
]


async def connected(url: str) -> asyncpg.Connection:
    """Connect as a role, and write JSON as the rows hold it."""
    connection = await asyncpg.connect(url)
    await connection.set_type_codec(
        "jsonb", encoder=json.dumps, decoder=json.loads, schema="pg_catalog"
    )
    return connection


@pytest.fixture(scope="module")
async def app(
    clone: Callable[[str], Awaitable[Databases]], sown: str
) -> AsyncIterator[asyncpg.Connection]:
    """Give a connection of the app role, on rows that nobody else looks at."""
    databases = await clone(sown)
    connection = await connected(databases.app)
    yield connection
    await connection.close()


@pytest.fixture(scope="module")
async def reader(sealed: Databases) -> AsyncIterator[asyncpg.Connection]:
    connection = await connected(sealed.reader)
    yield connection
    await connection.close()


@asynccontextmanager
async def acting(
    connection: asyncpg.Connection, tenant: int | None, *, reach: str = "{1,2}", subject: str = ""
) -> AsyncIterator[None]:
    """Act for a tenant in a transaction that comes to nothing. Both tenants may be read."""
    transaction = connection.transaction()
    await transaction.start()
    settings = {"reach": reach, "acting": "" if tenant is None else str(tenant), "subject": subject}
    for name, value in settings.items():
        await connection.execute("select set_config($1, $2, true)", f"ambiti.{name}", value)
    try:
        yield
    finally:
        await transaction.rollback()


def written(row: Row, **changes: Any) -> tuple[str, list[Any]]:
    """Give the INSERT of a row that differs from a planted one."""
    values = {**row.values, **changes}
    if "id" in values and "id" not in changes:
        values["id"] = uuid4()
    names = ", ".join(f'"{name}"' for name in values)
    places = ", ".join(f"${number}" for number in range(1, len(values) + 1))
    text = f"insert into {row.table.fullname} ({names}) values ({places})"
    return text, list(values.values())


async def changed(connection: asyncpg.Connection, text: str, *values: Any) -> int:
    """Tell how many rows a statement changed; one that is refused changes none."""
    try:
        async with connection.transaction():
            return int((await connection.execute(text, *values)).rpartition(" ")[2])
    except REFUSED:
        return 0


def unlike(planted: Planted, row: Row) -> dict[str, Any]:
    """Give what keeps a second such row from being one that is there already."""
    pointing = {column for one in row.table.foreign_keys for column in [one.parent.name]}
    found: dict[str, Any] = {}
    others = [one for one in planted.of(row.table, row.tenant) if one is not row]
    for unique in (one for one in row.table.constraints if isinstance(one, UniqueConstraint)):
        *_, last = sorted(
            unique.columns.keys(),
            key=lambda name: (
                name != "ambito_id",
                name not in pointing,
                row.values[name] is not None,
                name,
            ),
        )
        there = [one.values[last] for one in others]
        fresh = [one for one in there if one and one not in row.values.values()]
        if last not in pointing:
            checked = isinstance(row.values[last], str) and fresh and len(unique.columns) > 2
            found[last] = fresh[0] if checked else _another(row.values[last])
        elif len(unique.columns) > 2:
            found[last] = fresh[0]
        elif row.values[last] is None:
            found[last] = None
        else:  # it alone, in its tenant: one that nothing points to, or none at all
            target = next(iter(row.table.c[last].foreign_keys)).column.table
            keys = (one.values["id"] for one in planted.of(target, row.tenant))
            free = (one for one in keys if one not in {row.values[last], *there})
            found[last] = next(free, None) if row.table.c[last].nullable else next(free)
    return found | _beside(planted, row)


def _beside(planted: Planted, row: Row) -> dict[str, Any]:
    """Let a sum that is owed once change, a side be the other one, a row be of another name."""
    if row.table is owing.due_entries:
        return {"kind": "ADJUSTED"}
    if row.table is importing.imported_rows:
        return {"external_id": "un altro"}
    if row.table is not owing.due_sides:
        return {}
    there = planted.of(owing.dues, row.tenant)
    due = next(one.values for one in there if one.values["id"] == row.values["due_id"])
    told = {f"party_{name}": due[f"creditor_{name}"] for name in ("kind", "code", "name")}
    return {"side": "CREDITOR", "istat_code": due["creditor_istat"], **told}


def _another(value: Any) -> Any:
    if isinstance(value, date):
        return value + timedelta(days=1)
    return value + 1 if isinstance(value, int) else "un altro"


def tenant_tables(function: Any) -> Any:
    return pytest.mark.parametrize("table", TENANT_TABLES, ids=lambda one: one.name)(function)


@tenant_tables
async def test_no_row_is_inserted_into_another_tenant(
    app: asyncpg.Connection, planted: Planted, table: Table
) -> None:
    text, values = written(planted.of(table, BETA)[0])
    async with acting(app, ALFA):
        with pytest.raises(REFUSED):
            await app.execute(text, *values)
    async with acting(app, None):
        with pytest.raises(REFUSED):
            await app.execute(text, *values)


@tenant_tables
async def test_no_row_of_another_tenant_is_changed_moved_locked_or_deleted(
    app: asyncpg.Connection, planted: Planted, table: Table
) -> None:
    name, column = table.fullname, next(c.name for c in table.c if c.name != "ambito_id")
    there = len(planted.of(table, BETA))
    for tenant in (ALFA, None):
        async with acting(app, tenant):
            theirs = "where ambito_id = 2"
            assert await changed(app, f"update {name} set {column} = {column} {theirs}") == 0
            assert await changed(app, f"delete from {name} {theirs}") == 0
            assert await changed(app, f"select from {name} {theirs} for update") == 0
            assert await changed(app, f"update {name} set ambito_id = 2 where ambito_id = 1") == 0
            assert await app.fetchval(f"select count(*) from {name} {theirs}") == there


@tenant_tables
async def test_a_row_of_another_tenant_is_not_taken_over_by_a_conflict(
    app: asyncpg.Connection, planted: Planted, table: Table
) -> None:
    row = planted.of(table, BETA)[0]
    key = ", ".join(column.name for column in table.primary_key)
    text, values = written(row, **{c.name: row.values[c.name] for c in table.primary_key})
    async with acting(app, ALFA):
        with pytest.raises(REFUSED):
            await app.execute(f"{text} on conflict ({key}) do update set ambito_id = 1", *values)


@pytest.mark.parametrize(
    ("table", "constraint"),
    REFERENCES,
    ids=[f"{table.name}-{constraint.column_keys[-1]}" for table, constraint in REFERENCES],
)
async def test_no_row_points_to_a_row_of_another_tenant(
    app: asyncpg.Connection, planted: Planted, table: Table, constraint: Any
) -> None:
    """The row pointed to is one whose identifier is in the other tenant only; it may be read."""
    element = constraint.elements[-1]
    column, target = element.parent.name, element.column.table
    mine = {row.values["id"] for row in planted.of(target, ALFA)}
    foreign = next(r for r in planted.of(target, BETA) if r.values["id"] not in mine)
    row = next(one for one in planted.of(table, ALFA))
    another = unlike(planted, row)
    changes = {**another, column: foreign.values["id"]}
    if column == "body_id" and "istat_code" in table.c and table.c.istat_code.nullable:
        changes["istat_code"] = None  # one of the two
    if column == "reverses_id" and table.name in {"cost_attributions", "budget_assignments"}:
        changes["cents"] = -row.values["cents"]  # what takes back is below nought
    if (table.name, column) == ("due_entries", "payment_id"):
        changes |= {"kind": "SETTLED", "firmness": None, "payee_code": "X"}  # what is paid
    if (table.name, column) == ("due_entries", "carried_id"):
        changes |= {"kind": "CARRIED", "firmness": None, "payee_code": None}  # what is carried
    if (table.name, column) == ("riparti", "remembers_id"):
        changes |= {"turn": 2, "roundings": "{}"}  # what starts from another
    text, values = written(row, **changes)
    async with acting(app, ALFA):
        with pytest.raises(asyncpg.ForeignKeyViolationError) as refused:
            await app.execute(text, *values)
    assert "zq" not in str(refused.value)
    own, values = written(row, **another)
    async with acting(app, ALFA):
        assert await changed(app, own, *values) == 1  # it was the reference that was refused


@pytest.mark.parametrize("table", PERSONAL, ids=lambda one: one.name)
async def test_nobody_writes_what_is_about_someone_else(
    app: asyncpg.Connection, planted: Planted, table: Table
) -> None:
    row = planted.of(table)[0]
    about = row.values.get("principal_id", row.values["id"])
    someone = next(one for one in OFFICERS if one.id != about)
    text, values = written(row)
    async with acting(app, ALFA, subject=someone.identity):
        with pytest.raises(REFUSED):
            await app.execute(text, *values)
    async with acting(app, ALFA, subject=someone.identity):
        where = f"where id = '{row.values['id']}'"
        assert await changed(app, f"update {table.fullname} set id = id {where}") == 0
        assert await changed(app, f"delete from {table.fullname} {where}") == 0


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=lambda one: one.name)
async def test_the_reader_writes_nothing_even_where_it_acts(
    reader: asyncpg.Connection, planted: Planted, table: Table
) -> None:
    row = planted.of(table)[0]
    text, values = written(row)
    column = table.columns.keys()[0]
    for statement, given in (
        (text, values),
        (f"update {table.fullname} set {column} = {column}", []),
        (f"delete from {table.fullname}", []),
        (f"truncate {table.fullname}", []),
        (f"select from {table.fullname} for update", []),
    ):
        async with acting(reader, row.tenant):
            with pytest.raises((*REFUSED, asyncpg.ReadOnlySQLTransactionError)):
                await reader.execute(statement, *given)
        await reader.execute("set default_transaction_read_only = off")
        async with acting(reader, row.tenant):
            with pytest.raises(REFUSED):
                await reader.execute(statement, *given)
        await reader.execute("reset default_transaction_read_only")
