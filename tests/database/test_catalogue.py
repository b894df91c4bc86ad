"""The live catalogue shows every table confined, and each gate finds its planted fault."""

from collections.abc import AsyncIterator

import asyncpg
import pytest
from sqlalchemy import Column, Integer, MetaData, Table

from ambiti.database.catalogue import faults, inspect
from ambiti.database.connections import Databases
from ambiti.database.metadata import SCHEMA, Confinement
from ambiti.rows import metadata

PLANTED = {
    "a table without row-level security": (
        "create table ambiti.stray (ambito_id integer primary key)",
        "la tabella stray non ha ENABLE e FORCE",
    ),
    "a table that nobody declared": (
        "create table ambiti.stray (ambito_id integer primary key)",
        "la tabella stray non è dichiarata",
    ),
    "a table of another owner": (
        "create table ambiti.stray (ambito_id integer primary key)",
        "la tabella stray non appartiene a ambiti_owner",
    ),
    "row-level security that spares the owner": (
        "alter table ambiti.organs no force row level security",
        "la tabella organs non ha ENABLE e FORCE",
    ),
    "row-level security switched off": (
        "alter table ambiti.organs disable row level security",
        "la tabella organs non ha ENABLE e FORCE",
    ),
    "a view that reads as its owner": (
        "create view ambiti.all_organs as select * from ambiti.organs",
        "la vista all_organs non è security_invoker",
    ),
    "a materialized view": (
        "create materialized view ambiti.all_organs as select * from ambiti.organs",
        "la vista all_organs non è security_invoker, o è materializzata",
    ),
    "a definer function of the superuser": (
        "create function ambiti.leak() returns int language sql security definer"
        " set search_path = pg_catalog as 'select 1'",
        "la funzione ambiti.leak() è SECURITY DEFINER",
    ),
    "a function that anyone may call": (
        "create function ambiti.leak() returns int language sql as 'select 1'",
        "la funzione ambiti.leak() può essere eseguita da chiunque",
    ),
    "a foreign key without the tenant": (
        "alter table ambiti.organs add constraint uq_id unique (ambito_id, id, code);"
        " create unique index loose on ambiti.organs (id);"
        " alter table ambiti.organ_aliases add constraint fk_loose foreign key (organ_id)"
        " references ambiti.organs (id)",
        "la chiave esterna fk_loose può puntare a un altro Ambito",
    ),
    "a foreign key with the tenant in the wrong place": (
        "create table ambiti.a (ambito_id integer, other integer, primary key (ambito_id, other));"
        " create table ambiti.b (ambito_id integer, other integer, constraint fk_crossed"
        " foreign key (other, ambito_id) references ambiti.a (ambito_id, other))",
        "la chiave esterna fk_crossed può puntare a un altro Ambito",
    ),
    "a unique key across tenants": (
        "create unique index across on ambiti.organs (code)",
        "l'indice unico ambiti.across vale tra Ambiti diversi",
    ),
    "a policy that calls an immutable function": (
        "create function ambiti.mine() returns int language sql immutable as 'select 1';"
        " create policy mine on ambiti.organs for select to ambiti_reader"
        " using (ambito_id = ambiti.mine())",
        "la policy mine su ambiti.organs chiama una funzione che non è STABLE",
    ),
    "a policy too many": (
        "create policy generous on ambiti.organs for select to ambiti_reader using (true)",
        "la policy generous su organs non è prevista",
    ),
    "a policy too few": (
        "drop policy updates on ambiti.organs",
        "la policy updates su organs manca",
    ),
    "a policy that says something else": (
        "alter policy reads on ambiti.organs using (true)",
        "la policy reads su organs non dice ciò che deve",
    ),
    "a policy for everyone": (
        "alter policy reads on ambiti.organs to public",
        "la policy reads su organs non dice ciò che deve",
    ),
    "a reader who writes": (
        "grant insert on ambiti.organs to ambiti_reader",
        "ambiti_reader ha in più su organs: INSERT",
    ),
    "a privilege for everyone": (
        "grant select on ambiti.organs to public",
        "PUBLIC ha in più su organs: SELECT",
    ),
    "a column with a privilege of its own": (
        "grant update (reason) on ambiti.statute_versions to ambiti_app",
        "la colonna statute_versions.reason ha privilegi propri",
    ),
    "versions of statutes that can be rewritten": (
        "grant update on ambiti.statute_versions to ambiti_app",
        "ambiti_app ha in più su statute_versions: UPDATE",
    ),
    "a privilege that is missing": (
        "revoke select on ambiti.organs from ambiti_reader",
        "a ambiti_reader manca su organs: SELECT",
    ),
    "a login free of row-level security": (
        "alter role ambiti_reader bypassrls",
        "il ruolo ambiti_reader è superutente o ha BYPASSRLS",
    ),
    "a login that may become the owner": (
        "grant ambiti_owner to ambiti_app",
        "il ruolo ambiti_app è superutente o ha BYPASSRLS, o può diventare",
    ),
    "an owner who can log in": (
        "alter role ambiti_owner login",
        "il ruolo ambiti_owner è superutente o ha BYPASSRLS",
    ),
    "a reader who may begin to write": (
        "alter role ambiti_reader reset default_transaction_read_only",
        "il ruolo ambiti_reader non ha l'impostazione default_transaction_read_only",
    ),
    "a role with another limit": (
        "alter role ambiti_app set statement_timeout = '1h'",
        "il ruolo ambiti_app ha statement_timeout = 1h invece di 5s",
    ),
    "mandates that no version counts": (
        "alter table ambiti.mandates disable trigger counts_principal_version",
        "la tabella mandates cambia i mandati senza che la versione",
    ),
    "a table that changes unnoticed": (
        "drop trigger moves_version on ambiti.organs",
        "la tabella organs cambia senza che la versione dei dati",
    ),
    "a trigger that no longer moves the version": (
        "alter table ambiti.organs disable trigger moves_version",
        "la tabella organs cambia senza che la versione dei dati",
    ),
    "a table whose changes move the version of others": (
        "drop trigger moves_version on ambiti.units;"
        " create constraint trigger moves_version after insert or delete or update on ambiti.units"
        " deferrable initially deferred for each row"
        " execute function ambiti.move_version('tenant')",
        "la tabella units cambia senza che la versione dei dati",
    ),
    "an app that writes the version of the data": (
        "grant update on ambiti.data_versions to ambiti_app",
        "ambiti_app ha in più su data_versions: UPDATE",
    ),
    "a declared table that is missing": (
        "drop table ambiti.organ_aliases",
        "la tabella organ_aliases manca",
    ),
}


@pytest.fixture
async def workbench(database: Databases) -> AsyncIterator[asyncpg.Connection]:
    """Give the admin's connection in a transaction that is undone."""
    connection = await asyncpg.connect(database.admin)
    transaction = connection.transaction()
    await transaction.start()
    yield connection
    await transaction.rollback()
    await connection.close()


async def test_a_migrated_database_has_no_fault(database: Databases) -> None:
    assert database.admin is not None
    assert await inspect(database.admin, metadata) == []


@pytest.mark.parametrize("name", PLANTED)
async def test_each_gate_finds_its_planted_fault(name: str, workbench: asyncpg.Connection) -> None:
    statement, expected = PLANTED[name]
    await workbench.execute(statement)
    found = await faults(workbench, metadata)
    assert any(line.startswith(expected) for line in found), found


async def test_a_new_table_of_the_metadata_needs_its_migration(
    workbench: asyncpg.Connection,
) -> None:
    grown = MetaData()
    for table in metadata.sorted_tables:
        table.to_metadata(grown)
    Table(
        "novelties",
        grown,
        Column("ambito_id", Integer, primary_key=True),
        schema=SCHEMA,
        info={"confinement": Confinement.TENANT},
    )
    assert await faults(workbench, grown) == ["la tabella novelties manca"]
