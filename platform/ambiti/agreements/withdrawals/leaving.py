"""A party gives notice that it leaves: when it is out, what it owes, what the others must do."""

from uuid import UUID

import strawberry
from sqlalchemy import select

from ambiti.acting.commands import Done, Success, outcome
from ambiti.acting.refusing import Refused, Violation, refuse
from ambiti.acting.work import Work
from ambiti.agreements.amendments.opening import bound, opened
from ambiti.agreements.amendments.rules import steps
from ambiti.agreements.holding import Held, held_by_party, record
from ambiti.agreements.parties import Member
from ambiti.agreements.signatures.rules import Text, came, running
from ambiti.agreements.withdrawals import rules, tables
from ambiti.agreements.withdrawals.graph import Withdrawal
from ambiti.agreements.withdrawals.inputs import GiveNoticeInput
from ambiti.agreements.withdrawals.rules import Leaving
from ambiti.governance.competence import source_of
from ambiti.statute.language.recess import KnownRecess
from ambiti.statute.naming import Names


@strawberry.type(description="Il recesso è comunicato.")
class GiveNoticeSuccess(Success):
    """The notice was given."""

    withdrawal: Withdrawal | None = outcome(Withdrawal, "withdrawal", "Il recesso.")


async def give_notice(work: Work, input: GiveNoticeInput) -> Done:  # noqa: A002
    """Record that a party leaves: its exit takes effect by its notice alone.

    Refused with a notice that is too short for the day wished, with the earliest day; and where
    the documents do not say how one leaves.
    """
    held, member = await held_by_party(work, input.party)
    text = Text(held.instrument, held.statute)
    rule = rules.recess_rule(text, input.on)
    if rule is None or rule.kind == "UNKNOWN":
        raise Refused([rules.not_stated(text, rule)])
    first = rules.leaving(rule, input.on)
    refuse(
        *came(input.on, work.day, "on"),
        *running(text, input.on, "on"),
        *await _gone(work, held, member),
        *rules.notice(text, rule, member, input.on, input.effect_on),
    )
    when = Leaving(first.request_year, input.effect_on or first.effect)
    work.warn(*rules.advice(text, rule, when.request_year))
    work.under(rule.source.document, rule.source.article)
    names = Names.of(held.statute).declared("subject")
    key = await record(
        work,
        tables.withdrawals,
        **held.columns(member),
        notified_on=input.on,
        request_year=when.request_year,
        effect_on=when.effect,
        addressee=None if rule.addressee is None else names.get(rule.addressee, rule.addressee),
        liability_kind=None if rule.liability is None else rule.liability.kind,
        liability=rules.owed(held.statute, rule.liability, when.request_year),
        consequence=None if rule.consequence is None else "la modifica dell'atto, di chi resta",
        amendment_id=await _amended(work, held, text, rule, member, when),
        **source_of(rule, held.statute),
    )
    return Done("Withdrawal", key, {"withdrawal": key})


async def _gone(work: Work, held: Held, member: Member) -> list[Violation]:
    left, who = tables.withdrawals.c, held.columns(member)
    found = await work.all(
        select(left.id)
        .where(left.ambito_id == work.tenant.ambito_id, left.instrument_id == held.key)
        .where(left.istat_code.is_not_distinct_from(who["istat_code"]))
        .where(left.body_id.is_not_distinct_from(who["body_id"]))
    )
    if not found:
        return []
    return [Violation("ALREADY_WITHDRAWN", f"{member.name} ha già comunicato il recesso.", "party")]


async def _amended(  # noqa: PLR0913, PLR0917  who leaves what, and when
    work: Work, held: Held, text: Text, rule: KnownRecess, member: Member, when: Leaving
) -> UUID | None:
    """Open the amendment that the exit entails, for those who stay."""
    amendment = held.instrument.amendment
    if rule.consequence is None or amendment is None:
        return None
    there = [one for one in await bound(work, held, when.effect) if one.key != member.key]
    return await opened(
        work,
        held,
        rule.consequence,
        steps(text, amendment, there, when.effect),
        cause="WITHDRAWAL",
        subject=f"recesso: {member.name}",
        on=when.effect,
    )
