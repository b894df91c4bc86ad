"""One supplier, where the documents want a single one: nobody else is committed to beside it."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import func, or_, select

from ambiti.acting.refusing import Violation
from ambiti.budgets.funds.tables import budget_funds, budgets
from ambiti.budgets.ledger.accounting import Year
from ambiti.budgets.ledger.tables import budget_lines, impegni, ledger_accounts
from ambiti.database.statements import Row
from ambiti.governance.acts.parties import author
from ambiti.governance.acts.tables import acts
from ambiti.governance.competence import said_by
from ambiti.statute.language.movements import SingleSupplier
from ambiti.statute.language.statute import Statute
from ambiti.statute.naming import Names

_BOUND = ("COMMITTED", "LIQUIDATED", "PAID", "RESIDUO", "RESIDUO_LIQUIDATED", "RESIDUO_PAID")


async def another_supplier(year: Year, line: Row, creditor: str, day: date) -> list[Violation]:
    """Refuse to commit to another what the documents want of one supplier.

    It is what a line is for, or the fund from which that is shared is spent for. Whoever something
    was committed to is the supplier until it is spared, or the act of its impegno is annulled.
    Budgets of every year are looked at, so whoever commits for the same waits in turn, whichever
    year he holds. A party of the documents is no supplier: what is given back to it is not awarded.
    """
    if _is_party(year.statute, creditor, day):
        return []
    (fund,) = await year.work.alike(budget_funds, id=line["fund_id"])
    found: list[Violation] = []
    rules = list(_single(year.statute, line["purpose"], fund["code"], day))
    for what in sorted({rule.what for rule in rules}):
        await year.work.turn(f"supplier of {what}")
    for rule in rules:
        for one in await _committed(year, rule):
            if _same(one["creditor"], creditor) or _is_party(year.statute, one["creditor"], day):
                continue
            what = Names.of(year.statute).declared("matter").get(rule.what, rule.what)
            message = (
                f"Per {what} il fornitore è uno solo: {one['creditor']}, impegno n. "
                f"{one['number']}/{one['year']}. Un altro si può se di quello non resta nulla "
                "(recordEconomia), o se il suo atto è annullato."
            )
            found.append(said_by(rule, year.statute, "SINGLE_SUPPLIER", message, "creditor"))
            break
    return found


def _single(statute: Statute, purpose: str, fund: str, day: date) -> Iterator[SingleSupplier]:
    for one in statute.movements:
        if not isinstance(one, SingleSupplier) or not one.valid.period.covers(day):
            continue
        if purpose == one.what or fund in _funds(statute, one.what):
            yield one


def _funds(statute: Statute, what: str) -> set[str]:
    """Tell the funds from which a matter is paid, as it is shared."""
    return {one.fund for one in statute.allocations if one.what == what and one.fund is not None}


async def _committed(year: Year, rule: SingleSupplier) -> list[Row]:
    """Find the impegni of what the rule is about that hold anything, of every year."""
    owed, of, fund, held, ground = (
        impegni.c,
        budget_lines.c,
        budget_funds.c,
        ledger_accounts.c,
        acts.c,
    )
    return await year.work.all(
        select(owed.creditor, owed.number, budgets.c.year)
        .join(budget_lines, (of.ambito_id == owed.ambito_id) & (of.id == owed.line_id))
        .join(budget_funds, (fund.ambito_id == of.ambito_id) & (fund.id == of.fund_id))
        .join(budgets, (budgets.c.ambito_id == owed.ambito_id) & (budgets.c.id == owed.budget_id))
        .join(acts, (ground.ambito_id == owed.ambito_id) & (ground.id == owed.act_id))
        .join(ledger_accounts, (held.ambito_id == owed.ambito_id) & (held.impegno_id == owed.id))
        .where(owed.ambito_id == year.work.tenant.ambito_id, ground.state != "ANNULLED")
        .where(or_(of.purpose == rule.what, fund.code.in_(_funds(year.statute, rule.what))))
        .where(held.stage.in_(_BOUND))
        .group_by(owed.creditor, owed.number, budgets.c.year)
        .having(func.sum(held.balance) > 0)
        .order_by(budgets.c.year, owed.number)
    )


def _is_party(statute: Statute, who: str, day: date) -> bool:
    """Tell whether somebody, by code or by name, is among those who signed the documents."""
    names = Names.of(statute).declared("subject")
    codes = [who.strip(), *(code for code, name in names.items() if _same(name, who))]
    found = (author(statute, code, day) for code in codes)
    return any(one is not None and "EACH_PARTY" in one.answers_to for one in found)


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()
