"""The database that is asked: a country of Ambiti under the statutes of the tenants folder."""

import asyncio
import contextlib
import os
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import asyncpg
from statutes import quietly

from ambiti.cli import statutes, upkeep
from ambiti.cli.standing import tenants_folder
from ambiti.database.connections import Databases, databases, in_database
from ambiti.database.embedded import EmbeddedServer
from ambiti.settings import Settings, read_settings
from reading.comuni import Comune, comuni, shares
from reading.filling import fill

_ISTAT: Final = re.compile(r'(istat: )"([0-9]{6})"')
_BELFIORE: Final = re.compile(r"(belfiore: )([A-Z][0-9]{3})\b")
_DATABASE: Final = "ambiti_country"
_FIRST: Final = ("carate", "lecce", "cremasco", "monza_brianza")
_LARGE_EVERY: Final = 30
_INTERAMBITI_EVERY: Final = 75
_MIX: Final = 11
_OF_CARATE: Final = frozenset({0, 2, 4, 8})


@dataclass(frozen=True, slots=True)
class Country:
    """A database that stands, and how to get to it."""

    home: Path
    settings: Settings
    databases: Databases
    tenants: int
    version: str

    @property
    def data(self) -> Path:
        """Tell where PostgreSQL keeps it."""
        return self.home / f"postgresql-{self.version.split('.')[0]}"


@contextlib.contextmanager
def country(tenants: int, kept: Path | None, source: Path | None) -> Iterator[Country]:
    """Have the country stand for as long as it is asked; kept in a folder, it is made once."""
    with contextlib.ExitStack() as stack:
        if kept is None:
            home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="ambiti-country-")))
        else:
            home = kept / f"country-{tenants}"
            home.mkdir(parents=True, exist_ok=True)
        home.chmod(0o711)
        server = stack.enter_context(EmbeddedServer(home))
        admin = in_database(server.dsn(), _DATABASE)
        settings = read_settings({"AMBITI_HOME": str(home), "AMBITI_DATABASE_URL": admin})
        made = home / "made"
        if not made.exists():
            asyncio.run(_create(server.dsn()))
            _make(settings, admin, tenants, source)
            made.write_text(f"{tenants}\n", encoding="utf-8")
        else:
            quietly(lambda: upkeep.migrate(settings))()
        version = asyncio.run(_version(admin))
        yield Country(home, settings, databases(settings), tenants, version)


async def _create(dsn: str) -> None:
    connection = await asyncpg.connect(dsn)
    await connection.execute(f"drop database if exists {_DATABASE}")
    await connection.execute(f"create database {_DATABASE} template template0")
    await connection.close()


async def _version(dsn: str) -> str:
    connection = await asyncpg.connect(dsn)
    found: str = await connection.fetchval("show server_version")
    await connection.close()
    return found


def _make(settings: Settings, admin: str, tenants: int, source: Path | None) -> None:
    texts = templates()
    names = [_template(index) for index in range(tenants)]
    dealt = list(shares(comuni(source), [_size(texts[name]) for name in names]))
    quietly(lambda: upkeep.migrate(settings))()
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for index, (name, theirs) in enumerate(zip(names, dealt, strict=True)):
            files.append(Path(folder) / f"{index:04}.yaml")
            files[-1].write_text(variant(texts[name], index, theirs), encoding="utf-8")
        quietly(lambda: statutes.apply(settings, files, None))()
    asyncio.run(fill(admin, [one for theirs in dealt for one in theirs]))


def templates() -> dict[str, str]:
    """Read the statutes of the tenants folder."""
    given = os.environ.get("AMBITI_TENANTS")
    environment = {"AMBITI_HOME": "/nowhere"} | ({"AMBITI_TENANTS": given} if given else {})
    folder = tenants_folder(read_settings(environment))
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.yaml"))}


def _template(index: int) -> str:
    """Say which statute an Ambito has: small ones mostly, so that the comuni go round."""
    if index < len(_FIRST):
        return _FIRST[index]
    if index % _LARGE_EVERY == _FIRST.index("cremasco"):
        return "cremasco"
    if index % _INTERAMBITI_EVERY == _FIRST.index("monza_brianza"):
        return "monza_brianza"
    return "carate" if index % _MIX in _OF_CARATE else "lecce"


def _size(text: str) -> int:
    return len({found[1] for found in _ISTAT.findall(text)})


def variant(text: str, number: int, theirs: Sequence[Comune]) -> str:
    """Write the statute for another Ambito, on comuni of its own."""
    istat = dict.fromkeys(found[1] for found in _ISTAT.findall(text))
    codes = dict(zip(istat, (one.istat_code for one in theirs), strict=True))
    belfiore = dict.fromkeys(found[1] for found in _BELFIORE.findall(text))
    letters = dict(zip(belfiore, (one.belfiore for one in theirs), strict=False))
    text = re.sub(r"(?m)^slug: (\S+)$", rf"slug: \g<1>-{number:03}", text, count=1)
    text = _ISTAT.sub(lambda found: f'{found[1]}"{codes[found[2]]}"', text)
    return _BELFIORE.sub(lambda found: f"{found[1]}{letters[found[2]]}", text)
