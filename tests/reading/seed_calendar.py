"""The calendar of a tenant of the seed: days that were set, facts, what was done and when."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from ambiti.governance.acts import tables as acts
from ambiti.governance.calendar import tables

from .seed_names import Row

if TYPE_CHECKING:
    from .seed_tenant import Tenant

SET: tuple[tuple[str, int, str, date | None, int | None, date], ...] = (
    ("T17", 2024, "FNPS", date(2024, 6, 30), None, date(2024, 1, 10)),
    ("T17", 2024, "FNPS", date(2024, 9, 30), None, date(2025, 2, 1)),
    ("T17", 2024, "Àncora «2»", date(2024, 6, 30), None, date(2023, 12, 31)),
    ("T17", 2025, "FNA", date(2025, 6, 30), None, date(2025, 1, 10)),
    ("T15", 2027, "piano", date(2027, 1, 31), None, date(2026, 1, 1)),
    ("T14", 2024, "2024", None, 20, date(2023, 12, 1)),
    ("T14", 2024, "debito", date(2024, 1, 31), None, date(2023, 12, 1)),
    ("T16", 2026, "2026", None, 10, date(2026, 1, 5)),
    ("T19", 2024, "per tutti", date(2024, 1, 31), None, date(2023, 12, 1)),
)
"""Deadline, year, of what, the day or the rhythm, and since when."""
FACTS: tuple[tuple[str, int, str, date, str | None], ...] = (
    ("RIPARTO", 2024, "FNPS", date(2023, 11, 5), None),
    ("FIRMA", 2024, "FNPS", date(2023, 10, 31), None),
    ("RIPARTO", 2024, "FSR", date(2023, 12, 30), None),
    ("RIPARTO", 2024, "FNPS", date(2024, 3, 1), "decisa"),
    ("FIRMA", 2024, "FSR", date(2022, 7, 1), "nulla"),
    ("FIRMA", 2025, "FSR", date(2025, 12, 31), None),
    ("ALTRO", 2024, "FSR", date(2023, 1, 1), None),
)
DONE: tuple[tuple[str, int, str, date, list[str]], ...] = (
    ("T17", 2024, "FNPS", date(2025, 1, 9), ["PARTE «1»", "B"]),
    ("T5", 2024, "FNPS", date(2024, 1, 5), []),
    ("T0", 2024, "2024", date(2024, 2, 1), ["B"]),
    ("T13", 2024, "2024-S1", date(2024, 7, 2), []),
    ("T13", 2023, "2023-S2", date(2023, 12, 31), []),
    ("T20", 2023, "2023-02", date(2023, 2, 28), []),
    ("T16", 2026, "2026-02-27", date(2026, 2, 27), []),
    ("T16", 2024, "2023-12-20", date(2023, 12, 20), []),
    ("T18", 2025, "FSR", date(2026, 1, 1), []),
    ("T9", 2022, "2022", date(2022, 12, 1), []),
)


def calendar_rows(tenant: "Tenant") -> Iterator[Row]:
    """Give the rows."""
    for number, (code, year, occurrence, due, days, since) in enumerate(SET):
        said: dict[str, Any] = {"deadline_code": code, "due_on": due, "every_days": days}
        yield tenant.row(
            tables.set_terms, str(number), **said, set_on=since, **_said(year, occurrence)
        )
    for number, (event, year, occurrence, day, told) in enumerate(FACTS):
        said = {"event_code": event, "occurred_on": day, "act_id": _told(tenant, told)}
        yield tenant.row(tables.term_events, str(number), **said, **_said(year, occurrence))
    for number, (code, year, occurrence, day, sections) in enumerate(DONE):
        said = {"deadline_code": code, "done_on": day, "sections": sections}
        yield tenant.row(tables.fulfilments, str(number), **said, **_said(year, occurrence))


def _told(tenant: "Tenant", act: str | None) -> Any:
    return None if act is None else tenant.id(acts.acts, act)


def _said(year: int, occurrence: str) -> dict[str, Any]:
    return {
        "year": year,
        "occurrence": occurrence,
        "by_code": "UDP",
        "by_name": f"L'Ufficio «{year}»",
        "act": f"Nota {occurrence}",
    }
