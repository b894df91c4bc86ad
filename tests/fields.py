"""The fields that refusals and warnings name: each must be one that the caller can change.

Every act that a test does is listened to, wherever it is asked for over HTTP: a field that its
input does not have is kept, and the test in which it was named fails.
"""

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from graphql import GraphQLInputObjectType, GraphQLSchema, get_named_type

from ambiti.acting.machine import Acting
from ambiti.acting.refusing import Violation

BESIDE = frozenset({"idempotencyKey"})
"""What an act is given beside its input."""


def has(given: GraphQLInputObjectType, path: str) -> bool:
    """Tell whether an input has a field: ``act``, or ``lines.0.amount`` of what it nests."""
    place: Any = given
    for name in path.split("."):
        if name.isdecimal():
            continue
        if not isinstance(place, GraphQLInputObjectType) or name not in place.fields:
            return False
        place = get_named_type(place.fields[name].type)
    return True


def strangers(
    schema: GraphQLSchema, act: str, given: str, violations: Iterable[Violation]
) -> Iterator[str]:
    """Give the fields named in violations that the input of their act does not have."""
    place = schema.type_map[given]
    assert isinstance(place, GraphQLInputObjectType)
    for one in violations:
        if one.field is not None and one.field not in BESIDE and not has(place, one.field):
            yield f"{act}: {one.code} names «{one.field}», which {given} does not have"


def listened(patch: pytest.MonkeyPatch) -> list[str]:
    """Listen to all that is answered to acts; the list grows with what they name wrongly."""
    found: list[str] = []
    refusing, recording = Acting._refusal, Acting._recorded  # noqa: SLF001  where both end

    def heard(self: Acting, asked: Any, violations: Iterable[Violation]) -> None:
        command = asked.command
        schema = self._schema
        found.extend(strangers(schema, command.name, command.input.__name__, violations))

    async def refusal(self: Acting, asked: Any, call: Any, pool: Any, violations: Any) -> Any:
        heard(self, asked, violations)
        return await refusing(self, asked, call, pool, violations)

    async def recorded(self: Acting, work: Any, asked: Any, done: Any) -> Any:
        heard(self, asked, work.warnings)
        return await recording(self, work, asked, done)

    patch.setattr(Acting, "_refusal", refusal)
    patch.setattr(Acting, "_recorded", recorded)
    return found
