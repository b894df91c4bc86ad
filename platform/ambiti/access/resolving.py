"""From an identity to an Actor: the mandates that the database knows of, on a day.

Row-level security shows a person its own principal and its own mandates whatever the reach, but
the roles of a tenant only where the tenant is reached. So it takes two steps: which mandates,
then, with exactly their tenants reached, what those roles are. Between the two the reach is widened
and then given back empty, so that nothing after this reads more than it asks for.
"""

from collections.abc import Iterable, Sequence
from datetime import date

import asyncpg

from ambiti.access.actor import Actor, Mandate
from ambiti.access.tokens import Identity
from ambiti.database.engine import array_literal

HELD = """
select p.id, p.name, p.version,
       held.ambito_id, held.role_code, held.access, held.istat_code, held.unit_id
  from ambiti.principals p
  left join (
       select m.principal_id, m.ambito_id, m.role_code, null as access, m.istat_code, m.unit_id
         from ambiti.mandates m
        where m.since <= $2 and m.until > $2
        union all
       select r.principal_id, a.ambito_id, null, r.access, null, null
         from ambiti.regional_mandates r
         join ambiti.ambiti a on a.region = r.region
        where r.since <= $2 and r.until > $2
       ) held on held.principal_id = p.id
 where p.identity = $1
"""

ROLES = """
select ambito_id, code, access
  from ambiti.roles
 where ambito_id = any ($1::integer[]) and code = any ($2::text[])
   and valid_from <= $3 and valid_until > $3
"""

REACH = "select set_config('ambiti.reach', $1, true)"


async def resolve(connection: asyncpg.Connection, identity: Identity, day: date) -> Actor:
    """Tell who an identity is and which mandates it holds on a day.

    The transaction is open, its subject is the identity and its reach is empty, and it is given
    back so. Who is unknown to the database is a ``cittadino`` who has logged in. A mandate whose
    role is not among those of its tenant on that day gives nothing.
    """
    rows = await connection.fetch(HELD, identity.identity, day)
    if not rows:
        return Actor(identity=identity.identity, name=identity.name)
    roles = await _roles(connection, [row for row in rows if row["role_code"] is not None], day)
    found = {
        Mandate(access, row["ambito_id"], row["istat_code"], row["unit_id"])
        for row in rows
        if row["ambito_id"] is not None
        for access in _accesses(row, roles)
    }
    return Actor(
        identity=identity.identity,
        principal_id=rows[0]["id"],
        name=rows[0]["name"],
        mandates=tuple(sorted(found, key=_order)),
        version=rows[0]["version"],
    )


async def _roles(
    connection: asyncpg.Connection, held: Sequence[asyncpg.Record], day: date
) -> dict[tuple[int, str], list[str]]:
    """Read what the roles held are, each in its tenant."""
    found: dict[tuple[int, str], list[str]] = {}
    if not held:
        return found
    tenants = sorted({row["ambito_id"] for row in held})
    codes = sorted({row["role_code"] for row in held})
    await connection.execute(REACH, array_literal(tenants))
    for role in await connection.fetch(ROLES, tenants, codes, day):
        found.setdefault((role["ambito_id"], role["code"]), []).append(role["access"])
    await connection.execute(REACH, array_literal(()))
    return found


def _accesses(row: asyncpg.Record, roles: dict[tuple[int, str], list[str]]) -> Iterable[str]:
    if row["access"] is not None:
        return (row["access"],)
    return roles.get((row["ambito_id"], row["role_code"]), ())


def _order(mandate: Mandate) -> tuple[int, str, str, str]:
    unit = "" if mandate.unit_id is None else str(mandate.unit_id)
    return (mandate.ambito_id, mandate.access, mandate.istat_code or "", unit)
