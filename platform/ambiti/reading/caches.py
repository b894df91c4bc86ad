"""Bounded caches that count their hits."""

from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Cache(Generic[K, V]):
    """Keeps the entries used last, up to a size."""

    def __init__(self, size: int) -> None:
        """Start empty."""
        self._entries: OrderedDict[K, V] = OrderedDict()
        self._size = size
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

    def put(self, key: K, value: V) -> V:
        """Add an entry; the one used longest ago leaves when there are too many."""
        self._entries[key] = value
        self._entries.move_to_end(key)
        while len(self._entries) > self._size:
            self._entries.popitem(last=False)
        return value

    def drop(self, key: K) -> None:
        """Forget an entry."""
        self._entries.pop(key, None)

    def __len__(self) -> int:
        """Tell how many entries there are."""
        return len(self._entries)
