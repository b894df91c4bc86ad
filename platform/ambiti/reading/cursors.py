"""Keyset cursors: where a page stopped, as the values of its order columns."""

import base64
import binascii
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Column, ColumnElement, Date, DateTime, Integer, Text, Uuid, cast, func

from ambiti.reading.identifiers import base64_text
from ambiti.reading.refusal import ReadRefused

BAD_CURSOR = "BAD_CURSOR"
LARGEST = 2**31


def encoded(columns: Sequence[ColumnElement[Any]]) -> ColumnElement[str]:
    """Write the cursor of a row in SQL."""
    return base64_text(cast(func.json_build_array(*columns), Text))


def decode(text: Any, columns: Sequence[Column[Any]]) -> list[Any]:
    """Read a cursor that this platform gave for the same order, or refuse it."""
    try:
        values = orjson.loads(base64.b64decode(str(text).encode("ascii"), validate=True))
        if not isinstance(values, list) or len(values) != len(columns):
            raise ValueError(values)
        return [_typed(found, column) for found, column in zip(values, columns, strict=True)]
    except (ValueError, binascii.Error, UnicodeError) as error:
        raise ReadRefused(
            BAD_CURSOR,
            f"Il cursore {str(text)[:80]!r} non è valido: va usato un cursore dato da questa "
            "stessa lista (cursor, startCursor o endCursor), senza modificarlo.",
        ) from error


def element(
    read: Callable[[Mapping[str, Any]], Any], columns: Sequence[Column[Any]], index: int
) -> Callable[[Mapping[str, Any]], Any]:
    """Give the value of one order column out of a cursor argument."""
    return lambda variables: decode(read(variables), columns)[index]


def _typed(found: Any, column: Column[Any]) -> Any:
    if isinstance(column.type, Integer):
        if type(found) is not int or abs(found) >= LARGEST:
            raise ValueError(found)
        return found
    if not isinstance(found, str) or "\0" in found:
        raise ValueError(found)
    if isinstance(column.type, Date):
        return date.fromisoformat(found)
    if isinstance(column.type, DateTime):
        return datetime.fromisoformat(found)
    if isinstance(column.type, Uuid):
        return UUID(found)
    return found
