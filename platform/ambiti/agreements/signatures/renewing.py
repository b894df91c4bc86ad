"""An instrument is renewed: with the act that its text asks for, in its window."""

import strawberry

from ambiti.acting.commands import Done, Success, outcome
from ambiti.acting.refusing import Refused, refuse
from ambiti.acting.work import Work
from ambiti.agreements.graph import Instrument
from ambiti.agreements.holding import follow, held, record
from ambiti.agreements.signatures import rules, tables
from ambiti.agreements.signatures.graph import Renewal
from ambiti.agreements.signatures.inputs import RenewInstrumentInput
from ambiti.agreements.signatures.rules import Renewing, Text


@strawberry.type(description="L'atto è rinnovato.")
class RenewInstrumentSuccess(Success):
    """The instrument was renewed."""

    renewal: Renewal | None = outcome(Renewal, "renewal", "Il rinnovo.")
    instrument: Instrument | None = outcome(Instrument, "instrument", "L'atto, com'è ora.")


async def renew_instrument(work: Work, input: RenewInstrumentInput) -> Done:  # noqa: A002
    """Renew an instrument: it ends as many months later as its text says, or as the act does.

    Refused without the act that the text asks for, out of the window, and where no text lets it.
    """
    found = await held(work, input.instrument)
    text, rule = Text(found.instrument, found.statute), found.instrument.renewal
    if rule is None:
        message = "Il testo non prevede che si rinnovi: serve un nuovo atto."
        raise Refused([text.says("RENEWAL_NOT_STATED", message, "instrument")])
    wish = Renewing(input.on, input.act, input.until)
    refuse(*rules.came(input.on, work.day, "on"), *rules.renewal(text, rule, wish))
    work.warn(*rules.doubts(found.statute, rule, "on"))
    work.under(rule.source.document, rule.source.article)
    key = await record(
        work,
        tables.renewals,
        instrument_id=found.key,
        act=(input.act or "").strip(),
        renewed_on=input.on,
        until=rules.renewed_until(text, rule, wish),
    )
    await follow(work)
    return Done("Renewal", key, {"renewal": key, "instrument": found.key})
