"""What the acts of budgets and funds are given."""

from datetime import date

import strawberry

from ambiti.budgets.funds.kinds import FundKind, InKindMeasure


@strawberry.input(description="L'apertura del bilancio di un anno, coi fondi dei documenti.")
class OpenBudgetInput:
    """A year is opened."""

    ambito: str = strawberry.field(description="Nome breve dell'Ambito.")
    year: int = strawberry.field(description="L'anno.")


@strawberry.input(description="Una fonte che i documenti ammettono e non nominano.")
class AddBudgetFundInput:
    """A source is added."""

    budget: strawberry.ID = strawberry.field(description="Il bilancio.")
    code: str = strawberry.field(description="Il suo codice: «DGR-7751».")
    name: str = strawberry.field(description="Come si chiama.")
    kind: FundKind = strawberry.field(description="Da dove viene.")
    description: str = strawberry.field(description="Che cosa è.")
    act: strawberry.ID = strawberry.field(description="L'atto del registro che la ammette.")
    purposes: list[str] = strawberry.field(
        default_factory=list, description="Per che cosa si spende: codici delle materie."
    )
    part_of: str | None = strawberry.field(
        default=None, description="La somma di fondi di cui entra a far parte: codice."
    )


@strawberry.input(description="Ciò che qualcuno dà in natura: non è mai denaro.")
class RecordInKindInput:
    """Something is given in kind."""

    fund: strawberry.ID = strawberry.field(description="Il fondo, in natura.")
    given_by: str = strawberry.field(description="Chi lo dà.")
    quantity: int = strawberry.field(description="Quanto: un numero intero.")
    measure: InKindMeasure = strawberry.field(description="In che cosa si conta.")
    description: str = strawberry.field(description="Che cosa è.")
    act: strawberry.ID = strawberry.field(description="L'atto del registro su cui si fonda.")
    on: date | None = strawberry.field(default=None, description="Il giorno; se no, oggi.")
