"""The Cremasco: 2013 under the Accordo di Programma, and Soncino's sub-ambito in 2020."""

from ambiti.demo import fud
from ambiti.demo.stage import CLERK, Caller, Stage

RULES = "Regolamento dell'Assemblea dei Sindaci, deliberazione ASL n. 711/2011"
PRESIDENT = {"to": ["PRESIDENTE-PROVINCIA", "ASSESSORE-PROVINCIA"], "signedBy": "PRESIDENTE-ADS"}
REFERENTI = {
    "1": "Pandino",
    "2": "Sergnano",
    "3": "Bagnolo Cremasco",
    "4": "Soncino",
    "5": "Castelleone",
    "6": "Crema",
}
COMMITTEE = "Regolamento dei lavori del Comitato Ristretto"


async def lived(stage: Stage) -> None:
    """Live both years."""
    await _committee(stage)
    await _table(stage)
    await _plan(stage)
    await fud.spent(stage)
    await _soncino(stage)


async def _committee(stage: Stage) -> None:
    """The assembly names the twelve of the Comitato Ristretto, who choose their coordinator."""
    with stage.on(2013, 1, 15):
        vote = await stage.decided(
            CLERK,
            "ADS",
            subject="Componenti del Comitato Ristretto",
            matter="COMPONENTI_CRIS",
            under=RULES,
            letter=PRESIDENT,
            present=40,
        )
        for unit, comune in REFERENTI.items():
            for what in ("SINDACO", "ASSESSORE"):
                held = {"kind": "OFFICE", "of": what, "place": comune}
                given = {
                    "ambito": "cremasco",
                    "organ": "CRIS",
                    "by": "ADS",
                    "vote": vote,
                    "candidate": stage.person(f"{what.title()} di {comune}", held),
                    "seat": f"CRIS/1:N_PER_GROUP/{unit}",
                }
                await stage.act(CLERK, "designate", given)
        chosen = await stage.decided(
            CLERK, "CRIS", subject="Scelta del coordinatore", under=COMMITTEE, present=12
        )
        mayor = {"kind": "OFFICE", "of": "SINDACO", "place": "Soncino"}
        coordinator = {
            "ambito": "cremasco",
            "role": "COORD_CRIS",
            "by": "CRIS",
            "act": "Verbale n. 1/2013",
            "vote": chosen,
            "candidate": stage.person("Sindaco di Soncino", mayor),
        }
        await stage.act(CLERK, "appoint", coordinator)


async def _table(stage: Stage) -> None:
    """The third sector adheres, and sits at its table."""
    groups = {
        "GRUPPO_COOPERATIVE": ["Cooperativa Il Ponte", "Cooperativa Serio"],
        "GRUPPO_VOLONTARIATO": ["Associazione Insieme"],
    }
    with stage.on(2013, 1, 22):
        for group, names in groups.items():
            for name in names:
                adhesion = {
                    "ambito": "cremasco",
                    "name": f"{name} (ente inventato)",
                    "instrument": "ADP-2012",
                    "categories": ["TERZO_SETTORE", group],
                    "document": "Adesione del 22 gennaio 2013",
                }
                done = await stage.act(CLERK, "registerAdhesion", adhesion, "adherent { id }")
                one = stage.person(f"Rappresentante di {name}")
                sits = {
                    "ambito": "cremasco",
                    "organ": "TLTS",
                    "candidate": {**one, "adherent": done["adherent"]["id"]},
                }
                await stage.act(CLERK, "designate", sits)


async def _plan(stage: Stage) -> None:
    """The committee consults, proposes the Piano Operativo, and the assembly approves it."""
    subject, plan = "Piano Operativo 2013", "PIANO_OPERATIVO"
    before = []
    for day, whom in ((20, "FORUM-TS"), (22, "OOSS")):
        with stage.on(2013, 2, day):
            asked = {"by": "CRIS", "verb": "CONSULT", "matter": plan, "subject": subject}
            before.append(await stage.entered(CLERK, "proposeAct", **asked, toward=[whom]))
    with stage.on(2013, 2, 26):
        vote = await stage.decided(
            CLERK,
            "CRIS",
            subject="Proposta di Piano Operativo 2013",
            matter=plan,
            verb="PROPOSE",
            under=COMMITTEE,
            present=10,
        )
        proposal = {"by": "CRIS", "verb": "PROPOSE", "matter": plan, "subject": subject}
        before.append(await stage.entered(CLERK, "proposeAct", **proposal, vote=vote))
    with stage.on(2013, 3, 19):
        vote = await stage.decided(
            CLERK,
            "ADS",
            subject=subject,
            matter=plan,
            verb="APPROVE",
            under=RULES,
            letter=PRESIDENT,
            present=41,
            favour=39,
        )
        approval = {"by": "ADS", "verb": "APPROVE", "matter": plan, "subject": subject}
        await stage.entered(CLERK, "adoptAct", **approval, vote=vote, predecessors=before)
        parts = ["AZIONI", "BUDGET", "OBIETTIVI", "STRUMENTI_VERIFICA", "TEMPI_VERIFICA"]
        given = {"act": "Deliberazione ADS n. 2/2013", "sections": parts}
        await stage.fulfilled(CLERK, "PO", by="ADS", **given)


async def _soncino(stage: Stage) -> None:
    """The assembly of sub-ambito 4 meets four times, and settles a dispute."""
    with stage.on(2020, 2, 10):
        coordinator = {
            "ambito": "cremasco",
            "role": "COORD_SUB4",
            "by": "Soncino",
            "place": "4",
            "act": "Decreto del Sindaco di Soncino n. 3/2020",
            "candidate": stage.person("Laura Ferri", {"kind": "OPERATOR", "place": "Soncino"}),
        }
        await stage.act(Caller("sindaco", comune="Soncino"), "appoint", coordinator)
    subjects = (
        (2, 24, "Programma delle attività del Servizio Sociale Distrettuale", None, 9, 9),
        (5, 18, "Criteri di accesso ai servizi", None, 8, 6),
        (9, 14, "Controversia sul riparto dell'indennità di funzione", "CONTROVERSIE_SUB4", 9, 7),
        (11, 30, "Verifica dell'anno e obiettivi per il 2021", None, 10, 10),
    )
    for month, day, subject, matter, present, favour in subjects:
        with stage.on(2020, month, day):
            await stage.decided(
                CLERK, "ASS_SUB4", subject=subject, matter=matter, present=present, favour=favour
            )
