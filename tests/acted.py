"""Acting as people do: one mutation at a time, over HTTP, and reading what it came to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tests.conftest import Deployment

from ambiti import clock
from ambiti.access.development import identity_of

REFUSAL = "... on Refusal { violations { code message field source { document article } } }"
WARNED = "warnings { code message field source { document article } }"
MEETING = "meeting { id number status agenda { id position } roll { id label votes } minutes }"
VOTE = "vote { id status decision { verdict told denominator of threshold present inFavour } }"


class Refused(Exception):  # noqa: N818  a refusal is an answer
    """An act was refused: its violations."""

    def __init__(self, violations: Sequence[Mapping[str, Any]]) -> None:
        super().__init__(str(violations))
        self.violations = violations

    @property
    def codes(self) -> list[str]:
        return [one["code"] for one in self.violations]


@dataclass(frozen=True, slots=True)
class Acting:
    """Sends acts to a deployment."""

    deployment: Deployment

    def identity(self, subject: str) -> str:
        """Give who somebody of the development issuer is, to be given access."""
        return identity_of(subject)

    def token(self, subject: str) -> str:
        """Give a token of somebody, who may do what their mandates allow."""
        return self.deployment.issuer.issue(subject, subject)

    async def act(
        self, token: str | None, name: str, given: Mapping[str, Any], asked: str = ""
    ) -> dict[str, Any]:
        """Do an act that is allowed, and give what is asked of it; a refusal is raised."""
        kind = name[0].upper() + name[1:]
        query = (
            f"mutation($input: {kind}Input!) {{ it: {name}(input: $input) {{ __typename "
            f"... on {kind}Success {{ {WARNED} {asked} }} {REFUSAL} }} }}"
        )
        data = await self.deployment.ask(query, token=token, input=dict(given))
        if data["it"]["__typename"] == "Refusal":
            raise Refused(data["it"]["violations"])
        found: dict[str, Any] = data["it"]
        return found

    async def refused(self, token: str | None, name: str, given: Mapping[str, Any]) -> list[str]:
        """Give the codes of an act that must be refused."""
        try:
            done = await self.act(token, name, given)
        except Refused as refusal:
            return refusal.codes
        raise AssertionError(done)

    async def convened(
        self, token: str, slug: str, organ: str, matter: str | None = None, **more: Any
    ) -> dict[str, Any]:
        """Convene an organ for today, with one item on the agenda."""
        item = {"subject": "Punto", "matter": matter, "verb": more.pop("verb", None)}
        given = {
            "ambito": slug,
            "organ": organ,
            "heldOn": str(clock.today()),
            "at": "18:30",
            "place": "Sede",
            "agenda": [item],
            **more,
        }
        done = await self.act(token, "conveneMeeting", given, MEETING)
        found: dict[str, Any] = done["meeting"]
        return found

    async def voted(  # noqa: PLR0913  a vote is made of this
        self,
        token: str,
        meeting: Mapping[str, Any],
        *,
        favour: int,
        against: int = 0,
        abstained: int = 0,
        present: int | None = None,
        declared: str | None = None,
    ) -> dict[str, Any]:
        """Hold a vote on the first item: who is present sits at the first seats that vote."""
        seats = [one["id"] for one in meeting["roll"] if one["votes"]]
        there = seats[: present or favour + against + abstained]
        arrivals = [{"seat": seat, "person": f"Persona {n}"} for n, seat in enumerate(there)]
        attending = {"meeting": meeting["id"], "arrivals": arrivals}
        if meeting["status"] == "CONVENED":
            await self.act(token, "recordAttendance", attending)
        opened = await self.act(
            token,
            "openVote",
            {
                "meeting": meeting["id"],
                "item": meeting["agenda"][0]["id"],
                "question": "Si approva?",
            },
            VOTE,
        )
        vote = opened["vote"]["id"]
        choices = ["IN_FAVOUR"] * favour + ["AGAINST"] * against + ["ABSTAINED"] * abstained
        ballots = [{"seat": s, "choice": c} for s, c in zip(there, choices, strict=False)]
        await self.act(token, "castBallots", {"vote": vote, "ballots": ballots})
        closing: dict[str, Any] = {"vote": vote}
        if declared is not None:
            closing |= {"declaredVerdict": declared, "declaredUnder": "Regolamento dell'organo"}
        closed = await self.act(token, "closeVote", closing, VOTE)
        return {**closed["vote"], "warned": [one["code"] for one in closed["warnings"]]}

    async def decided(
        self, token: str, slug: str, organ: str, matter: str | None = None, **more: Any
    ) -> str:
        """Hold a meeting in which an organ approves, and give the vote."""
        declared = more.pop("declared", None)
        meeting = await self.convened(token, slug, organ, matter, **more)
        size = sum(one["votes"] for one in meeting["roll"])
        vote = await self.voted(token, meeting, favour=size, declared=declared)
        assert vote["decision"]["verdict"] == "APPROVED", vote
        found: str = vote["id"]
        return found
