"""A refund is claimed by whoever paid or lent hours, and granted by another person."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

import strawberry
from sqlalchemy import select

from ambiti.acting.commands import Done, Success, outcome
from ambiti.acting.naming import row_named
from ambiti.acting.refusing import Refused, Violation, as_given, refuse, year_given
from ambiti.acting.work import Work
from ambiti.budgets.dues import tables
from ambiti.budgets.dues.entering import (
    Header,
    Line,
    Owed,
    Party,
    entered,
    named_party,
    numbered,
    opened,
)
from ambiti.budgets.dues.graph import Obligation
from ambiti.budgets.dues.inputs import ClaimRefundInput, GrantRefundInput
from ambiti.budgets.dues.refunds import (
    Claim,
    HoursDue,
    Vouched,
    claim_refused,
    hours_due,
    hours_refused,
)
from ambiti.budgets.dues.scopes import OBLIGATION
from ambiti.budgets.ledger.grounds import Ground, grounded
from ambiti.budgets.ledger.rules import amount_given
from ambiti.database.statements import Row
from ambiti.governance.calling import caller_of
from ambiti.governance.competence import said_by
from ambiti.governance.doubts import doubts_of
from ambiti.governance.seats.places import Places
from ambiti.statute.current import in_force
from ambiti.statute.division import cents_of, euro_of
from ambiti.statute.language.movements import Reimbursement
from ambiti.statute.language.personnel import HoursRefund, Validation
from ambiti.statute.language.statute import Statute
from ambiti.statute.rulebook.italian import euro, number

_HOURS: Final = re.compile(r"(0|[1-9][0-9]{0,5})(\.[0-9]{1,2})?")


@strawberry.type(description="Il rimborso è chiesto.")
class ClaimRefundSuccess(Success):
    """The refund was claimed."""

    obligation: Obligation | None = outcome(Obligation, "obligation", "La richiesta.")


@strawberry.type(description="Il rimborso è riconosciuto.")
class GrantRefundSuccess(Success):
    """The refund was granted."""

    obligation: Obligation | None = outcome(Obligation, "obligation", "La richiesta, col debito.")


async def claim_refund(work: Work, input: ClaimRefundInput) -> Done:  # noqa: A002
    """Claim what was paid, up to the documented cost, or hours beyond the threshold of the text.

    Of hours both readings of the text are told, and the one in force counts. Refused to whom the
    text gives no refund, without documents, beyond the cost, and where nobody said the rate.
    """
    found = await in_force(work.connection, work.tenant.ambito_id)
    statute = found.statute
    party = named_party(statute, work.day, input.claimant)
    if party is None:
        message = f"«{input.claimant}» non è un ente dell'Ambito."
        raise Refused([Violation("PARTY_UNKNOWN", message, "claimant")])
    refuse(*_sound(input))
    if input.hours is not None:
        header, values = _of_hours(work, statute, party, input)
    else:
        header, values = await _of_cost(work, statute, party, input)
    key = await opened(
        work,
        statute,
        found.version,
        header,
        state="CLAIMED",
        party_code=party.code,
        party_name=party.name,
        istat_code=party.istat,
        documents=[one.strip() for one in input.documents],
        **values,
    )
    work.warn(*doubts_of(statute, [header.rule]))
    return Done("Obligation", key, {"obligation": key})


async def grant_refund(work: Work, input: GrantRefundInput) -> Done:  # noqa: A002
    """Grant a refund that another claimed: it is owed by whom the text says.

    Refused to who claimed it; hours beyond those of the text are granted by whom it names.
    """
    row = await row_named(
        work, input.obligation, "Obligation", OBLIGATION, tables.obligations, "obligation"
    )
    await work.require(OBLIGATION, tables.obligations, row["id"])
    statute = (await in_force(work.connection, work.tenant.ambito_id)).statute
    ground = await grounded(work, statute, input.act, None)
    found = list(ground.wrong)
    if row["state"] != "CLAIMED":
        found.append(Violation("NOT_CLAIMED", "Non è un rimborso che attende.", "obligation"))
    if row["recorder_id"] == work.call.actor.principal_id:
        message = "Chi chiede un rimborso non lo riconosce: serve un'altra persona."
        found.append(Violation("SELF_VALIDATION", message, "obligation"))
    claim = _claimed(statute, row)
    if isinstance(claim.rule, HoursRefund):
        found += await _validated(work, statute, claim.rule, row)
    refuse(*found)
    await work.update(tables.obligations, row["id"], state="FINAL", act_id=ground.key)
    if row["cents"]:
        owed = [_owed(statute, claim, row, ground)]
        await entered(work, statute, row["id"], claim.header, owed, ground)
    return Done("Obligation", row["id"], {"obligation": row["id"]})


@dataclass(frozen=True, slots=True)
class _Claimed:
    rule: Reimbursement | HoursRefund
    header: Header
    payer: str | None


def _sound(given: ClaimRefundInput) -> Iterator[Violation]:
    yield from year_given(given.year)
    if (given.hours is None) == (given.cost is None or given.amount is None):
        message = "Si chiede il rimborso di un costo (cost e amount), o di ore (hours)."
        yield Violation("CLAIM_UNCLEAR", message, "hours")
    if given.hours is not None and not _HOURS.fullmatch(given.hours):
        message = "Le ore si scrivono come un numero, con due decimali al più: 160, 22.5."
        yield Violation("BAD_HOURS", message, "hours")
    if not [one for one in given.documents if one.strip()]:
        message = "La richiesta va documentata."
        yield Violation("DOCUMENTS_MISSING", message, "documents")
    for name, amount in (("cost", given.cost), ("rate", given.rate)):
        if amount is not None:
            yield from amount_given(amount, name)


def _is(statute: Statute, who: str, party: Party, work: Work) -> bool:
    """Tell whether a party is whom a rule lets claim."""
    places = Places(statute, work.day)
    return party.code in {one.code for one in places.meant(who)}


async def _of_cost(
    work: Work, statute: Statute, party: Party, given: ClaimRefundInput
) -> tuple[Header, dict[str, Any]]:
    rule = next(
        (
            one
            for one in statute.movements
            if isinstance(one, Reimbursement)
            and one.valid.period.covers(work.day)
            and _is(statute, one.claimant, party, work)
        ),
        None,
    )
    if rule is None:
        raise Refused([_not_stated(party)])
    cost, claimed = cents_of(given.cost or Decimal(0)), cents_of(given.amount or Decimal(0))
    before = await _before(work, party, given)
    claim = Claim(cost, claimed, before, documented=True)
    refuse(*claim_refused(rule, statute, claim))
    header = Header("REFUND", rule.what, given.year, rule, _fund(statute, rule.payer))
    return header, {"cost_cents": cost, "cents": claimed}


async def _before(work: Work, party: Party, given: ClaimRefundInput) -> int:
    """Tell what was claimed already of a cost: on any of the same documents."""
    columns = tables.obligations.c
    rows = await work.all(
        select(columns.documents, columns.cents)
        .where(columns.ambito_id == work.tenant.ambito_id, columns.cause == "REFUND")
        .where(columns.party_code == party.code, columns.year == given.year)
        .with_for_update()
    )
    documents = {one.strip() for one in given.documents}
    return sum(row["cents"] for row in rows if documents & set(row["documents"]))


def _of_hours(
    work: Work, statute: Statute, party: Party, given: ClaimRefundInput
) -> tuple[Header, dict[str, Any]]:
    rule = _hours_rule(statute, work, party)
    due = hours_due(rule, Decimal(given.hours or 0), given.rate)
    if due.cents is None:
        message = "La tariffa oraria non è stabilita: il rimborso non si può calcolare."
        raise Refused([said_by(rule, statute, "RATE_MISSING", message, "rate")])
    validation = _validations(statute)
    matter = validation[0].what if validation else rule.kind
    header = Header("HOURS", matter, given.year, rule, _fund(statute, _payer(statute, rule)))
    rate = rule.rate if rule.rate is not None else given.rate
    values = {
        "hours": given.hours,
        "rate_cents": None if rate is None else cents_of(Decimal(rate)),
        "cents": due.cents,
        "lines": numbered(_lines(rule, due)),
    }
    return header, values


def _hours_rule(statute: Statute, work: Work, party: Party) -> HoursRefund:
    for one in statute.personnel:
        here = isinstance(one, HoursRefund) and one.valid.period.covers(work.day)
        if isinstance(one, HoursRefund) and here and _is(statute, one.claimant, party, work):
            return one
    raise Refused([_not_stated(party)])


def _not_stated(party: Party) -> Violation:
    message = f"I documenti non danno un rimborso di questo a {party.name}."
    return Violation("REFUND_NOT_STATED", message, "claimant")


def _validations(statute: Statute) -> tuple[Validation, ...]:
    return tuple(one for one in statute.personnel if isinstance(one, Validation))


def _payer(statute: Statute, rule: HoursRefund) -> str | None:
    """Tell who refunds hours: whom the rule names, or the budget from which the Ambito pays."""
    budgets = (one.code for one in statute.funds if one.kind == "BUDGET")
    return rule.payer or next(budgets, None)


def _fund(statute: Statute, payer: str | None) -> str | None:
    return payer if payer in {one.code for one in statute.funds} else None


def _claimed(statute: Statute, row: Row) -> _Claimed:
    """Find again the rule of a claim."""
    if row["cause"] == "HOURS":
        rules = [one for one in statute.personnel if isinstance(one, HoursRefund)]
        hours = next(one for one in rules if one.source.article == row["source_article"])
        payer = _payer(statute, hours)
        header = Header("HOURS", row["matter_code"], row["year"], hours, row["fund_code"])
        return _Claimed(hours, header, payer)
    costs = [one for one in statute.movements if isinstance(one, Reimbursement)]
    rule = next(one for one in costs if one.source.article == row["source_article"])
    header = Header("REFUND", row["matter_code"], row["year"], rule, row["fund_code"])
    return _Claimed(rule, header, rule.payer)


async def _validated(work: Work, statute: Statute, rule: HoursRefund, row: Row) -> list[Violation]:
    """Refuse hours beyond those of the text to whoever is not whom it lets validate them."""
    rate = None if row["rate_cents"] is None else euro_of(row["rate_cents"])
    due = hours_due(rule, Decimal(row["hours"]), rate)
    caller = await caller_of(work)
    rules = _validations(statute)
    by = next((one.by for one in rules if one.by in caller.roles), None)
    return [*as_given(hours_refused(rule, due, statute, Vouched(rules, by)), "obligation")]


def _owed(statute: Statute, claim: _Claimed, row: Row, ground: Ground) -> Owed:
    payer = None if claim.payer is None else named_party(statute, ground.day, claim.payer)
    if payer is None:
        message = "I documenti non dicono chi rimborsa."
        raise Refused([said_by(claim.rule, statute, "DEBTOR_UNKNOWN", message, "obligation")])
    kind = "COMUNE" if row["istat_code"] else "BODY"
    return Owed(payer, Party(kind, row["party_code"], row["party_name"]), row["cents"])


def _lines(rule: HoursRefund, due: HoursDue) -> Iterator[Line]:
    """Tell both readings of the text, and which of them counts."""
    told = (("ALL_HOURS", due.all_hours, "tutte"), ("EXCESS_ONLY", due.excess_only, "le eccedenti"))
    for code, cents, what in told:
        why = f"{number(due.hours)} ore, soglia {number(rule.threshold)}; se si rimborsano {what}: "
        why += f"{euro(euro_of(cents or 0))}."
        yield Line(code, cents, why, counted=code == rule.policy)
