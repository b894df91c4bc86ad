"""The Contratto di Servizio of the Cremasco in 2013: Crema signs it, the company has budgets."""

from collections.abc import Mapping
from typing import Final

from ambiti.demo.stage import CHIEF, Caller, Stage

CREMA: Final = Caller("sindaco", comune="Crema")
OF_THE_DISTRICT: Final = ("A1", "A2", "A4")
"""The actions of the plan that are of all the district: the contract has their budgets."""
SIGNED: Final = {
    "matter": "CONTRATTI_UDP",
    "by": "Crema",
    "counterpart": "CSC",
    "programme": "CDS",
    "act": "Contratto di servizio 2013 (inventato)",
    "on": "2013-04-22",
    "until": "2013-12-31",
}


async def signed(stage: Stage, lines: Mapping[str, str], sums: Mapping[str, str], act: str) -> None:
    """Sign the contract, enter its budgets, and assign the one that the company administers."""
    with stage.on(2013, 4, 22):
        given = {"ambito": stage.tenant, **SIGNED}
        done = await stage.act(CREMA, "signContract", given, "contract { id }")
    with stage.on(2013, 4, 29):
        budget = await stage.budget(2013)
        entry = {
            "contract": done["contract"]["id"],
            "budget": budget,
            "code": "CdS-2013",
            "subject": "Servizi del distretto (contratto inventato)",
            "budgets": [{"line": lines[one], "amount": sums[one]} for one in OF_THE_DISTRICT],
            "act": act,
        }
        await stage.act(CHIEF, "enterServiceContract", entry)
        gives = {"line": lines["A2"], "executor": "CSC", "amount": sums["A2"]}
        await stage.act(
            CHIEF, "assignBudget", {**gives, "act": act, "subject": "Servizi affidati (inventati)"}
        )
