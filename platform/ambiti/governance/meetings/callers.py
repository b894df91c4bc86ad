"""As whom somebody asks: the roles of the statute that the caller's mandates give, and where."""

from sqlalchemy import select

from ambiti.acting.work import Work
from ambiti.governance import tables as governance
from ambiti.governance.meetings.rules import Caller
from ambiti.territory.tables import comuni


async def caller_of(work: Work) -> Caller:
    """Tell as whom the caller asks: the roles and comuni of the mandates held here today."""
    held = governance.mandates.c
    rows = await work.all(
        select(held.role_code, comuni.c.name)
        .select_from(governance.mandates.outerjoin(comuni, comuni.c.istat_code == held.istat_code))
        .where(held.ambito_id == work.tenant.ambito_id)
        .where(held.principal_id == work.call.actor.principal_id)
        .where(held.since <= work.day, held.until > work.day)
    )
    here = [one for one in work.call.actor.mandates if one.ambito_id == work.tenant.ambito_id]
    return Caller(
        roles=frozenset(row["role_code"] for row in rows),
        comuni=frozenset(row["name"] for row in rows if row["name"]),
        accesses=frozenset(one.access for one in here),
    )
