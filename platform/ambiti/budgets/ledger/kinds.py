"""The words of the ledger: kinds of movements, levels of lines."""

from enum import Enum

import strawberry


@strawberry.enum(description="Che cosa è un movimento.")
class MovementKind(Enum):
    """What a movement is."""

    ASSEGNAZIONE = strawberry.enum_value(
        "ASSEGNAZIONE", description="Una fonte assegna una somma a un fondo."
    )
    STANZIAMENTO = strawberry.enum_value(
        "STANZIAMENTO", description="Una somma di un fondo è destinata a una voce."
    )
    VARIAZIONE = strawberry.enum_value(
        "VARIAZIONE", description="Una somma passa fra voci dello stesso fondo, o vi torna."
    )
    IMPEGNO = strawberry.enum_value("IMPEGNO", description="Una somma è vincolata a un creditore.")
    ECONOMIA = strawberry.enum_value(
        "ECONOMIA", description="Ciò che di un impegno non serve più torna alla voce."
    )
    LIQUIDAZIONE = strawberry.enum_value(
        "LIQUIDAZIONE", description="È accertato quanto si deve al creditore."
    )
    PAGAMENTO = strawberry.enum_value("PAGAMENTO", description="È pagato.")
    RISCOSSIONE = strawberry.enum_value(
        "RISCOSSIONE", description="Il denaro del fondo è arrivato."
    )
    RESIDUO = strawberry.enum_value(
        "RESIDUO", description="Ciò che è impegnato e non pagato passa all'anno dopo."
    )
    AVANZO = strawberry.enum_value(
        "AVANZO", description="Ciò che non è impegnato passa all'anno dopo, col suo vincolo."
    )
    CASSA = strawberry.enum_value(
        "CASSA", description="Ciò che è in cassa, o è anticipato, passa all'anno dopo."
    )
    APPLICAZIONE = strawberry.enum_value(
        "APPLICAZIONE", description="Una parte dell'avanzo è destinata a una voce."
    )


@strawberry.enum(description="Di quale livello è una voce.")
class LineLevel(Enum):
    """Of which level a line is."""

    COMUNALE = strawberry.enum_value("COMUNALE", description="Di un comune.")
    SUB_AMBITO = strawberry.enum_value("SUB_AMBITO", description="Di un sub-ambito.")
    DISTRETTUALE = strawberry.enum_value("DISTRETTUALE", description="Di tutto l'Ambito.")
