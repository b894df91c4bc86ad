"""What is not a good request gets its status, its code and a sentence that says what is right."""

import base64
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import quote

import pytest

from .serving import Answer, Served

GRAPHQL = "application/graphql-response+json"
SQL = ("select ", "SELECT ", "ambiti_reader", "asyncpg", "Traceback", 'File "')


def is_clean(answer: Answer) -> bool:
    """Tell whether an error says what it may and nothing of what is behind."""
    [error] = answer.json["errors"]
    assert error["message"]
    assert error["extensions"]["code"]
    assert "data" not in answer.json
    return not any(secret in answer.body.decode() for secret in SQL)


BODIES = [
    (b"", 400, "BAD_JSON"),
    (b"{", 400, "BAD_JSON"),
    (b"{'query': 1}", 400, "BAD_JSON"),
    (b"\xff\xfe{}", 400, "BAD_JSON"),
    (b'{"query":"\xff"}', 400, "BAD_JSON"),
    (b'{"query":"\\ud800"}', 400, "BAD_JSON"),
    (b"\xef\xbb\xbf{}", 400, "BAD_JSON"),
    (b'{"query":"{__typename}","variables":' + b"[" * 5000, 400, "BAD_JSON"),
    (b"[1]", 400, "NOT_AN_OBJECT"),
    (b'[{"query":"{__typename}"}]', 400, "NOT_AN_OBJECT"),
    (b"3", 400, "NOT_AN_OBJECT"),
    (b"null", 400, "NOT_AN_OBJECT"),
    (b'"x"', 400, "NOT_AN_OBJECT"),
    (b"true", 400, "NOT_AN_OBJECT"),
    (b"{}", 400, "NO_QUERY"),
    (b'{"query":null}', 400, "NO_QUERY"),
    (b'{"query":"{a}","documentId":"x"}', 400, "TWO_QUERIES"),
    (b'{"query":3}', 400, "BAD_FIELD"),
    (b'{"query":{"a":1}}', 400, "BAD_FIELD"),
    (b'{"query":"{a}","operationName":3}', 400, "BAD_FIELD"),
    (b'{"query":"{a}","variables":[1]}', 400, "BAD_FIELD"),
    (b'{"query":"{a}","variables":"{}"}', 400, "BAD_FIELD"),
    (b'{"query":"{a}","extensions":[]}', 400, "BAD_FIELD"),
    (b'{"documentId":"sha256:0"}', 400, "UNKNOWN_DOCUMENT"),
    (b'{"query":""}', 400, "GRAPHQL_VALIDATION_FAILED"),
    (b'{"query":"{"}', 400, "GRAPHQL_VALIDATION_FAILED"),
    (b'{"query":"{nessuno}"}', 400, "GRAPHQL_VALIDATION_FAILED"),
    (b'{"query":"mutation{x}"}', 400, "GRAPHQL_VALIDATION_FAILED"),
    (b'{"query":"{__typename}","operationName":"Nessuna"}', 400, "UNKNOWN_OPERATION"),
    (b'{"query":"query A{__typename} query B{__typename}"}', 400, "UNKNOWN_OPERATION"),
    (b'{"query":"fragment F on Query{__typename}"}', 400, None),
    (b'{"query":"{a\\u0000}"}', 400, "GRAPHQL_VALIDATION_FAILED"),
]


@pytest.mark.parametrize(("body", "status", "code"), BODIES, ids=lambda value: str(value)[:40])
async def test_a_body_that_is_not_a_request_is_refused_by_name(
    served: Served, body: bytes, status: int, code: str | None
) -> None:
    answer = await served.send("POST", body=body, headers={"accept": GRAPHQL})
    assert (answer.status, is_clean(answer)) == (status, True)
    assert answer.code == (code or answer.code)
    assert answer.headers["content-type"].startswith(GRAPHQL)


async def test_clients_that_accept_plain_json_find_graphql_errors_with_status_200(
    served: Served,
) -> None:
    answer = await served.ask("{nessuno}")
    assert (answer.status, answer.code) == (200, "GRAPHQL_VALIDATION_FAILED")
    assert answer.headers["content-type"] == "application/json; charset=utf-8"


HEADERS: list[tuple[dict[str, str], int, str]] = [
    ({"content-type": "text/plain"}, 415, "UNSUPPORTED_MEDIA_TYPE"),
    ({"content-type": ""}, 415, "UNSUPPORTED_MEDIA_TYPE"),
    ({"content-type": "application/json; charset=latin1"}, 415, "UNSUPPORTED_MEDIA_TYPE"),
    ({"content-type": "application/graphql"}, 415, "UNSUPPORTED_MEDIA_TYPE"),
    ({"content-encoding": "gzip"}, 415, "UNSUPPORTED_MEDIA_TYPE"),
    ({"accept": "text/html"}, 406, "NOT_ACCEPTABLE"),
    ({"accept": "application/json;q=0"}, 406, "NOT_ACCEPTABLE"),
    ({"accept": "application/json; charset=utf-16"}, 406, "NOT_ACCEPTABLE"),
    ({"accept": ",;=" * 5000}, 406, "NOT_ACCEPTABLE"),
    ({"authorization": "Basic YTpi"}, 401, "TOKEN_SCHEME"),
    ({"authorization": "Bearer a.b.c"}, 401, "TOKEN_MALFORMED"),
    ({"authorization": "Bearer " + "a" * 9000}, 401, "TOKEN_TOO_LONG"),
]


@pytest.mark.parametrize(("headers", "status", "code"), HEADERS, ids=lambda value: str(value)[:50])
async def test_headers_that_cannot_be_honoured_are_refused(
    served: Served, headers: dict[str, str], status: int, code: str
) -> None:
    answer = await served.send("POST", body=b'{"query":"{__typename}"}', headers=headers)
    assert (answer.status, answer.code, is_clean(answer)) == (status, code, True)
    challenge = answer.headers.get("www-authenticate", "")
    assert challenge.startswith("Bearer ") is (status == 401)


ADDRESSES = [
    ("", 400, "NO_QUERY"),
    ("?query=", 400, "GRAPHQL_VALIDATION_FAILED"),
    ("?query=%ff", 400, "BAD_ENCODING"),
    ("?query=" + quote("{__typename}") + "&variables={", 400, "BAD_JSON"),
    ("?query=" + quote("{__typename}") + "&variables=[]", 400, "BAD_FIELD"),
    ("?query=" + quote("{__typename}") + "&variables=" + quote('{"a":"\\ud800"}'), 400, "BAD_JSON"),
    ("?query=" + quote("{__typename}") + "&extensions=3", 400, "BAD_FIELD"),
    ("?query=a&query=b", 400, "BAD_FIELD"),
    ("?query=" + quote("mutation{x}"), 405, "METHOD_NOT_ALLOWED"),
]


@pytest.mark.parametrize(
    ("address", "status", "code"), ADDRESSES, ids=lambda value: str(value)[:50]
)
async def test_an_address_that_is_not_a_request_is_refused(
    served: Served, address: str, status: int, code: str
) -> None:
    answer = await served.send("GET", "/graphql" + address, headers={"accept": GRAPHQL})
    assert (answer.status, answer.code, is_clean(answer)) == (status, code, True)
    assert answer.headers.get("allow") == ("POST" if status == 405 else None)


async def test_an_address_that_is_too_long_is_refused(served: Served) -> None:
    async with served.wire() as (reader, writer):
        writer.write(b"GET /graphql?query=" + b"x" * 20000 + b" HTTP/1.1\r\nHost: a\r\n\r\n")
        assert (await reader.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 414")
        assert b"URI_TOO_LONG" in await reader.readuntil(b"}]}")


async def test_a_query_can_be_asked_in_the_address(served: Served) -> None:
    query = quote("query Q($s: String!) { ambito(slug: $s) { slug } }")
    given = "&operationName=Q&variables=" + quote('{"s":"aurora"}')
    answer = await served.send("GET", f"/graphql?query={query}{given}")
    assert answer.json["data"] == {"ambito": {"slug": "aurora"}}
    nameless = await served.send("GET", "/graphql?query=%7B__typename%7D&operationName=&variables=")
    assert nameless.status == 200


@pytest.mark.parametrize("method", ["OPTIONS", "PUT", "DELETE", "PATCH", "HEAD"])
async def test_other_methods_are_told_which_are_right(served: Served, method: str) -> None:
    answer = await served.send(method)
    assert (answer.status, answer.headers["allow"]) == (405, "GET, POST")


async def test_a_page_of_another_origin_is_told_nothing_that_lets_it_in(served: Served) -> None:
    asking = {"origin": "https://altrove.example.it", "access-control-request-method": "POST"}
    answer = await served.send("OPTIONS", headers=asking)
    assert answer.status == 405
    assert not [name for name in answer.headers if name.startswith("access-control-")]


@pytest.mark.parametrize("path", ["/graphql", "/graphql/", "/nulla", "/health/live", "/metrics"])
async def test_every_answer_is_protected_and_says_nothing_of_the_server(
    served: Served, path: str
) -> None:
    for method in ("GET", "PUT"):
        answer = await served.send(method, path)
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert "server" not in answer.headers
        if answer.status >= 400:
            assert is_clean(answer)


async def test_a_body_declared_too_large_is_refused_before_it_is_read(served: Served) -> None:
    async with served.wire() as (reader, writer):
        writer.write(
            b"POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
            b"Content-Length: 70000\r\n\r\n"
        )
        head = await reader.readuntil(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 413")
        assert b"BODY_TOO_LARGE" in await reader.read()  # and it closes


async def test_a_body_that_grows_too_large_is_refused_while_it_comes(served: Served) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(9):
            yield b"x" * 8192

    answer = await served.send("POST", body=endless())
    assert (answer.status, answer.code, is_clean(answer)) == (413, "BODY_TOO_LARGE", True)


def encoded(text: str | bytes) -> str:
    return base64.b64encode(text.encode() if isinstance(text, str) else text).decode()


NODE = "query($v: ID!) { node(id: $v) { id } }"
NODES = "query($v: [ID!]!) { nodes(ids: $v) { id } }"
SLUG = "query($v: String!) { ambito(slug: $v) { slug } }"
PAGE = "query($v: Int) { ambiti(first: $v) { totalCount } }"
AFTER = "query($v: String) { ambiti(after: $v) { totalCount } }"
ON = 'query($v: Date) { ambito(slug: "aurora", on: $v) { slug comuniCount organs { code } } }'
VALUES: list[tuple[str, Any, str]] = [
    *((NODE, v, "BAD_ID") for v in ("", "zz", "ü", 5, "A" * 20000)),
    *(
        (NODE, encoded(v), "BAD_ID")
        for v in ("Ambito", "Ambito:1", "Ambito:x:1", "Ambito:1:", ":1:1")
    ),
    *(
        (NODE, encoded(f"Ambito:{v}:1"), "BAD_ID")
        for v in (2**31, -1, -(10**11), "9" * 5000, "\N{ARABIC-INDIC DIGIT ONE}")
    ),
    (NODE, encoded("Comune::a\0"), "BAD_ID"),
    (NODE, encoded(b"Comune::\xed\xa0\x80"), "BAD_ID"),
    (NODE, None, "GRAPHQL_VALIDATION_FAILED"),
    (NODES, [[["a"]]], "GRAPHQL_VALIDATION_FAILED"),
    (NODES, ["\0"], "BAD_USER_INPUT"),
    (SLUG, "a\0b", "BAD_USER_INPUT"),
    (SLUG, ["a"], "GRAPHQL_VALIDATION_FAILED"),
    ('{ ambito(slug: "a\\u0000b") { slug } }', None, "BAD_USER_INPUT"),
    ('{ ambito(slug: "a\\u{0}b") { slug } }', None, "BAD_USER_INPUT"),
    ('{ ambito(slug: "a\\ud800b") { slug } }', None, "GRAPHQL_VALIDATION_FAILED"),
    *((PAGE, v, "GRAPHQL_VALIDATION_FAILED") for v in (2**31, -(2**40), 1e30, 1.5, "3", True)),
    *((PAGE, v, "PAGE_TOO_LARGE") for v in (-1, 101, 2**31 - 1)),
    *((AFTER, v, "BAD_CURSOR") for v in ("", "zz", encoded("[]"), encoded("{}"), encoded("[1]"))),
    *(
        (AFTER, encoded(v), "BAD_CURSOR")
        for v in ("[null]", '["a","b"]', "[" * 3000, '["\\u0000"]')
    ),
    *((ON, v, "GRAPHQL_VALIDATION_FAILED") for v in ("0000-01-01", "10000-01-01", "infinity", 5)),
    *((ON, v, "GRAPHQL_VALIDATION_FAILED") for v in ("2023-02-29", "", "ieri", "0001-01-01 BC")),
]


@pytest.mark.parametrize(("query", "value", "code"), VALUES, ids=lambda value: str(value)[:40])
async def test_a_value_out_of_range_is_refused_by_name(
    served: Served, query: str, value: Any, code: str
) -> None:
    answer = await served.ask(query, {"v": value}, accept=GRAPHQL)
    assert (answer.status, answer.code, is_clean(answer)) == (400, code, True)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2024-02-29"])
async def test_the_first_and_the_last_day_of_the_calendar_are_days(
    served: Served, day: str
) -> None:
    answer = await served.ask(ON, {"v": day})
    assert answer.json["data"]["ambito"]["slug"] == "aurora"


async def test_a_nul_is_refused_with_the_place_where_it_is(served: Served) -> None:
    answer = await served.ask("query($v: [ID!]!) { nodes(ids: $v) { id } }", {"v": ["a", "b\0"]})
    assert "$v[1]" in answer.message


async def test_an_escaped_backslash_before_u0000_is_no_nul(served: Served) -> None:
    answer = await served.ask(SLUG, {"v": "\\u0000"})
    assert answer.json["data"] == {"ambito": None}
