"""Populations are imported whole or not at all, and no figure changes unless it is said."""

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from ambiti.database.engine import transaction
from ambiti.territory.figures import Figure, Figures, UnreadableFiguresError, read_figures
from ambiti.territory.tables import comuni, populations

__all__ = [
    "Imported",
    "UnreadableFiguresError",
    "import_figures",
    "import_file",
    "read_figures",
    "read_file",
]

_KEY = ("istat_code", "reference_date", "status")
_TOLD = ("residents", "source", "series", "licence")
_MAX_BYTES = 200 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of the figures of a file."""

    file: str
    inserted: int
    replaced: int
    unchanged: int
    skipped: int

    def __str__(self) -> str:
        """Say it in one Italian line."""
        skipped = f", {self.skipped} di comuni non registrati" if self.skipped else ""
        return (
            f"{self.file}: {self.inserted} nuove, {self.replaced} sostituite, "
            f"{self.unchanged} già presenti{skipped}"
        )


def read_file(path: Path) -> Figures:
    """Read the figures of a file."""
    try:
        if path.stat().st_size > _MAX_BYTES:
            message = f"{path}: il file supera i 200 MB"
            raise UnreadableFiguresError(message)
        return read_figures(path.read_bytes(), str(path))
    except OSError as error:
        message = f"{path}: non si legge: {error.strerror}"
        raise UnreadableFiguresError(message) from None


async def import_file(engine: AsyncEngine, path: Path, *, replace: bool = False) -> Imported:
    """Import a file in a transaction of its own."""
    figures = await asyncio.to_thread(read_file, path)
    async with transaction(engine, reach=()) as connection:
        return await import_figures(connection, figures, replace=replace)


async def import_figures(
    connection: AsyncConnection, figures: Figures, *, replace: bool = False
) -> Imported:
    """Import figures that were read; another figure for the same day and status is refused."""
    registry = set(await connection.scalars(select(comuni.c.istat_code)))
    known = [row for row in figures.rows if row.istat_code in registry]
    strangers = [row for row in figures.rows if row.istat_code not in registry]
    if strangers and not figures.national:
        raise UnreadableFiguresError(
            *(
                f"{figures.file}:{row.line}: il comune {row.istat_code} non è nel registro: "
                "prima lo dichiara uno statuto"
                for row in strangers
            )
        )
    present = await _present(connection, known)
    new = [row for row in known if _key(row) not in present]
    other = [row for row in known if _key(row) in present and present[_key(row)] != _told(row)]
    if other and not replace:
        raise UnreadableFiguresError(
            *(
                f"{figures.file}:{row.line}: {row.istat_code} al {row.reference_date} "
                f"({row.status}) è già registrato con {present[_key(row)][0]} residenti da "
                f"«{present[_key(row)][1]}»; qui {row.residents} da «{row.source}»"
                for row in other
            ),
            "Per sostituire le cifre, chiederlo espressamente.",
        )
    if new:
        await connection.execute(insert(populations), [_columns(row) for row in new])
    if other:
        await _replace(connection, other)
    return Imported(
        figures.file, len(new), len(other), len(known) - len(new) - len(other), len(strangers)
    )


async def _present(
    connection: AsyncConnection, rows: list[Figure]
) -> dict[tuple[Any, ...], tuple[Any, ...]]:
    days = {row.reference_date for row in rows}
    result = await connection.execute(
        select(populations).where(populations.c.reference_date.in_(days))
    )
    return {
        tuple(row[name] for name in _KEY): tuple(row[name] for name in _TOLD)
        for row in result.mappings()
    }


async def _replace(connection: AsyncConnection, rows: list[Figure]) -> None:
    statement = update(populations).values({name: bindparam(f"to_{name}") for name in _TOLD})
    for name in _KEY:
        statement = statement.where(populations.c[name] == bindparam(f"of_{name}"))
    await connection.execute(
        statement,
        [
            {f"of_{name}": getattr(row, name) for name in _KEY}
            | {f"to_{name}": getattr(row, name) for name in _TOLD}
            for row in rows
        ],
    )


def _columns(row: Figure) -> dict[str, Any]:
    return {name: getattr(row, name) for name in (*_KEY, *_TOLD)}


def _key(row: Figure) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in _KEY)


def _told(row: Figure) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in _TOLD)
