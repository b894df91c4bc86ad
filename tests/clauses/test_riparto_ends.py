"""A riparto is perfected for as long as the act that approved it is in force."""

from typing import Any

from tests.budgets.figures import carate_residents

from .conftest import Reform
from .register import Office, office
from .test_ripartos import SHOWN, counted


async def test_a_riparto_whose_act_is_annulled_waits_for_another_decision(reform: Reform) -> None:
    served = reform.deployment
    await counted(served, carate_residents())
    chief, secretary = [
        await office(served, "carate", one) for one in ("responsabile_udp", "segretario")
    ]
    given = {"matter": "RIPARTO_FONDI", "year": 2026, "amount": "450000.00", "key": "POPOLAZIONE"}
    found = (await chief.done("proposeRiparto", SHOWN, ambito="carate", **given))["riparto"]
    first, second = await approving(secretary, chief), await approving(secretary, chief)
    asked = {"riparto": found["id"]}
    await secretary.done("approveRiparto", SHOWN, **asked, act=first["id"])
    twice = await secretary.refused("approveRiparto", SHOWN, **asked, act=second["id"])
    vote = await secretary.voted("ASSEMBLEA", "RIPARTO_FONDI", "APPROVE")
    await secretary.done("annulAct", act=first["id"], reasons="vizio di forma", vote=vote)
    text = "query($id: ID!) { node(id: $id) { ... on Riparto { state act { state } } } }"
    seen = (await served.ask(text, token=chief.token, id=found["id"]))["node"]
    void = await secretary.refused("approveRiparto", SHOWN, **asked, act=first["id"])
    again = await secretary.done("approveRiparto", SHOWN, **asked, act=second["id"])

    assert twice == ["ALREADY_PERFECTED"]
    assert seen == {"state": "ANNULLED", "act": {"state": "ANNULLED"}}
    assert void == ["DELIBERATION_REQUIRED"]
    assert again["riparto"]["state"] == "PERFECTED"


async def approving(secretary: Office, chief: Office) -> Any:
    """Let the assembly of Carate approve a riparto for 2026, as proposed under its criteria."""
    heard = await secretary.voted("ASSEMBLEA", "CRITERI_FONDI", "DECIDE")
    criteria = await secretary.adopted("ASSEMBLEA", "DECIDE", "CRITERI_FONDI", vote=heard)
    mere = await chief.proposed(
        "UDP", "PROPOSE", "RIPARTO_FONDI", referenceYear=2026, direction=criteria["id"]
    )
    vote = await secretary.voted("ASSEMBLEA", "RIPARTO_FONDI", "APPROVE")
    rested = {"vote": vote, "predecessors": [mere["id"]], "referenceYear": 2026}
    return await secretary.adopted("ASSEMBLEA", "APPROVE", "RIPARTO_FONDI", **rested)
