"""Carate, 2026: the assembly decides a criterion of riparto, and gives the office to somebody."""

from ambiti.demo.stage import CHIEF, CLERK, Stage

RULES = "Regolamento dell'Assemblea dei Sindaci"


async def lived(stage: Stage) -> None:
    """Live the year."""
    with stage.on(2026, 2, 12):
        await stage.decided(
            CLERK,
            "ASSEMBLEA",
            subject="Criteri a cui attenersi nel riparto dei fondi per il 2026",
            matter="CRITERI_FONDI",
            attachments=["Relazione istruttoria dell'Ufficio di Piano"],
            under=RULES,
            present=12,
            favour=11,
        )
    with stage.on(2026, 3, 5):
        vote = await stage.decided(
            CLERK,
            "ASSEMBLEA",
            subject="Incarico di Responsabile dell'Ufficio di Piano",
            under=RULES,
            attachments=["Curriculum"],
            present=13,
        )
        await stage.act(
            CLERK,
            "appoint",
            {
                "ambito": "carate",
                "role": "RESPONSABILE_UDP",
                "by": "ASSEMBLEA",
                "act": "Deliberazione dell'Assemblea n. 2/2026",
                "candidate": stage.person("Elena Brambilla", {"kind": "SECONDED_FULL_TIME"}),
                "vote": vote,
            },
        )
    with stage.on(2026, 4, 14):
        table = await stage.convened(
            CHIEF,
            "TAVOLI",
            subject="Tavolo per l'abitare: bisogni e alloggi disponibili",
            attachments=["Dati sugli alloggi"],
            formation="TAVOLO_CASA",
            mandate="Assemblea dei Sindaci, deliberazione n. 1/2026",
            roll=[{"label": "Referente dell'Ufficio di Piano"}],
        )
        await stage.attended(table, 1)
        await stage.act(CLERK, "closeMeeting", {"meeting": table["id"]})
