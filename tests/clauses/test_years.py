"""The end of a year: what is left keeps what it is for, and the avanzo has its uses."""

from datetime import date
from typing import Any, Final

import pytest
from tests.budgets.treasury import Treasury, later
from tests.conftest import Deployment

from .conftest import Reform
from .register import on
from .test_budgets import carate

PLAN: Final = {"programme": "PDZ", "purpose": "ATTUAZIONE_PDZ"}
SHARED: Final = {"programme": "PDZ", "purpose": "GESTIONE_ASSOCIATA"}


async def after_2025(served: Deployment, fund: str, amount: str, **line: str) -> Treasury:
    """Close 2025 of Carate with a sum left on a line of a fund, and give 2026."""
    found = await carate(served, 2025)
    await found.assigned(fund, amount)
    await found.lined(fund, "A1", amount, **line)
    return found


async def closed(found: Treasury) -> None:
    old = found.budget
    await found.opened(2026)
    await found.done("closeBudget", budget=old)


@pytest.mark.clause("CAR-6.4.a")
async def test_what_is_left_of_a_fund_stays_for_what_it_was(reform: Reform) -> None:
    async with on(date(2025, 11, 3)):
        found = await after_2025(reform.deployment, "FNA", "12000.00", **SHARED)
        async with later(found, date(2026, 2, 2)):
            await closed(found)
            given = found.line("FNA", "V1", "12000.00")
            roads = await found.found("applyAvanzo", **given, programme="PDZ", purpose="STRADE")
            (other,) = await found.found("applyAvanzo", **given, **PLAN)
            done = await found.done("applyAvanzo", **given, **SHARED)

    told = {one["code"]: one["source"] for one in roads}
    assert told["EARMARK_VIOLATION"] == {"article": "6.4.a"}
    assert (other["code"], other["source"]) == ("EARMARK_VIOLATION", {"article": "6.4.a"})
    assert "12.000,00 euro" in other["message"]
    assert done["line"]["totals"]["available"] == "12000.00"


@pytest.mark.clause("CAR-6.4.a")
async def test_a_residuo_is_paid_to_whom_it_was_committed_and_spent_on_nothing_else(
    reform: Reform,
) -> None:
    shown = "lines { id code purpose impegni { id } }"
    async with on(date(2025, 11, 3)):
        found = await after_2025(reform.deployment, "FNA", "12000.00", **SHARED)
        lines = (await found.read(shown))["lines"]
        await found.owed(lines[0]["id"], "12000.00")
        async with later(found, date(2026, 2, 2)):
            await closed(found)
            (line,) = (await found.read(shown))["lines"]
            given: dict[str, Any] = {"line": line["id"], "amount": "1.00", "creditor": "Strade"}
            (refused,) = await found.found("recordImpegno", **given)
            (moved,) = await found.found("recordVariazione", source=line["id"], amount="1.00")
            paid = {"impegno": line["impegni"][0]["id"], "amount": "12000.00"}
            await found.done("recordLiquidazione", **paid)
            done = await found.done("recordPagamento", **paid)

    assert (line["code"], line["purpose"]) == ("RES-2025-A1", SHARED["purpose"])
    for one in (refused, moved):
        assert (one["code"], one["source"]) == ("EARMARK_VIOLATION", {"article": "6.4.a"})
    assert done["impegno"]["totals"]["residuiPaid"] == "12000.00"


@pytest.mark.clause("CAR-6.4.b")
async def test_the_avanzo_serves_the_plan_or_what_is_done_together(reform: Reform) -> None:
    async with on(date(2025, 11, 3)):
        found = await after_2025(reform.deployment, "FNPS", "25000.00", **PLAN)
        async with later(found, date(2026, 2, 2)):
            await closed(found)
            given = found.line("FNPS", "A1", "25000.00")
            own = {"level": "COMUNALE", "comune": "108005", "programme": "PDZ"}
            general = {**given, **own, "purpose": "ATTI_GESTIONE"}
            refused = await found.found("applyAvanzo", **general)
            done = await found.done("applyAvanzo", **given, **PLAN, action="A1")
            more = await found.refused("applyAvanzo", **{**given, "code": "A2"}, **PLAN)

    told = {one["code"]: one["source"] for one in refused}
    assert told["SURPLUS_DESTINATION"] == {"article": "6.4.b"}
    assert done["line"]["surplus"] is True
    assert done["line"]["totals"]["appropriated"] == "25000.00"
    assert more == ["OVER_AVANZO"]
