"""M-24. Data: series with their sources, indices with their notes, what is hidden when too few."""

from typing import Annotated, Literal

from pydantic import Field

from ambiti.statute.language.references import CategoryRef, MatterRef, Who
from ambiti.statute.language.rule import Rule
from ambiti.statute.language.words import Code, Name


class Series(Rule):
    """Serie di dati con la loro fonte."""

    says = (
        "{name}: serie storiche[sources? da {sources}], per {by}[geo?, georeferenziate]; "
        "un dato che manca non è zero"
    )
    kind: Literal["SERIES"]
    code: Code = Field(description="Codice.")
    name: Name = Field(description="Il nome.")
    sources: tuple[Name, ...] = Field(default=(), description="Le fonti citate.")
    by: Literal["COMUNE", "AMBITO", "UNIT"] = Field(description="Il livello territoriale.")
    geo: bool = Field(default=False, description="true se georeferenziate.")
    used_by_keys: bool = Field(
        default=False, description="true se un criterio di riparto legge questo dato."
    )


class Index(Rule):
    """Un indice, con versioni e nota metodologica."""

    says = (
        "{name}: indice[approved_by? approvato {approved_by:da}][note_required?, con nota "
        "metodologica]"
    )
    kind: Literal["INDEX"]
    code: Code = Field(description="Codice.")
    name: Name = Field(description="Il nome.")
    approved_by: Who | None = Field(default=None, description="Chi lo approva.")
    note_required: bool = Field(default=False, description="true se serve la nota metodologica.")
    supervised: bool = Field(default=False, description="true se serve una figura esperta.")


class Suppression(Rule):
    """Le celle con pochi casi non si mostrano."""

    says = (
        "I dati si mostrano solo aggregati[threshold?: sotto {threshold} casi la cella è nascosta]"
    )
    kind: Literal["SUPPRESSION"]
    threshold: int | None = Field(
        default=None, ge=2, le=1000, description="Sotto quanti casi; assente se non è deciso."
    )

    def lacks(self) -> str | None:
        """Tell that nobody has set a threshold."""
        return "la soglia sotto la quale una cella si nasconde" if self.threshold is None else None


class Collection(Rule):
    """Chi raccoglie quali dati da chi."""

    says = "{by} <by:raccoglie/raccolgono> {what}[collected_from? presso {collected_from}]"
    kind: Literal["COLLECTION"]
    by: Who = Field(description="Chi raccoglie.")
    what: MatterRef = Field(description="Che cosa.")
    collected_from: tuple[Who, ...] = Field(default=(), description="Da chi.")


class Monitoring(Rule):
    """Che cosa si misura."""

    says = "{by} <by:misura/misurano> {what}[measure? ({measure})]"
    kind: Literal["MONITORING"]
    by: Who = Field(description="Chi.")
    what: MatterRef = Field(description="Che cosa.")
    measure: Literal["COMPLETION", "PER_HEAD", "UNIFORMITY", "SATISFACTION", "EVALUATION"] = Field(
        description="Come: avanzamento, per abitante, uniformità, gradimento, valutazione."
    )


class Product(Rule):
    """Che cosa si produce dai dati."""

    says = "Prodotto dei dati: {name}[required?, con {required}][per?, per {per}]"
    kind: Literal["PRODUCT"]
    name: Name = Field(description="Che cosa: set di mappe, documento di sintesi.")
    required: tuple[CategoryRef, ...] = Field(default=(), description="Che cosa lo accompagna.")
    per: Literal["COMUNE", "AMBITO", "UNIT"] | None = Field(
        default=None, description="Il livello territoriale."
    )


DataRule = Annotated[
    Series | Index | Suppression | Collection | Monitoring | Product, Field(discriminator="kind")
]
