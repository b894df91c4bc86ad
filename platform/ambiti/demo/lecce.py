"""Lecce, 2018 to 2021: a Responsabile is selected, appointed, revoked by seven of ten, replaced."""

from typing import Any

from ambiti.demo.stage import CLERK, Caller, Stage

COMUNI = (
    "Lecce",
    "Arnesano",
    "Cavallino",
    "Lequile",
    "Lizzanello",
    "Monteroni di Lecce",
    "San Cesario di Lecce",
    "San Donato di Lecce",
    "San Pietro in Lama",
    "Surbo",
)
ROLL = [{"label": f"Sindaco di {name}"} for name in COMUNI]
RULES = "Convenzione fra i comuni dell'Ambito"
MAYOR = Caller("sindaco", comune="Lecce")
MANAGER = {"kind": "EMPLOYEE", "place": "Lecce", "grade": "i dirigenti"}
HEAD = {"kind": "EMPLOYEE", "place": "Surbo", "grade": "i responsabili degli uffici"}


async def lived(stage: Stage) -> None:
    """Live the years."""
    with stage.on(2018, 10, 1):
        first = await _appointed(stage, "Andrea Leone", MANAGER, "Decreto sindacale n. 12/2018")
    with stage.on(2021, 10, 1):
        await _revoked(stage, first)
    with stage.on(2021, 10, 20):
        await _appointed(stage, "Francesca Greco", HEAD, "Decreto sindacale n. 9/2021")


async def _appointed(stage: Stage, name: str, held: dict[str, Any], act: str) -> str:
    """The Coordinamento selects, and the mayor of Lecce appoints."""
    vote = await stage.decided(
        CLERK,
        "COORD_IST",
        subject="Scelta del Responsabile dell'Ufficio di Piano",
        matter="SCELTA_RESPONSABILE",
        under=RULES,
        roll=ROLL,
        present=9,
    )
    role = {
        "ambito": "lecce",
        "role": "RESPONSABILE_UDP",
        "candidate": stage.person(name, held),
    }
    done = await stage.act(CLERK, "selectCandidate", {**role, "vote": vote}, "tenure { id }")
    given = {**role, "by": "SINDACO-LECCE", "act": act, "selection": done["tenure"]["id"]}
    appointed = await stage.act(MAYOR, "appoint", given, "tenure { id }")
    found: str = appointed["tenure"]["id"]
    return found


async def _revoked(stage: Stage, tenure: str) -> None:
    """In prorogatio since that very day, the holder is revoked by seven of ten comuni."""
    proposal = {
        "tenure": tenure,
        "grounds": ["INOTTEMPERANZA"],
        "motivation": "Mancata attuazione di due direttive del Coordinamento (demo).",
    }
    case = await stage.act(CLERK, "proposeRevocation", proposal, "revocation { id }")
    vote = await stage.decided(
        CLERK,
        "COORD_IST",
        subject="Revoca del Responsabile dell'Ufficio di Piano",
        matter="REVOCA",
        roll=ROLL,
        present=8,
        favour=7,
    )
    decision = {"revocation": case["revocation"]["id"], "vote": vote}
    await stage.act(CLERK, "decideRevocation", decision)
