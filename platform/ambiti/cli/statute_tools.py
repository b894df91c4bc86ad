"""Tools for whoever writes a statute: a file to start from, a rule explained, two compared."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from re import fullmatch

from ambiti import clock
from ambiti.agreements.telling import codes, explained, suggestion
from ambiti.cli.refusing import Refused
from ambiti.database import migrating
from ambiti.database.connections import Databases
from ambiti.database.engine import app_engine
from ambiti.database.running import running
from ambiti.settings import Settings
from ambiti.statute.diffing import diff
from ambiti.statute.language.statute import Statute
from ambiti.statute.language.words import PATTERNS, SLUG_PATTERN
from ambiti.statute.loading import load_file
from ambiti.statute.starting import Kind, starting_file
from ambiti.statute.stored_versions import UnknownVersionError, Version, version


def new(
    slug: str, *, name: str | None, region: str | None, kind: Kind, output: Path | None
) -> None:
    """Print or write the starting file of a tenant; a file that is there is never written over."""
    if not fullmatch(SLUG_PATTERN, slug):
        message = f"«{slug}» non va bene come slug: {PATTERNS[SLUG_PATTERN]}."
        raise Refused(message)
    text = starting_file(slug, name=name, region=region, kind=kind)
    if output is None:
        print(text, end="")
        return
    try:
        with output.open("x", encoding="utf-8") as stream:
            stream.write(text)
    except FileExistsError as error:
        message = f"{output} c'è già e non lo sovrascrivo: indica un altro file."
        raise Refused(message) from error
    except OSError as error:
        message = f"{output} non si può scrivere ({error.strerror}): indica un altro file."
        raise Refused(message) from error
    print(f"Scritto {output}: compilalo, poi `ambiti tenants check {output}`.")


def explain(file: Path, rule: str | None) -> None:
    """Print what a rule means, or the codes of all rules."""
    statute = _read(file)
    if rule is None:
        print(*codes(statute), sep="\n")
        return
    lines = explained(statute, rule, clock.today())
    if lines is None:
        message = f"In {file} nessuna regola ha il codice o l'articolo «{rule}»."
        raise Refused(message, f"→ {suggestion(statute, rule)}")
    print(*lines, sep="\n")


def compare(settings: Settings, first: str, second: str) -> None:
    """Print how two statutes differ: files, applied versions (slug@2), or tenants (slug)."""
    wanted = [_wanted(text) for text in (first, second)]
    versions = [one for one in wanted if isinstance(one, Version)]
    found: dict[Version, Statute] = {}
    if versions:
        with running(settings) as databases:
            found = asyncio.run(_versions(databases, versions))
    before, after = (found[one] if isinstance(one, Version) else _read(one) for one in wanted)
    lines = [str(change) for change in diff(before, after)]
    print(*(lines or ["nessuna differenza"]), sep="\n")


def _wanted(text: str) -> Path | Version:
    path = Path(text)
    if path.suffix in {".yaml", ".yml"} or path.exists():
        return path
    named = Version.named(text)
    if named is None:
        message = f"«{text}» non è un file né una versione: scrivi slug, slug@2, o un file .yaml."
        raise Refused(message)
    return named


async def _versions(databases: Databases, wanted: Sequence[Version]) -> dict[Version, Statute]:
    await migrating.require_head(databases.app)
    engine = app_engine(databases.app)
    try:
        return {one: (await version(engine, one)).statute for one in wanted}
    except UnknownVersionError as error:
        raise Refused(str(error)) from error
    finally:
        await engine.dispose()


def _read(file: Path) -> Statute:
    loading = load_file(file)
    if loading.loaded is None:
        raise Refused(*map(str, loading.problems))
    return loading.loaded.statute
