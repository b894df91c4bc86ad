"""The payment of the ledger with which a due is settled: whether it may be, and what it has left.

The ledger pays to whom an impegno names in free text: that is no code, so it is not held to be, or
not to be, whoever a due is owed to; a name that differs is remarked.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
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
class Payment:
    """A payment of the ledger: its fund, to whom it was made in words, what was settled with it."""

    row: Row
    fund: Row
    creditor: str
    undone: bool
    settled: Sequence[Row]

    def left(self, day: date) -> int:
        """Tell what of it may be settled on a day, in cents: the least that is left from then."""
        return int(self.row["amount"]) - most(self.settled, day)


def most(entries: Iterable[Row], day: date) -> int:
    """Tell the most that is settled with a payment on a day, or on any after it, in cents."""
    return max(from_day(((one["entered_on"], one["cents"]) for one in entries), day))


async def settled_with(work: Work, payment: UUID) -> list[Row]:
    """Find what was settled with a payment, and taken back."""
    return await work.alike(due_entries, "entered_on", payment_id=payment)


async def payment_named(work: Work, given: str | None) -> Row | None:
    """Hold the movement with which a due is said to be paid, or refuse it as absent."""
    if given is None:
        return None
    return await row_named(work, given, "LedgerMovement", BUDGET, ledger_movements, "payment")


async def as_payment(work: Work, row: Row) -> Payment | None:
    """Tell what rules ask of a payment; None of another movement, or of what moves one back."""
    if row["kind"] != "PAGAMENTO" or row["reverses_id"] is not None:
        return None
    account, owed = ledger_accounts.c, impegni.c
    (of,) = await work.all(
        select(account.fund_id, owed.creditor)
        .join(impegni, (owed.ambito_id == account.ambito_id) & (owed.id == account.impegno_id))
        .where(account.ambito_id == work.tenant.ambito_id, account.id == row["to_id"])
    )
    (fund,) = await work.alike(budget_funds, id=of["fund_id"])
    undone = await work.alike(ledger_movements, reverses_id=row["id"])
    settled = await settled_with(work, row["id"])
    return Payment(row, fund, of["creditor"], bool(undone), settled)


def payable(
    statute: Statute, due: Row, payment: Payment | None, cents: int, day: date
) -> Iterator[Violation]:
    """Refuse to settle a due with what is no payment of it, or beyond what the payment has left."""
    if payment is None:
        message = "Si paga con un pagamento (PAGAMENTO) del bilancio, non con altri movimenti."
        yield Violation("NOT_A_PAYMENT", message, "payment")
        return
    number, paid_on = payment.row["number"], payment.row["moved_on"]
    if payment.undone:
        message = f"Il pagamento n. {number} è stornato: se ne indica uno che non lo è."
        yield Violation("PAYMENT_REVERSED", message, "payment")
        return
    if paid_on < due["entered_on"]:
        message = f"Il pagamento n. {number} è del giorno {in_words(paid_on)}: precede il debito, "
        message += f"dovuto dal giorno {in_words(due['entered_on'])}; serve un pagamento di quel "
        message += "giorno o dopo."
        yield Violation("PAYMENT_BEFORE_DUE", message, "payment")
    if paid_on > day:
        message = f"Il pagamento n. {number} è del giorno {in_words(paid_on)}: il debito non è "
        message += "pagato prima (on)."
        yield Violation("PAYMENT_AFTER_SETTLEMENT", message, "on")
    yield from _of_its_debtor(statute, due, payment, day)
    left = payment.left(day)
    if cents > left:
        message = f"Del pagamento n. {number} restano {euro(euro_of(max(0, left)))}: per "
        message += f"{euro(euro_of(cents))} mancano {euro(euro_of(cents - max(0, left)))}."
        yield Violation("PAYMENT_NOT_ENOUGH", message, "amount")


def _of_its_debtor(statute: Statute, due: Row, payment: Payment, day: date) -> Iterator[Violation]:
    """Refuse a payment of another fund than that of the due, or of whom does not owe it."""
    fund = payment.fund
    wanted = due["fund_code"]
    if wanted is not None and not _is_of(statute, fund, wanted):
        message = f"Il debito è di un altro fondo, {wanted}: il pagamento è di {fund['name']}. "
        message += "Ne serve uno di quel fondo."
        yield Violation("PAYMENT_OF_ANOTHER_FUND", message, "payment")
    keepers = {_code(statute, fund["payee"], day), _keeper(statute, fund, day)} - {None}
    pays = due["debtor_kind"] == "FUND" or not keepers or due["debtor_code"] in keepers
    if not pays:
        message = f"Dal bilancio paga chi lo tiene; qui deve pagare {due['debtor_name']}: il suo "
        message += "pagamento si registra senza indicarne uno del bilancio (payment)."
        yield Violation("PAYMENT_OF_ANOTHER", message, "payment")


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


def named_otherwise(due: Row, payment: Payment) -> Iterator[Violation]:
    """Remark that an impegno names its creditor in other words than the due."""
    said = payment.creditor.strip().casefold()
    if said not in {due["creditor_name"].casefold(), due["creditor_code"].casefold()}:
        message = f"L'impegno nomina il creditore «{payment.creditor}», in un testo libero; il "
        message += f"debito è verso {due['creditor_name']}: che siano lo stesso non è verificato."
        yield Violation("PAYMENT_TO_ANOTHER_NAME", message, "payment")


async def unpaid(work: Work, statute: Statute, due: Row, day: date) -> list[Violation]:
    """Remark that who keeps the budget settles without a payment of the ledger."""
    fund, year = budget_funds.c, budgets.c
    rows = await work.all(
        select(fund.code, fund.custodian, year.year)
        .join(budgets, (year.ambito_id == fund.ambito_id) & (year.id == fund.budget_id))
        .where(fund.ambito_id == work.tenant.ambito_id)
        .where(year.year.in_({due["year"], day.year}))
        .order_by(year.year)
    )
    for one in rows:
        if due["debtor_code"] in {one["code"], _keeper(statute, one, day)}:
            message = f"{due['debtor_name']} paga dal bilancio {one['year']}: senza il pagamento "
            message += "(payment) ciò che ne resta non ne tiene conto."
            return [Violation("SETTLED_WITHOUT_PAYMENT", message, "payment")]
    return []


async def still_settling(work: Work, payment: Row, day: date) -> list[Violation]:
    """Refuse to move back a payment with which dues are settled on a day, or after it."""
    cents = most(await settled_with(work, payment["id"]), day)
    if cents <= 0:
        return []
    message = f"Con questo pagamento sono pagati debiti per {euro(euro_of(cents))}: prima si "
    message += "stornano quelli (reverseSettlement)."
    return [Violation("SETTLEMENTS_REST", message, "movement")]
