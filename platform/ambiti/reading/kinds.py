"""Kinds: what policies speak of, the tables that hold it, the rows each scope lets through."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Table, any_, case, false, func, true

from ambiti.reading.text import Sql, Written, quoted


@dataclass(frozen=True, slots=True)
class Holder:
    """Whoever is granted a scope, as SQL terms: bound values for an actor, columns for a mandate.

    ``tenants``: int4multirange of the tenants where the grant holds. ``comuni``: text[] of
    "ambito_id:istat_code", ``units`` of "ambito_id:unit_id". ``principal``: uuid.
    """

    tenants: ColumnElement[Any]
    comuni: ColumnElement[Any]
    units: ColumnElement[Any]
    principal: ColumnElement[Any]


Scope = Callable[[FromClause, Holder], ColumnElement[bool]]


@dataclass(frozen=True, slots=True, eq=False)
class Kind:
    """A noun of policies/policy.csv: every table listed here is seen through its scopes."""

    name: str
    tables: tuple[Table, ...]
    scopes: Mapping[str, Scope] = field(default_factory=dict)


def everywhere(_rows: FromClause, _holder: Holder) -> ColumnElement[bool]:
    """Let every row through: facts that are public in every tenant."""
    return true()


def in_tenant(rows: FromClause, holder: Holder) -> ColumnElement[bool]:
    """Let through the rows of the tenants where the role is held.

    A row of a tenant is found by its ambito_id already, through row-level security and the row
    above it. Said a third time in a way that PostgreSQL may look up or count with, it would
    believe that next to nothing is left, and choose its indexes at random.
    """
    if not _has(rows, "ambito_id"):
        return false()
    return held_in(rows.c.ambito_id, holder)


def held_in(tenant: ColumnElement[Any], holder: Holder) -> ColumnElement[bool]:
    """Say whether the role is held in a tenant."""
    return case((tenant.bool_op("<@")(holder.tenants), true()), else_=false())


def held_at_once(table: Table, name: str, holder: Holder) -> Written:
    """Choose the rows of a table that ``in_tenant`` lets through, in SQL that is written at once.

    Most rows are so chosen, and a select that has to be compiled costs several times as much.
    """
    before = (
        f"SELECT {name}.* FROM {table.fullname} AS {name} WHERE CASE WHEN ({name}.ambito_id <@ "
    )
    return Written([Sql(before), holder.tenants, Sql(") THEN true ELSE false END")])


def published(rows: FromClause, _holder: Holder) -> ColumnElement[bool]:
    """Let through what its tenant has published."""
    return rows.c.published == true()


def of_own_comune(rows: FromClause, holder: Holder) -> ColumnElement[bool]:
    """Let through the rows of the comune that the mandate names, in its tenant."""
    if not _has(rows, "ambito_id", "istat_code"):
        return false()
    return func.concat(rows.c.ambito_id, quoted(":"), rows.c.istat_code) == any_(holder.comuni)


def of_own_unit(rows: FromClause, holder: Holder) -> ColumnElement[bool]:
    """Let through the rows of the sub-ambito that the mandate names."""
    if not _has(rows, "ambito_id", "unit_id"):
        return false()
    return func.concat(rows.c.ambito_id, quoted(":"), rows.c.unit_id) == any_(holder.units)


def of_own_person(rows: FromClause, holder: Holder) -> ColumnElement[bool]:
    """Let through the rows about the caller."""
    return rows.c.principal_id == holder.principal


def _has(rows: FromClause, *columns: str) -> bool:
    """Tell whether rows of this table can be of a tenant, comune or unit at all."""
    return all(column in rows.c for column in columns)
