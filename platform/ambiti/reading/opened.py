"""Rows as statements open them: a table's alias, with what is kept of it inside.

The columns of a row are those of its table, but carry nothing beyond a name and a type: a copy of
a table's own column, with its keys and constraints, costs more than all the rest of printing it.
Only those that are used are written: the rest is ``alias.*``, which costs neither this process nor
PostgreSQL what a list of columns does.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, cast

from sqlalchemy import (
    Alias,
    ColumnElement,
    Select,
    Table,
    TableClause,
    Text,
    column,
    literal_column,
    select,
    table,
)
from sqlalchemy.ext.compiler import compiles

KEPT_ALIASES = 2000


class Opened(Alias):
    """An alias of a table."""

    inherit_cache = False

    @property
    def table(self) -> Table:
        """Give the table whose rows these are."""
        return cast("Table", self.element)

    def _populate_column_collection(self, columns: Any, *_args: Any, **_given: Any) -> None:
        made = [(one.key, column(one.name, one.type)) for one in self.table.c]
        for _, one in made:
            one.table = self
        columns._populate_separate_keys(made)  # noqa: SLF001 - as an alias of SQLAlchemy's own does


class Rows(Opened):
    """An alias of a table that stands for some of its rows: ``(SELECT …) AS name``."""

    inherit_cache = False
    chosen: ColumnElement[Any] | Select[Any]

    @classmethod
    def of(cls, like: TableClause, name: str, chosen: ColumnElement[Any] | Select[Any]) -> "Rows":
        """Name the rows that a select of all the columns of a table gives."""
        made = cls._construct(like, name=name)
        made.chosen = chosen
        return made


@lru_cache(KEPT_ALIASES)
def alias_of(table: Table, name: str) -> Opened:
    """Give the alias of a table by this name; it is made once."""
    return Opened._construct(table, name=name)  # noqa: SLF001 - as alias() does


@compiles(Rows)
def _written(rows: Rows, compiler: Any, *, asfrom: bool = False, **given: Any) -> str:
    if not asfrom:
        return cast("str", compiler.visit_alias(rows, asfrom=asfrom, **given))
    inner = compiler.process(rows.chosen, asfrom=True)
    return f"({inner}) AS {compiler.preparer.format_alias(rows, rows.name)}"


def every_column(alias: Alias) -> ColumnElement[Any]:
    """Select all the columns of a table's alias."""
    return literal_column(f"{alias.name}.*", Text)


def kept(alias: Opened, keep: ColumnElement[bool], name: str) -> Rows:
    """Keep some rows of a table, under another name."""
    chosen = select(every_column(alias)).select_from(alias).where(keep)
    return Rows.of(alias.table, name, chosen)


def made(name: str, columns: Mapping[str, Any], chosen: ColumnElement[Any]) -> Rows:
    """Name rows of no table, that SQL written at once gives; tell the type of each column."""
    like = table(name, *(column(one, kind) for one, kind in columns.items()))
    return Rows.of(like, name, chosen)
