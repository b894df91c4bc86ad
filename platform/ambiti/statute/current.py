"""The statute that an act obeys: the last version applied, read once for all acts."""

from collections import OrderedDict
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncConnection

from ambiti.database.statements import Kept
from ambiti.statute.language.statute import Statute
from ambiti.statute.loading import load_or_raise
from ambiti.statute.tables import statute_versions

_KEPT: Final = 64
_read: OrderedDict[str, Statute] = OrderedDict()
"""The statutes that were read, by the hash of their text."""
_LATEST: Final = Kept(
    select(statute_versions.c.id, statute_versions.c.hash)
    .where(statute_versions.c.ambito_id == bindparam("tenant"))
    .order_by(statute_versions.c.number.desc())
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class InForce:
    """A statute and the version that it is."""

    statute: Statute
    version: UUID


async def in_force(connection: AsyncConnection, ambito_id: int) -> InForce:
    """Give the statute of a tenant as it was last applied; its rules say on which days they hold.

    A text that was read stays right, whichever version it is of; the latest are kept.
    """
    (latest,) = await _LATEST.rows(connection, tenant=ambito_id)
    version, key = latest["id"], latest["hash"]
    if key not in _read:
        columns = statute_versions.c
        found = await connection.execute(
            select(columns.text).where(columns.ambito_id == ambito_id, columns.id == version)
        )
        text: str = found.scalar_one()
        _read[key] = load_or_raise(text, f"versione {version}").statute
        while len(_read) > _KEPT:
            _read.popitem(last=False)
    _read.move_to_end(key)
    return InForce(_read[key], version)
