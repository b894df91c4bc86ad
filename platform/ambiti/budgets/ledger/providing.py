"""Money is provided: assigned to a fund, appropriated to lines, moved between them, collected."""

from collections.abc import Iterator, Mapping
from datetime import date
from uuid import UUID

import strawberry
from sqlalchemy import func, select

from ambiti.acting.commands import Done, Success, outcome
from ambiti.acting.refusing import Refused, Violation, filled, refuse
from ambiti.acting.work import Work
from ambiti.budgets.contracts.floors import taken
from ambiti.budgets.contracts.rules import extra
from ambiti.budgets.funds.graph import BudgetFund
from ambiti.budgets.funds.tables import budget_funds
from ambiti.budgets.ledger import rules
from ambiti.budgets.ledger.accounting import (
    Year,
    as_line,
    fund_named,
    held_year,
    line_row,
    resting,
)
from ambiti.budgets.ledger.graph import BudgetLine, LedgerMovement
from ambiti.budgets.ledger.grounds import Grounded
from ambiti.budgets.ledger.inputs import (
    RecordAssegnazioneInput,
    RecordRiscossioneInput,
    RecordStanziamentoInput,
    RecordVariazioneInput,
)
from ambiti.budgets.ledger.tables import budget_lines, ledger_accounts
from ambiti.budgets.scopes import BUDGET
from ambiti.database.statements import Row
from ambiti.territory.tables import memberships, units


@strawberry.type(description="La somma è assegnata al fondo.")
class RecordAssegnazioneSuccess(Success):
    """Money was assigned."""

    movement: LedgerMovement | None = outcome(LedgerMovement, "movement", "Il movimento.")
    fund: BudgetFund | None = outcome(BudgetFund, "fund", "Il fondo, com'è ora.")


async def record_assegnazione(work: Work, input: RecordAssegnazioneInput) -> Done:  # noqa: A002
    """Record that a source assigned a sum to a fund; refused for what is in kind, or a sum."""
    year, key, fund = await fund_named(work, input.fund)
    await work.require(BUDGET, budget_funds, key)
    on = await resting(year, input.act, input.on, input.amount, input.subject)
    refuse(*on.wrong, *rules.holds_money(fund))
    work.under(*await _source(work, key))
    ends = (await year.account(key, "SOURCE"), await year.account(key, "ASSIGNED"))
    movement = await year.move("ASSEGNAZIONE", ends, input.amount, on, input.subject)
    return Done("Budget", year.id, {"movement": movement, "fund": key})


@strawberry.type(description="La voce è stanziata.")
class RecordStanziamentoSuccess(Success):
    """Money was appropriated."""

    movement: LedgerMovement | None = outcome(LedgerMovement, "movement", "Il movimento.")
    line: BudgetLine | None = outcome(BudgetLine, "line", "La voce.")


async def record_stanziamento(work: Work, input: RecordStanziamentoInput) -> Done:  # noqa: A002
    """Appropriate a sum of a fund to a new line, by an act of who decides on the fund.

    Refused for another purpose than the fund's, out of its years, and beyond what it has left.
    """
    year, key, fund = await fund_named(work, input.fund)
    await work.require(BUDGET, budget_funds, key)
    on = await resting(year, input.act, input.on, input.amount, input.subject)
    refuse(
        *on.wrong,
        *await _short(year, key, fund, input, on),
        *await unfit(year, fund, input, on),
    )
    work.warn(*rules.core_missing(await _core(year)))
    work.under(*await _source(work, key))
    line = await lined(year, key, input, on, surplus=False)
    ends = (
        await year.account(key, "ASSIGNED"),
        await year.account(key, "APPROPRIATED", line_id=line),
    )
    movement = await year.move("STANZIAMENTO", ends, input.amount, on, input.subject)
    return Done("Budget", year.id, {"movement": movement, "line": line})


async def lined(
    year: Year, fund: UUID, given: RecordStanziamentoInput, on: Grounded, *, surplus: bool
) -> UUID:
    """Write a new line of a fund."""
    return await year.work.insert(
        budget_lines,
        budget_id=year.id,
        fund_id=fund,
        code=given.code.strip(),
        description=given.description.strip(),
        programme_code=given.programme,
        action=given.action,
        purpose=given.purpose,
        level=given.level.name,
        unit_id=await _unit(year.work, given.unit, on.day),
        istat_code=given.comune,
        surplus=surplus,
    )


def _asked(given: RecordStanziamentoInput) -> rules.Line:
    place = (given.level.name, given.unit, given.comune)
    return rules.Line(given.programme, given.action, given.purpose, *place)


async def _short(
    year: Year, key: UUID, fund: rules.Fund, given: RecordStanziamentoInput, on: Grounded
) -> list[Violation]:
    """Tell whether a fund has the money for a line."""
    wrong = list(rules.holds_money(fund))
    if not wrong:
        left = await year.left(await year.account(key, "ASSIGNED"), on.day)
        wrong += rules.covered(year.statute, fund, given.amount, left, _asked(given))
    return wrong


async def unfit(
    year: Year, fund: rules.Fund, given: RecordStanziamentoInput, on: Grounded
) -> list[Violation]:
    """Tell every reason why a fund cannot have such a line, but for its money."""
    comuni = await _comuni(year.work, on.day)
    return [
        *filled(code=given.code, description=given.description),
        *rules.in_its_years(year.statute, fund),
        *rules.earmarked(year.statute, fund, given.purpose, "purpose"),
        *rules.deliberated(year.statute, fund, on.act),
        *rules.placed(year.statute, _asked(given), on.day, comuni),
        *extra(year.statute, (("comune", given.comune), ("unit", given.unit)), on.day),
        *await _coded(year, given.code),
    ]


@strawberry.type(description="La variazione è registrata.")
class RecordVariazioneSuccess(Success):
    """Money was moved between lines."""

    movement: LedgerMovement | None = outcome(LedgerMovement, "movement", "Il movimento.")


async def record_variazione(work: Work, input: RecordVariazioneInput) -> Done:  # noqa: A002
    """Move a sum between two lines of one fund, or between a line and what the fund has left.

    Refused of a line for what bodies were assigned of it, or contracts in force give of it.
    """
    named = {"source": input.source, "target": input.target}
    asked = sorted((given, field) for field, given in named.items() if given is not None)
    lines = {field: await line_row(work, given, field) for given, field in asked}
    if not lines:
        message = "Serve almeno una voce: quella da cui, o quella a cui."
        raise Refused([Violation("LINE_MISSING", message, "source")])
    first = next(iter(lines.values()))
    year, key = await held_year(work, first["budget_id"], asked[0][1]), first["fund_id"]
    await work.require(BUDGET, budget_funds, key)
    on = await resting(year, input.act, input.on, input.amount, input.subject)
    fund = await year.fund(key)
    residui = [
        one
        for field, row in lines.items()
        if row["carried_from_id"] is not None
        for one in rules.of_residui(year.statute, row["code"], on.day, field)
    ]
    refuse(*on.wrong, *residui, *_other_line(lines), *rules.deliberated(year.statute, fund, on.act))
    rest = "CARRIED" if first["surplus"] else "ASSIGNED"
    ends = [
        await year.account(key, "APPROPRIATED", line_id=lines[field]["id"])
        if field in lines
        else await year.account(key, rest)
        for field in named
    ]
    left = await year.left(ends[0], on.day)
    if "source" in lines:
        refuse(
            *rules.enough("OVER_BUDGET", "La voce ha ancora", input.amount, left),
            *await taken(year, lines["source"], input.amount, on.day),
        )
    else:
        line = await as_line(work, lines["target"])
        refuse(*rules.covered(year.statute, fund, input.amount, left, line))
    movement = await year.move("VARIAZIONE", (ends[0], ends[1]), input.amount, on, input.subject)
    return Done("Budget", year.id, {"movement": movement})


@strawberry.type(description="La riscossione è registrata.")
class RecordRiscossioneSuccess(Success):
    """Money was collected."""

    movement: LedgerMovement | None = outcome(LedgerMovement, "movement", "Il movimento.")
    fund: BudgetFund | None = outcome(BudgetFund, "fund", "Il fondo, com'è ora.")


async def record_riscossione(work: Work, input: RecordRiscossioneInput) -> Done:  # noqa: A002
    """Record that money of a fund has come; refused where another collects than is to."""
    year, key, fund = await fund_named(work, input.fund)
    await work.require(BUDGET, budget_funds, key)
    on = await resting(year, input.act, input.on, input.amount, input.subject)
    refuse(
        *on.wrong,
        *rules.holds_money(fund),
        *rules.collected_by(year.statute, fund, input.collector),
    )
    ends = (await year.account(key, "PAYERS"), await year.account(key, "COLLECTED"))
    movement = await year.move("RISCOSSIONE", ends, input.amount, on, input.subject)
    return Done("Budget", year.id, {"movement": movement, "fund": key})


def _other_line(lines: Mapping[str, Row]) -> Iterator[Violation]:
    """Refuse lines of other funds, or of the avanzo, whose restrictions differ, and one twice."""
    source, target = lines.get("source"), lines.get("target")
    if source is None and target is not None and target["surplus"]:
        message = "La voce è dell'avanzo: per darle altro avanzo serve una nuova applyAvanzo."
        yield Violation("LINE_OF_AVANZO", message, "target")
    if source is None or target is None:
        return
    if source["surplus"] != target["surplus"]:
        message = "Delle due voci una è dell'avanzo, che resta distinto dal denaro dell'anno."
        yield Violation("LINE_OF_AVANZO", message, "target")
    elif source["surplus"] and source["purpose"] != target["purpose"]:
        message = "Le due voci dell'avanzo sono per altro: la somma torna al fondo, e si applica."
        yield Violation("LINE_OF_AVANZO", message, "target")
    if source["fund_id"] != target["fund_id"]:
        message = "Le due voci sono di fondi diversi: ciascun fondo ha il suo vincolo."
        yield Violation("ANOTHER_FUND", message, "target")
    if source["id"] == target["id"]:
        yield Violation("SAME_LINE", "Le due voci sono la stessa.", "target")


async def _source(work: Work, fund: UUID) -> tuple[str, str | None]:
    columns = budget_funds.c
    (row,) = await work.all(
        select(columns.source_code, columns.source_article).where(
            columns.ambito_id == work.tenant.ambito_id, columns.id == fund
        )
    )
    return row["source_code"], row["source_article"]


async def _comuni(work: Work, day: date) -> list[str]:
    found = await work.all(
        select(memberships.c.istat_code)
        .where(memberships.c.ambito_id == work.tenant.ambito_id)
        .where(memberships.c.valid_from <= day, memberships.c.valid_until > day)
    )
    return [row["istat_code"] for row in found]


async def _unit(work: Work, code: str | None, day: date) -> UUID | None:
    if code is None:
        return None
    key: UUID | None = await work.connection.scalar(
        select(units.c.id)
        .where(units.c.ambito_id == work.tenant.ambito_id, units.c.code == code)
        .where(units.c.valid_from <= day, units.c.valid_until > day)
    )
    return key


async def _coded(year: Year, code: str) -> list[Violation]:
    columns = budget_lines.c
    found = await year.work.all(
        select(columns.id)
        .where(columns.ambito_id == year.work.tenant.ambito_id, columns.budget_id == year.id)
        .where(columns.code == code.strip())
    )
    message = f"La voce {code} c'è già nell'anno: per aumentarla serve recordVariazione."
    return [Violation("LINE_PRESENT", message, "code")] if found else []


async def _core(year: Year) -> list[tuple[rules.Fund, int]]:
    """Give the funds that the budget cannot do without, and what each was assigned."""
    funds, account = budget_funds, ledger_accounts
    assigned = (
        select(func.coalesce(func.sum(-account.c.balance), 0))
        .where(account.c.ambito_id == funds.c.ambito_id, account.c.fund_id == funds.c.id)
        .where(account.c.stage == "SOURCE")
        .scalar_subquery()
    )
    rows = await year.work.all(
        select(funds, assigned.label("assigned"))
        .where(funds.c.ambito_id == year.work.tenant.ambito_id)
        .where(funds.c.budget_id == year.id, funds.c.core)
        .order_by(funds.c.position)
    )
    return [
        (year.as_fund(row), int(row["assigned"]))
        for row in rows
        if not row["in_kind"] and not row["parts"]
    ]
