"""What is exported is asked by everybody of every tenant: nobody is given what is not his."""

from collections.abc import Iterator, Mapping
from typing import Final

import pytest

from ambiti.budgets.contracts.tables import service_contracts
from ambiti.budgets.funds.tables import budgets
from ambiti.budgets.reports.published import REPORTS
from ambiti.budgets.ripartos.tables import riparti
from ambiti.reading.identifiers import decode

from . import people
from .people import SLUGS, Person
from .site import Oracle, Site

EVERYBODY: Final = (
    people.ANYONE,
    people.IDLE,
    *people.OFFICERS,
    people.REGIONALS[1],
    people.OF_TWO,
)


def asked(oracle: Oracle) -> Iterator[tuple[int, str, Mapping[str, str]]]:
    """Give every export there is to ask for: its tenant, its name, its arguments."""
    there = oracle.identifiers()
    for tenant, slug in SLUGS.items():
        for row in oracle.planted.of(budgets, tenant):
            given = {"ambito": slug, "year": str(row.values["year"])}
            yield tenant, "ledger", given
            yield tenant, "funds", given
            yield tenant, "positions", given
        for row in oracle.planted.of(service_contracts, tenant):
            yield tenant, "contracts", {"ambito": slug, "year": str(row.values["year"])}
        for one, row in there.items():
            if row.table is riparti and row.tenant == tenant and decode(one).type_name == "Riparto":
                yield tenant, "riparto", {"ambito": slug, "id": one}


def test_every_export_is_asked_for_in_every_tenant(oracle: Oracle) -> None:
    names = {(tenant, name) for tenant, name, _ in asked(oracle)}
    assert names == {(tenant, one.name) for tenant in SLUGS for one in REPORTS}


@pytest.mark.parametrize("who", EVERYBODY, ids=lambda one: one.name or "nobody")
async def test_no_export_shows_what_its_caller_may_not_see(
    site: Site, oracle: Oracle, who: Person
) -> None:
    given: set[int] = set()
    for tenant, name, arguments in asked(oracle):
        told = await site.export(who, name, arguments)
        assert oracle.leaks(who, told) == [], (name, arguments)
        assert told.status in {200, 401, 403, 404}, told.body
        if told.status == 200 and oracle.shown(told):
            given.add(tenant)
    assert given == who.tenants | who.of_region


async def test_a_foreign_export_is_answered_as_one_that_is_not_there(
    site: Site, oracle: Oracle
) -> None:
    who = next(one for one in people.OFFICERS if one.name == "beta-segretario")
    told = [
        await site.export(who, name, arguments)
        for tenant, name, arguments in asked(oracle)
        if tenant not in who.tenants
    ]
    assert len(told) > len(REPORTS)
    assert {(one.status, one.body) for one in told} == {(404, told[0].body)}
