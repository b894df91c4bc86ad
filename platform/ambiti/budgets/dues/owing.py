"""What a party that leaves still owes is assessed, and owed when it may be asked for."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import strawberry
from sqlalchemy import select

from ambiti.acting.commands import Done, Success, outcome
from ambiti.acting.naming import row_named
from ambiti.acting.refusing import Refused, Violation, as_given, refuse
from ambiti.acting.work import Work
from ambiti.agreements.scopes import INSTRUMENT_FACT
from ambiti.agreements.signatures.rules import Text
from ambiti.agreements.tables import instruments
from ambiti.agreements.withdrawals.rules import recess_rule
from ambiti.agreements.withdrawals.tables import withdrawals
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
from ambiti.budgets.dues.inputs import AssessRecessInput, YearAmountInput
from ambiti.budgets.dues.liabilities import Liabilities, Running, of_planned_spend, until_event
from ambiti.budgets.dues.liabilities import Owed as OfYear
from ambiti.budgets.dues.scopes import OBLIGATION
from ambiti.budgets.ledger.grounds import Grounded, grounded
from ambiti.budgets.ripartos.asked import Asked, Known, Undivided
from ambiti.budgets.ripartos.known import residents
from ambiti.database.statements import Row
from ambiti.governance.competence import said_by
from ambiti.governance.occurrences import tables as occurrences
from ambiti.statute.current import in_force
from ambiti.statute.division import cents_of, euro_of
from ambiti.statute.language.recess import Liability, ShareUntilEvent
from ambiti.statute.language.statute import Statute
from ambiti.statute.lifetimes import ending
from ambiti.statute.naming import Names
from ambiti.statute.rulebook.italian import euro
from ambiti.territory.tables import bodies

RECESS = "RECESSO"
"""The matter of what is owed for leaving, where the text names none."""


@strawberry.type(description="Ciò che deve chi recede è calcolato.")
class AssessRecessSuccess(Success):
    """What is owed was assessed."""

    obligation: Obligation | None = outcome(Obligation, "obligation", "Il conto, coi debiti.")


async def assess_recess(work: Work, input: AssessRecessInput) -> Done:  # noqa: A002
    """Work out what a leaver still owes, as the text says; again and again, until it is due.

    What still accrues, or waits for the decision that the text wants, is told and not yet owed. A
    sum that nobody has said leaves it undetermined. Refused once it is owed.
    """
    row = await row_named(
        work, input.withdrawal, "Withdrawal", INSTRUMENT_FACT, withdrawals, "withdrawal"
    )
    found = await in_force(work.connection, work.tenant.ambito_id)
    statute = found.statute
    rule, text = await _rule(work, statute, row)
    leaver = await _leaver(work, statute, row)
    creditor = named_party(statute, work.day, input.creditor)
    if creditor is None:
        message = f"«{input.creditor}» non è un ente dell'Ambito, né chi i documenti nominano."
        raise Refused([Violation("CREDITOR_UNKNOWN", message, "creditor")])
    refuse(*_sums(input.costs, "costs"), *_sums(input.funding, "funding"))
    ground = None if input.act is None else await _decided(work, statute, rule, input.act)
    asked = Asked(statute, 0, row["request_year"], row["notified_on"],
                  Known(residents=await residents(work, statute)))  # fmt: skip
    owed = await _worked_out(work, rule, text, asked, leaver, row, input, ground)
    if isinstance(owed, Undivided):
        raise Refused(as_given(owed.violations, "withdrawal", "act"))
    header = _header(rule, row)
    key = await _told(work, found.version, header, statute, owed, row, leaver, ground)
    if ground is not None and _due(owed):
        await _entered(work, statute, key, header, owed, (leaver, creditor), ground)
    work.warn(*as_given(owed.warnings, "withdrawal", "act"), *_unsaid(rule, statute))
    return Done("Obligation", key, {"obligation": key})


def _due(owed: Liabilities) -> bool:
    return owed.status == "DETERMINED" and owed.payable


async def _rule(work: Work, statute: Statute, row: Row) -> tuple[Liability, Text]:
    columns = instruments.c
    code = await work.connection.scalar(
        select(columns.code).where(
            columns.ambito_id == work.tenant.ambito_id, columns.id == row["instrument_id"]
        )
    )
    text = Text(next(one for one in statute.instruments if one.code == code), statute)
    rule = recess_rule(text, row["notified_on"])
    if rule is None or rule.kind == "UNKNOWN" or rule.liability is None:
        message = "I documenti non dicono che chi recede debba ancora qualcosa."
        raise Refused([text.says("LIABILITY_NOT_STATED", message, "withdrawal")])
    return rule.liability, text


async def _leaver(work: Work, statute: Statute, row: Row) -> Party:
    if row["istat_code"] is not None:
        code = row["istat_code"]
    else:
        columns = bodies.c
        code = await work.connection.scalar(
            select(columns.code).where(
                columns.ambito_id == work.tenant.ambito_id, columns.id == row["body_id"]
            )
        )
    found = named_party(statute, row["notified_on"], code)
    if found is None:
        message = "Chi recede non è fra gli enti dei documenti in quel giorno."
        raise Refused([Violation("PARTY_UNKNOWN", message, "withdrawal")])
    return found


def _sums(given: Iterable[YearAmountInput], field: str) -> Iterable[Violation]:
    years = [one.year for one in given]
    if len(set(years)) < len(years):
        yield Violation("YEAR_TWICE", "Lo stesso anno compare due volte.", field)
    if any(one.amount < 0 for one in given):
        yield Violation("AMOUNT_NOT_POSITIVE", "Una somma non è mai sotto zero.", field)


async def _decided(work: Work, statute: Statute, rule: Liability, act: str) -> Grounded:
    """Hold the decision that makes it payable: of whom the text wants it."""
    ground = await grounded(work, statute, act, None)
    found = list(ground.wrong)
    by = rule.payable_after if isinstance(rule, ShareUntilEvent) else None
    if by is not None and ground.author != by:
        who = Names.of(statute).declared("subject").get(by, by)
        message = f"È esigibile dopo la decisione di {who}: {ground.label} è di un altro."
        found.append(said_by(rule, statute, "DECISION_NOT_COMPETENT", message, "act"))
    refuse(*found)
    return ground


async def _worked_out(  # noqa: PLR0913, PLR0917  a rule, who leaves, and all that is known of it
    work: Work,
    rule: Liability,
    text: Text,
    asked: Asked,
    leaver: Party,
    row: Row,
    given: AssessRecessInput,
    ground: Grounded | None,
) -> Liabilities | Undivided:
    costs, funding = _by_year(given.costs), _by_year(given.funding)
    if not isinstance(rule, ShareUntilEvent):
        end = ending(text.instrument, text.statute)
        return of_planned_spend(rule, asked, leaver.code, costs, end.on if end else None)
    found = await work.alike(occurrences.occurrences, "id", event_code=rule.event)
    happened = found[0]["happened_on"] if found else None
    running = Running(row["effect_on"], happened, work.day, costs, funding, ground is not None)
    return until_event(rule, asked, leaver.code, running)


def _by_year(given: Iterable[YearAmountInput]) -> Mapping[int, int]:
    return {one.year: cents_of(one.amount) for one in given}


def _header(rule: Liability, row: Row) -> Header:
    matter = rule.cost if isinstance(rule, ShareUntilEvent) else RECESS
    return Header("RECESS", matter, row["request_year"], rule)


async def _told(  # noqa: PLR0913, PLR0917  what is owed, by whom, for which withdrawal
    work: Work,
    version: Any,
    header: Header,
    statute: Statute,
    owed: Liabilities,
    row: Row,
    leaver: Party,
    ground: Grounded | None,
) -> Any:
    """Write the account, or write it again while it is not owed."""
    unknown = owed.status == "UNDETERMINED"
    final = ground is not None and _due(owed)
    said = {
        "state": "UNDETERMINED" if unknown else "FINAL" if final else "ACCRUING",
        "cents": None if unknown else owed.cents,
        "lines": numbered(_line(one) for one in owed.owed),
        "act_id": None if ground is None else ground.key,
    }
    before = await work.alike(tables.obligations, "id", withdrawal_id=row["id"])
    if not before:
        told = {"party_code": leaver.code, "party_name": leaver.name, "istat_code": leaver.istat}
        return await opened(work, statute, version, header, withdrawal_id=row["id"], **told, **said)
    key = before[0]["id"]
    held = await work.locked(OBLIGATION, tables.obligations, key)
    await work.require(OBLIGATION, tables.obligations, key)
    if held is None or held["state"] == "FINAL":
        message = "È già dovuto: il conto non si rifà."
        raise Refused([Violation("ALREADY_OWED", message, "withdrawal")])
    await work.update(tables.obligations, key, **said)
    work.under(header.rule.source.document, header.rule.source.article)
    return key


async def _entered(  # noqa: PLR0913, PLR0917  what is owed, by whom to whom, on which act
    work: Work,
    statute: Statute,
    key: Any,
    header: Header,
    owed: Liabilities,
    parties: tuple[Party, Party],
    ground: Grounded,
) -> None:
    """Owe each year on its own."""
    for at, one in enumerate(each for each in owed.owed if each.cents):
        due = [Owed(*parties, one.cents or 0)]
        of_year = replace(header, year=one.year)
        await entered(work, statute, key, of_year, due, ground, after=at)


def _line(one: OfYear) -> Line:
    counted = one.cents is not None
    return Line(str(one.year), one.cents, _why(one), counted=counted, past_end=one.past_end)


def _why(one: OfYear) -> str:
    if one.base is None or one.cents is None:
        return f"Per il {one.year} nessuno ha detto la somma di cui è la quota."
    days = "" if one.days is None else f", per {one.days} giorni"
    share = "" if one.fraction is None else f" x {one.fraction}"
    key = f"quota del {one.key_year}"
    return f"{euro(euro_of(one.base))}{share}{days} ({key}) = {euro(euro_of(one.cents))}."


def _unsaid(rule: Liability, statute: Statute) -> Iterable[Violation]:
    message = "I documenti non dicono a chi è dovuto: vale il creditore indicato."
    yield said_by(rule, statute, "CREDITOR_NOT_STATED", message, "creditor")
