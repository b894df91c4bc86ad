"""Acts asked of the register through the contract, as somebody with a role."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from tests.conftest import Deployment

from ambiti import clock

HASH: Final = "0f" * 32
REFUSAL: Final = "... on Refusal { violations { code message field source { article } } }"
ACT: Final = """act { id author { code name } number year verb decides jointly matter subject
  takenOn referenceYear programme action amount state textHash published publishedOn
  source { documentCode article } direction { id } predecessors { id } successors { id }
  toward { code name } binds { name } vote { decision { verdict } }
  execution { takenOn byCode } steps { before after byCode recordedBy recordedAt reasons } }"""


def pascal(name: str) -> str:
    """Write the name of a mutation as its types begin."""
    return name[0].upper() + name[1:]


@dataclass(frozen=True, slots=True)
class Office:
    """Somebody with a token, before a deployment."""

    served: Deployment
    slug: str
    token: str

    async def act(self, name: str, shown: str = ACT, /, **given: Any) -> Any:
        """Ask for an act, and give the success or the refusal."""
        kind = pascal(name)
        text = (
            f"mutation($input: {kind}Input!) {{ it: {name}(input: $input) {{ __typename"
            f" ... on {kind}Success {{ warnings {{ code message source {{ article }} }}"
            f" entry {{ number hash act performedBy subject }} {shown} }} {REFUSAL} }} }}"
        )
        return (await self.served.ask(text, token=self.token, input=given))["it"]

    async def done(self, name: str, shown: str = ACT, /, **given: Any) -> Any:
        """Ask for an act that must be done."""
        found = await self.act(name, shown, **given)
        assert "violations" not in found, found
        return found

    async def refused(self, name: str, shown: str = ACT, /, **given: Any) -> list[str]:
        """Ask for an act that must be refused, and tell the codes."""
        found = await self.act(name, shown, **given)
        assert found["__typename"] == "Refusal", found
        return [one["code"] for one in found["violations"]]

    def entry(self, by: str, verb: str, matter: str, **more: Any) -> dict[str, Any]:
        """Make the input of an act that enters the register."""
        given = {"ambito": self.slug, "by": by, "verb": verb, "matter": matter}
        return {**given, "subject": f"{matter}: prova", "textHash": HASH, **more}

    async def proposed(self, by: str, verb: str, matter: str, **more: Any) -> Any:
        """Propose an act, and give it."""
        given = self.entry(by, verb, matter, **more)
        return (await self.done("proposeAct", **given))["act"]

    async def adopted(self, by: str, verb: str, matter: str, **more: Any) -> Any:
        """Adopt an act, and give it."""
        return (await self.done("adoptAct", **self.entry(by, verb, matter, **more)))["act"]

    async def acts(self, shown: str = "id state", **wanted: Any) -> list[Any]:
        """Read the register."""
        wanted = {"first": 50, **wanted}
        told = ", ".join(f"{name}: {value}" for name, value in wanted.items())
        text = f"""{{ ambito(slug: "{self.slug}") {{
          acts({told}) {{ edges {{ node {{ {shown} }} }} }} }} }}"""
        found = (await self.served.ask(text, token=self.token))["ambito"]["acts"]["edges"]
        return [one["node"] for one in found]

    async def voted(
        self, organ: str, matter: str, verb: str, *, choice: str = "IN_FAVOUR", **more: Any
    ) -> str:
        """Hold a meeting of an organ today in which all vote alike, and give its vote."""
        agenda = [{"subject": "Un punto", "matter": matter, "verb": verb}]
        when = {"heldOn": str(clock.today()), "at": "18:30", "place": "in municipio"}
        found = await self.done(
            "conveneMeeting",
            "meeting { id agenda { id } roll { id votes } }",
            ambito=self.slug,
            organ=organ,
            agenda=agenda,
            **when,
            **more,
        )
        meeting = found["meeting"]
        seats = [one["id"] for one in meeting["roll"] if one["votes"]]
        arrivals = [{"seat": seat, "person": "Chi siede"} for seat in seats]
        key = {"meeting": meeting["id"]}
        await self.done("recordAttendance", "meeting { id }", **key, arrivals=arrivals)
        item = meeting["agenda"][0]["id"]
        vote = (
            await self.done("openVote", "vote { id }", **key, item=item, question="Si approva?")
        )["vote"]["id"]
        ballots = [{"seat": seat, "choice": choice} for seat in seats]
        await self.done("castBallots", "vote { id }", vote=vote, ballots=ballots)
        shut = await self.act(
            "closeVote",
            "vote { decision { verdict } }",
            vote=vote,
            declaredVerdict="APPROVED",
            declaredUnder="il regolamento dell'organo",
        )
        if shut["__typename"] == "Refusal":
            await self.done("closeVote", "vote { decision { verdict } }", vote=vote)
        await self.done("closeMeeting", "meeting { status }", **key)
        return str(vote)


async def office(served: Deployment, slug: str, role: str, **place: str) -> Office:
    """Give somebody with a role."""
    return Office(served, slug, await served.token(role, slug, **place))


@asynccontextmanager
async def on(day: date) -> AsyncIterator[None]:
    """Hold the clock on a day."""
    with clock.fixed(day):
        yield
