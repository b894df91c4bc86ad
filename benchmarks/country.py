"""What reading a country costs: the product, the best that SQL allows, and two that are usual.

``python benchmarks/country.py`` builds 600 Ambiti, asks four servers the same questions,
sees that they answer the same, measures them in alternation and writes benchmarks/RESULTS.md. The
usual ones are Strawberry with dataloaders, and PostGraphile.
``--flat`` also measures the product on 6 and on 60 Ambiti, asked about the same six; ``--profile``
only tells where the time of a request goes.
"""

import argparse
import asyncio
import contextlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import uvloop
from reading.asking import Asked, asked
from reading.building import Country, country
from reading.contestants import Contestant
from reading.measuring import Cell
from reading.profiling import layers
from reading.shapes import SHAPES

from reading import contestants, measuring, report

BUSY: Final = 32
_SIZES: Final = (6, 60, 600)
_FIRST_PORT: Final = 18_431
_PROFILED: Final = 3.0
_FLAT_SHAPES: Final = ("S1", "S2", "S3")
_HERE: Final = Path(__file__).parent


def main() -> None:
    """Measure."""
    given = _arguments()
    with tempfile.TemporaryDirectory(prefix="ambiti-country-") as made:
        folder = Path(made)
        with country(given.tenants, given.keep, given.comuni) as one:
            if given.profile:
                print(report.profile(_profile_alone(one, folder)))
                return
            found = _compared(one, given, folder)
        if given.flat:
            found["flat"] = [asdict(one) for one in _flat(given, folder)]
    if given.json:
        given.json.write_text(json.dumps(found, indent=1), encoding="utf-8")
    text = report.written(found)
    print(text)
    given.output.write_text(text, encoding="utf-8")


def _arguments() -> argparse.Namespace:
    named = os.environ.get("AMBITI_COMUNI")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tenants", type=int, default=600)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--keep", type=Path, help="where the databases stay, to be used again")
    parser.add_argument(
        "--comuni",
        type=Path,
        default=Path(named) if named else None,
        help="a CSV of comuni (AMBITI_COMUNI); they are invented without one",
    )
    parser.add_argument("--flat", action="store_true", help="also with 6 and with 60 Ambiti")
    parser.add_argument(
        "--without", default="", choices=("", "dataloaders", "postgraphile"), help="left out"
    )
    parser.add_argument("--profile", action="store_true", help="the layers of a request only")
    parser.add_argument("--output", type=Path, default=_HERE / "RESULTS.md")
    parser.add_argument("--json", type=Path, help="where the figures are also written")
    return parser.parse_args()


def _compared(one: Country, given: argparse.Namespace, folder: Path) -> dict[str, Any]:
    questions = asyncio.run(asked(one))
    with _standing(one, questions, folder) as all_of_them:
        servers = [server for server in all_of_them if server.name != given.without]
        wrong = measuring.disagreements(questions, servers)
        if wrong:
            raise SystemExit("\n".join(wrong))
        print(f"{len(servers)} contestants give the same answers.", flush=True)
        sights = {
            server.name: measuring.first_sight(questions, server, server.document)
            for server in servers
            if server.document
        }
        cells = _cells(one, questions, servers, given, folder)
        profile = _profiled(one, questions, servers[0], folder)
    return {
        "tenants": one.tenants,
        "postgresql": one.version,
        "seconds": given.seconds,
        "rounds": given.rounds,
        "sights": sights,
        "cells": [asdict(cell) for cell in cells],
        "profile": profile,
    }


def _profile_alone(one: Country, folder: Path) -> Any:
    questions = asyncio.run(asked(one))
    with contestants.product(one, _FIRST_PORT, folder / "product.log") as server:
        return _profiled(one, questions, server, folder)


def _profiled(one: Country, questions: Asked, product: Contestant, folder: Path) -> Any:
    """Tell what a request takes over HTTP, inside the application, and in each of its layers."""
    cells = [measuring.cell(one, questions, product, SHAPES[0], 1, _PROFILED, folder)]
    plain, found = uvloop.run(layers(one, questions))
    cells.append(measuring.cell(one, questions, product, SHAPES[0], 1, _PROFILED, folder))
    return {
        "whole": {
            "wall": sum(cell.p50 for cell in cells) / len(cells) * 1000,
            "cpu": sum(cell.server_us for cell in cells) / len(cells),
        },
        "plain": {"wall": plain.wall, "cpu": plain.cpu},
        "layers": [asdict(layer) for layer in found],
    }


@contextlib.contextmanager
def _standing(one: Country, questions: Asked, folder: Path) -> Iterator[list[Contestant]]:
    with contextlib.ExitStack() as stack:
        callers = questions.callers
        found = [
            stack.enter_context(contestants.product(one, _FIRST_PORT, folder / "product.log")),
            stack.enter_context(
                contestants.limit(one, callers, _FIRST_PORT + 1, folder / "limit.log")
            ),
            stack.enter_context(
                contestants.dataloaders(one, callers, _FIRST_PORT + 3, folder / "dataloaders.log")
            ),
        ]
        if shutil.which("node") and (_HERE / "postgraphile" / "node_modules").is_dir():
            measuring.views(one)
            log = folder / "postgraphile.log"
            found.append(
                stack.enter_context(contestants.postgraphile(one, callers, _FIRST_PORT + 2, log))
            )
        else:
            print("PostGraphile is not installed: it is left out.", flush=True)
        yield found


def _cells(
    one: Country,
    questions: Asked,
    servers: Sequence[Contestant],
    given: argparse.Namespace,
    folder: Path,
) -> list[Cell]:
    found = []
    for number in range(given.rounds):
        for shape in SHAPES:
            for connections in (BUSY, 1):
                for server in _turned(servers, number):
                    cell = measuring.cell(
                        one, questions, server, shape, connections, given.seconds, folder
                    )
                    found.append(cell)
                    print(
                        f"{number + 1} {cell.shape} {cell.connections:>2} {cell.contestant:<12}"
                        f"{cell.rate:>9.0f}/s p50 {cell.p50:.2f} p99 {cell.p99:.2f} ms, server"
                        f" {cell.server_us:.0f} us, database {cell.database_us:.0f} us,"
                        f" load {cell.load_share:.2f}",
                        flush=True,
                    )
    return found


def _turned(servers: Sequence[Contestant], number: int) -> list[Contestant]:
    """Let another one begin every other round, and between let them come the other way round.

    Whoever comes after a heavy one finds the machine otherwise than who comes after a light one.
    """
    at = number // 2 % len(servers)
    turned = [*servers[at:], *servers[:at]]
    return turned[::-1] if number % 2 else turned


def _flat(given: argparse.Namespace, folder: Path) -> list[Cell]:
    """Measure the product on countries of several sizes, asked about the same Ambiti."""
    found = []
    with contextlib.ExitStack() as stack:
        standing = []
        for number, size in enumerate(_SIZES):
            one = stack.enter_context(country(size, given.keep, given.comuni))
            questions = asyncio.run(asked(one, only=_SIZES[0], first=True))
            log = folder / f"flat-{size}.log"
            server = stack.enter_context(contestants.product(one, _FIRST_PORT + 10 + number, log))
            standing.append((size, one, questions, server))
        for number in range(given.rounds):
            for shape in (one for one in SHAPES if one.name in _FLAT_SHAPES):
                for connections in (BUSY, 1):
                    at = number % len(standing)
                    for size, one, questions, server in [*standing[at:], *standing[:at]]:
                        named = Contestant(f"{size}", server.port, server.process, server.request)
                        found.append(measuring.cell(
                            one, questions, named, shape, connections, given.seconds, folder
                        ))  # fmt: skip
    return found


if __name__ == "__main__":
    main()
