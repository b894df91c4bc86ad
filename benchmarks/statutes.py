"""How long a country of statutes takes: variants of the tenants' files, checked and applied.

``python benchmarks/statutes.py [NUMBER]`` makes NUMBER variants (600) of the statutes of the
tenants folder in turn, each with a name and ISTAT codes of its own. It measures the largest file
read, checked and projected, and the first time that it is applied; then all of them checked,
applied to a fresh database, and applied again when nothing is to be done. Each is what the
commands do.
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


def variants(texts: list[str], number: int) -> list[str]:
    """Write variants of the texts in turn: other tenants, on other comuni while codes suffice."""
    size = max(len({found[1] for found in _ISTAT.findall(text)}) for text in texts)
    rounds = _BELFIORE_CODES // (size * len(texts))
    blocks = rounds * len(texts)  # where codes come again, they are those of the same text
    return [
        variant(texts[index % len(texts)], index, (index % blocks) * size)
        for index in range(number)
    ]


def variant(text: str, number: int, first: int) -> str:
    """Write the variant of a number, whose comuni have the codes from the first one on."""
    istat = dict.fromkeys(found[1] for found in _ISTAT.findall(text))
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
    templates = sorted(folder.glob("*.yaml"), key=lambda path: -path.stat().st_size)
    for template in templates:
        print(f"{template.name}: {template.stat().st_size} bytes")
    print(f"{number} variants, in turn\n")
    texts = [template.read_text(encoding="utf-8") for template in templates]
    one(texts[0].encode())
    with tempfile.TemporaryDirectory() as made:
        files = [Path(made) / f"{index:04}.yaml" for index in range(number + 1)]
        for file, text in zip(files, variants(texts, number + 1), strict=True):
            file.write_text(text, encoding="utf-8")
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
