"""Every act of the contract, asked by those who may not: refused, and nothing is written."""

from collections.abc import AsyncIterator, Iterator
from typing import Any, Final

import asyncpg
import pytest
from graphql import (
    GraphQLInputObjectType,
    GraphQLObjectType,
    get_named_type,
    is_enum_type,
    is_input_object_type,
    is_list_type,
    is_non_null_type,
    is_required_input_field,
)

from ambiti.acting.commands import Command
from ambiti.database.connections import Databases
from ambiti.reading.binding import METADATA
from ambiti.reading.identifiers import decode, encode
from ambiti.rows import metadata

from . import people
from .battery import CONTRACT
from .people import ALFA, SLUGS, Person
from .site import Oracle, Site

MUTATION: Final[GraphQLObjectType] = CONTRACT.type_map["Mutation"]  # type: ignore[assignment]
PLAIN = {
    "String": "18:30",
    "ID": "?",
    "Date": "2026-03-02",
    "Int": 1,
    "Boolean": True,
    "Euro": "1.00",
}
"""What is written where an act must be given something, by type."""
WITHIN = tuple(p for p in people.OFFICERS if p.name in {"alfa-membro", "alfa-revisore"})
"""Of the tenant, without any act but those that are open to all who are of it."""
OPEN_TO_ALL = {"consultDocument", "openAccessRequest"}
"""What the rules refuse, and not the policy: to read a document, and to ask to."""
OUTSIDE = (
    *(p for p in people.OFFICERS if p.name in {"beta-segretario", "gamma-responsabile_udp"}),
    people.REGIONALS[0],
    people.IDLE,
    people.ENDED,
    people.STRANGER,
    people.ANYONE,
)
REFUSED_WITH = {people.ANYONE: "NOT_AUTHENTICATED"}
SOMETHING_ELSE = "00000000-0000-4000-8000-000000000000"
TOLD = "{... on Refusal{violations{code message field}}}"


def acts() -> list[str]:
    return sorted(MUTATION.fields)


def command(name: str) -> Command:
    found: Command = MUTATION.fields[name].extensions["strawberry-definition"].metadata[METADATA]
    return found


def given(name: str, tenant: str) -> dict[str, Any]:
    """Give an act an input that is complete, on a tenant or on something of it."""
    kind: Any = get_named_type(MUTATION.fields[name].args["input"].type)
    field = "".join(
        part.capitalize() if number else part
        for number, part in enumerate(command(name).tenant.split("_"))
    )
    return {**_filled(kind), field: tenant}


def _filled(kind: GraphQLInputObjectType) -> dict[str, Any]:
    return {
        name: _value(one.type) for name, one in kind.fields.items() if is_required_input_field(one)
    }


def _value(kind: Any) -> Any:
    if is_non_null_type(kind):
        return _value(kind.of_type)
    if is_list_type(kind):
        return [_value(kind.of_type)]
    if is_input_object_type(kind):
        return _filled(kind)
    if is_enum_type(kind):
        return next(iter(kind.values))
    return PLAIN[kind.name]


def _on(name: str, oracle: Oracle) -> Iterator[str]:
    """Name the tenant as the act is given it: by what its field is called after, or is not.

    Of what it is not called after, a few are taken, others for each act.
    """
    field = command(name).tenant
    if field == "ambito":
        yield SLUGS[ALFA]
        return
    there = {decode(one).type_name: one for one in oracle.identifiers(ALFA)}
    called = [one for one in there if field.replace("_", "") in one.lower()]
    others = sorted(there.keys() - {*called})
    at = acts().index(name) * FEW
    some = (others * 2)[at % len(others) :][:FEW]
    for one in (*(called or others), *some):
        yield there[one]


FEW: Final = 4


@pytest.fixture
async def counted(sealed: Databases) -> AsyncIterator[Any]:
    """Count the rows of every table, before and after."""
    assert sealed.admin is not None
    admin = await asyncpg.connect(sealed.admin)
    yield lambda: _counts(admin)
    await admin.close()


async def _counts(admin: asyncpg.Connection) -> dict[str, int]:
    return {
        table.name: await admin.fetchval(f"select count(*) from {table.fullname}")
        for table in metadata.sorted_tables
    }


async def asked(
    site: Site, oracle: Oracle, who: Person, name: str, tenant: str
) -> list[dict[str, Any]]:
    kind = get_named_type(MUTATION.fields[name].args["input"].type).name
    text = f"mutation($input: {kind}!){{it: {name}(input: $input){TOLD}}}"
    answer = await site.ask(who, text, {"input": given(name, tenant)})
    assert oracle.leaks(who, answer) == []
    found: list[dict[str, Any]] = answer.data["it"]["violations"]
    return found


@pytest.mark.parametrize("who", [*WITHIN, *OUTSIDE], ids=lambda one: one.name or "nobody")
async def test_who_may_not_act_is_refused_and_nothing_is_written(
    site: Site, oracle: Oracle, counted: Any, who: Person
) -> None:
    before = await counted()
    for name in (one for one in acts() if who not in WITHIN or one not in OPEN_TO_ALL):
        for tenant in _on(name, oracle):
            (violation,) = await asked(site, oracle, who, name, tenant)
            assert violation["code"] == REFUSED_WITH.get(who, "NOT_ALLOWED"), (name, tenant)
    assert await counted() == before


@pytest.mark.parametrize("who", OUTSIDE, ids=lambda one: one.name or "nobody")
async def test_what_is_foreign_and_what_is_not_there_are_refused_alike(
    site: Site, oracle: Oracle, who: Person
) -> None:
    for name in (one for one in acts() if command(one).tenant != "ambito"):
        for identifier in _on(name, oracle):
            missing = encode(decode(identifier).type_name, ALFA, SOMETHING_ELSE)
            told = [await asked(site, oracle, who, name, one) for one in (identifier, missing)]
            assert told[0] == told[1], name
