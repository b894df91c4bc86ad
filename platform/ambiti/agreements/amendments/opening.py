"""An amendment is opened: who is bound on a day, and the acts that the change takes."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import and_, func, select

from ambiti.acting.work import Work
from ambiti.agreements.amendments import tables
from ambiti.agreements.amendments.rules import Step
from ambiti.agreements.holding import Held
from ambiti.agreements.parties import Member
from ambiti.agreements.withdrawals.tables import accessions, withdrawals
from ambiti.database.statements import Row
from ambiti.governance.competence import source_of
from ambiti.statute.language.rule import Rule
from ambiti.territory.tables import bodies, comuni


async def bound(work: Work, held: Held, day: date) -> list[Member]:
    """Tell the parties on a day: those of the text, without who left, with who was let in."""
    left = withdrawals.c
    gone = await work.all(
        select(left.istat_code, left.body_id).where(
            left.ambito_id == work.tenant.ambito_id,
            left.instrument_id == held.key,
            left.effect_on <= day,
        )
    )
    there = [*held.members, *[one for one, since in await joined(work, held) if since <= day]]
    leaving = [(row["istat_code"], row["body_id"]) for row in gone]
    return [one for one in there if _who(held.columns(one)) not in leaving]


def _who(columns: dict[str, object]) -> tuple[object, object]:
    return columns["istat_code"], columns["body_id"]


async def joined(work: Work, held: Held) -> list[tuple[Member, date]]:
    """Tell who was let in, and since when: the day of the last act of the amendment."""
    asked, steps, adopted = accessions.c, tables.amendment_steps.c, tables.amendment_adoptions.c
    rows = await work.all(
        select(
            comuni.c.name,
            asked.istat_code,
            bodies.c.code,
            func.max(adopted.adopted_on).label("since"),
        )
        .select_from(accessions)
        .join(
            tables.amendment_steps,
            and_(steps.ambito_id == asked.ambito_id, steps.amendment_id == asked.amendment_id),
        )
        .outerjoin(
            tables.amendment_adoptions,
            and_(adopted.ambito_id == steps.ambito_id, adopted.step_id == steps.id),
        )
        .outerjoin(comuni, comuni.c.istat_code == asked.istat_code)
        .outerjoin(
            bodies, and_(bodies.c.ambito_id == asked.ambito_id, bodies.c.id == asked.body_id)
        )
        .where(asked.ambito_id == work.tenant.ambito_id, asked.instrument_id == held.key)
        .group_by(asked.id, comuni.c.name, asked.istat_code, bodies.c.code)
        .having(func.count(steps.id) == func.count(adopted.id))
    )
    return [
        (Member(row["name"] or row["code"], row["istat_code"], row["code"]), row["since"])
        for row in rows
    ]


async def opened(  # noqa: PLR0913  what an amendment is made of
    work: Work,
    held: Held,
    rule: Rule,
    taken: Iterable[Step],
    *,
    cause: str,
    subject: str,
    on: date,
    **wording: str,
) -> UUID:
    """Write an amendment, with the acts that it takes."""
    amendment = await work.insert(
        tables.amendments,
        instrument_id=held.key,
        cause=cause,
        subject=subject,
        opened_on=on,
        **wording,
        **source_of(rule, held.statute),
    )
    for position, step in enumerate(taken, start=1):
        who = {} if step.member is None else held.columns(step.member)
        await work.insert(
            tables.amendment_steps,
            amendment_id=amendment,
            position=position,
            verb=step.verb,
            label=step.label,
            organ=step.organ,
            istat_code=who.get("istat_code"),
            body_id=who.get("body_id"),
        )
    return amendment


async def adopted_positions(work: Work, amendment: Row) -> set[int]:
    """Tell which acts of an amendment are recorded."""
    steps, adopted = tables.amendment_steps.c, tables.amendment_adoptions.c
    rows = await work.all(
        select(steps.position)
        .join(
            tables.amendment_adoptions,
            and_(adopted.ambito_id == steps.ambito_id, adopted.step_id == steps.id),
        )
        .where(steps.ambito_id == work.tenant.ambito_id, steps.amendment_id == amendment["id"])
    )
    return {row["position"] for row in rows}
