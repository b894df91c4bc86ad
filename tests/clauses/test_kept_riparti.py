"""A riparto that is kept gives again its own shares; one changed behind its back is found."""

from datetime import date
from typing import Final

import asyncpg

from ambiti.budgets import verifying

from .conftest import Reform
from .register import on
from .test_roundings import THREE, approved, of, remembering

ONE: Final = "where chosen and party_name = 'Genivolta'"
SHARES: Final = "update ambiti.riparto_shares set"
BROKEN: Final = {
    f"{SHARES} cents = floor_cents {ONE}": "Genivolta",
    f"{SHARES} floor_cents = floor_cents - 1, cents = cents - 1 {ONE}": "Genivolta",
    f"{SHARES} weight = '2' {ONE}": "Genivolta, Salvirola, Soncino",
    f"{SHARES} rounded = 'EXACT' {ONE}": "Genivolta",
    f"{SHARES} remembered = '1/7' {ONE}": "Genivolta",
    f"{SHARES} short = '1/7' {ONE}": "Genivolta",
    "update ambiti.riparti set cents = cents + 3": "Genivolta, Salvirola, Soncino",
    "delete from ambiti.riparto_shares": "Non c'è nessuno fra cui dividere.",
}
"""What somebody who may do anything changes, and whom the check names."""


async def test_a_riparto_that_does_not_give_its_own_shares_is_found(reform: Reform) -> None:
    served = reform.deployment
    async with on(date(2020, 3, 1)):
        await reform.apply("cremasco", remembering, "prova")
        await approved(served, **of(2020, "100.00", *THREE))
        await approved(served, **of(2021, "100.00", *THREE))
    assert await verifying.books(served.engine) == []
    admin = await asyncpg.connect(served.databases.admin)
    await admin.execute("create temp table kept as select * from ambiti.riparto_shares")
    await admin.execute("create temp table sums as select id, cents from ambiti.riparti")
    for change, named in BROKEN.items():
        async with admin.transaction():
            await admin.execute("set local session_replication_role = replica")
            await admin.execute(change)
        found = await verifying.books(served.engine)
        assert found, change
        assert all(one.startswith("cremasco: il riparto ") for one in found), found
        assert all(one.endswith(f" non dà le sue quote: {named}") for one in found), found
        async with admin.transaction():
            await admin.execute("set local session_replication_role = replica")
            await admin.execute("delete from ambiti.riparto_shares")
            await admin.execute("insert into ambiti.riparto_shares select * from kept")
            await admin.execute(
                "update ambiti.riparti r set cents = s.cents from sums s where s.id = r.id"
            )
    await admin.close()
    assert await verifying.books(served.engine) == []
