"""Answers about a statute that several ask for one after the other, worked out once.

A statute never changes after it was read, so that an answer about it stays true, and is kept for as
long as the statute is: whoever works through a country of statutes does not keep them all.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final, TypeVar
from weakref import ref

Answer = TypeVar("Answer")
MOST: Final = 64
"""How many answers are kept at most, where one of them holds on to its statute."""


def remembered(act: Callable[[Any], Answer]) -> Callable[[Any], Answer]:
    """Make a pure function of a statute remember what it answered."""
    kept: dict[int, tuple[ref[Any], Answer]] = {}

    @wraps(act)
    def remembering(statute: Any) -> Answer:
        key = id(statute)
        known = kept.get(key)
        if known is not None and known[0]() is statute:
            return known[1]
        answer = act(statute)
        while len(kept) >= MOST:
            kept.pop(next(iter(kept)), None)
        kept[key] = ref(statute, lambda _gone: kept.pop(key, None)), answer
        return answer

    return remembering
