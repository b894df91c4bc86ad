"""A row is held by one act at a time, also where nobody may rewrite it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Table
from tests.conftest import Deployment

from ambiti import clock, resources
from ambiti.access.actor import Actor, Mandate
from ambiti.access.policy import Policy
from ambiti.acting.refusing import Refused
from ambiti.acting.work import Tenant, Work
from ambiti.database.engine import transaction
from ambiti.database.tenancy import APPEND_ONLY
from ambiti.governance.meetings.scopes import MEETING
from ambiti.governance.meetings.tables import meetings, minutes_corrections
from ambiti.reading.call import Call
from ambiti.reading.identifiers import decode
from ambiti.rows import metadata

from .holding import Person
from .rows import read

POLICY = Policy.load(resources.folder("policies"))
REWRITTEN_NEVER = [table for table in metadata.sorted_tables if table.name in APPEND_ONLY]


@asynccontextmanager
async def working(served: Deployment, access: str = "segretario") -> AsyncIterator[Work]:
    """Open the transaction of an act of somebody of the Ambito of Crema, mostly of the clerk."""
    query = "select ambito_id, slug, name from ambiti.ambiti where slug = 'cremasco'"
    ((key, slug, name),) = await read(served.databases, query)
    actor = Actor("prova", uuid4(), "Prova", (Mandate(access, key),))
    call = Call(actor, POLICY.permissions(actor, "read"), clock.today(), "prova")
    async with transaction(served.engine, reach=(key,), acting=key) as connection:
        yield Work(connection, call, POLICY, Tenant(key, slug, name), "record")


@pytest.mark.parametrize("table", REWRITTEN_NEVER, ids=lambda table: str(table.name))
async def test_a_row_that_is_never_rewritten_is_looked_for_as_any_other(
    busy: Deployment, table: Table
) -> None:
    async with working(busy) as work:
        assert await work.locked(MEETING, table, uuid4()) is None


@pytest.mark.parametrize(("access", "given"), [("segretario", True), ("revisore", False)])
async def test_a_row_that_is_held_tells_whether_the_act_on_it_is_given(
    clerk: Person, access: str, *, given: bool
) -> None:
    key = decode((await clerk.opens(1)).id).uuid
    assert key is not None
    async with working(clerk.served, access) as work:
        row = await work.locked(MEETING, meetings, key)
        assert row is not None
        assert set(row) == set(meetings.c.keys())
        if given:
            await work.require(MEETING, meetings, key)
            await work.update(meetings, key, place="Altrove")
            assert not work.given, "a row that was changed is looked at again"
            await work.require(MEETING, meetings, key)
        else:
            with pytest.raises(Refused):
                await work.require(MEETING, meetings, key)


@pytest.mark.parametrize("table", [meetings, minutes_corrections], ids=lambda one: str(one.name))
async def test_who_is_second_waits_for_the_row(clerk: Person, table: Table) -> None:
    meeting = await clerk.opens(1)
    await clerk.does("closeMeeting", meeting=meeting.id)
    right = {"wrong": "Persona 0", "right": "Persona Zero", "reason": "Refuso"}
    given = {"meeting": meeting.id, **right}
    answer = await clerk.sent("correctMinutes", given, answered="meeting { id }")
    assert "errors" not in answer.json(), answer.json()
    column = "id" if table is meetings else "meeting_id"
    query = f"select id from {table} where {column} = $1"
    key: UUID = (await read(clerk.served.databases, query, decode(meeting.id).uuid))[0]["id"]

    async def second() -> UUID:
        async with working(clerk.served) as work:
            row = await work.locked(MEETING, table, key)
            assert row is not None
            return UUID(str(row["id"]))

    async with working(clerk.served) as work:
        assert await work.locked(MEETING, table, key) is not None
        waiting = asyncio.create_task(second())
        done, _ = await asyncio.wait({waiting}, timeout=0.5)
        assert not done
    assert await waiting == key
