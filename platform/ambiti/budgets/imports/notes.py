"""The note of an import: what is asked of it meanwhile, and what stays known of it afterwards.

An import that runs holds a lock of its note, which ends with its transaction, whatever ends that: a
note that still says RUNNING and whose lock is free is of an import that was interrupted, and wrote
nothing.
"""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Final
from uuid import UUID

from sqlalchemy import bindparam, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from ambiti import clock
from ambiti.acting import single
from ambiti.budgets.funds.tables import budgets
from ambiti.budgets.imports.tables import ledger_imports
from ambiti.budgets.scopes import BUDGET
from ambiti.database.statements import Kept, Row, rows
from ambiti.imports.importing import Asked, Mode, Tally
from ambiti.reading import identifiers
from ambiti.reading.call import Call

NAMED: Final = "AccountingImport"
"""What an identifier of an import is called."""
RUNNING: Final = "RUNNING"
IMPORTED: Final = "IMPORTED"
_ENDED: Final = {Mode.CHECK: "CHECKED", Mode.IMPORT: IMPORTED}
WHOLE: Final = tuple(_ENDED.values())
"""How an import ends whose rows are all right: all of them are written, or would be."""
_HELD: Final = Kept(text("select pg_try_advisory_xact_lock(hashtextextended(:turn, 7307)) as got"))
_SHARED: Final = Kept(
    text("select pg_try_advisory_xact_lock_shared(hashtextextended(:turn, 7307)) as got")
)
_TENANT: Final = Kept(text("select slug from ambiti.ambiti where ambito_id = :key"))
_YEAR: Final = Kept(
    select(budgets.c.year).where(
        budgets.c.ambito_id == bindparam("tenant"), budgets.c.id == bindparam("key")
    )
)


async def held(connection: AsyncConnection, turn: str) -> bool:
    """Take a lock until the transaction ends, where nobody has it."""
    (found,) = await _HELD.rows(connection, turn=turn)
    return bool(found["got"])


def turn_of(tenant: int, key: UUID) -> str:
    """Name the lock of an import, or that of all imports into a budget."""
    return f"ledger_imports:{tenant}:{key}"


def ended(asked: Asked, tally: Tally) -> str:
    """Tell how an import ended."""
    return "REFUSED" if tally.error_count else _ENDED[asked.mode]


def values_of(tally: Tally) -> dict[str, Any]:
    """Give what a note says of how far an import has come, and what it found."""
    return {
        "done": tally.done,
        "written": tally.written,
        "known": tally.known,
        "error_count": tally.error_count,
        "errors": [asdict(one) for one in tally.errors],
        "warnings": [asdict(one) for one in tally.warnings],
    }


def answered(asked: Asked, tally: Tally, given: str | None) -> Mapping[str, Any]:
    """Tell an import that ended; ``given`` is its id, where it stays known."""
    return {
        "id": given,
        "ambito": asked.ambito,
        "year": asked.year,
        "mode": asked.mode.name,
        "state": ended(asked, tally),
        "fileName": asked.name,
        "fileHash": asked.hash,
        **tally.told(),
    }


async def begun(  # noqa: PLR0913, PLR0917  whose note it is
    connection: AsyncConnection, tenant: int, budget: UUID, key: UUID, asked: Asked, call: Call,
    tally: Tally,
) -> None:  # fmt: skip
    """Write the note of an import that begins."""
    values = {
        "ambito_id": tenant,
        "id": key,
        "budget_id": budget,
        "mode": asked.mode.name,
        "state": RUNNING,
        "file_name": asked.name,
        "file_hash": asked.hash,
        "row_count": tally.rows,
        "started_by": call.actor.name or "",
        "starter_id": call.actor.principal_id,
        "started_at": clock.now(),
        **values_of(tally),
    }
    await rows(connection, insert(ledger_imports).values(values))


async def noted(
    connection: AsyncConnection, tenant: int, key: UUID, tally: Tally, state: str = RUNNING
) -> None:
    """Write how far an import has come, and whether it ended."""
    columns = ledger_imports.c
    at = None if state == RUNNING else clock.now()
    told = {**values_of(tally), "state": state, "ended_at": at}
    await rows(
        connection,
        update(ledger_imports)
        .where(columns.ambito_id == tenant, columns.id == key, columns.state == RUNNING)
        .values(told),
    )


async def read(connection: AsyncConnection, given: str, call: Call) -> Mapping[str, Any] | None:
    """Tell what became of an import, to who may read the movements of its budget.

    The lock is asked for first: one that ends in between is read as it ended.
    """
    found = identifiers.decode(given)
    if found.type_name != NAMED or found.uuid is None or found.ambito_id is None:
        return None
    free = await _free(connection, found.ambito_id, found.uuid)
    permitted = call.permissions
    named = {"of_tenant": found.ambito_id, "of_key": found.uuid}
    seen = await single.seen(BUDGET, ledger_imports, permitted, held=False).rows(
        connection,
        **named,
        of_principal=call.actor.principal_id,
        **single.holders(BUDGET, permitted),
    )
    if not seen:
        return None
    (row,) = seen
    tenant: int = row["ambito_id"]
    (ambito,) = await _TENANT.rows(connection, key=tenant)
    (year,) = await _YEAR.rows(connection, tenant=tenant, key=row["budget_id"])
    interrupted = row["state"] == RUNNING and free
    return _told(row, ambito["slug"], year["year"], interrupted=interrupted)


async def _free(connection: AsyncConnection, tenant: int, key: UUID) -> bool:
    (found,) = await _SHARED.rows(connection, turn=turn_of(tenant, key))
    return bool(found["got"])


def _told(row: Row, ambito: str, year: int, *, interrupted: bool) -> Mapping[str, Any]:
    at = row["ended_at"]
    return {
        "id": identifiers.encode(NAMED, row["ambito_id"], row["id"]),
        "ambito": ambito,
        "year": year,
        "mode": row["mode"],
        "state": "INTERRUPTED" if interrupted else row["state"],
        "fileName": row["file_name"],
        "fileHash": row["file_hash"],
        "startedBy": row["started_by"],
        "startedAt": row["started_at"].isoformat(),
        "endedAt": None if at is None else at.isoformat(),
        "rows": row["row_count"],
        "done": row["done"],
        "written": row["written"] if row["state"] in WHOLE else 0,
        "known": row["known"],
        "errorCount": row["error_count"],
        "errors": row["errors"],
        "warnings": row["warnings"],
    }
