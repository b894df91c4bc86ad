"""The service contracts of a tenant of the seed: one that ended, one of later, one of a comune."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from ambiti.agreements.representation import tables as representation
from ambiti.budgets.contracts import tables
from ambiti.budgets.funds import tables as funds
from ambiti.budgets.ledger import tables as ledger
from ambiti.governance.acts import tables as acts
from ambiti.statute import tables as statute

from .seed_names import Row, sourced
from .seed_representation import MATTER

if TYPE_CHECKING:
    from .seed_tenant import Tenant

MARCH, LATER, LAST = date(2024, 3, 1), date(2025, 5, 1), date(2026, 5, 1)
BUDGETS = (
    ("CDS-1", 1, "A1", 40_000),
    ("CDS-2", 2, "A1", 30_007),
    ("CDS-2", 1, "V7", 2),
)
"""Contract, position, line, cents."""
ASSIGNED = (
    ("prima", "A1", "CDS-1", 10_000, MARCH),
    ("seconda", "A1", "CDS-1", 5_005, LATER),
    ("terza", "A1", None, 77, LATER),
    ("quarta", "A1", "CDS-2", 30_007, LAST),
    ("storno", "A1", "CDS-1", -10_000, LATER),
)


def contract_rows(tenant: "Tenant") -> Iterator[Row]:
    """Give the rows."""
    year = {"budget_id": tenant.id(funds.budgets, "2024"), "year": 2024, "shared": True}
    signed: dict[str, Any] = {
        **year,
        "programme_code": "PO",
        "act_id": tenant.id(acts.acts, "decisa"),
        "committer_code": "UDP",
        "committer_name": "L'«Ufficio»",
        "executor_code": "AZIENDA",
    }
    own: dict[str, Any] = {
        "year": 2025,
        "shared": False,
        "document": "Determina «7»",
        "committer_code": tenant.comuni[0],
        "committer_name": "Il «comune»",
        "istat_code": tenant.comuni[0],
    }
    ended = {"ended_on": date(2025, 12, 31), "ended_because": "Recesso «consensuale»"}
    told: tuple[tuple[str, bool, dict[str, Any], int, date, date | None], ...] = (
        ("CDS-1", True, {**signed, **ended}, 40_000, MARCH, date(2026, 12, 31)),
        ("CDS-2", True, signed, 30_009, LATER, None),
        ("COMUNE-1", False, own, 500_001, LAST, date(2026, 6, 30)),
    )
    for code, shared, said, cents, since, until in told:
        more: dict[str, Any] = {}
        if shared:
            yield _signed(tenant, code, since, until)
            more["contract_id"] = tenant.id(representation.signed_contracts, code)
        yield tenant.row(
            tables.service_contracts,
            code,
            code=code,
            subject=f"Servizi «{code}»",
            executor_name="Chi «esegue»",
            cents=cents,
            entered_on=since,
            since=since,
            until=until,
            statute_version_id=tenant.id(statute.statute_versions, "1"),
            **said,
            **more,
            **sourced(),
        )
    yield from _given(tenant)


def _signed(tenant: "Tenant", code: str, since: date, until: date | None) -> Row:
    return tenant.row(
        representation.signed_contracts,
        code,
        **MATTER,
        programme_code="PO",
        by_code="UDP",
        by_name="L'«Ufficio»",
        counterpart_code="AZIENDA",
        counterpart_name="Chi «esegue»",
        act=f"Contratto «{code}»",
        signed_on=since,
        since=since,
        until=until,
        **sourced(),
    )


def _given(tenant: "Tenant") -> Iterator[Row]:
    for contract, position, line, cents in BUDGETS:
        yield tenant.row(
            tables.contract_budgets,
            f"{contract} {line}",
            contract_id=tenant.id(tables.service_contracts, contract),
            position=position,
            line_id=tenant.id(ledger.budget_lines, line),
            cents=cents,
        )
    for number, (name, line, under, cents, day) in enumerate(ASSIGNED):
        of = None if under is None else tenant.id(tables.service_contracts, under)
        yield tenant.row(
            tables.budget_assignments,
            name,
            line_id=tenant.id(ledger.budget_lines, line),
            contract_id=of,
            reverses_id=tenant.id(tables.budget_assignments, "prima") if cents < 0 else None,
            executor_code="AZIENDA",
            executor_name="Chi «esegue»",
            cents=cents,
            subject=f"Assegnazione «{name}»",
            assigned_on=day,
            act_id=tenant.id(acts.acts, "decisa"),
            recorded_at=datetime(2026, 5, 1, 9, 9 - number, tzinfo=UTC),
            recorded_by="Chi «registra»",
        )
