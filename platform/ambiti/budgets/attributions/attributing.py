"""A payment counts as the cost of others: attributed by the key of the documents, taken back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Final
from uuid import UUID

import strawberry
from sqlalchemy import select

from ambiti.acting.commands import Done, Success, outcome
from ambiti.acting.naming import row_named
from ambiti.acting.refusing import Refused, Violation, as_given, refuse
from ambiti.acting.work import Work
from ambiti.budgets.attributions import rules, tables
from ambiti.budgets.attributions.graph import CostAttribution
from ambiti.budgets.attributions.inputs import AttributeCostInput
from ambiti.budgets.funds.tables import budgets
from ambiti.budgets.ledger.accounting import Year
from ambiti.budgets.ledger.graph import LedgerMovement
from ambiti.budgets.ledger.grounds import grounded
from ambiti.budgets.ledger.tables import budget_lines, impegni, ledger_accounts, ledger_movements
from ambiti.budgets.ripartos.asked import Asked, Undivided
from ambiti.budgets.ripartos.known import counted
from ambiti.budgets.ripartos.proposing import share_columns
from ambiti.budgets.ripartos.rules import Riparto, by_key
from ambiti.budgets.ripartos.telling import told
from ambiti.budgets.scopes import BUDGET
from ambiti.database.statements import Row
from ambiti.governance.competence import source_of
from ambiti.statute.current import in_force
from ambiti.statute.language.ledgers import Ledger
from ambiti.statute.naming import Names

_TAKEN_BACK: Final = "Il pagamento è stornato."


@strawberry.type(description="Il costo è imputato.")
class AttributeCostSuccess(Success):
    """The cost was attributed."""

    attribution: CostAttribution | None = outcome(
        CostAttribution, "attribution", "Il costo imputato, con la parte di ciascuno."
    )
    payment: LedgerMovement | None = outcome(LedgerMovement, "payment", "Il pagamento.")
    replaced: CostAttribution | None = outcome(
        CostAttribution, "replaced", "L'imputazione che c'era, ritirata; o nulla."
    )


@dataclass(frozen=True, slots=True)
class _Paid:
    """A payment: for what it was, and of which year the cost is."""

    row: Row
    purpose: str
    year: int
    undone: bool


async def attribute_cost(work: Work, input: AttributeCostInput) -> Done:  # noqa: A002
    """Attribute what was paid to those to whom the documents count it, exact to the cent.

    It counts from the day of the payment. Refused for what is no payment or was moved back, for a
    cost that stays with who pays it, and where a figure of the key is missing.
    """
    row = await row_named(
        work, input.payment, "LedgerMovement", BUDGET, ledger_movements, "payment"
    )
    await work.locked(BUDGET, ledger_movements, row["id"])
    await work.require(BUDGET, ledger_movements, row["id"])
    found = await in_force(work.connection, work.tenant.ambito_id)
    (budget,) = await work.alike(budgets, id=row["budget_id"])
    year = Year(work, budget, found.statute)
    on = await grounded(work, year.statute, input.act, None)
    paid = await _paid(work, row)
    if paid is None or paid.undone:
        message = "Si imputa un pagamento che non è stornato."
        raise Refused([*on.wrong, Violation("NOT_A_PAYMENT", message, "payment")])
    staff = input.staff.name if input.staff else None
    before = await live(work, row["id"])
    wrong = [*on.wrong]
    wrong += rules.attributable(found.statute, paid.purpose, row["moved_on"], staff)
    wrong += rules.again(row["number"], input.reasons) if before else ()
    rule = rules.ledger_of(found.statute, paid.purpose, row["moved_on"])
    if wrong or rule is None:
        raise Refused(wrong)
    facts = await counted(work, found.statute, input.substitutes)
    asked = Asked(found.statute, int(row["amount"]), paid.year, row["moved_on"], facts)
    riparto = by_key(asked, rule.key)
    if isinstance(riparto, Undivided):
        raise Refused(as_given(riparto.violations, "payment", "substitutes"))
    refuse(*rules.whole(riparto.weights.covered))
    work.warn(*as_given(riparto.warnings, "payment", "substitutes"))
    work.under(rule.source.document, rule.source.article)
    answer = {"payment": row["id"]}
    reasons = (input.reasons or "").strip() or None
    told_ = {"act_id": on.key, "reasons": reasons, "attributed_on": row["moved_on"]}
    if before is not None:
        answer["replaced"] = before["id"]
        told_["attributed_on"] = work.day
        await taken_back(work, before, work.day, on.key, reasons or "")
    version = {"statute_version_id": found.version}
    answer["attribution"] = await _written(work, paid, rule, riparto, told_ | version)
    return Done("Budget", row["budget_id"], answer)


async def _written(
    work: Work, paid: _Paid, rule: Ledger, riparto: Riparto, more: Mapping[str, Any]
) -> UUID:
    """Write an attribution, and the part of each."""
    statute = riparto.asked.statute
    names = Names.of(statute)
    key = await work.insert(
        tables.cost_attributions,
        payment_id=paid.row["id"],
        ledger_code=rule.code,
        matter_code=rule.what,
        matter_name=names.declared("matter").get(rule.what, rule.what),
        target=rule.target,
        year=paid.year,
        cents=paid.row["amount"],
        cash_code=rule.cash,
        cash_name=names.declared("payer").get(rule.cash, rule.cash),
        key_code=riparto.weights.code,
        key_name=riparto.weights.name,
        reference_date=riparto.weights.reference,
        reverses_id=None,
        **source_of(rule, statute),
        **more,
    )
    await work.insert_all(tables.notional_entries, _entries(riparto, key))
    return key


def _entries(riparto: Riparto, key: UUID) -> list[Mapping[str, Any]]:
    whole = sum((one.share.weight for one in riparto.lines), Fraction())
    return [
        {
            "attribution_id": key,
            "position": position,
            "whole": str(whole),
            "why": told(line.share, whole, riparto.cents, riparto.weights.parts),
            **share_columns(line),
        }
        for position, line in enumerate(riparto.lines, start=1)
    ]


async def _paid(work: Work, row: Row) -> _Paid | None:
    """Tell for what a payment was, and the year in which it was committed first."""
    if row["kind"] != "PAGAMENTO" or row["reverses_id"] is not None:
        return None
    account, line, owed = ledger_accounts, budget_lines, impegni
    (of,) = await work.all(
        select(line.c.purpose, owed.c.budget_id, owed.c.carried_from_id)
        .join(line, (line.c.ambito_id == account.c.ambito_id) & (line.c.id == account.c.line_id))
        .join(owed, (owed.c.ambito_id == account.c.ambito_id) & (owed.c.id == account.c.impegno_id))
        .where(account.c.ambito_id == work.tenant.ambito_id, account.c.id == row["to_id"])
    )
    first = of
    while first["carried_from_id"] is not None:
        (first,) = await work.alike(impegni, id=first["carried_from_id"])
    (budget,) = await work.alike(budgets, id=first["budget_id"])
    undone = await work.alike(ledger_movements, reverses_id=row["id"])
    return _Paid(row, of["purpose"], budget["year"], bool(undone))


async def live(work: Work, payment: UUID) -> Row | None:
    """Find the attribution of a payment that was not taken back."""
    found = await work.alike(tables.cost_attributions, payment_id=payment)
    gone = {row["reverses_id"] for row in found}
    left = [row for row in found if row["reverses_id"] is None and row["id"] not in gone]
    return left[0] if left else None


async def taken_back(work: Work, row: Row, day: date, act: UUID, reasons: str) -> UUID:
    """Take an attribution back from a day on, part by part."""
    same = {name: one for name, one in row.items() if name not in {"ambito_id", "id"}}
    back = {"cents": -row["cents"], "attributed_on": day, "act_id": act, "reasons": reasons}
    key = await work.insert(tables.cost_attributions, **{**same, **back, "reverses_id": row["id"]})
    parts = await work.alike(tables.notional_entries, "position", attribution_id=row["id"])
    await work.insert_all(
        tables.notional_entries,
        (
            {
                **{name: one for name, one in part.items() if name not in {"ambito_id", "id"}},
                "attribution_id": key,
                "cents": -part["cents"],
                "floor_cents": -part["floor_cents"],
            }
            for part in parts
        ),
    )
    return key


async def follow(work: Work, payment: UUID, day: date, act: UUID) -> None:
    """Take back what a payment counted for, where the payment is moved back."""
    before = await live(work, payment)
    if before is not None:
        await taken_back(work, before, day, act, _TAKEN_BACK)
