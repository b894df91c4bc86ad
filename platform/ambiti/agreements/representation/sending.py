"""People are sent to represent a body somewhere, or to support somebody."""

from datetime import date

import strawberry
from sqlalchemy import func, select

from ambiti.acting.commands import Done, Success, outcome
from ambiti.acting.refusing import Refused, Violation, refuse
from ambiti.acting.work import Work
from ambiti.agreements.representation import rules, tables
from ambiti.agreements.representation.gathering import stranger
from ambiti.agreements.representation.graph import Representative
from ambiti.agreements.representation.inputs import AppointRepresentativeInput
from ambiti.agreements.representation.mandating import in_turn
from ambiti.agreements.representation.scopes import REPRESENTATION
from ambiti.agreements.signatures.rules import doubts
from ambiti.governance.acts.parties import Author
from ambiti.governance.acts.register import author_of
from ambiti.governance.competence import source_of
from ambiti.governance.tenures.ground import candidate_of, ground_of
from ambiti.statute.current import in_force
from ambiti.statute.language.representation import Representation, Representatives
from ambiti.statute.language.statute import Statute


@strawberry.type(description="La persona è nominata.")
class AppointRepresentativeSuccess(Success):
    """The person was sent."""

    representative: Representative | None = outcome(
        Representative, "representative", "Chi va, presso chi, da parte di chi."
    )


async def appoint_representative(
    work: Work,
    input: AppointRepresentativeInput,  # noqa: A002
) -> Done:
    """Send a person to represent a body somewhere, or to support somebody.

    Whoever goes for an organ is of it. Where each of several is to send somebody, the answer warns
    of those who have not yet.
    """
    statute = (await in_force(work.connection, work.tenant.ambito_id)).statute
    day, at = input.since or work.day, input.at
    one = author_of(statute, input.by, day)
    rule = rules.sending(statute, one, at, day)
    if rule is None:
        raise Refused([rules.sending_unstated(statute, one, at)])
    ground = await ground_of(work, day, rule)
    candidate, _, wrong = await candidate_of(work, ground.places, input.candidate)
    await in_turn(work, f"{one.code}:{at}")
    body = (input.body or "").strip() or None
    members = ground.members(one.code)
    refuse(
        *wrong,
        *await stranger(work, statute, one, rule),
        *rules.not_member(statute, rule, one, candidate.name, members),
        *await _already(work, rule, one, input, candidate.name),
    )
    work.warn(*doubts(statute, rule, "at"))
    work.under(rule.source.document, rule.source.article)
    key = await work.insert(
        tables.representatives,
        by_code=rules.sender(rule, one),
        by_name=one.name,
        at_code=at,
        at_name=rules.name_of(statute, at),
        body=body,
        person=candidate.name,
        act=(input.act or "").strip() or None,
        since=day,
        **source_of(rule, statute),
    )
    await work.require(REPRESENTATION, tables.representatives, key)
    if isinstance(rule, Representatives):
        await _warned(work, statute, rule, day)
    return Done("Representative", key, {"representative": key})


async def _already(
    work: Work,
    rule: Representation | Representatives,
    one: Author,
    given: AppointRepresentativeInput,
    person: str,
) -> list[Violation]:
    columns = tables.representatives.c
    body = (given.body or "").strip() or None
    rows = await work.all(
        select(columns.since)
        .where(columns.ambito_id == work.tenant.ambito_id, columns.at_code == given.at)
        .where(columns.by_code == rules.sender(rule, one), columns.person == person)
        .where(columns.body.is_not_distinct_from(body))
    )
    message = f"{person} vi è già, da parte di {one.name}."
    return [Violation("ALREADY_REPRESENTATIVE", message, "candidate.name")] if rows else []


async def _warned(work: Work, statute: Statute, rule: Representatives, day: date) -> None:
    """Warn of those who are to send somebody as well, and have not."""
    columns = tables.representatives.c
    rows = await work.all(
        select(columns.by_code, func.count().label("sent"))
        .where(columns.ambito_id == work.tenant.ambito_id, columns.at_code == rule.supports)
        .where(columns.since <= day)
        .group_by(columns.by_code)
    )
    sent = {row["by_code"]: row["sent"] for row in rows}
    work.warn(*rules.lacking(statute, rule.supports, sent, day))
