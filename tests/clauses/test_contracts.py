"""Service contracts: budgets given with one, extra activities by one of one's own, and reports."""

from datetime import date
from typing import Any, Final

import pytest
from tests.budgets.treasury import Treasury, later, treasury
from tests.conftest import Deployment

from ambiti import clock

from .conftest import Reform
from .owing import bench
from .register import office, on
from .test_budgets import PO, cremasco
from .test_quotas import JULY, SLUG

MAY: Final = date(2013, 5, 6)
SIGNED: Final = "contract { id standing }"
CONTRACT: Final = """contract { id code year subject shared programme committerName executorCode
  executorName budgetTotal document since until endedOn state source { article }
  comune { name } act { id } contract { act }
  budgets { amount line { code } } assignments { amount line { code } contract { code } } }"""
ASSIGNED: Final = "assignment { amount executorName contract { code } line { code } }"
SIGNING: Final = {
    "ambito": "cremasco",
    "matter": "CONTRATTI_UDP",
    "by": "Crema",
    "counterpart": "CSC",
    "programme": "CDS",
    "act": "Contratto di servizio 2013",
    "on": "2013-04-22",
    "until": "2013-12-31",
}


async def planned(found: Treasury) -> dict[str, str]:
    """Appropriate the budgets of the actions of the plan: two for the whole district."""
    for fund in ("FSR", "F_SOL"):
        await found.assigned(fund, "700000.00")
    lines = {
        "A1": await found.lined("F_SOL", "A1", "50000.00", **PO, action="A1"),
        "A2": await found.lined("FSR", "A2", "600000.00", **PO, action="A2"),
    }
    own = {"level": "SUB_AMBITO", "unit": "1", "action": "A3"}
    lines["A3"] = await found.lined("F_SOL", "A3", "20000.00", **PO, **own)
    return lines


async def approved(found: Treasury) -> None:
    """Let the assembly approve the plan of the year, proposed and discussed as the text wants."""
    clerk = found.clerk
    proposal = await clerk.proposed("CRIS", "PROPOSE", "PIANO_OPERATIVO")
    heard = [
        await clerk.proposed("CRIS", "CONSULT", "PIANO_OPERATIVO", toward=[toward])
        for toward in ("FORUM-TS", "OOSS")
    ]
    vote = await clerk.voted("ADS", "PIANO_OPERATIVO", "APPROVE")
    before = {"predecessors": [one["id"] for one in (proposal, *heard)]}
    year = clock.today().year
    await clerk.adopted(
        "ADS", "APPROVE", "PIANO_OPERATIVO", vote=vote, **before, referenceYear=year
    )


async def signed(served: Deployment, **more: Any) -> str:
    """Let Crema sign the contract with the company."""
    crema = await office(served, "cremasco", "sindaco", comune="Crema")
    given = {**SIGNING, **more}
    return str((await crema.done("signContract", SIGNED, **given))["contract"]["id"])


def budgets(lines: dict[str, str], **amounts: str) -> list[dict[str, str]]:
    """Say what a contract gives of each line."""
    return [{"line": lines[code], "amount": amount} for code, amount in amounts.items()]


WHOLE: Final = {"A1": "50000.00", "A2": "600000.00"}


def entry(found: Treasury, contract: str, lines: dict[str, str], **more: Any) -> dict[str, Any]:
    """Say the budgets of the contract of 2013."""
    given = {"contract": contract, "budget": found.budget, "code": "CdS-2013", "act": found.act}
    return {**given, "subject": "Servizi", "budgets": budgets(lines, **WHOLE), **more}


@pytest.mark.clause("CRE-8.3.9", "CRE-14.2")
async def test_the_company_has_a_budget_only_with_its_contract_which_is_of_the_plan(
    reform: Reform,
) -> None:
    served = reform.deployment
    async with on(MAY):
        found = await cremasco(served)
        lines = await planned(found)
        budget = {"line": lines["A2"], "executor": "CSC", "amount": "600000.00"}
        assign = {**budget, "act": found.act, "subject": "FSR 2013"}
        without = await found.chief.act("assignBudget", ASSIGNED, **assign)
        contract = await signed(served)
        given = entry(found, contract, lines)
        early = await found.chief.act("enterServiceContract", CONTRACT, **given)
        await approved(found)
        part = {**given, "budgets": budgets(lines, A1="50000.00", A2="599999.00")}
        short = await found.chief.act("enterServiceContract", CONTRACT, **part)
        local = {**given, "budgets": budgets(lines, **WHOLE, A3="20000.00")}
        beyond = await found.chief.refused("enterServiceContract", CONTRACT, **local)
        only_signed = await found.chief.refused("assignBudget", ASSIGNED, **assign)
        done = (await found.chief.done("enterServiceContract", CONTRACT, **given))["contract"]
        over = {**assign, "amount": "600000.01"}
        too_much = await found.chief.refused("assignBudget", ASSIGNED, **over)
        other = {**assign, "line": lines["A3"], "amount": "1.00"}
        of_unit = await found.chief.refused("assignBudget", ASSIGNED, **other)
        had = (await found.chief.done("assignBudget", ASSIGNED, **assign))["assignment"]
        again = await found.chief.refused("assignBudget", ASSIGNED, **{**assign, "amount": "1.00"})
        seen = await found.read("lines(level: DISTRETTUALE) { totals { appropriated } }")

    (refused,) = without["violations"]
    assert (refused["code"], refused["source"]) == ("CONTRACT_REQUIRED", {"article": "8.3.9"})
    assert [(one["code"], one["source"]["article"]) for one in early["violations"]] == [
        ("PROGRAMME_NOT_APPROVED", "13.2")
    ]
    assert [(one["code"], one["source"]["article"]) for one in short["violations"]] == [
        ("BUDGETS_DIFFER", "13.2"), ("BUDGETS_DIFFER", "14.2"),
    ]  # fmt: skip
    assert "la differenza è 1,00 euro" in short["violations"][0]["message"]
    assert set(beyond) == {"NOT_IN_THE_PLAN", "BUDGETS_DIFFER"}
    assert only_signed == ["CONTRACT_REQUIRED"]
    assert (done["code"], done["state"], done["executorCode"]) == ("CdS-2013", "ACTIVE", "CSC")
    assert (done["shared"], done["committerName"]) == (True, "Comune di Crema")
    assert [one["line"]["code"] for one in done["budgets"]] == ["A1", "A2"]
    sums = sum(int(one["totals"]["appropriated"].replace(".", "")) for one in seen["lines"])
    assert done["budgetTotal"] == "650000.00"
    assert sums == 65_000_000
    assert done["source"] == {"article": "14.2"}
    assert set(too_much) == {"OVER_BUDGET", "OVER_CONTRACT"}
    assert of_unit == ["NOT_IN_THE_CONTRACT"]
    assert had == {
        "amount": "600000.00", "executorName": "Comunità Sociale Cremasca a.s.c.",
        "contract": {"code": "CdS-2013"}, "line": {"code": "A2"},
    }  # fmt: skip
    assert set(again) == {"OVER_BUDGET", "OVER_CONTRACT"}


async def entered(served: Deployment, found: Treasury, lines: dict[str, str]) -> Any:
    """Let the plan be approved, and the contract be signed and entered."""
    await approved(found)
    given = entry(found, await signed(served), lines)
    return (await found.chief.done("enterServiceContract", CONTRACT, **given))["contract"]


async def test_a_contract_that_ends_gives_no_more_budgets_and_another_may_follow(
    reform: Reform,
) -> None:
    served = reform.deployment
    async with on(MAY):
        found = await cremasco(served)
        lines = await planned(found)
        contract = await entered(served, found, lines)
        again = entry(found, await signed(served), lines, code="CdS-2013-bis")
        present = await found.chief.refused("enterServiceContract", CONTRACT, **again)
        named = await found.chief.refused(
            "enterServiceContract", CONTRACT, **{**again, "code": "CdS-2013"}
        )
        assign = {"line": lines["A2"], "executor": "CSC", "amount": "1000.00", "subject": "FSR"}
        await found.chief.done("assignBudget", ASSIGNED, **assign, act=found.act)
        ending = {"contract": contract["id"], "on": "2013-05-06", "because": "recesso"}
        before = {**ending, "on": "2013-05-05"}
        earlier = await found.chief.refused("endServiceContract", CONTRACT, **before)
        future = {**ending, "on": "2013-05-07"}
        not_come = await found.chief.refused("endServiceContract", CONTRACT, **future)
        out = {**ending, "on": "2013-04-21", "because": " "}
        outside = await found.chief.refused("endServiceContract", CONTRACT, **out)
        mayor = await office(served, "cremasco", "sindaco", comune="Soncino")
        mayors = await mayor.refused("endServiceContract", CONTRACT, **ending)
        done = (await found.chief.done("endServiceContract", CONTRACT, **ending))["contract"]
        twice = await found.chief.refused("endServiceContract", CONTRACT, **ending)
    async with on(date(2013, 5, 7)):
        chief = await office(served, "cremasco", "responsabile_udp")
        late = await chief.refused("assignBudget", ASSIGNED, **assign, act=found.act)
        shown = "serviceContracts(year: 2013) { code state assignments { amount } }"
        text = f'{{ ambito(slug: "cremasco") {{ {shown} }} }}'
        (ended,) = (await served.ask(text, token=chief.token))["ambito"]["serviceContracts"]
        follows = await chief.done("enterServiceContract", CONTRACT, **again)

    assert present == ["CONTRACT_PRESENT"]
    assert named == ["CODE_TAKEN", "CONTRACT_PRESENT"]
    assert earlier == ["ASSIGNED_LATER"]
    assert not_come == ["DAY_NOT_COME"]
    assert set(outside) == {"EMPTY", "OUT_OF_ITS_TERM", "ASSIGNED_LATER"}
    assert mayors == ["NOT_ALLOWED"]
    assert (done["endedOn"], done["state"]) == ("2013-05-06", "ACTIVE")
    assert twice == ["CONTRACT_ENDED"]
    assert late == ["CONTRACT_REQUIRED"]
    assert ended["state"] == "ENDED"
    assert [one["amount"] for one in ended["assignments"]] == ["1000.00"]
    assert follows["contract"]["code"] == "CdS-2013-bis"


async def test_the_budgets_of_a_contract_are_lines_of_its_year_each_once(reform: Reform) -> None:
    served = reform.deployment
    async with on(MAY):
        found = await cremasco(served)
        lines = await planned(found)
        await approved(found)
        contract = await signed(served)
        other = await signed(served, counterpart="UDP")
        bare = await signed(served, programme=None)
        past = await signed(served, on="2012-05-02", until="2012-12-31")
        act = found.chief

        async def refused(**more: Any) -> list[str]:
            given = {**entry(found, contract, lines), **more}
            return await act.refused("enterServiceContract", CONTRACT, **given)

        wrong = await refused(contract=other)
        no_programme = await refused(contract=bare)
        of_2012 = await refused(contract=past)
        unnamed = await refused(code=" ")
        nothing = await refused(budgets=[])
        twice = await refused(budgets=budgets(lines, A1="50000.00") * 2)
        negative = await refused(budgets=budgets(lines, A1="-1.00"))
        clerks = await found.worker.refused(
            "enterServiceContract", CONTRACT, **entry(found, contract, lines)
        )
        assign = {"line": lines["A1"], "act": found.act, "subject": "prova"}
        unknown = await act.refused(
            "assignBudget", ASSIGNED, **assign, executor="NESSUNO", amount="1.00"
        )
        none = {**assign, "executor": "UDP", "amount": "50000.01"}
        beyond = await act.refused("assignBudget", ASSIGNED, **none)
        free = await act.done("assignBudget", ASSIGNED, **{**none, "amount": "50000.00"})
    async with on(date(2014, 1, 7)):
        next_ = await treasury(served, "cremasco")
        next_.act = found.act
        await next_.opened(2014)
        year = entry(next_, contract, lines)
        of_2014 = await next_.chief.refused("enterServiceContract", CONTRACT, **year)

    assert wrong == ["WRONG_COUNTERPART"]
    assert no_programme == ["NOT_A_SERVICE_CONTRACT"]
    assert of_2012 == ["CONTRACT_OF_ANOTHER_YEAR"]
    assert unnamed == ["EMPTY"]
    assert {"BUDGETS_MISSING", "BUDGETS_DIFFER"} <= set(nothing)
    assert {"LINE_TWICE", "BUDGETS_DIFFER"} <= set(twice)
    assert {"AMOUNT_NOT_POSITIVE", "BUDGETS_DIFFER"} <= set(negative)
    assert clerks == ["NOT_ALLOWED"]
    assert unknown == ["EXECUTOR_UNKNOWN"]
    assert beyond == ["OVER_BUDGET"]
    assert free["assignment"]["contract"] is None
    assert {"CONTRACT_OF_ANOTHER_YEAR", "LINE_OF_ANOTHER_YEAR"} <= set(of_2014)


REPORT: Final = """actions(programme: "PO", level: DISTRETTUALE) { programme action planned
  committed liquidated spent residual assigned percent lines { code }
  contracts { code executorName } }"""


@pytest.mark.clause("CRE-13.5")
async def test_the_report_tells_what_was_planned_and_what_was_spent_of_each_action(
    reform: Reform,
) -> None:
    served = reform.deployment
    async with on(date(2012, 5, 7)):
        found = await cremasco(served, 2012)
        lines = await planned(found)
        await approved(found)
        contract = await signed(served, on="2012-04-23", until="2012-12-31")
        given = entry(found, contract, lines, code="CdS-2012")
        await found.chief.done("enterServiceContract", CONTRACT, **given)
        owed = await found.owed(lines["A1"], "48000.00")
        for name in ("recordLiquidazione", "recordPagamento"):
            await found.done(name, impegno=owed, amount="47500.00")
    async with later(found, date(2013, 1, 31)):
        report = (await found.read(REPORT, on="2013-01-31"))["actions"]
        eve = (await found.read(REPORT, on="2012-05-06"))["actions"]
        every = (await found.read("actions { action percent }"))["actions"]

    assert report == [
        {
            "programme": "PO", "action": "A1", "planned": "50000.00", "committed": "48000.00",
            "liquidated": "47500.00", "spent": "47500.00", "residual": "2500.00",
            "assigned": "0.00", "percent": "95.00", "lines": [{"code": "A1"}],
            "contracts": [
                {"code": "CdS-2012", "executorName": "Comunità Sociale Cremasca a.s.c."}
            ],
        },
        {
            "programme": "PO", "action": "A2", "planned": "600000.00", "committed": "0.00",
            "liquidated": "0.00", "spent": "0.00", "residual": "600000.00", "assigned": "0.00",
            "percent": "0.00", "lines": [{"code": "A2"}],
            "contracts": [
                {"code": "CdS-2012", "executorName": "Comunità Sociale Cremasca a.s.c."}
            ],
        },
    ]  # fmt: skip
    assert [(one["planned"], one["percent"], one["contracts"]) for one in eve] == [
        ("0.00", None, [])
    ] * 2
    assert [(one["action"], one["percent"]) for one in every] == [
        ("A1", "95.00"), ("A2", "0.00"), ("A3", "0.00"),
    ]  # fmt: skip


EXTRA: Final = {
    "ambito": SLUG,
    "code": "DESIO-1",
    "subject": "Una ricerca in più",
    "by": "Desio",
    "executor": "Il fornitore",
    "amount": "5000.00",
    "document": "Determina di Desio n. 12",
    "until": "2024-12-31",
}


@pytest.mark.clause("MIA-5.9")
async def test_what_a_capofila_asks_in_more_is_of_a_contract_of_its_own(reform: Reform) -> None:
    served = reform.deployment
    async with on(JULY):
        found = await treasury(served, SLUG)
        found.act = (await bench(served, SLUG, "UDP_SEREGNO", "ADOPT", "ATTI")).act
        await found.opened(2024)
        await found.assigned("BUDGET_AFFIDAMENTO", "60000.00")
        line = {"programme": "SERVIZIO", "purpose": "AFFIDAMENTO"}
        extra = {"level": "COMUNALE", "comune": "108023", **line}
        asked = found.line("BUDGET_AFFIDAMENTO", "X1", "5000.00", **extra)
        (refused,) = await found.found("recordStanziamento", **asked)
        await found.lined("BUDGET_AFFIDAMENTO", "S1", "60000.00", **line)
        desio = await office(served, SLUG, "sindaco", comune="Desio")
        monza = await office(served, SLUG, "sindaco", comune="Monza")
        by_monza = await monza.refused("enterOwnContract", CONTRACT, **EXTRA)
        no_party = {**EXTRA, "by": "Lissone"}
        lissone = await found.chief.refused("enterOwnContract", CONTRACT, **no_party)
        bad = {**EXTRA, "amount": "0.00", "document": " ", "until": "2024-01-01"}
        badly = await desio.refused("enterOwnContract", CONTRACT, **bad)
        done = (await desio.done("enterOwnContract", CONTRACT, **EXTRA))["contract"]
        twice = await desio.refused("enterOwnContract", CONTRACT, **EXTRA)
        seen = await found.read("totals { assigned appropriated } actions { contracts { code } }")
        elsewhere = await office(served, "carate", "sindaco", comune="Renate")
        apart = {**EXTRA, "ambito": "carate", "by": "Renate"}
        unsaid = await elsewhere.refused("enterOwnContract", CONTRACT, **apart)

    assert (refused["code"], refused["source"]) == ("SEPARATE_CONTRACT", {"article": "5.9"})
    assert refused["field"] == "comune"
    assert by_monza == ["NOT_ALLOWED"]
    assert lissone == ["NOT_A_PARTY"]
    assert set(badly) == {"AMOUNT_NOT_POSITIVE", "EMPTY", "END_BEFORE_START"}
    assert (done["shared"], done["budgetTotal"], done["state"]) == (False, "5000.00", "ACTIVE")
    assert (done["committerName"], done["comune"]) == ("Comune di Desio", {"name": "Desio"})
    assert (done["budgets"], done["act"], done["contract"]) == ([], None, None)
    assert done["source"] == {"article": "5.9"}
    assert twice == ["CODE_TAKEN"]
    assert seen["totals"] == {"assigned": "60000.00", "appropriated": "60000.00"}
    assert seen["actions"] == [{"contracts": []}]
    assert unsaid == ["SEPARATE_CONTRACT_NOT_STATED"]
