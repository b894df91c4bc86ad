"""What is owed by an act that was annulled is owed no more; what was paid of it is a credit.

Nothing is erased: each due falls to nothing by an entry of its own, on the act that says so. What
was paid on it is carried to what the same party is owed instead, or waits to be given back.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import strawberry
from sqlalchemy import func, select

from ambiti.acting.commands import Done, Success, outcome
from ambiti.acting.naming import row_named
from ambiti.acting.refusing import Refused, Violation, filled, refuse
from ambiti.acting.work import Work
from ambiti.budgets.dues import tables
from ambiti.budgets.dues.entering import Account, accounts, dues_of, entry
from ambiti.budgets.dues.graph import Obligation
from ambiti.budgets.dues.inputs import VoidTransfersInput
from ambiti.budgets.dues.scopes import DUE, OBLIGATION
from ambiti.budgets.ledger.grounds import Ground, grounded
from ambiti.budgets.ripartos.tables import riparti
from ambiti.database.statements import Row
from ambiti.governance.acts.register import is_annulled
from ambiti.governance.acts.tables import acts
from ambiti.statute.current import in_force
from ambiti.statute.division import euro_of
from ambiti.statute.periods import in_words
from ambiti.statute.rulebook.italian import euro


@strawberry.type(description="I trasferimenti di un atto annullato non sono più dovuti.")
class VoidTransfersSuccess(Success):
    """The transfers are owed no more."""

    obligation: Obligation | None = outcome(
        Obligation, "obligation", "Il trasferimento, coi debiti a zero."
    )


async def void_transfers(work: Work, input: VoidTransfersInput) -> Done:  # noqa: A002
    """Take to nothing what is owed by a riparto whose act was annulled; what was paid is a credit.

    Refused of what is no transfer, while its act is in force, and where nothing is owed any more.
    """
    row = await row_named(
        work, input.obligation, "Obligation", OBLIGATION, tables.obligations, "obligation"
    )
    await work.require(OBLIGATION, tables.obligations, row["id"])
    statute = (await in_force(work.connection, work.tenant.ambito_id)).statute
    ground = await grounded(work, statute, input.act, input.on)
    old = await _held(work, [one.row for one in await dues_of(work, row["id"])])
    gone = await of_annulled(work, old)
    found = [*ground.wrong, *filled(reasons=input.reasons)]
    if row["cause"] != "TRANSFER":
        message = "Si ritirano i trasferimenti di un riparto: questo è un altro debito."
        found.append(Violation("NOT_A_TRANSFER", message, "obligation"))
    elif not gone:
        message = "L'atto da cui nascono è in vigore: prima lo si annulla (annulAct)."
        found.append(Violation("STILL_OWED", message, "obligation"))
    elif not any(one.owed for one in gone):
        message = "Di questi trasferimenti non è più dovuto nulla."
        found.append(Violation("ALREADY_VOIDED", message, "obligation"))
    last = await _last(work, gone) if gone else None
    if last is not None and ground.day < last:
        message = f"L'ultima riga di quei debiti è del giorno {in_words(last)}: non la si precede."
        found.append(Violation("BEFORE_IT_BEGAN", message, "on"))
    refuse(*found)
    work.under(row["source_document"], row["source_article"])
    await voided(work, gone, ground, input.reasons.strip())
    work.warn(*(_to_return(one.row, one.settled, "obligation") for one in gone if one.settled > 0))
    return Done("Obligation", row["id"], {"obligation": row["id"]})


async def _held(work: Work, rows: Iterable[Row]) -> list[Account]:
    """Hold dues in one order, and tell how they stand then."""
    found = [
        await work.locked(DUE, tables.dues, one["id"])
        for one in sorted(rows, key=lambda one: str(one["id"]))
    ]
    return await accounts(work, [one for one in found if one is not None])


async def of_annulled(work: Work, old: Iterable[Account]) -> list[Account]:
    """Tell which dues rest on an act that was annulled."""
    found = list(old)
    columns = acts.c
    rows = await work.all(
        select(columns.id)
        .where(columns.ambito_id == work.tenant.ambito_id, columns.state == "ANNULLED")
        .where(columns.id.in_({one.row["act_id"] for one in found}))
    )
    gone = {one["id"] for one in rows}
    return [one for one in found if one.row["act_id"] in gone]


async def replaced(work: Work, given: str | None, own: Row | None, riparto: Row) -> list[Account]:
    """Find the dues of an annulled act that a riparto comes in place of: those held are given.

    They are those of the same riparto approved anew, or of the one that is named. Refused where
    others of the matter and year are still owed by an annulled act, and nobody says whether these
    come in their place.
    """
    sources = [] if own is None else [own]
    if given is not None:
        named = await row_named(
            work, given, "Obligation", OBLIGATION, tables.obligations, "replaces"
        )
        await work.require(OBLIGATION, tables.obligations, named["id"])
        refuse(*await _alike(work, named, riparto, own))
        if not await is_annulled(work, named["act_id"]):
            message = "Prende il posto di un riparto annullato: l'atto di quello è in vigore."
            raise Refused([Violation("STILL_OWED", message, "replaces")])
        sources.append(named)
    gone = await _held(work, await _void(work, riparto))
    keys = {one["id"] for one in sources}
    fund = None if own is None else own["fund_code"]
    for one in gone:
        apart = fund is not None and one.row["fund_code"] not in {None, fund}
        if one.row["obligation_id"] not in keys and one.owed and not apart:
            message = "Per la stessa materia e lo stesso anno restano dovute le somme di un riparto"
            message += " annullato: si dice se questo ne prende il posto (replaces), o si ritirano "
            message += "prima (voidTransfers)."
            raise Refused([Violation("REPLACED_NOT_SAID", message, "replaces")])
    return [one for one in gone if one.row["obligation_id"] in keys]


async def _void(work: Work, riparto: Row) -> list[Row]:
    """Find the dues of annulled riparti of the same matter and year."""
    due, source, shared = tables.dues.c, tables.obligations.c, riparti.c
    return await work.all(
        select(tables.dues)
        .join(acts, (acts.c.ambito_id == due.ambito_id) & (acts.c.id == due.act_id))
        .join(
            tables.obligations,
            (source.ambito_id == due.ambito_id) & (source.id == due.obligation_id),
        )
        .join(riparti, (shared.ambito_id == due.ambito_id) & (shared.id == source.riparto_id))
        .where(due.ambito_id == work.tenant.ambito_id, acts.c.state == "ANNULLED")
        .where(shared.matter_code == riparto["matter_code"], shared.year == riparto["year"])
    )


async def _alike(work: Work, old: Row, riparto: Row, own: Row | None) -> list[Violation]:
    """Refuse to come in place of what is no transfer of the same matter, year and fund."""
    said = [(one["matter_code"], one["year"]) for one in
            await work.alike(riparti, id=old["riparto_id"])]  # fmt: skip
    if old["state"] != "FINAL" or said != [(riparto["matter_code"], riparto["year"])]:
        message = "Si prende il posto di un riparto trasferito, della stessa materia e anno."
        return [Violation("NOT_A_TRANSFER", message, "replaces")]
    fund = None if own is None else own["fund_code"]
    if old["fund_code"] == fund:
        return []
    message = f"Quelle somme sono del fondo {old['fund_code'] or 'che nessuno ha detto'}, "
    message += f"queste di {fund or 'nessuno'}: il fondo si dice prima (recordFundsAvailable)."
    return [Violation("TRANSFER_OF_ANOTHER_FUND", message, "replaces")]


async def carried(
    work: Work, old: Sequence[Account], keys: Sequence[UUID], ground: Ground, reasons: str
) -> None:
    """Void old dues, and carry what was paid on each to what the same parties owe now.

    What is more than that stays a credit, to be given back; it is remarked.
    """
    if not old:
        return
    on = replace(ground, day=max(ground.day, await _last(work, old)))
    await voided(work, old, on, reasons)
    rows = [(await work.alike(tables.dues, "number", id=key))[0] for key in keys]
    room = {(one.row["debtor_code"], one.row["creditor_code"]): one for one in
            await accounts(work, rows)}  # fmt: skip
    left = {parties: one.left for parties, one in room.items()}
    entries: list[dict[str, Any]] = []
    for one in old:
        parties = (one.row["debtor_code"], one.row["creditor_code"])
        cents = min(one.settled, left.get(parties, 0))
        if cents > 0:
            left[parties] -= cents
            entries += _pair(work, one.row, room[parties].row, cents, on)
        if one.settled > max(cents, 0):
            work.warn(_to_return(one.row, one.settled - max(cents, 0), "riparto"))
    await work.insert_all(tables.due_entries, entries)


def _pair(work: Work, old: Row, new: Row, cents: int, on: Ground) -> Iterable[dict[str, Any]]:
    """Take a credit out of a due, and put it on another."""
    key = uuid4()
    same = {"kind": "CARRIED", "subject": "Credito portato a ciò che è dovuto in suo luogo"}
    yield {"id": key, **entry(work, old["id"], old, on, cents=-cents, **same)}
    target = entry(work, new["id"], new, on, cents=cents, **same)
    yield {"id": uuid4(), **target, "carried_id": key}


async def voided(work: Work, old: Iterable[Account], on: Ground, reasons: str) -> None:
    """Let nothing be owed any more of dues."""
    await work.insert_all(
        tables.due_entries,
        (
            entry(
                work,
                one.row["id"],
                one.row,
                on,
                kind="VOIDED",
                cents=-one.owed,
                firmness="FINAL",
                credit=one.settled > 0,
                subject=reasons,
            )
            for one in old
            if one.owed > 0
        ),
    )


async def _last(work: Work, old: Iterable[Account]) -> date:
    """Tell the last day on which anything was entered of dues."""
    columns = tables.due_entries.c
    day: date = await work.connection.scalar(
        select(func.max(columns.entered_on))
        .where(columns.ambito_id == work.tenant.ambito_id)
        .where(columns.due_id.in_([one.row["id"] for one in old]))
    )
    return day


def _to_return(due: Row, cents: int, field: str) -> Violation:
    message = f"A {due['debtor_name']} resta un credito di {euro(euro_of(cents))} verso "
    message += f"{due['creditor_name']}, che glielo restituisce (returnCredit)."
    article = (due["source_document"], due["source_article"])
    return Violation("CREDIT_TO_RETURN", message, field, *article)
