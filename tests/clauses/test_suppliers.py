"""Where the documents want one supplier, money is committed to it and to nobody beside it."""

import asyncio
from datetime import date
from typing import Any, Final

import asyncpg
import pytest
from tests.budgets.treasury import Treasury, treasury

from .conftest import Reform
from .owing import bench
from .register import on

SLUG: Final = "monza-brianza"
LINE: Final = {"programme": "SERVIZIO", "purpose": "AFFIDAMENTO"}
DAY: Final = date(2024, 7, 15)


async def awarding(reform: Reform) -> tuple[Treasury, str]:
    """Open the budget of the award, with an award of the lead and a line for it."""
    found = await treasury(reform.deployment, SLUG)
    decision = (await bench(reform.deployment, SLUG, "UDP_SEREGNO", "ADOPT", "ATTI")).act
    found.act = decision
    await found.opened(2024)
    await found.assigned("BUDGET_AFFIDAMENTO", "60000.00")
    line = await found.lined("BUDGET_AFFIDAMENTO", "S1", "58500.00", **LINE)
    return found, line


async def award(found: Treasury) -> str:
    """Let Seregno award the service, by an act of the register."""
    act = await found.chief.adopted("UDP_SEREGNO", "EXECUTE", "AFFIDAMENTO")
    return str(act["id"])


def to(line: str, supplier: str, amount: str, act: str) -> dict[str, Any]:
    """Say that a sum is committed to a supplier, on an award."""
    return {"line": line, "creditor": supplier, "amount": amount, "act": act}


@pytest.mark.clause("MIA-3.3.a")
async def test_seregno_awards_to_one_supplier_and_to_no_second_one(reform: Reform) -> None:
    async with on(DAY):
        found, line = await awarding(reform)
        first = await award(found)
        done = await found.done("recordImpegno", **to(line, "S1", "40000.00", first))
        apart = await found.lined("BUDGET_AFFIDAMENTO", "S2", "1000.00", **LINE)
        second = await award(found)
        (told,) = await found.found("recordImpegno", **to(line, "S2", "1.00", second))
        elsewhere = await found.refused("recordImpegno", **to(apart, "S2", "1.00", second))
        more = await found.done("recordImpegno", **to(apart, " s1 ", "500.00", first))

    assert done["impegno"]["creditor"] == "S1"
    assert done["impegno"]["totals"]["committed"] == "40000.00"
    assert (told["code"], told["field"]) == ("SINGLE_SUPPLIER", "creditor")
    assert told["source"] == {"article": "3.3.a"}
    assert "S1, impegno n. 1/2024" in told["message"]
    assert elsewhere == ["SINGLE_SUPPLIER"]
    assert more["impegno"]["totals"]["committed"] == "500.00"


async def test_another_supplier_comes_once_nothing_is_left_to_the_first(reform: Reform) -> None:
    async with on(DAY):
        found, line = await awarding(reform)
        first, second, third = [await award(found) for _ in range(3)]
        owed = (await found.done("recordImpegno", **to(line, "S1", "40000.00", first)))["impegno"]
        await found.done("recordEconomia", impegno=owed["id"], amount="39999.99")
        still = await found.refused("recordImpegno", **to(line, "S2", "1.00", second))
        await found.done("recordEconomia", impegno=owed["id"], amount="0.01")
        await found.done("recordImpegno", **to(line, "S2", "1.00", second))
        again = await found.refused("recordImpegno", **to(line, "S1", "1.00", first))
        await found.chief.done("annulAct", act=second, reasons="revoca")
        await found.done("recordImpegno", **to(line, "S3", "1.00", third))

    assert still == again == ["SINGLE_SUPPLIER"]


@pytest.mark.parametrize(
    "party", ["Desio", "108023", "comune di desio", "OFFERTASOCIALE", "Offertasociale a.s.c."]
)
async def test_what_is_given_back_to_a_party_is_awarded_to_nobody(
    reform: Reform, party: str
) -> None:
    async with on(DAY):
        found, line = await awarding(reform)
        act = await award(found)
        await found.done("recordImpegno", **to(line, party, "1.00", act))
        await found.done("recordImpegno", **to(line, "S1", "40000.00", act))
        await found.done("recordImpegno", **to(line, party, "300.00", act))
        another = await found.refused("recordImpegno", **to(line, "S2", "1.00", act))

    assert another == ["SINGLE_SUPPLIER"]


async def test_where_the_documents_want_no_single_one_there_are_many(reform: Reform) -> None:
    def of_nothing(statute: Any) -> None:
        statute["movements"] = [
            one for one in statute["movements"] if one["kind"] != "SINGLE_SUPPLIER"
        ]

    async with on(DAY):
        found, line = await awarding(reform)
        act = await award(found)
        await found.done("recordImpegno", **to(line, "S1", "1.00", act))
        await reform.apply(SLUG, of_nothing, "più fornitori")
        done = await found.done("recordImpegno", **to(line, "S2", "1.00", act))

    assert done["impegno"]["creditor"] == "S2"


WAITING: Final = """select count(*) from pg_locks l join pg_database d on d.oid = l.database
    where not l.granted and d.datname = current_database()
    and (l.locktype = 'advisory' or l.relation = 'ambiti.impegni'::regclass)"""


async def test_of_two_awards_at_once_in_the_budgets_of_two_years_one_is_refused(
    reform: Reform,
) -> None:
    def of_two_years(statute: Any) -> None:
        (fund,) = [one for one in statute["funds"] if one["code"] == "BUDGET_AFFIDAMENTO"]
        fund["period"]["last_year"] = 2025

    async with on(DAY):
        await reform.apply(SLUG, of_two_years, "due anni")
        found, line = await awarding(reform)
        await found.opened(2025)
        await found.assigned("BUDGET_AFFIDAMENTO", "60000.00")
        after = await found.lined("BUDGET_AFFIDAMENTO", "S1", "58500.00", **LINE)
        acts = [await award(found) for _ in range(2)]
        asked = (to(line, "S1", "40000.00", acts[0]), to(after, "S2", "40000.00", acts[1]))
        holding = await asyncpg.connect(reform.deployment.databases.admin)
        async with asyncio.timeout(60), holding.transaction():
            await holding.execute("lock table ambiti.impegni in share mode")
            tried = [
                asyncio.create_task(
                    found.chief.act("recordImpegno", "movement { id }", subject="x", **one)
                )
                for one in asked
            ]
            while True:
                if await holding.fetchval(WAITING) == len(asked):
                    break
                await asyncio.sleep(0.01)
        await holding.close()
        told = await asyncio.gather(*tried)
    (refusal,) = [one for one in told if one["__typename"] == "Refusal"]
    assert [one["code"] for one in refusal["violations"]] == ["SINGLE_SUPPLIER"]
