"""How the contract shows the arithmetic of a meeting: its quorum, and what each vote came to."""

from enum import Enum
from typing import Any

import strawberry
from sqlalchemy import Boolean, Integer, cast

from ambiti.reading.binding import column, inline, value
from ambiti.reading.sources import Source, sourced


@strawberry.enum(description="L'esito di una votazione.")
class Verdict(Enum):
    """What a vote came to."""

    APPROVED = strawberry.enum_value("APPROVED", description="Approvata.")
    REJECTED = strawberry.enum_value("REJECTED", description="Respinta.")
    INQUORATE = strawberry.enum_value("INQUORATE", description="Non valida: manca il quorum.")
    UNDETERMINED = strawberry.enum_value(
        "UNDETERMINED", description="Il testo che lo direbbe manca, o non lo dice."
    )


def _proof(name: str) -> Any:
    return lambda row: cast(row.c.proof[name].astext, Integer)


@strawberry.type(description="L'esito di una votazione, con l'aritmetica che lo prova.")
class Decision:
    """The outcome of a vote, with its arithmetic; decided once and stored."""

    verdict: Verdict = column("L'esito.")
    told: str = column("L'aritmetica in una frase.")
    denominator: str | None = value(
        lambda row: row.c.proof["denominator"].astext,
        "Di chi si prende la frazione: PRESENT, COMPONENTS, ALL_ASSOCIATED_COMUNI…",
    )
    of: int | None = value(_proof("of"), "Quanti sono.")
    threshold: int | None = value(_proof("threshold"), "I voti favorevoli che servivano.")
    present: int | None = value(_proof("present"), "I presenti al momento del voto.")
    in_favour: int | None = value(_proof("in_favour"), "I favorevoli.")
    against: int | None = value(_proof("against"), "I contrari.")
    abstained: int | None = value(_proof("abstained"), "Gli astenuti.")
    blank: int | None = value(_proof("blank"), "Le schede bianche, se è segreta.")
    quorum: int | None = value(_proof("quorum"), "I presenti che servivano.")
    fraction: str | None = value(lambda row: row.c.proof["fraction"].astext, "La frazione.")
    strict: bool | None = value(
        lambda row: cast(row.c.proof["strict"].astext, Boolean),
        "Se ne serve più della frazione.",
    )
    missing: str | None = value(
        lambda row: row.c.proof["missing"].astext, "Che cosa manca perché sia determinato."
    )
    declared_under: str | None = value(
        lambda row: row.c.proof["declared_under"].astext,
        "Il testo in base al quale l'ha dichiarato chi presiede, se la regola non bastava.",
    )
    source: Source | None = inline(
        "Il documento e l'articolo che fissano la regola.", present=sourced
    )


@strawberry.type(description="Il numero legale, com'è ora.")
class Quorum:
    """The structural quorum as it is now."""

    present: int = value(
        lambda row: cast(row.c.quorum["present"].astext, Integer), "Gli aventi voto presenti."
    )
    needed: int | None = value(
        lambda row: cast(row.c.quorum["needed"].astext, Integer),
        "Quanti ne servono; nulla se il testo non lo dice.",
    )
    met: bool | None = value(
        lambda row: cast(row.c.quorum["met"].astext, Boolean), "Se c'è; nulla se non è determinato."
    )
    told: str = value(lambda row: row.c.quorum["told"].astext, "In una frase.")
