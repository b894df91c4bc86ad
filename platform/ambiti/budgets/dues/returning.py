"""A credit is given back: what was paid beyond what is owed returns to whoever paid it."""

from collections.abc import Iterable, Iterator
from datetime import date

import strawberry

from ambiti.acting.commands import Done, Success, outcome
from ambiti.acting.naming import row_named
from ambiti.acting.refusing import Violation, filled, refuse
from ambiti.acting.work import Work
from ambiti.budgets.dues import tables
from ambiti.budgets.dues.entering import PAID, entry, from_day
from ambiti.budgets.dues.graph import Due, DueEntry
from ambiti.budgets.dues.inputs import ReturnCreditInput
from ambiti.budgets.dues.payments import RETURNING, Part, payment_named, rested
from ambiti.budgets.dues.scopes import DUE
from ambiti.budgets.ledger.grounds import grounded
from ambiti.budgets.ledger.rules import amount_given
from ambiti.database.statements import Row
from ambiti.statute.current import in_force
from ambiti.statute.division import cents_of, euro_of
from ambiti.statute.periods import in_words
from ambiti.statute.rulebook.italian import euro


@strawberry.type(description="Il credito è restituito.")
class ReturnCreditSuccess(Success):
    """The credit was given back."""

    returned: DueEntry | None = outcome(DueEntry, "returned", "La restituzione.")
    due: Due | None = outcome(Due, "due", "Il debito, com'è ora.")


async def return_credit(work: Work, input: ReturnCreditInput) -> Done:  # noqa: A002
    """Record that whoever was paid beyond what is owed gave the credit back, or a part of it.

    Cents of a due: what is settled falls by what is given back, and never below what is owed.
    Refused beyond the credit, before it arose, and on an act that is not in force. A movement of
    the ledger that it names covers it, and whatever else rests on it: of whoever keeps the fund, a
    payment where that gives the credit back, money collected where that gets it back.
    """
    row = await row_named(work, input.due, "Due", DUE, tables.dues, "due")
    await work.require(DUE, tables.dues, row["id"])
    moved = await payment_named(work, input.movement, RETURNING)
    statute = (await in_force(work.connection, work.tenant.ambito_id)).statute
    ground = await grounded(work, statute, input.act, input.on)
    entries = await work.alike(tables.due_entries, "entered_on", due_id=row["id"])
    part = Part(statute, row, cents_of(input.amount), ground.day)
    refuse(
        *ground.wrong,
        *amount_given(input.amount),
        *filled(subject=input.subject),
        *_there(row, entries, part.cents, ground.day),
        *await rested(work, part, moved, RETURNING),
    )
    work.under(row["source_code"], row["source_article"])
    (key,) = await work.insert_all(
        tables.due_entries,
        [
            entry(
                work,
                row["id"],
                row,
                ground,
                kind="RETURNED",
                cents=-part.cents,
                payee_code=row["debtor_code"],
                payment_id=None if moved is None else moved["id"],
                subject=input.subject.strip(),
            )
        ],
    )
    return Done("Due", row["id"], {"returned": key, "due": row["id"]})


def least(entries: Iterable[Row], day: date, *, received: bool = False) -> int:
    """Tell the least credit of a due on a day and on any after it, in cents; below zero, none.

    ``received``: what was received of it, whatever is owed.
    """
    flows = (
        (one["entered_on"], one["cents"] if one["kind"] in PAID else -one["cents"])
        for one in entries
        if one["kind"] in PAID or not received
    )
    return min(from_day(flows, day))


def _there(row: Row, entries: Iterable[Row], cents: int, day: date) -> Iterator[Violation]:
    """Refuse to give back more than was paid beyond what is owed, then and ever since."""
    found = list(entries)
    there = max(0, least(found, day))
    if cents <= there:
        return
    document, article = row["source_document"], row["source_article"]
    now = max(0, least(found, max(day, *(one["entered_on"] for one in found))))
    if cents <= now:
        message = f"Il giorno {in_words(day)} il credito era di {euro(euro_of(there))}: non si "
        message += "restituisce prima che nasca (on)."
        yield Violation("CREDIT_NOT_YET", message, "on", document, article)
        return
    message = f"{row['debtor_name']} ha un credito di {euro(euro_of(there))}: "
    message += "non si restituisce di più."
    yield Violation("OVER_CREDIT", message, "amount", document, article)
