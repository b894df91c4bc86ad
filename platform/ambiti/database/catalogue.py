"""What the live catalogue must show: every table confined, and nothing beside what was declared.

Each gate is a query that finds faults, and a sentence for each fault. They are run by ``ambiti
check`` and, each with a planted fault, by the suite.
"""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Any

import asyncpg
from sqlalchemy import MetaData, Table

from ambiti.database.connections import OWNER_ROLE
from ambiti.database.metadata import SCHEMA
from ambiti.database.migrating import VERSION_SCHEMA
from ambiti.database.roles import ROLE_SETTINGS
from ambiti.database.tenancy import (
    COUNTED,
    COUNTERS,
    expected_policies,
    expected_privileges,
)
from ambiti.database.versions import expected_trigger
from ambiti.settings import APP_ROLE, READER_ROLE

UNIQUE_ACROSS_TENANTS = ("uq_ambiti_slug",)
"""Unique without the tenant: the directory of tenants is public, so its slugs tell nothing."""


@dataclass(frozen=True, slots=True)
class Gate:
    """A query that gives the name of each thing at fault, and what to say of it."""

    name: str
    sentence: str
    query: str


_TABLES = (
    f"""pg_class c where c.relnamespace = '{SCHEMA}'::regnamespace and c.relkind in ('r', 'p')"""
)

_COPY = f"{VERSION_SCHEMA}.expected"  # never seen by anyone: its transaction is rolled back
_COLUMNS = """select string_agg(format('%I %s', attname, format_type(atttypid, atttypmod)), ', ')
    from pg_attribute where attrelid = to_regclass($1) and attnum > 0 and not attisdropped"""
_COUNTED = ", ".join(f"'{table}'" for table in COUNTED)
_COUNTERS = ", ".join(f"'{function}'" for function in COUNTERS)

GATES = (
    Gate(
        "unconfined",
        "la tabella {0} non ha ENABLE e FORCE ROW LEVEL SECURITY",
        f"select c.relname from {_TABLES} and not (c.relrowsecurity and c.relforcerowsecurity)",
    ),
    Gate(
        "owned",
        f"la tabella {{0}} non appartiene a {OWNER_ROLE}",
        f"select c.relname from {_TABLES} and c.relowner <> '{OWNER_ROLE}'::regrole",
    ),
    Gate(
        "views",
        "la vista {0} non è security_invoker, o è materializzata",
        f"""select c.relname from pg_class c where c.relnamespace = '{SCHEMA}'::regnamespace
        and (c.relkind = 'm' or c.relkind = 'v' and not coalesce((select o.option_value::boolean
        from pg_options_to_table(c.reloptions) o where o.option_name = 'security_invoker'),
        false))""",
    ),
    Gate(
        "definers",
        "la funzione {0} è SECURITY DEFINER di un ruolo non confinato, o senza search_path fisso",
        f"""select p.oid::regprocedure::text from pg_proc p join pg_roles r on r.oid = p.proowner
        where p.pronamespace = '{SCHEMA}'::regnamespace and p.prosecdef and (r.rolsuper
        or r.rolbypassrls or not coalesce(array_to_string(p.proconfig, ' ') like '%search_path=%',
        false))""",
    ),
    Gate(
        "callable",
        "la funzione {0} può essere eseguita da chiunque (PUBLIC)",
        f"""select p.oid::regprocedure::text from pg_proc p
        where p.pronamespace = '{SCHEMA}'::regnamespace and exists (select from
        aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a where a.grantee = 0)""",
    ),
    Gate(
        "foreign keys",
        "la chiave esterna {0} può puntare a un altro Ambito: deve contenere ambito_id",
        f"""select con.conname from pg_constraint con
        join pg_attribute a on a.attrelid = con.conrelid and a.attname = 'ambito_id'
        join pg_attribute b on b.attrelid = con.confrelid and b.attname = 'ambito_id'
        where con.contype = 'f' and con.connamespace = '{SCHEMA}'::regnamespace
        and (not a.attnum = any (con.conkey) or array_position(con.conkey, a.attnum)
        is distinct from array_position(con.confkey, b.attnum))""",
    ),
    Gate(
        "unique keys",
        "l'indice unico {0} vale tra Ambiti diversi: deve cominciare con ambito_id",
        f"""select i.indexrelid::regclass::text from pg_index i
        join pg_class c on c.oid = i.indrelid
        join pg_class x on x.oid = i.indexrelid
        join pg_attribute a on a.attrelid = c.oid and a.attname = 'ambito_id'
        where c.relnamespace = '{SCHEMA}'::regnamespace and i.indisunique
        and i.indkey[0] <> a.attnum and x.relname <> all ($1::text[])""",
    ),
    Gate(
        "volatility",
        "la policy {0} chiama una funzione che non è STABLE",
        f"""select format('%s su %s', pol.polname, pol.polrelid::regclass) from pg_policy pol
        join pg_class c on c.oid = pol.polrelid
        join pg_depend d on d.classid = 'pg_policy'::regclass and d.objid = pol.oid
        and d.refclassid = 'pg_proc'::regclass join pg_proc p on p.oid = d.refobjid
        where c.relnamespace = '{SCHEMA}'::regnamespace and p.provolatile <> 's'""",
    ),
    Gate(
        "roles",
        "il ruolo {0} è superutente o ha BYPASSRLS, o può diventare un ruolo che lo è",
        f"""select r.rolname from pg_roles r where r.rolname in ('{APP_ROLE}', '{READER_ROLE}')
        and exists (select from pg_roles o where (o.rolsuper or o.rolbypassrls
        or o.rolname = '{OWNER_ROLE}') and pg_has_role(r.oid, o.oid, 'member'))
        or r.rolname = '{OWNER_ROLE}' and (r.rolsuper or r.rolbypassrls or r.rolcanlogin)""",
    ),
    Gate(
        "uncounted",
        "la tabella {0} cambia i mandati senza che la versione del titolare cresca",
        f"""select c.relname from {_TABLES} and (c.relname in ({_COUNTED}) or c.relname <>
        'principals' and exists (select from pg_attribute a where a.attrelid = c.oid
        and a.attname = 'principal_id')) and not exists (select from pg_trigger t
        join pg_proc p on p.oid = t.tgfoid where t.tgrelid = c.oid and t.tgenabled <> 'D'
        and p.pronamespace = '{SCHEMA}'::regnamespace and p.proname in ({_COUNTERS}))""",
    ),
    Gate(
        "columns",
        "la colonna {0} ha privilegi propri",
        f"""select format('%s.%s', c.relname, a.attname) from pg_attribute a
        join pg_class c on c.oid = a.attrelid
        where c.relnamespace = '{SCHEMA}'::regnamespace and a.attacl is not null""",
    ),
)


class UnentitledError(Exception):
    """Whoever asks may not act as the owner, and so cannot see the whole catalogue."""


async def inspect(dsn: str, metadata: MetaData) -> list[str]:
    """Find every fault of a database, as an admin who may act as its owner; nothing is changed."""
    connection = await asyncpg.connect(dsn)
    try:
        transaction = connection.transaction()
        await transaction.start()
        found = await faults(connection, metadata)
        await transaction.rollback()
    finally:
        await connection.close()
    return found


async def faults(connection: asyncpg.Connection, metadata: MetaData) -> list[str]:
    """Find every fault, inside a transaction of the caller's, who rolls it back."""
    await connection.execute("set local search_path = pg_catalog, pg_temp")
    await _act_as_owner(connection)
    found = []
    for gate in GATES:
        values = [list(UNIQUE_ACROSS_TENANTS)] if "$1" in gate.query else []
        rows = await connection.fetch(f"{gate.query} order by 1", *values)
        found += [gate.sentence.format(row[0]) for row in rows]
    declared = {table.name: table for table in metadata.sorted_tables if table.schema == SCHEMA}
    found += [line async for line in _tables(connection, declared)]
    found += [line async for line in _policies(connection, declared)]
    found += [line async for line in _privileges(connection, declared)]
    found += [line async for line in _versions(connection, declared)]
    found += [line async for line in _role_settings(connection)]
    return found


async def _act_as_owner(connection: asyncpg.Connection) -> None:
    """An admin who is no superuser sees into the schema only as the owner."""
    try:
        await connection.execute(f"set local role {OWNER_ROLE}")
    except asyncpg.PostgresError as error:
        message = (
            f"L'utente di AMBITI_DATABASE_URL non può agire come {OWNER_ROLE}: serve chi ha"
            f" eseguito `ambiti migrate`, oppure GRANT {OWNER_ROLE} all'utente."
        )
        raise UnentitledError(message) from error


async def _tables(
    connection: asyncpg.Connection, declared: Mapping[str, Table]
) -> AsyncIterator[str]:
    live = {row[0] for row in await connection.fetch(f"select c.relname from {_TABLES}")}
    for name in sorted(live - declared.keys()):
        yield f"la tabella {name} non è dichiarata"
    for name in sorted(declared.keys() - live):
        yield f"la tabella {name} manca"


async def _policies(
    connection: asyncpg.Connection, declared: Mapping[str, Table]
) -> AsyncIterator[str]:
    """Compare the policies with those made anew on an empty copy, as the server spells them.

    The copy is no temporary table, because nobody may make any in a database of Ambiti.
    """
    for name, table in declared.items():
        columns = await connection.fetchval(_COLUMNS, f"{SCHEMA}.{name}")
        if columns is None:
            continue
        await connection.execute(f"create table {_COPY} ({columns})")
        for policy in expected_policies(table):
            await connection.execute(policy.statement(_COPY))
        right = await _shown(connection, _COPY)
        live = await _shown(connection, f"{SCHEMA}.{name}")
        await connection.execute(f"drop table {_COPY}")
        for policy_name in sorted(right.keys() | live.keys()):
            if policy_name not in live:
                yield f"la policy {policy_name} su {name} manca"
            elif policy_name not in right:
                yield f"la policy {policy_name} su {name} non è prevista"
            elif live[policy_name] != right[policy_name]:
                yield f"la policy {policy_name} su {name} non dice ciò che deve"


async def _shown(connection: asyncpg.Connection, table: str) -> dict[str, tuple[Any, ...]]:
    rows = await connection.fetch(
        """select polname, polpermissive, polcmd,
        (select array_agg(r::regrole::text order by r::regrole::text) from unnest(polroles) r),
        pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)
        from pg_policy where polrelid = $1::text::regclass""",
        table,
    )
    return {row[0]: tuple(row)[1:] for row in rows}


async def _privileges(
    connection: asyncpg.Connection, declared: Mapping[str, Table]
) -> AsyncIterator[str]:
    rows = await connection.fetch(
        f"""select c.relname, coalesce(r.rolname, 'PUBLIC'), array_agg(a.privilege_type)
        from pg_class c cross join aclexplode(c.relacl) a left join pg_roles r on r.oid = a.grantee
        where c.relnamespace = '{SCHEMA}'::regnamespace and c.relkind in ('r', 'p')
        and a.grantee <> c.relowner group by 1, 2"""
    )
    live = {(row[0], row[1]): frozenset(row[2]) for row in rows}
    right = {
        (name, role): frozenset(words)
        for name, table in declared.items()
        for role, words in expected_privileges(table).items()
    }
    for table, role in sorted(live.keys() | right.keys()):
        given, wanted = live.get((table, role), frozenset()), right.get((table, role), frozenset())
        if given - wanted:
            yield f"{role} ha in più su {table}: {', '.join(sorted(given - wanted))}"
        if wanted - given and table in {name for name, _ in live}:
            yield f"a {role} manca su {table}: {', '.join(sorted(wanted - given))}"


async def _versions(
    connection: asyncpg.Connection, declared: Mapping[str, Table]
) -> AsyncIterator[str]:
    """Find the tables that could change while the version of the data stays as it is."""
    rows = await connection.fetch(
        f"""select c.relname, pg_get_triggerdef(t.oid) from pg_trigger t
        join pg_class c on c.oid = t.tgrelid join pg_proc p on p.oid = t.tgfoid
        where c.relnamespace = '{SCHEMA}'::regnamespace and p.pronamespace = c.relnamespace
        and p.proname = 'move_version' and t.tgenabled in ('O', 'A')"""
    )
    live = {row[0]: row[1] for row in rows}
    there = {row[0] for row in await connection.fetch(f"select c.relname from {_TABLES}")}
    for name, table in declared.items():
        if name in there and live.get(name, "") != expected_trigger(table):
            yield f"la tabella {name} cambia senza che la versione dei dati si muova come deve"


async def _role_settings(connection: asyncpg.Connection) -> AsyncIterator[str]:
    for role, settings in ROLE_SETTINGS.items():
        live = await connection.fetchval("select rolconfig from pg_roles where rolname = $1", role)
        given = dict(item.split("=", 1) for item in live or ())
        for name in sorted(settings.keys() - given.keys()):
            yield f"il ruolo {role} non ha l'impostazione {name} = {settings[name]}"
        for name in sorted(settings.keys() & given.keys()):
            if given[name] != settings[name]:
                yield f"il ruolo {role} ha {name} = {given[name]} invece di {settings[name]}"
