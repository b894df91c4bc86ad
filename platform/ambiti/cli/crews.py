"""Many statutes at once: each processor reads, checks and applies its own part of the files.

A worker keeps what it has read, so that only problems and what statutes share travel between
processes. Nothing is applied until all files were checked, also with one another.
"""

import asyncio
import gc
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from ambiti.cli.statutes import PROJECTIONS, RULES
from ambiti.database.engine import app_engine
from ambiti.statute import applying, checking
from ambiti.statute.applying import StatuteRefused
from ambiti.statute.checking import Report
from ambiti.statute.language.statute import Statute
from ambiti.statute.loading import LoadedStatute, load_file
from ambiti.statute.problems import Problem
from ambiti.statute.reading_yaml import Tree

MANY: Final = 16
"""From how many files on it is worth starting other processes."""
_AT_ONCE: Final = 3
"""How many statutes each worker applies at a time: while one waits for the database, others go."""
_BATCH: Final = 24

_held: dict[str, LoadedStatute] = {}
"""What this worker has read."""


@dataclass(frozen=True, slots=True)
class Read:
    """What a worker tells of a file that it has read and checked."""

    file: str
    problems: tuple[Problem, ...]
    statute: Statute | None


@dataclass(frozen=True, slots=True)
class Told:
    """What became of a file: a line, or why it was refused."""

    line: str
    refused: bool


class Crew:
    """Workers, each with its own part of the files."""

    def __init__(self, workers: Sequence[ProcessPoolExecutor], files: Sequence[Path]) -> None:
        """Share the files out."""
        number = len(workers)
        self._workers = workers
        self._parts = [[str(file) for file in files[index::number]] for index in range(number)]

    def read(self) -> tuple[Report, int]:
        """Read and check all files; also tell how many of them are statutes."""
        read: list[Read] = []
        running = [
            worker.submit(_read, part[start : start + _BATCH])
            for worker, part in zip(self._workers, self._parts, strict=True)
            for start in range(0, len(part), _BATCH)
        ]
        for done in running:
            read += done.result()
        read.sort(key=lambda one: one.file)
        problems = [problem for one in read for problem in one.problems]
        well = [(one.file, one.statute) for one in read if one.statute]
        found = checking.together([statute for _, statute in well], RULES)
        problems += [_placed(well[index][0], violation) for index, violation in found]
        return checking.sorted_report(problems), len(well)

    def apply(self, dsn: str, applied_by: str, reason: str | None) -> list[Told]:
        """Apply all files, each in its own transaction."""
        running = [
            worker.submit(_apply, dsn, part, applied_by, reason)
            for worker, part in zip(self._workers, self._parts, strict=True)
        ]
        told = [one for done in running for one in done.result()]
        return sorted(told, key=lambda one: one.line)


@contextmanager
def crew(files: Sequence[Path]) -> Iterator[Crew]:
    """Have a worker for each processor while the block lasts."""
    context = get_context("spawn")
    number = max(1, min(len(os.sched_getaffinity(0)), len(files) // MANY + 1))
    workers = [ProcessPoolExecutor(1, mp_context=context) for _ in range(number)]
    try:
        yield Crew(workers, files)
    finally:
        for worker in workers:
            worker.shutdown(cancel_futures=True)


def _read(files: Sequence[str]) -> list[Read]:
    gc.disable()  # what is read is kept, and holds no garbage
    try:
        return [_read_one(file) for file in files]
    finally:
        gc.freeze()
        gc.enable()


def _read_one(file: str) -> Read:
    loading = load_file(Path(file))
    problems = list(loading.problems)
    loaded = loading.loaded
    if loaded is None:
        return Read(file, tuple(problems), None)
    problems += checking.check_one(loaded, RULES)
    _held[file] = replace(loaded, tree=Tree())  # its places have served, and are many
    return Read(file, tuple(problems), checking.shared(loaded.statute))


def _placed(file: str, violation: checking.Violation) -> Problem:
    """Say where a violation is: seldom needed, so that the file is read again."""
    loaded = load_file(Path(file)).loaded
    assert loaded is not None  # noqa: S101  it was read a moment ago
    return checking.placed(loaded, violation)


def _apply(dsn: str, files: Sequence[str], applied_by: str, reason: str | None) -> list[Told]:
    return asyncio.run(_apply_all(dsn, files, applied_by, reason))


async def _apply_all(
    dsn: str, files: Sequence[str], applied_by: str, reason: str | None
) -> list[Told]:
    engine = app_engine(dsn, pool_size=_AT_ONCE, pool_wait_seconds=60)
    slots = asyncio.Semaphore(_AT_ONCE)

    async def one(file: str) -> Told:
        async with slots:
            try:
                applied = await applying.apply(
                    engine, _held.pop(file), PROJECTIONS, applied_by=applied_by, reason=reason
                )
            except StatuteRefused as refused:
                return Told(str(refused), refused=True)
            return Told(str(applied), refused=False)

    try:
        return await asyncio.gather(*(one(file) for file in files))
    finally:
        await engine.dispose()
