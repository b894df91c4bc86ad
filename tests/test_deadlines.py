"""What is not over by its moment is told so, once; what is over in time is left alone."""

import asyncio
import gc

import pytest

from ambiti.deadlines import LATE_SECONDS, Within, deadlines


@pytest.fixture
def passed() -> list[str]:
    return []


async def test_each_moment_passes_once_and_not_before(passed: list[str]) -> None:
    loop = asyncio.get_running_loop()
    of_this = deadlines(loop)
    began = loop.time()
    for seconds in (0.05, 0.3, 0.8):
        of_this.after(seconds, lambda: passed.append(f"{loop.time() - began:.2f}"))
    await asyncio.sleep(0.8 + 2 * LATE_SECONDS)
    assert len(passed) == 3
    for due, told in zip((0.05, 0.3, 0.8), passed, strict=True):
        assert due <= float(told) + 0.01


async def test_what_was_dropped_passes_no_more(passed: list[str]) -> None:
    of_this = deadlines(asyncio.get_running_loop())
    kept = of_this.after(0.3, lambda: passed.append("kept"))
    dropped = [of_this.after(seconds, lambda: passed.append("dropped")) for seconds in (0.05, 0.3)]
    for one in (*dropped, *dropped):
        one.cancel()  # twice is no fault
    await asyncio.sleep(0.3 + 2 * LATE_SECONDS)
    kept.cancel()
    assert passed == ["kept"]


async def test_what_one_late_thing_drops_is_not_late_itself(passed: list[str]) -> None:
    of_this = deadlines(asyncio.get_running_loop())

    def first() -> None:
        another.cancel()

    of_this.after(0.3, first)
    another = of_this.after(0.3, lambda: passed.append("another"))
    await asyncio.sleep(0.3 + 2 * LATE_SECONDS)
    assert passed == []


async def test_moments_are_looked_after_again_once_there_were_none(passed: list[str]) -> None:
    of_this = deadlines(asyncio.get_running_loop())
    of_this.after(0.3, lambda: None).cancel()
    await asyncio.sleep(2.5 * LATE_SECONDS)
    of_this.after(0.3, lambda: passed.append("late"))
    await asyncio.sleep(0.3 + 2 * LATE_SECONDS)
    assert passed == ["late"]


@pytest.mark.parametrize("seconds", [0.05, 0.3])
async def test_what_takes_too_long_is_cancelled_and_told_so(seconds: float) -> None:
    with pytest.raises(TimeoutError), Within(seconds):
        await asyncio.sleep(60)
    await asyncio.sleep(0)  # nothing is left that would cancel this


async def test_what_is_over_in_time_is_left_alone() -> None:
    with Within(0.3):
        await asyncio.sleep(0.01)
    await asyncio.sleep(0.3 + 2 * LATE_SECONDS)


async def test_a_fault_of_its_own_is_not_taken_for_lateness() -> None:
    with pytest.raises(ValueError, match="own"), Within(0.3):
        raise ValueError("own")


async def test_who_is_cancelled_by_somebody_else_is_cancelled() -> None:
    async def waiting() -> None:
        with Within(60):
            await asyncio.sleep(60)

    task = asyncio.create_task(waiting())
    await asyncio.sleep(0.05)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_who_is_late_and_cancelled_by_somebody_else_is_cancelled() -> None:
    async def waiting() -> None:
        with Within(0.1):
            try:
                await asyncio.sleep(60)
            except asyncio.CancelledError:
                task.cancel()
                raise

    task = asyncio.create_task(waiting())
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_the_inner_of_two_deadlines_is_told_apart_from_the_outer() -> None:
    told: list[str] = []

    async def inner() -> None:
        try:
            with Within(60):
                await asyncio.sleep(60)
        except TimeoutError:
            told.append("inner")

    with pytest.raises(TimeoutError), Within(0.1):
        await inner()
    assert told == []


class Holding:
    """What holds its deadline, which would hold it: the two would wait for the collector."""

    def __init__(self) -> None:
        self.deadline = deadlines(asyncio.get_running_loop()).after(60, self.late)

    def late(self) -> None:
        pytest.fail("it was dropped")


async def test_what_is_over_leaves_nothing_to_the_collector_of_rubbish() -> None:
    gc.collect()
    gc.disable()
    try:
        for _ in range(100):
            with Within(60):
                Holding().deadline.cancel()
        found = gc.collect()
    finally:
        gc.enable()
    assert found < 100
