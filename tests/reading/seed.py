"""Four invented tenants and the people who look at them: a few rows of every table.

Two Ambiti share a comune, one interambiti has three members of which one is not hosted here, and
there are two periods of almost everything, rows that are not published, names that JSON must
escape, comuni with the same name, and a Unione that stands in for comuni in changing functions.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import insert

from ambiti.database.connections import Databases
from ambiti.database.engine import app_engine, transaction
from ambiti.governance import tables as governance
from ambiti.territory import tables as territory

from .seed_closing import closing
from .seed_names import (
    AURORA,
    BOREA,
    CHIEF,
    COMETA,
    COMUNI,
    COORDINATOR,
    DELEGATE,
    FORMER,
    ISSUER,
    MAYOR,
    MEMBER_OF_TWO,
    MEMBERS,
    PEOPLE,
    PONTE,
    REGION,
    ROLES,
    SHARED,
    SLUGS,
    STRANGER,
    Person,
    Row,
    key,
    sourced,
)
from .seed_tenant import Tenant

__all__ = [
    "AURORA",
    "BOREA",
    "CHIEF",
    "COMETA",
    "COMUNI",
    "COORDINATOR",
    "DELEGATE",
    "FORMER",
    "ISSUER",
    "MAYOR",
    "MEMBERS",
    "MEMBER_OF_TWO",
    "PEOPLE",
    "PONTE",
    "REGION",
    "REGIONAL",
    "ROLES",
    "SHARED",
    "SLUGS",
    "STRANGER",
    "Person",
    "Row",
    "Tenant",
    "key",
    "mandates",
    "principal",
    "reference",
    "sow",
]


def reference() -> Iterator[Row]:
    """Give the rows of no tenant."""
    for number, (istat, (name, province, region)) in enumerate(COMUNI.items()):
        yield (
            territory.comuni,
            {
                "istat_code": istat,
                "name": name,
                "belfiore_code": f"Z{number:03}",
                "province_code": province,
                "province": f"Provincia {province}",
                "region": region,
            },
        )
        for year in (2019, 2020, 2021, 2022):
            if (number, year) != (3, 2022):  # one comune has no figure of the last year
                yield figure(istat, date(year, 12, 31), "OFFICIAL", 1000 * (number + 1) + year)
        yield figure(istat, date(2021, 12, 31), "REGISTER", 17 + number, "anagrafe")
        if number % 2 == 0:
            yield figure(istat, date(2022, 1, 1), "CENSUS", 5000 + number, "censimento")
            yield figure(istat, date(2023, 6, 30), "PROVISIONAL", 900 + number)


def figure(istat: str, day: date, status: str, residents: int, series: str = "posas") -> Row:
    return territory.populations, {
        "istat_code": istat,
        "reference_date": day,
        "status": status,
        "residents": residents,
        "source": "Istituto inventato",
        "series": series,
        "licence": "CC BY 4.0",
    }


def mandates(ambito: int) -> Iterator[Row]:
    """Give who holds what in a tenant."""
    tenant = Tenant(ambito)
    held: list[tuple[int, Person, str, dict[str, Any], int, int | None]] = [
        (AURORA, MAYOR, "SINDACO", {"istat_code": "999001"}, 2019, None),
        (AURORA, FORMER, "CONSIGLIERE", {"istat_code": "999001"}, 2020, None),
        (AURORA, CHIEF, "RESPONSABILE", {}, 2020, None),
        (AURORA, MEMBER_OF_TWO, "COMPONENTE", {}, 2021, 2030),
        (AURORA, FORMER, "SEGRETARIO", {}, 2019, 2021),
        (BOREA, COORDINATOR, "COORDINATORE", {"unit": "NORD"}, 2020, None),
        (BOREA, MAYOR, "REFERENTE", {"unit": "NORD"}, 2021, 2022),
        (BOREA, FORMER, "COORDINATORE", {"unit": "SUD"}, 2020, 2021),
        (COMETA, MEMBER_OF_TWO, "CONSIGLIERE", {"istat_code": "999009"}, 2022, None),
        (COMETA, FORMER, "SINDACO", {"istat_code": "999009"}, 2019, None),
        (PONTE, DELEGATE, "REFERENTE", {"unit": "borea"}, 2020, None),
        (PONTE, CHIEF, "REFERENTE", {"unit": "borea"}, 2022, None),
    ]
    for number, (where, person, role, place, since, until) in enumerate(held):
        if where != ambito:
            continue
        named = dict(place)
        if "unit" in named:
            named["unit_id"] = tenant.id(territory.units, named.pop("unit"))
        ends = {} if until is None else {"until": date(until, 1, 1)}
        yield tenant.row(
            governance.mandates,
            str(number),
            principal_id=person.id,
            role_code=role,
            since=date(since, 1, 1),
            act=f"Decreto {number}",
            **ends,
            **named,
            **sourced(),
        )


def principal(person: Person) -> Row:
    return governance.principals, {
        "id": person.id,
        "identity": person.identity,
        "name": person.name,
        "kind": "MACHINE" if person is REGION else "PERSON",
        "invented": True,
    }


REGIONAL: Row = (
    governance.regional_mandates,
    {
        "id": key(None, "regional_mandates", "portale"),
        "principal_id": REGION.id,
        "region": "Lombardia",
        "access": "portale_regionale",
        "since": date(2019, 1, 1),
        "act": "DGR 1",
    },
)


async def sow(databases: Databases) -> None:
    """Write all the rows, as the app role and through its confinement."""
    engine = app_engine(databases.app)

    async def write(
        rows: Iterator[Row] | list[Row], ambito: int | None, subject: str | None
    ) -> None:
        reach = () if ambito is None else (ambito,)
        async with transaction(engine, reach=reach, acting=ambito, subject=subject) as connection:
            for table, values in rows:
                await connection.execute(insert(table).values(**values))
            if ambito is not None:
                await connection.execute(closing(Tenant(ambito)))

    try:
        await write(reference(), None, None)
        for person in PEOPLE:
            if person.known:
                await write([principal(person)], None, person.identity)
        await write([REGIONAL], None, REGION.identity)
        for ambito in SLUGS:
            await write([*Tenant(ambito).rows(), *mandates(ambito)], ambito, None)
    finally:
        await engine.dispose()
