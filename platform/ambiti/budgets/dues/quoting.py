"""Quotas of a common cost: owed by instalments as estimated, and planned again when final."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final

import strawberry

from ambiti.acting.commands import Done, Success, outcome
from ambiti.acting.naming import row_named
from ambiti.acting.refusing import Refused, Violation, as_given, refuse
from ambiti.acting.work import Work
from ambiti.agreements.parties import completed
from ambiti.agreements.signatures.recorded import recorded
from ambiti.agreements.signatures.rules import Text, running
from ambiti.agreements.terms import statuses
from ambiti.budgets.dues import tables
from ambiti.budgets.dues.entering import (
    Line,
    Owed,
    dues_of,
    entered,
    named_party,
    numbered,
    opened,
    owed_already,
)
from ambiti.budgets.dues.graph import Obligation
from ambiti.budgets.dues.inputs import FinaliseQuotasInput, OpenQuotasInput
from ambiti.budgets.dues.instalments import planned
from ambiti.budgets.dues.quotas import Quota, Quotas, estimated, final
from ambiti.budgets.dues.replanning import Replan, Rules, cents_in, paying, rules_of
from ambiti.budgets.dues.scopes import OBLIGATION
from ambiti.budgets.ledger.grounds import grounded
from ambiti.budgets.ledger.rules import amount_given
from ambiti.budgets.ripartos.asked import Undivided
from ambiti.budgets.ripartos.weights import key_of
from ambiti.governance.competence import said_by
from ambiti.governance.doubts import doubts_of
from ambiti.governance.occurrences.happened import happened
from ambiti.statute.current import in_force
from ambiti.statute.division import cents_of, euro_of
from ambiti.statute.language.allocation import EqualKey
from ambiti.statute.periods import in_words
from ambiti.statute.rulebook.italian import euro

_RATE: Final = re.compile(r"(0|[1-9][0-9]?)(\.[0-9]{1,2})?")


@strawberry.type(description="Le quote stimate sono dovute.")
class OpenQuotasSuccess(Success):
    """The quotas are owed."""

    obligation: Obligation | None = outcome(Obligation, "obligation", "Le quote, coi debiti.")


@strawberry.type(description="Le quote sono definitive.")
class FinaliseQuotasSuccess(Success):
    """The quotas are final."""

    obligation: Obligation | None = outcome(Obligation, "obligation", "Le quote, coi debiti.")


async def open_quotas(work: Work, input: OpenQuotasInput) -> Done:  # noqa: A002
    """Owe the quotas that the text estimates, by its instalments, from when its act is in force.

    Refused while the act is not in force or has expired, and where they are owed already. Who
    collects owes nothing to itself: its quota is an internal commitment.
    """
    found = await in_force(work.connection, work.tenant.ambito_id)
    statute = completed(found.statute, await recorded(work.connection, work.tenant.ambito_id))
    ground = await grounded(work, statute, input.act, input.on)
    rules = rules_of(statute, input.estimate, ground.day)
    text = _text(rules, ground.day)
    refuse(
        *ground.wrong,
        *_rate_written(input.vat_rate),
        *([] if text is None else running(text, ground.day, "on")),
        *await owed_already(work, rules.estimate.code, ground.day.year, "estimate"),
    )
    begun = input.on or _begun(text) or ground.day
    asked = rules.asked(0, begun)
    quotas = estimated(rules.estimate, asked, _rate(input.vat_rate))
    if isinstance(quotas, Undivided):
        raise Refused(as_given(quotas.violations, "estimate"))
    header = rules.header(begun.year, input.vat_rate)
    owed: list[Owed] = []
    parted = rules.parted(quotas, asked)
    for quota, own in parted:
        owed += _planned(rules, quota, begun, own=own)
    key = await opened(
        work,
        statute,
        found.version,
        replace(header, rule=rules.estimate),
        state="ESTIMATED",
        rule_code=rules.estimate.code,
        cents=_net(quotas),
        lines=numbered(_lines(quotas.quotas, header.vat_rate)),
        opened_on=ground.day,
        act_id=ground.key,
    )
    await entered(work, statute, key, header, owed, ground, firmness="ESTIMATED")
    work.warn(*quotas.warnings, *doubts_of(statute, [rules.instalments, rules.transfer]))
    return Done("Obligation", key, {"obligation": key})


async def finalise_quotas(work: Work, input: FinaliseQuotasInput) -> Done:  # noqa: A002
    """Make quotas final when their cost is known: what was paid stays, the rest is planned again.

    Who paid more than its final quota has a credit. Refused before the fact that the text names.
    """
    row = await row_named(
        work, input.obligation, "Obligation", OBLIGATION, tables.obligations, "obligation"
    )
    await work.require(OBLIGATION, tables.obligations, row["id"])
    statute = (await in_force(work.connection, work.tenant.ambito_id)).statute
    if row["state"] != "ESTIMATED":
        message = "Non è una stima da rendere definitiva."
        raise Refused([Violation("NOT_ESTIMATED", message, "obligation")])
    ground = await grounded(work, statute, input.act, input.on)
    rules = rules_of(statute, row["rule_code"], row["opened_on"])
    refuse(
        *ground.wrong,
        *amount_given(input.amount),
        *_concluded(rules, await happened(work, ground.day)),
    )
    asked = rules.asked(cents_of(input.amount), row["opened_on"])
    quotas = final(rules.estimate, asked, _rate(row["vat_rate"]))
    if isinstance(quotas, Undivided):
        raise Refused(as_given(quotas.violations, "obligation", "amount"))
    after = Replan(work, rules, row["id"], ground, await dues_of(work, row["id"]))
    for quota, own in rules.parted(quotas, asked):
        await after.quota(quota, own=own)
    await work.update(
        tables.obligations,
        row["id"],
        state="FINAL",
        cents=_net(quotas),
        act_id=ground.key,
        lines=numbered(_lines(quotas.quotas, row["vat_rate"])),
    )
    work.under(rules.estimate.source.document, rules.estimate.source.article)
    work.warn(*as_given(quotas.warnings, "obligation"))
    return Done("Obligation", row["id"], {"obligation": row["id"]})


def _text(rules: Rules, day: date) -> Text | None:
    """Find the act that quotas are of."""
    key = key_of(rules.statute, rules.estimate.key, day)
    code = key.instrument if isinstance(key, EqualKey) and key.instrument else None
    code = code or rules.estimate.source.document
    found = next((one for one in rules.statute.instruments if one.code == code), None)
    return None if found is None else Text(found, rules.statute)


def _begun(text: Text | None) -> date | None:
    """Tell the day from which the act is in force."""
    if text is None:
        return None
    line = statuses(text.instrument, text.statute)
    return next((one.period.since for one in line if one.status.startswith("IN_FORCE")), None)


def _planned(rules: Rules, quota: Quota, begun: date, *, own: bool) -> Iterator[Owed]:
    debtor = paying(rules, quota.payer, begun, own=own)
    creditor = named_party(rules.statute, begun, rules.estimate.creditor or "")
    if creditor is None:
        message = f"Il giorno {in_words(begun)} non c'è a chi si paga: {rules.estimate.creditor}."
        raise Refused([said_by(rules.estimate, rules.statute, "CREDITOR_UNKNOWN", message, "on")])
    if own or rules.instalments is None:
        yield Owed(debtor, creditor, cents_in(quota))
        return
    for one in planned(rules.instalments, cents_in(quota), begun).instalments:
        yield Owed(debtor, creditor, one.cents, begun, one.due_on)


def _net(quotas: Quotas) -> int:
    return sum(cents_in(one) for one in quotas.quotas)


def _lines(quotas: Iterable[Quota], rate: str | None) -> Iterator[Line]:
    for one in quotas:
        cents = cents_in(one)
        why = f"{one.payer.name}: {euro(euro_of(cents))}"
        if rate is not None and one.gross is not None:
            why += f", con l'IVA al {rate} per cento {euro(euro_of(one.gross))}"
        yield Line(one.payer.code, cents, f"{why}.", gross=one.gross)


def _rate_written(given: str | None) -> Iterator[Violation]:
    if given is not None and not _RATE.fullmatch(given):
        message = "L'aliquota si scrive per cento, senza segno: 22, 4.5."
        yield Violation("BAD_RATE", message, "vatRate")


def _rate(given: str | None) -> Decimal | None:
    return None if given is None else Decimal(given)


def _concluded(rules: Rules, events: frozenset[str]) -> Iterator[Violation]:
    """Refuse to make quotas final before the fact after which the text makes them so."""
    final_ = rules.estimate.final
    if final_ is not None and final_.event not in events:
        names = {one.code: one.name for one in rules.statute.events}
        message = f"La quota è definitiva dopo: {names.get(final_.event, final_.event)}. "
        message += "Il fatto si registra con recordOccurrence."
        yield said_by(final_, rules.statute, "EVENT_AWAITED", message, "obligation")
