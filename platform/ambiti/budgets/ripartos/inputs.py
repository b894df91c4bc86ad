"""What the acts of riparti are given."""

from datetime import date

import strawberry

from ambiti.budgets.euro import Euro
from ambiti.territory.graph.populations import PopulationStatus


@strawberry.input(description="Il peso di un ente.")
class WeightInput:
    """The weight of a party."""

    code: str = strawberry.field(description="Codice ISTAT del comune, o codice dell'ente.")
    weight: str = strawberry.field(description="Un numero o una frazione: 300, 2/3.")


@strawberry.input(description="Quanto un fondo copre nell'anno.")
class FundingInput:
    """What a fund covers in the year."""

    fund: str = strawberry.field(description="Codice del fondo nello statuto.")
    amount: Euro = strawberry.field(description="Quanto, in euro con due decimali: «48000.00».")


@strawberry.input(description="La scelta di contare un'altra cifra di popolazione.")
class SubstituteInput:
    """The choice to count another figure of population."""

    reference_date: date = strawberry.field(description="La data della cifra che si conta.")
    reason: str = strawberry.field(description="Perché: resta scritto accanto alla quota.")
    istat_code: str | None = strawberry.field(
        default=None, description="Di quale comune; se no, di tutti."
    )
    status: PopulationStatus | None = strawberry.field(
        default=None, description="Di quale provenienza; se no, la prima che c'è per tutti."
    )


@strawberry.input(description="Una somma da ripartire, proposta a chi decide.")
class ProposeRipartoInput:
    """A sum to be shared, proposed to whoever decides."""

    ambito: str = strawberry.field(description="Nome breve dell'Ambito.")
    matter: str = strawberry.field(description="Che cosa si ripartisce: codice della materia.")
    year: int = strawberry.field(description="L'anno di spesa.")
    amount: Euro = strawberry.field(description="La somma, in euro con due decimali: «210000.00».")
    on: date | None = strawberry.field(
        default=None, description="Il giorno di cui valgono regole ed enti; se no, oggi."
    )
    key: str | None = strawberry.field(
        default=None, description="Il criterio che si propone, se non è quello del testo."
    )
    table: list[WeightInput] = strawberry.field(
        default_factory=list, description="O i pesi che si propongono, ente per ente."
    )
    compare: list[str] = strawberry.field(
        default_factory=list, description="Gli altri criteri con cui confrontarlo: i codici."
    )
    resources: list[WeightInput] = strawberry.field(
        default_factory=list, description="Le risorse dichiarate, dove il criterio le vuole."
    )
    funding: list[FundingInput] = strawberry.field(
        default_factory=list, description="Quanto coprono i fondi, dove il criterio lo vuole."
    )
    substitutes: list[SubstituteInput] = strawberry.field(
        default_factory=list, description="Le cifre di popolazione che ne sostituiscono altre."
    )
    bearer: str | None = strawberry.field(
        default=None, description="Di chi è il costo, dove ciascuno sostiene il proprio."
    )


@strawberry.input(description="L'approvazione di un riparto.")
class ApproveRipartoInput:
    """A riparto is approved."""

    riparto: strawberry.ID = strawberry.field(description="Il riparto proposto.")
    act: strawberry.ID = strawberry.field(
        description="L'atto del registro con cui lo decide chi deve."
    )
    occurrence: str | None = strawberry.field(
        default=None,
        description="L'oggetto nel calendario delle scadenze, come il fondo, se il riparto "
        "approvato vi dice un fatto; se no, la materia.",
    )
