"""JSON by concatenation: what comes out is JSON, whatever the values hold."""

import json
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import (
    ARRAY,
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    Integer,
    MetaData,
    Table,
    Text,
    Uuid,
    column,
    literal,
    literal_column,
    null,
    select,
    union_all,
)
from sqlalchemy.dialects.postgresql.asyncpg import dialect

from ambiti.reading.opened import alias_of
from ambiti.reading.text import column_pieces, is_plain, joined, quoted, value_text

from .conftest import Reading

THINGS = Table("things", MetaData(), Column("sure", Text, nullable=False), Column("maybe", Text))


def sql(element: Any) -> str:
    return str(element.compile(dialect=dialect()))  # type: ignore[no-untyped-call]


@given(st.lists(st.sampled_from(["a", "'", '"', "x"]) | st.just(None), min_size=1, max_size=40))
def test_neighbouring_constants_are_one_and_nothing_moves(drawn: list[str | None]) -> None:
    pieces = [literal_column(f"c{n}", Text) if one is None else one for n, one in enumerate(drawn)]
    written = sql(joined(pieces))
    expected, number = "", 0
    terms: list[str] = []
    for number, one in enumerate(drawn):
        if one is None:
            terms += [expected] if expected else []
            terms.append(f"c{number}")
            expected = ""
        else:
            expected += one
    terms += [expected] if expected else []
    told = [t if t.startswith("c") else "'" + t.replace("'", "''") + "'" for t in terms]
    assert written.replace("(", "").replace(")", "") == " || ".join(told)


def test_many_pieces_stay_shallow() -> None:
    pieces = [literal_column(f"c{n}", Text) for n in range(5000)]
    assert sql(joined(pieces)).count("||") == 4999


def test_a_constant_is_quoted() -> None:
    assert sql(quoted("it's 100% :x $1")) == "'it''s 100% :x $1'"


def test_only_a_tables_own_column_is_trusted_never_to_be_null() -> None:
    alias = alias_of(THINGS, "t")
    mixed = union_all(select(THINGS.c.sure), select(null())).subquery("u")
    assert "coalesce" not in sql(value_text(alias.c.sure))
    assert "coalesce" in sql(value_text(alias.c.maybe))
    assert "coalesce" in sql(value_text(mixed.c.sure))
    assert "coalesce" in sql(value_text(select(alias.c.sure).scalar_subquery()))


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("\"\\/\b\f\n\r\t\x01\x7f\u2028 è \N{SNOWMAN} \U0001f600 '", Text()),
        ("", Text()),
        (-(2**31), Integer()),
        (True, Boolean()),
        (False, Boolean()),
        (date(2024, 2, 29), None),
        (datetime(2024, 2, 29, 12, 30, 1, 5, UTC), DateTime(timezone=True)),
        (UUID(int=7), Uuid()),
        (["a", '"', ""], ARRAY(Text())),
        ([], ARRAY(Text())),
        (None, Text()),
        (None, Integer()),
    ],
)
async def test_a_value_is_written_as_json(reading: Reading, value: Any, kind: Any) -> None:
    asked = select(value_text(literal(value, kind) if value is not None else column("x", kind)))
    if value is None:
        asked = asked.select_from(select(null().cast(kind).label("x")).subquery())
    compiled = asked.compile(dialect=dialect())  # type: ignore[no-untyped-call]
    arguments = [compiled.params[name] for name in compiled.positiontup or ()]
    told, *_ = await reading.pool.row(str(compiled), arguments, (), None)
    assert told is not None
    found = json.loads(told)
    written = value.isoformat() if isinstance(value, date) else value
    assert found == (str(written) if isinstance(value, UUID) else written)


CHECKED = Table(
    "checked",
    MetaData(),
    *(Column(name, Text) for name in ("state", "code", "loose", "other", "quote", "free")),
    CheckConstraint("state in ('OPEN', 'CLOSED')"),
    CheckConstraint("code ~ '^[A-Z][0-9]{3}$'"),
    CheckConstraint("loose ~ '^.{3}$'"),
    CheckConstraint("other in ('A', 'B') or length(other) = 9"),
    CheckConstraint("""quote in ('a"b')"""),
    CheckConstraint("length(free) > 3"),
    CheckConstraint("state in ('OPEN') or free in ('A')"),
)


@pytest.mark.parametrize(
    ("name", "escaped"),
    [("state", ""), ("code", ""), *((n, "to_json") for n in ("loose", "other", "quote", "free"))],
)
def test_only_what_a_check_holds_to_plain_characters_is_written_as_it_is(
    name: str, escaped: str
) -> None:
    """What the database does not hold to such text is escaped."""
    assert is_plain(CHECKED.c[name]) is (not escaped)
    written = "".join(map(str, column_pieces(alias_of(CHECKED, "one"), name)))
    assert ("to_json" in written) is bool(escaped)
