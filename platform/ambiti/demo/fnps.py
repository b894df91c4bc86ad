"""The FNPS of 2022 in Carate, shared by the residents of 31 December 2020: the sum is invented."""

from typing import Final

from ambiti.demo.stage import CHIEF, CLERK, Stage

SUBJECT: Final = "Riparto del FNPS, annualità 2022 (somma inventata)"
AMOUNT: Final = "450000.00"
YEAR: Final = 2022
LATE: Final = "Renate"
COUNTED: Final = "2020-12-31"


async def shared(stage: Stage, criteria: str, rules: str) -> None:
    """Let the office share the fund by residents, if they are known, and the assembly vote it."""
    matter = {"matter": "RIPARTO_FONDI", "referenceYear": YEAR, "subject": SUBJECT}
    with stage.on(2026, 3, 10):
        if not await stage.counted(COUNTED):
            return
        sum_ = {"ambito": stage.tenant, "matter": "RIPARTO_FONDI", "year": YEAR, "amount": AMOUNT}
        given = {**sum_, "key": "POPOLAZIONE"}
        done = await stage.act(CHIEF, "proposeRiparto", given, "riparto { id }")
        proposal = await stage.entered(
            CHIEF, "proposeAct", by="UDP", verb="PROPOSE", direction=criteria, **matter
        )
    with stage.on(2026, 3, 24):
        vote = await stage.decided(
            CLERK,
            "ASSEMBLEA",
            subject=SUBJECT,
            matter="RIPARTO_FONDI",
            verb="APPROVE",
            attachments=["Prospetto del riparto"],
            under=rules,
            present=12,
        )
        decision = {"vote": vote, "predecessors": [proposal], **matter}
        act = await stage.entered(CLERK, "adoptAct", by="ASSEMBLEA", verb="APPROVE", **decision)
        perfected = {"riparto": done["riparto"]["id"], "act": act}
        await stage.act(CLERK, "approveRiparto", perfected)
    await _transferred(stage, done["riparto"]["id"])


async def _transferred(stage: Stage, riparto: str) -> None:
    """Let the fund come on 2 April: most have their share in 45 days, and one three days later."""
    with stage.on(2026, 3, 26):
        asked = "obligation { dues { id internal creditor { name } account { amount } } }"
        owed = (await stage.act(CHIEF, "openTransfers", {"riparto": riparto}, asked))["obligation"]
    with stage.on(2026, 4, 2):
        matter = {"by": "RESPONSABILE_UDP", "verb": "ADOPT", "matter": "ATTI_ESECUZIONE_PDZ"}
        subject = "Accertamento del FNPS, annualità 2022 (somma inventata)"
        act = await stage.entered(CHIEF, "adoptAct", subject=subject, **matter)
        there = {"riparto": riparto, "on": "2026-04-02", "act": act}
        await stage.act(CHIEF, "recordFundsAvailable", there)
    for day, late in ((12, False), (20, True)):
        with stage.on(2026, 5, day):
            for due in owed["dues"]:
                if not due["internal"] and (due["creditor"]["name"] == LATE) == late:
                    paid = {"due": due["id"], "amount": due["account"]["amount"], "act": act}
                    await stage.act(CLERK, "recordSettlement", {**paid, "subject": SUBJECT})
