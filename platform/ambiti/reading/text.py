"""JSON as text: how values and objects are written by concatenation in SQL.

Concatenation takes 0.7 times what json_build_object takes, and 0.4 of jsonb; literal fragments
between values are merged here, when the statement is printed.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any, Final

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ColumnClause,
    ColumnElement,
    Date,
    Integer,
    Text,
    Uuid,
    literal_column,
)
from sqlalchemy.dialects.postgresql.asyncpg import dialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.elements import Label
from sqlalchemy.sql.operators import concat_op
from sqlalchemy.sql.type_api import TypeEngine

from ambiti.reading.opened import Opened

DIALECT = dialect()  # type: ignore[no-untyped-call]


class Sql(str):
    """A piece that is SQL already, of names of ours only."""

    __slots__ = ()


class Plain(Text):
    """Text in which there is nothing that JSON writes in another way: digits, a code."""


Piece = str | Sql | ColumnElement[Any]
NULL = "null"
_PLAIN_CHECK: Final = re.compile(
    r"(?P<column>\w+) "
    r"(?:in \((?:'[A-Z0-9_]+'(?:, )?)+\)|~ '\^(?:\[[A-Za-z0-9-]+\](?:\{\d+\})?)+\$')"
)
"""A check that lets nothing into a column but names in capitals, or so many letters and digits."""


def quoted(constant: str) -> ColumnElement[str]:
    """Write a constant of ours as a SQL literal (never anything that a caller gave)."""
    return literal_column(_literal(constant), Text)


def _literal(constant: str) -> Sql:
    escaped = constant.replace("'", "''")
    return Sql(f"'{escaped}'")


def joined(pieces: Sequence[Piece]) -> ColumnElement[str]:
    """Concatenate, merging neighbouring constants; balanced, so that depth stays small."""
    merged: list[Piece] = []
    for piece in pieces:
        if type(piece) is str and merged and type(merged[-1]) is str:
            merged[-1] += piece
        else:
            merged.append(piece)
    terms = [_parts(piece) for piece in merged]
    while len(terms) > 1:
        pairs = [terms[n : n + 2] for n in range(0, len(terms), 2)]
        terms = [["(", *pair[0], " || ", *pair[1], ")"] if pair[1:] else pair[0] for pair in pairs]
    return Written(terms[0])


def _parts(piece: Piece) -> list[Piece]:
    if isinstance(piece, Written):
        return piece.parts
    if isinstance(piece, ColumnElement):
        return [piece.self_group(concat_op)]
    return [piece if isinstance(piece, Sql) else _literal(piece)]


class Written(ColumnElement[str]):
    """SQL in parts: text of ours, and elements. A tree of concatenations costs many times more."""

    inherit_cache = False
    type = Text()

    def __init__(self, parts: Sequence[Piece]) -> None:
        """Merge the parts that are text."""
        self.parts: list[Piece] = []
        for part in parts:
            if isinstance(part, str) and self.parts and isinstance(self.parts[-1], str):
                self.parts[-1] = Sql(self.parts[-1] + part)
            else:
                self.parts.append(part)


@compiles(Written)
def _compiled(written: Written, compiler: Any, **_given: Any) -> str:
    return "".join(
        part if isinstance(part, str) else compiler.process(part) for part in written.parts
    )


def or_null(text: ColumnElement[Any]) -> ColumnElement[str]:
    """Write null where there is no value: a SQL NULL would swallow the whole object."""
    return Written(["coalesce(", text, f", '{NULL}')"])


def column_text(row: Any, name: str) -> Piece:
    """Write a column of a row as JSON; of a table's own rows as SQL at once, for most are."""
    if not isinstance(row, Opened):
        return value_text(row.c[name])
    before, after = _around(row.table.c[name])
    return Sql(f"{before}{row.name}.{after}")


@cache
def _around(column: Column[Any]) -> tuple[str, str]:
    """Give the SQL of a table's column as JSON, before its name and from its name on."""
    before, after = _cast(Plain() if is_plain(column) else column.type)
    after = DIALECT.identifier_preparer.quote(column.name) + after
    return (f"coalesce({before}", f"{after}, '{NULL}')") if column.nullable else (before, after)


@cache
def is_plain(column: Column[Any]) -> bool:
    """Tell whether the database holds a column to text that JSON writes as it is."""
    if not isinstance(column.type, Text):
        return False
    checks = (one for one in column.table.constraints if isinstance(one, CheckConstraint))
    found = (_PLAIN_CHECK.fullmatch(str(one.sqltext)) for one in checks)
    return any(one is not None and one["column"] == column.name for one in found)


def value_text(value: ColumnElement[Any]) -> ColumnElement[str]:
    """Write a value as JSON."""
    before, after = _cast(value.type)
    written = Written([Sql(before), value, Sql(after)])
    return written if _never_null(value) else or_null(written)


def _cast(kind: TypeEngine[Any]) -> tuple[str, str]:
    """Give the SQL around a value of a type that makes it JSON."""
    if isinstance(kind, Plain):
        return "('\"' || ", " || '\"')"
    if isinstance(kind, Integer | Boolean):
        return "CAST(", " AS TEXT)"
    if isinstance(kind, Uuid | Date):
        return "('\"' || CAST(", " AS TEXT) || '\"')"
    return "CAST(to_json(", ") AS TEXT)"


def _never_null(value: ColumnElement[Any]) -> bool:
    """Tell only of a table's own column: one of a subquery may come out of a union with nulls."""
    while isinstance(value, Label):
        value = value.element
    if not isinstance(value, ColumnClause) or not isinstance(value.table, Opened):
        return False
    return not value.table.table.c[value.key].nullable
