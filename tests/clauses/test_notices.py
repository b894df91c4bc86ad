"""What was authorised and not rendered is told to each comune, by the end of January."""

from datetime import date
from typing import Any, Final

import pytest
from tests.budgets.figures import carate_residents, istat

from .conftest import Reform
from .owing import OBLIGATION, carate
from .register import on
from .test_ripartos import counted

ON_TIME, LATE = date(2027, 1, 31), date(2027, 2, 1)
GIVEN: Final = {
    "ambito": "carate",
    "matter": "STRAORDINARI",
    "year": 2026,
    "authorised": "3000.00",
    "rendered": "2150.00",
}
PARTS: Final = {
    "Albiate": "35.14",
    "Besana in Brianza": "85.11",
    "Biassono": "67.54",
    "Briosco": "32.40",
    "Carate Brianza": "99.39",
    "Lissone": "256.43",
    "Macherio": "40.63",
    "Renate": "22.51",
    "Sovico": "46.12",
    "Triuggio": "48.87",
    "Vedano al Lambro": "41.18",
    "Veduggio con Colzano": "23.61",
    "Verano Brianza": "51.07",
}


async def told(reform: Reform, day: date, **more: Any) -> tuple[Any, list[str]]:
    """Tell it on a day, and give the account with the codes of the warnings."""
    async with on(day):
        found = await carate(reform.deployment)
        await counted(reform.deployment, carate_residents())
        done = await found.chief.done("tellUnrendered", OBLIGATION, **GIVEN, act=found.act, **more)
    return done["obligation"], [one["code"] for one in done["warnings"]]


@pytest.mark.clause("CAR-5.9.c")
async def test_each_comune_is_told_its_part_of_what_was_not_rendered(reform: Reform) -> None:
    account, warned = await told(reform, ON_TIME)
    codes = {istat("carate", name): amount for name, amount in PARTS.items()}
    assert {one["code"]: one["amount"] for one in account["lines"]} == codes
    assert (account["cause"], account["amount"], account["dueOn"]) == (
        *("NOTICE", "850.00"),
        "2027-01-31",
    )
    assert (account["hardness"], account["source"]["article"]) == ("SOFT", "5.9.c")
    assert account["dues"] == []
    lissone = next(one for one in account["lines"] if one["amount"] == "256.43")
    assert "46700/154800" in lissone["why"]
    assert "LATE_SOFT" not in warned


async def test_after_january_it_is_told_late_and_nothing_is_refused(reform: Reform) -> None:
    account, warned = await told(reform, LATE)
    assert account["amount"] == "850.00"
    assert "LATE_SOFT" in warned


async def test_what_is_no_notice_is_refused(reform: Reform) -> None:
    served = reform.deployment
    async with on(ON_TIME):
        found = await carate(served)
        bare = {**GIVEN, "act": found.act}

        async def refused(**more: Any) -> list[str]:
            return await found.chief.refused("tellUnrendered", OBLIGATION, **{**bare, **more})

        missing = await refused()
        await counted(served, carate_residents())
        running = await refused(year=2027)
        beyond = await refused(rendered="3000.01")
        unknown = await refused(matter="FERIE")
        nothing = await refused(authorised="0.00", year=1)
        worker = await found.worker.refused("tellUnrendered", OBLIGATION, **bare)
        await found.chief.done("tellUnrendered", OBLIGATION, **bare)
        twice = await refused(rendered="0.00")
    assert set(missing) == {"POPULATION_MISSING"}
    assert running == ["YEAR_NOT_OVER"]
    assert beyond == ["RENDERED_BEYOND"]
    assert unknown == ["NOTICE_NOT_STATED"]
    assert nothing == ["BAD_YEAR", "AMOUNT_NOT_POSITIVE"]
    assert worker == ["NOT_ALLOWED"]
    assert twice == ["TOLD_ALREADY"]
