"""A budget that was assigned wrongly is taken back, whole and once, with its reasons."""

from typing import Final

from tests.budgets.treasury import Treasury

from .conftest import Reform
from .register import on
from .test_budgets import cremasco
from .test_contracts import ASSIGNED, MAY, entered, planned

BACK: Final = """assignment { id amount subject assignedOn reverses { id } contract { code } }
  reversed { id reversedBy { id } } line { code }"""


async def taken(found: Treasury, assignment: str, **more: str) -> list[str]:
    """Ask to take back what must stay, and tell why."""
    given = {"assignment": assignment, "act": found.act, "reasons": "errore", **more}
    return await found.chief.refused("reverseAssignment", BACK, **given)


async def test_a_budget_assigned_wrongly_is_taken_back_once_while_it_is_not_committed(
    reform: Reform,
) -> None:
    async with on(MAY):
        found = await cremasco(reform.deployment)
        lines = await planned(found)
        contract = await entered(reform.deployment, found, lines)
        assign = {"executor": "CSC", "subject": "FSR 2013", "act": found.act}
        whole = {**assign, "line": lines["A2"], "amount": "600000.00"}
        wrong = (await found.chief.done("assignBudget", "assignment { id }", **whole))["assignment"]
        strange = await taken(found, lines["A2"])
        unsaid = await taken(found, wrong["id"], reasons=" ")
        early = await taken(found, wrong["id"], on="2013-04-23")
        worker = {"assignment": wrong["id"], "act": found.act, "reasons": "errore"}
        workers = await found.worker.refused("reverseAssignment", BACK, **worker)
        done = await found.chief.done("reverseAssignment", BACK, **worker)
        twice = await taken(found, wrong["id"])
        of_reversal = await taken(found, done["assignment"]["id"])
        actions = await found.read("actions(level: DISTRETTUALE) { action assigned }")
        ended = {"contract": contract["id"], "on": "2013-05-01", "because": "recesso"}
        part = {**whole, "amount": "100000.00"}
        right = (await found.chief.done("assignBudget", ASSIGNED, **part))["assignment"]
        key = (await found.chief.done("assignBudget", "assignment { id }", **part))["assignment"]
        owed = await found.owed(lines["A2"], "500000.01", creditor="CSC")
        committed = await taken(found, key["id"])
        await found.done("recordEconomia", impegno=owed, amount="0.01")
        freed = await found.chief.done(
            "reverseAssignment", BACK, assignment=key["id"], act=found.act, reasons="doppia"
        )
        held = await found.chief.refused("endServiceContract", "contract { id }", **ended)

    assert strange == ["NOT_FOUND"]
    assert unsaid == ["EMPTY"]
    assert "BEFORE_IT_BEGAN" in early
    assert workers == ["NOT_ALLOWED"]
    back = done["assignment"]
    assert (back["amount"], back["subject"]) == ("-600000.00", "errore")
    assert (back["reverses"], back["contract"]) == ({"id": wrong["id"]}, {"code": "CdS-2013"})
    assert done["reversed"] == {"id": wrong["id"], "reversedBy": {"id": back["id"]}}
    assert twice == ["ALREADY_REVERSED"]
    assert of_reversal == ["IS_A_REVERSAL"]
    assert {one["assigned"] for one in actions["actions"]} == {"0.00"}
    assert right["amount"] == "100000.00"
    assert committed == ["ALREADY_COMMITTED"]
    assert freed["assignment"]["amount"] == "-100000.00"
    assert held == ["ASSIGNED_LATER"]


async def test_a_contract_ends_before_what_was_assigned_by_it_and_taken_back(
    reform: Reform,
) -> None:
    async with on(MAY):
        found = await cremasco(reform.deployment)
        lines = await planned(found)
        contract = await entered(reform.deployment, found, lines)
        given = {"line": lines["A2"], "executor": "CSC", "amount": "1000.00", "subject": "FSR"}
        wrong = await found.chief.done("assignBudget", "assignment { id }", **given, act=found.act)
        ending = {"contract": contract["id"], "on": "2013-05-05", "because": "recesso"}
        shown = "contract { endedOn }"
        held = await found.chief.refused("endServiceContract", shown, **ending)
        back = {"assignment": wrong["assignment"]["id"], "act": found.act, "reasons": "errore"}
        await found.chief.done("reverseAssignment", BACK, **back)
        done = await found.chief.done("endServiceContract", shown, **ending)
    assert held == ["ASSIGNED_LATER"]
    assert done["contract"] == {"endedOn": "2013-05-05"}
