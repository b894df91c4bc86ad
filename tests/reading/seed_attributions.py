"""The notional book of a tenant of the seed: two payments, of which one was attributed anew."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from ambiti.budgets.attributions import tables
from ambiti.budgets.ledger import tables as ledger
from ambiti.governance.acts import tables as acts
from ambiti.statute import tables as statute

from .seed_closing import PAID, SPENT
from .seed_names import Row, sourced
from .seed_riparti import figure

if TYPE_CHECKING:
    from .seed_tenant import Tenant

LATER = date(2026, 5, 1)
ATTRIBUTED: tuple[tuple[str, str, int, int, date, str | None], ...] = (
    ("prima", "chiusura 5", 2023, 50_000, SPENT, None),
    ("seconda", "chiusura 21", 2023, 70_000, PAID, None),
    ("ritirata", "chiusura 21", 2023, -70_000, LATER, "seconda"),
    ("terza", "chiusura 21", 2023, 70_000, LATER, None),
)
"""Name, payment, year, cents, day, what it takes back."""


def attribution_rows(tenant: "Tenant") -> Iterator[Row]:
    """Give the rows."""
    for number, (name, payment, year, cents, day, reverses) in enumerate(ATTRIBUTED):
        back = None if reverses is None else tenant.id(tables.cost_attributions, reverses)
        said: dict[str, Any] = {
            "ledger_code": "PREMI",
            "matter_code": "PREMI",
            "matter_name": "I «premi»",
            "target": "STAFF_COST_LIMITS" if number == 0 else "OVERTIME_FUND",
            "cash_code": "BUDGET_UNICO",
            "cash_name": "Il «budget unico»",
            "key_code": "POP",
            "key_name": "La popolazione",
            "reference_date": None if number == 0 else date(2022, 12, 31),
        }
        yield tenant.row(
            tables.cost_attributions,
            name,
            payment_id=tenant.id(ledger.ledger_movements, payment),
            year=year,
            cents=cents,
            attributed_on=day,
            act_id=tenant.id(acts.acts, "decisa"),
            reasons=f"ragioni «{number}»" if number else None,
            reverses_id=back,
            statute_version_id=tenant.id(statute.statute_versions, "1"),
            **said,
            **sourced(),
        )
        yield from _parts(tenant, name, cents)


def _parts(tenant: "Tenant", name: str, cents: int) -> Iterator[Row]:
    sign = 1 if cents > 0 else -1
    for number, part in enumerate((cents - sign * 333, sign * 333)):
        comune = tenant.comuni[0] if number else None
        yield tenant.row(
            tables.notional_entries,
            f"{name} {number}",
            attribution_id=tenant.id(tables.cost_attributions, name),
            position=2 - number,
            party_code=comune or "UNIONE",
            party_name=f"Ente «{number}»",
            istat_code=comune,
            weight="2/3" if number else "46700",
            whole="154800",
            floor_cents=part - sign * number,
            cents=part,
            rounded="NAME" if number else "EXACT",
            why=f"conto «{number}»\n",
            figures=[figure(at, tenant.comuni[at]) for at in range(number + 1)],
        )
