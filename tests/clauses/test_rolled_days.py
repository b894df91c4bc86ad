"""A last day that the rule moves is the same in the calendar and in the dues."""

from datetime import date
from typing import Any, Final

import pytest

from .changing import Data, part
from .conftest import Reform
from .owing import carate, perfected, proposed
from .register import on
from .test_calendar import EVENT, calendar, codes, did

THEN: Final = date(2026, 2, 20)
"""Forty-five days before the Monday after Easter of 2026."""
NAME: Final = "RIPARTO_FONDI"


def moving(data: Data) -> None:
    """Let the forty-five days move where they end on a closed day."""
    part(data, "deadlines", "GIORNI45")["roll"] = "NEXT_WORKING_DAY"


async def term(reform: Reform) -> tuple[Any, Any, Any]:
    """Let a riparto and its funds be there; give its transfer, and its term in two places."""
    async with on(THEN):
        found = await carate(reform.deployment)
        riparto = (await proposed(reform.deployment))["id"]
        await perfected(reform.deployment, riparto)
        there = {"riparto": riparto, "on": str(THEN), "act": found.act}
        await found.owed("recordFundsAvailable", **there)
        owed = await found.owed("openTransfers", riparto=riparto)
        fact = {"ambito": "carate", "by": "UDP", "act": "Nota", "year": 2026, "occurrence": NAME}
        await found.chief.done("recordEvent", EVENT, **fact, event="FONDI_DISPONIBILI")
        due = (await calendar(found.chief, 2026, THEN))[f"GIORNI45 {NAME}"]
        shown = "deadlines(year: 2026) { what roll }"
        rules = (await found.read(shown, str(THEN)))["deadlines"]
    return owed, due, {one["what"]: one["roll"] for one in rules}


@pytest.mark.parametrize("moves", [False, True])
async def test_a_day_that_moves_is_one_in_the_dues_and_in_the_calendar(
    reform: Reform, *, moves: bool
) -> None:
    if moves:
        await reform.apply("carate", moving, reason="prova")
    owed, due, rules = await term(reform)
    last = "2026-04-07" if moves else "2026-04-06"

    assert rules["TRASFERIMENTO_FONDI"] == ("NEXT_WORKING_DAY" if moves else None)
    assert owed["dueOn"] == due["dueOn"] == last
    assert {one["dueOn"] for one in owed["dues"] if not one["internal"]} == {last}


async def test_what_is_done_on_the_day_to_which_it_moved_is_on_time(reform: Reform) -> None:
    await reform.apply("carate", moving, reason="prova")
    await term(reform)
    async with on(date(2026, 4, 7)):
        chief = (await carate(reform.deployment)).chief
        done = await did(chief, "GIORNI45", "UDP", 2026, occurrence=NAME)
        found = (await calendar(chief, 2026, date(2026, 4, 7)))[f"GIORNI45 {NAME}"]

    assert codes(done) == []
    assert (found["standing"], found["overdueDays"]) == ("ON_TIME", 0)
