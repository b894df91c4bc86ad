"""The planted rows are written as the app role writes, each through its confinement."""

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from ambiti.database.connections import Databases
from ambiti.database.engine import app_engine, transaction
from ambiti.governance import tables as governance
from ambiti.rows import metadata

from . import people
from .people import SLUGS, Person
from .planted import Planted, Row


async def sow(databases: Databases, planted: Planted) -> None:
    """Write the rows as the app role does, each through its confinement."""
    engine = app_engine(databases.app)
    order = {table.name: number for number, table in enumerate(metadata.sorted_tables)}
    try:
        await _write(engine, [row for row in planted.rows if not _confined(row)], None, None)
        for person in people.EVERYBODY:
            own = [row for row in planted.rows if _is_about(row, person)]
            await _write(engine, own, None, person.identity)
        for tenant in SLUGS:
            rows = [row for row in planted.rows if row.tenant == tenant]
            rows.sort(key=lambda row: order[row.table.name])
            await _write(engine, rows, tenant, None)
    finally:
        await engine.dispose()


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
