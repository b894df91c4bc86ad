"""A year of the seed that is closed: what was left of it is in the year after."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Update, update

from ambiti.budgets.funds import tables as funds
from ambiti.budgets.ledger import tables as ledger
from ambiti.governance.acts import tables as acts

from .seed_names import Row, key, sourced

if TYPE_CHECKING:
    from .seed_tenant import Tenant

SPENT, CLOSED, PAID = date(2024, 3, 1), date(2024, 7, 1), date(2025, 5, 1)
OF_IMPEGNO = {"COMMITTED", "LIQUIDATED", "PAID", "RESIDUO", "RESIDUO_LIQUIDATED", "RESIDUO_PAID",
              "RESIDUO_SPARED"}  # fmt: skip
BEFORE = ("SOURCE", "ASSIGNED", "PAYERS", "COLLECTED", "CASH", "APPROPRIATED", "COMMITTED",
          "LIQUIDATED", "PAID")  # fmt: skip
AFTER = ("CARRIED", "CASH", "RESIDUO", "RESIDUO_LIQUIDATED", "RESIDUO_PAID", "RESIDUO_SPARED")
MOVED: tuple[tuple[str, str, str, int, date], ...] = (
    ("ASSEGNAZIONE", "SOURCE", "ASSIGNED", 900_001, SPENT),
    ("STANZIAMENTO", "ASSIGNED", "APPROPRIATED", 700_000, SPENT),
    ("IMPEGNO", "APPROPRIATED", "COMMITTED", 500_000, SPENT),
    ("LIQUIDAZIONE", "COMMITTED", "LIQUIDATED", 300_000, SPENT),
    ("PAGAMENTO", "LIQUIDATED", "PAID", 50_000, SPENT),
    ("RISCOSSIONE", "PAYERS", "COLLECTED", 80_000, SPENT),
    ("AVANZO", "ASSIGNED", "CARRIED", 200_001, CLOSED),
    ("AVANZO", "APPROPRIATED", "CARRIED", 200_000, CLOSED),
    ("RESIDUO", "COMMITTED", "RESIDUO", 200_000, CLOSED),
    ("RESIDUO", "LIQUIDATED", "RESIDUO_LIQUIDATED", 250_000, CLOSED),
    ("CASSA", "CASH", "CASH", 30_000, CLOSED),
)
USED: tuple[tuple[str, str, str, int, date], ...] = (
    ("PAGAMENTO", "RESIDUO_LIQUIDATED", "RESIDUO_PAID", 70_000, PAID),
    ("ECONOMIA", "RESIDUO", "RESIDUO_SPARED", 10_000, PAID),
    ("APPLICAZIONE", "CARRIED", "AVANZO", 120_000, PAID),
)


def closing_rows(tenant: "Tenant") -> Iterator[Row]:
    """Give the rows of 2023, and those of 2024 that come from it."""
    act = tenant.id(acts.acts, "decisa")
    year = {"budget_id": tenant.id(funds.budgets, "2023")}
    after = {"budget_id": tenant.id(funds.budgets, "2024")}
    fund = {"code": "FNPS", "name": "Fondo del 2023", "kind": "NATIONAL", "core": False}
    lists: dict[str, Any] = {"purposes": ["SALUTE"], "parts": [], "within": [], "position": 1}
    more = {"in_kind": False, "first_year": 2023, "last_year": 2025}
    yield tenant.row(funds.budget_funds, "2023", **year, **fund, **lists, **more, **sourced())
    for name, of, extra in (
        ("Z9", year, {"fund_id": tenant.id(funds.budget_funds, "2023"), "surplus": False}),
        (
            "RES-2023-Z9",
            after,
            {
                "fund_id": tenant.id(funds.budget_funds, "FNPS"),
                "surplus": False,
                "carried_from_id": tenant.id(ledger.budget_lines, "Z9"),
            },
        ),
        ("V7", after, {"fund_id": tenant.id(funds.budget_funds, "FNPS"), "surplus": True}),
    ):
        told = {"description": f"Voce «{name}»", "programme_code": "PO", "purpose": "SALUTE"}
        place = {"code": name, "level": "DISTRETTUALE"}
        yield tenant.row(ledger.budget_lines, name, **of, **extra, **told, **place)
    owed = {"creditor": "«Chi aspetta»", "subject": "Servizio", "act_id": act}
    by = {"committed_on": SPENT, "committer_id": key(0, "principals", "nessuno")}
    first = {"line_id": tenant.id(ledger.budget_lines, "Z9"), "number": 1}
    yield tenant.row(ledger.impegni, "2023", **year, **first, **owed, **by)
    second = {"line_id": tenant.id(ledger.budget_lines, "RES-2023-Z9"), "number": 3}
    carried = {"carried_from_id": tenant.id(ledger.impegni, "2023")}
    yield tenant.row(ledger.impegni, "residuo", **after, **second, **owed, **by, **carried)
    yield from _accounts(tenant, year, after)
    for at, rows, of in ((0, MOVED, year), (20, USED, after)):
        for number, moved in enumerate(rows, start=at + 1):
            yield _movement(tenant, of, act, number, moved)


def _accounts(tenant: "Tenant", year: dict[str, Any], after: dict[str, Any]) -> Iterator[Row]:
    for name, of, fund, line, owed, stages in (
        ("2023", year, "2023", "Z9", "2023", BEFORE),
        ("2024", after, "FNPS", "RES-2023-Z9", "residuo", AFTER),
        ("2024", after, "FNPS", "V7", "", ("AVANZO",)),
    ):
        for stage in stages:
            own = {"fund_id": tenant.id(funds.budget_funds, fund), "balance": 0}
            if stage in OF_IMPEGNO or stage in {"APPROPRIATED", "AVANZO"}:
                own["line_id"] = tenant.id(ledger.budget_lines, line)
            if stage in OF_IMPEGNO:
                own["impegno_id"] = tenant.id(ledger.impegni, owed)
            own["stage"] = "APPROPRIATED" if stage == "AVANZO" else stage
            yield tenant.row(ledger.ledger_accounts, f"{name} {stage}", **of, **own)


def _movement(
    tenant: "Tenant",
    of: dict[str, Any],
    act: Any,
    number: int,
    moved: tuple[str, str, str, int, date],
) -> Row:
    kind, source, target, amount, day = moved
    from_, to = ("2023", "2023") if number < 7 else ("2024", "2024")
    if 7 <= number < 20:
        from_ = "2023"
    counted = number if number < 20 else number - 20 + 11  # after those of the year itself
    return tenant.row(
        ledger.ledger_movements,
        f"chiusura {number}",
        **of,
        number=counted,
        kind=kind,
        amount=amount,
        from_id=tenant.id(ledger.ledger_accounts, f"{from_} {source}"),
        to_id=tenant.id(ledger.ledger_accounts, f"{to} {target}"),
        moved_on=day,
        recorded_at=datetime(2026, 6, number, 12, tzinfo=UTC),
        act_id=act,
        subject=f"Chiusura «{number}»",
        recorded_by="Chi «chiude»",
        recorder_id=key(0, "principals", "altri"),
    )


def closing(tenant: "Tenant") -> Update:
    """Close 2023, in the transaction in which its money goes on."""
    done = {"closing_act_id": tenant.id(acts.acts, "decisa"), "closed_on": CLOSED}
    return (
        update(funds.budgets)
        .where(funds.budgets.c.id == tenant.id(funds.budgets, "2023"))
        .values(state="CLOSED", **done)
    )
