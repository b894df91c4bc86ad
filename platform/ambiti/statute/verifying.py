"""What is stored is what was applied: rows follow from texts, and texts from one another."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from ambiti.database.engine import transaction
from ambiti.statute import stored
from ambiti.statute.loading import LoadedStatute, UnreadableStatuteError, load_or_raise
from ambiti.statute.projection import Keys, Projection
from ambiti.statute.tables import ambiti, statute_versions


async def verify(engine: AsyncEngine, projections: Sequence[Projection]) -> list[str]:
    """Find what is not as it was applied: rows, texts, and the chain of hashes."""
    async with transaction(engine, reach=()) as connection:
        result = await connection.execute(select(ambiti.c.ambito_id, ambiti.c.slug))
        tenants = sorted((slug, key) for key, slug in result)
    faults: list[str] = []
    for slug, key in tenants:
        async with transaction(engine, reach=[key]) as connection:
            faults += [
                f"{slug}: {fault}" for fault in await _faults(connection, slug, key, projections)
            ]
    return faults


async def _faults(
    connection: AsyncConnection, slug: str, key: int, projections: Sequence[Projection]
) -> list[str]:
    result = await connection.execute(
        select(statute_versions)
        .where(statute_versions.c.ambito_id == key)
        .order_by(statute_versions.c.number)
    )
    faults: list[str] = []
    previous: str | None = None
    loaded: LoadedStatute | None = None
    for place, version in enumerate(result.mappings().all(), start=1):
        loaded = None
        number = version["number"]
        if number != place:
            faults.append(f"manca la versione {place} dello statuto")
        if version["previous_hash"] != previous:
            faults.append(f"la versione {number} non segue quella prima (previous_hash)")
        previous = version["hash"]
        try:
            loaded = load_or_raise(version["text"], f"{slug}, versione {number}")
        except UnreadableStatuteError:
            faults.append(f"il testo della versione {number} non si legge")
            continue
        if loaded.hash != version["hash"]:
            faults.append(f"il testo della versione {number} non ha il suo hash")
    if previous is None:
        return [*faults, "il tenant non ha alcuna versione dello statuto"]
    if loaded is None:
        return faults
    told = await stored.informed(connection, projections, key)
    wanted = stored.declared(loaded.statute, Keys(slug, key), told)
    before = await stored.stored(connection, wanted.own, key)
    faults += [
        f"{change.table.name}: righe mancanti {len(change.inserts)}, diverse "
        f"{len(change.updates)}, in più {len(change.deletes)} rispetto allo statuto"
        for change in stored.changes(before, wanted.own)
    ]
    return faults
