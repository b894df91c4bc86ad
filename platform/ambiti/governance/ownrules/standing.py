"""By which rule of its own an organ decides, where its text leaves it that."""

from datetime import date
from fractions import Fraction

from sqlalchemy import select

from ambiti.acting.work import Work
from ambiti.governance.ownrules import tables
from ambiti.statute.language.decisions import (
    DecisionRule,
    MajorityDecision,
    QuorumNumber,
    SelfRegulated,
)
from ambiti.statute.language.organs import Organ


async def own_rules(work: Work, organ: Organ, day: date) -> tuple[DecisionRule, ...]:
    """Give the rules that an organ gave itself, the last one first, under the text that lets it."""
    under = next(
        (
            one
            for one in organ.decisions
            if isinstance(one, SelfRegulated) and one.valid.period.covers(day)
        ),
        None,
    )
    if under is None:
        return ()
    columns = tables.own_rules.c
    rows = await work.all(
        select(tables.own_rules)
        .where(columns.ambito_id == work.tenant.ambito_id, columns.organ_code == organ.code)
        .where(columns.adopted_on <= day)
        .order_by(columns.adopted_on.desc(), columns.id)
    )
    return tuple(
        MajorityDecision(
            kind="MAJORITY",
            matter=row["matter_code"],
            fraction=Fraction(row["fraction"]),
            strict=row["strict"],
            of=row["counted"],
            quorum=QuorumNumber(kind="NUMBER", number=row["quorum"]) if row["quorum"] else None,
            source=under.source,
            valid=under.valid,
            enforcement=under.enforcement,
            ambiguity=under.ambiguity,
            doubts=under.doubts,
        )
        for row in rows
    )
