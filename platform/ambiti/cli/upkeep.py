"""The commands that keep a deployment in order: migrate, check, token."""

import asyncio
import getpass
from collections.abc import Mapping
from typing import TYPE_CHECKING

from ambiti.cli.refusing import MISUSED, Refused
from ambiti.database import migrating
from ambiti.database.connections import Databases
from ambiti.database.engine import app_engine
from ambiti.database.running import running
from ambiti.settings import Settings

if TYPE_CHECKING:
    from ambiti.acting.verifying import Told


def migrate(settings: Settings) -> None:
    """Bring the database to this release's revision, and say which it is."""
    with running(settings) as databases:
        print(f"Il database è alla revisione {asyncio.run(migrating.migrate(databases))}.")


def check(settings: Settings) -> bool:
    """Print the faults of the live database; tell whether there are none."""
    from ambiti.cli import statutes
    from ambiti.database.catalogue import inspect
    from ambiti.rows import metadata

    with running(settings) as databases:
        if databases.admin is None:
            message = "Il controllo legge tutto il catalogo: serve AMBITI_DATABASE_URL."
            raise Refused(message, code=MISUSED)
        asyncio.run(migrating.require_head(databases.app))
        found = asyncio.run(inspect(databases.admin, metadata))
        found += asyncio.run(statutes.verify(databases))
        told = asyncio.run(_journals(databases))
        found += asyncio.run(_books(databases))
    for one in told:
        print(one)
        found += one.faults
    for line in found:
        print(line)
    print(f"Difetti trovati: {len(found)}." if found else "Nessun difetto.")
    return not found


async def _journals(databases: Databases) -> list["Told"]:
    from ambiti.acting.verifying import journals

    engine = app_engine(databases.app)
    try:
        return await journals(engine)
    finally:
        await engine.dispose()


def demo(settings: Settings) -> None:
    """Let each tenant of the demo live its year, where invented people may act, and say it."""
    if not settings.development_issuer:
        message = (
            "La demo fa agire persone inventate, e i token di prova sono spenti "
            "(AMBITI_DEVELOPMENT_ISSUER=false, come sempre in production)."
        )
        raise Refused(message)
    from ambiti.demo.living import live

    with running(settings) as databases:
        asyncio.run(migrating.require_head(databases.app))
        told = asyncio.run(live(settings, databases))
    print("\n".join(told) or "L'anno di prova è già vissuto: nulla da fare.")


def tell_calendars(settings: Settings) -> None:
    """Tell the calendars what they were not told when riparti were approved, and say it."""
    with running(settings) as databases:
        told = asyncio.run(_tell_calendars(settings, databases))
    print("\n".join(told) or "I calendari sanno già di ogni riparto: nulla da fare.")


async def _tell_calendars(settings: Settings, databases: Databases) -> list[str]:
    from ambiti import resources
    from ambiti.access.policy import Policy
    from ambiti.budgets.ripartos.missed import tell_missed

    await migrating.require_head(databases.app)
    policy = Policy.load(settings.policies or resources.folder("policies"))
    engine = app_engine(databases.app)
    try:
        return await tell_missed(engine, policy, getpass.getuser())
    finally:
        await engine.dispose()


def token(settings: Settings, role: str, asked: Mapping[str, str | None]) -> str:
    """Give a development token, where the settings allow any."""
    if not settings.development_issuer:
        message = (
            "I token di prova sono spenti (AMBITI_DEVELOPMENT_ISSUER=false, come sempre in"
            " production): chiedi un token al tuo emittente di identità."
        )
        raise Refused(message)
    with running(settings) as databases:
        return asyncio.run(_token(settings, databases, role, asked))


async def _token(
    settings: Settings, databases: Databases, role: str, asked: Mapping[str, str | None]
) -> str:
    from ambiti.access.development import DevelopmentIssuer
    from ambiti.access.invented import token_for

    await migrating.require_head(databases.app)
    issuer = DevelopmentIssuer.open(settings.home, settings.identity_audience)
    engine = app_engine(databases.app)
    try:
        return await token_for(issuer, engine, role=role, **asked)
    finally:
        await engine.dispose()


async def _books(databases: Databases) -> list[str]:
    from ambiti.budgets.verifying import books

    engine = app_engine(databases.app)
    try:
        return await books(engine)
    finally:
        await engine.dispose()
