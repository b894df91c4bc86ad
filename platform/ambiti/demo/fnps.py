"""The FNPS of 2022 in Carate, shared by the residents of 31 December 2020: the sum is invented."""

from typing import Final

from ambiti.demo.stage import CHIEF, CLERK, Stage

SUBJECT: Final = "Riparto del FNPS, annualità 2022 (somma inventata)"
AMOUNT: Final = "450000.00"
YEAR: Final = 2022
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
