"""The words that rules share: matters decided upon, offices that are held, categories.

A matter is declared once, so that rules about the same thing say the same word.
"""

from typing import Literal

from pydantic import Field

from ambiti.statute.language.references import RoleRef, UnitRef, Who
from ambiti.statute.language.rule import Strict
from ambiti.statute.language.words import Code, Name

Area = Literal[
    "governance",
    "access-roles",
    "budget",
    "personnel",
    "programming",
    "data/indicators",
    "compliance/privacy",
    "audit/transparency",
    "interambiti",
    "tenancy",
    "territory",
]


class Matter(Strict):
    """Una materia su cui si propone, si decide, si esegue."""

    code: Code = Field(description="Codice della materia.")
    name: Name = Field(
        description="Il nome con l'articolo, come in «approva il Piano di Zona»: il Piano di Zona."
    )
    area: Area = Field(default="governance", description="L'area a cui appartiene.")


class Office(Strict):
    """Una carica: chi la ricopre cambia, il posto no."""

    code: Code = Field(description="Codice della carica.")
    name: Name = Field(description="Il nome della carica: Sindaco di Crema.")
    role: RoleRef | None = Field(
        default=None, description="Il ruolo della piattaforma che la ricopre, se ce n'è uno."
    )
    of: Who | None = Field(default=None, description="L'ente o l'organo di cui è la carica.")
    comune: Name | None = Field(default=None, description="Il comune, se è di uno solo.")
    unit: UnitRef | None = Field(default=None, description="L'unità, se è di una sola.")


class Category(Strict):
    """Un insieme di persone o di enti: un gruppo, una condizione, un'area tematica."""

    code: Code = Field(description="Codice della categoria.")
    name: Name = Field(description="Il nome: gli operatori sociali, le cooperative sociali.")
    includes: tuple[Name, ...] = Field(
        default=(), description="Le specie di enti che vi rientrano, al singolare: patronato."
    )
