"""A request is read at most so much and for so long; its work ends when its client goes."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from starlette.types import Message

from ambiti.http.exchange import Exchange, Gone
from ambiti.http.fault import Fault
from ambiti.http.presence import while_present


def exchange(*messages: Message, headers: list[tuple[bytes, bytes]] | None = None) -> Exchange:
    """Give an exchange whose client sends these messages and then nothing more."""
    coming = iter(messages)

    async def receive() -> Message:
        found = next(coming, None)
        if found is None:
            await asyncio.sleep(60)
        return found or {"type": "http.disconnect"}

    async def send(_message: Message) -> None:
        """Answer nobody."""

    return Exchange({"method": "POST", "headers": headers or []}, receive, send)


def chunk(body: bytes, *, more: bool = False) -> Message:
    return {"type": "http.request", "body": body, "more_body": more}


async def test_a_body_is_put_together_from_its_pieces() -> None:
    found = exchange(chunk(b"a", more=True), chunk(b"b", more=True), chunk(b"c"))
    assert await found.body(3, 1) == b"abc"


@pytest.mark.parametrize(
    ("found", "code"),
    [
        (lambda: exchange(chunk(b"ab", more=True), chunk(b"cd")), "BODY_TOO_LARGE"),
        (lambda: exchange(headers=[(b"content-length", b"4")]), "BODY_TOO_LARGE"),
        (lambda: exchange(headers=[(b"content-length", b"9" * 5000)]), "BODY_TOO_LARGE"),
        (lambda: exchange(chunk(b"a", more=True)), "BODY_TIMEOUT"),
    ],
)
async def test_a_body_too_large_or_too_slow_is_refused_and_the_connection_closed(
    found: Callable[[], Exchange], code: str
) -> None:
    with pytest.raises(Fault) as refused:
        await found().body(3, 0.05)
    assert refused.value.code == code
    assert refused.value.headers["Connection"] == "close"


async def test_a_client_who_leaves_while_sending_is_gone() -> None:
    with pytest.raises(Gone):
        await exchange(chunk(b"a", more=True), {"type": "http.disconnect"}).body(3, 1)


def test_a_header_given_twice_is_one_list() -> None:
    given = [(b"accept", b"a"), (b"host", b"x"), (b"accept", b"b")]
    found = exchange(headers=given)
    assert (found.header(b"accept"), found.header(b"te")) == ("a, b", None)


async def test_work_ends_when_its_client_goes() -> None:
    ended: list[str] = []

    async def work() -> None:
        try:
            await asyncio.sleep(60)
        finally:
            ended.append("cancelled")

    with pytest.raises(Gone):
        await while_present(exchange({"type": "http.disconnect"}), work())
    assert ended == ["cancelled"]
    await asyncio.sleep(0.1)  # nothing is left that would cancel this


async def test_work_cancelled_by_the_server_itself_is_not_taken_for_a_client_gone() -> None:
    async def answered() -> Any:
        return await while_present(exchange(), asyncio.sleep(60))

    task = asyncio.create_task(answered())
    await asyncio.sleep(0.1)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_work_that_ends_is_given_back_and_nobody_is_watched_any_more() -> None:
    before = len(asyncio.all_tasks())
    assert await while_present(exchange(), asyncio.sleep(0.1, "fatto")) == "fatto"
    await asyncio.sleep(0)
    assert len(asyncio.all_tasks()) == before
