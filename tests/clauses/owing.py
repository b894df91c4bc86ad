"""Dues asked of the contract: what they show, and the acts that they rest on."""

from dataclasses import dataclass
from typing import Any, Final

from tests.budgets.figures import carate_residents
from tests.budgets.treasury import Treasury, treasury
from tests.conftest import Deployment

from .register import Office, office
from .test_ripartos import counted

ACCOUNT: Final = (
    """account { amount gross firmness settled left credit settledOn status daysLate }"""
)
DUE: Final = f"""id number cause matter year fund internal vatRate hardness startedOn dueOn
  enteredOn debtor {{ code name }} creditor {{ code name }} source {{ documentCode article }}
  {ACCOUNT} act {{ id }}"""
OBLIGATION: Final = f"""obligation {{ id cause state matter year fund rule amount cost hours rate
  vatRate party documents deadline hardness availableOn startedOn dueOn waiting openedOn
  source {{ documentCode article }} comune {{ name }} riparto {{ id }} act {{ id }}
  collected {{ owed received own total }} lines {{ code amount gross counted pastEnd why }}
  dues {{ {DUE} }} }}"""
SETTLED: Final = f"""settlement {{ id kind amount enteredOn payee credit subject recordedBy
  act {{ id }} reverses {{ id }} due {{ id }} }} due {{ {DUE} }}"""
SHARED: Final = {"ambito": "carate", "matter": "RIPARTO_FONDI", "key": "POPOLAZIONE"}


@dataclass
class Bench:
    """The offices of an Ambito, and an act that money rests on."""

    served: Deployment
    slug: str
    clerk: Office
    chief: Office
    worker: Office
    act: str = ""

    async def owed(self, name: str, **given: Any) -> Any:
        """Let dues be owed, by whoever may."""
        return (await self.chief.done(name, OBLIGATION, **given))["obligation"]

    async def paid(self, due: str, amount: str, **more: Any) -> Any:
        """Record a payment."""
        given = {"act": self.act, "subject": "mandato", "due": due, "amount": amount, **more}
        return await self.clerk.done("recordSettlement", SETTLED, **given)

    async def unpaid(self, due: str, amount: str, **more: Any) -> list[str]:
        """Ask for a payment that must be refused, and tell why."""
        given = {"act": self.act, "subject": "mandato", "due": due, "amount": amount, **more}
        return await self.clerk.refused("recordSettlement", SETTLED, **given)

    async def read(self, shown: str, on: str, asker: Office | None = None) -> Any:
        """Read the Ambito on a day."""
        text = f"""{{ ambito(slug: "{self.slug}", on: "{on}") {{ {shown} }} }}"""
        return (await self.served.ask(text, token=(asker or self.clerk).token))["ambito"]


async def bench(served: Deployment, slug: str, by: str, verb: str, matter: str) -> Bench:
    """Seat the offices, with an act of one of them."""
    clerk, chief, worker = [
        await office(served, slug, one)
        for one in ("segretario", "responsabile_udp", "operatore_udp")
    ]
    found = Bench(served, slug, clerk, chief, worker)
    found.act = str((await chief.adopted(by, verb, matter))["id"])
    return found


async def carate(served: Deployment) -> Bench:
    """Seat the offices of Carate, with an executive act."""
    return await bench(served, "carate", "RESPONSABILE_UDP", "ADOPT", "ATTI_ESECUZIONE_PDZ")


async def proposed(served: Deployment, *, known: bool = True) -> Any:
    """Let Carate propose to share 450,000.00 of the FNPS of 2026 by residents."""
    if known:
        await counted(served, carate_residents())
    worker = await office(served, "carate", "operatore_udp")
    given = {**SHARED, "year": 2026, "amount": "450000.00"}
    shown = "riparto { id shares { code name amount } }"
    return (await worker.done("proposeRiparto", shown, **given))["riparto"]


async def perfected(served: Deployment, riparto: str) -> str:
    """Let the assembly of Carate approve it today, and give its act."""
    chief = await office(served, "carate", "responsabile_udp")
    clerk = await office(served, "carate", "segretario")
    heard = await clerk.voted("ASSEMBLEA", "CRITERI_FONDI", "DECIDE")
    criteria = await clerk.adopted("ASSEMBLEA", "DECIDE", "CRITERI_FONDI", vote=heard)
    mere = await chief.proposed(
        "UDP", "PROPOSE", "RIPARTO_FONDI", referenceYear=2026, direction=criteria["id"]
    )
    vote = await clerk.voted("ASSEMBLEA", "RIPARTO_FONDI", "APPROVE")
    decision = {"vote": vote, "predecessors": [mere["id"]], "referenceYear": 2026}
    act = await clerk.adopted("ASSEMBLEA", "APPROVE", "RIPARTO_FONDI", **decision)
    await clerk.done("approveRiparto", "riparto { state }", riparto=riparto, act=act["id"])
    return str(act["id"])


async def funded(served: Deployment, act: str) -> Treasury:
    """Open the year 2026 of Carate."""
    found = await treasury(served, "carate")
    found.act = act
    await found.opened(2026)
    return found
