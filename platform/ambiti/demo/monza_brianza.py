"""The interambiti of Monza and Brianza, 2024: its council meets, and the Ambiti are represented."""

from ambiti.demo import quotas
from ambiti.demo.stage import CLERK, Stage

AMBITI = ("Seregno", "Carate Brianza", "Desio", "Monza", "Vimercate-Trezzo")


async def lived(stage: Stage) -> None:
    """Live the year."""
    await quotas.owed(stage)
    with stage.on(2024, 6, 18):
        await stage.decided(
            CLERK,
            "CIA",
            subject="Avvio delle attività dell'accordo interambiti",
            under="Accordo interambiti",
            roll=[{"label": f"Presidente dell'Assemblea di {name}"} for name in AMBITI],
            present=5,
        )
    with stage.on(2024, 12, 10):
        await stage.decided(
            CLERK,
            "CIA",
            subject="Presentazione finale ai sindaci",
            under="Accordo interambiti",
            roll=[{"label": f"Presidente dell'Assemblea di {name}"} for name in AMBITI],
            present=4,
        )
