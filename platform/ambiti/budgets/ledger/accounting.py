"""The books in the midst of an act: a year held, its funds and lines, and money that moves.

Whoever acts on a year holds its row to the end, so that what rules are asked about is what there
is; the database would refuse the rest anyway, without words.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Table, func, insert, select

from ambiti import clock
from ambiti.acting.naming import absent, row_named
from ambiti.acting.refusing import Refused, Violation, filled
from ambiti.acting.work import Work
from ambiti.budgets.funds.tables import budget_funds, budgets
from ambiti.budgets.ledger.grounds import Ground, Grounded, grounded
from ambiti.budgets.ledger.rules import Fund, Line, amount_given
from ambiti.budgets.ledger.tables import budget_lines, impegni, ledger_accounts, ledger_movements
from ambiti.budgets.scopes import BUDGET, BUDGET_LINE
from ambiti.database.statements import Row
from ambiti.statute.current import in_force
from ambiti.statute.division import cents_of, euro_of
from ambiti.statute.language.statute import Statute
from ambiti.territory.tables import units


@dataclass(frozen=True, slots=True)
class Moved:
    """Cents that move from an account to another."""

    kind: str
    source: UUID
    target: UUID
    cents: int
    reverses: UUID | None = None


@dataclass(frozen=True, slots=True)
class Year:
    """A year that is held until the end of the act."""

    work: Work
    row: Row
    statute: Statute

    @property
    def id(self) -> UUID:
        """Give the id of its budget."""
        key: UUID = self.row["id"]
        return key

    async def fund(self, key: UUID) -> Fund:
        """Read one of its funds as rules know it."""
        (row,) = await self.work.all(
            select(budget_funds).where(
                budget_funds.c.ambito_id == self.work.tenant.ambito_id, budget_funds.c.id == key
            )
        )
        return self.as_fund(row)

    def as_fund(self, row: Row) -> Fund:
        """Tell a row of a fund as rules know it."""
        return Fund(
            code=row["code"],
            name=row["name"],
            year=self.row["year"],
            kind=row["kind"],
            in_kind=row["in_kind"],
            parts=tuple(row["parts"]),
            within=tuple(row["within"]),
            purposes=tuple(row["purposes"]),
            allocated_by=row["allocated_by"],
            custodian=row["custodian"],
            payee=row["payee"],
            first_year=row["first_year"],
            last_year=row["last_year"],
            document=row["source_document"],
            article=row["source_article"],
        )

    async def account(self, fund: UUID, stage: str, **of: UUID) -> UUID:
        """Find the account of a stage of a fund, of a line, of an impegno; opened when first used.

        It is no row of the journal: its balance goes on changing after the act.
        """
        columns = ledger_accounts.c
        tenant = self.work.tenant.ambito_id
        named = {"ambito_id": tenant, "fund_id": fund, "stage": stage}
        wanted = {**named, "line_id": of.get("line_id"), "impegno_id": of.get("impegno_id")}
        found = await self.work.all(
            select(columns.id).where(
                *(
                    columns[name].is_(None) if one is None else columns[name] == one
                    for name, one in wanted.items()  # as an index looks it up
                )
            )
        )
        if found:
            return UUID(str(found[0]["id"]))
        row = self.opening(fund, stage, **of)
        await self.open_all([row])
        return UUID(str(row["id"]))

    def opening(self, fund: UUID, stage: str, **of: UUID) -> dict[str, Any]:
        """Make the row of an account, with nothing in it."""
        named = {"ambito_id": self.work.tenant.ambito_id, "id": uuid4(), "budget_id": self.id}
        owned = {"line_id": of.get("line_id"), "impegno_id": of.get("impegno_id")}
        return {**named, "fund_id": fund, "stage": stage, "balance": 0, **owned}

    async def open_all(self, accounts: Sequence[Mapping[str, Any]]) -> None:
        """Open accounts that are not there yet."""
        if accounts:
            await self.work.connection.execute(insert(ledger_accounts), list(accounts))

    async def last(self, table: Table) -> int:
        """Tell the last number of the year in a table that numbers its rows."""
        found = await self.work.connection.scalar(
            select(func.max(table.c.number)).where(
                table.c.ambito_id == self.work.tenant.ambito_id, table.c.budget_id == self.id
            )
        )
        return found or 0

    async def left(self, account: UUID, day: date) -> Decimal:
        """Tell what may go out of an account on a day: the least that it held from then on."""
        columns, moved = ledger_accounts.c, ledger_movements.c
        tenant = self.work.tenant.ambito_id
        (row,) = await self.work.all(
            select(columns.balance).where(columns.ambito_id == tenant, columns.id == account)
        )
        now = least = int(row["balance"])
        later = await self.work.all(
            select(moved.moved_on, moved.amount, moved.from_id)
            .where(moved.ambito_id == tenant, moved.moved_on > day)
            .where((moved.from_id == account) | (moved.to_id == account))
            .order_by(moved.moved_on.desc())
        )
        for number, one in enumerate(later):
            now += one["amount"] if one["from_id"] == account else -one["amount"]
            before = later[number + 1 : number + 2]
            if not before or before[0]["moved_on"] < one["moved_on"]:
                least = min(least, now)
        return euro_of(least)

    async def move(  # noqa: PLR0913  each part of a movement
        self,
        kind: str,
        ends: tuple[UUID, UUID],
        amount: Decimal,
        on: Ground,
        subject: str,
        *,
        reverses: UUID | None = None,
    ) -> UUID:
        """Record a movement, with the next number of the year."""
        moved = Moved(kind, *ends, cents_of(amount), reverses)
        return (await self.move_all([moved], on, subject))[0]

    async def move_all(self, moved: Sequence[Moved], on: Ground, subject: str) -> list[UUID]:
        """Record movements on one act, with the next numbers of the year."""
        work, last = self.work, await self.last(ledger_movements)
        same = {
            "budget_id": self.id,
            "moved_on": on.day,
            "recorded_at": clock.now(),
            "act_id": on.key,
            "subject": subject.strip(),
            "recorded_by": work.call.actor.name or "",
            "recorder_id": work.call.actor.principal_id,
        }
        return await work.insert_all(
            ledger_movements,
            (
                {
                    **same,
                    "number": number,
                    "kind": one.kind,
                    "amount": one.cents,
                    "from_id": one.source,
                    "to_id": one.target,
                    "reverses_id": one.reverses,
                }
                for number, one in enumerate(moved, start=last + 1)
            ),
        )


async def held_year(work: Work, key: UUID, field: str) -> Year:
    """Hold a year; refused where it is closed."""
    row = await work.locked(BUDGET, budgets, key)
    if row is None:
        raise Refused([absent(field)])
    if row["state"] == "CLOSED":
        message = f"Il bilancio {row['year']} è chiuso: vi si muove solo ciò che è dell'anno dopo."
        raise Refused([Violation("YEAR_CLOSED", message, field)])
    statute = (await in_force(work.connection, work.tenant.ambito_id)).statute
    return Year(work, row, statute)


async def year_named(work: Work, given: str, field: str = "budget") -> Year:
    """Hold the year that an identifier names."""
    row = await row_named(work, given, "Budget", BUDGET, budgets, field)
    return await held_year(work, row["id"], field)


async def fund_named(work: Work, given: str, field: str = "fund") -> tuple[Year, UUID, Fund]:
    """Hold the year of a fund that an identifier names."""
    row = await row_named(work, given, "BudgetFund", BUDGET, budget_funds, field)
    year = await held_year(work, row["budget_id"], field)
    return year, row["id"], year.as_fund(row)


async def line_named(work: Work, given: str, field: str = "line") -> tuple[Year, Row]:
    """Hold the year of a line that an identifier names."""
    row = await line_row(work, given, field)
    return await held_year(work, row["budget_id"], field), row


async def line_row(work: Work, given: str, field: str) -> Row:
    """Read the line that an identifier names."""
    return await row_named(work, given, "BudgetLine", BUDGET_LINE, budget_lines, field)


async def impegno_named(work: Work, given: str) -> tuple[Year, Row, Row]:
    """Hold the year of an impegno that an identifier names, and give its line with it."""
    row = await row_named(work, given, "Impegno", BUDGET_LINE, impegni, "impegno")
    year = await held_year(work, row["budget_id"], "impegno")
    (line,) = await work.all(
        select(budget_lines).where(
            budget_lines.c.ambito_id == work.tenant.ambito_id, budget_lines.c.id == row["line_id"]
        )
    )
    return year, row, line


async def as_line(work: Work, row: Row) -> Line:
    """Tell a row of a line as rules know it."""
    code: str | None = None
    if row["unit_id"] is not None:
        code = await work.connection.scalar(
            select(units.c.code).where(
                units.c.ambito_id == work.tenant.ambito_id, units.c.id == row["unit_id"]
            )
        )
    named = (row["programme_code"], row["action"], row["purpose"], row["level"])
    return Line(*named, unit=code, comune=row["istat_code"])


async def resting(  # noqa: PLR0913, PLR0917  what a movement says of itself
    year: Year, act: str, on: date | None, amount: Decimal, subject: str, field: str = "subject"
) -> Grounded:
    """Hold the act that a movement rests on, and tell what is wrong with what is asked of it."""
    ground = await grounded(year.work, year.statute, act, on)
    wrong = (*ground.wrong, *amount_given(amount), *filled(**{field: subject}))
    return replace(ground, wrong=wrong)
