"""What the acts done for others stand on: who asks, who has left, which mandates are valid."""

from datetime import date
from uuid import UUID

from sqlalchemy import and_, or_, select

from ambiti.acting.refusing import Violation
from ambiti.acting.work import Work
from ambiti.agreements.representation import tables
from ambiti.agreements.tables import instruments
from ambiti.agreements.withdrawals.tables import withdrawals
from ambiti.database.statements import Row
from ambiti.governance.acts.parties import Author, unspoken
from ambiti.governance.calling import caller_of
from ambiti.statute.language.rule import Rule
from ambiti.statute.language.statute import Statute
from ambiti.territory.tables import bodies


async def stranger(work: Work, statute: Statute, one: Author, rule: Rule | None) -> list[Violation]:
    """Say that whoever asks does not act for the author."""
    return unspoken(statute, one, await caller_of(work), rule, "by")


async def gone(work: Work, instrument: str, day: date) -> frozenset[str]:
    """Tell who has left an instrument by the day: comuni by ISTAT code, others by their code."""
    left, of = withdrawals.c, instruments.c
    rows = await work.all(
        select(left.istat_code, bodies.c.code)
        .join(instruments, and_(of.ambito_id == left.ambito_id, of.id == left.instrument_id))
        .outerjoin(bodies, and_(bodies.c.ambito_id == left.ambito_id, bodies.c.id == left.body_id))
        .where(left.ambito_id == work.tenant.ambito_id)
        .where(of.code == instrument, left.effect_on <= day)
    )
    return frozenset(row["istat_code"] or row["code"] for row in rows)


async def mandates(work: Work, matter: str, signer: str, day: date) -> dict[str, UUID]:
    """Give the mandates that are valid on a day, by who granted them."""
    given, taken = tables.signing_mandates.c, tables.mandate_revocations.c
    rows = await work.all(
        select(given.code, given.id)
        .outerjoin(
            tables.mandate_revocations,
            and_(taken.ambito_id == given.ambito_id, taken.mandate_id == given.id),
        )
        .where(given.ambito_id == work.tenant.ambito_id)
        .where(given.matter_code == matter, given.signer_code == signer)
        .where(given.granted_on <= day, or_(given.until.is_(None), given.until >= day))
        .where(or_(taken.revoked_on.is_(None), taken.revoked_on > day))
    )
    return {row["code"]: row["id"] for row in rows}


async def contract_of(work: Work, programme: str, day: date) -> Row | None:
    """Find the contract that is in force on a day, of those that are a programming document."""
    columns = tables.signed_contracts.c
    rows = await work.all(
        select(tables.signed_contracts)
        .where(columns.ambito_id == work.tenant.ambito_id)
        .where(columns.programme_code == programme, columns.since <= day)
        .where(or_(columns.until.is_(None), columns.until >= day))
        .order_by(columns.since.desc(), columns.id)
    )
    return rows[0] if rows else None
