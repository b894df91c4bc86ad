"""What is in the database, counted and read as its admin does, who is confined to nothing."""

from collections.abc import Mapping
from typing import Any

import asyncpg
from sqlalchemy import Table

from ambiti.acting.tables import idempotency_keys, journal_entries
from ambiti.database.connections import Databases
from ambiti.governance.meetings import tables

WRITTEN: tuple[Table, ...] = (
    tables.meetings,
    tables.agenda_items,
    tables.roll_entries,
    tables.attendances,
    tables.votes,
    tables.ballots,
    journal_entries,
    idempotency_keys,
)
"""Every table that an act of a meeting writes."""


async def read(databases: Databases, query: str, *values: Any) -> list[asyncpg.Record]:
    """Read rows of every tenant."""
    admin = await asyncpg.connect(databases.admin)
    try:
        found: list[asyncpg.Record] = await admin.fetch(query, *values)
    finally:
        await admin.close()
    return found


async def write(databases: Databases, *statements: str) -> None:
    """Change rows behind the back of the journal, as whoever holds the database can."""
    admin = await asyncpg.connect(databases.admin)
    try:
        async with admin.transaction():
            await admin.execute("set local session_replication_role = replica")
            for statement in statements:
                assert (await admin.execute(statement)).split()[-1] != "0", statement
    finally:
        await admin.close()


async def content(databases: Databases) -> Mapping[str, str]:
    """Tell the digest of all rows of every table that acts write."""
    told = {}
    for table in WRITTEN:
        query = f"select md5(coalesce(string_agg(t::text, ',' order by t.id), '')) from {table} t"
        told[table.name] = (await read(databases, query))[0][0]
    return told


async def entries(databases: Databases, tenant: str) -> list[asyncpg.Record]:
    """Read the journal of a tenant, from its first entry."""
    query = """select j.* from ambiti.journal_entries j join ambiti.ambiti a using (ambito_id)
        where a.slug = $1 order by j.number"""
    return await read(databases, query, tenant)
