"""The dues of a tenant of the seed: settled in time, late, in part, beyond; not started."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from ambiti.budgets.dues import tables
from ambiti.budgets.ledger import tables as ledger
from ambiti.budgets.ripartos import tables as ripartos
from ambiti.governance.acts import tables as acts
from ambiti.statute import tables as statute

from .seed_names import Row, key, sourced

if TYPE_CHECKING:
    from .seed_tenant import Tenant

MARCH, APRIL, JUNE, PAID, AFTER, LATER = (
    *(date(2024, 3, 1), date(2024, 4, 15), date(2024, 6, 1)),
    *(date(2025, 5, 1), date(2025, 9, 1), date(2026, 5, 1)),
)
"""Days of which the last is after every day that is asked."""
CLOCK: dict[str, Any] = {
    "available_on": date(2024, 2, 1),
    "started_on": MARCH,
    "due_on": APRIL,
    "deadline_code": "GIORNI45",
    "hardness": "SOFT",
}
LINES = [
    {"position": 2, "code": "2025", "cents": None, "gross": None, "counted": False,
     "past_end": True, "why": "nessuno l'ha «detto»"},
    {"position": 1, "code": "2024", "cents": 400_001, "gross": 488_001, "counted": True,
     "past_end": False, "why": "conto \n"},
]  # fmt: skip
OBLIGATIONS: tuple[tuple[str, str, str, dict[str, Any]], ...] = (
    ("trasferimento", "TRANSFER", "FINAL", {"fund_code": "FNPS", "cents": 7, **CLOCK}),
    ("quota", "QUOTA", "ESTIMATED", {"rule_code": "QUOTA", "vat_rate": "22", "lines": LINES}),
    ("recesso", "RECESS", "UNDETERMINED", {"party_code": "ASL", "party_name": "L'«ASL»"}),
    ("costo", "REFUND", "CLAIMED", {"cost_cents": 9_005, "documents": ["«A»", "B\\"]}),
    ("ore", "HOURS", "CLAIMED", {"hours": "101", "rate_cents": 2_500}),
    ("attesa", "TRANSFER", "WAITING", {"waiting": ["FATTO"], "year": 2023}),
)
"""Name, cause, state, and what else is said of it."""
DUES: tuple[tuple[str, str, int, int | None, int | None, dict[str, Any]], ...] = (
    ("tardi", "trasferimento", 1, 0, 1, {"due_on": APRIL, "hardness": "SOFT"}),
    ("nuova", "trasferimento", 3, 0, 1, {}),
    ("sua", "trasferimento", 2, 0, 0, {"due_on": APRIL, "hardness": "SOFT"}),
    ("prima", "quota", 1, 1, None, {"due_on": APRIL, "hardness": "HARD", "vat_rate": "22"}),
    ("seconda", "quota", 2, None, 1, {"due_on": LATER, "hardness": "HARD", "vat_rate": "4.5"}),
    ("terza", "quota", 3, 1, 0, {}),
)
"""Name, source, number, the comuni that owe and are owed, and what else is said of it."""
ENTRIES: tuple[tuple[str, str, int, date, dict[str, Any]], ...] = (
    ("tardi", "OWED", 45_000_001, MARCH, {}),
    ("tardi", "SETTLED", 20_000_000, APRIL, {}),
    ("tardi", "SETTLED", 25_000_001, JUNE, {}),
    ("sua", "OWED", 100, MARCH, {}),
    ("prima", "OWED", 400_001, MARCH, {"firmness": "ESTIMATED"}),
    ("prima", "SETTLED", 400_001, MARCH, {}),
    ("prima", "SETTLED", -400_001, APRIL, {"reverses": 5}),
    ("prima", "SETTLED", 500_000, JUNE, {"credit": True}),
    ("prima", "ADJUSTED", -50_003, LATER, {"credit": True}),
    ("seconda", "OWED", 333_333, APRIL, {"firmness": "ESTIMATED"}),
    ("seconda", "ADJUSTED", 67, JUNE, {}),
    ("seconda", "SETTLED", 1, JUNE, {}),
    ("terza", "OWED", 0, APRIL, {}),
    ("seconda", "SETTLED", 40_000, PAID, {"payment": 7}),
    ("seconda", "SETTLED", -40_000, LATER, {"reverses": 13, "payment": 7}),
    ("prima", "SETTLED", 60_000, PAID, {"payment": 7, "credit": True}),
    ("seconda", "SETTLED", 40_000, LATER, {"payment": 7}),
    ("prima", "RETURNED", -30_000, PAID, {}),
    ("prima", "RETURNED", -2_000, AFTER, {}),
    ("prima", "RETURNED", 30_000, AFTER, {"reverses": 17}),
    ("tardi", "SETTLED", 6_000, JUNE, {"credit": True}),
    ("nuova", "OWED", 9_000, APRIL, {}),
    ("tardi", "CARRIED", -5_000, PAID, {}),
    ("nuova", "CARRIED", 5_000, PAID, {"carried": 22}),
)
"""Of which due, kind, cents, day, and what else is said of it."""


def due_rows(tenant: "Tenant") -> Iterator[Row]:
    """Give the rows."""
    act = tenant.id(acts.acts, "decisa")
    for name, cause, state, extra in OBLIGATIONS:
        yield tenant.row(
            tables.obligations, name, **_obligation(tenant, name, cause, state, act, extra)
        )
    for name, source, number, debtor, creditor, extra in DUES:
        yield tenant.row(
            tables.dues, name, **_due(tenant, source, number, (debtor, creditor), act, extra)
        )
    for number, (name, kind, cents, day, extra) in enumerate(ENTRIES):
        yield tenant.row(
            tables.due_entries,
            str(number),
            **_entry(tenant, number, name, kind, cents, day, act, dict(extra)),
        )
    yield from _sides(tenant)


def _obligation(  # noqa: PLR0913, PLR0917  what is said of it
    tenant: "Tenant", name: str, cause: str, state: str, act: Any, extra: dict[str, Any]
) -> dict[str, Any]:
    said: dict[str, Any] = {
        "cause": cause,
        "state": state,
        "matter_code": "PIANO_DI_ZONA",
        "matter_name": "Il «Piano»",
        "year": 2024,
        "documents": [],
        "waiting": [],
        "lines": [],
        "opened_on": MARCH,
        "act_id": act if state in {"FINAL", "ESTIMATED"} else None,
        "recorder_id": key(0, "principals", "nessuno"),
        "statute_version_id": tenant.id(statute.statute_versions, "1"),
        **sourced(),
        **extra,
    }
    if name == "trasferimento":
        said["riparto_id"] = tenant.id(ripartos.riparti, "approvato")
    if name == "costo":
        said |= {"istat_code": tenant.comuni[1], "party_name": "«Comune»"}
    return said


def _party(tenant: "Tenant", side: str, at: int | None) -> dict[str, Any]:
    istat = None if at is None else tenant.comuni[at]
    told = {"kind": "BODY" if istat is None else "COMUNE", "code": istat or "UNIONE"}
    told |= {"name": f"Ente «{told['code']}»"}
    return {f"{side}_{name}": value for name, value in told.items()} | {f"{side}_istat": istat}


def _due(  # noqa: PLR0913, PLR0917  what is said of it
    tenant: "Tenant",
    source: str,
    number: int,
    parties: tuple[int | None, int | None],
    act: Any,
    extra: dict[str, Any],
) -> dict[str, Any]:
    of = {name: (cause, told) for name, cause, _, told in OBLIGATIONS}[source]
    return {
        "obligation_id": tenant.id(tables.obligations, source),
        "number": number,
        "cause": of[0],
        "matter_code": "PIANO_DI_ZONA",
        "matter_name": "Il «Piano»",
        "year": 2024,
        "fund_code": of[1].get("fund_code"),
        **_party(tenant, "debtor", parties[0]),
        **_party(tenant, "creditor", parties[1]),
        "internal": parties[0] == parties[1],
        "started_on": MARCH if extra else None,
        "entered_on": APRIL if source == "quota" and number > 1 else MARCH,
        "act_id": act,
        **sourced(),
        **extra,
    }


def _entry(  # noqa: PLR0913, PLR0917  what is said of it
    tenant: "Tenant",
    number: int,
    name: str,
    kind: str,
    cents: int,
    day: date,
    act: Any,
    extra: dict[str, Any],
) -> dict[str, Any]:
    due = next(values for one, values in _told(tenant) if one == name)
    settled, of_due = kind in {"SETTLED", "RETURNED"}, kind in {"OWED", "ADJUSTED"}
    pays = "debtor" if kind == "RETURNED" else "creditor"
    reversed_, paid = extra.pop("reverses", None), extra.pop("payment", None)
    carried = extra.pop("carried", None)
    return {
        "due_id": tenant.id(tables.dues, name),
        "kind": kind,
        "cents": cents,
        "entered_on": day,
        "firmness": "FINAL" if of_due else None,
        "payee_code": due[f"{pays}_code"] if settled else None,
        "credit": False,
        "reverses_id": None if reversed_ is None else tenant.id(tables.due_entries, str(reversed_)),
        "carried_id": None if carried is None else tenant.id(tables.due_entries, str(carried)),
        "payment_id": None if paid is None else tenant.id(ledger.ledger_movements, str(paid)),
        "act_id": act,
        "subject": f"Causale «{number}»",
        "recorded_at": datetime(2026, 5, 1 + number // 2, 12, tzinfo=UTC),
        "recorded_by": "Chi «registra»",
        "recorder_id": key(0, "principals", "altri"),
        "debtor_istat": due["debtor_istat"],
        "creditor_istat": due["creditor_istat"],
        **extra,
    }


def _told(tenant: "Tenant") -> Iterator[tuple[str, dict[str, Any]]]:
    for name, source, number, debtor, creditor, extra in DUES:
        yield name, _due(tenant, source, number, (debtor, creditor), None, extra)


def _sides(tenant: "Tenant") -> Iterator[Row]:
    for name, due in _told(tenant):
        for side in ("debtor", "creditor"):
            if due["internal"]:
                continue
            yield tenant.row(
                tables.due_sides,
                f"{name} {side}",
                due_id=tenant.id(tables.dues, name),
                side=side.upper(),
                year=due["year"],
                fund_code=due["fund_code"],
                entered_on=due["entered_on"],
                party_kind=due[f"{side}_kind"],
                party_code=due[f"{side}_code"],
                party_name=due[f"{side}_name"],
                istat_code=due[f"{side}_istat"],
            )
