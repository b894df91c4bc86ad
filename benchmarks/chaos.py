"""Money moved by many at once, while the server is killed: is all of it there, and once?

``python benchmarks/chaos.py`` has 200 clients commit, liquidate and pay sums of one Ambito for five
minutes. The server is killed (SIGKILL) three times meanwhile, and after the last time the sums grow
until the lines have nothing left. A client that was not answered asks the same again, with the same
key, until it is. In the end every movement that was acknowledged must
be in the ledger once, and none that was not; nobody may have spent more than there was; and
``ambiti check`` must find nothing.
"""

import argparse
import asyncio
import contextlib
import random
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

import asyncpg
import uvloop
from acts import PORT, TENANT, Client, Failed, Wanted, body, database
from reading.building import Country
from reading.contestants import Contestant, product
from statutes import quietly

from ambiti.access.development import DevelopmentIssuer
from ambiti.access.invented import token_for
from ambiti.cli import statutes, upkeep
from ambiti.cli.standing import tenants_folder
from ambiti.database.engine import app_engine
from ambiti.reading.identifiers import decode, encode

KILLS: Final = 3
_AGAIN: Final = frozenset({"UNAVAILABLE", "CHANGED_MEANWHILE"})
_WHO: Final = {
    "recordImpegno": "responsabile_udp",
    "recordEconomia": "responsabile_udp",
    "recordLiquidazione": "operatore_udp",
    "recordPagamento": "segretario",
}
_MOVED: Final = "movement { id }"
_SEVENTH: Final = 1 / 7
_TOO_MUCH: Final = "99999999.00"
_LITTLE: Final = 39
"""Of so many euro at most the lines hold out until the last time that the server is killed."""
_MUCH: Final = 999


@dataclass(slots=True)
class Told:
    """What the clients were told."""

    movements: dict[str, str] = field(default_factory=dict)
    """The id of each movement that was acknowledged, by its key."""
    codes: Counter[str] = field(default_factory=Counter)
    asked_again: int = 0


@dataclass(slots=True)
class Treasury:
    """What money is moved with: the act that it rests on, the lines, the offices."""

    act: str
    on: str
    """The last day of which the ledger says something: the documents were in force then."""
    lines: list[str]
    tokens: Mapping[str, str]
    told: Told
    end: float
    most: int = _LITTLE

    async def moved(self, name: str, shown: str, **given: Any) -> dict[str, Any] | None:
        """Move money, and ask again until that is answered; None where it is refused."""
        key = str(uuid4())
        sent = {**given, "act": self.act, "on": self.on, "subject": key}
        wanted = Wanted(self.tokens[_WHO[name]], body(name, sent, shown, key))
        while True:
            try:
                async with Client() as client:
                    found: dict[str, Any] = (await client.post(wanted))["it"]
            except (OSError, EOFError, Failed) as error:
                if isinstance(error, Failed) and error.code not in _AGAIN:
                    raise
                self.told.asked_again += 1
                await asyncio.sleep(random.uniform(0.1, 1.0))  # noqa: S311 - no secret
                continue
            codes = [one["code"] for one in found.get("violations", ())]
            if "CHANGED_MEANWHILE" in codes:
                self.told.asked_again += 1
                continue
            self.told.codes.update(codes or [name])
            if codes:
                return None
            self.told.movements[key] = str(decode(found["movement"]["id"]).key)
            return found


def main() -> None:
    """Run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--clients", type=int, default=200)
    given = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="ambiti-chaos-") as folder,
        database(Path(folder)) as country,
    ):
        file = tenants_folder(country.settings) / f"{TENANT}.yaml"
        quietly(lambda: statutes.apply(country.settings, [file], None))()
        upkeep.demo(country.settings)
        told, there = uvloop.run(_lived(country, Path(folder), given))
        sound = upkeep.check(country.settings)
    print(f"acknowledged: {dict(told.codes)}; asked again {told.asked_again} times")
    lost = [key for key, one in told.movements.items() if there.get(key) != [one]]
    unasked = there.keys() - told.movements.keys()
    print(
        f"{len(told.movements)} movements acknowledged, {len(lost)} lost or twice, "
        f"{len(unasked)} not acknowledged"
    )
    if lost or unasked or not sound or not told.movements:
        raise SystemExit(1)


async def _lived(
    country: Country, folder: Path, given: argparse.Namespace
) -> tuple[Told, dict[str, list[str]]]:
    """Let clients move money while the server comes and goes, and give what is in the ledger."""
    told, seconds = Told(), 60 * given.minutes
    async with contextlib.AsyncExitStack() as stack:
        started = await stack.enter_async_context(_serving(country, folder, 0))
        money = await _treasury(country, told, time.monotonic() + seconds)
        clients = [asyncio.create_task(_spends(money)) for _ in range(given.clients)]
        for number in range(1, KILLS + 1):
            await asyncio.sleep(seconds / (KILLS + 1))
            print(f"killed after {len(told.movements)} movements", flush=True)
            started.process.kill()
            started = await stack.enter_async_context(_serving(country, folder, number))
        money.most = _MUCH
        await asyncio.gather(*clients)
    return told, await _there(country)


@contextlib.asynccontextmanager
async def _serving(country: Country, folder: Path, number: int) -> AsyncIterator[Contestant]:
    """Have the server stand, without holding up the clients while it starts."""
    context = product(country, PORT, folder / f"product-{number}.log")
    started = await asyncio.to_thread(context.__enter__)
    try:
        yield started
    finally:
        await asyncio.to_thread(context.__exit__, None, None, None)


async def _treasury(country: Country, told: Told, end: float) -> Treasury:
    """Find the lines of the whole Ambito in the year that the demo has left open."""
    admin = await asyncpg.connect(country.databases.admin)
    lines = await admin.fetch(
        "select ambito_id, id from ambiti.budget_lines where level = 'DISTRETTUALE'"
    )
    act = await admin.fetchrow(
        "select ambito_id, act_id as id, moved_on::text as day from ambiti.ledger_movements"
        " order by moved_on desc limit 1"
    )
    await admin.close()
    issuer, engine = DevelopmentIssuer.open(country.home), app_engine(country.databases.app)
    tokens = {
        role: await token_for(issuer, engine, role=role, tenant=TENANT)
        for role in set(_WHO.values())
    }
    await engine.dispose()
    keys = [encode("BudgetLine", one["ambito_id"], one["id"]) for one in lines]
    act_id = encode("Act", act["ambito_id"], act["id"])
    return Treasury(act_id, act["day"], keys, tokens, told, end)


async def _spends(money: Treasury) -> None:
    """Commit, liquidate and pay; now and then what there is not, and what is not needed."""
    while time.monotonic() < money.end:
        line, amount = random.choice(money.lines), f"{random.randint(1, money.most)}.37"  # noqa: S311
        if random.random() < _SEVENTH:  # noqa: S311
            await money.moved(
                "recordImpegno", _MOVED, line=line, amount=_TOO_MUCH, creditor="Nessuno"
            )
        shown = f"{_MOVED} impegno {{ id }}"
        done = await money.moved(
            "recordImpegno", shown, line=line, amount=amount, creditor="Creditore inventato"
        )
        if done is None:
            continue
        of = {"impegno": done["impegno"]["id"]}
        if random.random() < _SEVENTH:  # noqa: S311
            await money.moved("recordEconomia", _MOVED, **of, amount=amount)
            continue
        await money.moved("recordLiquidazione", _MOVED, **of, amount=amount)
        await money.moved("recordPagamento", _MOVED, **of, amount=amount)


async def _there(country: Country) -> dict[str, list[str]]:
    """Read the ids of the movements of each key from the ledger."""
    admin = await asyncpg.connect(country.databases.admin)
    rows = await admin.fetch(
        "select subject, array_agg(id::text) as ids from ambiti.ledger_movements"
        " where subject ~ '^[0-9a-f]{8}-[0-9a-f-]{27}$' group by subject"
    )
    await admin.close()
    return {row["subject"]: row["ids"] for row in rows}


if __name__ == "__main__":
    main()
