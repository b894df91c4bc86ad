"""The stage of the demo: callers with their tokens, days on which they act, and what they do.

Everything goes through the contract, as the right caller, on the day it happens: no row is written
by any other way, and an act that is refused ends the demo with its reasons.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any

import httpx
from sqlalchemy.ext.asyncio import AsyncEngine

from ambiti import clock
from ambiti.access.development import DevelopmentIssuer, identity_of
from ambiti.access.invented import token_for

_REFUSAL = "... on Refusal { violations { code message source { document article } } }"
_MEETING = "meeting { id status agenda { id } roll { id label votes } }"
_VOTE = "vote { id decision { verdict told } }"


class NotAsWritten(Exception):  # noqa: N818  it tells what the demo expected
    """An act of the demo did not go as it is written; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody invented who acts: a role in a tenant, and the place it is held for."""

    role: str
    comune: str | None = None
    unit: str | None = None


CLERK = Caller("segretario")
CHIEF = Caller("responsabile_udp")


@dataclass(slots=True)
class Stage:
    """One tenant on stage."""

    client: httpx.AsyncClient
    issuer: DevelopmentIssuer
    engine: AsyncEngine
    tenant: str
    acts: int = 0
    _tokens: dict[tuple[Caller, date], str] = field(default_factory=dict)

    @contextmanager
    def on(self, year: int, month: int, day: int) -> Iterator[None]:
        """Let what is inside happen on a day."""
        with clock.fixed(date(year, month, day)):
            yield

    def person(self, name: str, *qualifications: Mapping[str, Any], access: str = "") -> Any:
        """Put somebody forward, by name and by what they are; ``access`` gives them a token."""
        told = {"name": f"{name} (persona inventata)", "qualifications": list(qualifications)}
        return {**told, "identity": identity_of(f"{self.tenant}:{access}")} if access else told

    async def act(
        self, caller: Caller, name: str, given: Mapping[str, Any], asked: str = ""
    ) -> dict[str, Any]:
        """Do one act as a caller, and give what is asked of what it came to."""
        kind = name[0].upper() + name[1:]
        query = (
            f"mutation Demo($input: {kind}Input!, $key: String!) {{ it: {name}(input: $input, "
            f"idempotencyKey: $key) {{ __typename ... on {kind}Success {{ __typename {asked} }} "
            f"{_REFUSAL} }} }}"
        )
        self.acts += 1
        variables = {"input": dict(given), "key": f"demo:{self.acts}"}
        answer = await self._asked(caller, query, variables)
        if answer.get("errors") or answer["data"]["it"]["__typename"] == "Refusal":
            why = answer.get("errors") or answer["data"]["it"]["violations"]
            message = f"{self.tenant}, {clock.today()}, {name}: {why}"
            raise NotAsWritten(message)
        found: dict[str, Any] = answer["data"]["it"]
        return found

    async def lived(self) -> bool:
        """Tell whether the tenant has lived already: then nothing is done again."""
        query = "query($slug: String!) { ambito(slug: $slug) { meetings { totalCount } } }"
        answer = await self._asked(CLERK, query, {"slug": self.tenant})
        return bool(answer["data"]["ambito"]["meetings"]["totalCount"])

    async def convened(self, caller: Caller, organ: str, **given: Any) -> dict[str, Any]:
        """Convene an organ for today; ``matter`` and ``subject`` make its one item."""
        item = {
            "subject": given.pop("subject"),
            "matter": given.pop("matter", None),
            "verb": given.pop("verb", None),
            "attachments": given.pop("attachments", []),
        }
        meeting = {
            "ambito": self.tenant,
            "organ": organ,
            "heldOn": str(clock.today()),
            "at": "18:00",
            "place": "Sala consiliare",
            "agenda": [item],
            **given,
        }
        done = await self.act(caller, "conveneMeeting", meeting, _MEETING)
        found: dict[str, Any] = done["meeting"]
        return found

    async def attended(self, meeting: Mapping[str, Any], present: int) -> list[str]:
        """Seat the first of those who vote, and give their seats."""
        voting = [one for one in meeting["roll"] if one["votes"]][:present]
        arrivals = [
            {"seat": one["id"], "person": f"{one['label']} (persona inventata)"} for one in voting
        ]
        given = {"meeting": meeting["id"], "arrivals": arrivals}
        await self.act(CLERK, "recordAttendance", given)
        return [one["id"] for one in voting]

    async def voted(
        self, meeting: Mapping[str, Any], seats: list[str], favour: int, under: str | None = None
    ) -> dict[str, Any]:
        """Vote on the one item: so many in favour, the other seats against."""
        opening = {
            "meeting": meeting["id"],
            "item": meeting["agenda"][0]["id"],
            "question": "Si approva?",
        }
        opened = await self.act(CLERK, "openVote", opening, "vote { id }")
        choices = ["IN_FAVOUR"] * favour + ["AGAINST"] * (len(seats) - favour)
        ballots = [{"seat": s, "choice": c} for s, c in zip(seats, choices, strict=True)]
        vote = {"vote": opened["vote"]["id"]}
        await self.act(CLERK, "castBallots", {**vote, "ballots": ballots})
        closing = {**vote, "declaredVerdict": "APPROVED", "declaredUnder": under} if under else vote
        closed = await self.act(CLERK, "closeVote", closing, _VOTE)
        found: dict[str, Any] = closed["vote"]
        return found

    async def decided(
        self, caller: Caller, organ: str, *, under: str | None = None, **given: Any
    ) -> str:
        """Hold a whole meeting in which an organ approves, and give the vote.

        ``under`` is the text by which the chair declares an outcome that no rule supplied decides;
        ``present`` says how many come, all without it, and ``favour`` how many approve.
        """
        present, favour = given.pop("present", None), given.pop("favour", None)
        meeting = await self.convened(caller, organ, **given)
        size = sum(one["votes"] for one in meeting["roll"])
        seats = await self.attended(meeting, present or size)
        vote = await self.voted(meeting, seats, favour or len(seats), under)
        await self.act(CLERK, "closeMeeting", {"meeting": meeting["id"]})
        if vote["decision"]["verdict"] != "APPROVED":
            message = f"{self.tenant}, {clock.today()}: {vote['decision']['told']}"
            raise NotAsWritten(message)
        found: str = vote["id"]
        return found

    async def entered(self, caller: Caller, act: str, **given: Any) -> str:
        """Enter an act in the register (``proposeAct``, ``adoptAct``), and give it."""
        said = {"ambito": self.tenant, **given}
        said["textHash"] = sha256(given["subject"].encode()).hexdigest()
        done = await self.act(caller, act, said, "act { id }")
        found: str = done["act"]["id"]
        return found

    async def fulfilled(self, caller: Caller, deadline: str, *, by: str, **given: Any) -> None:
        """Record that what was due is done today."""
        said = {"ambito": self.tenant, "deadline": deadline, "by": by, **given}
        await self.act(caller, "recordFulfilment", {"year": clock.today().year, **said})

    async def budget(self, year: int) -> str:
        """Give the budget of a year."""
        query = (
            "query($slug: String!, $year: Int!) { ambito(slug: $slug) {"
            " budgets(year: $year) { id } } }"
        )
        asked = {"slug": self.tenant, "year": year}
        (found,) = (await self._asked(CLERK, query, asked))["data"]["ambito"]["budgets"]
        return str(found["id"])

    async def parties(self, instrument: str) -> list[str]:
        """Tell the parties of an instrument."""
        query = (
            "query($slug: String!, $code: String) { ambito(slug: $slug) {"
            " instruments(code: $code) { parties { id } } } }"
        )
        asked = {"slug": self.tenant, "code": instrument}
        (found,) = (await self._asked(CLERK, query, asked))["data"]["ambito"]["instruments"]
        return [one["id"] for one in found["parties"]]

    async def counted(self, day: str) -> bool:
        """Tell whether the residents of every comune on a day are known here."""
        query = "query($slug: String!, $at: Date) { ambito(slug: $slug) { population(at: $at) } }"
        answer = await self._asked(CLERK, query, {"slug": self.tenant, "at": day})
        return answer["data"]["ambito"]["population"] is not None

    async def _asked(
        self, caller: Caller, query: str, variables: Mapping[str, Any]
    ) -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {await self._token(caller)}"}
        body = {"query": query, "variables": dict(variables)}
        answer = await self.client.post("/graphql", json=body, headers=headers)
        found: dict[str, Any] = answer.json()
        return found

    async def _token(self, caller: Caller) -> str:
        key = (caller, clock.today())
        if key not in self._tokens:
            self._tokens[key] = await token_for(
                self.issuer,
                self.engine,
                role=caller.role,
                tenant=self.tenant,
                comune=caller.comune,
                unit=caller.unit,
            )
        return self._tokens[key]
