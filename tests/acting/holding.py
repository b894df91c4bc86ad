"""An organ that meets, through the contract: who asks for which act, and what is answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import httpx
from tests.conftest import Deployment

from ambiti import clock

SOURCE: Final = "source { document article }"
REASON: Final = f"code message field {SOURCE}"
QUORUM: Final = "quorum { present needed met told }"
MEETING: Final = f"""meeting {{ id number status minutes closedAt {QUORUM}
    agenda {{ id position subject matter verb }}
    roll {{ id label votes delegate comune {{ istatCode }} {SOURCE}
            attendances {{ person delegated leftAt }} }} }}"""
VOTE: Final = f"""vote {{ id status question ballots {{ choice seat {{ id label }} }}
    decision {{ verdict told denominator of threshold present inFavour against abstained quorum
                missing declaredUnder {SOURCE} }} }}"""
ANSWERED: Final = {
    "conveneMeeting": MEETING,
    "recordAttendance": MEETING,
    "openVote": VOTE,
    "castBallots": VOTE,
    "closeVote": VOTE,
    "closeMeeting": MEETING,
}
DISPUTES: Final = {"subject": "Controversia fra due comuni", "matter": "CONTROVERSIE_SUB4"}


def mutation(act: str, answered: str | None = None) -> str:
    """Write the request for an act."""
    kind = act[0].upper() + act[1:]
    success = ANSWERED[act] if answered is None else answered
    return f"""mutation($input: {kind}Input!, $key: String) {{
      {act}(input: $input, idempotencyKey: $key) {{
        __typename
        ... on {kind}Success {{ warnings {{ {REASON} }} {success} }}
        ... on Refusal {{ violations {{ {REASON} }} }} }} }}"""


def codes(answer: Mapping[str, Any]) -> list[str]:
    """Give the codes of a refusal."""
    assert answer["__typename"] == "Refusal", answer
    return [one["code"] for one in answer["violations"]]


def warned(answer: Mapping[str, Any]) -> list[str]:
    """Give the codes of the warnings that a success carries."""
    assert answer["__typename"] != "Refusal", answer["violations"]
    return [one["code"] for one in answer["warnings"]]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who acts on a deployment."""

    served: Deployment
    token: str | None
    tenant: str

    async def sent(
        self,
        act: str,
        given: Mapping[str, Any],
        key: str | None = None,
        answered: str | None = None,
    ) -> httpx.Response:
        """Send the request for an act, and give the response as it came."""
        variables = {"input": dict(given), "key": key}
        return await self.served.post(mutation(act, answered), variables, token=self.token)

    async def asks(self, act: str, *, key: str | None = None, **given: Any) -> Any:
        """Ask for an act, and give what it came to."""
        answer = (await self.sent(act, given, key)).json()
        assert "errors" not in answer, answer["errors"]
        return answer["data"][act]

    async def does(self, act: str, *, key: str | None = None, **given: Any) -> Any:
        """Do an act that is allowed, and give its answer."""
        answer = await self.asks(act, key=key, **given)
        assert answer["__typename"] != "Refusal", answer["violations"]
        return answer

    async def refused(self, act: str, **given: Any) -> list[Any]:
        """Ask for an act that is refused, and give every reason."""
        answer = await self.asks(act, **given)
        assert answer["__typename"] == "Refusal", answer
        violations: list[Any] = answer["violations"]
        return violations

    def convocation(self, organ: str = "ASS_SUB4", **other: Any) -> dict[str, Any]:
        """Give the input of a convocation for today; what is named otherwise is otherwise."""
        place = {"at": "18:30", "place": "Soncino, sala consiliare"}
        given = {"ambito": self.tenant, "organ": organ, "heldOn": str(clock.today())}
        return {**given, **place, "agenda": [DISPUTES] if organ == "ASS_SUB4" else [], **other}

    async def convenes(self, organ: str = "ASS_SUB4", **other: Any) -> "Meeting":
        """Convene an organ for today."""
        answer = await self.does("conveneMeeting", **self.convocation(organ, **other))
        return Meeting(self, answer["meeting"], answer["warnings"])

    async def opens(self, there: int, organ: str = "ASS_SUB4", **other: Any) -> "Meeting":
        """Convene an organ and let the first of its roll arrive."""
        meeting = await self.convenes(organ, **other)
        await meeting.arrive(*range(there))
        return meeting


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting that was convened; its seats are told by their place on the roll, from 0."""

    clerk: Person
    row: Any
    warnings: Sequence[Any]

    @property
    def id(self) -> str:
        return str(self.row["id"])

    def seat(self, place: int) -> str:
        return str(self.row["roll"][place]["id"])

    def item(self, place: int = 0) -> str:
        return str(self.row["agenda"][place]["id"])

    def arrivals(self, *places: int, delegated: bool = False) -> list[dict[str, Any]]:
        how = {"delegated": True, "delegation": "Delega"} if delegated else {"delegated": False}
        return [{"seat": self.seat(place), "person": f"Persona {place}", **how} for place in places]

    async def arrive(self, *places: int) -> Any:
        """Let people arrive, and give the meeting as it then is."""
        arrivals = self.arrivals(*places)
        done = await self.clerk.does("recordAttendance", meeting=self.id, arrivals=arrivals)
        return done["meeting"]

    async def leave(self, *places: int) -> Any:
        """Let people leave, and give the meeting as it then is."""
        departures = [self.seat(place) for place in places]
        done = await self.clerk.does("recordAttendance", meeting=self.id, departures=departures)
        return done["meeting"]

    async def vote(self, item: int = 0, question: str = "Si approva?") -> str:
        """Put an item to the vote, and give the vote's identifier."""
        given = {"meeting": self.id, "item": self.item(item), "question": question}
        return str((await self.clerk.does("openVote", **given))["vote"]["id"])

    def ballots(self, **choices: Sequence[int]) -> list[dict[str, str]]:
        """Write ballots: ``in_favour=(0, 1), against=(2,)``."""
        return [
            {"seat": self.seat(place), "choice": choice.upper()}
            for choice, places in choices.items()
            for place in places
        ]

    async def cast(self, vote: str, **choices: Sequence[int]) -> Any:
        """Cast ballots, and give the vote as it then is."""
        ballots = self.ballots(**choices)
        return (await self.clerk.does("castBallots", vote=vote, ballots=ballots))["vote"]

    async def decides(self, item: int = 0, **choices: Sequence[int]) -> Any:
        """Vote on an item from its opening to its closing, and give the decision."""
        vote = await self.vote(item)
        await self.cast(vote, **choices)
        return (await self.clerk.does("closeVote", vote=vote))["vote"]["decision"]


async def person(served: Deployment, role: str, tenant: str, **place: str) -> Person:
    """Give somebody who holds a role."""
    return Person(served, await served.token(role, tenant, **place), tenant)
