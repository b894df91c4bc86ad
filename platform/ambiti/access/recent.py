"""A bounded memory: the values used last, up to a number of them."""

from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Recent(Generic[Key, Value]):
    """Keep up to ``kept`` values and forget the one that was not asked for the longest."""

    def __init__(self, kept: int) -> None:
        """Begin empty."""
        self._kept = kept
        self._values: OrderedDict[Key, Value] = OrderedDict()

    def get(self, key: Key) -> Value | None:
        """Give a value that is still kept."""
        value = self._values.get(key)
        if value is not None:
            self._values.move_to_end(key)
        return value

    def put(self, key: Key, value: Value) -> Value:
        """Keep a value, and give it back."""
        self._values[key] = value
        self._values.move_to_end(key)
        if len(self._values) > self._kept:
            self._values.popitem(last=False)
        return value

    def drop(self, key: Key) -> None:
        """Forget a value."""
        self._values.pop(key, None)

    def __len__(self) -> int:
        """Count the values kept."""
        return len(self._values)
