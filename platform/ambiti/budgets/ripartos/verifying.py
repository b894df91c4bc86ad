"""Whether every riparto that is kept gives again the shares that it gave.

A riparto keeps the sum, the exact weight of each party and the roundings that it started from: the
one function that divides money makes of them the same shares, to the cent, whatever has happened to
the documents and the populations since.
"""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import groupby
from typing import Final

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncConnection

from ambiti.budgets.ripartos.tables import riparti, riparto_shares
from ambiti.database.statements import Kept, Row
from ambiti.statute.division import IndivisibleError, Party, Share, divide

_OF: Final = riparti.c
_PART: Final = riparto_shares.c
_KEPT: Final = Kept(
    select(
        _OF.id, _OF.cents.label("sum"), _OF.covered_cents, _OF.roundings,
        _PART.party_code, _PART.party_name, _PART.weight, _PART.floor_cents, _PART.cents,
        _PART.rounded, _PART.remembered, _PART.short,
    )
    .outerjoin(
        riparto_shares,
        (_PART.ambito_id == _OF.ambito_id) & (_PART.riparto_id == _OF.id) & _PART.chosen,
    )
    .where(_OF.ambito_id == bindparam("tenant"))
    .order_by(_OF.id, _PART.position)
)  # fmt: skip


async def faults(connection: AsyncConnection, tenant: int) -> list[str]:
    """Find the riparti of a tenant that is reached which do not give their own shares."""
    rows = await _KEPT.rows(connection, tenant=tenant)
    return [
        f"il riparto {key} non dà le sue quote: {', '.join(wrong)}"
        for key, shares in groupby(rows, key=lambda row: row["id"])
        if (wrong := sorted(_wrong(list(shares))))
    ]


def _wrong(rows: Sequence[Row]) -> Iterable[str]:
    """Name the parties whose shares are others than those that their riparto gives."""
    first = rows[0]
    parties = [
        Party(one["party_code"], one["party_name"], Fraction(one["weight"]))
        for one in rows
        if one["party_code"] is not None
    ]
    before = {code: Fraction(cents) for code, cents in (first["roundings"] or {}).items()}
    try:
        division = divide(int(first["sum"]) - int(first["covered_cents"]), parties, before)
    except IndivisibleError as error:
        return [str(error)]
    return _others(rows, division.shares)


def _others(rows: Sequence[Row], shares: Sequence[Share]) -> Iterator[str]:
    for row, share in zip(rows, shares, strict=True):
        told = (row["cents"], row["floor_cents"], row["rounded"], Fraction(row["remembered"]))
        right = (share.cents, share.floor, share.rounded, share.remembered)
        short = row["short"]
        if told != right or (short is not None and Fraction(short) != share.short):
            yield f"{row['party_name']}"
