"""The statements that every act makes on rows of its tenant, written once for each shape."""

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from sqlalchemy import (
    ARRAY,
    BindParameter,
    ColumnElement,
    Integer,
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

from ambiti.access.actor import Permissions
from ambiti.database.statements import Kept
from ambiti.reading.kinds import Holder, Kind
from ambiti.reading.ranges import Multirange, ranges

_TENANT: Final = bindparam("of_tenant", type_=Integer())
_KEY: Final = bindparam("of_key", type_=Uuid())
_seen: Final[dict[tuple[str, str, tuple[str, ...], bool], Kept]] = {}


def seen(kind: Kind, table: Table, permitted: Permissions, *, held: bool) -> Kept:
    """Read one row where a grant lets its caller see it; ``held`` until the transaction ends."""
    scopes = permitted.scopes(kind.name)
    shape = (kind.name, table.name, scopes, held)
    if shape not in _seen:
        wanted = (
            select(table)
            .where(table.c.ambito_id == _TENANT, table.c.id == _KEY)
            .where(or_(false(), *(kind.scopes[name](table, _holder(name)) for name in scopes)))
        )
        _seen[shape] = Kept(wanted.with_for_update() if held else wanted)
    return _seen[shape]


def holders(kind: Kind, permitted: Permissions) -> Mapping[str, Any]:
    """Give the values that tell where each grant on a kind holds."""
    values: dict[str, Any] = {}
    for scope in permitted.scopes(kind.name):
        grant = (kind.name, scope)
        values[f"tenants_{scope}"] = ranges(permitted.tenants.get(grant, ()))
        values[f"comuni_{scope}"] = list(permitted.comuni.get(grant, ()))
        values[f"units_{scope}"] = list(permitted.units.get(grant, ()))
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


def _holder(scope: str) -> Holder:
    def bound(name: str, kind: Any) -> ColumnElement[Any]:
        return bindparam(f"{name}_{scope}", type_=kind)

    return Holder(
        bound("tenants", Multirange()),
        bound("comuni", ARRAY(Text)),
        bound("units", ARRAY(Text)),
        bindparam("of_principal", type_=Uuid()),
    )
