"""The kind of what is recorded in the calendar, and which rows each scope lets through."""

from sqlalchemy import ColumnElement, FromClause, and_, select

from ambiti.governance.acts.tables import acts
from ambiti.governance.calendar import tables
from ambiti.reading.kinds import Holder, Kind, in_tenant
from ambiti.reading.text import quoted


def _standing(rows: FromClause, holder: Holder) -> ColumnElement[bool]:
    """Let through what stands: of the facts that acts told, those whose act is not annulled.

    Whoever does not see an act that is not published does not see its annulment either, and would
    count its fact still.
    """
    here = in_tenant(rows, holder)
    if "act_id" not in rows.c:
        return here
    act = acts.alias("telling")
    annulled = select(act.c.id).where(
        act.c.ambito_id == rows.c.ambito_id,
        act.c.id == rows.c.act_id,
        act.c.state == quoted("ANNULLED"),
    )
    return and_(here, ~annulled.correlate(rows).exists())


FULFILMENT = Kind(
    "Fulfilment",
    (tables.set_terms, tables.term_events, tables.fulfilments),
    {"all": in_tenant, "published": _standing},
)

KINDS = (FULFILMENT,)
"""All of them."""
