"""Who convenes after a revocation: the text names somebody, and nobody else may."""

from sqlalchemy import select

from ambiti.acting.refusing import Violation
from ambiti.acting.work import Work
from ambiti.governance.competence import CLERKS, Caller, is_one, said_by
from ambiti.governance.tenures import tables
from ambiti.statute.language.organs import Organ
from ambiti.statute.language.statute import Statute
from ambiti.statute.naming import Names


async def reserved(
    work: Work, statute: Statute, organ: Organ, caller: Caller
) -> tuple[Violation, ...]:
    """While whoever was revoked is not replaced, the organ that picks is convened by one alone."""
    if caller.accesses & CLERKS:
        return ()
    found = []
    for role in statute.roles:
        rule = role.revocation.convening if role.revocation else None
        if rule is None or rule.organ != organ.code or is_one(statute, rule.by, caller):
            continue
        if await _open(work, role.code):
            name = Names.of(statute).declared("subject").get(rule.by, rule.by)
            message = f"Dopo la revoca di {role.name} a convocare {organ.name} è: {name}."
            found.append(said_by(rule, statute, "NOT_CONVENER", message, "organ"))
    return tuple(found)


async def _open(work: Work, role: str) -> bool:
    """Tell whether a revocation of the role waits for whoever comes after."""
    held, cases = tables.tenures.c, tables.revocations.c
    rows = await work.all(
        select(cases.decided_on)
        .join_from(
            tables.revocations,
            tables.tenures,
            (held.ambito_id == cases.ambito_id) & (held.id == cases.tenure_id),
        )
        .where(cases.ambito_id == work.tenant.ambito_id, held.role_code == role)
        .where(cases.status == "APPROVED")
        .order_by(cases.decided_on.desc())
        .limit(1)
    )
    if not rows:
        return False
    after = await work.all(
        select(held.id)
        .where(held.ambito_id == work.tenant.ambito_id, held.role_code == role)
        .where(held.status == "HELD", held.since >= rows[0]["decided_on"], held.until > work.day)
    )
    return not after
