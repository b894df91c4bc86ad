"""Nothing of a caller stays on a connection; callers who ask at once get each his own answer."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from random import Random

import pytest

from ambiti.database.connections import Databases

from . import people
from .site import Oracle, Site, Told, serving_that_day

SETTINGS = ("ambiti.reach", "ambiti.subject", "ambiti.acting")
TEXTS = (
    "{me{name roles{act}}}",
    "{ambiti(first: 50){edges{node{slug organs{name} mandates{act}}}}}",
    '{ambito(slug: "beta"){organs{name} ambiguities{question} mandates{act}}}',
    '{ambito(slug: "gamma"){instruments{title} statuteVersion{hash}}}',
    '{ambito(slug: "gamma"){organs{nome}}}',
    '{node(id: "x"){id}}',
)
TASKS, REQUESTS = 50, 44


@pytest.fixture(scope="module")
async def busy(sealed: Databases, home: Path) -> AsyncIterator[Site]:
    """Give a server of its own, with fewer connections than callers."""
    async with serving_that_day(sealed, home, AMBITI_READER_POOL="4") as running:
        yield running


async def test_thousands_of_interleaved_requests_leak_nothing_and_leave_nothing(
    busy: Site, oracle: Oracle
) -> None:
    expected: dict[tuple[str, str], bytes] = {}

    async def one_of_them(task: int) -> int:
        chance = Random(task)  # noqa: S311 - the same requests in every run
        for _ in range(REQUESTS):
            who, text = chance.choice(people.EVERYBODY), chance.choice(TEXTS)
            told = await busy.ask(who, text)
            known = expected.setdefault((who.name, text), told.body)
            if known is told.body:
                assert oracle.leaks(who, told) == []
            assert told.body == known
        return REQUESTS

    done = await asyncio.gather(*(one_of_them(task) for task in range(TASKS)))
    assert sum(done) == TASKS * REQUESTS
    for settings in await left(busy):
        assert settings == dict.fromkeys(SETTINGS, "")


async def left(site: Site) -> list[dict[str, str]]:
    """Tell what the settings are on every connection of the pool, all held at once."""
    asked = ", ".join(f"coalesce(current_setting('{name}', true), '')" for name in SETTINGS)
    found = []
    for connection in site.pool._all:  # noqa: SLF001 - each as its last user left it
        libpq = connection._libpq  # noqa: SLF001 - outside of any question, on purpose
        libpq.exit_pipeline_mode()
        row = libpq.exec_(f"select {asked}".encode())
        libpq.enter_pipeline_mode()
        found.append(
            {name: (row.get_value(0, n) or b"").decode() for n, name in enumerate(SETTINGS)}
        )
    return found


async def test_a_request_that_was_given_up_leaves_nothing(busy: Site, oracle: Oracle) -> None:
    who = people.OFFICERS[0]
    text = TEXTS[1]
    whole = await busy.ask(who, text)
    for wait in (0.0, 0.001, 0.002, 0.004, 0.008):
        work = asyncio.ensure_future(busy.ask(who, text))
        await asyncio.sleep(wait)
        work.cancel()
        await asyncio.gather(work, return_exceptions=True)
        stranger: Told = await busy.ask(people.STRANGER, text)
        assert oracle.leaks(people.STRANGER, stranger) == []
    assert (await busy.ask(who, text)).body == whole.body
    for settings in await left(busy):
        assert settings == dict.fromkeys(SETTINGS, "")
