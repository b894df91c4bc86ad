"""Whatever is sent, the answer is JSON and the platform is never the one at fault."""

from typing import Any
from urllib.parse import quote_from_bytes

import orjson
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .serving import Served

quick = settings(
    max_examples=120,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
json = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63)
    | st.floats(allow_nan=False)
    | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)
QUERIES = [
    "query($v: ID!) { node(id: $v) { id } }",
    "query($v: [ID!]!) { nodes(ids: $v) { id } }",
    "query($v: String!) { ambito(slug: $v) { slug } }",
    'query($v: Date) { ambito(slug: "aurora", on: $v) { slug comuniCount } }',
    "query($v: Int, $w: String) { ambiti(first: $v, after: $w) { totalCount } }",
    "query($v: Int, $w: String) { ambiti(last: $v, before: $w) { edges { cursor } } }",
    "query($v: Boolean!) { me @skip(if: $v) { name } __typename }",
    "query($v: String!) { __type(name: $v) { name } }",
    "{ __typename",
]
MARKS = st.sampled_from([*'{}()[]:!$@"#,&=|.\\\n ', "...", "ambito", "on", "query", "\\u0000"])


async def check(served: Served, method: str = "POST", path: str = "/graphql", **sent: Any) -> None:
    answer = await served.send(method, path, **sent)
    assert answer.status < 500, answer
    assert answer.headers["content-type"].partition(";")[0] in {
        "application/json",
        "application/graphql-response+json",
    }
    if method != "HEAD":
        assert isinstance(answer.json, dict)
        assert "data" in answer.json or answer.json["errors"][0]["extensions"]["code"]


@quick
@given(body=st.binary(max_size=300))
async def test_any_bytes(served: Served, body: bytes) -> None:
    await check(served, body=body)


@quick
@given(body=json)
async def test_any_json(served: Served, body: Any) -> None:
    await check(served, body=_written(body))


@quick
@given(query=st.sampled_from(QUERIES) | st.text(max_size=60), v=json, w=json, other=json)
async def test_any_variables(served: Served, query: str, v: Any, w: Any, other: Any) -> None:
    asked = {"query": query, "variables": {"v": v, "w": w}}
    await check(served, body=_written(asked))
    await check(served, body=_written({**asked, "extensions": other}))
    await check(served, body=_written({**asked, "operationName": other}))


@quick
@given(marks=st.lists(MARKS, max_size=40))
async def test_any_document(served: Served, marks: list[str]) -> None:
    await check(served, body=_written({"query": "{" + "".join(marks)}))


@quick
@given(
    names=st.lists(
        st.sampled_from(["query", "variables", "operationName", "documentId", "extensions", "x"]),
        max_size=4,
    ),
    value=st.binary(max_size=40) | st.sampled_from([one.encode() for one in QUERIES]),
)
async def test_any_address(served: Served, names: list[str], value: bytes) -> None:
    given = "&".join(f"{name}={quote_from_bytes(value)}" for name in names)
    await check(served, "GET", f"/graphql?{given}")


text = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=40).map(str.strip)


@quick
@given(accept=text, kind=text, token=text, method=st.sampled_from(["GET", "POST", "PUT", "HEAD"]))
async def test_any_headers(served: Served, accept: str, kind: str, token: str, method: str) -> None:
    headers = {"accept": accept, "content-type": kind, "authorization": f"Bearer {token}".strip()}
    await check(served, method, body=b'{"query":"{__typename}"}', headers=headers)
    del headers["authorization"]
    await check(served, method, body=b'{"query":"{__typename}"}', headers=headers)


def _written(value: Any) -> bytes:
    return orjson.dumps(value)
