"""Money is spent: committed to a creditor, liquidated by another person, paid; or given back."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import strawberry
from sqlalchemy import func, select

from ambiti.acting.commands import Done, Success, outcome
from ambiti.acting.refusing import Violation, filled, refuse
from ambiti.acting.work import Work
from ambiti.agreements.parties import completed
from ambiti.agreements.signatures.recorded import recorded
from ambiti.agreements.signatures.rules import Text, not_ended
from ambiti.budgets.funds.tables import budget_funds
from ambiti.budgets.ledger import rules
from ambiti.budgets.ledger.accounting import (
    Year,
    as_line,
    impegno_named,
    line_named,
    resting,
)
from ambiti.budgets.ledger.graph import Impegno, LedgerMovement
from ambiti.budgets.ledger.grounds import Grounded
from ambiti.budgets.ledger.inputs import (
    RecordEconomiaInput,
    RecordImpegnoInput,
    RecordLiquidazioneInput,
    RecordPagamentoInput,
)
from ambiti.budgets.ledger.suppliers import another_supplier
from ambiti.budgets.ledger.tables import budget_lines, impegni, ledger_accounts
from ambiti.budgets.scopes import BUDGET_LINE
from ambiti.database.statements import Row
from ambiti.governance.acts.register import is_annulled
from ambiti.governance.calling import caller_of
from ambiti.statute.division import euro_of
from ambiti.statute.rulebook.italian import euro


@strawberry.type(description="La somma è impegnata.")
class RecordImpegnoSuccess(Success):
    """Money was committed."""

    movement: LedgerMovement | None = outcome(LedgerMovement, "movement", "Il movimento.")
    impegno: Impegno | None = outcome(Impegno, "impegno", "L'impegno.")


async def record_impegno(work: Work, input: RecordImpegnoInput) -> Done:  # noqa: A002
    """Commit a sum of a line; refused beyond it, for another purpose, for another's sub-ambito.

    Refused too beside the supplier of what the documents want of a single one, and when the
    instrument that declares the fund has expired: what was committed before is still liquidated
    and paid.
    """
    year, row = await line_named(work, input.line)
    line = await as_line(work, row)
    refuse(*rules.own(year.statute, line.unit, await caller_of(work), input.on or work.day))
    await work.require(BUDGET_LINE, budget_lines, row["id"])
    on = await resting(year, input.act, input.on, input.amount, input.subject)
    if row["carried_from_id"] is not None:
        refuse(*on.wrong, *rules.of_residui(year.statute, row["code"], on.day, "line"))
    fund = await year.fund(row["fund_id"])
    source = await year.account(row["fund_id"], "APPROPRIATED", line_id=row["id"])
    left = await year.left(source, on.day)
    refuse(
        *on.wrong,
        *filled(creditor=input.creditor),
        *rules.in_its_years(year.statute, fund),
        *await _expired(year, row["fund_id"], on.day),
        *rules.for_its_purpose(year.statute, line, on.act, on.day),
        *await another_supplier(year, row, input.creditor, on.day),
        *rules.enough("OVER_BUDGET", "La voce ha ancora", input.amount, left),
    )
    last = await work.connection.scalar(
        select(func.max(impegni.c.number)).where(
            impegni.c.ambito_id == work.tenant.ambito_id, impegni.c.budget_id == year.id
        )
    )
    key = await work.insert(
        impegni,
        line_id=row["id"],
        budget_id=year.id,
        number=(last or 0) + 1,
        creditor=input.creditor.strip(),
        subject=input.subject.strip(),
        act_id=on.key,
        committed_on=on.day,
        committer_id=work.call.actor.principal_id,
    )
    target = await year.account(row["fund_id"], "COMMITTED", line_id=row["id"], impegno_id=key)
    movement = await year.move("IMPEGNO", (source, target), input.amount, on, input.subject)
    return Done("Budget", year.id, {"movement": movement, "impegno": key})


async def _expired(year: Year, fund: UUID, day: date) -> list[Violation]:
    """Tell whether the instrument that declares a fund has expired, also as it was renewed."""
    work = year.work
    (row,) = await work.alike(budget_funds, id=fund)
    instrument = next(
        (one for one in year.statute.instruments if one.code == row["source_code"]), None
    )
    if instrument is None or not list(not_ended(Text(instrument, year.statute), day, "line")):
        return []
    now = completed(year.statute, await recorded(work.connection, work.tenant.ambito_id))
    renewed = next(one for one in now.instruments if one.code == instrument.code)
    return list(not_ended(Text(renewed, now), day, "line"))


@strawberry.type(description="La somma è liquidata.")
class RecordLiquidazioneSuccess(Success):
    """What is owed was ascertained."""

    movement: LedgerMovement | None = outcome(LedgerMovement, "movement", "Il movimento.")
    impegno: Impegno | None = outcome(Impegno, "impegno", "L'impegno, com'è ora.")


async def record_liquidazione(work: Work, input: RecordLiquidazioneInput) -> Done:  # noqa: A002
    """Ascertain what is owed; refused beyond the impegno, and to who made it."""
    year, row, line = await impegno_named(work, input.impegno)
    await work.require(BUDGET_LINE, budget_lines, line["id"])
    on = await resting(year, input.act, input.on, input.amount, input.subject)
    same = row["committer_id"] == work.call.actor.principal_id
    refuse(
        *on.wrong,
        *rules.two_people(year.statute, same=same, purpose=line["purpose"], day=on.day),
        *await _annulled(work, row),
    )
    what = ("LIQUIDAZIONE", "COMMITTED", "LIQUIDATED")
    return await _moved(year, row, line, what, input, on)


@strawberry.type(description="La somma è pagata.")
class RecordPagamentoSuccess(Success):
    """What is owed was paid."""

    movement: LedgerMovement | None = outcome(LedgerMovement, "movement", "Il movimento.")
    impegno: Impegno | None = outcome(Impegno, "impegno", "L'impegno, com'è ora.")


async def record_pagamento(work: Work, input: RecordPagamentoInput) -> Done:  # noqa: A002
    """Pay what was liquidated; before its fund has come, whoever keeps it advances the money."""
    year, row, line = await impegno_named(work, input.impegno)
    await work.require(BUDGET_LINE, budget_lines, line["id"])
    on = await resting(year, input.act, input.on, input.amount, input.subject)
    refuse(*on.wrong, *await _annulled(work, row))
    done = await _moved(year, row, line, ("PAGAMENTO", "LIQUIDATED", "PAID"), input, on)
    held = await _cash(year, line["fund_id"])
    if held < 0:
        fund = await year.fund(line["fund_id"])
        message = (
            f"Di {fund.name} è stato pagato più di quanto è arrivato: chi lo custodisce anticipa "
            f"{euro(-held)}."
        )
        work.warn(fund.says("CASH_ADVANCE", message, "amount"))
    return done


@strawberry.type(description="L'economia è registrata.")
class RecordEconomiaSuccess(Success):
    """What is not needed went back."""

    movement: LedgerMovement | None = outcome(LedgerMovement, "movement", "Il movimento.")
    impegno: Impegno | None = outcome(Impegno, "impegno", "L'impegno, com'è ora.")


async def record_economia(work: Work, input: RecordEconomiaInput) -> Done:  # noqa: A002
    """Give back to its line what of an impegno is not needed and was not liquidated.

    Of a residuo whose act is annulled also what was liquidated: its year is closed, and nothing
    else could undo it.
    """
    year, row, line = await impegno_named(work, input.impegno)
    await work.require(BUDGET_LINE, budget_lines, line["id"])
    on = await resting(year, input.act, input.on, input.amount, input.subject)
    refuse(*on.wrong)
    source = "COMMITTED"
    if row["carried_from_id"] is not None and await _annulled(work, row):
        of = {"line_id": line["id"], "impegno_id": row["id"]}
        there = await year.account(line["fund_id"], _OF_RESIDUI[source], **of)
        source = source if await year.left(there, on.day) else "LIQUIDATED"
    return await _moved(year, row, line, ("ECONOMIA", source, "APPROPRIATED"), input, on)


_SHORT = {
    "LIQUIDATED": ("NOT_LIQUIDATED", "Liquidato e non ancora pagato"),
    "COMMITTED": ("OVER_IMPEGNO", "Impegnato e non ancora liquidato"),
}

_OF_RESIDUI = {
    "APPROPRIATED": "RESIDUO_SPARED",
    "COMMITTED": "RESIDUO",
    "LIQUIDATED": "RESIDUO_LIQUIDATED",
    "PAID": "RESIDUO_PAID",
}


async def _moved(  # noqa: PLR0913, PLR0917  what moves, and from where to where
    year: Year,
    row: Row,
    line: Row,
    what: tuple[str, str, str],
    given: Any,
    on: Grounded,
) -> Done:
    """Move money of an impegno from a stage to the next; residui have stages of their own."""
    kind, *stages = what
    carried = row["carried_from_id"] is not None
    ends: list[UUID] = []
    for stage in stages:
        of = {"line_id": line["id"], "impegno_id": row["id"]}
        if stage == "APPROPRIATED" and not carried:
            del of["impegno_id"]
        own = _OF_RESIDUI[stage] if carried else stage
        ends.append(await year.account(line["fund_id"], own, **of))
    left = await year.left(ends[0], on.day)
    refuse(*rules.enough(*_SHORT[stages[0]], given.amount, left))
    movement = await year.move(kind, (ends[0], ends[1]), given.amount, on, given.subject)
    return Done("Budget", year.id, {"movement": movement, "impegno": row["id"]})


async def _annulled(work: Work, impegno: Row) -> list[Violation]:
    """Refuse to go on with an impegno whose own act was annulled since."""
    message = "L'atto con cui la somma fu impegnata è annullato: torna alla voce, con un'economia."
    gone = await is_annulled(work, impegno["act_id"])
    return [Violation("ACT_NOT_IN_FORCE", message, "impegno")] if gone else []


async def _cash(year: Year, fund: UUID) -> Decimal:
    """Tell what of a fund is in cash."""
    columns = ledger_accounts.c
    rows = await year.work.all(
        select(columns.stage, func.sum(columns.balance).label("held"))
        .where(columns.ambito_id == year.work.tenant.ambito_id, columns.fund_id == fund)
        .group_by(columns.stage)
    )
    return euro_of(rules.in_hand({row["stage"]: int(row["held"]) for row in rows}))
