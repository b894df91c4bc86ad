"""One more comune asks to join: it is a party when all have adopted the amendment."""

import strawberry

from ambiti.acting.commands import Done, Success, outcome
from ambiti.acting.refusing import Refused, filled, refuse
from ambiti.acting.work import Work
from ambiti.agreements.amendments.opening import bound, opened
from ambiti.agreements.amendments.rules import not_stated, steps
from ambiti.agreements.holding import held, record
from ambiti.agreements.parties import Member
from ambiti.agreements.signatures.rules import Text, came, doubts, running
from ambiti.agreements.withdrawals import rules, tables
from ambiti.agreements.withdrawals.graph import Accession
from ambiti.agreements.withdrawals.inputs import JoinInstrumentInput


@strawberry.type(description="La domanda di adesione è registrata.")
class JoinInstrumentSuccess(Success):
    """The request was recorded."""

    accession: Accession | None = outcome(Accession, "accession", "L'adesione.")


async def join_instrument(work: Work, input: JoinInstrumentInput) -> Done:  # noqa: A002
    """Record that one more comune asks to join, and open the amendment that this entails.

    Refused for who is a party already or is not of the Ambito, and where no text lets one join.
    """
    found = await held(work, input.instrument)
    text, amendment = Text(found.instrument, found.statute), found.instrument.amendment
    rule = rules.recess_rule(text, input.on)
    there = await bound(work, found, input.on)
    refuse(
        *came(input.on, work.day, "on"),
        *filled(act=input.act),
        *running(text, input.on, "on"),
        *rules.accession(text, rule, input.istat_code, there, input.on),
    )
    if amendment is None or rule is None or rule.kind == "UNKNOWN" or rule.consequence is None:
        raise Refused([not_stated(text, "instrument")])
    name = next(one.name for one in found.statute.comuni if one.istat == input.istat_code)
    member = Member(name, input.istat_code, None)
    work.warn(*doubts(found.statute, rule.consequence, "instrument"))
    work.under(rule.consequence.source.document, rule.consequence.source.article)
    opened_amendment = await opened(
        work,
        found,
        rule.consequence,
        steps(text, amendment, [*there, member], input.on),
        cause="ACCESSION",
        subject=f"adesione: {name}",
        on=input.on,
    )
    key = await record(
        work,
        tables.accessions,
        **found.columns(member),
        act=input.act.strip(),
        requested_on=input.on,
        amendment_id=opened_amendment,
    )
    return Done("Accession", key, {"accession": key})
