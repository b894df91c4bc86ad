"""The Fondo Unico Distrettuale of the Cremasco in 2013: its sums are plausible, and invented."""

from collections.abc import Mapping
from typing import Any, Final

from ambiti.demo import contract
from ambiti.demo.stage import CHIEF, CLERK, Caller, Stage

WORKER: Final = Caller("operatore_udp")
COORDINATOR: Final = Caller("coordinatore_sub_ambito", unit="1")
RULES: Final = "Regolamento dell'Assemblea dei Sindaci, deliberazione ASL n. 711/2011"
PRESIDENT: Final = {
    "to": ["PRESIDENTE-PROVINCIA", "ASSESSORE-PROVINCIA"],
    "signedBy": "PRESIDENTE-ADS",
}
SOURCES: Final = {
    "F_SOL": "1200000.00",
    "FNPS": "450000.00",
    "FSR": "600000.00",
    "F_PROVINCIA": "50000.00",
    "ALTRI_FONDI": "80000.00",
}
DISTRICT: Final = {"level": "DISTRETTUALE", "purpose": "GESTIONE_SERVIZI"}
LINES: Final[tuple[tuple[str, str, str, str, Mapping[str, str]], ...]] = (
    ("A1", "FSR", "50000.00", "Assistenza domiciliare ai minori", DISTRICT),
    ("A2", "FNPS", "450000.00", "Servizi affidati a Comunità Sociale Cremasca", DISTRICT),
    (
        "A3",
        "F_SOL",
        "20000.00",
        "Attività del sub-ambito di Pandino",
        {"level": "SUB_AMBITO", "unit": "1", "purpose": "GESTIONE_SERVIZI"},
    ),
    (
        "A4",
        "F_PROVINCIA",
        "50000.00",
        "Aree indicate dalla Provincia",
        {"level": "DISTRETTUALE", "purpose": "AREE_PROVINCIA"},
    ),
)
INVENTED: Final = "(somma inventata)"


async def spent(stage: Stage) -> None:
    """Let money come, be given to lines, be committed by one person and liquidated by another."""
    funds, act = await _opened(stage)
    lines = {}
    with stage.on(2013, 4, 16):
        for code, fund, amount, what, more in LINES:
            said = {"code": code, "description": f"{what} {INVENTED}", "programme": "PO"}
            given = {"fund": funds[fund], "amount": amount, "action": code, **said, **more}
            asked = "line { id }"
            done = await _moved(stage, CHIEF, "recordStanziamento", act, given, asked)
            lines[code] = done["line"]["id"]
    await contract.signed(stage, lines, {code: amount for code, _, amount, _, _ in LINES}, act)
    await _paid(stage, lines["A1"], funds["FSR"], act)
    with stage.on(2013, 5, 14):
        pay = {"line": lines["A3"], "amount": "5000.00", "creditor": "Cooperativa (inventata)"}
        await _moved(stage, COORDINATOR, "recordImpegno", act, pay)


async def _opened(stage: Stage) -> tuple[dict[str, str], str]:
    """Open the year by a deliberation of the assembly, and assign its sums to the funds."""
    with stage.on(2013, 4, 9):
        vote = await stage.decided(
            CLERK,
            "ADS",
            subject="Allocazione dei fondi del 2013",
            matter="FSR_RIPARTO",
            verb="DECIDE",
            under=RULES,
            letter=PRESIDENT,
            present=40,
        )
        decided = {"by": "ADS", "verb": "DECIDE", "matter": "FSR_RIPARTO", "vote": vote}
        subject = "Allocazione dei fondi del 2013"
        act = await stage.entered(CLERK, "adoptAct", subject=subject, **decided)
        year = {"ambito": stage.tenant, "year": 2013}
        asked = "budget { funds { id code } }"
        opened = await stage.act(CHIEF, "openBudget", year, asked)
        funds = {one["code"]: one["id"] for one in opened["budget"]["funds"]}
        for code, amount in SOURCES.items():
            given = {"fund": funds[code], "amount": amount}
            await _moved(stage, CHIEF, "recordAssegnazione", act, given)
        hours = {"quantity": 400, "measure": "HOURS", "description": "Ore di volontari (inventate)"}
        kind = {"fund": funds["RC_NATURA"], "givenBy": "Organizzazione C1 (inventata)", **hours}
        await stage.act(CHIEF, "recordInKind", {**kind, "act": act})
    return funds, act


async def _paid(stage: Stage, line: str, fund: str, act: str) -> None:
    """Spend 47,500.00 of the 50,000.00 of the first action, before all of its fund has come."""
    with stage.on(2013, 5, 7):
        pay: dict[str, Any] = {"line": line, "creditor": "Cooperativa Il Ponte (inventata)"}
        asked = "impegno { id }"
        pay["amount"] = "48000.00"
        done = await _moved(stage, CHIEF, "recordImpegno", act, pay, asked)
        owed = {"impegno": done["impegno"]["id"]}
        come = {"fund": fund, "amount": "40000.00"}
        await _moved(stage, CLERK, "recordRiscossione", act, come)
    with stage.on(2013, 11, 5):
        due = {**owed, "amount": "47500.00"}
        await _moved(stage, WORKER, "recordLiquidazione", act, due)
        await _moved(stage, CLERK, "recordPagamento", act, due)
        await _moved(stage, CHIEF, "recordEconomia", act, {**owed, "amount": "500.00"})


async def _moved(  # noqa: PLR0913, PLR0917  who moves what, and on which act
    stage: Stage, caller: Caller, name: str, act: str, given: Mapping[str, Any], asked: str = ""
) -> dict[str, Any]:
    return await stage.act(caller, name, {**given, "act": act, "subject": INVENTED}, asked)
