"""Carate, 2026: a criterion of riparto, which thirteen comuni make their own; an office given."""

from ambiti.demo import fnps
from ambiti.demo.stage import CHIEF, CLERK, Caller, Stage

RULES = "Regolamento dell'Assemblea dei Sindaci"
COMUNI = {
    "Albiate": "108003",
    "Besana in Brianza": "108008",
    "Biassono": "108009",
    "Briosco": "108011",
    "Carate Brianza": "108015",
    "Lissone": "108028",
    "Macherio": "108029",
    "Renate": "108037",
    "Sovico": "108041",
    "Triuggio": "108043",
    "Vedano al Lambro": "108046",
    "Veduggio con Colzano": "108047",
    "Verano Brianza": "108048",
}
CRITERION = "Criteri a cui attenersi nel riparto dei fondi per il 2026"


async def lived(stage: Stage) -> None:
    """Live the year."""
    with stage.on(2026, 2, 12):
        vote = await stage.decided(
            CLERK,
            "ASSEMBLEA",
            subject=CRITERION,
            matter="CRITERI_FONDI",
            attachments=["Relazione istruttoria dell'Ufficio di Piano"],
            under=RULES,
            present=12,
            favour=11,
        )
        criterion = {"matter": "CRITERI_FONDI", "subject": CRITERION, "vote": vote}
        criteria = await stage.entered(
            CLERK, "adoptAct", by="ASSEMBLEA", verb="DECIDE", **criterion
        )
    await _mirrored(stage)
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
    await fnps.shared(stage, criteria, RULES)
    await _tabled(stage)
    await _owed(stage)


async def _tabled(stage: Stage) -> None:
    """Hold a table."""
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


async def _mirrored(stage: Stage) -> None:
    """Every comune makes the decisions of the year its own, each by its own act."""
    for number, (name, istat) in enumerate(COMUNI.items(), start=1):
        with stage.on(2026, 3, 1 + number):
            adoption = {
                "ambito": "carate",
                "rule": "ART5",
                "year": 2026,
                "istatCode": istat,
                "organ": "Giunta comunale",
                "act": f"Deliberazione di Giunta n. {10 + number}/2026",
                "on": f"2026-03-{1 + number:02}",
            }
            await stage.act(Caller("sindaco", comune=name), "recordAdoption", adoption)


async def _owed(stage: Stage) -> None:
    """Of two reports on funds one is given in time, and one late."""
    due = {"Rendiconto FSR 2025": "2026-04-30", "Rendiconto FNPS 2024": "2026-05-31"}
    with stage.on(2026, 4, 20):
        for occurrence, day in due.items():
            term = {"ambito": "carate", "deadline": "DEBITI_FONDI", "by": "UDP", "year": 2026}
            term |= {"occurrence": occurrence, "dueOn": day, "act": "Nota regionale (demo)"}
            await stage.act(CHIEF, "setTerm", term)
    done = {"Rendiconto FSR 2025": (4, 28), "Rendiconto FNPS 2024": (6, 9)}
    for occurrence, (month, number) in done.items():
        with stage.on(2026, month, number):
            act = f"Trasmissione: {occurrence}"
            await stage.fulfilled(CHIEF, "DEBITI_FONDI", by="UDP", occurrence=occurrence, act=act)
