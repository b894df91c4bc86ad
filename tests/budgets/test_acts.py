"""Money moved through the contract: what is done, and every reason why something is not."""

import asyncio
from collections.abc import AsyncIterator
from datetime import date
from typing import Any, Final

import pytest
from tests.clauses.register import office, on
from tests.conftest import Deployment

from .treasury import SHOWN, Treasury, later, treasury

TODAY: Final = date(2013, 5, 2)
PO: Final = {"programme": "PO", "purpose": "GESTIONE_SERVIZI"}


@pytest.fixture
async def money(served: Deployment) -> AsyncIterator[Treasury]:
    """Give the Cremasco in May 2013, with 600,000.00 on its regional fund."""
    async with on(TODAY):
        found = await treasury(served, "cremasco")
        vote = await found.clerk.voted("ADS", "FSR_RIPARTO", "DECIDE")
        act = await found.clerk.adopted("ADS", "DECIDE", "FSR_RIPARTO", vote=vote)
        found.act = act["id"]
        await found.opened(2013)
        await found.assigned("FSR", "600000.00")
        yield found


async def test_money_goes_from_its_source_to_who_is_paid_and_back(money: Treasury) -> None:
    line = await money.lined("FSR", "A1", "50000.00", **PO)
    owed = await money.owed(line, "48000.00")
    await money.done("recordLiquidazione", impegno=owed, amount="47500.00")
    paid = await money.done("recordPagamento", impegno=owed, amount="47500.00")
    spared = await money.done("recordEconomia", impegno=owed, amount="500.00")
    come = {"fund": money.funds["FSR"], "amount": "47000.00"}
    cash = (await money.done("recordRiscossione", **come))["fund"]["cash"]
    seen = await money.read("totals { assigned appropriated committed liquidated paid available }")

    (advance,) = paid["warnings"]
    assert (advance["code"], advance["source"]) == ("CASH_ADVANCE", {"article": "15.1"})
    assert "47.500,00 euro" in advance["message"]
    assert cash == {"held": "-500.00", "advanced": "500.00"}
    assert spared["impegno"]["totals"]["committed"] == "47500.00"
    assert seen["totals"] == {
        "assigned": "600000.00",
        "appropriated": "50000.00",
        "committed": "47500.00",
        "liquidated": "47500.00",
        "paid": "47500.00",
        "available": "2500.00",
    }


async def test_what_is_asked_on_a_day_is_what_there_was_on_it(money: Treasury) -> None:
    line = await money.lined("FSR", "A1", "50000.00", **PO)
    async with later(money, date(2013, 6, 1)):
        await money.owed(line, "20000.00")
        await money.done("recordVariazione", source=line, amount="1000.00")
    async with later(money, date(2013, 7, 1)):
        await money.assigned("FSR", "1.00")
        shown = "totals { assigned appropriated committed unappropriated } lines { code }"
        days = ("2013-05-01", "2013-05-02", "2013-06-01", "2013-07-01")
        seen = [(await money.read(shown, on=day))["totals"] for day in days]

    assert [tuple(one.values()) for one in seen] == [
        ("0.00", "0.00", "0.00", "0.00"),
        ("600000.00", "50000.00", "0.00", "550000.00"),
        ("600000.00", "49000.00", "20000.00", "551000.00"),
        ("600001.00", "49000.00", "20000.00", "551001.00"),
    ]


@pytest.mark.parametrize("amount", ["12", "12.5", "1,00", "1e3", "1234567890123.00", 12.5, 3])
async def test_a_sum_is_written_with_two_decimals(money: Treasury, amount: Any) -> None:
    given = {"fund": money.funds["FSR"], "amount": amount, "act": money.act, "subject": "x"}
    query = (
        "mutation($input: RecordAssegnazioneInput!)"
        " { recordAssegnazione(input: $input) { __typename } }"
    )
    response = await money.served.post(query, {"input": given}, token=money.chief.token)
    (error,) = response.json()["errors"]
    assert ".amount" in error["message"]
    assert "«1200.50»" in error["message"] or '"1200.50"' in error["message"]


async def test_a_movement_is_of_some_money_on_a_decision_in_force(money: Treasury) -> None:
    fund = {"fund": money.funds["FSR"]}
    proposal = await money.chief.proposed("UDP", "PREPARE", "PIANO_OPERATIVO")
    spent = await money.chief.adopted("UDP", "EXECUTE", "FUNZIONI_AMMINISTRATIVE")
    name = "recordAssegnazione"
    nothing = await money.refused(name, **fund, amount="0.00", subject=" ")
    less = await money.refused(name, **fund, amount="-1.00")
    pending = await money.refused(name, **fund, amount="1.00", act=proposal["id"])
    early = await money.refused(name, **fund, amount="1.00", on="2013-05-01")
    future = await money.refused(name, **fund, amount="1.00", on="2013-05-03")
    await money.chief.done("annulAct", act=spent["id"], reasons="errore")
    void = await money.found(name, **fund, amount="1.00", act=spent["id"])
    absent = await money.refused(name, **fund, amount="1.00", act=money.funds["FSR"])

    assert nothing == ["AMOUNT_NOT_POSITIVE", "EMPTY"]
    assert less == ["AMOUNT_NOT_POSITIVE"]
    assert pending == ["ACT_NOT_IN_FORCE"]
    assert (early, future) == (["BEFORE_THE_ACT"], ["DAY_NOT_COME"])
    assert [one["code"] for one in void] == ["ACT_NOT_IN_FORCE"]
    assert "è annullato" in void[0]["message"]
    assert absent == ["NOT_FOUND"]


async def test_what_was_committed_on_an_annulled_act_goes_back_and_no_further(
    money: Treasury,
) -> None:
    line = await money.lined("FSR", "A1", "100.00", **PO)
    spent = await money.chief.adopted("UDP", "EXECUTE", "FUNZIONI_AMMINISTRATIVE")
    owed = await money.owed(line, "100.00", act=spent["id"])
    await money.chief.done("annulAct", act=spent["id"], reasons="errore")
    stopped = await money.found("recordLiquidazione", impegno=owed, amount="100.00")
    await money.done("recordEconomia", impegno=owed, amount="100.00")

    assert [(one["code"], one["field"]) for one in stopped] == [("ACT_NOT_IN_FORCE", "impegno")]


async def test_what_is_no_money_is_not_given_money(money: Treasury) -> None:
    funds = money.funds
    kind = await money.refused("recordAssegnazione", fund=funds["RC_NATURA"], amount="1.00")
    sums = await money.refused("recordAssegnazione", fund=funds["FUD"], amount="1.00")
    line = await money.refused("recordStanziamento", **money.line("FUD", "A1", "1.00", **PO))
    hours = {"givenBy": "C1", "quantity": 0, "measure": "HOURS", "description": "ore"}
    none = await money.refused("recordInKind", **hours, fund=funds["RC_NATURA"])
    coins = await money.refused("recordInKind", **{**hours, "quantity": 4}, fund=funds["FSR"])

    assert (kind, sums) == (["FUND_IN_KIND"], ["FUND_IS_A_SUM"])
    assert line == ["FUND_IS_A_SUM"]
    assert (none, coins) == (["QUANTITY_NOT_POSITIVE"], ["FUND_NOT_IN_KIND"])


async def test_a_line_says_a_plan_a_purpose_and_a_place_that_there_are(money: Treasury) -> None:
    given = money.line("FSR", "A1", "1.00")
    name = "recordStanziamento"
    unknown = {"programme": "PX", "purpose": "STRADE"}
    wrong = await money.refused(name, **given, **unknown)
    nowhere = await money.found(name, **{**given, **PO, "level": "SUB_AMBITO"})
    district = await money.refused(name, **given, **PO, unit="1")
    other = await money.refused(name, **{**given, **PO, "level": "SUB_AMBITO", "unit": "9"})
    comune = await money.refused(name, **{**given, **PO, "level": "COMUNALE", "comune": "015146"})
    await money.lined("FSR", "A1", "1.00", **PO)
    twice = await money.refused(name, **given, **PO)

    assert wrong == ["MATTER_UNKNOWN", "PROGRAMME_UNKNOWN"]
    assert [(one["code"], one["field"]) for one in nowhere] == [("LEVEL_MISMATCH", "unit")]
    assert nowhere[0]["source"] == {"article": "14.1"}
    assert (district, other, comune) == (["LEVEL_MISMATCH"], ["PLACE_UNKNOWN"], ["PLACE_UNKNOWN"])
    assert twice == ["LINE_PRESENT"]


async def test_money_is_moved_between_lines_of_one_fund(money: Treasury) -> None:
    await money.assigned("F_SOL", "10.00")
    one = await money.lined("FSR", "A1", "100.00", **PO)
    two = await money.lined("FSR", "A2", "1.00", **PO)
    other = await money.lined("F_SOL", "B1", "10.00", **PO)
    name = "recordVariazione"
    ways = [
        (await money.done(name, **given, amount="40.00"))["movement"]["way"]
        for given in ({"source": one, "target": two}, {"source": two}, {"target": two})
    ]
    own = await money.chief.adopted("UDP", "EXECUTE", "FUNZIONI_AMMINISTRATIVE")
    shown = "lines { code totals { available } }"
    lines = {one["code"]: one["totals"]["available"] for one in (await money.read(shown))["lines"]}

    assert [(one["source"], one["target"]) for one in ways] == [
        ("APPROPRIATED", "APPROPRIATED"),
        ("APPROPRIATED", "ASSIGNED"),
        ("ASSIGNED", "APPROPRIATED"),
    ]
    assert lines == {"A1": "60.00", "A2": "41.00", "B1": "10.00"}
    assert await money.refused(name, amount="1.00") == ["LINE_MISSING"]
    assert await money.refused(name, source=one, target=one, amount="1.00") == ["SAME_LINE"]
    assert await money.refused(name, source=one, target=other, amount="1.00") == ["ANOTHER_FUND"]
    assert await money.refused(name, source=one, target=two, amount="60.01") == ["OVER_BUDGET"]
    assert await money.refused(name, target=other, amount="0.01") == ["RESOURCES_SHORT"]
    pending = await money.refused(name, source=one, amount="1.00", act=own["id"])
    assert pending == ["DELIBERATION_REQUIRED"]


async def test_nobody_liquidates_or_pays_more_than_there_is_or_what_they_committed(
    money: Treasury,
) -> None:
    line = await money.lined("FSR", "A1", "100.00", **PO)
    owed = await money.owed(line, "80.00")
    same = {"impegno": owed, "amount": "80.00"}
    both = await money.refused("recordLiquidazione", **same, by=money.chief)
    more = await money.found("recordLiquidazione", impegno=owed, amount="80.01")
    early = await money.refused("recordPagamento", **same)
    spared = await money.refused("recordEconomia", impegno=owed, amount="80.01")
    clerk = await money.refused(
        "recordImpegno", line=line, amount="1.00", creditor="x", by=money.clerk
    )
    worker = await money.refused("recordPagamento", **same, by=money.worker)

    assert both == ["SAME_PERSON"]
    assert (more[0]["code"], "mancano 0,01 euro" in more[0]["message"]) == ("OVER_IMPEGNO", True)
    assert early == ["NOT_LIQUIDATED"]
    assert spared == ["OVER_IMPEGNO"]
    assert (clerk, worker) == (["NOT_ALLOWED"], ["NOT_ALLOWED"])


async def test_who_acts_for_a_sub_ambito_commits_its_lines_only(money: Treasury) -> None:
    line = await money.lined("FSR", "A1", "100.00", **PO)
    coordinator = await office(money.served, "cremasco", "coordinatore_sub_ambito", unit="1")
    given = {"line": line, "amount": "1.00", "creditor": "x"}
    assert await money.refused("recordImpegno", **given, by=coordinator) == ["NOT_ALLOWED"]


async def test_what_is_recorded_late_does_not_spend_what_came_afterwards(money: Treasury) -> None:
    await money.lined("FSR", "A1", "600000.00", **PO)
    async with later(money, date(2013, 6, 1)):
        await money.assigned("FSR", "100.00")
        late = money.line("FSR", "A2", "100.00", **PO)
        early = await money.refused("recordStanziamento", **late, on="2013-05-20")
        await money.done("recordStanziamento", **late)
    assert early == ["RESOURCES_SHORT"]


async def test_a_movement_is_moved_back_whole_and_once(money: Treasury) -> None:
    line = await money.lined("FSR", "A1", "100.00", **PO)
    given = {"line": line, "creditor": "Cooperativa"}
    wrong = (await money.done("recordImpegno", **given, amount="90.00"))["movement"]["id"]
    name = "reverseMovement"
    blank = await money.refused(name, movement=wrong, reasons="")
    async with later(money, date(2013, 6, 1)):
        undone = await money.done(name, movement=wrong, reasons="importo sbagliato")
        right = await money.done("recordImpegno", **given, amount="9.00")
        again = await money.refused(name, movement=wrong, reasons="x")
        back = await money.refused(name, movement=undone["movement"]["id"], reasons="x")
        owed = right["impegno"]["id"]
        early = await money.refused(
            name, movement=right["movement"]["id"], reasons="x", on="2013-05-31"
        )
        await money.done("recordLiquidazione", impegno=owed, amount="5.00")
        gone = await money.found(name, movement=right["movement"]["id"], reasons="x")
        page = """movements { edges { node { number kind amount subject way { source target }
          reverses { number } reversedBy { number } line { code } impegno { number }
          fund { code } act { verb } } } }"""
        edges = (await money.read(page))["movements"]["edges"]

    assert blank == ["EMPTY"]
    assert undone["reversed"]["reversedBy"] == {"id": undone["movement"]["id"]}
    assert undone["movement"]["way"] == {"source": "COMMITTED", "target": "APPROPRIATED"}
    assert right["impegno"]["totals"]["committed"] == "9.00"
    assert (again, back) == (["ALREADY_REVERSED"], ["IS_A_REVERSAL"])
    assert early == ["BEFORE_IT_BEGAN"]
    assert [one["code"] for one in gone] == ["GONE_ON"]
    rows = [one["node"] for one in edges]
    assert [row["number"] for row in rows] == [1, 2, 3, 4, 5, 6]
    assert rows[3] == {
        "number": 4,
        "kind": "IMPEGNO",
        "amount": "90.00",
        "subject": "importo sbagliato",
        "way": {"source": "COMMITTED", "target": "APPROPRIATED"},
        "reverses": {"number": 3},
        "reversedBy": None,
        "line": {"code": "A1"},
        "impegno": None,
        "fund": {"code": "FSR"},
        "act": {"verb": "DECIDE"},
    }


async def test_what_came_is_collected_by_who_is_to(served: Deployment) -> None:
    roll = [{"label": f"Rappresentante {number}"} for number in range(1, 11)]
    async with on(date(2020, 5, 4)):
        money = await treasury(served, "cremasco")
        vote = await money.clerk.voted("ADS", "SOSTENIBILITA_SSD", "DECIDE", roll=roll)
        act = await money.clerk.adopted("ADS", "DECIDE", "SOSTENIBILITA_SSD", vote=vote)
        money.act = act["id"]
        await money.opened(2020)
        given = {"fund": money.funds["QSFP"], "amount": "10.00"}
        (wrong,) = await money.found("recordRiscossione", **given, collector="SINDACO-CREMA")
        right = await money.done("recordRiscossione", **given, collector="CSC")

    assert (wrong["code"], wrong["source"]) == ("WRONG_PAYEE", {"article": "7.2.b"})
    assert right["fund"]["cash"] == {"held": "10.00", "advanced": "0.00"}


async def test_a_year_is_opened_once_with_the_funds_of_its_documents(money: Treasury) -> None:
    name = "openBudget"
    twice = await money.refused(name, ambito="cremasco", year=2013)
    before = await money.refused(name, ambito="cremasco", year=2010)
    future = await money.refused(name, ambito="cremasco", year=2015)
    none = await money.refused(name, ambito="cremasco", year=-(2**31))
    worker = await money.refused(name, ambito="cremasco", year=2014, by=money.worker)
    new = {"budget": money.budget, "name": "x", "kind": "OTHER", "description": "x"}
    there = await money.refused("addBudgetFund", **new, code="FSR")
    alone = await money.refused("addBudgetFund", **new, code="X1", partOf="FSR")
    summed = await money.refused("addBudgetFund", **{**new, "kind": "COMPOSED"}, code="X1")

    assert (twice, before, future) == (["YEAR_PRESENT"], ["NO_FUNDS"], ["YEAR_NOT_COME"])
    assert none == ["BAD_YEAR"]
    assert worker == ["NOT_ALLOWED"]
    assert there == ["FUND_PRESENT"]
    assert (alone, summed) == (["NOT_A_SUM"], ["FUND_IS_A_SUM"])


async def test_of_several_who_commit_the_last_of_a_line_as_many_do_as_it_covers(
    money: Treasury,
) -> None:
    line = await money.lined("FSR", "A1", "3.00", **PO)
    given = {"line": line, "amount": "1.00", "creditor": "x", "act": money.act, "subject": "x"}
    told = await asyncio.gather(
        *(money.chief.act("recordImpegno", SHOWN["recordImpegno"], **given) for _ in range(6))
    )
    done = [one for one in told if "impegno" in one]
    late = [one["violations"][0]["code"] for one in told if "violations" in one]
    seen = await money.read("lines { totals { committed available } impegni { number } }")

    assert len(done) == 3
    assert late == ["OVER_BUDGET"] * 3
    totals = {"committed": "3.00", "available": "0.00"}
    assert seen["lines"] == [
        {"totals": totals, "impegni": [{"number": number} for number in (1, 2, 3)]}
    ]


async def test_a_repeated_request_moves_money_once(money: Treasury) -> None:
    given = {"fund": money.funds["FSR"], "amount": "5.00", "act": money.act, "subject": "x"}
    query = (
        "mutation($input: RecordAssegnazioneInput!) { it: recordAssegnazione(input: $input,"
        ' idempotencyKey: "una") { ... on RecordAssegnazioneSuccess { movement { number } } '
        "... on Refusal { violations { code } } } }"
    )
    told = [await money.served.ask(query, token=money.chief.token, input=given) for _ in range(2)]
    other = await money.served.ask(
        query, token=money.chief.token, input={**given, "amount": "5.01"}
    )
    assert told == [{"it": {"movement": {"number": 2}}}] * 2
    assert other == {"it": {"violations": [{"code": "KEY_REUSED"}]}}
