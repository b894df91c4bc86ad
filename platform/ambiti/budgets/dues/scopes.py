"""The kinds of dues and positions, and which rows each scope lets through."""

from sqlalchemy import ColumnElement, FromClause, any_, func, or_

from ambiti.budgets.dues import tables
from ambiti.reading.kinds import Holder, Kind, in_tenant, of_own_comune
from ambiti.reading.text import quoted


def _of_own_side(rows: FromClause, holder: Holder) -> ColumnElement[bool]:
    """Let through what the comune of the mandate owes, or is owed."""
    return or_(
        *(
            func.concat(rows.c.ambito_id, quoted(":"), rows.c[name]) == any_(holder.comuni)
            for name in ("debtor_istat", "creditor_istat")
        )
    )


OBLIGATION = Kind(
    "Obligation", (tables.obligations,), {"all": in_tenant, "own_comune": of_own_comune}
)
DUE = Kind("Due", (tables.dues, tables.due_entries), {"all": in_tenant, "own_comune": _of_own_side})
POSITION = Kind("Position", (tables.due_sides,), {"all": in_tenant, "own_comune": of_own_comune})

KINDS = (OBLIGATION, DUE, POSITION)
