"""The riparti of a tenant of the seed: approved and only proposed, by one criterion and by two."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from ambiti.budgets.ripartos import tables
from ambiti.governance.acts import tables as acts
from ambiti.statute import tables as statute

from .seed_names import Row, sourced

if TYPE_CHECKING:
    from .seed_tenant import Tenant

PERFECT = {"state": "PERFECTED", "perfected_on": date(2024, 3, 1)}
ANNULLED = {"state": "PERFECTED", "perfected_on": date(2022, 7, 1)}
DECIDER = {"decided_by_code": "ASSEMBLEA", "decided_by_name": "L'«Assemblea»"}
RIPARTI: tuple[tuple[str, int, date, dict[str, Any]], ...] = (
    ("annullato", 2022, date(2022, 6, 1), {**ANNULLED, **DECIDER}),
    ("approvato", 2024, date(2024, 2, 1), {**PERFECT, **DECIDER}),
    ("proposto", 2024, date(2024, 2, 1), {"covered_cents": 5, "reference_date": None}),
    ("vecchio", 2023, date(2023, 2, 1), {"matter_code": "BILANCIO", **sourced("REG", None)}),
)
"""Name, year, day, and what else is said of it."""
DECIDED_BY = {"approvato": "decisa", "annullato": "nulla"}
REMEMBERED = {"annullato": None, "approvato": "annullato"}
"""Which remember, and from which each starts."""
SHARES: tuple[tuple[str, str, bool, int, int, int, str], ...] = (
    ("approvato", "POP", True, 21_000_000, 0, 1, "NAME"),
    ("approvato", "POP", True, 7, 0, 0, "EXACT"),
    ("approvato", "PARI", False, 10_500_004, -10_499_996, 0, "WEIGHT"),
    ("approvato", "PARI", False, 10_500_003, 10_499_996, 0, "WEIGHT"),
    ("proposto", "POP", True, 0, 0, 0, "EXACT"),
    ("vecchio", "ALTRO", False, 12, -5, 1, "LARGEST_REMAINDER"),
    ("annullato", "POP", True, 9, 0, 1, "WEIGHT"),
)
"""Of which riparto, criterion, chosen, cents, difference, extra cent, what settled it."""


def riparto_rows(tenant: "Tenant") -> Iterator[Row]:
    """Give the rows."""
    for name, year, day, extra in RIPARTI:
        said: dict[str, Any] = {
            "matter_code": "PIANO_DI_ZONA",
            "matter_name": "Il «Piano»",
            "year": year,
            "cents": 21_000_007,
            "covered_cents": 0,
            "key_code": "POP",
            "key_name": "La popolazione",
            "reference_date": date(2022, 12, 31),
            "rules_on": day,
            "fund_code": None,
            "turn": None,
            "remembers_id": None,
            "roundings": None,
            "decided_by_code": None,
            "decided_by_name": None,
            "proposed_on": day,
            "state": "PROPOSED",
            "perfected_on": None,
            "act_id": tenant.id(acts.acts, DECIDED_BY[name]) if name in DECIDED_BY else None,
            "statute_version_id": tenant.id(statute.statute_versions, "1"),
            **sourced(),
            **extra,
        }
        if name in REMEMBERED:
            before = REMEMBERED[name]
            said["turn"] = 1 if before is None else 2
            said["remembers_id"] = before and tenant.id(tables.riparti, before)
            said["roundings"] = {"UNIONE": "1/3"}
        yield tenant.row(tables.riparti, name, **said)
    for number, (name, key, chosen, cents, difference, extra_cent, rounded) in enumerate(SHARES):
        comune = None if number % 3 == 2 else tenant.comuni[number % 2]
        yield tenant.row(
            tables.riparto_shares,
            str(number),
            riparto_id=tenant.id(tables.riparti, name),
            key_code=key,
            chosen=chosen,
            position=9 - number,
            party_code=comune or "UNIONE",
            party_name=f"Ente «{number}»",
            istat_code=comune,
            weight="2/3" if number == 1 else "46700",
            whole="154800",
            remembered="0" if number else "-2/3",
            short=None if number == 2 else f"{number}/7",
            floor_cents=cents - extra_cent,
            cents=cents,
            difference_cents=difference,
            rounded=rounded,
            why=f"conto «{number}»\n",
            figures=[figure(at, tenant.comuni[at]) for at in range(number % 3)],
        )


def figure(at: int, istat: str) -> dict[str, Any]:
    """Make a figure of population that is counted."""
    return {
        "position": 2 - at,
        "istat_code": istat,
        "comune": f"Comune «{at}»",
        "residents": 100 + at,
        "reference_date": "2022-12-31",
        "status": "REGISTER" if at else "OFFICIAL",
        "source": "ISTAT",
        "series": "S",
        "reason": "manca" if at else None,
    }
