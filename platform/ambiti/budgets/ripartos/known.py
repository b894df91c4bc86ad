"""What is known for a riparto: figures of the register, and what the input declares."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Final

from sqlalchemy import select

from ambiti.acting.refusing import Violation, year_given
from ambiti.acting.work import Work
from ambiti.budgets.ripartos.asked import Known
from ambiti.budgets.ripartos.inputs import ProposeRipartoInput, SubstituteInput, WeightInput
from ambiti.budgets.ripartos.populations import Residents, Substitute
from ambiti.statute.division import cents_of
from ambiti.statute.language.statute import Statute
from ambiti.territory.tables import populations

_WEIGHT: Final = re.compile(r"(0|[1-9][0-9]{0,8})(\.[0-9]{1,4}|/[1-9][0-9]{0,8})?")


def badly_written(given: ProposeRipartoInput) -> Iterator[Violation]:
    """Tell a year or weight that is not written as one."""
    yield from year_given(given.year)
    for name, table in (("table", given.table), ("resources", given.resources)):
        for at, one in enumerate(table):
            if not _WEIGHT.fullmatch(one.weight):
                message = "Il peso si scrive come un numero o una frazione: 300, 22.5, 2/3."
                yield Violation("BAD_WEIGHT", message, f"{name}.{at}.weight")
        codes = [one.code for one in table]
        if len(set(codes)) < len(codes):
            yield Violation("PARTY_TWICE", "Lo stesso ente compare due volte.", name)


def weights(table: Iterable[WeightInput]) -> Mapping[str, Fraction]:
    """Read weights that are well written."""
    return {one.code: Fraction(one.weight) for one in table}


async def counted(work: Work, statute: Statute, substitutes: Iterable[SubstituteInput]) -> Known:
    """Read the populations of the comuni of the statute, and the choices to count others."""
    return Known(
        residents=await residents(work, statute),
        substitutes=tuple(
            Substitute(
                one.reference_date,
                one.reason.strip(),
                one.istat_code,
                one.status.name if one.status else None,
            )
            for one in substitutes
        ),
    )


async def known(work: Work, statute: Statute, given: ProposeRipartoInput) -> Known:
    """Read the populations of the comuni of the statute, and what the input declares."""
    return replace(
        await counted(work, statute, given.substitutes),
        resources=weights(given.resources),
        funding={one.fund: cents_of(one.amount) for one in given.funding},
        bearer=given.bearer,
    )


async def residents(work: Work, statute: Statute) -> tuple[Residents, ...]:
    """Read the populations of the comuni of the statute, of every date."""
    codes = [one.istat for one in statute.comuni]
    rows = await work.all(select(populations).where(populations.c.istat_code.in_(codes)))
    return tuple(
        Residents(
            row["istat_code"],
            row["reference_date"],
            row["status"],
            row["residents"],
            row["source"],
            row["series"],
        )
        for row in rows
    )
