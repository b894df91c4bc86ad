"""Facts that the calendar was not told when a riparto was approved, as before it knew by itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncEngine

from ambiti import clock
from ambiti.access.actor import ANYONE, Permissions
from ambiti.access.policy import Policy
from ambiti.acting import journal
from ambiti.acting.tables import journal_entries
from ambiti.acting.work import Tenant, Work
from ambiti.budgets.ripartos import tables
from ambiti.budgets.ripartos.approving import telling_of
from ambiti.database.engine import transaction
from ambiti.database.statements import Row
from ambiti.governance.acts.tables import acts
from ambiti.governance.calendar.tables import term_events
from ambiti.governance.calendar.telling import Telling, tell, told_by_perfected
from ambiti.reading.call import Call
from ambiti.statute.current import in_force
from ambiti.statute.language.statute import Statute
from ambiti.statute.language.terms import Event

_TENANTS: Final = text("select ambito_id, slug, name from ambiti.ambiti order by slug")


@dataclass(frozen=True, slots=True)
class _Perfected:
    """A riparto that is perfected by an act in force, and what its approval was given."""

    row: Row
    act: Row
    occurrence: str | None

    @property
    def telling(self) -> Telling:
        """Tell what the calendar is told of it."""
        return telling_of(self.row, self.act, None)


async def tell_missed(engine: AsyncEngine, policy: Policy, told_by: str) -> list[str]:
    """Tell every calendar what it was not told of riparti in force; told twice, nothing changes.

    The thing is called as it was when the riparto was approved. A fact recorded by hand, of the
    same day and year or of the same thing, stays and is not written beside. Each is an entry of
    the journal, in the name of who runs it.
    """
    async with transaction(engine, reach=()) as connection:
        found = (await connection.execute(_TENANTS)).all()
    lines: list[str] = []
    for one in found:
        tenant = Tenant(*one)
        async with transaction(engine, reach=(one[0],), acting=one[0]) as connection:
            call = Call(ANYONE, Permissions(frozenset()), clock.today(), "")
            work = Work(connection, call, policy, tenant, "record")
            lines += [f"{tenant.slug}: {line}" for line in await _caught_up(work, told_by)]
    return lines


async def _caught_up(work: Work, told_by: str) -> list[str]:
    statute = (await in_force(work.connection, work.tenant.ambito_id)).statute
    said: list[str] = []
    for one in await _perfected(work):
        for event in _told(statute, one):
            if await _known(work, event, one.telling):
                continue
            work.written, work.sources = [], []
            await tell(work, statute, event, one.telling, one.occurrence)
            for table, key in work.written:
                (fact,) = await work.alike(table, id=key)
                entry = journal.Entry(
                    act="tell_calendar",
                    performer=journal.Performer(told_by),
                    subject_kind="TermEvent",
                    subject_id=key,
                    input={"riparto": one.row["id"]},
                    sources=work.sources,
                    written=work.written,
                )
                await journal.append(work.connection, work.tenant.ambito_id, entry)
                said.append(
                    f"{event.name}, «{fact['occurrence']}» {fact['year']}, {fact['occurred_on']}:"
                    f" {fact['act']}"
                )
    return said


def _told(statute: Statute, one: _Perfected) -> Iterator[Event]:
    yield from told_by_perfected(statute, one.row["matter_code"], one.act["taken_on"])


async def _perfected(work: Work) -> list[_Perfected]:
    """Hold the riparti whose act is in force, in the order in which they were perfected."""
    riparto = tables.riparti.c
    rows = await work.all(
        select(tables.riparti)
        .where(riparto.ambito_id == work.tenant.ambito_id, riparto.state == "PERFECTED")
        .order_by(riparto.perfected_on, riparto.id)
        .with_for_update()
    )
    found = []
    for row in rows:
        (act,) = await work.alike(acts, id=row["act_id"])
        if act["state"] != "ANNULLED":
            found.append(_Perfected(row, act, await _occurrence(work, row)))
    return found


async def _occurrence(work: Work, riparto: Row) -> str | None:
    """Read, in the journal, how the thing was called when the riparto was approved last."""
    entry = journal_entries.c
    found = await work.all(
        select(entry.input)
        .where(entry.ambito_id == work.tenant.ambito_id, entry.subject_id == riparto["id"])
        .where(entry.act == "approve_riparto")
        .order_by(entry.number.desc())
        .limit(1)
    )
    name: str | None = found[0]["input"].get("occurrence") if found else None
    return name


async def _known(work: Work, event: Event, telling: Telling) -> bool:
    """Tell whether the calendar has the fact: by the act, or by hand on the day of the act."""
    known = await work.alike(term_events, event_code=event.code, year=telling.year)
    return any(
        one["act_id"] == telling.act
        or (one["act_id"] is None and one["occurred_on"] == telling.day)
        for one in known
    )
