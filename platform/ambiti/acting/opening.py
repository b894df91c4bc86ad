"""How the transaction of an act is opened: for a caller who is still who it was, in one tenant."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from ambiti.acting import journal
from ambiti.acting.refusing import Refused, Violation
from ambiti.acting.work import Tenant, Work
from ambiti.database.engine import confine, transaction
from ambiti.database.statements import Kept
from ambiti.reading.call import Call
from ambiti.reading.refusal import StaleActor, Unavailable

AGAIN: Final = frozenset({"40001", "40P01", "55P03", "23505"})
"""Out of turn, in a knot, held up, or written by another since it was looked for: tried again."""
_LATER: Final = frozenset({"57014", "57P01", "57P02", "57P03", "53300"})
"""Interrupted, shut down, too many connections: the database says so, and not the act."""
_TENANT: Final = Kept(text("select ambito_id, slug, name from ambiti.ambiti where slug = :slug"))
_CURRENT: Final = Kept(
    text("select version from ambiti.principals where identity = :identity for share")
)
_MANDATE: Final = Kept(
    text(
        "select m.act from ambiti.mandates m join ambiti.roles r on r.ambito_id = m.ambito_id"
        " and r.code = m.role_code and r.valid_from <= :day and r.valid_until > :day"
        " where m.ambito_id = :tenant and m.principal_id = :principal and r.access = :access"
        " and m.since <= :day and m.until > :day order by m.since limit 1"
    )
)


@asynccontextmanager
async def known(engine: AsyncEngine, call: Call) -> AsyncIterator[AsyncConnection]:
    """Open a transaction that holds the caller's own row: its roles are those of its call."""
    actor = call.actor
    if actor.identity is None:
        raise Refused([_stranger(None)])
    async with transaction(engine, reach=(), subject=actor.identity) as connection:
        current = await _CURRENT.rows(connection, identity=actor.identity)
        there = [] if actor.principal_id is None else [actor.version]
        if [one["version"] for one in current] != there:
            raise StaleActor  # also who was unknown, and has meanwhile been given something
        if actor.principal_id is None:
            raise Refused([_stranger(actor.identity)])
        yield connection


async def tenant_called(connection: AsyncConnection, slug: str) -> Tenant:
    """Find a tenant by its slug, or refuse it."""
    found = await _TENANT.rows(connection, slug=slug)
    if not found:
        raise Refused([Violation("NOT_FOUND", f"Non c'è alcun Ambito «{slug}».", "ambito")])
    return Tenant(**found[0])


async def entered(connection: AsyncConnection, call: Call, tenant: Tenant, field: str) -> None:
    """Let the transaction reach what its caller reaches, and write to one tenant of it."""
    if tenant.ambito_id not in call.actor.reach:
        message = f"In {tenant.name} chi chiede non ha alcun incarico."
        raise Refused([Violation("NOT_ALLOWED", message, field)])
    await confine(connection, call.actor.reach, tenant.ambito_id)


async def performer_of(work: Work) -> journal.Performer:
    """Tell who acts, under which role and which act."""
    performer = work.performer
    assert performer is not None  # noqa: S101  require_any comes first
    found = await _MANDATE.rows(
        work.connection,
        tenant=work.tenant.ambito_id,
        principal=performer.principal_id,
        access=performer.access,
        day=work.day,
    )
    act = found[0]["act"] if found else None
    return journal.Performer(performer.name, performer.principal_id, performer.access, act)


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
