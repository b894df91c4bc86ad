"""From an identity to the mandates of a day, through row-level security."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import delete, insert, update
from sqlalchemy.ext.asyncio import AsyncEngine

from ambiti.access.actor import Actor, Mandate
from ambiti.access.resolving import resolve
from ambiti.access.tokens import Identity
from ambiti.database.connections import Databases
from ambiti.database.engine import app_engine, transaction
from ambiti.governance.tables import mandates, principals, regional_mandates, roles
from ambiti.statute.tables import ambiti
from ambiti.territory.tables import comuni, units

from ..pools import pool_of, value  # noqa: TID252 - tests are found by path and have no absolute names

DAY = date(2026, 3, 2)
SOURCED = {"source_code": "C", "source_document": "Convenzione"}
ANNA, BRUNO = "https://login.example.it|anna", "https://login.example.it|bruno"
REGIONS = {1: "Lombardia", 2: "Lombardia", 3: "Puglia"}
UNIT = UUID(int=77)

Give = Callable[..., Awaitable[None]]


@pytest.fixture(scope="module")
async def databases(
    clone: Callable[[str], Awaitable[Databases]], template: str
) -> AsyncIterator[tuple[Databases, AsyncEngine]]:
    """Give a database with three tenants, each with three roles."""
    made = await clone(template)
    app = app_engine(made.app)
    for tenant, region in REGIONS.items():
        async with transaction(app, reach=(tenant,), acting=tenant) as connection:
            await connection.execute(
                insert(ambiti).values(
                    ambito_id=tenant,
                    slug=f"ambito-{tenant}",
                    kind="AMBITO",
                    name=f"Ambito {tenant}",
                    region=region,
                )
            )
            for code, access, held_for in (
                ("SINDACO", "sindaco", "COMUNE"),
                ("RESPONSABILE", f"responsabile_{tenant}", "AMBITO"),
                ("REFERENTE", "referente", "UNIT"),
            ):
                await connection.execute(
                    insert(roles).values(
                        ambito_id=tenant,
                        id=uuid4(),
                        code=code,
                        name=code,
                        access=access,
                        held_for=held_for,
                        **SOURCED,
                    )
                )
    async with transaction(app, reach=(1,), acting=1) as connection:
        await connection.execute(
            insert(comuni).values(
                istat_code="108055",
                name="Renate",
                belfiore_code="H233",
                province_code="MB",
                province="Monza e della Brianza",
                region="Lombardia",
            )
        )
        await connection.execute(
            insert(units).values(
                ambito_id=1, id=UNIT, code="U", kind="SUB_AMBITO", name="Unità", **SOURCED
            )
        )
    yield made, app
    await app.dispose()


@pytest.fixture
async def give(databases: tuple[Databases, AsyncEngine]) -> AsyncIterator[Give]:
    """Let a test give mandates to Anna and Bruno, who have none before and after it."""
    app = databases[1]
    people = {ANNA: UUID(int=1), BRUNO: UUID(int=2)}
    for identity, key in people.items():
        async with transaction(app, reach=(), subject=identity) as connection:
            await connection.execute(
                insert(principals).values(
                    id=key,
                    identity=identity,
                    name=f"Persona {key.int}",
                    kind="PERSON",
                    invented=True,
                )
            )

    async def hold(identity: str, tenant: int, code: str, **more: Any) -> None:
        async with transaction(app, reach=(), acting=tenant) as connection:
            row = {"since": date(2020, 1, 1), "act": "Decreto 1", **SOURCED, **more}
            await connection.execute(
                insert(mandates).values(
                    ambito_id=tenant,
                    id=uuid4(),
                    principal_id=people[identity],
                    role_code=code,
                    **row,
                )
            )

    yield hold
    for tenant in REGIONS:
        async with transaction(app, reach=(tenant,), acting=tenant) as connection:
            await connection.execute(delete(mandates))
    for identity in people:
        async with transaction(app, reach=(), subject=identity) as connection:
            await connection.execute(delete(regional_mandates))
            await connection.execute(delete(principals))


@pytest.fixture
def actor_of(databases: tuple[Databases, AsyncEngine]) -> Callable[..., Awaitable[Actor]]:
    async def find(identity: str, day: date = DAY) -> Actor:
        known = Identity(identity, "Nome del token", datetime(2099, 1, 1, tzinfo=UTC))
        async with pool_of(databases[0].reader) as pool:
            return await resolve(pool.row, known, day)

    return find


ActorOf = Callable[..., Awaitable[Actor]]


async def test_who_is_unknown_to_the_database_has_a_name_and_no_mandate(
    give: Give, actor_of: ActorOf
) -> None:
    del give
    actor = await actor_of("https://login.example.it|nessuno")
    assert actor == Actor(identity="https://login.example.it|nessuno", name="Nome del token")


async def test_who_is_known_has_the_name_that_the_database_knows(
    give: Give, actor_of: ActorOf
) -> None:
    del give
    actor = await actor_of(ANNA)
    assert (actor.principal_id, actor.name, actor.mandates) == (UUID(int=1), "Persona 1", ())


async def test_a_mandate_gives_what_its_tenant_says_that_the_role_is(
    give: Give, actor_of: ActorOf
) -> None:
    await give(ANNA, 1, "RESPONSABILE")
    await give(ANNA, 3, "RESPONSABILE")
    actor = await actor_of(ANNA)
    assert actor.mandates == (Mandate("responsabile_1", 1), Mandate("responsabile_3", 3))
    assert actor.reach == (1, 3)


async def test_a_mandate_names_its_comune_or_its_unit(give: Give, actor_of: ActorOf) -> None:
    await give(ANNA, 1, "SINDACO", istat_code="108055")
    await give(ANNA, 1, "REFERENTE", unit_id=UNIT)
    assert set((await actor_of(ANNA)).mandates) == {
        Mandate("sindaco", 1, "108055"),
        Mandate("referente", 1, None, UNIT),
    }


async def test_a_mandate_holds_from_its_first_day_to_the_day_before_its_end(
    give: Give, actor_of: ActorOf
) -> None:
    await give(ANNA, 1, "RESPONSABILE", since=date(2026, 1, 1), until=date(2026, 3, 2))
    held = {
        day: bool((await actor_of(ANNA, day)).mandates)
        for day in (date(2025, 12, 31), date(2026, 1, 1), date(2026, 3, 1), date(2026, 3, 2))
    }
    assert list(held.values()) == [False, True, True, False]


async def test_the_mandates_of_others_in_the_same_tenant_are_not_taken_for_ones_own(
    give: Give, actor_of: ActorOf
) -> None:
    await give(ANNA, 1, "RESPONSABILE")
    await give(BRUNO, 1, "REFERENTE", unit_id=UNIT)
    await give(BRUNO, 2, "RESPONSABILE")
    assert (await actor_of(ANNA)).mandates == (Mandate("responsabile_1", 1),)


async def test_a_role_that_its_tenant_does_not_have_gives_nothing(
    give: Give, actor_of: ActorOf
) -> None:
    await give(ANNA, 1, "RUOLO_TOLTO")
    assert (await actor_of(ANNA)).mandates == ()


async def test_a_role_gives_what_it_was_on_the_day(
    give: Give, actor_of: ActorOf, databases: tuple[Databases, AsyncEngine]
) -> None:
    change = date(2026, 1, 1)
    async with transaction(databases[1], reach=(2,), acting=2) as connection:
        for access, valid in (
            ("consigliere", {"valid_until": change}),
            ("assessore", {"valid_from": change}),
        ):
            row = {"ambito_id": 2, "id": uuid4(), "code": "DELEGATO", "name": "Delegato"}
            kept = {"access": access, "held_for": "AMBITO", **SOURCED, **valid}
            await connection.execute(insert(roles).values(**row, **kept))
    await give(ANNA, 2, "DELEGATO")
    assert (await actor_of(ANNA, date(2025, 6, 1))).mandates == (Mandate("consigliere", 2),)
    assert (await actor_of(ANNA, change)).mandates == (Mandate("assessore", 2),)


async def test_a_regional_mandate_holds_in_every_tenant_of_its_region(
    give: Give, actor_of: ActorOf, databases: tuple[Databases, AsyncEngine]
) -> None:
    await give(ANNA, 3, "RESPONSABILE")
    async with transaction(databases[1], reach=(), subject=ANNA) as connection:
        for access, until in (("portale_regionale", date(2099, 1, 1)), ("altro", DAY)):
            row = {"id": uuid4(), "principal_id": UUID(int=1), "region": "Lombardia"}
            term = {"since": date(2020, 1, 1), "until": until, "act": "Accordo 1"}
            await connection.execute(insert(regional_mandates).values(access=access, **row, **term))
    assert (await actor_of(ANNA)).mandates == (
        Mandate("portale_regionale", 1),
        Mandate("portale_regionale", 2),
        Mandate("responsabile_3", 3),
    )


async def test_the_version_grows_with_each_change_of_the_mandates(
    give: Give, actor_of: ActorOf
) -> None:
    before = (await actor_of(ANNA)).version
    await give(ANNA, 1, "RESPONSABILE")
    after = (await actor_of(ANNA)).version
    assert before is not None
    assert after is not None
    assert after > before


async def test_the_version_grows_when_the_role_held_becomes_another(
    give: Give, actor_of: ActorOf, databases: tuple[Databases, AsyncEngine]
) -> None:
    await give(ANNA, 1, "SINDACO", istat_code="108055")
    before = await actor_of(ANNA)

    async with transaction(databases[1], reach=(1,), acting=1) as connection:
        mayor = (roles.c.ambito_id == 1) & (roles.c.code == "SINDACO")
        await connection.execute(update(roles).where(mayor).values(access="consigliere"))
    after = await actor_of(ANNA)
    async with transaction(databases[1], reach=(1,), acting=1) as connection:
        await connection.execute(update(roles).where(mayor).values(access="sindaco"))

    assert (before.version or 0) < (after.version or 0)
    assert [held.access for held in after.mandates] == ["consigliere"]


async def test_the_version_grows_when_the_regione_has_one_ambito_more(
    give: Give, actor_of: ActorOf, databases: tuple[Databases, AsyncEngine]
) -> None:
    del give  # Anna is there
    app = databases[1]
    regional = {"id": uuid4(), "principal_id": UUID(int=1), "region": "Puglia", "act": "D. 2"}
    async with transaction(app, reach=(), subject=ANNA) as connection:
        row = {**regional, "access": "portale_regionale", "since": date(2020, 1, 1)}
        await connection.execute(insert(regional_mandates).values(row))
    before = await actor_of(ANNA)
    async with transaction(app, reach=(9,), acting=9) as connection:
        new = {"ambito_id": 9, "slug": "nono", "kind": "AMBITO", "name": "N", "region": "Puglia"}
        await connection.execute(insert(ambiti).values(new))
    after = await actor_of(ANNA)
    async with transaction(app, reach=(9,), acting=9) as connection:
        await connection.execute(delete(ambiti).where(ambiti.c.ambito_id == 9))

    assert (before.version or 0) < (after.version or 0)
    assert after.reach == (3, 9)


async def test_the_connection_reaches_nothing_more_afterwards(
    give: Give, databases: tuple[Databases, AsyncEngine]
) -> None:
    await give(ANNA, 1, "RESPONSABILE")
    known = Identity(ANNA, None, datetime(2099, 1, 1, tzinfo=UTC))
    async with pool_of(databases[0].reader) as pool:
        assert (await resolve(pool.row, known, DAY)).reach == (1,)
        assert await value(pool, "select current_setting('ambiti.reach')", who=ANNA) == "{}"
        assert await value(pool, "select count(*) from ambiti.roles", who=ANNA) == "0"


async def test_a_question_for_another_person_does_not_give_away_an_identity(
    give: Give, databases: tuple[Databases, AsyncEngine]
) -> None:
    await give(ANNA, 1, "RESPONSABILE")
    known = Identity(ANNA, None, datetime(2099, 1, 1, tzinfo=UTC))
    async with pool_of(databases[0].reader) as pool:

        async def ask(sql: str, arguments: Any, reach: Any, identity: Any) -> Any:
            assert identity == ANNA
            return await pool.row(sql, arguments, reach, BRUNO)

        assert (await resolve(ask, known, DAY)).mandates == ()


async def test_even_where_nothing_is_confined_only_ones_own_mandates_count(
    give: Give, databases: tuple[Databases, AsyncEngine]
) -> None:
    await give(ANNA, 1, "RESPONSABILE")
    await give(BRUNO, 2, "RESPONSABILE")
    known = Identity(ANNA, None, datetime(2099, 1, 1, tzinfo=UTC))
    assert databases[0].admin is not None
    async with pool_of(databases[0].admin) as pool:
        assert (await resolve(pool.row, known, DAY)).mandates == (Mandate("responsabile_1", 1),)
