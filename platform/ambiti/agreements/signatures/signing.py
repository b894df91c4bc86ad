"""A party deliberates and signs: what its own organ decided, and then its signature."""

from datetime import date

import strawberry
from sqlalchemy import select

from ambiti.acting.commands import Done, Success, outcome
from ambiti.acting.refusing import filled, refuse
from ambiti.acting.work import Work
from ambiti.agreements.graph import Instrument, InstrumentParty
from ambiti.agreements.holding import Held, follow, held_by_party, record
from ambiti.agreements.parties import Member
from ambiti.agreements.signatures import rules, tables
from ambiti.agreements.signatures.graph import Deliberation, Signature
from ambiti.agreements.signatures.inputs import RecordDeliberationInput, SignInstrumentInput
from ambiti.agreements.signatures.rules import Text
from ambiti.reading.identifiers import decode


@strawberry.type(description="La deliberazione è registrata.")
class RecordDeliberationSuccess(Success):
    """The deliberation was recorded."""

    deliberation: Deliberation | None = outcome(Deliberation, "deliberation", "La deliberazione.")
    party: InstrumentParty | None = outcome(InstrumentParty, "party", "La parte.")


async def record_deliberation(work: Work, input: RecordDeliberationInput) -> Done:  # noqa: A002
    """Record that the organ of a party let it sign.

    Refused for another organ than the documents name, unless their rule only warns.
    """
    held, member = await held_by_party(work, input.party)
    text = Text(held.instrument, held.statute)
    refuse(
        *rules.came(input.on, work.day, "on"),
        *filled(organ=input.organ, act=input.act),
        *rules.deliberation(text, member, input.organ, input.on, input.enforceable_on),
    )
    work.warn(*rules.deliberation_advice(text, member, input.organ, input.on))
    rule = rules.deliberation_rule(text, member, input.on) or held.instrument
    work.under(rule.source.document, rule.source.article)
    key = await record(
        work,
        tables.deliberations,
        **held.columns(member),
        organ=input.organ.strip(),
        act=input.act.strip(),
        deliberated_on=input.on,
        enforceable_on=input.enforceable_on,
    )
    await follow(work)
    party = decode(input.party).uuid
    return Done("Deliberation", key, {"deliberation": key, "party": party or key})


@strawberry.type(description="La parte ha firmato.")
class SignInstrumentSuccess(Success):
    """A party signed."""

    signature: Signature | None = outcome(Signature, "signature", "La firma.")
    party: InstrumentParty | None = outcome(InstrumentParty, "party", "La parte.")
    instrument: Instrument | None = outcome(Instrument, "instrument", "L'atto, com'è ora.")


async def sign_instrument(work: Work, input: SignInstrumentInput) -> Done:  # noqa: A002
    """Record the signature of a party; with the last one the instrument may come into force.

    Refused before the text was approved, and without the deliberation that the documents ask for.
    """
    held, member = await held_by_party(work, input.party)
    text = Text(held.instrument, held.statute)
    refuse(
        *rules.came(input.on, work.day, "on"),
        *filled(signer=input.signer),
        *rules.signature(text, member, input.on, await _enforceable(work, held, member)),
    )
    work.warn(*rules.signature_advice(text, input.on))
    rule = held.instrument.signing or held.instrument
    work.under(rule.source.document, rule.source.article)
    key = await record(
        work,
        tables.signatures,
        **held.columns(member),
        signed_on=input.on,
        signer=input.signer.strip(),
    )
    await follow(work)
    party = decode(input.party).uuid
    named = {"signature": key, "party": party or key, "instrument": held.key}
    return Done("Signature", key, named)


async def _enforceable(work: Work, held: Held, member: Member) -> date | None:
    columns, wanted = tables.deliberations.c, held.columns(member)
    found = await work.all(
        select(columns.enforceable_on)
        .where(columns.ambito_id == work.tenant.ambito_id)
        .where(columns.instrument_id == held.key)
        .where(columns.istat_code.is_not_distinct_from(wanted["istat_code"]))
        .where(columns.body_id.is_not_distinct_from(wanted["body_id"]))
    )
    return found[0]["enforceable_on"] if found else None
