"""A riparto is transferred to its parties, by so many days after the later of two facts."""

from datetime import date
from typing import Any
from uuid import UUID

import strawberry
from sqlalchemy import select

from ambiti.acting.commands import Done, Success, outcome
from ambiti.acting.naming import row_named
from ambiti.acting.refusing import Refused, Violation, refuse
from ambiti.acting.work import Work
from ambiti.budgets.dues import tables
from ambiti.budgets.dues.clocks import NOT_STARTED, Clock, clock
from ambiti.budgets.dues.entering import Header, Owed, Party, dues_of, entered, opened
from ambiti.budgets.dues.graph import Obligation
from ambiti.budgets.dues.inputs import OpenTransfersInput, RecordFundsAvailableInput
from ambiti.budgets.dues.scopes import OBLIGATION
from ambiti.budgets.dues.voiding import carried, replaced
from ambiti.budgets.funds.tables import budget_funds
from ambiti.budgets.ledger.grounds import Ground, grounded
from ambiti.budgets.ledger.tables import ledger_accounts, ledger_movements
from ambiti.budgets.ripartos.approving import standing
from ambiti.budgets.ripartos.scopes import RIPARTO
from ambiti.budgets.ripartos.tables import riparti, riparto_shares
from ambiti.budgets.scopes import BUDGET
from ambiti.database.statements import Row
from ambiti.governance.acts.register import is_annulled
from ambiti.governance.competence import said_by
from ambiti.governance.doubts import doubts_of
from ambiti.governance.seats.places import Places
from ambiti.statute.current import InForce, in_force
from ambiti.statute.division import euro_of
from ambiti.statute.language.deadlines import AfterEvents, Deadline
from ambiti.statute.language.movements import Transfer
from ambiti.statute.language.statute import Statute
from ambiti.statute.periods import in_words
from ambiti.statute.rulebook.italian import euro


@strawberry.type(description="I fondi del riparto sono a disposizione.")
class RecordFundsAvailableSuccess(Success):
    """The funds are there."""

    obligation: Obligation | None = outcome(Obligation, "obligation", "Il trasferimento.")


@strawberry.type(description="Le somme da trasferire sono dovute.")
class OpenTransfersSuccess(Success):
    """The transfers are owed."""

    obligation: Obligation | None = outcome(
        Obligation, "obligation", "Il trasferimento, coi debiti che ne nascono."
    )


async def record_funds_available(work: Work, input: RecordFundsAvailableInput) -> Done:  # noqa: A002
    """Record from when the funds of a riparto are there: it is one of the facts of the term.

    The day is that from which what was collected of the fund covers the riparto; without a fund it
    is declared, on an act. Refused where the fund does not cover it yet, with what it lacks.
    """
    row = await row_named(work, input.riparto, "Riparto", RIPARTO, riparti, "riparto")
    found = await in_force(work.connection, work.tenant.ambito_id)
    rule = _rule(found.statute, row, work.day)
    source = await _source(work, row["id"])
    if source is not None and source["available_on"] is not None:
        since = source["available_on"]
        message = (
            f"I fondi di questo riparto sono già a disposizione, dal giorno {in_words(since)}."
        )
        raise Refused([Violation("FUNDS_AVAILABLE_ALREADY", message, "riparto")])
    fund, day, act = await _available(work, found.statute, input, row)
    perfected = row["perfected_on"] if await standing(work, row) == "PERFECTED" else None
    when = _clock(found.statute, rule, perfected, day)
    said = {"fund_code": fund, "available_on": day, **_told(when)}
    if source is None:
        key = await _opened(work, found, rule, row, **{**said, "act_id": act})
    else:
        key = source["id"]
        await work.require(OBLIGATION, tables.obligations, key)
        await work.update(tables.obligations, key, **said)
        await _due(work, key, when)
    work.warn(*doubts_of(found.statute, [rule]))
    return Done("Obligation", key, {"obligation": key})


async def open_transfers(work: Work, input: OpenTransfersInput) -> Done:  # noqa: A002
    """Owe to each party of a perfected riparto its share; what is the payer's own stays with it.

    Refused before the riparto is approved. The term runs only when the funds are there too. What
    an annulled riparto made owed in its place is owed no more, and what was paid of it is carried.
    """
    row = await row_named(work, input.riparto, "Riparto", RIPARTO, riparti, "riparto")
    found = await in_force(work.connection, work.tenant.ambito_id)
    statute = found.statute
    rule = _rule(statute, row, work.day)
    if await standing(work, row) != "PERFECTED":
        message = "Il riparto non è approvato da chi lo decide, o il suo atto è annullato: nulla "
        message += "si trasferisce."
        raise Refused([said_by(rule, statute, "RIPARTO_NOT_APPROVED", message, "riparto")])
    source = await _source(work, row["id"])
    again = await _anew(work, source)
    if source is not None and source["state"] == "FINAL" and not again:
        message = "Di questo riparto i trasferimenti sono già dovuti."
        raise Refused([Violation("ALREADY_OWED", message, "riparto")])
    old = await replaced(work, input.replaces, source, row)
    available = None if source is None else source["available_on"]
    when = _clock(statute, rule, row["perfected_on"], available)
    owed = [
        Owed(_payer(statute, rule, row["perfected_on"]), to, cents, when.started_on, when.due_on)
        for to, cents in await _shares(work, row["id"])
    ]
    said = {"act_id": row["act_id"], **_told(when)}
    if not again:
        said |= {"state": "FINAL", "cents": sum(one.cents for one in owed)}
    if source is None:
        key = await _opened(work, found, rule, row, **said)
    else:
        key = source["id"]
        await work.require(OBLIGATION, tables.obligations, key)
        await work.update(tables.obligations, key, **said)
    header = _header(statute, rule, row, None if source is None else source["fund_code"])
    ground = Ground(row["act_id"], "Riparto approvato", row["perfected_on"])
    last = max((one.row["number"] for one in await dues_of(work, key)), default=0)
    keys = await entered(work, statute, key, header, owed, ground, after=last)
    await carried(work, old, keys, ground, "L'atto da cui nasceva è annullato")
    work.warn(*doubts_of(statute, [rule]))
    return Done("Obligation", key, {"obligation": key})


async def _anew(work: Work, source: Row | None) -> bool:
    """Tell whether what was owed of the riparto rests on an act that was annulled since."""
    if source is None or source["state"] != "FINAL":
        return False
    return await is_annulled(work, source["act_id"])


def _rule(statute: Statute, riparto: Row, today: date) -> Transfer:
    """Find how what was shared is transferred, on the day of its decision."""
    day = riparto["perfected_on"] or today
    for one in statute.movements:
        if isinstance(one, Transfer) and one.after and one.valid.period.covers(day):
            return one
    message = "I documenti non dicono chi trasferisce ciò che si ripartisce, né entro quando."
    raise Refused([Violation("TRANSFER_NOT_STATED", message, "riparto")])


def _payer(statute: Statute, rule: Transfer, day: date) -> Party:
    for place in Places(statute, day).meant(rule.debtor):
        return Party.of(place)
    message = f"Il giorno {in_words(day)} non c'è chi trasferisce: {rule.debtor}."
    raise Refused([said_by(rule, statute, "DEBTOR_UNKNOWN", message, "riparto")])


def _deadline(statute: Statute, rule: Transfer) -> Deadline | None:
    return next((one for one in statute.deadlines if one.code == rule.deadline), None)


def _clock(
    statute: Statute, rule: Transfer, perfected: date | None, available: date | None
) -> Clock:
    """Count from the riparto approved and from the funds there, whichever is later."""
    deadline = _deadline(statute, rule)
    if deadline is None or not isinstance(deadline.when, AfterEvents):
        return NOT_STARTED
    days = {one: perfected if one == rule.after else available for one in deadline.when.events}
    return clock(deadline, {one: day for one, day in days.items() if day is not None})


def _told(when: Clock) -> dict[str, Any]:
    return {
        "started_on": when.started_on,
        "due_on": when.due_on,
        "waiting": list(when.waiting),
    }


def _header(statute: Statute, rule: Transfer, riparto: Row, fund: str | None) -> Header:
    deadline = _deadline(statute, rule)
    hardness = None if deadline is None else deadline.hardness
    return Header("TRANSFER", rule.what, riparto["year"], rule, fund, hardness)


async def _opened(work: Work, found: InForce, rule: Transfer, riparto: Row, **said: Any) -> UUID:
    header = _header(found.statute, rule, riparto, None)
    values = {"state": "WAITING", "riparto_id": riparto["id"], "deadline_code": rule.deadline}
    return await opened(work, found.statute, found.version, header, **{**values, **said})


async def _source(work: Work, riparto: UUID) -> Row | None:
    found = await work.alike(tables.obligations, "id", riparto_id=riparto)
    return found[0] if found else None


async def _due(work: Work, key: UUID, when: Clock) -> None:
    """Set the day on dues that waited for it."""
    if when.due_on is None:
        return
    for one in await work.alike(tables.dues, "number", obligation_id=key):
        days = {"started_on": when.started_on, "due_on": when.due_on}
        await work.update(tables.dues, one["id"], **days)


async def _shares(work: Work, riparto: UUID) -> list[tuple[Party, int]]:
    columns = riparto_shares.c
    rows = await work.all(
        select(columns.party_code, columns.party_name, columns.istat_code, columns.cents)
        .where(columns.ambito_id == work.tenant.ambito_id, columns.riparto_id == riparto)
        .where(columns.chosen, columns.cents > 0)
        .order_by(columns.position)
    )
    return [
        (Party("COMUNE" if row["istat_code"] else "BODY", row["party_code"], row["party_name"]),
         row["cents"])
        for row in rows
    ]  # fmt: skip


async def _available(
    work: Work, statute: Statute, given: RecordFundsAvailableInput, riparto: Row
) -> tuple[str | None, date, UUID | None]:
    """Tell the fund, the day from which the sum is there, and the act that says so."""
    if given.fund is not None:
        fund = await row_named(work, given.fund, "BudgetFund", BUDGET, budget_funds, "fund")
        return fund["code"], await _collected(work, fund, riparto["cents"]), None
    if given.on is None or given.act is None:
        message = "Serve il fondo di cui si legge la riscossione, o il giorno con l'atto."
        raise Refused([Violation("AVAILABILITY_MISSING", message, "fund")])
    ground = await grounded(work, statute, given.act, given.on)
    refuse(*ground.wrong)
    return None, ground.day, ground.key


async def _collected(work: Work, fund: Row, cents: int) -> date:
    """Find the first day from which on what was collected of a fund covers a sum."""
    moved, account = ledger_movements.c, ledger_accounts.c
    rows = await work.all(
        select(moved.moved_on, moved.amount, moved.reverses_id)
        .join(
            ledger_accounts,
            (account.ambito_id == moved.ambito_id)
            & (account.id.in_([moved.from_id, moved.to_id]))
            & (account.stage == "COLLECTED"),
        )
        .where(moved.ambito_id == work.tenant.ambito_id, moved.kind == "RISCOSSIONE")
        .where(account.fund_id == fund["id"], moved.moved_on <= work.day)
        .order_by(moved.moved_on)
    )
    held, since = 0, None
    for at, row in enumerate(rows):
        held += row["amount"] if row["reverses_id"] is None else -row["amount"]
        if at + 1 < len(rows) and rows[at + 1]["moved_on"] == row["moved_on"]:
            continue
        if held < cents:
            since = None
        elif since is None:
            since = row["moved_on"]
    if since is None:
        message = f"Di {fund['name']} è arrivato {euro(euro_of(held))}: per il riparto mancano "
        message += f"{euro(euro_of(cents - held))}."
        raise Refused([Violation("FUNDS_NOT_AVAILABLE", message, "fund")])
    day: date = since
    return day
