"""How the transaction of an act is opened: for a caller who is still who it was, in one tenant."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Final

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from ambiti.acting.naming import absent
from ambiti.acting.refusing import Refused, Violation
from ambiti.acting.work import Tenant
from ambiti.database.engine import confine, transaction
from ambiti.database.statements import Kept, Row
from ambiti.reading.call import Call
from ambiti.reading.refusal import StaleActor, Unavailable

AGAIN: Final = frozenset({"40001", "40P01", "55P03", "23505"})
"""Out of turn, in a knot, held up, or written by another since it was looked for: tried again."""
_LATER: Final = frozenset({"57014", "57P01", "57P02", "57P03", "53300"})
"""Interrupted, shut down, too many connections: the database says so, and not the act."""
_OPENING: Final = (
    "select (select version from ambiti.principals where identity = :identity for share)"
    " as version, a.ambito_id, a.slug, a.name from (select) one left join ambiti.ambiti a on a."
)
_BY_SLUG: Final = Kept(text(f"{_OPENING}slug = :sought"))
_BY_KEY: Final = Kept(text(f"{_OPENING}ambito_id = :sought"))
_keys: Final[dict[str, int]] = {}
"""Which tenant was last found under a slug: what it is now is asked in every transaction."""


@dataclass(frozen=True, slots=True)
class Sought:
    """The tenant that is to be acted on, as a field of the input names it."""

    field: str
    slug: str | None = None
    key: int | None = None

    def likely(self) -> int | None:
        """Tell which one it is, unless that has changed."""
        return self.key if self.slug is None else _keys.get(self.slug)

    async def rows(self, connection: AsyncConnection, identity: str) -> list[Row]:
        """Hold the row of the caller, and look for the tenant."""
        if self.slug is not None:
            return await _BY_SLUG.rows(connection, identity=identity, sought=self.slug)
        key = -1 if self.key is None else self.key
        return await _BY_KEY.rows(connection, identity=identity, sought=key)

    def absent(self) -> Violation:
        """Say that there is no such tenant."""
        if self.slug is None:
            return absent(self.field)
        return Violation("NOT_FOUND", f"Non c'è alcun Ambito «{self.slug}».", self.field)


@asynccontextmanager
async def opened(
    engine: AsyncEngine, call: Call, sought: Sought
) -> AsyncIterator[tuple[AsyncConnection, Tenant]]:
    """Open the transaction of an act in a tenant, for a caller who is still who it was.

    It reaches what the caller reaches, writes to that tenant alone, and holds the caller's own row
    until its end. Who is not the one any more for whom it was begun is found out before all else.
    """
    actor = call.actor
    if actor.identity is None:
        raise Refused([_stranger(None)])
    likely = sought.likely()
    acting = likely if likely in actor.reach else None
    async with transaction(
        engine, reach=actor.reach, acting=acting, subject=actor.identity
    ) as connection:
        (found,) = await sought.rows(connection, actor.identity)
        if found["version"] != (None if actor.principal_id is None else actor.version):
            raise StaleActor  # also who was unknown, and has meanwhile been given something
        if actor.principal_id is None:
            raise Refused([_stranger(actor.identity)])
        if found["ambito_id"] is None:
            raise Refused([sought.absent()])
        tenant = Tenant(found["ambito_id"], found["slug"], found["name"])
        if tenant.ambito_id not in actor.reach:
            message = f"In {tenant.name} chi chiede non ha alcun incarico."
            raise Refused([Violation("NOT_ALLOWED", message, sought.field)])
        if acting != tenant.ambito_id:
            await confine(connection, actor.reach, tenant.ambito_id)
        _keys[tenant.slug] = tenant.ambito_id
        yield connection, tenant


def _stranger(identity: str | None) -> Violation:
    if identity is None:
        return Violation("NOT_AUTHENTICATED", "Per compiere un atto serve un token.")
    return Violation("NOT_ALLOWED", "Chi chiede non ha alcun incarico.")


def state_of(error: Exception) -> str | None:
    """Give the code with which the database told a fault."""
    return getattr(_of_the_driver(error), "sqlstate", None)


def _of_the_driver(error: Exception) -> BaseException:
    """Give the fault as the driver told it, where SQLAlchemy has it in its hands."""
    return error.orig or error if isinstance(error, DBAPIError) else error


def unavailable(error: Exception) -> Exception:
    """Tell a database that cannot be reached from a fault of ours."""
    lost = isinstance(error, OperationalError)
    lost |= isinstance(error, DBAPIError) and error.connection_invalidated
    if lost or state_of(error) in _LATER:
        name = type(_of_the_driver(error)).__name__
        return Unavailable(f"the act could not be done now: {name}")
    return error
