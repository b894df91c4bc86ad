"""From an identity to an Actor: the mandates that the database knows of, on a day.

Row-level security shows a person its own principal and its own mandates whatever the reach, but
the roles of a tenant only where the tenant is reached. So it takes two questions: which mandates,
then, with exactly their tenants reached, what those roles are.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from operator import itemgetter
from typing import Any, Protocol
from uuid import UUID

import orjson

from ambiti.access.actor import Actor, Mandate
from ambiti.access.tokens import Identity

HELD = """
select json_agg(found) from (
select p.id, p.name, p.version,
       held.ambito_id, held.role_code, held.access, held.istat_code, held.unit_id,
       held.since, held.act
  from ambiti.principals p
  left join (
       select m.principal_id, m.ambito_id, m.role_code, null as access, m.istat_code, m.unit_id,
              m.since, m.act
         from ambiti.mandates m
        where m.since <= $2::date and m.until > $2::date
        union all
       select r.principal_id, a.ambito_id, null, r.access, null, null, null, null
         from ambiti.regional_mandates r
         join ambiti.ambiti a on a.region = r.region
        where r.since <= $2::date and r.until > $2::date
       ) held on held.principal_id = p.id
 where p.identity = $1::text
) found
"""

ROLES = """
select json_agg(found) from (
select ambito_id, code, access
  from ambiti.roles
 where ambito_id = any ($1::integer[]) and code = any ($2::text[])
   and valid_from <= $3::date and valid_until > $3::date
) found
"""


class Asking(Protocol):
    """One question to the database, seen through row-level security: its first row, as text."""

    async def __call__(
        self, sql: str, arguments: Sequence[Any], reach: Sequence[int], identity: str | None
    ) -> Sequence[bytes | None]:
        """Ask with these arguments, as a person who reaches these tenants."""
        ...


async def resolve(ask: Asking, identity: Identity, day: date) -> Actor:
    """Tell who an identity is and which mandates it holds on a day.

    Who is unknown to the database is a ``cittadino`` who has logged in. A mandate whose role is
    not among those of its tenant on that day gives nothing.
    """
    who = identity.identity
    rows = _listed(await ask(HELD, (who, day), (), who))
    if not rows:
        return Actor(identity=identity.identity, name=identity.name)
    roles = await _roles(ask, who, [row for row in rows if row["role_code"] is not None], day)
    held = [row for row in rows if row["ambito_id"] is not None]
    found = {
        Mandate(access, row["ambito_id"], row["istat_code"], _uuid(row["unit_id"]))
        for row in held
        for access in _accesses(row, roles)
    }
    return Actor(
        identity=identity.identity,
        principal_id=_uuid(rows[0]["id"]),
        name=rows[0]["name"],
        mandates=tuple(sorted(found, key=_order)),
        version=rows[0]["version"],
        acts=_acts(held, roles),
    )


def _listed(row: Sequence[bytes | None]) -> list[dict[str, Any]]:
    return [] if row[0] is None else orjson.loads(row[0])


def _uuid(text: str | None) -> UUID | None:
    return None if text is None else UUID(text)


async def _roles(
    ask: Asking, who: str, held: Sequence[Mapping[str, Any]], day: date
) -> dict[tuple[int, str], list[str]]:
    """Read what the roles held are, each in its tenant."""
    found: dict[tuple[int, str], list[str]] = {}
    if not held:
        return found
    tenants = sorted({row["ambito_id"] for row in held})
    codes = sorted({row["role_code"] for row in held})
    for role in _listed(await ask(ROLES, (tenants, codes, day), tenants, who)):
        found.setdefault((role["ambito_id"], role["code"]), []).append(role["access"])
    return found


def _acts(
    held: Sequence[Mapping[str, Any]], roles: dict[tuple[int, str], list[str]]
) -> Mapping[tuple[int, str], str]:
    """Tell by which act each role of a tenant is held; who holds for a Regione acts in none."""
    found: dict[tuple[int, str], str] = {}
    for row in sorted((one for one in held if one["act"] is not None), key=itemgetter("since")):
        for access in _accesses(row, roles):
            found.setdefault((row["ambito_id"], access), row["act"])
    return found


def _accesses(row: Mapping[str, Any], roles: dict[tuple[int, str], list[str]]) -> Iterable[str]:
    if row["access"] is not None:
        return (row["access"],)
    return roles.get((row["ambito_id"], row["role_code"]), ())


def _order(mandate: Mandate) -> tuple[int, str, str, str]:
    unit = "" if mandate.unit_id is None else str(mandate.unit_id)
    return (mandate.ambito_id, mandate.access, mandate.istat_code or "", unit)
