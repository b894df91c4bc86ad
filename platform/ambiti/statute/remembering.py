"""Answers about a statute that several ask for one after the other, worked out once.

A statute never changes after it was read, so that an answer about it stays true. Only the latest
few are kept: whoever works through a country of statutes does not keep them all.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final, TypeVar

Answer = TypeVar("Answer")
_KEPT: Final = 4


def remembered(act: Callable[[Any], Answer]) -> Callable[[Any], Answer]:
    """Make a pure function of a statute remember its latest answers."""
    kept: list[tuple[Any, Answer]] = []

    @wraps(act)
    def remembering(statute: Any) -> Answer:
        for known, answer in kept:
            if known is statute:
                return answer
        answer = act(statute)
        kept.append((statute, answer))
        del kept[:-_KEPT]
        return answer

    return remembering
