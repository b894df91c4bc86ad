"""A change is proposed, and each of those who must adopts it by its own act."""

import strawberry

from ambiti.acting.commands import Done, Success, outcome
from ambiti.acting.naming import row_named
from ambiti.acting.refusing import Refused, filled, refuse
from ambiti.acting.work import Work
from ambiti.agreements.amendments import rules, tables
from ambiti.agreements.amendments.graph import Amendment, AmendmentStep
from ambiti.agreements.amendments.inputs import AdoptAmendmentInput, ProposeAmendmentInput
from ambiti.agreements.amendments.opening import adopted_positions, bound, opened
from ambiti.agreements.amendments.rules import Adopting
from ambiti.agreements.holding import held, held_row, record
from ambiti.agreements.scopes import INSTRUMENT_FACT
from ambiti.agreements.signatures.rules import Text, came, doubts, running


@strawberry.type(description="La modifica è proposta.")
class ProposeAmendmentSuccess(Success):
    """The amendment was proposed."""

    amendment: Amendment | None = outcome(Amendment, "amendment", "La modifica.")


async def propose_amendment(work: Work, input: ProposeAmendmentInput) -> Done:  # noqa: A002
    """Propose to change an article: who must adopt the change is written down as of the day.

    Refused where the text does not say how it is changed, or does not bind on the day.
    """
    found = await held(work, input.instrument)
    text, rule = Text(found.instrument, found.statute), found.instrument.amendment
    if rule is None:
        raise Refused([rules.not_stated(text, "instrument")])
    refuse(
        *came(input.on, work.day, "on"),
        *filled(
            subject=input.subject,
            article=input.article,
            replaced=input.replaced,
            wording=input.wording,
        ),
        *running(text, input.on, "on"),
    )
    work.warn(*doubts(found.statute, rule, "instrument"))
    work.under(rule.source.document, rule.source.article)
    taken = rules.steps(text, rule, await bound(work, found, input.on), input.on)
    key = await opened(
        work,
        found,
        rule,
        taken,
        cause="PROPOSAL",
        subject=input.subject.strip(),
        on=input.on,
        article=input.article.strip(),
        replaced=input.replaced.strip(),
        wording=input.wording.strip(),
    )
    await work.require(INSTRUMENT_FACT, tables.amendments, key)
    return Done("Amendment", key, {"amendment": key})


@strawberry.type(description="La modifica è stata fatta propria.")
class AdoptAmendmentSuccess(Success):
    """An act of an amendment was recorded."""

    amendment: Amendment | None = outcome(Amendment, "amendment", "La modifica, com'è ora.")
    step: AmendmentStep | None = outcome(AmendmentStep, "step", "Il passo compiuto.")


async def adopt_amendment(work: Work, input: AdoptAmendmentInput) -> Done:  # noqa: A002
    """Record the act by which one of those who must adopts a change; with the last it is in force.

    Refused for another organ than the documents name, and before who approves has approved.
    """
    step = await row_named(
        work, input.step, "AmendmentStep", INSTRUMENT_FACT, tables.amendment_steps, "step"
    )
    amendment = await work.locked(INSTRUMENT_FACT, tables.amendments, step["amendment_id"])
    if amendment is None:
        raise AssertionError(step)
    found = await held_row(work, amendment["instrument_id"])
    text, rule = Text(found.instrument, found.statute), found.instrument.amendment
    if rule is None:
        raise Refused([rules.not_stated(text, "step")])
    one = Adopting(step["position"], step["label"], input.organ, step["organ"], input.on)
    proposed = amendment["opened_on"] if amendment["cause"] == "PROPOSAL" else None
    refuse(
        *came(input.on, work.day, "on"),
        *filled(organ=input.organ, act=input.act),
        *rules.adoption(text, rule, one, await adopted_positions(work, amendment), proposed),
    )
    if rule.enforcement != "block":
        work.warn(*rules.organ_differs(text, rule, one))
    work.under(rule.source.document, rule.source.article)
    key = await record(
        work,
        tables.amendment_adoptions,
        step_id=step["id"],
        istat_code=step["istat_code"],
        organ=input.organ.strip(),
        act=input.act.strip(),
        adopted_on=input.on,
    )
    named = {"amendment": amendment["id"], "step": step["id"]}
    return Done("AmendmentAdoption", key, named)
