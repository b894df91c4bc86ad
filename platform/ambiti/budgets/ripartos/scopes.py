"""The kind of riparti, and which rows each scope lets through."""

from sqlalchemy import ColumnElement, FromClause, and_, select

from ambiti.budgets.ripartos import tables
from ambiti.governance.acts.tables import acts
from ambiti.reading.kinds import Holder, Kind, in_tenant
from ambiti.reading.text import quoted


def _perfected(rows: FromClause, holder: Holder) -> ColumnElement[bool]:
    """Let through the riparti that an act in force has decided, and their shares.

    What is only proposed is a draft, of whoever prepares and decides it; it is one again once its
    act is annulled. A share is held to the state of its riparto.
    """
    decided, act = tables.riparti.alias("decided"), acts.alias("deciding")
    stands = select(decided.c.id).where(
        decided.c.ambito_id == rows.c.ambito_id,
        decided.c.id == rows.c["riparto_id" if "riparto_id" in rows.c else "id"],
        decided.c.state == quoted("PERFECTED"),
        act.c.ambito_id == decided.c.ambito_id,
        act.c.id == decided.c.act_id,
        act.c.state != quoted("ANNULLED"),
    )
    return and_(in_tenant(rows, holder), stands.correlate(rows).exists())


RIPARTO = Kind(
    "Riparto",
    (tables.riparti, tables.riparto_shares),
    {"all": in_tenant, "perfected": _perfected},
)

KINDS = (RIPARTO,)
