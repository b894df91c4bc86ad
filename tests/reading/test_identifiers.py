"""Identifiers and cursors: opaque outside, exact inside, refused when they are not ours."""

import base64
import json
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Column, Date, Integer, Text

from ambiti.agreements.tables import instruments
from ambiti.governance.tables import organs
from ambiti.reading import cursors, identifiers
from ambiti.reading.refusal import ReadRefused

from .conftest import Reading
from .seed import AURORA, MAYOR, Tenant

ORDER: list[Column[Any]] = [Column("name", Text), Column("day", Date), Column("n", Integer)]


def base64_of(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


@given(
    kind=st.from_regex(r"[A-Z][a-zA-Z]{0,20}", fullmatch=True),
    ambito=st.none() | st.integers(0, 2**31 - 1),
    key=st.uuids() | st.text(st.characters(exclude_characters="\0", codec="utf-8"), min_size=1),
)
def test_an_identifier_comes_back_as_it_was(kind: str, ambito: int | None, key: UUID | str) -> None:
    found = identifiers.decode(identifiers.encode(kind, ambito, key))
    assert (found.type_name, found.ambito_id, found.key) == (kind, ambito, str(key))
    assert found.uuid == (key if isinstance(key, UUID) else _exact(key))


def _exact(key: str) -> UUID | None:
    try:
        return UUID(key) if str(UUID(key)) == key else None
    except ValueError:
        return None


@pytest.mark.parametrize(
    "given",
    [
        "",
        "zz",
        "à",
        "QW1iaXRvOjE6MQ",
        " QW1iaXRvOjE6MQ==",
        *(
            base64_of(text)
            for text in (
                "Ambito",
                "Ambito:1",
                "Ambito:1:",
                "Am bito:1:1",
                "Ambito:x:1",
                "Ambito:-1:1",
                "Ambito:01:1",
                "Ambito:1_0:1",
                "Ambito:٣:3",
                f"Ambito:{2**31}:1",
                "Ambito:" + "9" * 5000 + ":1",
                "Organ:1:a\0b",
            )
        ),
        base64.b64encode(b"Ambito:1:\xff").decode(),
    ],
)
def test_what_is_no_identifier_of_ours_is_refused(given: str) -> None:
    with pytest.raises(ReadRefused) as refused:
        identifiers.decode(given)
    assert refused.value.code == "BAD_ID"


def test_another_spelling_of_a_key_is_another_key() -> None:
    key = uuid4()
    for spelled in (str(key).upper(), f"{{{key}}}", f"urn:uuid:{key}", key.hex):
        assert identifiers.decode(base64_of(f"Organ:1:{spelled}")).uuid is None


async def test_only_the_identifier_that_a_node_gives_finds_it(reading: Reading) -> None:
    organ = Tenant(AURORA).id(organs, "UDP")
    right = [f"Organ:1:{organ}", "Ambito:1:1", "Comune::999001"]
    wrong = [
        f"Organ:2:{organ}",
        f"Role:1:{organ}",
        f"Organ::{organ}",
        "Ambito:1:2",
        "Ambito::1",
        "Comune:1:999001",
        "Query:1:1",
        "Population::999001",
    ]
    found = await reading.ask(
        "query($ids: [ID!]!) { nodes(ids: $ids) { id } }",
        {"ids": [base64_of(text) for text in right + wrong]},
        who=MAYOR.name,
    )
    ids = [one and one["id"] for one in json.loads(found.data)["nodes"]]
    assert ids == [base64_of(text) for text in right] + [None] * len(wrong)


async def test_what_one_may_not_see_and_what_is_not_there_look_the_same(reading: Reading) -> None:
    hidden = f"Instrument:1:{Tenant(AURORA).id(instruments, 'BOZZA')}"
    missing = f"Instrument:1:{uuid4()}"
    told = [
        await reading.ask("query($i: ID!) { node(id: $i) { id } }", {"i": base64_of(text)})
        for text in (hidden, missing)
    ]
    assert told[0] == told[1]
    assert json.loads(told[0].data) == {"node": None}


@pytest.mark.parametrize(
    "given",
    [
        "",
        "zz",
        "à",
        *(
            base64_of(text)
            for text in (
                "",
                "null",
                "{}",
                "[]",
                '["a"]',
                '["a", "2020-01-01"]',
                '["a", "2020-01-01", 1, 2]',
                '[1, "2020-01-01", 1]',
                '["a", "ieri", 1]',
                '["a", 1, 1]',
                '["a", "2020-01-01", "1"]',
                '["a", "2020-01-01", true]',
                '["a", "2020-01-01", 1.5]',
                '["a", null, 1]',
                f'["a", "2020-01-01", {2**40}]',
                '["a\\u0000", "2020-01-01", 1]',
                "[" * 2000,
            )
        ),
    ],
)
def test_what_is_no_cursor_of_this_order_is_refused(given: str) -> None:
    with pytest.raises(ReadRefused) as refused:
        cursors.decode(given, ORDER)
    assert refused.value.code == "BAD_CURSOR"


async def test_every_page_is_reached_by_its_cursors_in_both_directions(reading: Reading) -> None:
    asked = """query($first: Int, $after: String, $last: Int, $before: String) {
      ambiti(first: $first, after: $after, last: $last, before: $before) {
        edges { cursor node { slug } }
        pageInfo { startCursor endCursor hasNextPage hasPreviousPage }
      } }"""
    for size in (1, 2, 3, 4, 5):
        seen: list[str] = []
        after = None
        while True:
            told = await reading.ask(asked, {"first": size, "after": after})
            page = json.loads(told.data)["ambiti"]
            seen += [edge["node"]["slug"] for edge in page["edges"]]
            assert page["pageInfo"]["hasPreviousPage"] is (after is not None)
            after = page["pageInfo"]["endCursor"]
            if not page["pageInfo"]["hasNextPage"]:
                break
        assert seen == ["aurora", "borea", "cometa", "ponte"]
        back: list[str] = []
        before = None
        while True:
            told = await reading.ask(asked, {"last": size, "before": before})
            page = json.loads(told.data)["ambiti"]
            back = [edge["node"]["slug"] for edge in page["edges"]] + back
            assert page["pageInfo"]["hasNextPage"] is (before is not None)
            before = page["pageInfo"]["startCursor"]
            if not page["pageInfo"]["hasPreviousPage"]:
                break
        assert back == seen
