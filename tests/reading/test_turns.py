"""New documents are made one at a time, and the others are served between two of them."""

import asyncio
import itertools
import time

import pytest

from ambiti.reading.turns import Turns


async def test_one_is_in_at_a_time_in_the_order_in_which_they_came() -> None:
    turns, told = Turns(), list[str]()

    async def newcomer(name: str) -> None:
        async with turns:
            told.append(f"{name} in")
            await asyncio.sleep(0)
            told.append(f"{name} out")

    await asyncio.gather(*(newcomer(name) for name in "abc"))
    assert told == [f"{name} {way}" for name in "abc" for way in ("in", "out")]


async def test_the_others_are_served_between_two() -> None:
    turns, loop = Turns(), asyncio.get_running_loop()
    spans = list[tuple[float, float]]()
    served = list[float]()

    async def newcomer() -> None:
        async with turns:
            began = loop.time()
            time.sleep(0.005)  # noqa: ASYNC251  it holds the loop
            spans.append((began, loop.time()))

    async def somebody_else() -> None:
        while len(spans) < 3:
            served.append(loop.time())
            await asyncio.sleep(0)

    await asyncio.gather(*(newcomer() for _ in range(3)), somebody_else())
    for (_, ended), (following, _) in itertools.pairwise(spans):
        assert [one for one in served if ended <= one <= following]


@pytest.mark.parametrize("leaves", [True, False])
async def test_whoever_fails_or_leaves_lets_the_next_one_in(leaves: bool) -> None:  # noqa: FBT001
    turns = Turns()

    async def fails() -> None:
        async with turns:
            raise ZeroDivisionError

    async with turns:
        failing = asyncio.create_task(fails())
        await asyncio.sleep(0)
        if leaves:
            failing.cancel()
    (told,) = await asyncio.gather(failing, return_exceptions=True)
    assert isinstance(told, asyncio.CancelledError if leaves else ZeroDivisionError)
    async with asyncio.timeout(5), turns:
        pass
