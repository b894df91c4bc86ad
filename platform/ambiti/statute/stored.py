"""The rows of a tenant as they are stored, against those that its statute declares."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Table, bindparam, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from ambiti.database.metadata import Confinement, metadata
from ambiti.statute.language.statute import Statute
from ambiti.statute.periods import ALWAYS, BEGINNING, Period, in_words
from ambiti.statute.projection import Keys, Projection
from ambiti.statute.timelines import merged

Rows = dict[Any, dict[str, Any]]
"""The rows of one table by id."""

PRESENT_ONLY = frozenset({"ambiguities", "warnings"})
"""What is told of the present: a reading is chosen on a day, and its past is in the versions."""

OWN_TABLES = frozenset({"M-01", "M-02"})
"""The mechanisms of which every fact has a table of its own: their rules say it once more, and
one list may become two without anything being different on any day."""


@dataclass(slots=True)
class Declared:
    """The rows that a statute declares: of the tenant, and of no tenant (comuni)."""

    own: dict[Table, Rows] = field(default_factory=dict)
    reference: dict[Table, Rows] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TableChange:
    """What has to be written to one table."""

    table: Table
    inserts: tuple[dict[str, Any], ...]
    updates: tuple[dict[str, Any], ...]
    deletes: tuple[UUID, ...]

    @property
    def empty(self) -> bool:
        """Tell whether nothing is to be written."""
        return not (self.inserts or self.updates or self.deletes)


def declared(statute: Statute, keys: Keys, projections: Iterable[Projection]) -> Declared:
    """Project a statute; every table of a projection is there, with rows or without."""
    found = Declared()
    for projection in projections:
        for table in projection.tables:
            _side(found, table).setdefault(table, {})
        for table, row in projection.rows(statute, keys):
            values = {name: row.get(name) for name in _columns(table)}
            _side(found, table)[table][values[_identifier(table)]] = values
    return found


async def informed(
    connection: AsyncConnection, projections: Iterable[Projection], ambito_id: int
) -> list[Projection]:
    """Let the projections know what acts recorded since the documents were written."""
    return [
        one if one.informed is None else await one.informed(connection, ambito_id)
        for one in projections
    ]


@cache
def _columns(table: Table) -> tuple[str, ...]:
    return tuple(column.name for column in table.columns)


@cache
def _identifier(table: Table) -> str:
    return "id" if "id" in table.c else next(iter(table.primary_key.columns)).name


def _side(found: Declared, table: Table) -> dict[Table, Rows]:
    is_reference = table.info["confinement"] is Confinement.REFERENCE
    return found.reference if is_reference else found.own


async def stored(
    connection: AsyncConnection, tables: Iterable[Table], ambito_id: int
) -> dict[Table, Rows]:
    """Read the tenant's rows of these tables."""
    found: dict[Table, Rows] = {}
    for table in tables:
        result = await connection.execute(select(table).where(table.c.ambito_id == ambito_id))
        found[table] = {row["id"]: dict(row) for row in result.mappings()}
    return found


def changes(before: Mapping[Table, Rows], after: Mapping[Table, Rows]) -> list[TableChange]:
    """Tell what to write so that the rows before become those after, parents first."""
    found = []
    for table in metadata.sorted_tables:
        if table not in after:
            continue
        old, new = before.get(table, {}), after[table]
        change = TableChange(
            table,
            tuple(row for key, row in new.items() if key not in old),
            tuple(row for key, row in new.items() if key in old and old[key] != row),
            tuple(key for key in old if key not in new),
        )
        if not change.empty:
            found.append(change)
    return found


async def write(connection: AsyncConnection, found: Sequence[TableChange], ambito_id: int) -> None:
    """Write the changes: children go before their parents, and come after them."""
    for change in reversed(found):
        if change.deletes:
            table = change.table
            await connection.execute(
                delete(table).where(
                    table.c.ambito_id == ambito_id, table.c.id == bindparam("gone")
                ),
                [{"gone": key} for key in change.deletes],
            )
    for change in found:
        table = change.table
        if change.updates:
            kept = [column.name for column in table.columns if not column.primary_key]
            await connection.execute(
                update(table)
                .where(table.c.ambito_id == ambito_id, table.c.id == bindparam("of_id"))
                .values({name: bindparam(f"to_{name}") for name in kept}),
                [
                    {"of_id": row["id"], **{f"to_{name}": row[name] for name in kept}}
                    for row in change.updates
                ],
            )
        if change.inserts:
            await connection.execute(insert(table), list(change.inserts))


def rewritten_past(
    before: Mapping[Table, Rows], after: Mapping[Table, Rows], today: date
) -> list[str]:
    """Tell, in Italian, which answers about days before today would not be what they were."""
    said: list[str] = []
    for table in after:
        if table.name in PRESENT_ONLY:
            continue
        old = _answers(table, before, today)
        new = _answers(table, after, today)
        for content in sorted({*old, *new}, key=str):
            lost = old.get(content, ())
            made = new.get(content, ())
            if lost == made:
                continue
            was = _days(lost) if lost else "non risultava"
            becomes = _days(made) if made else "non risulterebbe più"
            said.append(f"{table.name}: {_named(dict(content))}: {was} → {becomes}")
    return said


def _answers(
    table: Table, rows: Mapping[Table, Rows], today: date
) -> dict[tuple[tuple[str, Any], ...], tuple[Period, ...]]:
    past = Period(BEGINNING, today)
    kept = (row for row in rows.get(table, {}).values() if row.get("mechanism") not in OWN_TABLES)
    found: dict[tuple[tuple[str, Any], ...], list[Period]] = defaultdict(list)
    for row in kept:
        period = _period(table, row, rows).within(past)
        if not period.empty:
            told = tuple((k, _still(v)) for k, v in row.items() if k not in _NOT_TOLD)
            found[told].append(period)
    return {content: merged(periods) for content, periods in found.items()}


_NOT_TOLD = frozenset({"ambito_id", "id", "number", "valid_from", "valid_until"})


def _still(value: Any) -> Any:
    """Give a value that can be compared and kept in a set: figures and lists as their text."""
    return json.dumps(value, sort_keys=True) if isinstance(value, dict | list) else value


def _period(table: Table, row: Mapping[str, Any], rows: Mapping[Table, Rows]) -> Period:
    """Tell the days of a row; one without validity has those of the row that it hangs from."""
    if "valid_from" in row:
        return Period(row["valid_from"], row["valid_until"])
    for constraint in table.foreign_key_constraints:
        parent = constraint.referred_table
        column = constraint.column_keys[-1]
        above = rows.get(parent, {}).get(row[column])
        if above is not None and "valid_from" in above:
            return Period(above["valid_from"], above["valid_until"])
    return ALWAYS


def _named(content: Mapping[str, Any]) -> str:
    if content.get("text"):
        return str(content["text"])  # a rule is named by its sentence
    shown = [str(v) for v in content.values() if v is not None and not isinstance(v, UUID | bool)]
    return " · ".join(shown[:5])


def _days(periods: Iterable[Period]) -> str:
    return ", ".join(
        ("da sempre" if period.since == BEGINNING else f"dal {in_words(period.since)}")
        + f" al {in_words(period.until)} escluso"
        for period in periods
    )
