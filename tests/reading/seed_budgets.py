"""The money of a tenant of the seed: a year with funds, lines and movements, and a closed one."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from ambiti.budgets.funds import tables as funds
from ambiti.budgets.imports import tables as imports
from ambiti.budgets.ledger import tables as ledger
from ambiti.governance.acts import tables as acts
from ambiti.statute import tables as statute
from ambiti.territory import tables as territory

from .seed_closing import closing_rows
from .seed_names import Row, key, sourced

if TYPE_CHECKING:
    from .seed_tenant import Tenant

MARCH, LATER, LAST = date(2024, 3, 1), date(2025, 5, 1), date(2026, 5, 1)
"""Days of which the last is after every day that is asked."""
FUNDS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("FNPS", {"purposes": ["SALUTE"], "within": ["FUD"], "first_year": 2023, "last_year": 2025}),
    ("FSR", {"within": ["FUD"], "core": True, "custodian": "CAPOFILA", "payee": "UDP"}),
    ("NATURA", {"in_kind": True, "kind": "COMMUNITY"}),
    ("FUD", {"parts": ["FNPS", "FSR"], "kind": "COMPOSED", "allocated_by": "ASSEMBLEA"}),
    ("ALTRO", {"kind": "OTHER", "description": "Un «lascito»"}),
)
ACCOUNTS = (
    *(("FNPS", stage, None) for stage in ("SOURCE", "ASSIGNED", "PAYERS", "COLLECTED")),
    *(("FSR", stage, None) for stage in ("SOURCE", "ASSIGNED")),
    ("FNPS", "APPROPRIATED", "A1"),
    ("FNPS", "COMMITTED", "A1"),
    ("FNPS", "LIQUIDATED", "A1"),
    ("FNPS", "PAID", "A1"),
    ("FNPS", "APPROPRIATED", "B2"),
)
MOVEMENTS: tuple[tuple[str, str, str, int, date], ...] = (
    ("ASSEGNAZIONE", "FNPS SOURCE", "FNPS ASSIGNED", 1_000_050, MARCH),
    ("ASSEGNAZIONE", "FSR SOURCE", "FSR ASSIGNED", 700, LATER),
    ("STANZIAMENTO", "FNPS ASSIGNED", "FNPS APPROPRIATED A1", 500_005, MARCH),
    ("VARIAZIONE", "FNPS APPROPRIATED A1", "FNPS APPROPRIATED B2", 5, LATER),
    ("IMPEGNO", "FNPS APPROPRIATED A1", "FNPS COMMITTED A1", 300_001, LATER),
    ("LIQUIDAZIONE", "FNPS COMMITTED A1", "FNPS LIQUIDATED A1", 100_001, LATER),
    ("PAGAMENTO", "FNPS LIQUIDATED A1", "FNPS PAID A1", 100_000, LATER),
    ("RISCOSSIONE", "FNPS PAYERS", "FNPS COLLECTED", 40_007, LATER),
    ("ASSEGNAZIONE", "FSR SOURCE", "FSR ASSIGNED", 90_000, LAST),
    ("PAGAMENTO", "FNPS LIQUIDATED A1", "FNPS PAID A1", 1, LAST),
)


def budget_rows(tenant: "Tenant") -> Iterator[Row]:
    """Give the rows."""
    version = next(
        values["id"] for table, values in tenant.applied() if table is statute.statute_versions
    )
    act = tenant.id(acts.acts, "decisa")
    for year, state in ((2024, "OPEN"), (2023, "OPEN"), (2022, "CLOSED")):
        closed = {"closed_on": date(2024, 4, 1), "closing_act_id": act}
        yield tenant.row(
            funds.budgets,
            str(year),
            year=year,
            state=state,
            opened_on=date(2022, 1, 1),
            statute_version_id=version,
            **(closed if state == "CLOSED" else {}),
        )
    year_of = {"budget_id": tenant.id(funds.budgets, "2024")}
    yield from _funds(tenant, year_of, act)
    yield from _lines(tenant, year_of, act)
    yield from _moved(tenant, year_of, act)
    yield from _imports(tenant, year_of)
    yield from closing_rows(tenant)


def _funds(tenant: "Tenant", year_of: dict[str, Any], act: Any) -> Iterator[Row]:
    for number, (code, more) in enumerate(FUNDS):
        lists: dict[str, Any] = {"purposes": [], "parts": [], "within": []}
        told = {"name": f"Fondo «{code}»", "kind": "NATIONAL", "core": False, "in_kind": False}
        if code == "ALTRO":
            told["act_id"] = act
        said = {**lists, **told, **sourced(), **more}
        yield tenant.row(
            funds.budget_funds, code, **year_of, code=code, position=9 - number, **said
        )
    for number in range(2):
        yield tenant.row(
            funds.in_kind_contributions,
            str(number),
            fund_id=tenant.id(funds.budget_funds, "NATURA"),
            given_by="«Chi dà»",
            quantity=400 + number,
            measure="HOURS" if number else "SPACES",
            description="Ore",
            given_on=LAST if number else MARCH,
            act_id=act,
        )


def _lines(tenant: "Tenant", year_of: dict[str, Any], act: Any) -> Iterator[Row]:
    unit = next((v["id"] for t, v in tenant.places() if t is territory.units), None)
    places: list[tuple[str, str, dict[str, Any]]] = [
        ("A1", "DISTRETTUALE", {"action": "Azione «1»"}),
        ("B2", "COMUNALE", {"istat_code": tenant.comuni[0]}),
    ]
    if unit is not None:
        places.append(("C3", "SUB_AMBITO", {"unit_id": unit}))
    for code, level, more in places:
        fund = {"fund_id": tenant.id(funds.budget_funds, "FNPS")}
        told = {"description": f"Voce «{code}»", "programme_code": "PO", "purpose": "SALUTE"}
        named = {"code": code, "level": level, "surplus": False}
        yield tenant.row(ledger.budget_lines, code, **year_of, **fund, **told, **named, **more)
    for number, day in enumerate((LATER, LAST), start=1):
        yield tenant.row(
            ledger.impegni,
            str(number),
            **year_of,
            line_id=tenant.id(ledger.budget_lines, "A1"),
            number=number,
            creditor="«Chi è pagato»",
            subject="Servizio",
            act_id=act,
            committed_on=day,
            committer_id=key(0, "principals", "nessuno"),
        )


def _moved(tenant: "Tenant", year_of: dict[str, Any], act: Any) -> Iterator[Row]:
    for fund, stage, line in ACCOUNTS:
        of: dict[str, Any] = {}
        if line is not None:
            of["line_id"] = tenant.id(ledger.budget_lines, line)
        if stage in {"COMMITTED", "LIQUIDATED", "PAID"}:
            of["impegno_id"] = tenant.id(ledger.impegni, "1")
        name = " ".join(filter(None, (fund, stage, line)))
        owned = {"fund_id": tenant.id(funds.budget_funds, fund), "stage": stage, "balance": 0}
        yield tenant.row(ledger.ledger_accounts, name, **year_of, **owned, **of)
    for number, (kind, source, target, amount, day) in enumerate(MOVEMENTS, start=1):
        yield _movement(tenant, year_of, act, number, (kind, source, target, amount, day))
    number = len(MOVEMENTS) + 1
    back = ("VARIAZIONE", "FNPS APPROPRIATED B2", "FNPS APPROPRIATED A1", 5, LATER)
    undone = {"reverses_id": tenant.id(ledger.ledger_movements, "4")}
    yield _movement(tenant, year_of, act, number, back, **undone)


def _movement(
    tenant: "Tenant",
    year_of: dict[str, Any],
    act: Any,
    number: int,
    moved: tuple[str, str, str, int, date],
    /,
    **more: Any,
) -> Row:
    kind, source, target, amount, day = moved
    return tenant.row(
        ledger.ledger_movements,
        str(number),
        **year_of,
        number=number,
        kind=kind,
        amount=amount,
        from_id=tenant.id(ledger.ledger_accounts, source),
        to_id=tenant.id(ledger.ledger_accounts, target),
        moved_on=day,
        recorded_at=datetime(2026, 5, number, 12, tzinfo=UTC),
        act_id=act,
        subject=f"Causale «{number}»",
        recorded_by="Chi «registra»",
        recorder_id=key(0, "principals", "altri"),
        **more,
    )


def _imports(tenant: "Tenant", year_of: dict[str, Any]) -> Iterator[Row]:
    """Give a trial, one that was interrupted, one that was refused, and one that was written."""
    wrong = [
        {"row": 7, "column": "importo", "code": "AMOUNT_NOT_POSITIVE", "message": "«zero»"},
        {"row": None, "code": "FILE_EMPTY", "message": "è vuoto", "document": "D", "article": "4"},
    ]
    for number, (mode, state, faults) in enumerate(
        (
            ("CHECK", "CHECKED", []),
            ("IMPORT", "RUNNING", []),
            ("IMPORT", "REFUSED", wrong),
            ("IMPORT", "IMPORTED", []),
        )
    ):
        begun = datetime(2026, 5, number + 1, 12, tzinfo=UTC)
        written = 2 if state == "IMPORTED" else 0
        yield tenant.row(
            imports.ledger_imports,
            state,
            **year_of,
            mode=mode,
            state=state,
            file_name=f"«{number}».csv",
            file_hash=str(number) * 64,
            row_count=3,
            done=number,
            written=written,
            known=1 if written else 0,
            error_count=len(faults),
            errors=faults,
            warnings=wrong[:1] if written else [],
            started_by="Chi «importa»",
            starter_id=key(0, "principals", "altri"),
            started_at=begun,
            ended_at=None if state == "RUNNING" else begun,
        )
