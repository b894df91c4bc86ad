"""The part of the contract that is asked, as Strawberry types: each relation awaits its loader."""

from datetime import date
from uuid import UUID

import strawberry
from strawberry import Private

from reading.context import Asking


@strawberry.type
class Population:
    """How many lived in a comune on a day."""

    reference_date: date
    residents: int
    status: str


@strawberry.type
class PopulationTotal:
    """How many lived in all comuni of an Ambito on the last day that is known of all."""

    residents: int
    reference_date: date


@strawberry.type
class Comune:
    """A comune."""

    istat_code: str
    name: str

    @strawberry.field
    async def populations(self, info: Asking) -> list[Population]:
        """Give its populations, the last first."""
        return await info.context.populations.load(self.istat_code)


@strawberry.type
class Rule:
    """A rule of the statute about an organ."""

    code: str
    text: str
    status: str


@strawberry.type
class Holder:
    """Who holds a seat."""

    person: str
    since: date


@strawberry.type
class Seat:
    """A place in an organ."""

    ambito_id: Private[int]
    row_id: Private[UUID]
    label: str
    standing: str
    votes: bool

    @strawberry.field
    async def holders(self, info: Asking) -> list[Holder]:
        """Give who holds it."""
        return await info.context.holders.load((self.ambito_id, self.row_id))


@strawberry.type
class Organ:
    """An organ of an Ambito."""

    ambito_id: Private[int]
    row_id: Private[UUID]
    code: str
    name: str
    kind: str

    @strawberry.field
    async def seats(self, info: Asking) -> list[Seat]:
        """Give its seats, as the document lists them."""
        return await info.context.seats.load((self.ambito_id, self.row_id))

    @strawberry.field
    async def rules(self, info: Asking) -> list[Rule]:
        """Give the rules about it, as the document lists them."""
        return await info.context.rules.load((self.ambito_id, self.code))


@strawberry.type
class Line:
    """A line of a budget."""

    code: str
    description: str
    level: str


@strawberry.type
class Totals:
    """What the money of a fund came to."""

    assigned: str
    committed: str
    paid: str


@strawberry.type
class Fund:
    """A fund of a budget."""

    ambito_id: Private[int]
    row_id: Private[UUID]
    code: str
    name: str

    @strawberry.field
    async def totals(self, info: Asking) -> Totals:
        """Sum its accounts."""
        return await info.context.totals.load((self.ambito_id, self.row_id))


@strawberry.type
class Budget:
    """The budget of a year."""

    ambito_id: Private[int]
    row_id: Private[UUID]
    year: int
    state: str

    @strawberry.field
    async def lines(self, info: Asking) -> list[Line]:
        """Give its lines by code."""
        return await info.context.lines.load((self.ambito_id, self.row_id))

    @strawberry.field
    async def funds(self, info: Asking) -> list[Fund]:
        """Give its funds in their order."""
        return await info.context.funds.load((self.ambito_id, self.row_id))


@strawberry.type
class Share:
    """The share of a comune."""

    istat_code: Private[str | None]
    name: str
    amount: str

    @strawberry.field
    async def comune(self, info: Asking) -> Comune | None:
        """Give the comune."""
        code = self.istat_code
        return None if code is None else await info.context.comune.load(code)


@strawberry.type
class Riparto:
    """A sum that is shared."""

    ambito_id: Private[int]
    row_id: Private[UUID]
    matter_name: str
    amount: str
    state: str

    @strawberry.field
    async def shares(self, info: Asking) -> list[Share]:
        """Give the share of each comune."""
        return await info.context.shares.load((self.ambito_id, self.row_id))


@strawberry.type
class RipartoEdge:
    """A riparto in a list."""

    node: Riparto


@strawberry.type
class RipartoConnection:
    """A list of riparti."""

    edges: list[RipartoEdge]


@strawberry.type
class Ambito:
    """An Ambito."""

    ambito_id: Private[int]
    slug: str
    name: str
    kind: str
    region: str

    @strawberry.field
    async def capofila(self, info: Asking) -> Comune | None:
        """Give the comune that leads it."""
        return await info.context.capofila.load(self.ambito_id)

    @strawberry.field
    async def comuni(self, info: Asking) -> list[Comune]:
        """Give its comuni by name."""
        return await info.context.comuni.load(self.ambito_id)

    @strawberry.field
    async def comuni_count(self, info: Asking) -> int:
        """Tell how many comuni it has."""
        return await info.context.comuni_count.load(self.ambito_id)

    @strawberry.field
    async def population_total(self, info: Asking) -> PopulationTotal | None:
        """Tell how many live there."""
        return await info.context.population_total.load(self.ambito_id)

    @strawberry.field
    async def organs(self, info: Asking) -> list[Organ]:
        """Give its organs by code."""
        return await info.context.organs.load(self.ambito_id)

    @strawberry.field
    async def budgets(self, info: Asking, year: int) -> list[Budget]:
        """Give the budget of a year."""
        return await info.context.budgets.load((self.ambito_id, year))

    @strawberry.field
    async def budget(self, info: Asking, year: int) -> Budget | None:
        """Give the budget of a year, if there is one."""
        return next(iter(await info.context.budgets.load((self.ambito_id, year))), None)

    @strawberry.field
    async def riparti(self, info: Asking, year: int, first: int) -> RipartoConnection:
        """Give the first riparti of a year."""
        found = await info.context.riparti.load((self.ambito_id, year, first))
        return RipartoConnection(edges=[RipartoEdge(node=one) for one in found])


@strawberry.type
class AmbitoEdge:
    """An Ambito in a list."""

    node: Ambito


@strawberry.type
class AmbitoConnection:
    """A list of Ambiti."""

    edges: list[AmbitoEdge]


@strawberry.type
class Named:
    """An organ on the day of a meeting."""

    name: str


@strawberry.type
class Attendance:
    """Who came for an entry of the roll."""

    person: str
    delegated: bool


@strawberry.type
class RollEntry:
    """A seat in the roll of a meeting."""

    ambito_id: Private[int]
    meeting_id: Private[UUID]
    row_id: Private[UUID]
    istat_code: Private[str | None]
    position: int
    label: str
    votes: bool

    @strawberry.field
    async def comune(self, info: Asking) -> Comune | None:
        """Give the comune whose seat it is."""
        if self.istat_code is None:
            return None
        return await info.context.comune.load(self.istat_code)

    @strawberry.field
    async def attendances(self, info: Asking) -> list[Attendance]:
        """Give who came, the first first."""
        return await info.context.attendances.load((self.ambito_id, self.meeting_id, self.row_id))


@strawberry.type
class Decision:
    """What a vote decided, and with how many."""

    verdict: str
    told: str | None
    threshold: int | None
    in_favour: int | None
    against: int | None
    abstained: int | None


@strawberry.type
class Vote:
    """A vote in a meeting."""

    position: int
    question: str
    status: str
    decision: Decision | None


@strawberry.type
class Quorum:
    """Whether enough were there."""

    present: int | None
    needed: int | None
    met: bool | None


@strawberry.interface
class Node:
    """What has an identifier."""

    id: strawberry.ID


@strawberry.type
class Meeting(Node):
    """A meeting of an organ."""

    ambito_id: Private[int]
    row_id: Private[UUID]
    organ_code: Private[str]
    number: int
    year: int
    held_on: date
    at: str
    place: str
    status: str
    quorum: Quorum

    @strawberry.field
    async def organ(self, info: Asking) -> Named | None:
        """Give the organ as it was on that day."""
        return await info.context.organ.load((self.ambito_id, self.organ_code, self.held_on))

    @strawberry.field
    async def roll(self, info: Asking) -> list[RollEntry]:
        """Give its roll."""
        return await info.context.roll.load((self.ambito_id, self.row_id))

    @strawberry.field
    async def votes(self, info: Asking) -> list[Vote]:
        """Give its votes."""
        return await info.context.votes.load((self.ambito_id, self.row_id))


@strawberry.type
class Query:
    """What can be asked."""

    @strawberry.field
    async def ambito(self, info: Asking, slug: str) -> Ambito | None:
        """Give the Ambito of a slug."""
        return await info.context.reading.ambito(slug)

    @strawberry.field
    async def ambiti(self, info: Asking, region: str, first: int) -> AmbitoConnection:
        """Give the first Ambiti of a Regione by slug."""
        found = await info.context.reading.ambiti(region, first)
        return AmbitoConnection(edges=[AmbitoEdge(node=one) for one in found])

    @strawberry.field
    async def node(self, info: Asking, id: strawberry.ID) -> Node | None:  # noqa: A002 - its name
        """Give what has an identifier: a meeting, which is all that is asked."""
        return await info.context.reading.meeting(id)
