"""The planted rows are written as the app role writes, each through its confinement."""

import asyncpg
from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from ambiti.budgets.funds.tables import fund_sums
from ambiti.database.connections import Databases
from ambiti.database.engine import app_engine, transaction
from ambiti.database.versions import data_versions
from ambiti.governance import tables as governance
from ambiti.rows import metadata

from . import people
from .people import SLUGS, Person
from .planted import Planted, Row

AFTERWARDS = {"budget_assignments"}
"""Written after what moved: no more is assigned of a line than is on it."""


async def sow(databases: Databases, planted: Planted) -> None:
    """Write the rows as the app role does, each through its confinement."""
    engine = app_engine(databases.app)
    tables = sorted(metadata.sorted_tables, key=lambda one: one.name in AFTERWARDS)
    order = {table.name: number for number, table in enumerate(tables)}
    try:
        await _write(engine, [row for row in planted.rows if not _confined(row)], None, None)
        for person in people.EVERYBODY:
            own = [row for row in planted.rows if _is_about(row, person)]
            await _write(engine, own, None, person.identity)
        for tenant in SLUGS:
            rows = [one for one in planted.rows if one.tenant == tenant and not _is_kept(one)]
            rows.sort(key=lambda row: order[row.table.name])
            await _write(engine, rows, tenant, None)
    finally:
        await engine.dispose()
    await _mark(databases, planted.of(data_versions))


async def _mark(databases: Databases, rows: list[Row]) -> None:
    """Write over the marks that writing left: no login may."""
    admin = await asyncpg.connect(databases.admin)
    for row in rows:
        text = "update ambiti.data_versions set mark = $3 where ambito_id = $1 and published = $2"
        key = (row.values["ambito_id"], row.values["published"])
        assert await admin.execute(text, *key, row.values["mark"]) == "UPDATE 1"
    await admin.close()


def _is_kept(row: Row) -> bool:
    """Tell what triggers write, and no login."""
    return row.table in {data_versions, fund_sums}


def _confined(row: Row) -> bool:
    return row.tenant is not None or row.table in {
        governance.principals,
        governance.regional_mandates,
    }


def _is_about(row: Row, person: Person) -> bool:
    if row.tenant is not None:
        return False
    return person.id in (row.values.get("principal_id"), row.values.get("id"))


async def _write(
    engine: AsyncEngine, rows: list[Row], acting: int | None, subject: str | None
) -> None:
    reach = () if acting is None else (acting,)
    async with transaction(engine, reach=reach, acting=acting, subject=subject) as connection:
        for row in rows:
            await connection.execute(insert(row.table).values(**row.values))
