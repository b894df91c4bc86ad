"""A year is closed through the contract: what is left goes into the next one, and stays itself."""

import asyncio
from datetime import date
from typing import Any, Final

from .treasury import SHOWN, SUMS, Treasury, later

PO: Final = {"programme": "PO", "purpose": "GESTIONE_SERVIZI"}
CLOSING: Final = date(2014, 3, 1)
CASH: Final = "cash { held advanced brought carriedOut }"
FUNDS: Final = f"funds {{ code totals {{ {SUMS} }} {CASH} }}"


async def closed(money: Treasury, year: int) -> tuple[str, dict[str, str], Any]:
    """Open the next year, close this one, and give the closed one with what it came to."""
    old = (money.budget, money.funds)
    await money.opened(year + 1)
    told = await money.done("closeBudget", budget=old[0])
    return old[0], old[1], told


async def of(money: Treasury, fund: str, day: date, budget: str | None = None) -> dict[str, Any]:
    """Read a fund on a day."""
    money.budget = budget or money.budget
    funds = (await money.read(FUNDS, on=day.isoformat()))["funds"]
    found: dict[str, Any] = next(one for one in funds if one["code"] == fund)
    return found


async def impegno(money: Treasury, key: str) -> dict[str, Any]:
    """Read an impegno."""
    text = """query($id: ID!) { node(id: $id) { ... on Impegno { id number creditor subject
      committedOn act { id } carriedFrom { id number }
      totals { residui residuiPaid committed } } } }"""
    found: dict[str, Any] = (await money.served.ask(text, token=money.clerk.token, id=key))["node"]
    return found


async def spent(money: Treasury) -> str:
    """Leave, of 1,000.00: 300 not appropriated, 200 not committed, 150 owed, 250 liquidated."""
    line = await money.lined("FSR", "A1", "700.00", action="A1", **PO)
    owed = await money.owed(line, "500.00")
    await money.done("recordLiquidazione", impegno=owed, amount="350.00")
    await money.done("recordPagamento", impegno=owed, amount="100.00")
    await money.done("recordRiscossione", fund=money.funds["FSR"], amount="180.00")
    return owed


async def test_what_is_left_goes_into_the_next_year_and_the_closed_one_tells_what_it_had(
    money: Treasury,
) -> None:
    await spent(money)
    before = await of(money, "FSR", date(2013, 5, 2))
    async with later(money, CLOSING):
        old, _, told = await closed(money, 2013)
        new = money.budget
        then, now = await of(money, "FSR", CLOSING, old), await of(money, "FSR", CLOSING, new)
        early = await of(money, "FSR", date(2014, 2, 28), old)
        none = await of(money, "FSR", date(2014, 2, 28), new)

    had = {"assigned": "1000.00", "appropriated": "700.00", "committed": "500.00"}
    had |= {"liquidated": "350.00", "paid": "100.00", "collected": "180.00", "avanzo": "0.00"}
    for one in (before, early, then):
        assert {name: one["totals"][name] for name in had} == had
    assert (early["totals"]["carriedOut"], then["totals"]["carriedOut"]) == ("0.00", "900.00")
    assert (early["totals"]["owed"], then["totals"]["owed"]) == ("250.00", "0.00")
    assert then["totals"]["unappropriated"] == then["totals"]["available"] == "0.00"
    came = {"assigned": "0.00", "avanzo": "500.00", "carried": "500.00", "residui": "400.00"}
    came |= {"residuiLiquidated": "250.00", "residuiPaid": "0.00", "owed": "250.00"}
    came |= {"appropriated": "0.00", "committed": "0.00", "liquidated": "0.00", "paid": "0.00"}
    assert {name: now["totals"][name] for name in came} == came
    assert set(none["totals"].values()) == {"0.00"}
    held = {"held": "80.00", "advanced": "0.00", "brought": "0.00", "carriedOut": "0.00"}
    assert early["cash"] == held
    assert then["cash"] == {**held, "held": "0.00", "carriedOut": "80.00"}
    assert now["cash"] == {**held, "brought": "80.00"}
    assert (told["budget"]["state"], told["next"]["year"]) == ("CLOSED", 2014)
    assert told["next"]["totals"]["residui"] == "400.00"


async def test_a_residuo_is_the_same_impegno_and_is_only_liquidated_and_paid(
    money: Treasury,
) -> None:
    shown = """lines { id code purpose action surplus carriedFrom { code } impegni { id } }"""
    first = await spent(money)
    async with later(money, CLOSING):
        _, _, told = await closed(money, 2013)
        (line,) = (await money.read(shown))["lines"]
        owed = await impegno(money, line["impegni"][0]["id"])
        same = await money.refused(
            "recordLiquidazione", impegno=owed["id"], amount="1.00", by=money.chief
        )
        more = await money.refused("recordLiquidazione", impegno=owed["id"], amount="150.01")
        await money.done("recordLiquidazione", impegno=owed["id"], amount="140.00")
        await money.done("recordPagamento", impegno=owed["id"], amount="390.00")
        await money.done("recordEconomia", impegno=owed["id"], amount="10.00")
        given = {"line": line["id"], "amount": "10.00"}
        anew = await money.refused("recordImpegno", **given, creditor="altri")
        moved = await money.refused("recordVariazione", source=line["id"], amount="10.00")
        after = await impegno(money, owed["id"])
        totals = (await of(money, "FSR", CLOSING))["totals"]

    assert told["warnings"] == []
    assert (line["code"], line["carriedFrom"]) == ("RES-2013-A1", {"code": "A1"})
    assert (line["purpose"], line["action"], line["surplus"]) == (PO["purpose"], "A1", False)
    assert owed["carriedFrom"] == {"id": first, "number": 1}
    assert (owed["creditor"], owed["subject"]) == ("Cooperativa", "prova")
    assert (owed["committedOn"], owed["act"]) == ("2013-05-02", {"id": money.act})
    assert (same, more) == (["SAME_PERSON"], ["OVER_IMPEGNO"])
    assert (anew, moved) == (["EARMARK_VIOLATION"], ["EARMARK_VIOLATION"])
    paid = {"residui": "400.00", "residuiPaid": "390.00", "committed": "0.00"}
    assert after["totals"] == paid
    assert (totals["residuiSpared"], totals["paid"], totals["owed"]) == ("10.00", "0.00", "0.00")


async def test_what_is_spared_of_residui_and_unused_avanzo_are_the_avanzo_of_the_year_after(
    money: Treasury,
) -> None:
    await spent(money)
    async with later(money, CLOSING):
        await closed(money, 2013)
        (line,) = (await money.read("lines { impegni { id } }"))["lines"]
        owed = line["impegni"][0]["id"]
        await money.done("recordEconomia", impegno=owed, amount="150.00")
        used = money.line("FSR", "V1", "120.00", **PO)
        await money.done("applyAvanzo", **used)
    async with later(money, date(2015, 2, 1)):
        old, _, _ = await closed(money, 2014)
        now = (await of(money, "FSR", date(2015, 2, 1)))["totals"]
        (line,) = (await money.read("lines { code carriedFrom { code } }"))["lines"]
        then = (await of(money, "FSR", date(2015, 2, 1), old))["totals"]

    assert (now["avanzo"], now["residui"], now["assigned"]) == ("650.00", "250.00", "0.00")
    assert line == {"code": "RES-2013-A1", "carriedFrom": {"code": "RES-2013-A1"}}
    assert (then["avanzo"], then["appropriated"], then["residui"]) == ("500.00", "120.00", "400.00")
    assert then["carriedOut"] == "900.00"


async def test_a_preview_shows_what_would_go_and_writes_nothing(money: Treasury) -> None:
    await spent(money)
    old = money.budget
    shown = f"... on CloseBudgetSuccess {{ {SHOWN['closeBudget']} }}"
    text = f"""mutation($input: CloseBudgetInput!) {{
      it: closeBudget(input: $input, preview: true) {{ {shown} }} }}"""
    async with later(money, CLOSING):
        await money.opened(2014)
        given = {"budget": old, "act": money.act}
        told = (await money.served.ask(text, token=money.clerk.token, input=given))["it"]
        after = await money.read("lines { code } totals { avanzo residui }")
        money.budget = old
        still = await money.read("state totals { carriedOut }")

    assert told["next"]["totals"]["avanzo"] == "500.00"
    assert told["next"]["totals"]["residui"] == "400.00"
    assert (told["budget"]["state"], told["budget"]["totals"]["carriedOut"]) == ("CLOSED", "900.00")
    assert (after["lines"], after["totals"]) == ([], {"avanzo": "0.00", "residui": "0.00"})
    assert (still["state"], still["totals"]) == ("OPEN", {"carriedOut": "0.00"})


async def test_a_year_is_not_closed_before_its_end_or_with_nowhere_to_go(money: Treasury) -> None:
    await spent(money)
    name, year = "closeBudget", {"budget": money.budget}
    early = await money.refused(name, **year)
    async with later(money, CLOSING):
        (unopened,) = await money.found(name, **year)
        europe = {"code": "FSE", "name": "Fondo europeo", "kind": "EUROPEAN", "description": "x"}
        new = await money.done("addBudgetFund", **europe, **year, purposes=["GESTIONE_SERVIZI"])
        await money.assigned(new["fund"]["id"], "5.00")
        await money.opened(2014)
        past = await money.refused(name, **year, on="2014-02-28")
        (missing,) = await money.found(name, **year)
        worker = await money.refused(name, **year, by=money.worker)
        own = await money.chief.adopted("UDP", "EXECUTE", "FUNZIONI_AMMINISTRATIVE")
        await money.chief.done("annulAct", act=own["id"], reasons="errore")
        void = await money.refused(name, **year, act=own["id"])
        other = {"budget": money.budget, **europe, "purposes": ["AREE_PROVINCIA"]}
        added = await money.done("addBudgetFund", **{**other, "name": "altro", "kind": "OTHER"})
        await money.done(name, **year)
        twice = await money.refused(name, **year)
        gone = await money.refused("recordAssegnazione", fund=new["fund"]["id"], amount="1.00")

    assert early == ["YEAR_NOT_OVER", "NEXT_YEAR_NOT_OPEN"]
    assert unopened["code"] == "NEXT_YEAR_NOT_OPEN"
    assert "openBudget" in unopened["message"]
    assert past == ["MOVED_SINCE", "NEXT_YEAR_NOT_OPEN"]
    assert missing["code"] == "NEXT_FUND_MISSING"
    assert "FSE (Fondo europeo)" in missing["message"]
    assert (worker, void) == (["NOT_ALLOWED"], ["ACT_NOT_IN_FORCE", "NEXT_FUND_MISSING"])
    assert added["fund"]["purposes"] == ["GESTIONE_SERVIZI"]  # as the year before had it
    assert (twice, gone) == (["YEAR_CLOSED"], ["YEAR_CLOSED"])


async def test_a_fund_with_another_restriction_does_not_take_what_is_left(money: Treasury) -> None:
    year = {"budget": money.budget}
    europe = {"code": "FSE", "name": "Fondo europeo", "kind": "EUROPEAN", "description": "x"}
    async with later(money, CLOSING):
        await money.opened(2014)
        await money.done(
            "addBudgetFund", **europe, budget=money.budget, purposes=["GESTIONE_SERVIZI"]
        )
        new = await money.done("addBudgetFund", **europe, **year)
        await money.assigned(new["fund"]["id"], "5.00")
        found = await money.refused("closeBudget", **year)
    assert found == ["NEXT_FUND_DIFFERS"]


async def test_a_year_after_the_documents_takes_what_is_left_of_their_funds(
    money: Treasury,
) -> None:
    """The documents of the Cremasco name their funds until 2015; what is left of them stays."""
    for year in (2013, 2014):
        async with later(money, date(year + 1, 2, 1)):
            await closed(money, year)
    async with later(money, date(2016, 2, 1)):
        old = {"budget": money.budget}
        told = await money.opened(2016)
        (missing,) = await money.found("closeBudget", **old)
        new = {"budget": money.budget, "code": "FSR", "name": "x", "kind": "OTHER"}
        added = await money.done("addBudgetFund", **new, description="resti")
        await money.done("closeBudget", **old)
        now = (await of(money, "FSR", date(2016, 2, 1)))["totals"]
        sum_ = await money.refused("addBudgetFund", **{**new, "code": "ALTRO"}, description=" ")

    assert told["funds"] == []
    assert missing["code"] == "NEXT_FUND_MISSING"
    assert added["fund"]["allocatedBy"] == "ADS"
    assert now["avanzo"] == "1000.00"
    assert "UNKNOWN_SOURCE" in sum_


async def test_what_was_committed_on_an_annulled_act_is_not_carried(money: Treasury) -> None:
    line = await money.lined("FSR", "A1", "100.00", **PO)
    own = await money.chief.adopted("UDP", "EXECUTE", "FUNZIONI_AMMINISTRATIVE")
    owed = await money.owed(line, "100.00", act=own["id"])
    await money.chief.done("annulAct", act=own["id"], reasons="errore")
    year = {"budget": money.budget}
    async with later(money, CLOSING):
        await money.opened(2014)
        (found,) = await money.found("closeBudget", **year)
        await money.done("recordEconomia", impegno=owed, amount="100.00")
        told = await money.done("closeBudget", **year)

    assert (found["code"], "n. 1" in found["message"]) == ("ACT_NOT_IN_FORCE", True)
    assert told["next"]["totals"]["avanzo"] == "1000.00"


async def test_a_residuo_whose_act_is_annulled_later_is_spared_and_the_year_is_closed(
    money: Treasury,
) -> None:
    line = await money.lined("FSR", "A1", "100.00", **PO)
    own = await money.chief.adopted("UDP", "EXECUTE", "FUNZIONI_AMMINISTRATIVE")
    first = await money.owed(line, "100.00", act=own["id"])
    await money.done("recordLiquidazione", impegno=first, amount="60.00")
    async with later(money, CLOSING):
        await closed(money, 2013)
        (line_,) = (await money.read("lines { impegni { id } }"))["lines"]
        owed = {"impegno": line_["impegni"][0]["id"]}
        await money.chief.done("annulAct", act=own["id"], reasons="errore")
        stopped = await money.refused("recordPagamento", **owed, amount="60.00")
        await money.done("recordEconomia", **owed, amount="40.00")
        await money.done("recordEconomia", **owed, amount="60.00")
    async with later(money, date(2015, 2, 1)):
        _, _, told = await closed(money, 2014)

    assert stopped == ["ACT_NOT_IN_FORCE"]
    assert told["next"]["totals"]["avanzo"] == "1000.00"
    assert told["next"]["totals"]["residui"] == "0.00"


async def test_the_avanzo_is_put_on_lines_of_its_own_and_goes_nowhere_else(money: Treasury) -> None:
    async with later(money, CLOSING):
        await closed(money, 2013)
        await money.assigned("FSR", "50.00")
        name, given = "applyAvanzo", money.line("FSR", "V1", "600.00", **PO)
        more = await money.found(name, **{**given, "amount": "1000.01"})
        wrong = await money.refused(name, **{**given, "purpose": "STRADE", "code": " "})
        pending = await money.chief.adopted("UDP", "EXECUTE", "FUNZIONI_AMMINISTRATIVE")
        own = await money.refused(name, **given, act=pending["id"])
        summed = await money.refused(name, **{**given, "fund": money.funds["FUD"]})
        done = await money.done(name, **given)
        line = done["line"]["id"]
        second = await money.done(name, **{**given, "code": "V2", "amount": "100.00"})
        areas = {**given, "code": "V3", "amount": "10.00", "purpose": "AREE_PROVINCIA"}
        third = (await money.done(name, **areas))["line"]["id"]
        year = await money.lined("FSR", "A1", "50.00", **PO)
        vary, one = "recordVariazione", {"amount": "1.00"}
        mixed = await money.refused(vary, source=line, target=year, **one)
        into = await money.refused(vary, target=line, **one)
        apart = await money.refused(vary, source=line, target=third, **one)
        back = await money.done(vary, source=line, **one)
        within = await money.done(vary, source=line, target=second["line"]["id"], **one)
        totals = (await of(money, "FSR", CLOSING))["totals"]

    assert [one["code"] for one in more] == ["OVER_AVANZO"]
    assert set(wrong) == {"EMPTY", "MATTER_UNKNOWN"}
    assert (own, summed) == (["DELIBERATION_REQUIRED"], ["FUND_IS_A_SUM"])
    assert done["line"]["surplus"] is True
    assert done["movement"]["way"] == {"source": "CARRIED", "target": "APPROPRIATED"}
    assert [mixed, into, apart] == [["LINE_OF_AVANZO"]] * 3
    assert back["movement"]["way"] == {"source": "APPROPRIATED", "target": "CARRIED"}
    assert within["movement"]["kind"] == "VARIAZIONE"
    assert (totals["assigned"], totals["avanzo"], totals["carried"]) == (
        "50.00",
        "1000.00",
        "291.00",
    )
    assert totals["appropriated"] == "759.00"


async def test_who_moves_money_while_the_year_is_closed_is_before_or_after(money: Treasury) -> None:
    line = await money.lined("FSR", "A1", "10.00", **PO)
    async with later(money, CLOSING):
        old, funds = money.budget, money.funds
        await money.opened(2014)
        same = {"act": money.act, "subject": "x"}
        given = {"line": line, "amount": "1.00", "creditor": "x", **same}
        more = {"fund": funds["FSR"], "amount": "1.00", **same}
        told = await asyncio.gather(
            *(money.chief.act("recordImpegno", SHOWN["recordImpegno"], **given) for _ in range(3)),
            money.clerk.act("closeBudget", SHOWN["closeBudget"], budget=old, act=money.act),
            *(money.chief.act("recordAssegnazione", "movement { id }", **more) for _ in range(3)),
            money.clerk.act("closeBudget", SHOWN["closeBudget"], budget=old, act=money.act),
        )
        now = (await of(money, "FSR", CLOSING))["totals"]
    late = [one["code"] for told_ in told for one in told_.get("violations", ())]
    committed = sum("impegno" in one for one in told)
    assigned = sum("movement" in one and "impegno" not in one for one in told)
    assert sum("next" in one for one in told) == 1
    assert set(late) == {"YEAR_CLOSED"}
    assert now["residui"] == f"{committed}.00"
    assert now["avanzo"] == f"{1000 - committed + assigned}.00"
