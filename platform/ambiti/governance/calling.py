"""As whom somebody asks for an act: the mandates held in its tenant today."""

from sqlalchemy import and_, select

from ambiti.acting.work import Work
from ambiti.governance import tables as governance
from ambiti.governance.competence import Caller
from ambiti.territory.tables import comuni, units


async def caller_of(work: Work) -> Caller:
    """Tell as whom the caller asks: the roles, comuni and units of the mandates held here today."""
    held = governance.mandates.c
    rows = await work.all(
        select(held.role_code, comuni.c.name, units.c.code)
        .select_from(
            governance.mandates.outerjoin(comuni, comuni.c.istat_code == held.istat_code).outerjoin(
                units, and_(units.c.ambito_id == held.ambito_id, units.c.id == held.unit_id)
            )
        )
        .where(held.ambito_id == work.tenant.ambito_id)
        .where(held.principal_id == work.call.actor.principal_id)
        .where(held.since <= work.day, held.until > work.day)
    )
    here = [one for one in work.call.actor.mandates if one.ambito_id == work.tenant.ambito_id]
    return Caller(
        roles=frozenset(row["role_code"] for row in rows),
        comuni=frozenset(row["name"] for row in rows if row["name"]),
        accesses=frozenset(one.access for one in here),
        units=frozenset(row["code"] for row in rows if row["code"]),
    )
