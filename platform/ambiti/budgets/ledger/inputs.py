"""What the acts of the ledger are given."""

from datetime import date

import strawberry

from ambiti.budgets.euro import Euro
from ambiti.budgets.ledger.kinds import LineLevel


@strawberry.input
class MovementInput:
    """What every movement says of itself."""

    amount: Euro = strawberry.field(description="Quanto, in euro con due decimali: «1200.50».")
    act: strawberry.ID = strawberry.field(
        description="L'atto del registro su cui si fonda: una decisione in vigore."
    )
    subject: str = strawberry.field(description="La causale.")
    on: date | None = strawberry.field(default=None, description="Il giorno; se no, oggi.")


@strawberry.input(description="Una fonte assegna una somma a un fondo.")
class RecordAssegnazioneInput(MovementInput):
    """Money is assigned to a fund."""

    fund: strawberry.ID = strawberry.field(description="Il fondo.")


@strawberry.input(description="Una somma di un fondo è destinata a una voce, che nasce con essa.")
class RecordStanziamentoInput(MovementInput):
    """Money is appropriated to a new line."""

    fund: strawberry.ID = strawberry.field(description="Il fondo.")
    code: str = strawberry.field(description="Il codice della voce: «A1».")
    description: str = strawberry.field(description="Che cosa è.")
    programme: str = strawberry.field(
        description="Il documento di programmazione: codice nello statuto."
    )
    purpose: str = strawberry.field(description="Per che cosa: codice della materia.")
    level: LineLevel = strawberry.field(description="Il livello.")
    action: str | None = strawberry.field(default=None, description="L'azione del documento.")
    unit: str | None = strawberry.field(default=None, description="Il sub-ambito: codice.")
    comune: str | None = strawberry.field(default=None, description="Il comune: codice ISTAT.")


@strawberry.input(description="Una somma passa fra due voci dello stesso fondo.")
class RecordVariazioneInput(MovementInput):
    """Money moves between lines."""

    source: strawberry.ID | None = strawberry.field(
        default=None, description="La voce da cui; se no, ciò che del fondo non è stanziato."
    )
    target: strawberry.ID | None = strawberry.field(
        default=None, description="La voce a cui; se no, torna al fondo."
    )


@strawberry.input(description="Una somma di una voce è vincolata a un creditore.")
class RecordImpegnoInput(MovementInput):
    """Money is committed."""

    line: strawberry.ID = strawberry.field(description="La voce.")
    creditor: str = strawberry.field(description="A chi è dovuta.")


@strawberry.input
class OfImpegnoInput(MovementInput):
    """What happens to an impegno."""

    impegno: strawberry.ID = strawberry.field(description="L'impegno.")


@strawberry.input(description="È accertato quanto si deve al creditore.")
class RecordLiquidazioneInput(OfImpegnoInput):
    """What is owed is ascertained."""


@strawberry.input(description="Si paga ciò che è liquidato.")
class RecordPagamentoInput(OfImpegnoInput):
    """What is owed is paid."""


@strawberry.input(description="Ciò che di un impegno non serve più torna alla voce.")
class RecordEconomiaInput(OfImpegnoInput):
    """What is not needed goes back."""


@strawberry.input(description="Il denaro di un fondo è arrivato.")
class RecordRiscossioneInput(MovementInput):
    """Money of a fund is collected."""

    fund: strawberry.ID = strawberry.field(description="Il fondo.")
    collector: str | None = strawberry.field(
        default=None,
        description="Chi incassa: codice nello statuto; se no, chi i documenti vogliono.",
    )


@strawberry.input(description="Lo storno di un movimento, per intero.")
class ReverseMovementInput:
    """A movement is moved back."""

    movement: strawberry.ID = strawberry.field(description="Il movimento.")
    act: strawberry.ID = strawberry.field(description="L'atto del registro su cui si fonda.")
    reasons: str = strawberry.field(description="Le ragioni.")
    on: date | None = strawberry.field(default=None, description="Il giorno; se no, oggi.")
