"""Rows as statements open them: a table's alias, with what is kept of it inside.

The columns of a row are those of its table. Only those that are used are written: the rest is
``alias.*``, which costs neither this process nor PostgreSQL what a list of columns does.
"""

from functools import lru_cache
from typing import Any, cast

from sqlalchemy import Alias, ColumnElement, Select, Table, Text, literal_column, select
from sqlalchemy.ext.compiler import compiles

KEPT_ALIASES = 2000


@lru_cache(KEPT_ALIASES)
def alias_of(table: Table, name: str) -> Alias:
    """Give the alias of a table by this name: it is made once, for making it costs."""
    return cast("Alias", table.alias(name))


class Rows(Alias):
    """An alias of a table that stands for some of its rows: ``(SELECT …) AS name``."""

    inherit_cache = False
    chosen: Select[Any]

    @classmethod
    def of(cls, table: Table, name: str, chosen: Select[Any]) -> "Rows":
        """Name the rows that a select of all the columns of a table gives."""
        made = cls._construct(table, name=name)
        made.chosen = chosen
        return made


@compiles(Rows)
def _written(rows: Rows, compiler: Any, *, asfrom: bool = False, **given: Any) -> str:
    if not asfrom:
        return cast("str", compiler.visit_alias(rows, asfrom=asfrom, **given))
    inner = compiler.process(rows.chosen, asfrom=True)
    return f"({inner}) AS {compiler.preparer.format_alias(rows, rows.name)}"


def every_column(alias: Alias) -> ColumnElement[Any]:
    """Select all the columns of a table's alias."""
    return literal_column(f"{alias.name}.*", Text)


def kept(alias: Alias, keep: ColumnElement[bool], name: str) -> Rows:
    """Keep some rows of a table, under another name."""
    table = cast("Table", alias.element)
    return Rows.of(table, name, select(every_column(alias)).select_from(alias).where(keep))
