"""Bringing in populations from files that others publish."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

from ambiti.database import migrating
from ambiti.database.connections import Databases
from ambiti.database.engine import app_engine
from ambiti.database.running import running
from ambiti.settings import Settings
from ambiti.territory.population import import_file


def population(settings: Settings, files: Sequence[Path], *, replace: bool) -> None:
    """Import files one after the other; each is imported whole or not at all."""
    with running(settings) as databases:
        for line in asyncio.run(_import(databases, files, replace=replace)):
            print(line)


async def _import(databases: Databases, files: Sequence[Path], *, replace: bool) -> list[str]:
    await migrating.require_head(databases.app)
    engine = app_engine(databases.app)
    try:
        return [str(await import_file(engine, path, replace=replace)) for path in files]
    finally:
        await engine.dispose()
