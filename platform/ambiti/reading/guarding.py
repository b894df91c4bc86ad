"""The guard: every table that a statement opens is confined to what the caller may see."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Select,
    Table,
    Text,
    Uuid,
    bindparam,
    false,
    or_,
    true,
)

from ambiti.access.actor import Grant, Permissions
from ambiti.reading.call import Call
from ambiti.reading.kinds import Holder, Kind, held_at_once, held_in, in_tenant
from ambiti.reading.naming import named
from ambiti.reading.opened import Opened, Rows
from ambiti.reading.ranges import Multirange, ranges

Slot = Callable[[Mapping[str, Any], Call], Any]


@dataclass(slots=True)
class Guard:
    """One caller's shape of permissions, as predicates; the values are bound at each request."""

    permissions: Permissions
    kinds: Mapping[Table, Kind]
    slots: dict[str, Slot] = field(default_factory=dict)
    withheld: set[str] = field(default_factory=set)
    holders: dict[Grant, Holder] = field(default_factory=dict)

    def visible(self, table: Table, rows: Any) -> ColumnElement[bool]:
        """Say which of these rows the caller may see; of a kind not granted, none."""
        kind = self.kinds[table]
        scopes = self.permissions.scopes(kind.name)
        if not scopes:
            self.withheld.add(kind.name)
            return false()
        allowed = [kind.scopes[name](rows, self._holder((kind.name, name))) for name in scopes]
        if any(one is true() for one in allowed):
            return true()
        return or_(*allowed)

    def kept_at_once(self, alias: Opened, name: Callable[[str], str]) -> Rows | None:
        """Keep the rows of a table that are seen, where only their tenants tell which.

        As ``kept`` does of all others. None where something else tells as well.
        """
        kind = self.kinds[alias.table]
        scopes = self.permissions.scopes(kind.name)
        if len(scopes) != 1 or kind.scopes[scopes[0]] is not in_tenant:
            return None
        if "ambito_id" not in alias.table.c:
            return None
        holder = self._holder((kind.name, scopes[0]))
        chosen = held_at_once(alias.table, alias.name, holder)
        return Rows.of(alias.table, name(alias.table.name), chosen)

    def once(
        self, table: Table, chosen: Select[Any], rows: Any, ancestors: Sequence[Any]
    ) -> ColumnElement[bool] | None:
        """Say whether all the rows chosen are seen or none, where a row above can tell.

        It can where they are of its tenant and all rows of a tenant are seen alike: it is asked
        once then, and not of each row. None where each has to be asked.
        """
        kind = self.kinds[table]
        scopes = self.permissions.scopes(kind.name)
        if len(scopes) != 1 or kind.scopes[scopes[0]] is not in_tenant:
            return None
        tenants = [one.c.get("ambito_id") for one in ancestors]
        same = named(chosen, rows).get("ambito_id")
        if same is None or not any(same is one for one in tenants):
            return None
        return held_in(same, self._holder((kind.name, scopes[0])))

    def caller(self) -> Holder:
        """Give the caller, where a field asks for itself and not for a grant."""
        return self._holder(("", ""))

    def _holder(self, grant: Grant) -> Holder:
        if grant in self.holders:
            return self.holders[grant]
        kind, scope = grant
        name = f"{kind}_{scope}".lower()
        tenants = bindparam(f"tenants_{name}", type_=Multirange)
        comuni = bindparam(f"comuni_{name}", type_=ARRAY(Text))
        units = bindparam(f"units_{name}", type_=ARRAY(Text))
        principal = bindparam("principal", type_=Uuid)
        self.slots[tenants.key] = lambda _v, call: ranges(call.permissions.tenants.get(grant, ()))
        self.slots[comuni.key] = lambda _v, call: call.permissions.comuni.get(grant, ())
        self.slots[units.key] = lambda _v, call: call.permissions.units.get(grant, ())
        self.slots["principal"] = lambda _v, call: call.actor.principal_id
        made = self.holders[grant] = Holder(tenants, comuni, units, principal)
        return made
