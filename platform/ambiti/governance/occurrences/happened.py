"""Which events of the documents have happened by a day."""

from datetime import date

from sqlalchemy import select

from ambiti.acting.work import Work
from ambiti.governance.occurrences import tables


async def happened(work: Work, day: date) -> frozenset[str]:
    """Give the codes of the events that have happened."""
    columns = tables.occurrences.c
    rows = await work.all(
        select(columns.event_code).where(
            columns.ambito_id == work.tenant.ambito_id, columns.happened_on <= day
        )
    )
    return frozenset(row["event_code"] for row in rows)
