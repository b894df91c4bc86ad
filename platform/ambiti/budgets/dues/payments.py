"""The movement of the ledger with which a due is settled, or a credit of it given back.

Whoever keeps the fund pays what it owes, or gives back what it was paid beyond, with a PAGAMENTO of
the ledger; what it is owed, or gets back of a credit, comes to it with a RISCOSSIONE. The ledger
pays to whom an impegno names in free text: that is no code, so it is not held to be, or not to be,
whoever a due is owed to; a name that differs is remarked.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import select

from ambiti.acting.naming import row_named
from ambiti.acting.refusing import Violation
from ambiti.acting.work import Work
from ambiti.budgets.dues.entering import from_day, named_party
from ambiti.budgets.dues.tables import due_entries
from ambiti.budgets.funds.tables import budget_funds, budgets
from ambiti.budgets.ledger.tables import impegni, ledger_accounts, ledger_movements
from ambiti.budgets.scopes import BUDGET
from ambiti.database.statements import Row
from ambiti.statute.division import euro_of
from ambiti.statute.language.statute import Statute
from ambiti.statute.periods import in_words
from ambiti.statute.rulebook.italian import euro

KEEPER = "CAPOFILA"
"""Who keeps a fund of which the documents name no keeper."""


@dataclass(frozen=True, slots=True)
class Use:
    """What a movement is named for: in which field, of which kinds, of which side's fund each."""

    field: str
    of: Mapping[str, str]


SETTLING: Final = Use("payment", {"PAGAMENTO": "debtor", "RISCOSSIONE": "creditor"})
RETURNING: Final = Use("movement", {"PAGAMENTO": "creditor", "RISCOSSIONE": "debtor"})


@dataclass(frozen=True, slots=True)
class Part:
    """What of a due is to be settled or given back: so many cents, on a day."""

    statute: Statute
    due: Row
    cents: int
    day: date


@dataclass(frozen=True, slots=True)
class Payment:
    """A movement of the ledger: its fund, to whom it paid in words, what rests on it already."""

    row: Row
    fund: Row
    creditor: str | None
    undone: bool
    settled: Sequence[Row]

    def left(self, day: date) -> int:
        """Tell what may still rest on it on a day, in cents: the least that is left from then."""
        return int(self.row["amount"]) - most(self.settled, day)


def most(entries: Iterable[Row], day: date) -> int:
    """Tell the most that rests on a movement on a day, or on any after it, in cents.

    What is given back is below zero in the account of a due.
    """
    flows = (
        (one["entered_on"], -one["cents"] if one["kind"] == "RETURNED" else one["cents"])
        for one in entries
    )
    return max(from_day(flows, day))


async def settled_with(work: Work, payment: UUID) -> list[Row]:
    """Find what was settled or given back with a movement, and taken back."""
    return await work.alike(due_entries, "entered_on", payment_id=payment)


async def payment_named(work: Work, given: str | None, use: Use) -> Row | None:
    """Hold the movement that is named for a use, or refuse it as absent."""
    if given is None:
        return None
    return await row_named(work, given, "LedgerMovement", BUDGET, ledger_movements, use.field)


async def _as_payment(work: Work, row: Row, use: Use) -> Payment | None:
    """Tell what rules ask of a movement; None of another kind, or of what moves one back."""
    if row["kind"] not in use.of or row["reverses_id"] is not None:
        return None
    account, owed = ledger_accounts.c, impegni.c
    (of,) = await work.all(
        select(account.fund_id, owed.creditor)
        .outerjoin(impegni, (owed.ambito_id == account.ambito_id) & (owed.id == account.impegno_id))
        .where(account.ambito_id == work.tenant.ambito_id, account.id == row["to_id"])
    )
    (fund,) = await work.alike(budget_funds, id=of["fund_id"])
    undone = await work.alike(ledger_movements, reverses_id=row["id"])
    settled = await settled_with(work, row["id"])
    return Payment(row, fund, of["creditor"], bool(undone), settled)


async def rested(work: Work, part: Part, moved: Row | None, use: Use) -> list[Violation]:
    """Tell what is wrong with the movement that is named, and remark where there is none."""
    if moved is None:
        work.warn(*await _unsaid(work, part, use))
        return []
    payment = await _as_payment(work, moved, use)
    if payment is not None and payment.creditor is not None:
        paid = _OTHER[use.of[moved["kind"]]]
        payee = (part.due[f"{paid}_name"], part.due[f"{paid}_code"])
        work.warn(*_named_otherwise(payment.creditor, payee, use))
    return list(_fit(part, payment, use))


_OTHER: Final = {"debtor": "creditor", "creditor": "debtor"}
_CALLED: Final = {"PAGAMENTO": "Il pagamento", "RISCOSSIONE": "La riscossione"}


def _fit(part: Part, payment: Payment | None, use: Use) -> Iterator[Violation]:
    """Refuse what is no movement of the use, or of the due, and beyond what it has left."""
    if payment is None:
        kinds = " o ".join(sorted(use.of))
        message = f"Serve un movimento del bilancio {kinds}, che non sia uno storno."
        yield Violation("NOT_A_PAYMENT", message, use.field)
        return
    due, day, moved_on = part.due, part.day, payment.row["moved_on"]
    called = f"{_CALLED[payment.row['kind']]} n. {payment.row['number']}"
    if payment.undone:
        message = f"{called} ha uno storno: se ne indica un altro, che non lo ha."
        yield Violation("PAYMENT_REVERSED", message, use.field)
        return
    if moved_on < due["entered_on"]:
        message = f"{called} è del giorno {in_words(moved_on)}: precede il debito, dovuto dal "
        message += f"giorno {in_words(due['entered_on'])}; ne serve uno di quel giorno o dopo."
        yield Violation("PAYMENT_BEFORE_DUE", message, use.field)
    if moved_on > day:
        message = f"{called} è del giorno {in_words(moved_on)}: ciò che ne è fatto non è di un "
        message += "giorno prima (on)."
        yield Violation("PAYMENT_AFTER_SETTLEMENT", message, "on")
    yield from _of_its_keeper(part, payment, use)
    left = max(0, payment.left(day))
    if part.cents > left:
        message = f"Del movimento n. {payment.row['number']} restano {euro(euro_of(left))}: per "
        message += f"{euro(euro_of(part.cents))} mancano {euro(euro_of(part.cents - left))}."
        yield Violation("PAYMENT_NOT_ENOUGH", message, "amount")


def _of_its_keeper(part: Part, payment: Payment, use: Use) -> Iterator[Violation]:
    """Refuse a movement of another fund than that of the due, or of whom does not keep it."""
    statute, due, fund = part.statute, part.due, payment.fund
    wanted = due["fund_code"]
    if wanted is not None and not _is_of(statute, fund, wanted):
        message = f"Il debito è di un altro fondo, {wanted}: il movimento è di {fund['name']}. "
        message += "Ne serve uno di quel fondo."
        yield Violation("PAYMENT_OF_ANOTHER_FUND", message, use.field)
    keepers = {_code(statute, fund["payee"], part.day), _keeper(statute, fund, part.day)} - {None}

    def keeps(side: str) -> bool:
        return due[f"{side}_kind"] == "FUND" or not keepers or due[f"{side}_code"] in keepers

    kind = payment.row["kind"]
    if not keeps(use.of[kind]):
        right = [other for other, side in use.of.items() if keeps(side)]
        message = f"Un movimento {kind} è di chi tiene il bilancio, e {due[f'{use.of[kind]}_name']}"
        message += " non lo tiene: "
        message += (
            f"serve un movimento {' o '.join(right)}."
            if right
            else f"si registra senza indicarne uno ({use.field})."
        )
        yield Violation("PAYMENT_OF_ANOTHER", message, use.field)


def _is_of(statute: Statute, fund: Row, code: str) -> bool:
    """Tell whether a fund is the one of a code, enters it, or is paid from the budget that it is.

    A budget is what an Ambito pays from, whichever of its funds the money came from.
    """
    budget = any(one.code == code and one.kind == "BUDGET" for one in statute.funds)
    return budget or code == fund["code"] or code in fund["within"]


def _keeper(statute: Statute, fund: Row, day: date) -> str | None:
    return _code(statute, fund["custodian"] or KEEPER, day)


def _code(statute: Statute, who: str | None, day: date) -> str | None:
    found = None if who is None else named_party(statute, day, who)
    return None if found is None else found.code


def _named_otherwise(said: str, payee: tuple[str, str], use: Use) -> Iterator[Violation]:
    """Remark that an impegno names whom it pays in other words than the due."""
    if said.strip().casefold() not in {one.casefold() for one in payee}:
        message = f"L'impegno nomina il creditore «{said}», in un testo libero; qui riceve "
        message += f"{payee[0]}: che siano lo stesso non è verificato."
        yield Violation("PAYMENT_TO_ANOTHER_NAME", message, use.field)


async def _unsaid(work: Work, part: Part, use: Use) -> list[Violation]:
    """Remark that who keeps the budget settles, or gives back, without a movement of it."""
    fund, year, due = budget_funds.c, budgets.c, part.due
    rows = await work.all(
        select(fund.code, fund.custodian, year.year)
        .join(budgets, (year.ambito_id == fund.ambito_id) & (year.id == fund.budget_id))
        .where(fund.ambito_id == work.tenant.ambito_id)
        .where(year.year.in_({due["year"], part.day.year}))
        .order_by(year.year)
    )
    for one in rows:
        for side in use.of.values():
            if due[f"{side}_code"] in {one["code"], _keeper(part.statute, one, part.day)}:
                message = f"{due[f'{side}_name']} tiene il bilancio {one['year']}: senza il "
                message += f"movimento ({use.field}) quel bilancio non ne tiene conto."
                return [Violation("SETTLED_WITHOUT_PAYMENT", message, use.field)]
    return []


async def still_settling(work: Work, payment: Row, day: date) -> list[Violation]:
    """Refuse to move back what dues are settled with, or credits given back, then or later."""
    cents = most(await settled_with(work, payment["id"]), day)
    if cents <= 0:
        return []
    message = "Con questo movimento sono pagati debiti, o restituiti crediti, per "
    message += f"{euro(euro_of(cents))}: prima si stornano quelli (reverseSettlement)."
    return [Violation("SETTLEMENTS_REST", message, "movement")]
