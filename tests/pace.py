"""A reference of this machine's pace: a bound on time is a ratio, not a number of seconds.

Example:
    assert pace.ratio(lambda: check(statute)) <= 12
"""

import time
from collections.abc import Callable
from functools import cache

ROUNDS = 3


def least(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Give the least processor time in seconds that the work took; other work does not count."""
    best = float("inf")
    for _ in range(rounds):
        started = time.process_time()
        work()
        best = min(best, time.process_time() - started)
    return best


def _counting() -> int:
    """Do the work that a pace is told by: half a million steps of plain Python."""
    total = 0
    for number in range(500_000):
        total += number * number % 7
    return total


@cache
def reference() -> float:
    """Give the seconds that this machine needs for the reference, about 0.03 on a fast one."""
    return least(_counting)


def ratio(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Give how many references the work takes, beside a reference taken now and not before."""
    seconds = least(work, rounds)
    return seconds / max(reference(), least(_counting))
