"""The contract is told to whoever may know it, once per question and not fifteen times."""

from pathlib import Path

import pytest
from graphql import build_client_schema, get_introspection_query

from ambiti.database.connections import Databases

from .serving import Served, serving

TYPES = "types { fields { type { name } } }"


async def test_tools_read_the_whole_contract(served: Served) -> None:
    answer = await served.ask(get_introspection_query())
    assert "Ambito" in build_client_schema(answer.json["data"]).type_map


async def test_several_types_can_be_asked_by_name(served: Served) -> None:
    asked = 'query($b: String!) { a: __type(name: "Ambito") { name } b: __type(name: $b) { name } }'
    for name, told in (("Comune", {"name": "Comune"}), ("Nessuno", None)):
        answer = await served.ask(asked, {"b": name})
        assert answer.json["data"] == {"a": {"name": "Ambito"}, "b": told}


@pytest.mark.parametrize(
    "query",
    [
        f"{{ __schema {{ a: {TYPES} b: {TYPES} }} }}",
        f"{{ __schema {{ ...F }} }} fragment F on __Schema {{ a: {TYPES} {TYPES} }}",
        f"{{ __schema {{ ... {{ a: {TYPES} }} }} }}",
        '{ __type(name: "Me") { ...F } } fragment F on __Type { fields { a: name } }',
    ],
)
async def test_the_contract_is_not_told_many_times_over(served: Served, query: str) -> None:
    assert (await served.ask(query)).code == "DOCUMENT_TOO_LARGE"


@pytest.mark.parametrize(
    "query",
    [
        "{ __schema { queryType { name } } me { name } }",
        "{ ...F } fragment F on Query { __schema { queryType { name } } }",
    ],
)
async def test_the_contract_is_asked_alone(served: Served, query: str) -> None:
    assert (await served.ask(query)).code == "INTROSPECTION_ALONE"


async def test_where_it_is_closed_nobody_is_told_and_the_file_is_named(
    sown: Databases, home: Path
) -> None:
    async with serving(sown, home, introspection="authenticated") as served:
        for query in ("{ __schema { queryType { name } } }", '{ a: __type(name: "Me") { name } }'):
            answer = await served.ask(query)
            assert answer.code == "INTROSPECTION_CLOSED"
            assert "/schema.graphql" in answer.message
        assert (await served.send("GET", "/schema.graphql")).status == 200
