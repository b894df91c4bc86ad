"""Which mandate is meant: the tenant, the role, and the place or Regione for which it is held.

What does not exist is refused, with what does. Rights come from the database and never from a
token, so that every mandate, real or invented, begins here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import RowMapping, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from ambiti.database.engine import transaction

MACHINE_ROLE = "portale_regionale"
REGIONAL_ROLES = (MACHINE_ROLE, "funzionario_regionale")
"""The role templates that are held for a Regione and not in one tenant."""

_SOURCE = ("source_code", "source_document", "source_article")

_TENANTS = text("select ambito_id, slug, region from ambiti.ambiti order by slug")

_ROLES = text(
    "select code, name, access, held_for, source_code, source_document, source_article"
    " from ambiti.roles where ambito_id = :tenant and valid_from <= :day and valid_until > :day"
    " order by code"
)

_COMUNI = text(
    "select distinct c.istat_code as key, c.istat_code as code, c.name"
    " from ambiti.memberships m join ambiti.comuni c on c.istat_code = m.istat_code"
    " where m.ambito_id = :tenant and m.valid_from <= :day and m.valid_until > :day"
    " order by c.name"
)

_UNITS = text(
    "select id as key, code, name from ambiti.units"
    " where ambito_id = :tenant and valid_from <= :day and valid_until > :day order by name"
)


class MandateRefused(Exception):  # noqa: N818  a refusal is an answer
    """There can be no such mandate; the message says in Italian what would be right."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for, as it was written."""

    role: str
    tenant: str | None = None
    comune: str | None = None
    unit: str | None = None
    region: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """The comune or unit that a mandate names."""

    key: Any
    name: str


@dataclass(frozen=True, slots=True)
class TenantRole:
    """A role of a tenant, and the place for which it is held if it is held for one."""

    tenant: RowMapping
    role: RowMapping
    comune: Place | None
    unit: Place | None

    @property
    def key(self) -> int:
        """The key of the tenant."""
        return int(self.tenant["ambito_id"])

    @property
    def place(self) -> Place | None:
        """The comune or the unit."""
        return self.comune or self.unit

    @property
    def called(self) -> str:
        """The name of the role, with its place."""
        return f"{self.role['name']}{f', {self.place.name}' if self.place else ''}"

    def columns(self) -> dict[str, Any]:
        """Give the columns of a mandate that say which role it is."""
        return {
            "ambito_id": self.key,
            "role_code": self.role["code"],
            "istat_code": self.comune.key if self.comune else None,
            "unit_id": self.unit.key if self.unit else None,
            **{name: self.role[name] for name in _SOURCE},
        }


@dataclass(frozen=True, slots=True)
class RegionalRole:
    """A role held for a Regione: it reads across the Ambiti that are there."""

    access: str
    region: str

    @property
    def is_of_machine(self) -> bool:
        """Tell whether a system holds it, and not a person."""
        return self.access == MACHINE_ROLE

    @property
    def called(self) -> str:
        """The role, with its Regione."""
        return f"{self.access}, Regione {self.region}"

    def columns(self) -> dict[str, Any]:
        """Give the columns of a mandate that say which role it is."""
        return {"region": self.region, "access": self.access}


async def choose(engine: AsyncEngine, wish: Wish, day: date) -> TenantRole | RegionalRole:
    """Find the role that is meant, as it is on a day. The engine is the app role's.

    The role is a code of the tenant's statute or a role template, in any case of letters.
    """
    tenants = await _all_tenants(engine)
    access = wish.role.casefold()
    if access in REGIONAL_ROLES:
        return RegionalRole(access, _region(tenants, wish))
    if wish.region is not None:
        message = f"--region vale solo per i ruoli {listed(REGIONAL_ROLES)}."
        raise MandateRefused(message)
    tenant = _tenant(tenants, wish.tenant)
    key = tenant["ambito_id"]
    comune = unit = None
    async with transaction(engine, reach=(key,)) as connection:
        chosen = _role(await _current(connection, _ROLES, key, day), tenant["slug"], wish)
        if chosen["held_for"] == "COMUNE":
            rows = await _current(connection, _COMUNI, key, day)
            comune = _place(rows, chosen, "--comune", wish.comune)
        elif chosen["held_for"] == "UNIT":
            rows = await _current(connection, _UNITS, key, day)
            unit = _place(rows, chosen, "--unit", wish.unit)
    return TenantRole(tenant, chosen, comune, unit)


async def tenant_named(engine: AsyncEngine, slug: str) -> RowMapping:
    """Find a tenant by its short name."""
    return _tenant(await _all_tenants(engine), slug)


async def _all_tenants(engine: AsyncEngine) -> Sequence[RowMapping]:
    async with transaction(engine, reach=()) as connection:
        return (await connection.execute(_TENANTS)).mappings().all()


async def _current(
    connection: AsyncConnection, statement: Any, tenant: int, day: date
) -> Sequence[RowMapping]:
    found = await connection.execute(statement, {"tenant": tenant, "day": day})
    return found.mappings().all()


def _tenant(tenants: Sequence[RowMapping], slug: str | None) -> RowMapping:
    for row in tenants:
        if slug is not None and row["slug"].casefold() == slug.casefold():
            return row
    there = listed(row["slug"] for row in tenants)
    message = (
        f"Serve --tenant; gli Ambiti sono: {there}."
        if slug is None
        else f"L'Ambito «{slug}» non esiste; gli Ambiti sono: {there}."
    )
    raise MandateRefused(message)


def _region(tenants: Sequence[RowMapping], wish: Wish) -> str:
    """Choose the Regione by name, or as that of the tenant."""
    if wish.comune is not None or wish.unit is not None:
        message = f"Il ruolo {wish.role} si ha per una Regione: --comune e --unit vanno tolti."
        raise MandateRefused(message)
    if wish.region is None and wish.tenant is not None:
        return str(_tenant(tenants, wish.tenant)["region"])
    regions = sorted({row["region"] for row in tenants})
    for name in regions:
        if wish.region is not None and name.casefold() == wish.region.casefold():
            return str(name)
    there = listed(regions)
    message = (
        f"Serve --region; le Regioni con Ambiti sono: {there}."
        if wish.region is None
        else f"La Regione «{wish.region}» non ha Ambiti qui; le Regioni con Ambiti sono: {there}."
    )
    raise MandateRefused(message)


def _role(roles: Sequence[RowMapping], slug: str, wish: Wish) -> RowMapping:
    """Choose a role by code, or by template: then the one that is held for what was named."""
    named = {"COMUNE": ("--comune", wish.comune), "UNIT": ("--unit", wish.unit)}
    given = next((held for held, (_, value) in named.items() if value is not None), "AMBITO")
    wanted = wish.role.casefold()
    of_code = [row for row in roles if row["code"].casefold() == wanted]
    of_template = [row for row in roles if row["access"].casefold() == wanted]
    candidates = of_code or of_template
    if not candidates:
        there = listed(f"{row['code']} ({row['access']})" for row in roles)
        message = f"Il ruolo «{wish.role}» non esiste in {slug}; codici e modelli: {there}."
        raise MandateRefused(message)
    chosen = next((row for row in candidates if row["held_for"] == given), candidates[0])
    for held_for, (option, value) in named.items():
        if value is not None and chosen["held_for"] != held_for:
            message = f"Il ruolo {chosen['code']} non lo richiede: {option} va tolto."
            raise MandateRefused(message)
    return chosen


def _place(
    places: Sequence[RowMapping], role: RowMapping, option: str, wanted: str | None
) -> Place:
    for row in places:
        if wanted is not None and wanted.casefold() in {
            row["code"].casefold(),
            row["name"].casefold(),
        }:
            return Place(row["key"], row["name"])
    there = listed(row["name"] for row in places)
    message = (
        f"Per il ruolo {role['code']} serve {option}; si può scegliere fra: {there}."
        if wanted is None
        else f"{option} «{wanted}» non esiste qui; si può scegliere fra: {there}."
    )
    raise MandateRefused(message)


def listed(names: Iterable[str]) -> str:
    """Write what there is."""
    return ", ".join(names) or "nessuno"
