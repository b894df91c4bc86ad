"""The statements that every act makes on rows of its tenant, written once for each shape."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Final

from sqlalchemy import (
    ARRAY,
    BindParameter,
    ColumnElement,
    Integer,
    SelectBase,
    Table,
    Text,
    Uuid,
    bindparam,
    false,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.sql.visitors import iterate

from ambiti.access.actor import Permissions
from ambiti.database.statements import Kept
from ambiti.reading.kinds import Holder, Kind
from ambiti.reading.ranges import Multirange, ranges

_TENANT: Final = bindparam("of_tenant", type_=Integer())
_KEY: Final = bindparam("of_key", type_=Uuid())
MAY: Final = "may_be_acted_on"
"""Beside the columns of a row: whether a grant gives the act on it to the caller."""
_seen: Final[dict[Any, Kept]] = {}
_told: Final[dict[Any, Kept | None]] = {}


def seen(kind: Kind, table: Table, permitted: Permissions, *, held: bool) -> Kept:
    """Read one row where a grant lets its caller see it; ``held`` until the transaction ends."""
    scopes = permitted.scopes(kind.name)
    shape = (kind.name, table.name, scopes, held)
    if shape not in _seen:
        _seen[shape] = _reading(kind, table, scopes, held=held)
    return _seen[shape]


def held_and_told(
    kind: Kind, table: Table, permitted: Permissions, acting: Permissions
) -> Kept | None:
    """Read and hold one row, and tell in ``MAY`` whether the act on it is given to the caller.

    None where that takes more than the row: what is asked of other rows is to be asked once this
    one is held, for it may have been waited for.
    """
    scopes, acts = permitted.scopes(kind.name), acting.scopes(kind.name)
    shape = (kind.name, table.name, scopes, acts)
    if shape not in _told:
        may = [kind.scopes[name](table, _holder(name, MAY)) for name in acts]
        alone = not any(isinstance(part, SelectBase) for one in may for part in iterate(one))
        also = or_(false(), *may).label(MAY)
        _told[shape] = _reading(kind, table, scopes, also, held=True) if alone else None
    return _told[shape]


def _reading(
    kind: Kind, table: Table, scopes: Sequence[str], *also: ColumnElement[Any], held: bool
) -> Kept:
    wanted = (
        select(table, *also)
        .where(table.c.ambito_id == _TENANT, table.c.id == _KEY)
        .where(or_(false(), *(kind.scopes[name](table, _holder(name)) for name in scopes)))
    )
    return Kept(wanted.with_for_update() if held else wanted)


def holders(kind: Kind, permitted: Permissions, use: str = "") -> Mapping[str, Any]:
    """Give the values that tell where each grant on a kind holds."""
    values: dict[str, Any] = {}
    for scope in permitted.scopes(kind.name):
        grant = (kind.name, scope)
        values[f"{use}tenants_{scope}"] = ranges(permitted.tenants.get(grant, ()))
        values[f"{use}comuni_{scope}"] = list(permitted.comuni.get(grant, ()))
        values[f"{use}units_{scope}"] = list(permitted.units.get(grant, ()))
    return values


@cache
def alike(table: Table, names: tuple[str, ...], order: str) -> Kept:
    """Read the rows of the tenant whose columns have these values."""
    given = (table.c[name] == _value(table, name) for name in names)
    return Kept(select(table).where(table.c.ambito_id == _TENANT, *given).order_by(table.c[order]))


@cache
def added(table: Table, names: tuple[str, ...]) -> Kept:
    """Write a new row with these columns."""
    return Kept(insert(table).values({name: _value(table, name) for name in names}))


@cache
def changed(table: Table, names: tuple[str, ...]) -> Kept:
    """Change these columns of a row."""
    row = update(table).where(table.c.ambito_id == _TENANT, table.c.id == _KEY)
    return Kept(row.values({name: _value(table, name) for name in names}))


def _value(table: Table, name: str) -> BindParameter[Any]:
    return bindparam(f"to_{name}", type_=table.c[name].type)


def _holder(scope: str, use: str = "") -> Holder:
    def bound(name: str, kind: Any) -> ColumnElement[Any]:
        return bindparam(f"{use}{name}_{scope}", type_=kind)

    return Holder(
        bound("tenants", Multirange()),
        bound("comuni", ARRAY(Text)),
        bound("units", ARRAY(Text)),
        bindparam("of_principal", type_=Uuid()),
    )
