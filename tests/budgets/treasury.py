"""Money moved through the contract, each act by whoever may do it."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from tests.clauses.register import Office, office, on
from tests.conftest import Deployment

SUMS: Final = """assigned avanzo residui carried appropriated committed liquidated paid
  residuiLiquidated residuiPaid residuiSpared collected unappropriated available owed carriedOut"""
TOTALS: Final = f"totals {{ {SUMS} }}"
SHOWN: Final[Mapping[str, str]] = {
    "openBudget": "budget { id year state funds { id code name kind core inKind parts } }",
    "closeBudget": f"""budget {{ id state closedOn closingAct {{ id }} {TOTALS} }}
      next {{ id year {TOTALS} }}""",
    "applyAvanzo": f"movement {{ kind way {{ source target }} }} line {{ id surplus {TOTALS} }}",
    "addBudgetFund": "fund { id code purposes allocatedBy description source { article } }",
    "recordInKind": "contribution { id quantity measure givenBy }",
    "recordAssegnazione": f"movement {{ id number amount kind }} fund {{ id {TOTALS} }}",
    "recordStanziamento": f"movement {{ id number }} line {{ id code {TOTALS} }}",
    "recordVariazione": "movement { id number kind way { source target } }",
    "recordImpegno": f"movement {{ id }} impegno {{ id number creditor {TOTALS} }}",
    "recordLiquidazione": f"movement {{ id }} impegno {{ id {TOTALS} }}",
    "recordPagamento": f"movement {{ id }} impegno {{ id {TOTALS} }}",
    "recordEconomia": f"movement {{ id }} impegno {{ id {TOTALS} }}",
    "recordRiscossione": "movement { id } fund { cash { held advanced } }",
    "reverseMovement": "movement { id kind way { source target } } reversed { reversedBy { id } }",
}
WHO: Final[Mapping[str, str]] = {
    "recordImpegno": "chief",
    "recordEconomia": "chief",
    "recordLiquidazione": "worker",
    "recordPagamento": "clerk",
    "recordRiscossione": "clerk",
    "recordAssegnazione": "chief",
    "recordStanziamento": "chief",
    "recordVariazione": "chief",
    "addBudgetFund": "chief",
    "applyAvanzo": "chief",
}


@dataclass
class Treasury:
    """The offices that move the money of an Ambito."""

    served: Deployment
    slug: str
    clerk: Office
    chief: Office
    worker: Office
    act: str = ""
    budget: str = ""
    funds: dict[str, str] = field(default_factory=dict)

    def who(self, name: str) -> Office:
        """Give the office that does an act."""
        found: Office = getattr(self, WHO.get(name, "clerk"))
        return found

    def given(self, name: str, given: Mapping[str, Any]) -> dict[str, Any]:
        known: dict[str, Any] = {} if name == "openBudget" else {"act": self.act}
        if name == "applyAvanzo" or (name.startswith("record") and name != "recordInKind"):
            known["subject"] = "prova"
        return {**known, **given}

    async def done(self, name: str, /, **given: Any) -> Any:
        """Do an act that must be done."""
        by = given.pop("by", None) or self.who(name)
        return await by.done(name, SHOWN[name], **self.given(name, given))

    async def found(self, name: str, /, **given: Any) -> list[dict[str, Any]]:
        """Ask for an act that must be refused, and give every reason."""
        by = given.pop("by", None) or self.who(name)
        told = await by.act(name, SHOWN[name], **self.given(name, given))
        assert told["__typename"] == "Refusal", told
        violations: list[dict[str, Any]] = told["violations"]
        return violations

    async def refused(self, name: str, /, **given: Any) -> list[str]:
        """Ask for an act that must be refused, and give the codes."""
        return [one["code"] for one in await self.found(name, **given)]

    async def opened(self, year: int) -> Any:
        """Open a year, and know its funds."""
        budget = (await self.done("openBudget", ambito=self.slug, year=year))["budget"]
        self.budget = budget["id"]
        self.funds = {one["code"]: one["id"] for one in budget["funds"]}
        return budget

    async def assigned(self, fund: str, amount: str, **more: Any) -> Any:
        """Assign a sum to a fund."""
        key = self.funds.get(fund, fund)
        return await self.done("recordAssegnazione", fund=key, amount=amount, **more)

    def line(self, fund: str, code: str, amount: str, **more: Any) -> dict[str, Any]:
        """Say a line of the whole Ambito."""
        told = {"description": f"voce {code}", "level": "DISTRETTUALE"}
        named = {"fund": self.funds.get(fund, fund), "code": code, "amount": amount}
        return {**told, **named, **more}

    async def lined(self, fund: str, code: str, amount: str, **more: Any) -> str:
        """Appropriate a sum to a new line, and give the line."""
        given = self.line(fund, code, amount, **more)
        return str((await self.done("recordStanziamento", **given))["line"]["id"])

    async def owed(self, line: str, amount: str, **more: Any) -> str:
        """Commit a sum of a line, and give the impegno."""
        given = {"creditor": "Cooperativa", **more}
        found = await self.done("recordImpegno", line=line, amount=amount, **given)
        return str(found["impegno"]["id"])

    async def read(self, shown: str, **asked: Any) -> Any:
        """Read the budget of the year."""
        day = f', on: "{asked["on"]}"' if "on" in asked else ""
        text = f"""{{ ambito(slug: "{self.slug}"{day}) {{ budgets {{ id {shown} }} }} }}"""
        rows = (await self.served.ask(text, token=self.clerk.token))["ambito"]["budgets"]
        return next(one for one in rows if one["id"] == self.budget)


@asynccontextmanager
async def later(money: Treasury, day: date) -> AsyncIterator[None]:
    """Hold the clock on a later day, with tokens of that day."""
    offices = (money.clerk, money.chief, money.worker)
    async with on(day):
        money.clerk, money.chief, money.worker = await _offices(money.served, money.slug)
        yield
    money.clerk, money.chief, money.worker = offices


async def _offices(served: Deployment, slug: str) -> tuple[Office, Office, Office]:
    roles = ("segretario", "responsabile_udp", "operatore_udp")
    clerk, chief, worker = [await office(served, slug, one) for one in roles]
    return clerk, chief, worker


async def treasury(served: Deployment, slug: str) -> Treasury:
    """Give the offices that move the money of an Ambito."""
    return Treasury(served, slug, *await _offices(served, slug))
