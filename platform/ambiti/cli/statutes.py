"""The tenants' statutes, as the commands use them: all slices' rules and rows together."""

import asyncio
import getpass
import json
from collections.abc import Sequence
from pathlib import Path

from ambiti.agreements.conflicts import CONFLICTS as AGREEMENTS_CONFLICTS
from ambiti.agreements.projection import PROJECTION as AGREEMENTS
from ambiti.agreements.rules import RULES as AGREEMENTS_RULES
from ambiti.cli.refusing import Refused
from ambiti.cli.standing import figures_of, tenants_folder
from ambiti.database import migrating
from ambiti.database.connections import Databases
from ambiti.database.engine import app_engine
from ambiti.database.running import running
from ambiti.governance.denominators import DENOMINATORS
from ambiti.governance.projection import PROJECTION as GOVERNANCE
from ambiti.governance.reachability import REACHABILITY
from ambiti.governance.rules import RULES as GOVERNANCE_RULES
from ambiti.governance.seats.projection import PROJECTION as SEATS
from ambiti.settings import Settings
from ambiti.statute import applying, checking, loading, verifying
from ambiti.statute.checking import Report
from ambiti.statute.conflicts import RULES as STATUTE_RULES
from ambiti.statute.projection import PROJECTION as STATUTE
from ambiti.territory.population import import_file
from ambiti.territory.projection import PROJECTION as TERRITORY
from ambiti.territory.rules import RULES as TERRITORY_RULES

CONFLICTS = STATUTE_RULES + DENOMINATORS + REACHABILITY + AGREEMENTS_CONFLICTS
RULES = TERRITORY_RULES + GOVERNANCE_RULES + AGREEMENTS_RULES + CONFLICTS
PROJECTIONS = (STATUTE, TERRITORY, GOVERNANCE, SEATS, AGREEMENTS)

TABLES = frozenset(
    {table.name for projection in PROJECTIONS for table in projection.tables}
    | {"ambiti", "populations", "statute_versions"}
)
"""What bringing up the tenants fills."""


def files_of(settings: Settings, named: Sequence[Path]) -> list[Path]:
    """Give the files that were named, or all those of the tenants folder."""
    if named:
        return list(named)
    folder = tenants_folder(settings)
    found = sorted(folder.glob("*.yaml"))
    if not found:
        message = f"Nella cartella {folder} non ci sono file .yaml: indicane con AMBITI_TENANTS."
        raise Refused(message)
    return found


def report(settings: Settings, named: Sequence[Path]) -> Report:
    """Check files, one by one and then together."""
    return checking.check(map(loading.load_file, files_of(settings, named)), RULES)


def check(settings: Settings, named: Sequence[Path]) -> bool:
    """Print all that is wrong and all that is left open; tell whether nothing is wrong."""
    from ambiti.cli.crews import MANY, crew

    files = files_of(settings, named)
    if len(files) < MANY:
        found = report(settings, named)
        number = len(found.loaded)
    else:
        with crew(files) as workers:
            found, number = workers.read()
    for problem in (*found.errors, *found.warnings):
        print(problem)
    print(f"Statuti: {number}; errori: {len(found.errors)}; avvisi: {len(found.warnings)}.")
    return not found.errors


def schema() -> str:
    """Write the JSON Schema of the statutes' language."""
    return json.dumps(loading.schema(), ensure_ascii=False, indent=2) + "\n"


def diff(settings: Settings, named: Sequence[Path]) -> None:
    """Print what applying would change."""
    found = _right(report(settings, named))
    with running(settings) as databases:
        for line in asyncio.run(_differences(databases, found)):
            print(line)


def apply(settings: Settings, named: Sequence[Path], reason: str | None) -> None:
    """Apply files, and say what became of each."""
    from ambiti.cli.crews import MANY

    files = files_of(settings, named)
    if len(files) >= MANY:
        _apply_many(settings, files, reason)
        return
    found = _right(report(settings, named))
    with running(settings) as databases:
        for line in asyncio.run(_apply(databases, found, reason)):
            print(line)


def _apply_many(settings: Settings, files: Sequence[Path], reason: str | None) -> None:
    """Apply many files on all processors; what is refused does not stop the others."""
    from ambiti.cli.crews import crew

    with crew(files) as workers:
        _right(workers.read()[0])
        with running(settings) as databases:
            asyncio.run(migrating.require_head(databases.app))
            told = workers.apply(databases.app, getpass.getuser(), reason)
    print(*(one.line for one in told if not one.refused), sep="\n")
    refused = [one.line for one in told if one.refused]
    if refused:
        raise Refused(*refused)


async def bring_up(settings: Settings, databases: Databases) -> None:
    """Apply the statutes that changed since the last start, and import the figures beside them."""
    await _apply(databases, _right(report(settings, ())), None)
    engine = app_engine(databases.app)
    try:
        for path in figures_of(settings):
            await import_file(engine, path)
    finally:
        await engine.dispose()


async def verify(databases: Databases) -> list[str]:
    """Find what is not as the applied statutes declare it."""
    engine = app_engine(databases.app)
    try:
        return await verifying.verify(engine, PROJECTIONS)
    finally:
        await engine.dispose()


def _right(found: Report) -> Report:
    """Refuse what has errors: nothing of it is applied."""
    if found.errors:
        raise Refused(*map(str, found.errors), "Gli statuti hanno errori: nulla è stato applicato.")
    return found


async def _differences(databases: Databases, found: Report) -> list[str]:
    await migrating.require_head(databases.app)
    engine = app_engine(databases.app)
    try:
        return [
            line
            for loaded in found.loaded
            for line in await applying.difference(engine, loaded, PROJECTIONS)
        ]
    finally:
        await engine.dispose()


async def _apply(databases: Databases, found: Report, reason: str | None) -> list[str]:
    await migrating.require_head(databases.app)
    engine = app_engine(databases.app)
    try:
        return [
            str(
                await applying.apply(
                    engine, loaded, PROJECTIONS, applied_by=getpass.getuser(), reason=reason
                )
            )
            for loaded in found.loaded
        ]
    finally:
        await engine.dispose()
