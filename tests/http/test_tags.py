"""What a caller keeps is told to be still the answer exactly as long as it is."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncEngine
from tests.conftest import Clone, Deployment
from tests.http.serving import Answer, Served, serving

from ambiti import clock, resources
from ambiti.access.actor import ANYONE, Permissions
from ambiti.access.development import DevelopmentIssuer, identity_of
from ambiti.access.invented import token_for
from ambiti.database.engine import app_engine, transaction
from ambiti.governance.tables import mandates, principals
from ambiti.http.tags import Tags, held
from ambiti.reading.call import Call
from ambiti.reading.machine import Question
from ambiti.reading.printing import Statement

OPERATIONS = resources.folder("schema") / "operations"
AMBITI, AMBITO = "cittadino/ambiti", "ambito/ambito"
ME, SEATS = "ambito/me", "ambito/organi_e_posti"
CREMA = {"slug": "cremasco"}
GRAPHQL = "application/graphql-response+json"


def document(name: str) -> str:
    """Give the documentId of a published operation."""
    return f"sha256:{sha256((OPERATIONS / f'{name}.graphql').read_bytes()).hexdigest()}"


def address(name: str, variables: Mapping[str, Any] | None = None, **more: str) -> str:
    given = {"documentId": document(name), "variables": json.dumps(variables or {}), **more}
    return f"/graphql?{urlencode(given)}"


@dataclass(frozen=True, slots=True)
class Workers:
    """Two processes on one database, and the clerks of two Ambiti."""

    here: Served
    there: Served
    engine: AsyncEngine
    clerk: str
    other: str

    async def convenes(self, served: Served) -> None:
        query = (
            "mutation($input: ConveneMeetingInput!) { it: conveneMeeting(input: $input) {"
            " __typename } }"
        )
        given = {
            "ambito": "cremasco",
            "organ": "ASS_SUB4",
            "heldOn": str(clock.today()),
            "at": "18:30",
            "place": "Sede",
            "agenda": [{"subject": "Punto"}],
        }
        answer = await served.ask(query, {"input": given}, self.clerk)
        assert answer.json["data"]["it"]["__typename"] == "ConveneMeetingSuccess", answer.json


@pytest.fixture(scope="module")
async def workers(
    clone: Clone, furnished: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Workers]:
    databases = await clone(furnished)
    home = tmp_path_factory.mktemp("tags")
    engine = app_engine(databases.app)
    issuer = DevelopmentIssuer.open(home)
    clerk = await token_for(issuer, engine, role="segretario", tenant="cremasco")
    other = await token_for(issuer, engine, role="responsabile_udp", tenant="carate")
    async with AsyncExitStack() as stack:
        here = await stack.enter_async_context(serving(databases, home))
        there = await stack.enter_async_context(serving(databases, home))
        yield Workers(here, there, engine, clerk, other)
    await engine.dispose()


async def get(
    served: Served, path: str, token: str | None = None, kept: str | None = None, **headers: str
) -> Answer:
    if token is not None:
        headers["authorization"] = f"Bearer {token}"
    if kept is not None:
        headers["if-none-match"] = kept
    return await served.send("GET", path, headers=headers)


async def test_an_answer_that_is_kept_is_confirmed_without_being_sent(workers: Workers) -> None:
    path = address(AMBITO, CREMA)
    first = await get(workers.here, path, workers.clerk)
    tag = first.headers["etag"]
    assert (first.status, first.json["data"]["ambito"]["slug"]) == (200, "cremasco")
    assert re.fullmatch(r'"[0-9a-f]{64}"', tag)
    for served in (workers.here, workers.there):
        again = await get(served, path, workers.clerk, tag)
        assert (again.status, again.body) == (304, b"")
        for answer in (first, again):
            assert answer.headers["etag"] == tag
            assert answer.headers["cache-control"] == "private, no-cache"
            assert answer.headers["vary"] == "Accept, Authorization"
        assert not {"content-type", "content-length", "transfer-encoding"} & again.headers.keys()
        whole = await get(served, path, workers.clerk)
        assert (whole.headers["etag"], whole.body) == (tag, first.body)


async def test_what_anyone_may_read_may_be_kept_by_any_cache(workers: Workers) -> None:
    first = await get(workers.here, address(AMBITI, {"first": 2}))
    assert first.headers["cache-control"] == "public, no-cache"
    again = await get(workers.there, address(AMBITI, {"first": 2}), kept=first.headers["etag"])
    assert (again.status, again.headers["cache-control"]) == (304, "public, no-cache")


@pytest.mark.parametrize(
    ("kept", "status"),
    [
        ("{tag}", 304),
        ("W/{tag}", 304),
        ('"altro", W/"un altro", {tag}', 304),
        ('"con, virgola",{tag}', 304),
        ("*", 304),
        ('"altro"', 200),
        ("", 200),
        ("{bare}", 200),
        ('"{bare}', 200),
        ("w/*", 200),
    ],
)
async def test_tags_are_compared_as_http_says(workers: Workers, kept: str, status: int) -> None:
    path = address(AMBITI)
    tag = (await get(workers.here, path)).headers["etag"]
    given = kept.format(tag=tag, bare=tag.strip('"'))
    assert (await get(workers.here, path, kept=given)).status == status


async def test_the_tag_is_of_the_question_the_caller_and_the_media_type(workers: Workers) -> None:
    path = address(AMBITO, CREMA)
    tag = (await get(workers.here, path, workers.clerk)).headers["etag"]
    for other_path, token, more in (
        (address(AMBITO, {"slug": "lecce"}), workers.clerk, {}),
        (address(AMBITO, {**CREMA, "on": "2014-06-01"}), workers.clerk, {}),
        (address(ME), workers.clerk, {}),
        (path, workers.other, {}),
        (path, None, {}),
        (path, workers.clerk, {"accept": GRAPHQL}),
    ):
        answer = await get(workers.here, other_path, token, tag, **more)
        assert (answer.status, answer.headers["etag"] == tag) == (200, False), other_path


async def test_an_act_through_one_worker_is_seen_at_once_through_the_other(
    workers: Workers,
) -> None:
    path = address(SEATS, {"ambito": "cremasco", "anno": clock.today().year})
    told = await get(workers.here, path, workers.clerk)
    tags = {told.headers["etag"]}
    for number in range(6):
        one, other = (workers.here, workers.there)[:: 1 if number % 2 else -1]
        await workers.convenes(one)
        for served in (other, one):
            answer = await get(served, path, workers.clerk, told.headers["etag"])
            assert answer.status == 200, number
        assert (await get(one, path, workers.clerk, answer.headers["etag"])).status == 304
        tags.add(answer.headers["etag"])
        told = answer
    assert len(tags) == 7


async def test_an_act_that_a_caller_could_not_see_leaves_its_answers_as_they_are(
    workers: Workers,
) -> None:
    asking = [(address(AMBITO, CREMA), None), (address(AMBITO, {"slug": "carate"}), workers.other)]
    before = [await get(workers.here, path, token) for path, token in asking]
    await workers.convenes(workers.here)
    for (path, token), answer in zip(asking, before, strict=True):
        assert (await get(workers.there, path, token, answer.headers["etag"])).status == 304


async def test_no_tag_outlives_the_moment_in_which_it_was_true(workers: Workers) -> None:
    """While one worker acts, an answer of another has the tag of that answer and of no other."""
    path, done = address(SEATS, {"ambito": "cremasco", "anno": clock.today().year}), asyncio.Event()
    bodies: dict[str, bytes] = {}

    async def asking() -> int:
        kept, confirmed = "", 0
        while not done.is_set():
            answer = await get(workers.there, path, workers.clerk, kept)
            if answer.status == 304:
                assert answer.headers["etag"] == kept
                confirmed += 1
            else:
                kept = answer.headers["etag"]
                assert bodies.setdefault(kept, answer.body) == answer.body
        return confirmed

    async def acting() -> None:
        for _ in range(5):
            await workers.convenes(workers.here)
            await asyncio.sleep(0.1)
        done.set()

    confirmed, *_ = await asyncio.gather(asking(), asking(), acting())
    assert confirmed > 0
    assert len(bodies) > 1


async def test_a_role_that_began_or_ended_makes_what_is_kept_another_answer(
    workers: Workers,
) -> None:
    issuer = DevelopmentIssuer.open(workers.here.home)
    token = await token_for(
        issuer, workers.engine, role="sindaco", tenant="carate", comune="Renate"
    )
    kept = await get(workers.there, address(ME), token)
    assert (await get(workers.there, address(ME), token, kept.headers["etag"])).status == 304
    [role] = kept.json["data"]["me"]["roles"]
    identity = identity_of("carate:sindaco:renate")
    async with transaction(workers.engine, reach=(), subject=identity) as connection:
        found = await connection.execute(mandates.select())
        [mandate] = found.mappings()
    tenant = mandate["ambito_id"]
    for until, left in ((mandate["since"] + timedelta(days=900), [role]), (clock.today(), [])):
        since = {"since": clock.today() - timedelta(days=1)}
        async with transaction(
            workers.engine, reach=(tenant,), acting=tenant, subject=identity
        ) as connection:
            mine = mandates.c.id == mandate["id"]
            await connection.execute(update(mandates).where(mine).values(until=until, **since))
        for served in (workers.there, workers.here):
            answer = await get(served, address(ME), token, kept.headers["etag"])
            assert answer.status == 200
            roles = answer.json["data"]["me"]["roles"]
            assert [one["role"] for one in roles] == [one["role"] for one in left]
        kept = answer


async def test_a_name_that_changes_is_not_confirmed_as_it_was(workers: Workers) -> None:
    kept = await get(workers.here, address(ME), workers.other)
    identity = identity_of("carate:responsabile_udp")
    async with transaction(workers.engine, reach=(), subject=identity) as connection:
        done = await connection.execute(update(principals).values(name="Un altro nome"))
        assert done.rowcount == 1, kept.json
    answer = await get(workers.there, address(ME), workers.other, kept.headers["etag"])
    assert (answer.status, answer.json["data"]["me"]["name"]) == (200, "Un altro nome")


REFUSED = [
    ("GET", f"/graphql?documentId=sha256:{'0' * 64}", 400, "UNKNOWN_DOCUMENT"),
    ("GET", address("segretario/1_convoca"), 405, "METHOD_NOT_ALLOWED"),
    ("GET", address(AMBITO), 400, "GRAPHQL_VALIDATION_FAILED"),
    ("GET", address(AMBITI, {"first": 1000}), 400, None),
    ("GET", address(AMBITI, operationName="Nessuna"), 400, "UNKNOWN_OPERATION"),
    ("GET", f"{address(AMBITI)}&query=%7B__typename%7D", 400, "TWO_QUERIES"),
]


@pytest.mark.parametrize(("method", "path", "status", "code"), REFUSED)
async def test_what_is_refused_has_no_tag_and_is_kept_by_nobody(
    workers: Workers, method: str, path: str, status: int, code: str | None
) -> None:
    for kept in ({}, {"if-none-match": "*"}):
        answer = await workers.here.send(method, path, headers={"accept": GRAPHQL, **kept})
        assert (answer.status, answer.code) == (status, code or answer.code)
        assert (answer.headers["cache-control"], "etag" in answer.headers) == ("no-store", False)


async def test_a_token_that_is_not_valid_confirms_nothing(workers: Workers) -> None:
    answer = await get(workers.here, address(AMBITI), "x.y.z", "*")
    assert (answer.status, answer.headers["cache-control"]) == (401, "no-store")


async def test_only_what_is_asked_by_its_id_and_by_get_has_a_tag(workers: Workers) -> None:
    given = json.dumps({"documentId": document(AMBITI)}).encode()
    posted = await workers.here.send("POST", body=given, headers={"if-none-match": "*"})
    text = await workers.here.send(
        "GET", "/graphql?query=%7B__typename%7D", headers={"if-none-match": "*"}
    )
    for answer in (posted, text):
        assert (answer.status, "data" in answer.json) == (200, True)
        assert (answer.headers["cache-control"], "etag" in answer.headers) == ("no-store", False)


async def test_another_day_is_another_answer(deployment: Deployment) -> None:
    path, day = address(AMBITO, CREMA), clock.now()

    async def asked(kept: str = '""') -> httpx.Response:
        return await deployment.client.get(path, headers={"if-none-match": kept})

    with clock.fixed(day):
        tag = (await asked()).headers["etag"]
        assert (await asked(tag)).status_code == 304
    with clock.fixed(day + timedelta(days=1)):
        assert (await asked(tag)).status_code == 200


async def test_what_is_confirmed_is_not_read(deployment: Deployment) -> None:
    """A caller who keeps the answer costs one question about versions, and no other."""
    asked: list[str] = []
    door = deployment.app._graphql.__self__  # type: ignore[attr-defined]  # noqa: SLF001
    row = door._pool.row  # noqa: SLF001

    async def noted(sql: str, *arguments: Any) -> Any:
        asked.append(sql)
        return await row(sql, *arguments)

    first = await deployment.client.get(address(AMBITI))
    door._pool.row = noted  # noqa: SLF001
    try:
        kept = {"if-none-match": first.headers["etag"]}
        assert (await deployment.client.get(address(AMBITI), headers=kept)).status_code == 304
    finally:
        del door._pool.row  # noqa: SLF001
    [sql] = asked
    assert "data_versions" in sql
    assert "memberships" not in sql


def test_the_tag_is_of_the_contract_the_policy_and_the_limits() -> None:
    question = Question("Q", Statement("select 1", (), ()), (), 1)
    call = Call(ANYONE, Permissions(frozenset()), date(2026, 3, 2), "x")
    made = [
        Tags(*served).tag(question, call, GRAPHQL, b"1")
        for served in (
            ("1", "contract", "policy"),
            ("1", "contract", "policy 2"),
            ("2", "contract", "policy"),
        )
    ]
    assert len(set(made)) == 3
    tags = Tags("1", "contract", "policy")
    assert tags.tag(question, call, GRAPHQL, b"1") == made[0]
    assert tags.tag(question, call, GRAPHQL, b"2") != made[0]
    assert not held("", made[0])
