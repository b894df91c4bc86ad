"""A due is settled, by a payment to whom it is owed; what was recorded wrongly is reversed."""

from collections.abc import Iterator
from datetime import date

import strawberry

from ambiti.acting.commands import Done, Success, outcome
from ambiti.acting.naming import absent, row_named
from ambiti.acting.refusing import Refused, Violation, filled, refuse
from ambiti.acting.work import Work
from ambiti.budgets.dues import tables
from ambiti.budgets.dues.entering import GIVEN, Account, accounts, entry, named_party
from ambiti.budgets.dues.graph import Due, DueEntry
from ambiti.budgets.dues.inputs import RecordSettlementInput, ReverseSettlementInput
from ambiti.budgets.dues.payments import SETTLING, Part, payment_named, rested
from ambiti.budgets.dues.returning import least
from ambiti.budgets.dues.scopes import DUE
from ambiti.budgets.ledger.grounds import Ground, grounded
from ambiti.budgets.ledger.rules import amount_given
from ambiti.database.statements import Row
from ambiti.governance.acts.register import is_annulled
from ambiti.statute.current import in_force
from ambiti.statute.division import cents_of, euro_of
from ambiti.statute.language.statute import Statute
from ambiti.statute.periods import in_words
from ambiti.statute.rulebook.italian import euro


@strawberry.type(description="Il pagamento è registrato.")
class RecordSettlementSuccess(Success):
    """The payment was recorded."""

    settlement: DueEntry | None = outcome(DueEntry, "settlement", "Il pagamento.")
    due: Due | None = outcome(Due, "due", "Il debito, com'è ora.")


async def record_settlement(work: Work, input: RecordSettlementInput) -> Done:  # noqa: A002
    """Record that a due was paid, wholly or in part, to whom it is owed.

    Refused to another creditor, beyond what is owed unless it is told to be a credit, before the
    due, and on an act that is not in force. A payment of the ledger that it names covers it, and
    whatever else is settled with it. A delay is a warning.
    """
    row = await row_named(work, input.due, "Due", DUE, tables.dues, "due")
    await work.require(DUE, tables.dues, row["id"])
    moved = await payment_named(work, input.payment, SETTLING)
    statute = (await in_force(work.connection, work.tenant.ambito_id)).statute
    ground = await grounded(work, statute, input.act, input.on)
    (account,) = await accounts(work, [row])
    part = Part(statute, row, cents_of(input.amount), ground.day)
    refuse(
        *ground.wrong,
        *amount_given(input.amount),
        *filled(subject=input.subject),
        *_parties(statute, row, input, ground),
        *_enough(account, input),
        *_after(row, ground),
        *await _stands(work, row),
        *await rested(work, part, moved, SETTLING),
    )
    work.under(row["source_code"], row["source_article"])
    work.warn(*_late(row, ground))
    (key,) = await work.insert_all(
        tables.due_entries,
        [
            entry(
                work,
                row["id"],
                row,
                ground,
                kind="SETTLED",
                cents=part.cents,
                payee_code=row["creditor_code"],
                credit=input.credit,
                payment_id=None if moved is None else moved["id"],
                subject=input.subject.strip(),
            )
        ],
    )
    return Done("Due", row["id"], {"settlement": key, "due": row["id"]})


async def _stands(work: Work, due: Row) -> list[Violation]:
    """Refuse to pay what is owed by an act that was annulled since; the act is held."""
    message = "L'atto da cui nasce è annullato: si paga ciò che nasce da un atto in vigore."
    gone = await is_annulled(work, due["act_id"])
    return [Violation("ACT_NOT_IN_FORCE", message, "due")] if gone else []


@strawberry.type(description="Il pagamento è stornato.")
class ReverseSettlementSuccess(Success):
    """The payment was taken back."""

    settlement: DueEntry | None = outcome(DueEntry, "settlement", "Lo storno.")
    due: Due | None = outcome(Due, "due", "Il debito, com'è ora.")


async def reverse_settlement(work: Work, input: ReverseSettlementInput) -> Done:  # noqa: A002
    """Take back the whole of a payment, or of a credit given back, that was recorded wrongly, once.

    Refused of a payment whose credit was given back since: that is taken back first.
    """
    given = await row_named(
        work, input.settlement, "DueEntry", DUE, tables.due_entries, "settlement"
    )
    row = await work.locked(DUE, tables.dues, given["due_id"])
    if row is None:
        raise Refused([absent("settlement")])
    await work.require(DUE, tables.dues, row["id"])
    statute = (await in_force(work.connection, work.tenant.ambito_id)).statute
    ground = await grounded(work, statute, input.act, input.on)
    again = await work.alike(tables.due_entries, "id", reverses_id=given["id"])
    found = [*ground.wrong, *filled(reasons=input.reasons)]
    if given["kind"] not in GIVEN:
        message = "Si storna un pagamento; una somma dovuta cambia con un altro atto."
        found.append(Violation("NOT_A_SETTLEMENT", message, "settlement"))
    elif given["reverses_id"] is not None:
        message = "Uno storno non si storna: si registra di nuovo il pagamento giusto."
        found.append(Violation("IS_A_REVERSAL", message, "settlement"))
    if again:
        message = f"Il pagamento è già stornato, il {in_words(again[0]['entered_on'])}."
        found.append(Violation("ALREADY_REVERSED", message, "settlement"))
    if ground.day < given["entered_on"]:
        message = f"Il pagamento è del {in_words(given['entered_on'])}: lo storno non lo precede."
        found.append(Violation("BEFORE_IT_BEGAN", message, "on"))
    refuse(*found)
    refuse(*await _given_back(work, given, ground.day))
    (key,) = await work.insert_all(
        tables.due_entries,
        [
            entry(
                work,
                row["id"],
                row,
                ground,
                kind=given["kind"],
                cents=-given["cents"],
                payee_code=given["payee_code"],
                reverses_id=given["id"],
                payment_id=given["payment_id"],
                subject=input.reasons.strip(),
            )
        ],
    )
    return Done("Due", row["id"], {"settlement": key, "due": row["id"]})


async def _given_back(work: Work, given: Row, day: date) -> list[Violation]:
    """Refuse to take back what was given back to whoever paid it."""
    entries = await work.alike(tables.due_entries, "entered_on", due_id=given["due_id"])
    received = least(entries, day, received=True)
    if given["cents"] <= received:
        return []
    message = f"Di ciò che fu pagato restano ricevuti {euro(euro_of(max(0, received)))}: il resto "
    message += "è stato restituito, e prima si storna la restituzione; o è portato altrove."
    return [Violation("CREDIT_GIVEN_BACK", message, "settlement")]


def _says(row: Row, code: str, message: str, field: str) -> Violation:
    """Make a violation that names the article of the due."""
    return Violation(code, message, field, row["source_document"], row["source_article"])


def _parties(
    statute: Statute, row: Row, given: RecordSettlementInput, ground: Ground
) -> Iterator[Violation]:
    """Refuse a payment to another, or by another, than those of the due."""
    if row["internal"]:
        message = f"È una quota propria di {row['creditor_name']}: nulla si trasferisce."
        yield _says(row, "INTERNAL_SHARE", message, "due")
    for said, side, code, what in (
        (given.creditor, "creditor", "WRONG_CREDITOR", "Si paga a"),
        (given.debtor, "debtor", "WRONG_DEBTOR", "Deve pagare"),
    ):
        if said is None:
            continue
        found = named_party(statute, ground.day, said)
        if found is None or found.code != row[f"{side}_code"]:
            name = said if found is None else found.name
            message = f"{what} {row[f'{side}_name']} ({row[f'{side}_code']}), non {name}."
            yield _says(row, code, message, side)


def _enough(account: Account, given: RecordSettlementInput) -> Iterator[Violation]:
    """Refuse to settle more than is owed, unless it is told to be a credit."""
    left = max(0, account.left)
    if not given.credit and cents_of(given.amount) > left:
        message = f"Restano da pagare {euro(euro_of(left))}: il di più si registra solo come "
        yield _says(account.row, "OVER_DUE", f"{message}credito (credit).", "amount")


def _after(row: Row, ground: Ground) -> Iterator[Violation]:
    if ground.day < row["entered_on"]:
        message = f"È dovuto dal {in_words(row['entered_on'])}: non si paga prima."
        yield Violation("BEFORE_IT_BEGAN", message, "on")


def _late(row: Row, ground: Ground) -> Iterator[Violation]:
    """Remark a payment after its day: «di norma» is softer than a term."""
    if row["due_on"] is not None and ground.day > row["due_on"]:
        days = (ground.day - row["due_on"]).days
        late = f"{days} giorni" if days > 1 else "un giorno"
        message = f"Si doveva pagare entro il {in_words(row['due_on'])}: {late} di ritardo."
        code = "PAID_LATE" if row["hardness"] == "HARD" else "PAID_LATE_SOFT"
        yield _says(row, code, message, "on")
