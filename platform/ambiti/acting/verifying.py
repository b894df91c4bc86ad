"""Whether the journals are whole, and every row is as the last act on it left it."""

from dataclasses import dataclass

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncEngine

from ambiti.acting.journal import faults
from ambiti.acting.tables import journal_entries
from ambiti.database.engine import transaction

_TENANTS = text("select ambito_id, slug from ambiti.ambiti order by slug")


@dataclass(frozen=True, slots=True)
class Told:
    """The journal of a tenant: how long it is, its last hash, and what is wrong."""

    slug: str
    acts: int
    last: str | None
    faults: list[str]

    def __str__(self) -> str:
        """Say its length and last hash, which is to be kept where this database is not."""
        if self.last is None:
            return f"{self.slug}: nel giornale non c'è ancora alcun atto."
        return (
            f"{self.slug}: nel giornale {self.acts} atti; l'ultimo ha hash {self.last} "
            "(da conservare anche altrove: solo così si vede se il giornale fosse troncato)."
        )


async def journals(engine: AsyncEngine) -> list[Told]:
    """Verify the journal of every tenant."""
    async with transaction(engine, reach=()) as connection:
        tenants = (await connection.execute(_TENANTS)).all()
    found = []
    for key, slug in tenants:
        async with transaction(engine, reach=(key,)) as connection:
            wrong = await faults(connection, key)
            columns = journal_entries.c
            last = (
                await connection.execute(
                    select(columns.number, columns.hash)
                    .where(columns.ambito_id == key)
                    .order_by(columns.number.desc())
                    .limit(1)
                )
            ).one_or_none()
        found.append(
            Told(
                slug,
                last.number if last else 0,
                last.hash if last else None,
                [f"{slug}: {one}" for one in wrong],
            )
        )
    return found
