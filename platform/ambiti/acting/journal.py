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

_TURN: Final = Kept(text("select pg_advisory_xact_lock(7301, :tenant)"))
_LAST: Final = Kept(
    select(journal_entries.c.number, journal_entries.c.hash)
    .where(journal_entries.c.ambito_id == bindparam("tenant"))
    .order_by(journal_entries.c.number.desc())
    .limit(1)
)
_ADDED: Final = Kept(
    insert(journal_entries).values(
        {one.name: bindparam(f"to_{one.name}", type_=one.type) for one in journal_entries.columns}
    )
)
_HASHED: Final = tuple(
    str(column.name)
    for column in journal_entries.columns
    if column.name not in {"hash", "ambito_id"}
)
_BATCH: Final = 500


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


async def append(connection: AsyncConnection, ambito_id: int, entry: Entry) -> UUID:
    """Write the next entry of a tenant; whoever acts in the same tenant waits for the commit."""
    return (await append_all(connection, ambito_id, [entry]))[0]


async def append_all(
    connection: AsyncConnection, ambito_id: int, entries: Sequence[Entry]
) -> list[UUID]:
    """Write the next entries of a tenant, in their order; its turn is taken once for all."""
    await _TURN.rows(connection, tenant=ambito_id)
    last = next(iter(await _LAST.rows(connection, tenant=ambito_id)), None)
    number, previous = (0, None) if last is None else (last["number"], last["hash"])
    written = [pair for entry in entries for pair in entry.written]
    known = await _known(connection, ambito_id, written)
    new: list[dict[str, Any]] = []
    for entry in entries:
        number += 1
        row = _row(entry, number, known, previous)
        previous = hashed(row)
        new.append({**row, "ambito_id": ambito_id, "hash": previous})
    await _ADDED.each(connection, ({f"to_{name}": one[name] for name in one} for one in new))
    return [one["id"] for one in new]


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
