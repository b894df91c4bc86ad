"""Giving, ending and listing the mandates of real people and machine clients.

Each act is one transaction of the app role, confined to the tenant and to the person it is about.
Names are confined to the people themselves, so that only the owner, and no login, can list them.
"""

import getpass
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import asyncpg
from sqlalchemy import RowMapping, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from ambiti import clock
from ambiti.access import holding
from ambiti.access.actor import PUBLIC_ROLE
from ambiti.access.choosing import (
    REGIONAL_ROLES,
    MandateRefused,
    RegionalRole,
    TenantRole,
    Wish,
    choose,
    listed,
    tenant_named,
)
from ambiti.access.development import ISSUER
from ambiti.access.holding import Principal, Term
from ambiti.access.tokens import MAX_SUBJECT
from ambiti.acting import journal
from ambiti.database.connections import OWNER_ROLE
from ambiti.database.engine import transaction

_TENANT_MANDATES = """select m.id, m.principal_id, m.role_code as code, r.access,
    coalesce(c.name, u.name) as place, coalesce(m.istat_code, u.code) as place_code,
    m.since, m.until, m.act from ambiti.mandates m
    left join ambiti.comuni c on c.istat_code = m.istat_code
    left join ambiti.units u on u.ambito_id = m.ambito_id and u.id = m.unit_id
    left join lateral (select access from ambiti.roles where ambito_id = m.ambito_id
        and code = m.role_code order by valid_from desc limit 1) r on true
    where m.ambito_id = :tenant"""

_REGIONAL_MANDATES = """select id, principal_id, access as code, access, region as place,
    region as place_code, since, until, act from ambiti.regional_mandates"""

_OF_TENANT = text(f"{_TENANT_MANDATES} order by code, place, m.since")
_OWN = text(f"{_TENANT_MANDATES} and m.principal_id = (select ambiti.principal()) order by m.since")
_OWN_REGIONAL = text(
    f"{_REGIONAL_MANDATES} where principal_id = (select ambiti.principal()) order by since"
)
_OF_REGION = f"{_REGIONAL_MANDATES} where region = $1 order by code, since"

_END = text("update ambiti.mandates set until = :until where ambito_id = :tenant and id = :id")
_END_REGIONAL = text("update ambiti.regional_mandates set until = :until where id = :id")


@dataclass(frozen=True, slots=True)
class _Held:
    """A mandate as it stands."""

    row: Any

    @property
    def term(self) -> Term:
        return Term.stored(self.row["since"], self.row["until"])

    def __str__(self) -> str:
        place = f" ({self.row['place']})" if self.row["place"] else ""
        return f"{self.row['code']}{place} {self.term}"

    def fits(self, wish: Wish) -> bool:
        """Tell whether this is the role and the place that are meant."""
        place = wish.comune or wish.unit or wish.region
        return _is(wish.role, self.row["code"], self.row["access"]) and (
            place is None or _is(place, self.row["place"], self.row["place_code"])
        )


def principal_of(identity: str, name: str, *, machine: bool, issuer: str | None) -> Principal:
    """Check who a mandate is given to; ``issuer`` is the one that this deployment trusts."""
    whose, bar, subject = identity.partition("|")
    if not (whose.strip() and bar and subject.strip()):
        message = "--identity è EMITTENTE|SOGGETTO: per esempio 'https://login.example.it|3f2a'."
        raise MandateRefused(message)
    if len(subject) > MAX_SUBJECT or not subject.isprintable():
        message = f"--identity: il soggetto ha da 1 a {MAX_SUBJECT} caratteri leggibili."
        raise MandateRefused(message)
    if whose == ISSUER:
        message = "--identity è di una persona inventata: i suoi incarichi li dà `ambiti token`."
        raise MandateRefused(message)
    if issuer is not None and whose != issuer:
        message = f"--identity: l'emittente «{whose}» non è quello di fiducia, che è «{issuer}»."
        raise MandateRefused(message)
    return Principal(identity, _said(name, "--name"), "MACHINE" if machine else "PERSON")


async def give(engine: AsyncEngine, principal: Principal, wish: Wish, term: Term, act: str) -> str:
    """Give a mandate, and say it; the engine is the app role's."""
    if wish.role.casefold() == PUBLIC_ROLE:
        message = f"Il ruolo {PUBLIC_ROLE} è di tutti: non serve alcun incarico."
        raise MandateRefused(message)
    if term.until is not None and term.until <= term.since:
        message = f"--until {term.until} deve venire dopo --since {term.since}."
        raise MandateRefused(message)
    act = _said(act, "--act")
    chosen = await _chosen(engine, wish, term.since)
    _refuse_other_kind(principal, chosen)
    async with holding.writing(engine, principal.identity, chosen) as connection:
        key = await holding.introduce(connection, principal)
        held = await holding.overlapping(connection, key, chosen, term)
        if held is not None:
            message = f"{principal.name} ha già questo incarico {held}: prima va chiuso quello."
            raise MandateRefused(message)
        mandate = await holding.hold(connection, key, chosen, term, act)
        if isinstance(chosen, TenantRole):
            told = {"role": chosen.role["code"], "place": chosen.place and chosen.place.name}
            told |= {"since": str(term.since), "until": term.until and str(term.until), "act": act}
            await _journalled(connection, chosen.key, "give_mandate", mandate, told)
    return f"{principal.name}: {chosen.called}, {term} ({act})."


async def end(engine: AsyncEngine, identity: str, wish: Wish, until: date) -> str:
    """End a mandate, and say it: ``until`` is the first day without it."""
    is_regional = wish.role.casefold() in REGIONAL_ROLES
    if wish.tenant is None and not is_regional:
        message = "Serve --tenant: l'Ambito in cui vale l'incarico."
        raise MandateRefused(message)
    tenant = None if is_regional else (await tenant_named(engine, wish.tenant or ""))["ambito_id"]
    reach = () if tenant is None else (tenant,)
    async with transaction(engine, reach=reach, acting=tenant, subject=identity) as connection:
        statement, values = (_OWN_REGIONAL, {}) if tenant is None else (_OWN, {"tenant": tenant})
        rows = (await connection.execute(statement, values)).mappings().all()
        held = _to_end(identity, [_Held(row) for row in rows], wish, until)
        values = {**values, "id": held.row["id"], "until": until}
        await connection.execute(_END if tenant is not None else _END_REGIONAL, values)
        if tenant is not None:
            told = {"until": str(until)}
            await _journalled(connection, tenant, "end_mandate", held.row["id"], told)
    return f"{identity}: {held} finisce il {until}, primo giorno senza."


async def _journalled(
    connection: AsyncConnection, tenant: int, act: str, mandate: UUID, told: Mapping[str, Any]
) -> None:
    """Write in the journal of the tenant what was done from the command line, and by whom."""
    performer = journal.Performer(getpass.getuser())
    await journal.append(
        connection, tenant, journal.Entry(act, performer, "Mandate", mandate, told)
    )


async def mandates_of(engine: AsyncEngine, admin: str, slug: str) -> list[str]:
    """Say every mandate of a tenant, past ones too, and those for its Regione; one line each."""
    tenant = await tenant_named(engine, slug)
    key = tenant["ambito_id"]
    async with transaction(engine, reach=(key,)) as connection:
        rows = list((await connection.execute(_OF_TENANT, {"tenant": key})).mappings())
    regional, people = await _as_owner(admin, tenant["region"], rows)
    lines = []
    for row in (*rows, *regional):
        who = people[row["principal_id"]]
        lines.append(f"{_Held(row)} · {who['name']} · {who['identity']} · {row['act']}")
    return lines


async def _as_owner(
    admin: str, region: str, rows: Sequence[RowMapping]
) -> tuple[list[asyncpg.Record], dict[Any, asyncpg.Record]]:
    """Read what no login may: the names of others, and who reads across a Regione."""
    connection = await asyncpg.connect(admin)
    try:
        async with connection.transaction(readonly=True):
            await connection.execute(f"set local role {OWNER_ROLE}")
            regional = await connection.fetch(_OF_REGION, region)
            holders = {row["principal_id"] for row in (*rows, *regional)}
            people = await connection.fetch(
                "select id, identity, name from ambiti.principals where id = any ($1::uuid[])",
                list(holders),
            )
    finally:
        await connection.close()
    return regional, {row["id"]: row for row in people}


async def _chosen(engine: AsyncEngine, wish: Wish, day: date) -> TenantRole | RegionalRole:
    """Find the role on the first day of its mandate; the refusal says which day that is."""
    try:
        return await choose(engine, wish, day)
    except MandateRefused as refused:
        if day == clock.today():
            raise
        message = f"Il giorno {day} (--since): {refused}"
        raise MandateRefused(message) from refused


def _to_end(identity: str, held: Sequence[_Held], wish: Wish, until: date) -> _Held:
    """Choose the mandate that is meant: it has begun before its new end, and goes beyond it."""
    fitting = [one for one in held if one.fits(wish)]
    if not fitting:
        message = f"{identity} non ha questo incarico; gli incarichi che ha qui: {_told(held)}."
        raise MandateRefused(message)
    open_then = [one for one in fitting if one.row["since"] < until < one.row["until"]]
    if not open_then:
        message = f"--until {until} non è dentro l'incarico: {_told(fitting)}."
        raise MandateRefused(message)
    if len(open_then) > 1:
        message = f"Di quale incarico si tratta? {_told(open_then)}: indica il luogo o il codice."
        raise MandateRefused(message)
    return open_then[0]


def _refuse_other_kind(principal: Principal, chosen: TenantRole | RegionalRole) -> None:
    """A regional portal is a system, and a regional official is a person."""
    if not isinstance(chosen, RegionalRole):
        return
    if chosen.is_of_machine and principal.kind != "MACHINE":
        message = f"Il ruolo {chosen.access} è di un sistema: aggiungi --machine."
        raise MandateRefused(message)
    if not chosen.is_of_machine and principal.kind == "MACHINE":
        message = f"Il ruolo {chosen.access} è di una persona: --machine va tolto."
        raise MandateRefused(message)


def _said(value: str, option: str) -> str:
    if not value.strip() or not value.isprintable():
        message = f"{option} non può essere vuoto, e sta su una riga."
        raise MandateRefused(message)
    return value.strip()


def _is(wanted: str, *names: str | None) -> bool:
    return wanted.casefold() in {name.casefold() for name in names if name}


def _told(held: Iterable[_Held]) -> str:
    return listed(map(str, held))
