"""What was published of the instruments of a tenant of the seed, and drafts after their scheme."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from ambiti.agreements import tables as agreements
from ambiti.agreements.drafts import tables as drawing
from ambiti.agreements.publications import tables as printing
from ambiti.territory import tables as territory

from .seed_names import PONTE, Row

if TYPE_CHECKING:
    from .seed_tenant import Tenant


def draft_rows(tenant: "Tenant") -> Iterator[Row]:
    """Give the rows."""
    for number, (name, kind) in enumerate(
        [("CONV", "EXTRACT"), ("CONV", "FULL"), ("ADP", "FULL"), ("BOZZA", "FULL")]
    ):
        yield tenant.row(
            printing.instrument_publications,
            str(number),
            instrument_id=tenant.id(agreements.instruments, name),
            kind=kind,
            reference=f"BUR n. {number} «serie»",
            published_on=date(2024 - number, 1, 1),
        )
    units = ["aurora", "borea"] if tenant.ambito == PONTE else ["NORD", "SUD"]
    who: list[dict[str, Any]] = [
        {"istat_code": tenant.comuni[0]},
        {"body_id": tenant.id(territory.bodies, "ASL")},
        {"istat_code": tenant.comuni[1]},
    ]
    for number, unit in enumerate(units):
        clause = {"article": "art. 1" if number else None, "text": f"La clausola \\{number}"}
        yield tenant.row(
            drawing.drafts,
            unit,
            instrument_id=tenant.id(agreements.instruments, "CONV-OLD" if number else "CONV"),
            unit_id=tenant.id(territory.units, unit),
            title=f"Bozza per «{unit}»",
            clauses=[clause, {"article": "art. 0", "text": "Un'altra"}] if number else [clause],
            drafted_on=date(2022 - number, 6, 30),
        )
        for place, one in enumerate(who[: 3 - number]):
            yield tenant.row(
                drawing.draft_parties,
                f"{unit}{place}",
                draft_id=tenant.id(drawing.drafts, unit),
                position=3 - place,
                name=f"Parte {place}",
                **one,
            )
