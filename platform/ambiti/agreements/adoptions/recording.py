"""A body makes a common decision its own: recorded for a year, once, or for one act at a time."""

import strawberry
from sqlalchemy import select

from ambiti.acting.commands import Done, Success, outcome
from ambiti.acting.refusing import Refused, filled, refuse
from ambiti.acting.work import Work
from ambiti.agreements.adoptions import rules, tables
from ambiti.agreements.adoptions.graph import Adoption, AdoptionRound
from ambiti.agreements.adoptions.inputs import OpenAdoptionInput, RecordAdoptionInput
from ambiti.agreements.adoptions.rules import Adopting, Round
from ambiti.agreements.holding import record
from ambiti.agreements.parties import completed
from ambiti.agreements.signatures.recorded import recorded
from ambiti.agreements.signatures.rules import came
from ambiti.database.statements import Row
from ambiti.statute.current import in_force
from ambiti.statute.language.adoption import MirrorAdoption
from ambiti.statute.language.statute import Statute
from ambiti.statute.projection import Keys
from ambiti.territory.tables import bodies


@strawberry.type(description="Il giro di adozioni è aperto.")
class OpenAdoptionSuccess(Success):
    """The round was opened."""

    round: AdoptionRound | None = outcome(AdoptionRound, "round", "Il giro, con il suo termine.")


async def open_adoption(work: Work, input: OpenAdoptionInput) -> Done:  # noqa: A002
    """Open a round of adoptions, and set by when.

    Refused without the term where the documents let an organ set it.
    """
    statute = await _statute(work)
    rule = rules.rule_of(statute, input.rule, input.on)
    if rule is None:
        raise Refused([rules.unknown(statute, input.rule, input.on)])
    wanted = _round(rule, input.year, input.subject)
    opened = await _opened(work, rule)
    refuse(
        *came(input.on, work.day, "on"),
        *filled(act=input.act),
        *rules.opening(statute, rule, wanted, input.due_on, already=wanted in opened),
    )
    work.under(rule.source.document, rule.source.article)
    key = await record(
        work,
        tables.adoption_rounds,
        rule_code=rule.code,
        year=wanted.year,
        subject=wanted.subject,
        due_on=input.due_on,
        act=input.act.strip(),
        opened_on=input.on,
    )
    return Done("AdoptionRound", key, {"round": key})


@strawberry.type(description="L'adozione è registrata.")
class RecordAdoptionSuccess(Success):
    """The adoption was recorded."""

    adoption: Adoption | None = outcome(Adoption, "adoption", "L'adozione.")


async def record_adoption(work: Work, input: RecordAdoptionInput) -> Done:  # noqa: A002
    """Record the act by which a body makes a common decision its own.

    Refused for who need not adopt, twice, and for another organ than the documents name for that
    kind of body, unless their rule only warns.
    """
    statute = await _statute(work)
    rule = rules.rule_of(statute, input.rule, input.on)
    if rule is None:
        raise Refused([rules.unknown(statute, input.rule, input.on)])
    wanted = _round(rule, input.year, input.subject)
    opened = await _opened(work, rule)
    there = rules.bound(statute, rule, input.on)
    one = Adopting(input.istat_code, input.body, input.organ, input.on)
    who = _columns(work, one)
    refuse(
        *came(input.on, work.day, "on"),
        *filled(organ=input.organ, act=input.act),
        *rules.round_of(statute, rule, wanted, set(opened)),
        *rules.adoption(statute, rule, one, there, already=await _adopted(work, rule, wanted, who)),
    )
    member = rules.member_of(one, there)
    if member is not None and rule.enforcement != "block":
        work.warn(*rules.organ_differs(statute, rule, one, member))
    due = opened[wanted]["due_on"] if wanted in opened else None
    work.warn(*rules.late(statute, rule, input.on, due))
    work.under(rule.source.document, rule.source.article)
    key = await record(
        work,
        tables.adoptions,
        rule_code=rule.code,
        year=wanted.year,
        subject=wanted.subject,
        **who,
        organ=input.organ.strip(),
        act=input.act.strip(),
        adopted_on=input.on,
    )
    return Done("Adoption", key, {"adoption": key})


async def _statute(work: Work) -> Statute:
    tenant = work.tenant.ambito_id
    found = await in_force(work.connection, tenant)
    return completed(found.statute, await recorded(work.connection, tenant))


def _round(rule: MirrorAdoption, year: int | None, subject: str | None) -> Round:
    """Tell what an adoption is of: what is adopted once is of no year and of no act."""
    return Round(
        None if rule.every == "ONCE" else year,
        (subject or "").strip() or None if rule.every == "EACH_ACT" else None,
    )


async def _opened(work: Work, rule: MirrorAdoption) -> dict[Round, Row]:
    """Read the rounds of a rule; who acts on the same rule waits."""
    tenant = work.tenant.ambito_id
    await work.turn(f"adoptions of {rule.code}")
    rounds = tables.adoption_rounds
    rows = await work.all(
        select(rounds).where(rounds.c.ambito_id == tenant, rounds.c.rule_code == rule.code)
    )
    return {Round(row["year"], row["subject"]): row for row in rows}


def _columns(work: Work, one: Adopting) -> dict[str, object]:
    keys = Keys(work.tenant.slug, work.tenant.ambito_id)
    body = None if one.body is None else keys.id(bodies, one.body)
    return {"istat_code": one.istat, "body_id": body}


async def _adopted(work: Work, rule: MirrorAdoption, wanted: Round, who: dict[str, object]) -> bool:
    columns = tables.adoptions.c
    rows = await work.all(
        select(columns.id)
        .where(columns.ambito_id == work.tenant.ambito_id, columns.rule_code == rule.code)
        .where(columns.year.is_not_distinct_from(wanted.year))
        .where(columns.subject.is_not_distinct_from(wanted.subject))
        .where(columns.istat_code.is_not_distinct_from(who["istat_code"]))
        .where(columns.body_id.is_not_distinct_from(who["body_id"]))
    )
    return bool(rows)
