"""The seed in a database, and a machine that reads it."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import pytest
from graphql import GraphQLSchema
from sqlalchemy import BigInteger

from ambiti import resources
from ambiti.access.actor import ANYONE, Actor
from ambiti.access.policy import Policy
from ambiti.access.resolving import resolve
from ambiti.access.tokens import Identity
from ambiti.app import DATA_VERSION, VERSION
from ambiti.contract import KINDS, explained_by, schema
from ambiti.database.connections import Databases
from ambiti.reading.call import Call
from ambiti.reading.documents import Documents
from ambiti.reading.limits import DocumentLimits
from ambiti.reading.machine import Answer, Machine
from ambiti.reading.planning import PageLimits
from ambiti.reading.pool import ReadPool

from . import seed

TODAY = date(2026, 3, 2)
CONTRACT: GraphQLSchema = schema._schema  # noqa: SLF001 - graphql-core's schema has no public name
POLICY = Policy.load(resources.folder("policies"))
PAGES = PageLimits(default=2, largest=20)


def machine(*, max_cost: int = 10**12, plans: int = 1000) -> Machine:
    """Make a machine as the server does, which by default refuses nothing for its cost."""
    return Machine(
        CONTRACT,
        KINDS,
        pages=PAGES,
        max_cost=max_cost,
        plans=plans,
        version=VERSION.label("version").cast(BigInteger),
        data_version=DATA_VERSION,
        world=explained_by(POLICY),
    )


async def opened(databases: Databases, **changes: Any) -> ReadPool:
    """Open a read pool as the server does."""
    given = {"size": 2, "wait_seconds": 1.0, "statement_timeout_ms": 5000, **changes}
    return await ReadPool.open(databases.reader, **given)


async def actor_of(pool: ReadPool, identity: str, day: date = TODAY) -> Actor:
    """Resolve a person as the server does."""
    known = Identity(identity, None, datetime(2100, 1, 1, tzinfo=UTC))
    return await resolve(pool.row, known, day)


def call(actor: Actor, day: date = TODAY) -> Call:
    """Make the call of a request."""
    return Call(actor, POLICY.permissions(actor, "read"), day, "prova")


@dataclass
class Reading:
    """A machine, a pool on the seed, and the people who ask, by name; "" is anyone."""

    databases: Databases
    pool: ReadPool
    actors: Mapping[str, Actor]
    machine: Machine = field(default_factory=machine)
    documents: Documents = field(
        default_factory=lambda: Documents(CONTRACT, DocumentLimits(), 1000)
    )

    async def ask(
        self,
        text: str,
        variables: Mapping[str, Any] | None = None,
        *,
        who: str = "",
        day: date = TODAY,
    ) -> Answer:
        """Ask one query."""
        operation = self.documents.get(text).operation(None)
        return await self.machine.answer(
            operation, variables or {}, call(self.actors[who], day), self.pool
        )


@pytest.fixture(scope="session")
async def seeded(clone: Callable[[str], Awaitable[Databases]], template: str) -> Databases:
    """Give a database with the seed, shared by the run: leave it as it is."""
    made = await clone(template)
    await seed.sow(made)
    return made


@pytest.fixture(scope="session")
async def reading(seeded: Databases) -> AsyncIterator[Reading]:
    """Give what reads the seed."""
    pool = await opened(seeded)
    actors = {p.name: await actor_of(pool, p.identity) for p in seed.PEOPLE}
    yield Reading(seeded, pool, {"": ANYONE, **actors})
    await pool.close()
