"""Fifty callers at once, through four connections: each is answered with what is its own."""

import asyncio
from collections.abc import Callable

from ..reading import seed  # noqa: TID252 - tests are found by path and have no absolute names
from .serving import Answer, Served

ASKED = """{
  me { name roles { role ambito { slug } } }
  ambiti { edges { node { slug organs { code } roles { code } } } }
}"""
CALLERS = (*(person.name for person in seed.PEOPLE), None)
ROUNDS = 300


async def test_fifty_callers_at_once_read_only_what_each_may(
    served: Served, token_of: Callable[[str], str]
) -> None:
    tokens = {name: name and token_of(name) for name in CALLERS}
    alone = {name: (await served.ask(ASKED, token=tokens[name])).json for name in CALLERS}
    assert len({str(answer) for answer in alone.values()}) > 4  # they do not all see the same
    turns = iter([CALLERS[number % len(CALLERS)] for number in range(ROUNDS)])

    async def caller() -> list[tuple[str | None, Answer]]:
        return [(name, await served.ask(ASKED, token=tokens[name])) for name in turns]

    answered = [
        one for many in await asyncio.gather(*(caller() for _ in range(50))) for one in many
    ]
    assert len(answered) == ROUNDS
    assert [name for name, answer in answered if answer.json != alone[name]] == []


async def test_what_each_reads_is_of_the_tenants_where_it_has_a_mandate(
    served: Served, token_of: Callable[[str], str]
) -> None:
    for name in CALLERS:
        answer = (await served.ask(ASKED, token=name and token_of(name))).json["data"]
        own = {role["ambito"]["slug"] for role in (answer["me"] or {"roles": []})["roles"]}
        inside = {
            edge["node"]["slug"] for edge in answer["ambiti"]["edges"] if edge["node"]["roles"]
        }
        if name != seed.REGION.name:  # the Regione reads in its Ambiti, where it has no role
            assert inside <= own
