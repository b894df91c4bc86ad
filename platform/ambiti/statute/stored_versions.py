"""The texts of statutes that were applied, by tenant and number."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from ambiti.database.engine import transaction
from ambiti.statute.loading import LoadedStatute, load_or_raise
from ambiti.statute.tables import ambiti, statute_versions


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a tenant's statute: a number, or the last one."""

    slug: str
    number: int | None = None

    @classmethod
    def named(cls, text: str) -> "Version | None":
        """Read «slug» or «slug@3»; None where it is written in another way."""
        slug, at, number = text.partition("@")
        if at and not (number.isascii() and number.isdecimal()):
            return None
        return cls(slug, int(number) if at else None)

    def __str__(self) -> str:
        """Write it as it is asked for."""
        return self.slug if self.number is None else f"{self.slug}@{self.number}"


class UnknownVersionError(Exception):
    """No such version was applied; the message says which there are."""


async def version(engine: AsyncEngine, wanted: Version) -> LoadedStatute:
    """Read a version that was applied."""
    async with transaction(engine, reach=()) as connection:
        known = select(ambiti.c.ambito_id).where(ambiti.c.slug == wanted.slug)
        key = await connection.scalar(known)
        slugs = await connection.scalars(select(ambiti.c.slug).order_by(ambiti.c.slug))
        names = ", ".join(slugs) or "nessuno"
    if key is None:
        message = f"«{wanted.slug}» non è un file, né uno statuto applicato. Applicati: {names}."
        raise UnknownVersionError(message)
    columns = (statute_versions.c.number, statute_versions.c.text)
    async with transaction(engine, reach=[key]) as connection:
        result = await connection.execute(
            select(*columns)
            .where(statute_versions.c.ambito_id == key)
            .order_by(statute_versions.c.number)
        )
        texts = {row.number: row.text for row in result}
    number = wanted.number if wanted.number is not None else max(texts, default=0)
    if number not in texts:
        there_are = ", ".join(f"{wanted.slug}@{one}" for one in texts) or "nessuna"
        message = f"{wanted.slug} non ha la versione {number}. Versioni applicate: {there_are}."
        raise UnknownVersionError(message)
    return load_or_raise(texts[number], f"{wanted.slug}@{number}")
