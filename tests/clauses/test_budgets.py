"""Budgets: the funds of the documents, what each is for, who decides on it, who spends it."""

from datetime import date
from typing import Any, Final

import pytest
from tests.budgets.treasury import Treasury, treasury
from tests.conftest import Deployment

from .changing import Data
from .conftest import Reform
from .register import office, on

FUD: Final = {
    "F_SOL": "1200000.00",
    "FNPS": "450000.00",
    "FSR": "600000.00",
    "F_PROVINCIA": "50000.00",
    "ALTRI_FONDI": "80000.00",
}
"""Formula F-16: 2,380,000.00 in all."""
PO: Final = {"programme": "PO", "purpose": "GESTIONE_SERVIZI"}
SOCIAL: Final = {"programme": "PO", "purpose": "SERVIZIO_SOCIALE"}
ROLL: Final = [{"label": f"Rappresentante {number}"} for number in range(1, 11)]


async def cremasco(served: Deployment, year: int = 2013) -> Treasury:
    """Open a year of the Cremasco, with a deliberation of its assembly."""
    found = await treasury(served, "cremasco")
    found.act = await deliberated(found, year)
    await found.opened(year)
    return found


async def deliberated(found: Treasury, year: int, **more: str) -> str:
    """Let the assembly of the Cremasco decide; since 2018 who sits there is not supplied."""
    roll: dict[str, Any] = {} if year < 2018 else {"roll": ROLL}
    matter = "SOSTENIBILITA_SSD" if roll else "FSR_RIPARTO"
    vote = await found.clerk.voted("ADS", matter, "DECIDE", **roll)
    return str((await found.clerk.adopted("ADS", "DECIDE", matter, vote=vote, **more))["id"])


async def with_fud(served: Deployment) -> Treasury:
    """Assign its five sums to the Fondo Unico Distrettuale of 2013."""
    found = await cremasco(served)
    for code, amount in FUD.items():
        await found.assigned(code, amount)
    return found


@pytest.mark.clause("CRE-15.1", "CRE-15.4", "CRE-15.5")
async def test_the_fud_is_the_sum_of_its_money_and_grows_with_another_source(
    reform: Reform,
) -> None:
    shown = "funds { code totals { assigned } contributions { quantity measure givenBy } }"
    async with on(date(2013, 4, 15)):
        found = await with_fud(reform.deployment)
        before = await found.read(f"{shown} totals {{ assigned }}")
        kind = {"givenBy": "Organizzazione C1", "quantity": 400, "measure": "HOURS"}
        hours = {**kind, "fund": found.funds["RC_NATURA"], "description": "ore di volontari"}
        await found.done("recordInKind", **hours)
        europe = {"code": "FSE-2013", "name": "Fondo Sociale Europeo", "kind": "EUROPEAN"}
        added = await found.done(
            "addBudgetFund", **europe, budget=found.budget, description="bando", partOf="FUD"
        )
        await found.assigned(added["fund"]["id"], "80000.00")
        after = await found.read(f"{shown} totals {{ assigned }}")

    def of(seen: dict[str, list[dict[str, dict[str, str]]]], code: str) -> dict[str, str]:
        return next(one for one in seen["funds"] if str(one["code"]) == code)["totals"]

    assert of(before, "FUD") == before["totals"] == {"assigned": "2380000.00"}
    assert of(after, "FUD") == after["totals"] == {"assigned": "2460000.00"}
    assert of(after, "RC_NATURA") == {"assigned": "0.00"}
    given = next(one for one in after["funds"] if one["code"] == "RC_NATURA")["contributions"]
    assert given == [{"quantity": 400, "measure": "HOURS", "givenBy": "Organizzazione C1"}]
    assert added["fund"]["source"] == {"article": "15.4"}


@pytest.mark.clause("CRE-6.3.2", "CRE-8.3.8")
async def test_what_the_plan_commits_is_held_against_the_fud(reform: Reform) -> None:
    async with on(date(2013, 4, 15)):
        found = await with_fud(reform.deployment)
        for number, (code, amount) in enumerate(FUD.items()):
            purpose = "AREE_PROVINCIA" if code == "F_PROVINCIA" else "GESTIONE_SERVIZI"
            line = {"programme": "PO", "purpose": purpose}
            await found.lined(code, f"A{number}", amount, **line)
        beyond = found.line("FSR", "A9", "20000.00", **PO)  # 2,400,000.00 in all
        (short,) = await found.found("recordStanziamento", **beyond)
        seen = await found.read("totals { assigned appropriated unappropriated }")

    assert short["code"] == "RESOURCES_SHORT"
    assert "mancano 20.000,00 euro" in short["message"]
    assert short["source"] == {"article": "6.3.2"}
    sums = {"assigned": "2380000.00", "appropriated": "2380000.00", "unappropriated": "0.00"}
    assert seen["totals"] == sums


@pytest.mark.clause("CRE-6.3.3")
async def test_the_regional_fund_is_allocated_by_a_deliberation_of_the_assembly(
    reform: Reform,
) -> None:
    async with on(date(2013, 4, 15)):
        found = await with_fud(reform.deployment)
        own = await found.chief.adopted("UDP", "EXECUTE", "FUNZIONI_AMMINISTRATIVE")
        line = found.line("FSR", "A1", "600000.00", **PO)
        (without,) = await found.found("recordStanziamento", **line, act=own["id"])
        allocated = await found.done("recordStanziamento", **line)

    assert without["code"] == "DELIBERATION_REQUIRED"
    assert without["source"] == {"article": "15.1"}
    assert allocated["line"]["totals"]["appropriated"] == "600000.00"


@pytest.mark.clause("CRE-15.3")
async def test_the_money_of_the_province_is_for_its_areas(reform: Reform) -> None:
    async with on(date(2013, 4, 15)):
        found = await with_fud(reform.deployment)
        elsewhere = found.line("F_PROVINCIA", "A1", "50000.00", **PO)
        (refused,) = await found.found("recordStanziamento", **elsewhere)
        there = {"programme": "PO", "purpose": "AREE_PROVINCIA"}
        await found.lined("F_PROVINCIA", "A1", "50000.00", **there)

    assert (refused["code"], refused["field"]) == ("EARMARK_VIOLATION", "purpose")
    assert refused["source"] == {"article": "15.3"}


@pytest.mark.clause("CRE-12.9")
async def test_a_sub_ambito_spends_on_the_action_of_the_plan(reform: Reform) -> None:
    async with on(date(2013, 5, 2)):
        found = await with_fud(reform.deployment)
        own = {"level": "SUB_AMBITO", "unit": "1", "action": "A3"}
        line = await found.lined("F_SOL", "S1", "20000.00", **PO, **own)
        coordinator = await office(
            reform.deployment, "cremasco", "coordinatore_sub_ambito", unit="1"
        )
        spending = ("UDP", "EXECUTE", "FUNZIONI_AMMINISTRATIVE")
        acts = [await found.chief.adopted(*spending, action=one) for one in ("A3", "A8")]
        given = {"line": line, "amount": "5000.00", "creditor": "Cooperativa", "by": coordinator}
        (mismatch,) = await found.found("recordImpegno", **given, act=acts[1]["id"])
        done = await found.done("recordImpegno", **given, act=acts[0]["id"])

    assert (mismatch["code"], mismatch["field"]) == ("PURPOSE_MISMATCH", "act")
    assert mismatch["source"] == {"article": "12.9"}
    assert done["impegno"]["totals"]["committed"] == "5000.00"


@pytest.mark.clause("SON-4.8.d", "SON-4.8.e")
async def test_the_coordinator_of_soncino_spends_for_that_sub_ambito_and_its_actions(
    reform: Reform,
) -> None:
    async with on(date(2020, 5, 2)):
        found = await cremasco(reform.deployment, 2020)
        await found.assigned("QSFP", "60000.00")
        lines: dict[str, str] = {}
        for unit, action in (("4", "A4"), ("5", "A5")):
            own = {"level": "SUB_AMBITO", "unit": unit, "action": action}
            lines[unit] = await found.lined("QSFP", f"S{unit}", "30000.00", **SOCIAL, **own)
        coordinator = await office(
            reform.deployment, "cremasco", "coordinatore_sub_ambito", unit="4"
        )
        acts = [await deliberated(found, 2020, action=one) for one in ("A4", "A9")]
        given: dict[str, Any] = {"amount": "5000.00", "creditor": "Cooperativa"}
        by_own = {**given, "by": coordinator}
        done = await found.done("recordImpegno", **by_own, line=lines["4"], act=acts[0])
        (mismatch,) = await found.found("recordImpegno", **by_own, line=lines["4"], act=acts[1])
        (other,) = await found.found("recordImpegno", **by_own, line=lines["5"], act=acts[0])
        (chief,) = await found.found("recordImpegno", **given, line=lines["4"])

    assert done["impegno"]["totals"]["committed"] == "5000.00"
    assert (mismatch["code"], mismatch["source"]) == ("PURPOSE_MISMATCH", {"article": "4.8.d"})
    assert (other["code"], other["source"]) == ("OWN_ONLY", {"article": "4.8.e"})
    assert chief["code"] == "OWN_ONLY"


@pytest.mark.clause("SON-0.5")
async def test_a_fund_of_three_years_is_not_spent_in_the_fourth(reform: Reform) -> None:
    async with on(date(2021, 2, 1)):
        found = await cremasco(reform.deployment, 2021)
        await found.assigned("QSFP", "10000.00")
        late = found.line("QSFP", "S1", "10000.00", **SOCIAL)
        (refused,) = await found.found("recordStanziamento", **late)
        funds = (await found.read("funds { code firstYear lastYear purposes }"))["funds"]

    assert (refused["code"], refused["source"]) == ("FUND_PERIOD", {"article": "0.5"})
    (qsfp,) = [one for one in funds if one["code"] == "QSFP"]
    assert (qsfp["firstYear"], qsfp["lastYear"]) == (2018, 2020)
    assert qsfp["purposes"] == ["SERVIZIO_SOCIALE"]


async def lecce(served: Deployment, year: int) -> Treasury:
    """Open a year of Lecce, with a deliberation of its Coordinamento."""
    found = await treasury(served, "lecce")
    vote = await found.clerk.voted("COORD_IST", "DELIBERAZIONI", "DECIDE", roll=ROLL)
    act = await found.clerk.adopted("COORD_IST", "DECIDE", "DELIBERAZIONI", vote=vote)
    found.act = act["id"]
    await found.opened(year)
    return found


PLAN: Final = {"programme": "PDZ", "purpose": "GESTIONE"}


@pytest.mark.clause("LEC-8.1", "LEC-10.3.5")
async def test_the_office_of_lecce_spends_within_what_the_coordinamento_gave_it(
    reform: Reform,
) -> None:
    async with on(date(2019, 5, 2)):
        found = await lecce(reform.deployment, 2019)
        own = (await found.chief.adopted("RESPONSABILE_UDP", "ADOPT", "ATTI_UDP"))["id"]
        await found.assigned("DOTAZIONE-UDP", "40000.00")
        given = found.line("DOTAZIONE-UDP", "U1", "40000.00", **PLAN)
        (by_office,) = await found.found("recordStanziamento", **given, act=own)
        line = (await found.done("recordStanziamento", **given))["line"]["id"]
        (over,) = await found.found(
            "recordImpegno", line=line, amount="50000.00", creditor="Cartoleria", act=own
        )
        await found.owed(line, "1200.00", creditor="Cartoleria", act=own)
        seen = await found.read("lines { totals { available } }")

    assert by_office["code"] == "DELIBERATION_REQUIRED"
    assert by_office["source"] == {"article": "8.1"}
    assert (over["code"], over["field"]) == ("OVER_BUDGET", "amount")
    assert "mancano 10.000,00 euro" in over["message"]
    assert seen["lines"] == [{"totals": {"available": "38800.00"}}]


@pytest.mark.clause("LEC-10.2.5")
async def test_the_capofila_keeps_the_whole_fund_of_lecce_and_accounts_for_it(
    reform: Reform,
) -> None:
    capofila = '{ ambito(slug: "lecce", on: "2019-05-02") { capofila { name } } }'
    async with on(date(2019, 5, 2)):
        found = await lecce(reform.deployment, 2018)
        own = (await found.chief.adopted("RESPONSABILE_UDP", "ADOPT", "ATTI_UDP"))["id"]
        await found.assigned("FONDO-AMBITO", "500000.00")
        await found.done("recordRiscossione", fund=found.funds["FONDO-AMBITO"], amount="500000.00")
        line = await found.lined("FONDO-AMBITO", "F1", "500000.00", **PLAN)
        owed = await found.owed(line, "462500.00", act=own)
        for name in ("recordLiquidazione", "recordPagamento"):
            await found.done(name, impegno=owed, amount="462500.00", act=own)
        seen = await found.read("funds { code custodian cash { held advanced } }")
        told = await reform.deployment.ask(capofila, token=found.clerk.token)

    (fund,) = [one for one in seen["funds"] if one["code"] == "FONDO-AMBITO"]
    assert fund["custodian"] == "CAPOFILA"
    assert told["ambito"]["capofila"]["name"] == "Lecce"
    assert fund["cash"] == {"held": "37500.00", "advanced": "0.00"}


async def carate(served: Deployment, year: int = 2026) -> Treasury:
    """Open a year of Carate, with a deliberation of its assembly."""
    found = await treasury(served, "carate")
    criteria = ("ASSEMBLEA", "DECIDE", "CRITERI_FONDI")
    riparto = ("ASSEMBLEA", "APPROVE", "RIPARTO_FONDI")
    vote = await found.clerk.voted(criteria[0], criteria[2], criteria[1])
    direction = (await found.clerk.adopted(*criteria, vote=vote))["id"]
    before = await found.chief.proposed("UDP", "PROPOSE", "RIPARTO_FONDI", direction=direction)
    vote = await found.clerk.voted(riparto[0], riparto[2], riparto[1])
    rested: dict[str, Any] = {"vote": vote, "predecessors": [before["id"]]}
    found.act = (await found.clerk.adopted(*riparto, **rested))["id"]
    await found.opened(year)
    return found


@pytest.mark.clause("CAR-6.1.a", "CAR-6.1.b", "CAR-4.3.g.1")
async def test_the_sources_of_carate_are_the_comuni_and_others_if_described(
    reform: Reform,
) -> None:
    line = {"programme": "PDZ", "purpose": "GESTIONE_ASSOCIATA"}
    async with on(date(2026, 5, 4)):
        found = await carate(reform.deployment)
        funds = {one["code"]: one for one in (await found.read("funds { code core }"))["funds"]}
        await found.assigned("DOPO_DI_NOI", "30000.00")
        given = found.line("DOPO_DI_NOI", "D1", "10000.00", **line)
        alone = await found.done("recordStanziamento", **given)
        new = {"budget": found.budget, "name": "altro", "kind": "OTHER"}
        unknown = await found.found("addBudgetFund", **new, code="CRYPTO", description=" ")
        other = await found.done("addBudgetFund", **new, code="LASCITO", description="un lascito")
        dedicated = {**new, "kind": "REGIONAL", "code": "DGR-XXX", "description": "DGR dedicata"}
        dgr = await found.done("addBudgetFund", **dedicated, purposes=["GESTIONE_ASSOCIATA"])
        await found.assigned(dgr["fund"]["id"], "80000.00")
        own = await found.chief.adopted("RESPONSABILE_UDP", "ADOPT", "ATTI_ESECUZIONE_PDZ")
        there = found.line(dgr["fund"]["id"], "G1", "80000.00", **line)
        (pending,) = await found.found("recordStanziamento", **there, act=own["id"])
        source = (await found.done("recordStanziamento", **there))["line"]["id"]
        moved = {"source": source, "target": alone["line"]["id"], "amount": "1.00"}
        bound = await found.refused("recordVariazione", **moved)

    assert (funds["COMUNI"]["core"], funds["DOPO_DI_NOI"]["core"]) == (True, False)
    (warned,) = alone["warnings"]
    assert (warned["code"], warned["source"]) == ("CORE_SOURCE_MISSING", {"article": "6.1.a"})
    assert [one["code"] for one in unknown] == ["EMPTY", "UNKNOWN_SOURCE"]
    assert other["fund"]["description"] == "un lascito"
    assert (dgr["fund"]["code"], dgr["fund"]["allocatedBy"]) == ("DGR-XXX", "ASSEMBLEA")
    assert dgr["fund"]["source"] == {"article": "4.3.g.1"}
    assert pending["code"] == "DELIBERATION_REQUIRED"
    assert bound == ["ANOTHER_FUND"]


async def test_another_source_says_its_purpose_and_a_new_fund_of_the_documents_is_as_declared(
    reform: Reform,
) -> None:
    def restricted(statute: Data) -> None:
        statute["fund_rules"] = [
            one
            for one in statute["fund_rules"]
            if one["kind"] != "OPEN_CATALOGUE" or one.get("earmarked")
        ]

    def enlarged(statute: Data) -> None:
        (fnps,) = [one for one in statute["funds"] if one["code"] == "FNPS"]
        purposes = {"purposes": ["GESTIONE_ASSOCIATA"], "source": fnps["source"]}
        new = {"code": "FNPS-BIS", "name": "Fondo nuovo", "restriction": purposes}
        statute["funds"].append({**fnps, **new})

    async with on(date(2026, 5, 4)):
        found = await carate(reform.deployment)
        given = {"budget": found.budget, "name": "altro", "kind": "OTHER", "description": "altro"}
        await reform.apply("carate", restricted, "prova")
        (refused,) = await found.found("addBudgetFund", **given, code="X1")
        await reform.apply("carate", enlarged, "prova")
        declared = await found.done("addBudgetFund", **given, code="FNPS-BIS")

    assert refused["code"] == "PURPOSES_MISSING"
    assert refused["source"] == {"article": "4.3.g.1"}
    assert declared["fund"]["purposes"] == ["GESTIONE_ASSOCIATA"]
    assert declared["fund"]["allocatedBy"] == "ASSEMBLEA"
