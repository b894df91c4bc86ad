"""Ten minutes of everything at once: does it hold, and in how much memory?

``python benchmarks/endurance.py`` has writers hold meetings and close their votes in several
tenants, two or more at once in each, while readers ask 5,000 documents that differ, over and over.
It tells the memory of the server as it goes, what was done and what was not, the deadlocks that
PostgreSQL counted and what the caches found. At the end ``ambiti check`` looks at every chain. It
fails where something was not answered, at a deadlock, and where the server grew beyond 200 MB.
"""

import argparse
import asyncio
import itertools
import json
import tempfile
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import asyncpg
import psutil
import uvloop
from acts import PORT, Client, Failed, Wanted, awaiting, clerks_of, standing
from reading.building import Country
from reading.contestants import product

from ambiti.cli import upkeep

DOCUMENTS: Final = 5_000
MOST_MB: Final = 200.0
_EVERY: Final = 30.0
_LATER: Final = 2.0
_ASKED: Final = (
    "ambito(slug: $slug) { x%d: slug name region }",
    "ambito(slug: $slug) { x%d: name comuni { name population { residents } } }",
    "ambito(slug: $slug) { x%d: name organs { code name rules { text } } }",
    "ambito(slug: $slug) { x%d: name meetings(first: 3) { edges { node { number } } } }",
    "ambito(slug: $slug) { x%d: name funds { name } deadlines(year: 2026) { text } }",
)


@dataclass(slots=True)
class Told:
    """What the run has come to so far."""

    acts: int = 0
    answers: int = 0
    wrong: Counter[str] = field(default_factory=Counter)
    megabytes: list[float] = field(default_factory=list)
    deadlocks: int = 0
    later: int = 0
    """How often the server had no connection to give, and said when to come back."""

    def failed(self, code: str) -> None:
        """Count what was not done."""
        if code == "UNAVAILABLE":
            self.later += 1
        else:
            self.wrong[code] += 1


def main() -> None:
    """Run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--tenants", type=int, default=4)
    parser.add_argument("--writers", type=int, default=8)
    parser.add_argument("--readers", type=int, default=8)
    given = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="ambiti-endurance-") as folder,
        standing(Path(folder), given.tenants) as country,
    ):
        with product(country, PORT, Path(folder) / "product.log") as server:
            told = uvloop.run(_lived(country, server.process, given))
        sound = upkeep.check(country.settings)
    print(
        f"{told.acts} acts and {told.answers} questions; not answered: {dict(told.wrong)}; "
        f"{told.later} told to come back"
    )
    print(f"at most {max(told.megabytes):.0f} MB; {told.deadlocks} deadlocks")
    if told.wrong or told.deadlocks or not sound or max(told.megabytes) > MOST_MB:
        raise SystemExit(1)


async def _lived(country: Country, process: psutil.Process, given: argparse.Namespace) -> Told:
    told, clerks = Told(), await clerks_of(country)
    end = time.monotonic() + 60 * given.minutes
    everyone = itertools.cycle(clerks)
    documents = itertools.cycle(_documents(clerks))
    work = [
        *(_writes(told, *next(everyone), end) for _ in range(given.writers)),
        *(_reads(told, documents, end) for _ in range(given.readers)),
        _watches(told, process, end),
    ]
    await asyncio.gather(*work)
    with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/metrics") as answer:  # noqa: ASYNC210
        for line in answer.read().decode().splitlines():
            if "cache" in line and not line.startswith("#"):
                print(line)
    admin = await asyncpg.connect(country.databases.admin)
    told.deadlocks = await admin.fetchval(
        "select deadlocks from pg_stat_database where datname = current_database()"
    )
    await admin.close()
    return told


def _documents(clerks: list[tuple[str, str]]) -> Iterator[Wanted]:
    """Give documents of which no two are the same, each asked by the clerk of a tenant."""
    for number, (slug, token) in zip(range(DOCUMENTS), itertools.cycle(clerks), strict=False):
        query = f"query($slug: String!) {{ {_ASKED[number % len(_ASKED)] % number} }}"
        body = {"query": query, "variables": {"slug": slug}}
        yield Wanted(token, json.dumps(body).encode())


async def _writes(told: Told, slug: str, token: str, end: float) -> None:
    async with Client() as client:
        while time.monotonic() < end:
            try:
                closed = await client.post(await awaiting(client, slug, token))
            except Failed as failed:
                told.failed(failed.code)
                await asyncio.sleep(_LATER)
            else:
                told.acts += 5
                told.wrong.update(one["code"] for one in closed["it"].get("violations", ()))


async def _reads(told: Told, documents: Iterator[Wanted], end: float) -> None:
    async with Client() as client:
        while time.monotonic() < end:
            try:
                await client.post(next(documents))
            except Failed as failed:
                told.failed(failed.code)
                await asyncio.sleep(_LATER)
            else:
                told.answers += 1


async def _watches(told: Told, process: psutil.Process, end: float) -> None:
    started = time.monotonic()
    while True:
        told.megabytes.append(process.memory_info().rss / 1e6)
        minutes = (time.monotonic() - started) / 60
        print(
            f"{minutes:4.1f} min: {told.megabytes[-1]:.0f} MB, {told.acts} acts, "
            f"{told.answers} questions",
            flush=True,
        )
        left = end - time.monotonic()
        if left <= 0:
            return
        await asyncio.sleep(min(_EVERY, left))


if __name__ == "__main__":
    main()
