"""The journal: who did what, as which role, under which act, chained so that nothing is rewritten.

Each entry holds the hash of the one before it in its tenant, and the digest of every row that the
act wrote. A cut tail is not seen from inside: the hash of the last entry is to be kept elsewhere.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from functools import cache
from typing import Any, Final
from uuid import UUID, uuid4

import orjson
from sqlalchemy import (
    ARRAY,
    Integer,
    Table,
    Text,
    Uuid,
    any_,
    bindparam,
    cast,
    func,
    insert,
    literal,
    select,
    text,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from ambiti import clock
from ambiti.acting.tables import journal_entries
from ambiti.database.metadata import metadata
from ambiti.database.statements import Kept

CHANNEL: Final = "ambiti_acts"
"""Where every act that commits is told to the servers that listen."""
_LAST: Final = Kept(
    select(journal_entries.c.number, journal_entries.c.hash)
    .where(journal_entries.c.ambito_id == bindparam("tenant"))
    .order_by(journal_entries.c.number.desc())
    .limit(1)
)
_NEW: Final = insert(journal_entries).values(
    {one.name: bindparam(f"to_{one.name}", type_=one.type) for one in journal_entries.columns}
)
_ADDED: Final = Kept(_NEW)
_ENTRY: Final = _NEW.returning(journal_entries.c.id).cte("entry")
_ADDED_AND_TOLD: Final = Kept(
    select(func.pg_notify(CHANNEL, bindparam("told", type_=Text))).select_from(_ENTRY)
)
_HASHED: Final = tuple(
    str(column.name)
    for column in journal_entries.columns
    if column.name not in {"hash", "ambito_id"}
)
_BATCH: Final = 500
_TURNS: Final = 7301
"""The advisory locks that give turns in the journal, one for each tenant."""
_KEY: Final = len(str(UUID(int=0)))


@dataclass(frozen=True, slots=True)
class Performer:
    """Who acts: a principal under a mandate, or a person at the command line."""

    name: str
    principal_id: UUID | None = None
    access: str | None = None
    mandate: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One act, as it is to be remembered."""

    act: str
    performer: Performer
    subject_kind: str
    subject_id: UUID
    input: Mapping[str, Any]
    warnings: Sequence[Mapping[str, Any]] = ()
    sources: Sequence[Mapping[str, Any]] = ()
    written: Sequence[tuple[Table, UUID]] = ()


async def append(
    connection: AsyncConnection, ambito_id: int, entry: Entry, told: str | None = None
) -> UUID:
    """Write the next entry of a tenant; whoever acts in the same tenant waits for the commit.

    What is ``told`` is said with it to the servers that listen, once it commits.
    """
    (row,) = await _next(connection, ambito_id, [entry])
    if told is None:
        await _ADDED.rows(connection, **row)
    else:
        await _ADDED_AND_TOLD.rows(connection, told=told, **row)
    key: UUID = row["to_id"]
    return key


async def append_all(
    connection: AsyncConnection, ambito_id: int, entries: Sequence[Entry]
) -> list[UUID]:
    """Write the next entries of a tenant, in their order; its turn is taken once for all."""
    new = await _next(connection, ambito_id, entries)
    await _ADDED.each(connection, new)
    return [one["to_id"] for one in new]


async def _next(
    connection: AsyncConnection, ambito_id: int, entries: Sequence[Entry]
) -> list[dict[str, Any]]:
    """Take the turn of a tenant, and make its next entries, each with the hash of the one before.

    The last entry is looked for once the turn is there: until then another may write one.
    """
    known = await _in_turn(connection, ambito_id, [pair for one in entries for pair in one.written])
    last = next(iter(await _LAST.rows(connection, tenant=ambito_id)), None)
    number, previous = (0, None) if last is None else (last["number"], last["hash"])
    new: list[dict[str, Any]] = []
    for entry in entries:
        number += 1
        row = _row(entry, number, known, previous)
        previous = hashed(row)
        told = {**row, "ambito_id": ambito_id, "hash": previous}
        new.append({f"to_{name}": one for name, one in told.items()})
    return new


def _row(
    entry: Entry, number: int, known: Mapping[tuple[str, UUID], str], previous: str | None
) -> dict[str, Any]:
    """Make the row of an entry, but for its tenant and its hash."""
    performer = entry.performer
    return {
        "id": uuid4(),
        "number": number,
        "at": clock.now(),
        "act": entry.act,
        "performed_by": performer.name,
        "performer_id": performer.principal_id,
        "access": performer.access,
        "mandate": performer.mandate,
        "subject_kind": entry.subject_kind,
        "subject_id": entry.subject_id,
        "input": _plain(entry.input),
        "warnings": _plain(entry.warnings),
        "sources": _plain(entry.sources),
        "written": _digested(entry.written, known),
        "previous_hash": previous,
    }


def hashed(row: Mapping[str, Any]) -> str:
    """Hash an entry with everything that it says."""
    told = {name: row[name] for name in _HASHED}
    told["at"] = told["at"].astimezone(UTC)
    return hashlib.sha256(orjson.dumps(told, default=str, option=orjson.OPT_SORT_KEYS)).hexdigest()


async def digests(
    connection: AsyncConnection, ambito_id: int, written: Sequence[tuple[Table, UUID]]
) -> list[dict[str, str]]:
    """Tell the digest of each row as it now is; a column that is null counts for nothing."""
    return _digested(written, await _known(connection, ambito_id, written))


def _digested(
    written: Sequence[tuple[Table, UUID]], known: Mapping[tuple[str, UUID], str]
) -> list[dict[str, str]]:
    """Write the digests of rows, each once, those of a table together."""
    return [
        {"table": table.name, "id": str(key), "digest": known.get((table.name, key), "")}
        for table, keys in _by_table(written).items()
        for key in keys
    ]


async def _known(
    connection: AsyncConnection, ambito_id: int, written: Sequence[tuple[Table, UUID]]
) -> dict[tuple[str, UUID], str]:
    known: dict[tuple[str, UUID], str] = {}
    for table, keys in _by_table(written).items():
        found = await _digests(table).rows(connection, tenant=ambito_id, keys=list(keys))
        known |= {(table.name, row["id"]): row["digest"] for row in found}
    return known


def _by_table(written: Sequence[tuple[Table, UUID]]) -> dict[Table, dict[UUID, None]]:
    found: dict[Table, dict[UUID, None]] = {}
    for table, key in written:
        found.setdefault(table, {})[key] = None
    return found


async def _in_turn(
    connection: AsyncConnection, ambito_id: int, written: Sequence[tuple[Table, UUID]]
) -> dict[tuple[str, UUID], str]:
    """Take the turn of a tenant, and tell the digests of the rows that its act has written."""
    tables = _by_table(written)
    keys = {f"keys_{number}": list(found) for number, found in enumerate(tables.values())}
    ((_, *found),) = (
        row.values()
        for row in await _turn(tuple(tables)).rows(connection, tenant=ambito_id, **keys)
    )
    return {
        (table.name, UUID(told[:_KEY])): told[_KEY:]
        for table, digests_of in zip(tables, found, strict=True)
        for told in digests_of
    }


@cache
def _turn(tables: tuple[Table, ...]) -> Kept:
    """Wait for the turn of a tenant, and give of each table the keys of rows with their digests."""
    tenant = bindparam("tenant", type_=Integer)
    told = (
        func.array(
            select(func.concat(cast(table.c.id, Text), digest(table)))
            .where(
                table.c.ambito_id == tenant,
                table.c.id == any_(bindparam(f"keys_{number}", type_=ARRAY(Uuid))),
            )
            .scalar_subquery(),
            type_=ARRAY(Text),
        ).label(f"told_{number}")
        for number, table in enumerate(tables)
    )
    return Kept(select(func.pg_advisory_xact_lock(_TURNS, tenant).label("turn"), *told))


@cache
def _digests(table: Table) -> Kept:
    return Kept(
        select(table.c.id, digest(table).label("digest")).where(
            table.c.ambito_id == bindparam("tenant"),
            table.c.id == any_(bindparam("keys", type_=ARRAY(Uuid))),
        )
    )


def digest(table: Table) -> Any:
    """Write the SQL of a row's digest."""
    row = func.jsonb_strip_nulls(func.to_jsonb(text(table.name)))
    return func.encode(
        func.sha256(func.convert_to(cast(row, Text), literal("UTF8"))), literal("hex")
    )


async def faults(connection: AsyncConnection, ambito_id: int) -> list[str]:
    """Find what is not as the journal says: a link that was changed, a row changed behind it."""
    found: list[str] = []
    latest: dict[tuple[str, str], tuple[str, int]] = {}
    previous: str | None = None
    expected = 1
    columns = select(journal_entries).where(journal_entries.c.ambito_id == ambito_id)
    while True:
        page = await connection.execute(
            columns.where(journal_entries.c.number >= expected)
            .order_by(journal_entries.c.number)
            .limit(_BATCH)
        )
        entries = page.mappings().all()
        for entry in entries:
            if entry["number"] != expected:
                found.append(f"giornale: mancano gli atti da {expected} a {entry['number'] - 1}")
            if entry["previous_hash"] != previous:
                found.append(f"giornale: l'atto {entry['number']} non segue quello prima")
            if hashed(dict(entry)) != entry["hash"]:
                found.append(f"giornale: l'atto {entry['number']} non ha il suo hash")
            for row in entry["written"]:
                latest[row["table"], row["id"]] = (row["digest"], entry["number"])
            previous, expected = entry["hash"], entry["number"] + 1
        if len(entries) < _BATCH:
            break
    return found + await _changed(connection, ambito_id, latest)


async def _changed(
    connection: AsyncConnection, ambito_id: int, latest: Mapping[tuple[str, str], tuple[str, int]]
) -> list[str]:
    """Find the rows that are not as the last act on them left them."""
    tables = {table.name: table for table in metadata.sorted_tables}
    now = await digests(connection, ambito_id, [(tables[name], UUID(key)) for name, key in latest])
    return [
        f"{row['table']} {row['id']}: la riga non è come l'ha lasciata l'atto {number}"
        for row in now
        for digest_then, number in [latest[row["table"], row["id"]]]
        if row["digest"] != digest_then
    ]


def _plain(value: Any) -> Any:
    """Give a value as JSON keeps it."""
    return orjson.loads(orjson.dumps(value, default=str))
