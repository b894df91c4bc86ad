"""JSON as text: how values and objects are written by concatenation in SQL.

Concatenation takes 0.7 times what json_build_object takes, and 0.4 of jsonb; literal fragments
between values are merged here, when the statement is printed.
"""

import re
from collections.abc import Sequence
from functools import cache
from string import Formatter
from typing import Any, Final, cast

from sqlalchemy import (
    BinaryExpression,
    Boolean,
    Cast,
    CheckConstraint,
    Column,
    ColumnClause,
    ColumnElement,
    Date,
    FromClause,
    Integer,
    Text,
    Uuid,
    literal_column,
)
from sqlalchemy.dialects.postgresql.asyncpg import dialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.elements import Grouping, Label
from sqlalchemy.sql.operators import add, concat_op, mul, sub
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
_FORMATTER: Final = Formatter()
_RECKONING: Final = frozenset({add, sub, mul})
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


class From(ColumnElement[Any]):
    """Rows, where SQL that is written at once opens them."""

    inherit_cache = False

    def __init__(self, rows: FromClause) -> None:
        """Open these rows."""
        self.rows = rows


@compiles(From)
def _opened(opened: From, compiler: Any, **_given: Any) -> str:
    return cast("str", compiler.process(opened.rows, asfrom=True))


def spelled(template: str, **given: str | ColumnElement[Any]) -> Written:
    """Write SQL of ours with a name or an element at each ``{place}``: a select costs far more."""
    parts: list[Piece] = []
    for written, name, *_ in _FORMATTER.parse(template):
        parts.append(Sql(written))
        if name is not None:
            found = given[name]
            parts.append(Sql(found) if isinstance(found, str) else found)
    return Written(parts)


def or_null(text: ColumnElement[Any]) -> ColumnElement[str]:
    """Write null where there is no value: a SQL NULL would swallow the whole object."""
    return Written(["coalesce(", text, f", '{NULL}')"])


def column_pieces(row: Any, name: str) -> Sequence[Piece]:
    """Write a column of a row as JSON; of a table's own rows as SQL at once, for most are."""
    if not isinstance(row, Opened):
        return value_pieces(row.c[name])
    kind, column, nullable = _known(row.table.c[name])
    quote, before, after = _cast(kind)
    written = f"{before}{row.name}.{column}{after}"
    if nullable:
        return [Sql(_nullable(quote, written))]
    return _between(quote, Sql(written))


@cache
def _known(column: Column[Any]) -> tuple[TypeEngine[Any], str, bool | None]:
    """Tell how a table's column is written, by what name, and whether it may be null."""
    kind = Plain() if is_plain(column) else column.type
    return kind, DIALECT.identifier_preparer.quote(column.name), column.nullable


def _between(quote: str, written: Piece) -> Sequence[Piece]:
    """Put quotes around: they are one with the constants before and after."""
    return [quote, written, quote] if quote else [written]


def _nullable(quote: str, written: str) -> str:
    inside = f"'{quote}' || {written} || '{quote}'" if quote else written
    return f"coalesce({inside}, '{NULL}')"


@cache
def is_plain(column: Column[Any]) -> bool:
    """Tell whether the database holds a column to text that JSON writes as it is."""
    if not isinstance(column.type, Text):
        return False
    checks = (one for one in column.table.constraints if isinstance(one, CheckConstraint))
    found = (_PLAIN_CHECK.fullmatch(str(one.sqltext)) for one in checks)
    return any(one is not None and one["column"] == column.name for one in found)


def value_text(value: ColumnElement[Any]) -> ColumnElement[str]:
    """Write a value as JSON, by itself."""
    return joined(value_pieces(value))


def value_pieces(value: ColumnElement[Any]) -> Sequence[Piece]:
    """Write a value as JSON."""
    quote, before, after = _cast(value.type)
    written = Written([Sql(before), value, Sql(after)])
    if _never_null(value):
        return _between(quote, written)
    return [or_null(joined(_between(quote, written)))]


def _cast(kind: TypeEngine[Any]) -> tuple[str, str, str]:
    """Give the quotes of a value of a type, and the SQL around it, that make it JSON."""
    if isinstance(kind, Plain):
        return '"', "", ""
    if isinstance(kind, Integer | Boolean):
        return "", "CAST(", " AS TEXT)"
    if isinstance(kind, Uuid | Date):
        return '"', "CAST(", " AS TEXT)"
    return "", "CAST(to_json(", ") AS TEXT)"


def _never_null(value: Any) -> bool:
    """Tell only of a table's own column: one of a subquery may come out of a union with nulls.

    A cast, and what is reckoned, is null only where what it is made of is.
    """
    if isinstance(value, Label | Grouping):
        return _never_null(value.element)
    if isinstance(value, Cast):
        return _never_null(value.clause)
    if isinstance(value, BinaryExpression) and value.operator in _RECKONING:
        return _never_null(value.left) and _never_null(value.right)
    if not isinstance(value, ColumnClause):
        return False
    if value.is_literal:
        return value.name.casefold() != NULL
    return isinstance(value.table, Opened) and not value.table.table.c[value.key].nullable
