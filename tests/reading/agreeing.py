"""The machine and the reference, asked the same."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from graphql import GraphQLError, GraphQLSchema, parse

from ambiti import resources
from ambiti.access.actor import ANYONE, Actor
from ambiti.contract import printed
from ambiti.reading.documents import Documents, Invalid
from ambiti.reading.limits import DocumentLimits
from ambiti.reading.machine import Machine
from ambiti.reading.pool import ReadPool
from ambiti.reading.refusal import ReadRefused

from . import seed
from .conftest import CONTRACT, PAGES, Reading, actor_of, call
from .queries import Asked
from .reference.executing import answered, reference_schema
from .reference.fields import Refused
from .reference.rows import View, World

ANY_SIZE = DocumentLimits(**dict.fromkeys(DocumentLimits.__dataclass_fields__, 10**9))


@dataclass(repr=False)
class Comparison:
    """Whom to ask, and what to compare with."""

    pool: ReadPool
    world: World
    schema: GraphQLSchema
    actors: Mapping[tuple[str, date], Actor]
    documents: Documents = field(default_factory=lambda: Documents(CONTRACT, ANY_SIZE, 1000))
    _views: dict[tuple[str, date], View] = field(default_factory=dict)
    _expected: dict[Any, str | None] = field(default_factory=dict)

    def expected(self, text: str, variables: Mapping[str, Any], who: str, day: date) -> str | None:
        """Give the data that the reference answers; None where it refuses."""
        key = (text, json.dumps(variables), who, day)
        if key not in self._expected:
            self._expected[key] = self._answered(text, variables, who, day)
        return self._expected[key]

    def _answered(self, text: str, variables: Mapping[str, Any], who: str, day: date) -> str | None:
        if (who, day) not in self._views:
            limits = (PAGES.default, PAGES.largest)
            self._views[who, day] = View(self.world, self.actors[who, day], day, *limits)
        result = answered(self.schema, parse(text), variables, self._views[who, day])
        for error in result.errors or ():
            cause = error.original_error
            if cause is not None and not isinstance(cause, Refused | GraphQLError):
                raise cause
        return None if result.errors else json.dumps(result.data)

    async def found(
        self, machine: Machine, text: str, variables: Mapping[str, Any], who: str, day: date
    ) -> str | None:
        """Give the data that the machine answers; None where it refuses."""
        operation = self.documents.get(text).operation("Prova")
        try:
            asked = call(self.actors[who, day], day)
            answer = await machine.answer(operation, variables, asked, self.pool)
        except (ReadRefused, Invalid):
            return None
        return json.dumps(json.loads(answer.data))

    async def agree(self, machine: Machine, asked: Asked, who: str, day: date) -> None:
        """Fail where the two do not answer the same, in the same order."""
        for variables in asked.rounds:
            try:
                found = await self.found(machine, asked.text, variables, who, day)
            except Exception as error:
                raise AssertionError(asked.text) from error
            expected = self.expected(asked.text, variables, who, day)
            assert found == expected, f"{who or 'anyone'} on {day}: {variables}\n{asked.text}"

    async def differ(
        self, machine: Machine, cases: Iterable[tuple[Asked, str, date]]
    ) -> AssertionError | None:
        """Find the first of these cases that the two do not answer the same."""
        for case in cases:
            try:
                await self.agree(machine, *case)
            except AssertionError as error:
                return error
        return None


async def compared(reading: Reading, days: Iterable[date]) -> Comparison:
    """Compare with all rows of the seed, for each of its people on each of these days."""
    world = await World.load(reading.databases, resources.folder("policies"))
    actors = {("", day): ANYONE for day in days}
    for person in seed.PEOPLE:
        for day in days:
            actors[person.name, day] = await actor_of(reading.pool, person.identity, day)
    return Comparison(reading.pool, world, reference_schema(printed()), actors)
