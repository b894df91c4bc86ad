"""The kinds of governance, and which rows each scope lets through."""

from sqlalchemy import ColumnElement, FromClause

from ambiti.governance import tables
from ambiti.governance.seats.tables import seats
from ambiti.reading.kinds import (
    Holder,
    Kind,
    in_tenant,
    of_own_comune,
    of_own_person,
    of_own_unit,
)


def _self(rows: FromClause, holder: Holder) -> ColumnElement[bool]:
    return rows.c.id == holder.principal


ORGAN = Kind(
    "Organ",
    (tables.organs, tables.organ_aliases, seats),
    {"all": in_tenant, "published": in_tenant},
)
ROLE = Kind("Role", (tables.roles,), {"all": in_tenant, "published": in_tenant})
PRINCIPAL = Kind("Principal", (tables.principals,), {"own": _self})
MANDATE = Kind(
    "Mandate",
    (tables.mandates, tables.regional_mandates),
    {
        "own": of_own_person,
        "own_comune": of_own_comune,
        "own_unit": of_own_unit,
        "all": in_tenant,
    },
)

KINDS = (ORGAN, ROLE, PRINCIPAL, MANDATE)
