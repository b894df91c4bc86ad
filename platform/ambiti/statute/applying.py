"""A statute is applied: its rows are written and its text kept as a version, the past untouched.

Versions are chained by their hashes and never rewritten. What the statute says of days before
today may change only as a correction, with its reason.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal
from uuid import UUID

from sqlalchemy import func, insert, select, text
from sqlalchemy.dialects.postgresql import insert as insert_or_leave
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from ambiti import clock
from ambiti.acting import journal
from ambiti.database.engine import transaction
from ambiti.statute import diffing, stored
from ambiti.statute.loading import (
    LoadedStatute,
    UnreadableStatuteError,
    load_or_raise,
)
from ambiti.statute.projection import Keys, Projection, said
from ambiti.statute.tables import ambiti, statute_versions

Outcome = Literal["CREATED", "CHANGED", "UNCHANGED", "REPROJECTED"]

_NEXT_KEY: Final = text("select nextval(pg_get_serial_sequence('ambiti.ambiti', 'ambito_id'))")
_ACTING: Final = text("select nullif(current_setting('ambiti.acting', true), '')::integer")
_LOCK: Final = text("select pg_advisory_xact_lock(:number)")
_STAY: Final = text("select pg_advisory_xact_lock_shared(:number)")
_SAID: Final[dict[str, str]] = {
    "CREATED": "creato",
    "CHANGED": "nuova versione",
    "UNCHANGED": "già applicato",
    "REPROJECTED": "già applicato, righe aggiornate",
}


@dataclass(frozen=True, slots=True)
class Applied:
    """What became of a statute."""

    slug: str
    outcome: Outcome
    number: int
    hash: str
    inserted: int = 0
    updated: int = 0
    deleted: int = 0

    def __str__(self) -> str:
        """Say it in one Italian line."""
        rows = f": righe +{self.inserted} ~{self.updated} -{self.deleted}"
        rows = rows if self.inserted or self.updated or self.deleted else ""
        said = _SAID[self.outcome]
        return f"{self.slug}: {said}, versione {self.number} ({self.hash[:12]}){rows}"


class StatuteRefused(Exception):  # noqa: N818  a refusal is an answer
    """The statute cannot be applied; ``lines`` say in Italian why and what would be right."""

    def __init__(self, *lines: str) -> None:
        """Keep the lines."""
        super().__init__("\n".join(lines))
        self.lines = lines


class _TakenMeanwhile(Exception):  # noqa: N818  it only starts over
    """Another process created the tenant; its key is not the one that was allocated."""


async def apply(
    engine: AsyncEngine,
    loaded: LoadedStatute,
    projections: Sequence[Projection],
    *,
    applied_by: str,
    reason: str | None = None,
) -> Applied:
    """Apply a checked statute in one transaction of its own; ``reason`` makes it a correction."""
    while True:
        key = await _key(engine, loaded.statute.slug)
        try:
            async with transaction(engine, reach=[key], acting=key) as connection:
                return await apply_within(
                    connection, loaded, projections, applied_by=applied_by, reason=reason
                )
        except _TakenMeanwhile:
            continue
        except IntegrityError as error:
            message = (
                f"{loaded.statute.slug}: una riga che lo statuto toglie è ancora in uso "
                "(per esempio da un incarico): chiudere prima ciò che la usa."
            )
            raise StatuteRefused(message) from error


async def apply_within(
    connection: AsyncConnection,
    loaded: LoadedStatute,
    projections: Sequence[Projection],
    *,
    applied_by: str,
    reason: str | None = None,
) -> Applied:
    """Apply a statute within a transaction that acts as its tenant. Whoever comes second waits."""
    slug = loaded.statute.slug
    key = await connection.scalar(_ACTING)
    await connection.execute(_LOCK, {"number": _lock_number(slug)})
    known = await connection.scalar(select(ambiti.c.ambito_id).where(ambiti.c.slug == slug))
    if key is None or known not in {None, key}:
        raise _TakenMeanwhile
    latest = await _latest(connection, key)
    keys = Keys(slug, key)
    told = await stored.informed(connection, projections, key)
    wanted = stored.declared(loaded.statute, keys, told)
    before = {} if known is None else await stored.stored(connection, wanted.own, key)
    found = stored.changes(before, wanted.own)
    renamed = await _identity(connection, loaded, key)
    is_same = latest is not None and latest["hash"] == loaded.hash
    if is_same and not found:
        return Applied(slug, "UNCHANGED", latest["number"], loaded.hash)
    if latest is not None and not is_same and not reason:
        _protect(slug, [*renamed, *stored.rewritten_past(before, wanted.own, clock.today())])
    if not is_same:
        await _name(connection, loaded, key)
    await _reference(connection, wanted.reference)
    await stored.write(connection, found, key)
    number = latest["number"] if latest else 0
    if not is_same:
        number += 1
        await _keep(
            connection,
            loaded,
            ambito_id=key,
            id=keys.id(statute_versions, number),
            number=number,
            previous_hash=latest["hash"] if latest else None,
            changes=_changes(latest, loaded),
            applied_by=applied_by,
            reason=reason,
        )
        version = keys.id(statute_versions, number)
        await _journalled(connection, key, version, loaded.hash, applied_by, reason)
    outcome: Outcome = "CREATED" if latest is None else "REPROJECTED" if is_same else "CHANGED"
    return _counted(slug, outcome, number, loaded.hash, found)


def _counted(
    slug: str, outcome: Outcome, number: int, digest: str, found: list[stored.TableChange]
) -> Applied:
    return Applied(
        slug,
        outcome,
        number,
        digest,
        sum(len(change.inserts) for change in found),
        sum(len(change.updates) for change in found),
        sum(len(change.deletes) for change in found),
    )


async def stays(connection: AsyncConnection, slug: str) -> None:
    """Let no other version be applied to a tenant before this transaction ends."""
    await connection.execute(_STAY, {"number": _lock_number(slug)})


async def difference(
    engine: AsyncEngine, loaded: LoadedStatute, projections: Sequence[Projection]
) -> list[str]:
    """Tell, in the words of the domain, what applying would change, and whether of the past."""
    slug = loaded.statute.slug
    async with transaction(engine, reach=()) as connection:
        key = await connection.scalar(select(ambiti.c.ambito_id).where(ambiti.c.slug == slug))
    if key is None:
        return [f"{slug}: nuovo, non ancora applicato"]
    async with transaction(engine, reach=[key]) as connection:
        latest = await _latest(connection, key)
        told = await stored.informed(connection, projections, key)
        wanted = stored.declared(loaded.statute, Keys(slug, key), told)
        before = await stored.stored(connection, wanted.own, key)
    if latest is None:
        return [f"{slug}: nuovo, non ancora applicato"]
    if latest["hash"] == loaded.hash:
        return [f"{slug}: nessuna differenza"]
    old = load_or_raise(latest["text"], f"{slug}, versione {latest['number']}")
    lines = [f"{slug}: {change}" for change in diffing.diff(old.statute, loaded.statute)]
    past = stored.rewritten_past(before, wanted.own, clock.today())
    if past:
        lines.append(f"{slug}: cambia il passato, serve una rettifica motivata:")
        lines += [f"{slug}:   {line}" for line in past]
    return lines


async def _key(engine: AsyncEngine, slug: str) -> int:
    async with transaction(engine, reach=()) as connection:
        known = await connection.scalar(select(ambiti.c.ambito_id).where(ambiti.c.slug == slug))
        return int(known if known is not None else await connection.scalar(_NEXT_KEY))


async def _latest(connection: AsyncConnection, key: int) -> Any:
    result = await connection.execute(
        select(statute_versions)
        .where(statute_versions.c.ambito_id == key)
        .order_by(statute_versions.c.number.desc())
        .limit(1)
    )
    return result.mappings().one_or_none()


async def _identity(connection: AsyncConnection, loaded: LoadedStatute, key: int) -> list[str]:
    """Tell what of the tenant itself would change; its kind never does."""
    result = await connection.execute(select(ambiti).where(ambiti.c.ambito_id == key))
    row, statute = result.mappings().one_or_none(), loaded.statute
    if row is None:
        return []
    if row["kind"] != statute.kind:
        message = f"{statute.slug} è {row['kind']} e non diventa {statute.kind}: altro slug."
        raise StatuteRefused(message)
    return [
        f"ambiti: {field}: {row[field]} → {getattr(statute, field)}"
        for field in ("name", "region")
        if row[field] != getattr(statute, field)
    ]


async def _name(connection: AsyncConnection, loaded: LoadedStatute, key: int) -> None:
    statute = loaded.statute
    values = {"name": statute.name, "region": statute.region}
    await connection.execute(
        insert_or_leave(ambiti)
        .values(ambito_id=key, slug=statute.slug, kind=statute.kind, **values)
        .on_conflict_do_update(index_elements=[ambiti.c.ambito_id], set_=values)
    )


def _protect(slug: str, past: list[str]) -> None:
    if past:
        message = (
            f"{slug}: la modifica riscrive il passato. Se è una rettifica, applicarla dicendone il "
            "motivo (ambiti tenants apply FILE --reason «motivo»). Cambierebbe:"
        )
        raise StatuteRefused(message, *past)


async def _reference(connection: AsyncConnection, wanted: dict[Any, stored.Rows]) -> None:
    """Write the comuni that are missing. Those that are there are facts, and stay as they are."""
    for table, rows in wanted.items():
        if not rows:
            continue
        ordered = [rows[key] for key in sorted(rows)]
        await connection.execute(insert_or_leave(table).on_conflict_do_nothing(), ordered)
        column = next(iter(table.primary_key.columns))
        result = await connection.execute(select(table).where(column.in_(list(rows))))
        found = {row[column.name]: dict(row) for row in result.mappings()}
        wrong = [
            f"{table.name}: {key}: nel registro {_told(found.get(key))}; nello statuto {_told(row)}"
            for key, row in sorted(rows.items())
            if found.get(key) != row
        ]
        if wrong:
            message = "I dati di un comune sono diversi da quelli già registrati:"
            raise StatuteRefused(message, *wrong)


def _told(row: dict[str, Any] | None) -> str:
    return "niente" if row is None else ", ".join(str(value) for value in row.values())


async def _keep(connection: AsyncConnection, loaded: LoadedStatute, **values: Any) -> None:
    """Keep the text as it was given, as the next link of the chain."""
    version = {
        "hash": loaded.hash,
        "text": loaded.text,
        "rulebook": said(loaded.statute),
        "applied_at": func.now(),
        **values,
    }
    await connection.execute(insert(statute_versions).values(version))


async def _journalled(  # noqa: PLR0913, PLR0917  what the entry says
    connection: AsyncConnection,
    key: int,
    version: UUID,
    digest: str,
    applied_by: str,
    reason: str | None,
) -> None:
    """Write the act in the tenant's journal: who has no token is named as at the command line."""
    await journal.append(
        connection,
        key,
        journal.Entry(
            act="apply_statute",
            performer=journal.Performer(applied_by),
            subject_kind="StatuteVersion",
            subject_id=version,
            input={"hash": digest, "reason": reason},
            written=((statute_versions, version),),
        ),
    )


def _changes(latest: Any, loaded: LoadedStatute) -> list[str]:
    """Tell what a version changes, in the words of the domain; the first one changes nothing."""
    if latest is None:
        return []
    try:
        old = load_or_raise(latest["text"], f"{loaded.statute.slug}, versione {latest['number']}")
    except UnreadableStatuteError:
        return ["la versione precedente è scritta in una lingua che non si legge più"]
    return [str(change) for change in diffing.diff(old.statute, loaded.statute)]


def _lock_number(slug: str) -> int:
    digest = hashlib.sha256(f"statute:{slug}".encode()).digest()
    return int.from_bytes(digest[:8], signed=True)
