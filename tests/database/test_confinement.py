"""What each of the three logins may see and change, table by table."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import pytest
from sqlalchemy import Table, func, insert, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from ambiti.database.connections import Databases
from ambiti.database.engine import app_engine, array_literal, transaction
from ambiti.database.metadata import Confinement
from ambiti.governance.tables import mandates, organs, principals, regional_mandates
from ambiti.rows import metadata
from ambiti.statute.tables import ambiti, statute_versions
from ambiti.territory.tables import bodies, comuni
from ambiti.territory.tables import warnings as caveats

ANNA, BRUNO = "https://login.example.it anna", "https://login.example.it bruno"
SOURCED = {"source_code": "C", "source_document": "Convenzione"}


@pytest.fixture(scope="module")
async def logins(clone: Any, template: str) -> AsyncIterator[tuple[AsyncEngine, AsyncEngine]]:
    """Give the app's and the reader's engine on a database with rows of two tenants."""
    databases: Databases = await clone(template)
    app, reader = app_engine(databases.app), app_engine(databases.reader)
    for person, identity in ((UUID(int=1), ANNA), (UUID(int=2), BRUNO)):
        async with transaction(app, reach=(), subject=identity) as connection:
            await connection.execute(insert(principals).values(**a_person(person, identity)))
    for tenant in (1, 2):
        async with transaction(app, reach=(tenant,), acting=tenant) as connection:
            await fill(connection, tenant)
    yield app, reader
    await app.dispose()
    await reader.dispose()


async def fill(connection: AsyncConnection, tenant: int) -> None:
    """Write some rows of each confinement."""
    row = {"ambito_id": tenant, "id": UUID(int=tenant)}
    await connection.execute(insert(ambiti).values(**a_tenant(tenant)))
    await connection.execute(insert(organs).values(**row, **an_organ()))
    await connection.execute(
        insert(bodies).values(**row, code="ASL", name="ASL", kind="ASL", **SOURCED)
    )
    for published in (True, False):
        await connection.execute(insert(caveats).values(**a_warning(tenant, published=published)))
    await connection.execute(insert(mandates).values(**row, **a_mandate(UUID(int=tenant))))
    await connection.execute(insert(statute_versions).values(**row, **a_version()))


def a_tenant(tenant: int) -> dict[str, Any]:
    name = f"ambito-{tenant}"
    return {
        "ambito_id": tenant,
        "slug": name,
        "kind": "AMBITO",
        "name": name,
        "region": "Lombardia",
    }


def an_organ() -> dict[str, Any]:
    organ = {"code": "ASSEMBLEA", "kind": "ASSEMBLY", "name": "Assemblea dei sindaci", **SOURCED}
    return {**organ, "seat_at_capofila": True, "legal_entity_is_capofila": False}


def a_warning(tenant: int, *, published: bool) -> dict[str, Any]:
    subject = {"ambito_id": tenant, "id": uuid4(), "subject_id": UUID(int=tenant)}
    return {**subject, "code": "AMB-01", "message": "Termine incerto", "published": published}


def a_person(key: UUID, identity: str) -> dict[str, Any]:
    return {"id": key, "identity": identity, "name": "x", "kind": "PERSON", "invented": True}


def a_mandate(person: UUID) -> dict[str, Any]:
    given = {"role_code": "SINDACO", "since": date(2020, 1, 1), "act": "Decreto 1", **SOURCED}
    return {"principal_id": person, **given}


def a_version() -> dict[str, Any]:
    told = {"number": 1, "hash": "h", "applied_by": "prova", "text": "slug: x"}
    return {**told, "rulebook": [], "changes": []}


async def seen(login: AsyncEngine, table: Table, **confined: Any) -> list[int]:
    async with transaction(login, **{"reach": None, **confined}) as connection:
        rows = await connection.scalars(select(table.c.ambito_id).order_by(table.c.ambito_id))
        return list(rows)


@asynccontextmanager
async def refused(sqlstate: str) -> AsyncIterator[None]:
    with pytest.raises(DBAPIError) as caught:
        yield
    assert getattr(caught.value.orig, "sqlstate", None) == sqlstate


@pytest.mark.parametrize("which", [0, 1], ids=["app", "reader"])
class TestReading:
    @pytest.mark.parametrize("table", metadata.sorted_tables, ids=lambda table: table.name)
    async def test_without_a_reach_no_table_shows_a_row(
        self, logins: tuple[AsyncEngine, ...], which: int, table: Table
    ) -> None:
        if table.info["confinement"] is Confinement.REFERENCE:
            return  # facts of no tenant are nobody's secret
        async with logins[which].connect() as connection:
            assert await connection.scalar(select(func.count()).select_from(table)) == 0
        async with transaction(logins[which], reach=None) as connection:
            assert await connection.scalar(select(func.count()).select_from(table)) == 0

    async def test_a_tenants_rows_are_seen_by_who_reaches_it(
        self, logins: tuple[AsyncEngine, ...], which: int
    ) -> None:
        assert await seen(logins[which], organs, reach=(1,)) == [1]
        assert await seen(logins[which], organs, reach=(2, 1)) == [1, 2]
        assert await seen(logins[which], organs, reach=()) == []
        assert await seen(logins[which], organs, reach=(3,)) == []

    async def test_the_open_rows_are_seen_by_who_reaches_nothing(
        self, logins: tuple[AsyncEngine, ...], which: int
    ) -> None:
        assert await seen(logins[which], bodies, reach=()) == [1, 2]
        assert await seen(logins[which], ambiti, reach=()) == [1, 2]

    async def test_what_is_published_is_seen_by_all_and_the_rest_by_its_tenant(
        self, logins: tuple[AsyncEngine, ...], which: int
    ) -> None:
        assert await seen(logins[which], caveats, reach=()) == [1, 2]
        assert await seen(logins[which], caveats, reach=(2,)) == [1, 2, 2]

    async def test_a_mandate_is_seen_by_its_holder_and_by_its_tenant(
        self, logins: tuple[AsyncEngine, ...], which: int
    ) -> None:
        assert await seen(logins[which], mandates, reach=(), subject=ANNA) == [1]
        assert await seen(logins[which], mandates, reach=(2,), subject=ANNA) == [1, 2]
        assert await seen(logins[which], mandates, reach=()) == []
        assert await seen(logins[which], mandates, reach=None, subject="nessuno") == []

    async def test_a_person_is_seen_by_itself_only(
        self, logins: tuple[AsyncEngine, ...], which: int
    ) -> None:
        async with transaction(logins[which], reach=(1, 2), subject=ANNA) as connection:
            assert list(await connection.scalars(select(principals.c.identity))) == [ANNA]
        async with transaction(logins[which], reach=(1, 2)) as connection:
            assert list(await connection.scalars(select(principals.c.identity))) == []

    async def test_the_confinement_ends_with_its_transaction(
        self, logins: tuple[AsyncEngine, ...], which: int
    ) -> None:
        async with logins[which].connect() as connection:
            confine = text("select set_config('ambiti.reach', '{1}', true)")
            async with connection.begin():
                await connection.execute(confine)
            assert list(await connection.scalars(select(organs.c.ambito_id))) == []

    async def test_one_prepared_statement_answers_each_reach_with_its_own_rows(
        self, logins: tuple[AsyncEngine, ...], which: int
    ) -> None:
        for _ in range(8):  # past the five runs after which the server keeps a generic plan
            assert await seen(logins[which], organs, reach=(1,)) == [1]
            assert await seen(logins[which], organs, reach=(2,)) == [2]


class TestWriting:
    @pytest.mark.parametrize("acting", [None, 2])
    async def test_no_row_is_added_to_a_tenant_that_is_not_acted_on(
        self, logins: tuple[AsyncEngine, ...], acting: int | None
    ) -> None:
        async with refused("42501"), transaction(logins[0], reach=(1, 2), acting=acting) as open_:
            await open_.execute(insert(organs).values(ambito_id=1, id=uuid4(), **an_organ()))

    async def test_rows_of_another_tenant_are_not_changed_and_not_removed(
        self, logins: tuple[AsyncEngine, ...]
    ) -> None:
        async with transaction(logins[0], reach=(1, 2), acting=2) as connection:
            theirs = organs.c.ambito_id == 1
            changed = await connection.execute(update(organs).where(theirs).values(name="x"))
            removed = await connection.execute(organs.delete().where(theirs))
            assert (changed.rowcount, removed.rowcount) == (0, 0)

    async def test_a_row_is_not_moved_to_another_tenant(
        self, logins: tuple[AsyncEngine, ...]
    ) -> None:
        async with refused("42501"), transaction(logins[0], reach=(1, 2), acting=2) as connection:
            await connection.execute(
                update(bodies).where(bodies.c.ambito_id == 2).values(ambito_id=1)
            )

    async def test_an_applied_version_is_never_rewritten(
        self, logins: tuple[AsyncEngine, ...]
    ) -> None:
        for statement in (update(statute_versions).values(text="x"), statute_versions.delete()):
            async with refused("42501"), transaction(logins[0], reach=(1,), acting=1) as connection:
                await connection.execute(statement)

    @pytest.mark.parametrize("table", metadata.sorted_tables, ids=lambda table: table.name)
    async def test_the_reader_writes_nothing_anywhere(
        self, database: Databases, table: Table
    ) -> None:
        name, first = table.fullname, next(iter(table.columns)).name
        reader = await asyncpg.connect(
            database.reader, server_settings={"default_transaction_read_only": "off"}
        )
        for statement in (
            f"insert into {name} default values",
            f"update {name} set {first} = {first}",
            f"delete from {name}",
            f"truncate {name} cascade",
        ):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await reader.execute(statement)
        await reader.close()

    async def test_the_reader_begins_in_read_only(self, logins: tuple[AsyncEngine, ...]) -> None:
        async with refused("25006"), transaction(logins[1], reach=(1,), acting=1) as connection:
            await connection.execute(comuni.delete())

    async def test_a_person_is_written_by_itself_only(
        self, logins: tuple[AsyncEngine, ...]
    ) -> None:
        async with refused("42501"), transaction(logins[0], reach=(1,), subject=BRUNO) as open_:
            await open_.execute(insert(principals).values(**a_person(uuid4(), "un altro")))
        granted = {"region": "Lombardia", "access": "regione", "act": "DGR"}
        async with refused("42501"), transaction(logins[0], reach=(1,), subject=BRUNO) as open_:
            await open_.execute(
                insert(regional_mandates).values(
                    id=uuid4(), principal_id=UUID(int=1), since=date(2020, 1, 1), **granted
                )
            )

    async def test_a_row_cannot_point_into_another_tenant(
        self, logins: tuple[AsyncEngine, ...]
    ) -> None:
        aliases = metadata.tables["ambiti.organ_aliases"]
        async with refused("23503"), transaction(logins[0], reach=(1, 2), acting=2) as connection:
            await connection.execute(
                insert(aliases).values(ambito_id=2, id=uuid4(), organ_id=UUID(int=1), alias="x")
            )

    async def test_a_new_tenant_takes_the_next_number_and_acts_as_it(
        self, fresh_database: Databases
    ) -> None:
        login = app_engine(fresh_database.app)
        async with login.begin() as connection:
            number = await connection.scalar(text("select nextval('ambiti.ambiti_ambito_id_seq')"))
        async with transaction(login, reach=(number,), acting=number) as connection:
            await connection.execute(insert(ambiti).values(**a_tenant(number)))
        assert await seen(login, ambiti, reach=()) == [number]
        await login.dispose()


async def test_each_change_of_its_mandates_makes_a_persons_version_grow(
    fresh_database: Databases,
) -> None:
    app = app_engine(fresh_database.app)
    person = UUID(int=1)
    row = {"ambito_id": 1, "id": UUID(int=1)}

    async def version() -> int:
        async with transaction(app, reach=(), subject=ANNA) as connection:
            return int(await connection.scalar(select(principals.c.version)) or 0)

    async with transaction(app, reach=(1,), acting=1, subject=ANNA) as connection:
        await connection.execute(insert(ambiti).values(**a_tenant(1)))
        await connection.execute(insert(principals).values(**a_person(person, ANNA)))
    versions = [await version()]
    granted = {"region": "Lombardia", "access": "regione", "act": "DGR", "since": date(2020, 1, 1)}
    for subject, statement in (
        (None, insert(mandates).values(**row, **a_mandate(person))),
        (BRUNO, update(mandates).values(until=date(2021, 1, 1))),
        (None, mandates.delete()),
        (ANNA, insert(regional_mandates).values(id=person, principal_id=person, **granted)),
    ):
        async with transaction(app, reach=(1,), acting=1, subject=subject) as connection:
            await connection.execute(statement)
        versions.append(await version())
    assert versions == [1, 2, 3, 4, 5]
    await app.dispose()


async def test_the_two_logins_cannot_become_anyone_else(database: Databases) -> None:
    for dsn in (database.app, database.reader):
        connection = await asyncpg.connect(dsn)
        for role in ("ambiti_owner", "postgres"):
            with pytest.raises(asyncpg.PostgresError, match=r"permission denied|does not exist"):
                await connection.execute(f"set role {role}")
        for statement in (
            "create table ambiti.x (y int)",
            "create temporary table x (y int)",
            "create table public.x (y int)",
            "truncate ambiti.organs",
            "alter table ambiti.organs disable row level security",
            "alter table ambiti.organs disable trigger all",
        ):
            with pytest.raises(
                (asyncpg.InsufficientPrivilegeError, asyncpg.ReadOnlySQLTransactionError)
            ):
                await connection.execute(statement)
        await connection.execute("set row_security = off")
        with pytest.raises(asyncpg.InsufficientPrivilegeError, match="row-level security"):
            await connection.fetch("select * from ambiti.organs")
        await connection.close()


def test_a_reach_that_is_empty_is_not_a_reach_that_is_not_set() -> None:
    assert array_literal(None) == ""
    assert array_literal(()) == "{}"
    assert array_literal((2, 1)) == "{2,1}"
