"""The words of budgets: how far a year is, where a fund comes from, what is given in kind."""

from enum import Enum

import strawberry


@strawberry.enum(description="A che punto è il bilancio di un anno.")
class BudgetState(Enum):
    """How far a budget is."""

    OPEN = strawberry.enum_value("OPEN", description="Aperto: vi si registrano movimenti.")
    CLOSED = strawberry.enum_value("CLOSED", description="Chiuso: non cambia più.")


@strawberry.enum(description="Da dove viene un fondo.")
class FundKind(Enum):
    """Where a fund comes from."""

    COMUNI = strawberry.enum_value("COMUNI", description="Dai comuni.")
    NATIONAL = strawberry.enum_value("NATIONAL", description="Dallo Stato.")
    REGIONAL = strawberry.enum_value("REGIONAL", description="Dalla Regione.")
    EUROPEAN = strawberry.enum_value("EUROPEAN", description="Dall'Unione europea.")
    PROVINCIAL = strawberry.enum_value("PROVINCIAL", description="Dalla Provincia.")
    COMMUNITY = strawberry.enum_value("COMMUNITY", description="Dalle organizzazioni del posto.")
    TENDER = strawberry.enum_value("TENDER", description="Da bandi e progetti.")
    BUDGET = strawberry.enum_value("BUDGET", description="Il bilancio stesso, da cui si paga.")
    COMPOSED = strawberry.enum_value("COMPOSED", description="La somma di altri fondi.")
    OTHER = strawberry.enum_value("OTHER", description="Da altri.")


@strawberry.enum(description="In che cosa si conta ciò che è dato in natura.")
class InKindMeasure(Enum):
    """In what resources in kind are counted."""

    HOURS = strawberry.enum_value("HOURS", description="Ore.")
    DAYS = strawberry.enum_value("DAYS", description="Giorni.")
    PERSONS = strawberry.enum_value("PERSONS", description="Persone.")
    SPACES = strawberry.enum_value("SPACES", description="Locali.")
    GOODS = strawberry.enum_value("GOODS", description="Beni.")
