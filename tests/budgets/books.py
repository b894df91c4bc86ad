"""Books kept with raw SQL, as the application's role: one tenant, two years, funds, lines."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import func, insert, select, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from ambiti.budgets.funds.tables import budget_funds, budgets
from ambiti.budgets.ledger.tables import budget_lines, impegni, ledger_accounts, ledger_movements
from ambiti.database.engine import transaction
from ambiti.governance.acts.tables import acts
from ambiti.statute.tables import ambiti, statute_versions

TENANT = 7
DAY = date(2024, 3, 1)
ANNA, BRUNO = UUID(int=1), UUID(int=2)
SOURCED = {"source_code": "C", "source_document": "Convenzione", "source_article": "6.1"}


@dataclass
class Books:
    """Rows of one tenant, written through its confinement."""

    engine: AsyncEngine
    admin: str
    ids: dict[str, UUID] = field(default_factory=dict)

    async def write(self, table: Any, **values: Any) -> UUID:
        """Insert a row in a transaction of its own."""
        key = values.pop("id", None) or uuid4()
        async with self.acting() as connection:
            row = {"ambito_id": TENANT, "id": key, **values}
            await connection.execute(insert(table).values(**row))
        return UUID(str(key))

    def acting(self, reach: tuple[int, ...] = (TENANT,)) -> Any:
        """Open a transaction that acts on the tenant."""
        return transaction(self.engine, reach=reach, acting=TENANT)

    async def execute(self, statement: str, **values: Any) -> None:
        """Execute any SQL in a transaction of its own."""
        async with self.acting() as connection:
            await connection.execute(text(statement), values)

    async def act(self, state: str = "ADOPTED", taken_on: date = DAY) -> UUID:
        """Write an act of the register."""
        async with self.acting() as connection:
            last = await connection.scalar(select(func.count()).select_from(acts))
        return await self.write(
            acts,
            author_code="ASSEMBLEA",
            author_name="Assemblea",
            year=2024,
            number=(last or 0) + 1,
            verb="APPROVE",
            matter_code="BILANCIO",
            matter_name="il bilancio",
            subject="prova",
            taken_on=taken_on,
            reference_year=2024,
            text_hash="0" * 64,
            attachments=[],
            jointly=False,
            state=state,
            published=False,
            statute_version_id=self.ids["statute"],
        )

    async def year(self, number: int) -> UUID:
        """Open a year."""
        return await self.write(
            budgets,
            year=number,
            state="OPEN",
            opened_on=DAY,
            statute_version_id=self.ids["statute"],
        )

    async def fund(self, budget: UUID, code: str, **more: Any) -> UUID:
        """Write a fund of a year."""
        told = {"name": code, "kind": "NATIONAL", "core": False, "in_kind": False, "position": 1}
        lists: dict[str, Any] = {"purposes": [], "parts": [], "within": []}
        return await self.write(
            budget_funds, budget_id=budget, code=code, **{**told, **lists, **SOURCED, **more}
        )

    async def line(self, budget: UUID, fund: UUID, code: str, **more: Any) -> UUID:
        """Write a line of a fund."""
        told: dict[str, Any] = {"description": code, "programme_code": "PO", "purpose": "SERVIZI"}
        told["surplus"] = False
        named = {"budget_id": budget, "fund_id": fund, "code": code, "level": "DISTRETTUALE"}
        return await self.write(budget_lines, **{**named, **told, **more})

    async def impegno(
        self, budget: UUID, line: UUID, act: UUID, by: UUID = ANNA, **more: Any
    ) -> UUID:
        """Write an impegno, without its money."""
        async with self.acting() as connection:
            last = await connection.scalar(select(func.max(impegni.c.number)))
        return await self.write(
            impegni,
            budget_id=budget,
            line_id=line,
            number=(last or 0) + 1,
            creditor="Cooperativa",
            subject="servizio",
            act_id=act,
            committed_on=DAY,
            committer_id=by,
            **more,
        )

    async def account(self, budget: UUID, fund: UUID, stage: str, **of: UUID) -> UUID:
        """Write an account with nothing in it."""
        named = {"budget_id": budget, "fund_id": fund, "stage": stage, "balance": 0}
        return await self.write(ledger_accounts, **named, **of)

    async def move(self, kind: str, source: UUID, target: UUID, amount: int, **more: Any) -> UUID:
        """Move money."""
        async with self.acting() as connection:
            return await self.moved(connection, kind, source, target, amount, **more)

    async def moved(
        self,
        connection: AsyncConnection,
        kind: str,
        source: UUID,
        target: UUID,
        amount: int,
        **more: Any,
    ) -> UUID:
        """Move money in a transaction that is open."""
        key = uuid4()
        budget = more.get("budget_id", self.ids["budget"])
        numbers = select(func.max(ledger_movements.c.number)).where(
            ledger_movements.c.budget_id == budget
        )
        last = more.pop("number", None) or (await connection.scalar(numbers) or 0) + 1
        values = {
            "ambito_id": TENANT,
            "id": key,
            "budget_id": budget,
            "number": last,
            "kind": kind,
            "amount": amount,
            "from_id": source,
            "to_id": target,
            "moved_on": DAY,
            "recorded_at": datetime.now(UTC),
            "act_id": self.ids["act"],
            "subject": "prova",
            "recorded_by": "Bruno",
            "recorder_id": BRUNO,
        }
        await connection.execute(insert(ledger_movements).values(**{**values, **more}))
        return key

    async def balance(self, account: UUID) -> int:
        """Read what is in an account."""
        columns = ledger_accounts.c
        async with self.acting() as connection:
            held = await connection.scalar(select(columns.balance).where(columns.id == account))
        return int(held or 0)


async def founded(engine: AsyncEngine, admin: str) -> Books:
    """Write a tenant with a year, a fund of 1,000.00 and a line of 600.00 on it."""
    books = Books(engine, admin)
    async with books.acting() as connection:
        values = {"slug": "prova", "kind": "AMBITO", "name": "Prova", "region": "Lombardia"}
        await connection.execute(insert(ambiti).values(ambito_id=TENANT, **values))
    told = {"number": 1, "hash": "h", "applied_by": "prova", "text": "slug: x"}
    ids = books.ids
    ids["statute"] = await books.write(statute_versions, **told, rulebook=[], changes=[])
    ids["act"] = await books.act()
    ids["budget"] = budget = await books.year(2024)
    ids["fund"] = fund = await books.fund(budget, "FNPS", purposes=["SERVIZI"])
    ids["line"] = line = await books.line(budget, fund, "A1")
    ids["impegno"] = owed = await books.impegno(budget, line, ids["act"])
    for stage in ("SOURCE", "ASSIGNED", "PAYERS", "COLLECTED"):
        ids[stage] = await books.account(budget, fund, stage)
    ids["APPROPRIATED"] = await books.account(budget, fund, "APPROPRIATED", line_id=line)
    for stage in ("COMMITTED", "LIQUIDATED", "PAID"):
        ids[stage] = await books.account(budget, fund, stage, line_id=line, impegno_id=owed)
    whole = ("ASSEGNAZIONE", ids["SOURCE"], ids["ASSIGNED"], 100_000)
    ids["assegnazione"] = await books.move(*whole)
    part = ("STANZIAMENTO", ids["ASSIGNED"], ids["APPROPRIATED"], 60_000)
    ids["stanziamento"] = await books.move(*part)
    return books
