"""How long a country of statutes takes: variants of the largest file, checked and applied.

``python benchmarks/statutes.py [NUMBER]`` makes NUMBER variants (600) of the largest statute of the
tenants folder, each with a name and ISTAT codes of its own. It measures one file read, checked and
projected, and the first time that one is applied; then all of them checked, applied to a fresh
database, and applied again when nothing is to be done. Each is what the commands do.
"""

import contextlib
import io
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import asyncpg

from ambiti.cli import statutes, upkeep
from ambiti.cli.standing import tenants_folder
from ambiti.database.connections import in_database
from ambiti.database.embedded import EmbeddedServer
from ambiti.settings import Settings, read_settings
from ambiti.statute import checking, stored
from ambiti.statute.loading import LoadedStatute, load
from ambiti.statute.projection import Keys

_ISTAT: Final = re.compile(r'(istat: )"([0-9]{6})"')
_BELFIORE: Final = re.compile(r"(belfiore: )([A-Z][0-9]{3})\b")
_BELFIORE_CODES: Final = 26_000
_DATABASE: Final = "ambiti_benchmark"


def variant(text: str, number: int) -> str:
    """Write the variant of a number: another tenant, on other comuni while codes suffice."""
    istat = dict.fromkeys(found[1] for found in _ISTAT.findall(text))
    block = number % max(1, _BELFIORE_CODES // max(1, len(istat)))
    first = block * len(istat)
    codes = {code: f"{100_000 + first + index}" for index, code in enumerate(istat)}
    places = {code: first + index for index, code in enumerate(dict.fromkeys(
        found[1] for found in _BELFIORE.findall(text)))}  # fmt: skip
    text = re.sub(r"(?m)^slug: (\S+)$", rf"slug: \g<1>-{number:03}", text, count=1)
    text = _ISTAT.sub(lambda found: f'{found[1]}"{codes[found[2]]}"', text)
    return _BELFIORE.sub(lambda found: f"{found[1]}{_belfiore(places[found[2]])}", text)


def _belfiore(number: int) -> str:
    return f"{chr(ord('A') + number // 1000)}{number % 1000:03}"


def timed(what: str, act: Callable[[], object]) -> float:
    """Do it once, and print how long it took."""
    start = time.perf_counter()
    act()
    seconds = time.perf_counter() - start
    print(f"{what:<58}{seconds:>9.3f} s", flush=True)
    return seconds


def quietly(act: Callable[[], object]) -> Callable[[], object]:
    """Make the act keep what it prints to itself."""

    def quiet() -> object:
        with contextlib.redirect_stdout(io.StringIO()):
            return act()

    return quiet


@contextlib.contextmanager
def deployment(home: Path) -> Iterator[Settings]:
    """Have a fresh database of its own, with the settings that lead to it."""
    import asyncio

    async def create(dsn: str) -> None:
        connection = await asyncpg.connect(dsn)
        await connection.execute(f"create database {_DATABASE} template template0")
        await connection.close()

    home.chmod(0o711)
    with EmbeddedServer(home) as server:
        asyncio.run(create(server.dsn()))
        admin = in_database(server.dsn(), _DATABASE)
        settings = read_settings({"AMBITI_HOME": str(home), "AMBITI_DATABASE_URL": admin})
        quietly(lambda: upkeep.migrate(settings))()
        yield settings


def one(content: bytes) -> None:
    """Measure the parts of the way of a single statute."""
    loading = load(content, "one.yaml")
    loaded = loading.loaded
    if loaded is None:
        sys.exit("\n".join(map(str, loading.problems)))
    alone: LoadedStatute = loaded
    timed("one statute: read", lambda: load(content, "one.yaml"))
    timed("one statute: checked", lambda: checking.check([loading], statutes.RULES))
    keys = Keys(alone.statute.slug, 1)
    timed(
        "one statute: projected",
        lambda: stored.declared(alone.statute, keys, statutes.PROJECTIONS),
    )


def main() -> None:
    """Measure."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 600
    folder = tenants_folder(read_settings({"AMBITI_HOME": "/nowhere"} | _tenants()))
    largest = max(folder.glob("*.yaml"), key=lambda path: path.stat().st_size)
    print(f"{largest.name}: {largest.stat().st_size} bytes, {number} variants\n")
    text = largest.read_text(encoding="utf-8")
    one(text.encode())
    with tempfile.TemporaryDirectory() as made:
        files = [Path(made) / f"{index:04}.yaml" for index in range(number + 1)]
        for index, file in enumerate(files):
            file.write_text(variant(text, index), encoding="utf-8")
        alone, *many = files
        home = Path(tempfile.mkdtemp(prefix="ambiti-benchmark-"))
        with deployment(home) as settings:
            timed("one statute: all of `tenants check`",
                  quietly(lambda: statutes.check(settings, [alone])))  # fmt: skip
            timed("one statute: all of `tenants apply`",
                  quietly(lambda: statutes.apply(settings, [alone], None)))  # fmt: skip
            timed(f"{number} statutes: checked",
                  quietly(lambda: statutes.check(settings, many)))  # fmt: skip
            timed(f"{number} statutes: checked and applied",
                  quietly(lambda: statutes.apply(settings, many, None)))  # fmt: skip
            timed(f"{number} statutes: checked and applied again",
                  quietly(lambda: statutes.apply(settings, many, None)))  # fmt: skip


def _tenants() -> dict[str, str]:
    import os

    named = os.environ.get("AMBITI_TENANTS")
    return {"AMBITI_TENANTS": named} if named else {}


if __name__ == "__main__":
    main()
