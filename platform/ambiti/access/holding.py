"""Writing who exists and what it holds: one person and one tenant or Regione at a time."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Self
from uuid import UUID, uuid4

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from ambiti.access.choosing import MandateRefused, RegionalRole, TenantRole
from ambiti.database.engine import transaction

ENDLESS = date.max
"""The last day of a mandate that has none, as the driver writes infinity."""

_ALONE = text("select pg_advisory_xact_lock(hashtextextended(:identity, 0))")

_KNOWN = text("select id, name, kind, invented from ambiti.principals where identity = :identity")

_PRINCIPAL = text(
    "insert into ambiti.principals (id, identity, name, kind, invented)"
    " values (:id, :identity, :name, :kind, :invented)"
)

_RENAME = text("update ambiti.principals set name = :name where id = :id")

_HELD = text(
    "select since, until from ambiti.mandates where ambito_id = :ambito_id"
    " and principal_id = :principal_id and role_code = :role_code"
    " and istat_code is not distinct from :istat_code"
    " and unit_id is not distinct from :unit_id and since < :until and until > :since"
    " order by since limit 1"
)

_MANDATE = text(
    "insert into ambiti.mandates (ambito_id, id, principal_id, role_code, istat_code, unit_id,"
    " since, until, act, source_code, source_document, source_article) values (:ambito_id, :id,"
    " :principal_id, :role_code, :istat_code, :unit_id, :since, :until, :act, :source_code,"
    " :source_document, :source_article)"
)

_HELD_FOR_REGION = text(
    "select since, until from ambiti.regional_mandates where principal_id = :principal_id"
    " and region = :region and access = :access and since < :until and until > :since"
    " order by since limit 1"
)

_REGIONAL_MANDATE = text(
    "insert into ambiti.regional_mandates (id, principal_id, region, access, since, until, act)"
    " values (:id, :principal_id, :region, :access, :since, :until, :act)"
)


@dataclass(frozen=True, slots=True)
class Principal:
    """A person or a system, as it is to be known."""

    identity: str
    name: str
    kind: str
    invented: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """The days of a mandate: its first, and the first without it (None where it has no end)."""

    since: date
    until: date | None = None

    @classmethod
    def day(cls, day: date) -> Self:
        """Give the term of one day."""
        return cls(day, day + timedelta(days=1))

    @classmethod
    def stored(cls, since: date, until: date) -> Self:
        """Read a term from its two columns."""
        return cls(since, None if until == ENDLESS else until)

    def __str__(self) -> str:
        """Say it in Italian."""
        until = "" if self.until is None else f" al {self.until} escluso"
        return f"dal {self.since}{until}"

    def columns(self) -> dict[str, date]:
        """Give the two columns."""
        return {"since": self.since, "until": self.until or ENDLESS}


@asynccontextmanager
async def writing(
    engine: AsyncEngine, identity: str, chosen: TenantRole | RegionalRole
) -> AsyncIterator[AsyncConnection]:
    """Open a transaction that writes one person's mandates; who wants the same one waits."""
    key = chosen.key if isinstance(chosen, TenantRole) else None
    reach = () if key is None else (key,)
    async with transaction(engine, reach=reach, acting=key, subject=identity) as connection:
        await connection.execute(_ALONE, {"identity": identity})
        yield connection


async def introduce(connection: AsyncConnection, principal: Principal) -> UUID:
    """Find the person or system, or write it; a real one takes the name that is given now."""
    result = await connection.execute(_KNOWN, {"identity": principal.identity})
    known = result.mappings().first()
    values = {"name": principal.name, "kind": principal.kind, "invented": principal.invented}
    if known is None:
        key = uuid4()
        await connection.execute(_PRINCIPAL, {"id": key, "identity": principal.identity, **values})
        return key
    if (known["kind"], known["invented"]) != (principal.kind, principal.invented):
        told = "inventato" if known["invented"] else known["kind"]
        message = f"{principal.identity} è già registrato come {told} («{known['name']}»)."
        raise MandateRefused(message)
    found: UUID = known["id"]
    if known["name"] != principal.name and not principal.invented:
        await connection.execute(_RENAME, {"id": found, "name": principal.name})
    return found


async def overlapping(
    connection: AsyncConnection, principal: UUID, chosen: TenantRole | RegionalRole, term: Term
) -> Term | None:
    """Find a term in which the same role is already held on some of these days."""
    statement = _HELD if isinstance(chosen, TenantRole) else _HELD_FOR_REGION
    asked = _asked(statement, {**chosen.columns(), **term.columns(), "principal_id": principal})
    row = (await connection.execute(statement, asked)).first()
    return None if row is None else Term.stored(*row)


async def hold(
    connection: AsyncConnection,
    principal: UUID,
    chosen: TenantRole | RegionalRole,
    term: Term,
    act: str,
) -> UUID:
    """Write that the role is held, and give the id of the mandate."""
    statement = _MANDATE if isinstance(chosen, TenantRole) else _REGIONAL_MANDATE
    key = uuid4()
    values = {**chosen.columns(), **term.columns(), "principal_id": principal, "act": act}
    await connection.execute(statement, {**values, "id": key})
    return key


def _asked(statement: Any, values: dict[str, Any]) -> dict[str, Any]:
    return {name: values[name] for name in statement.compile().params}
