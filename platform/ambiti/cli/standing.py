"""What the last start left in order, so that the next one need not do it again.

A start that changes nothing costs most of its time to find that out. So what was found in order is
kept as two digests in AMBITI_HOME: of what goes in (the code, the tenants' files) and of what came
out (the rows that these files declare). Where either is different, everything is done again; a
note that is lost or wrong costs a slower start and nothing else.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from ambiti import __version__, resources
from ambiti.database.connections import Databases
from ambiti.database.engine import app_engine, transaction
from ambiti.database.metadata import SCHEMA
from ambiti.settings import Settings

FILE = "standing.json"

_TENANTS = text(f"select ambito_id from {SCHEMA}.ambiti")
_PACKAGE = Path(__file__).parents[1]


def tenants_folder(settings: Settings) -> Path:
    """Tell where the tenants are: the folder of the settings, or the one that travels along."""
    return settings.tenants or resources.folder("tenants")


def figures_of(settings: Settings) -> list[Path]:
    """Give the files of populations beside the statutes."""
    return sorted((tenants_folder(settings) / "population").glob("*.*"))


async def is_standing(settings: Settings, databases: Databases) -> bool:
    """Tell whether what this start would apply is what the last one left."""
    with suppress(OSError, ValueError, TypeError, KeyError, AttributeError, SQLAlchemyError):
        note = json.loads((settings.home / FILE).read_bytes())
        return (
            note["inputs"] == _inputs(settings)
            and bool(note["rows"])
            and note["rows"] == await _rows(databases, note["rows"])
        )
    return False


async def remember(settings: Settings, databases: Databases, tables: Iterable[str]) -> None:
    """Note that these tables are as the files declare them."""
    note = {"inputs": _inputs(settings), "rows": await _rows(databases, tables)}
    with suppress(OSError):  # without a home to write in, every start does everything
        settings.home.mkdir(parents=True, exist_ok=True)
        draft = settings.home / f"{FILE}.new"
        draft.write_text(json.dumps(note), encoding="utf-8")
        draft.replace(settings.home / FILE)


def _inputs(settings: Settings) -> str:
    """Digest the code and the tenants' files: each by its name and its content."""
    digest = hashlib.sha256(__version__.encode())
    statutes = sorted(tenants_folder(settings).glob("*.yaml"))
    for path in (*sorted(_PACKAGE.rglob("*.py")), *statutes, *figures_of(settings)):
        content = path.read_bytes()
        digest.update(f"{path}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


async def _rows(databases: Databases, tables: Iterable[str]) -> Mapping[str, str]:
    """Digest the rows of tables, as the app role that reaches every tenant."""
    names = sorted(tables)
    engine = app_engine(databases.app)
    try:
        async with transaction(engine, reach=()) as connection:
            reach = list(await connection.scalars(_TENANTS))
        async with transaction(engine, reach=reach) as connection:
            known = set(await connection.scalars(_KNOWN, {"names": names}))
            digests = " union all ".join(_digest(name) for name in names if name in known)
            found = await connection.execute(text(digests)) if digests else ()
            return {row[0]: row[1] for row in found}
    finally:
        await engine.dispose()


_KNOWN = text(
    f"select relname from pg_class where relnamespace = '{SCHEMA}'::regnamespace"
    " and relkind in ('r', 'p') and relname = any (:names)"
)


def _digest(table: str) -> str:
    return (
        f"select '{table}', md5(coalesce(string_agg(md5(t::text), '' order by md5(t::text)), ''))"
        f' from {SCHEMA}."{table}" t'
    )
