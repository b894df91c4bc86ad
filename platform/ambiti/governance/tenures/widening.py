"""After a revocation the pool may be wider: until whoever replaces is appointed."""

from datetime import date

from sqlalchemy import func, select

from ambiti.acting.work import Work
from ambiti.governance.tenures import tables
from ambiti.statute.language.appointments import WidenedPool
from ambiti.statute.language.roles import Role


async def widened_by(work: Work, role: Role, day: date) -> WidenedPool | None:
    """Give the wider pool of a role, where it holds always or a revocation waits for its sequel."""
    rule = role.revocation.widened_pool if role.revocation else None
    if rule is None or not rule.valid.period.covers(day):
        return None
    if not rule.only_after_revocation or await _open(work, role):
        return rule
    return None


async def _open(work: Work, role: Role) -> bool:
    """Tell whether the last holder was revoked, and nobody was appointed since."""
    held, cases = tables.tenures.c, tables.revocations.c
    tenant = work.tenant.ambito_id
    revoked = await work.connection.scalar(
        select(func.max(cases.decided_on))
        .join_from(
            tables.revocations,
            tables.tenures,
            (held.ambito_id == cases.ambito_id) & (held.id == cases.tenure_id),
        )
        .where(cases.ambito_id == tenant, held.role_code == role.code)
        .where(cases.status == "APPROVED")
    )
    if revoked is None:
        return False
    after = await work.connection.scalar(
        select(func.count())
        .select_from(tables.tenures)
        .where(held.ambito_id == tenant, held.role_code == role.code)
        .where(held.status == "HELD", held.since >= revoked)
    )
    return not after
