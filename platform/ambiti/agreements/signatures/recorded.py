"""What was recorded of the instruments of a tenant, as the rules of their status take it."""

from collections import defaultdict
from datetime import date

from sqlalchemy import Join, Table, and_, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from ambiti.agreements.parties import Recorded, key_of
from ambiti.agreements.signatures.tables import deliberations, renewals, signatures
from ambiti.agreements.tables import instruments
from ambiti.statute.language.instruments import Deliberation
from ambiti.territory.tables import bodies


async def recorded(connection: AsyncConnection, ambito_id: int) -> dict[str, Recorded]:
    """Read what was recorded, by the code of the instrument."""
    deliberated: dict[str, dict[str, Deliberation]] = defaultdict(dict)
    for code, key, on, number in await _by_party(
        connection, ambito_id, deliberations, "deliberated_on", "act"
    ):
        deliberated[code][key] = Deliberation(on=on, number=number)
    signed: dict[str, dict[str, date]] = defaultdict(dict)
    for code, key, on, _ in await _by_party(
        connection, ambito_id, signatures, "signed_on", "signer"
    ):
        signed[code][key] = on
    until = await _renewed(connection, ambito_id)
    return {
        code: Recorded(deliberated.get(code, {}), signed.get(code, {}), until.get(code))
        for code in {*deliberated, *signed, *until}
    }


async def _by_party(
    connection: AsyncConnection, ambito_id: int, table: Table, day: str, said: str
) -> list[tuple[str, str, date, str]]:
    found = await connection.execute(
        select(instruments.c.code, table.c.istat_code, bodies.c.code, table.c[day], table.c[said])
        .select_from(_instruments_of(table))
        .outerjoin(
            bodies,
            and_(bodies.c.ambito_id == table.c.ambito_id, bodies.c.id == table.c.body_id),
        )
        .where(table.c.ambito_id == ambito_id)
    )
    return [(code, key_of(istat, body), on, number) for code, istat, body, on, number in found]


def _instruments_of(table: Table) -> Join:
    same = and_(
        instruments.c.ambito_id == table.c.ambito_id, instruments.c.id == table.c.instrument_id
    )
    return table.join(instruments, same)


async def _renewed(connection: AsyncConnection, ambito_id: int) -> dict[str, date]:
    found = await connection.execute(
        select(instruments.c.code, func.max(renewals.c.until))
        .select_from(_instruments_of(renewals))
        .where(renewals.c.ambito_id == ambito_id)
        .group_by(instruments.c.code)
    )
    return {row[0]: row[1] for row in found}
