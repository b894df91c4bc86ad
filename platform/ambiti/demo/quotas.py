"""The quotas of the interambiti in 2024: 12,000 estimated, 11,700 final, paid by instalments."""

from typing import Any, Final

from ambiti.demo.stage import CHIEF, CLERK, Stage

AWARD: Final = "58500.00"
"""The cost of the award, invented: 11,700.00 for each of five."""
LATE: Final = "Desio"
DUES: Final = """obligation { id dues { id number internal dueOn debtor { name }
  account { amount left } } }"""


async def owed(stage: Stage) -> None:
    """Let the accord be signed, the quotas be owed, the first instalments be paid."""
    with stage.on(2024, 4, 15):
        for party in await stage.parties("MB-2024"):
            given = {"party": party, "on": "2024-04-15", "signer": "Legale rappresentante"}
            await stage.act(CLERK, "signInstrument", given)
        act = await _decided(stage, "Avvio dell'accordo: quote stimate")
        given = {"ambito": stage.tenant, "estimate": "QUOTA", "act": act, "vatRate": "22"}
        quotas = (await stage.act(CHIEF, "openQuotas", given, DUES))["obligation"]
        await _paid(stage, quotas, "2024-04-15", act)
    await _final(stage, quotas["id"])


async def _final(stage: Stage, quotas: str) -> None:
    """Let the award be concluded: what was not paid is planned again, and one pays late."""
    with stage.on(2024, 6, 20):
        act = await _decided(stage, "Aggiudicazione del servizio (somma inventata)")
        event = {"ambito": stage.tenant, "event": "AFFIDAMENTO_CONCLUSO"}
        told = {**event, "happenedOn": "2024-06-20", "act": "Determina di aggiudicazione"}
        await stage.act(CHIEF, "recordOccurrence", told)
        given = {"obligation": quotas, "amount": AWARD, "act": act}
        final = (await stage.act(CHIEF, "finaliseQuotas", given, DUES))["obligation"]
    with stage.on(2024, 7, 1):
        await _paid(stage, final, "2024-07-01", act, without=LATE)
    with stage.on(2024, 7, 15):
        await _paid(stage, final, "2024-07-01", act, only=LATE)
    with stage.on(2024, 10, 1):
        await _paid(stage, final, "2024-10-01", act)


async def _decided(stage: Stage, subject: str) -> str:
    by = {"by": "UDP_SEREGNO", "verb": "ADOPT", "matter": "ATTI"}
    return await stage.entered(CHIEF, "adoptAct", subject=subject, **by)


async def _paid(  # noqa: PLR0913  which instalment, and whose
    stage: Stage, quotas: Any, day: str, act: str, *, only: str = "", without: str = ""
) -> None:
    """Let those who owe something on a day pay it."""
    for due in quotas["dues"]:
        name = due["debtor"]["name"]
        if due["dueOn"] == day and name != without and only in {"", name}:
            given = {"due": due["id"], "amount": due["account"]["amount"], "act": act}
            await stage.act(CLERK, "recordSettlement", {**given, "subject": f"Rata del {day}"})
