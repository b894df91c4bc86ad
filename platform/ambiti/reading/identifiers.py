"""Global identifiers: opaque outside, (type, tenant, key) inside, checked when they come back."""

import base64
import binascii
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Text, cast, func, literal_column

from ambiti.reading.refusal import ReadRefused
from ambiti.reading.text import joined, quoted

BAD_ID = "BAD_ID"
KEPT = 4096
KEPT_LENGTH = 200


@dataclass(frozen=True, slots=True)
class GlobalId:
    """A decoded identifier; ``uuid`` is set where the key is one."""

    type_name: str
    ambito_id: int | None
    key: str
    uuid: UUID | None


@dataclass(frozen=True, slots=True)
class IdTerms:
    """An identifier given as an argument, as SQL terms (arrays where it is a list of them)."""

    type_name: ColumnElement[Any]
    ambito_id: ColumnElement[Any]
    key: ColumnElement[Any]
    uuid: ColumnElement[Any]
    told: frozenset[str] | None = None
    """The types that there can be, where they are known when the statement is made."""


def decode(text: Any) -> GlobalId:
    """Read an identifier that this platform gave, or refuse it."""
    written = str(text)
    return _kept(written) if len(written) <= KEPT_LENGTH else _decoded(written)


@lru_cache(KEPT)
def _kept(text: str) -> GlobalId:
    """Read it once: each of its parts is asked for by itself."""
    return _decoded(text)


def _decoded(text: str) -> GlobalId:
    try:
        raw = base64.b64decode(text.encode("ascii"), validate=True).decode("utf-8")
        type_name, ambito, key = raw.split(":", 2)
        ambito_id = int(ambito) if ambito else None
        written = ambito_id is None or ambito == str(ambito_id)
        if not type_name.isidentifier() or not key or "\0" in raw or not written:
            raise ValueError(raw)
        if ambito_id is not None and not 0 <= ambito_id < 2**31:
            raise ValueError(raw)
    except (ValueError, binascii.Error, UnicodeError) as error:
        raise ReadRefused(
            BAD_ID,
            f"L'identificativo {text[:80]!r} non è valido: va usato quello dato dal campo id, "
            "senza modificarlo.",
        ) from error
    try:
        uuid = UUID(key)
    except ValueError:
        uuid = None
    return GlobalId(type_name, ambito_id, key, uuid if str(uuid) == key else None)


def encode(type_name: str, ambito_id: int | None, key: object) -> str:
    """Write an identifier as the SQL of ``encoded`` does."""
    tenant = "" if ambito_id is None else ambito_id
    return base64.b64encode(f"{type_name}:{tenant}:{key}".encode()).decode()


def encoded(
    type_name: str, ambito_id: ColumnElement[Any] | None, key: ColumnElement[Any]
) -> ColumnElement[str]:
    """Write an identifier in SQL."""
    tenant = quoted("") if ambito_id is None else cast(ambito_id, Text)
    return base64_text(joined([quoted(f"{type_name}:"), tenant, quoted(":"), cast(key, Text)]))


def base64_text(plain: ColumnElement[str]) -> ColumnElement[str]:
    """Encode text as base64 on one line (PostgreSQL breaks it at 76 characters)."""
    binary = func.convert_to(plain, quoted("UTF8"))
    return func.translate(
        func.encode(binary, quoted("base64")), literal_column("E'\\n'", Text), quoted("")
    )
