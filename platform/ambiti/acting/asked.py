"""One mutation as it is asked for: its command, its input, its key, and what to read of it."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from graphql import FieldNode

from ambiti.acting.commands import Command
from ambiti.reading.documents import Operation


@dataclass(frozen=True, slots=True)
class Asked:
    """One mutation, its variables coerced and its input read."""

    operation: Operation
    values: Mapping[str, Any]
    key: str
    nodes: Sequence[FieldNode]
    command: Command
    given: Any
    plain: Mapping[str, Any]
    once: str | None
    preview: bool

    @property
    def selections(self) -> list[Any]:
        """Give what is selected on the answer."""
        return [node.selection_set for node in self.nodes]

    @property
    def hash(self) -> str:
        """Tell two inputs apart."""
        told = orjson.dumps(self.plain, option=orjson.OPT_SORT_KEYS, default=str)
        return hashlib.sha256(told).hexdigest()
