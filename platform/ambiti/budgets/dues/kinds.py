"""The words of dues: why one is owed, how sure it is, how late it is."""

from enum import Enum

import strawberry


@strawberry.enum(description="Da che cosa nasce un debito.")
class DueCause(Enum):
    """Where a due comes from."""

    TRANSFER = strawberry.enum_value(
        "TRANSFER", description="Da un riparto perfezionato, che si trasferisce."
    )
    QUOTA = strawberry.enum_value("QUOTA", description="Da una quota di un costo comune.")
    FEE = strawberry.enum_value("FEE", description="Da una somma che il testo fissa.")
    REFUND = strawberry.enum_value("REFUND", description="Dal rimborso di un costo.")
    HOURS = strawberry.enum_value("HOURS", description="Dal rimborso di ore prestate.")
    RECESS = strawberry.enum_value("RECESS", description="Dal recesso di una parte.")
    NOTICE = strawberry.enum_value(
        "NOTICE", description="Nessun debito: la comunicazione di ciò che non è stato reso."
    )


@strawberry.enum(description="A che punto è ciò da cui nascono i debiti.")
class ObligationState(Enum):
    """How far the source of dues is."""

    WAITING = strawberry.enum_value(
        "WAITING", description="Attende un fatto: il termine non è cominciato."
    )
    CLAIMED = strawberry.enum_value("CLAIMED", description="Chiesto, e non ancora riconosciuto.")
    ACCRUING = strawberry.enum_value(
        "ACCRUING", description="Matura ancora, o attende chi lo renda esigibile."
    )
    UNDETERMINED = strawberry.enum_value(
        "UNDETERMINED", description="Manca una somma che nessuno ha detto."
    )
    ESTIMATED = strawberry.enum_value(
        "ESTIMATED", description="Dovuto secondo una stima, da rendere definitiva."
    )
    FINAL = strawberry.enum_value("FINAL", description="Definitivo.")


@strawberry.enum(description="Se una somma dovuta è una stima.")
class Firmness(Enum):
    """Whether what is owed is an estimate."""

    ESTIMATED = strawberry.enum_value("ESTIMATED", description="Una stima.")
    FINAL = strawberry.enum_value("FINAL", description="Definitiva.")


@strawberry.enum(description="Se un debito è pagato in tempo, nel giorno.")
class DueStatus(Enum):
    """How a due stands on a day."""

    NOT_STARTED = strawberry.enum_value(
        "NOT_STARTED", description="Il termine non è cominciato: non si sa entro quando."
    )
    NOT_DUE = strawberry.enum_value("NOT_DUE", description="Non ancora scaduto.")
    ON_TIME = strawberry.enum_value("ON_TIME", description="Pagato per intero in tempo.")
    LATE_SOFT = strawberry.enum_value(
        "LATE_SOFT", description="In ritardo su un termine indicativo."
    )
    LATE = strawberry.enum_value("LATE", description="In ritardo.")


@strawberry.enum(description="Quanto vincola il termine di un debito.")
class DueHardness(Enum):
    """How hard the term of a due is."""

    HARD = strawberry.enum_value("HARD", description="Vincolante.")
    SOFT = strawberry.enum_value("SOFT", description="Indicativo: «di norma».")
    OPTIONAL = strawberry.enum_value("OPTIONAL", description="Facoltativo.")


@strawberry.enum(description="Che cosa registra una riga di un debito.")
class DueEntryKind(Enum):
    """What an entry of a due records."""

    OWED = strawberry.enum_value("OWED", description="La somma dovuta.")
    ADJUSTED = strawberry.enum_value(
        "ADJUSTED", description="Quanto la somma dovuta cambia, in più o in meno."
    )
    SETTLED = strawberry.enum_value("SETTLED", description="Un pagamento, o il suo storno.")
    VOIDED = strawberry.enum_value(
        "VOIDED", description="Quanto non è più dovuto: l'atto da cui nasceva è annullato."
    )
    CARRIED = strawberry.enum_value(
        "CARRIED", description="Un credito portato a un altro debito fra gli stessi, o da un altro."
    )
    RETURNED = strawberry.enum_value(
        "RETURNED", description="Un credito restituito a chi deve, o il suo storno."
    )
