"""Bounded caches that count their hits."""

from collections import OrderedDict
from collections.abc import Hashable
from math import inf
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Cache(Generic[K, V]):
    """Keeps the entries used last, up to a number of them and up to what they weigh together."""

    def __init__(self, size: int, heaviest: float = inf) -> None:
        """Start empty."""
        self._entries: OrderedDict[K, V] = OrderedDict()
        self._weights: dict[K, int] = {}
        self._size = size
        self._heaviest = heaviest
        self.weight = 0
        self.hits = 0
        self.misses = 0

    def get(self, key: K) -> V | None:
        """Find an entry and keep it among the last used."""
        found = self._entries.get(key)
        if found is None:
            self.misses += 1
            return None
        self.hits += 1
        self._entries.move_to_end(key)
        return found

    def put(self, key: K, value: V, weight: int = 0) -> V:
        """Add an entry; those used longest ago leave when there are too many, or it is too much.

        One that weighs too much by itself is not kept.
        """
        self.drop(key)
        self._entries[key] = value
        self._weights[key] = weight
        self.weight += weight
        while len(self._entries) > self._size or self.weight > self._heaviest:
            self.drop(next(iter(self._entries)))
        return value

    def drop(self, key: K) -> None:
        """Forget an entry."""
        if self._entries.pop(key, None) is not None:
            self.weight -= self._weights.pop(key)

    def __len__(self) -> int:
        """Tell how many entries there are."""
        return len(self._entries)
