"""The kinds of acts and of what is sent, and which rows each scope lets through."""

from sqlalchemy import ColumnElement, FromClause, false, true

from ambiti.governance.acts import tables
from ambiti.reading.kinds import Holder, Kind, in_tenant


def _published(rows: FromClause, _holder: Holder) -> ColumnElement[bool]:
    """Let through the acts that were published; what stands around them is not."""
    return rows.c.published == true() if "published" in rows.c else false()


ACT = Kind(
    "Act",
    (
        tables.acts,
        tables.act_steps,
        tables.act_predecessors,
        tables.act_conflicts,
        tables.act_parties,
        tables.publications,
    ),
    {"all": in_tenant, "public": _published},
)

DELIVERY = Kind(
    "Delivery",
    (tables.dispatches, tables.deliveries, tables.dispatch_items),
    {"all": in_tenant},
)

KINDS = (ACT, DELIVERY)
