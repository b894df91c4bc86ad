"""A mandate gives from its first day to its last, and what changes is felt at the next request."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Table, delete, insert, update

from ambiti import clock
from ambiti.database.connections import Databases
from ambiti.database.engine import app_engine, transaction
from ambiti.database.metadata import Confinement
from ambiti.governance.tables import mandates, regional_mandates, roles
from ambiti.statute.tables import ambiti

from . import people
from . import planted as planting
from .people import ALFA, GAMMA, SLUGS, TODAY, Person
from .planted import Planted
from .site import Oracle, Site, serving_that_day

PRIVATE = (
    "{ambiti(first: 50){edges{node{organs{id name} roles{id} ambiguities{id} statuteVersion{id}"
    " mandates{id act} instruments{id title warnings{message}}}}} me{roles{id ambito{organs{id}}}}}"
)


@pytest.fixture(scope="module")
async def changing(
    clone: Callable[[str], Awaitable[Databases]], sown: str, home: Path
) -> AsyncIterator[tuple[Site, Any]]:
    """Give a server, and the app's engine with which its mandates are changed."""
    databases = await clone(sown)
    engine = app_engine(databases.app)
    async with serving_that_day(databases, home) as running:
        yield running, engine
    await engine.dispose()


async def seen(site: Site, oracle: Oracle, who: Person) -> set[int | None]:
    """Tell the tenants of which someone is shown what only who belongs there is shown."""
    told = await site.ask(who, PRIVATE)
    assert told.data
    return {
        row.tenant
        for rows in oracle.shown(told).values()
        for row in rows
        if row.table.info["confinement"] is Confinement.TENANT
    }


def officer(name: str) -> Person:
    return next(one for one in people.EVERYBODY if one.name == name)


@pytest.mark.parametrize(
    ("name", "tenants"),
    [
        ("due", {ALFA, GAMMA}),
        ("ultimo-giorno", {ALFA}),
        ("finito-ieri", set()),
        ("finito", set()),
        ("da-domani", set()),
        ("ruolo-soppresso", set()),
        ("regione-ieri", set()),
        ("regione-domani", set()),
        ("puglia-portale_regionale", {GAMMA}),
        ("lombardia-portale_regionale", set(SLUGS) - {GAMMA}),
        ("sconosciuto", set()),
        ("", set()),
    ],
)
async def test_exactly_the_tenants_of_todays_mandates_are_shown(
    site: Site, oracle: Oracle, name: str, tenants: set[int]
) -> None:
    assert await seen(site, oracle, officer(name)) == tenants


@pytest.mark.parametrize(("name", "tenants"), [("ultimo-giorno", set()), ("da-domani", {ALFA})])
async def test_midnight_ends_and_begins_mandates_for_callers_already_known(
    site: Site, oracle: Oracle, name: str, tenants: set[int]
) -> None:
    await seen(site, oracle, officer(name))
    with clock.fixed(planting.MIDNIGHT_PASSED):
        assert await seen(site, oracle, officer(name)) == tenants


@asynccontextmanager
async def acting(engine: Any, tenant: int | None, subject: str | None = None) -> AsyncIterator[Any]:
    reach = () if tenant is None else (tenant,)
    async with transaction(engine, reach=reach, acting=tenant, subject=subject) as connection:
        yield connection


class TestTheNextRequest:
    """With the same token, one request before and one after the change."""

    async def test_feels_a_mandate_that_was_ended(self, changing: Any, oracle: Oracle) -> None:
        site, engine = changing
        who = officer("alfa-responsabile_udp")
        assert await seen(site, oracle, who) == {ALFA}
        async with acting(engine, ALFA) as connection:
            chosen = update(mandates).where(mandates.c.principal_id == who.id)
            await connection.execute(chosen.values(until=TODAY))
        assert await seen(site, oracle, who) == set()

    async def test_feels_a_mandate_that_was_deleted(self, changing: Any, oracle: Oracle) -> None:
        site, engine = changing
        who = officer("due")
        assert await seen(site, oracle, who) == {ALFA, GAMMA}
        async with acting(engine, GAMMA) as connection:
            await connection.execute(delete(mandates).where(mandates.c.principal_id == who.id))
        assert await seen(site, oracle, who) == {ALFA}

    async def test_feels_a_mandate_that_was_given(
        self, changing: Any, oracle: Oracle, planted: Planted
    ) -> None:
        site, engine = changing
        who = officer("senza-incarichi")
        assert await seen(site, oracle, who) == set()
        given = {**planted.of(mandates, GAMMA)[0].values, "id": UUID(int=1), "principal_id": who.id}
        async with acting(engine, GAMMA) as connection:
            await connection.execute(insert(mandates).values(**given))
        assert await seen(site, oracle, who) == {GAMMA}

    async def test_feels_a_regional_mandate_that_was_ended(
        self, changing: Any, oracle: Oracle
    ) -> None:
        site, engine = changing
        who = officer("puglia-portale_regionale")
        assert await seen(site, oracle, who) == {GAMMA}
        async with acting(engine, None, who.identity) as connection:
            await connection.execute(update(regional_mandates).values(until=TODAY))
        assert await seen(site, oracle, who) == set()

    @pytest.mark.parametrize(
        ("name", "table", "values", "tenants"),
        [
            ("alfa-revisore", roles, {"valid_until": TODAY}, set()),
            ("puglia-funzionario_regionale", ambiti, {"region": "Molise"}, set()),
        ],
        ids=["role abolished", "Regione corrected"],
    )
    async def test_feels_a_statute_that_takes_the_reason_of_a_mandate_away(  # noqa: PLR0913, PLR0917
        self,
        changing: Any,
        oracle: Oracle,
        name: str,
        table: Table,
        values: dict[str, Any],
        tenants: set[int],
    ) -> None:
        site, engine = changing
        who = officer(name)
        assert await seen(site, oracle, who)
        tenant = ALFA if table is roles else GAMMA
        async with acting(engine, tenant) as connection:
            chosen = update(table).where(table.c.ambito_id == tenant)
            await connection.execute(chosen.values(**values))
        assert await seen(site, oracle, who) == tenants
