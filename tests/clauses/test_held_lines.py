"""What a body was assigned of a line, or a contract in force gives of it, is not taken from it."""

import asyncio
from datetime import date
from typing import Any, Final

import pytest
from tests.budgets.treasury import Treasury, later

from ambiti.budgets import verifying

from .conftest import Reform
from .register import on
from .test_assignments import BACK
from .test_budgets import PO, cremasco
from .test_contracts import ASSIGNED, CONTRACT, MAY, approved, entered, entry, planned, signed


async def assign(found: Treasury, line: str, amount: str, **more: str) -> str:
    """Let a body have a part of a line, and give the assignment."""
    given = {"line": line, "executor": "UDP", "amount": amount, "subject": "prova", **more}
    done = await found.chief.done("assignBudget", "assignment { id }", **given, act=found.act)
    return str(done["assignment"]["id"])


@pytest.mark.clause("CRE-14.2")
async def test_a_contract_in_force_keeps_its_budgets_on_their_lines(reform: Reform) -> None:
    async with on(MAY):
        found = await cremasco(reform.deployment)
        lines = await planned(found)
        contract = await entered(reform.deployment, found, lines)
        (told,) = await found.found("recordVariazione", source=lines["A2"], amount="0.01")
        await found.done("recordVariazione", target=lines["A2"], amount="100.00")
        over = await found.refused("recordVariazione", source=lines["A2"], amount="100.01")
        await found.done("recordVariazione", source=lines["A2"], amount="100.00")
        ended = {"contract": contract["id"], "on": "2013-05-06", "because": "recesso"}
        await found.chief.done("endServiceContract", "contract { endedOn }", **ended)
        last = await found.refused("recordVariazione", source=lines["A2"], amount="0.01")
        async with later(found, date(2013, 5, 7)):
            await found.done("recordVariazione", source=lines["A2"], amount="600000.00")

    assert (told["code"], told["field"]) == ("BELOW_CONTRACT", "amount")
    assert "CdS-2013" in told["message"]
    assert "se ne possono togliere 0,00 euro" in told["message"]
    assert "endServiceContract" in told["message"]
    assert over == last == ["BELOW_CONTRACT"]


async def test_a_line_is_lowered_to_what_is_assigned_of_it_to_the_cent(reform: Reform) -> None:
    async with on(MAY):
        found = await cremasco(reform.deployment)
        lines = await planned(found)
        given = await assign(found, lines["A1"], "30000.00")
        taking = {"source": lines["A1"], "target": lines["A3"]}
        (told,) = await found.found("recordVariazione", **taking, amount="20000.01")
        both = await found.refused("recordVariazione", **taking, amount="50000.01")
        await found.done("recordVariazione", **taking, amount="20000.00")
        again = await found.refused("recordVariazione", **taking, amount="0.01")
        back = {"assignment": given, "act": found.act, "reasons": "errore"}
        await found.chief.done("reverseAssignment", BACK, **back)
        await found.done("recordVariazione", **taking, amount="30000.00")

    assert (told["code"], told["field"]) == ("BELOW_ASSIGNED", "amount")
    assert "Della voce A1 il resto è assegnato" in told["message"]
    assert "se ne possono togliere 20.000,00 euro" in told["message"]
    assert "mancano 0,01 euro" in told["message"]
    assert "reverseAssignment" in told["message"]
    assert both == ["OVER_BUDGET", "BELOW_ASSIGNED"]
    assert again == ["BELOW_ASSIGNED"]


async def test_what_gave_a_line_its_money_is_not_moved_back_while_it_is_assigned(
    reform: Reform,
) -> None:
    async with on(MAY):
        found = await cremasco(reform.deployment)
        await found.assigned("F_SOL", "700000.00")
        given = found.line("F_SOL", "B1", "100.00", **PO, action="A1")
        done = await found.done("recordStanziamento", **given)
        line, first = done["line"]["id"], done["movement"]["id"]
        more = await found.done("recordVariazione", target=line, amount="50.00")
        key = await assign(found, line, "100.01")
        moved = {"movement": more["movement"]["id"], "reasons": "errore"}
        (told,) = await found.found("reverseMovement", **moved)
        whole = await found.refused("reverseMovement", movement=first, reasons="errore")
        back = {"assignment": key, "act": found.act, "reasons": "errore"}
        await found.chief.done("reverseAssignment", BACK, **back)
        await assign(found, line, "100.00")
        await found.done("reverseMovement", **moved)
        rest = await found.refused("reverseMovement", movement=first, reasons="errore")

    assert (told["code"], told["field"]) == ("BELOW_ASSIGNED", "movement")
    assert "se ne possono togliere 49,99 euro" in told["message"]
    assert whole == rest == ["BELOW_ASSIGNED"]


async def test_an_assignment_or_a_variazione_of_an_earlier_day_finds_what_there_was_on_it(
    reform: Reform,
) -> None:
    early, late = "2013-05-06", "2013-05-09"
    async with on(MAY):
        found = await cremasco(reform.deployment)
        lines = await planned(found)
    async with later(found, date(2013, 5, 9)):
        line = lines["A1"]
        await found.done("recordVariazione", target=line, amount="1000.00")
        before = {"executor": "UDP", "subject": "prova", "act": found.act, "line": line}
        over = {**before, "amount": "50000.01", "on": early}
        not_yet = await found.chief.refused("assignBudget", ASSIGNED, **over)
        key = await assign(found, line, "50000.00", on=early)
        back = {"assignment": key, "act": found.act, "reasons": "errore", "on": late}
        await found.chief.done("reverseAssignment", BACK, **back)
        cent = {**before, "amount": "0.01", "on": early}
        still = await found.chief.refused("assignBudget", ASSIGNED, **cent)
        taken = await found.refused("recordVariazione", source=line, amount="0.01", on=early)
        await assign(found, line, "51000.00", on=late)
    assert not_yet == still == ["OVER_BUDGET"]
    assert taken == ["BELOW_ASSIGNED"]


async def test_a_contract_assigns_on_no_day_more_than_it_gives(reform: Reform) -> None:
    async with on(MAY):
        found = await cremasco(reform.deployment)
        lines = await planned(found)
        await entered(reform.deployment, found, lines)
        await found.done("recordVariazione", target=lines["A2"], amount="1000.00")
    async with later(found, date(2013, 5, 9)):
        company = {"executor": "CSC", "on": "2013-05-06"}
        key = await assign(found, lines["A2"], "600000.00", **company)
        back = {"assignment": key, "act": found.act, "reasons": "errore"}
        await found.chief.done("reverseAssignment", BACK, **back)
        again = {"line": lines["A2"], "amount": "0.01", "subject": "FSR", "act": found.act}
        told = await found.chief.refused("assignBudget", ASSIGNED, **again, **company)
        await assign(found, lines["A2"], "600000.00", executor="CSC")
    assert told == ["OVER_CONTRACT"]


async def test_a_contract_gives_of_no_line_more_than_it_has(reform: Reform) -> None:
    async with on(MAY):
        found = await cremasco(reform.deployment)
        lines = await planned(found)
        await approved(found)
        contract = await signed(reform.deployment)
        moved = [
            {"line": lines["A1"], "amount": "50000.01"},
            {"line": lines["A2"], "amount": "599999.99"},
        ]
        given = entry(found, contract, lines, budgets=moved)
        told = await found.chief.act("enterServiceContract", CONTRACT, **given)
    (one,) = told["violations"]
    assert (one["code"], one["field"]) == ("OVER_BUDGET", "budgets.0.amount")
    assert "50.000,00 euro" in one["message"]


async def test_of_an_assignment_and_a_variazione_at_once_one_is_refused(reform: Reform) -> None:
    async with on(MAY):
        found = await cremasco(reform.deployment)
        lines = await planned(found)
        giving = {"line": lines["A1"], "executor": "UDP", "amount": "50000.00", "subject": "prova"}
        taking: dict[str, Any] = {"source": lines["A1"], "amount": "0.01", "subject": "prova"}
        told = await asyncio.gather(
            found.chief.act("assignBudget", ASSIGNED, **giving, act=found.act),
            found.chief.act("recordVariazione", "movement { id }", **taking, act=found.act),
        )
        assert await verifying.books(reform.deployment.engine) == []
    refusals = [one for one in told if one["__typename"] == "Refusal"]
    codes: Final = {one["code"] for refusal in refusals for one in refusal["violations"]}
    assert len(refusals) == 1
    assert codes <= {"OVER_BUDGET", "BELOW_ASSIGNED"}
