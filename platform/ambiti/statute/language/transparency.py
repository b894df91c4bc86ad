"""M-26. What is shown and to whom: lists of acts, archive, access, notices, complaints."""

from typing import Annotated, Literal

from pydantic import Field

from ambiti.statute.language.references import CategoryRef, InstrumentRef, MatterRef, Who
from ambiti.statute.language.rule import Rule
from ambiti.statute.language.words import Name

Often = Literal["MONTH", "SEMESTER", "YEAR", "PERIODICALLY", "EACH_TIME"]


class ActsList(Rule):
    """L'elenco degli atti, con le copie."""

    says = (
        "{by} <by:trasmette/trasmettono> {to:a} l'elenco degli atti assunti[copies?, con le "
        "copie][every? ({every})]"
    )
    kind: Literal["ACTS_LIST"]
    by: Who = Field(description="Chi.")
    to: tuple[Who, ...] = Field(min_length=1, description="A chi.")
    copies: bool = Field(default=False, description="true se con le copie.")
    every: Often | None = Field(default=None, description="Ogni quanto.")


class Archive(Rule):
    """L'archivio: si aggiunge e non si toglie."""

    says = "{by} <by:conserva/conservano> l'archivio {what:di}"
    kind: Literal["ARCHIVE"]
    by: Who = Field(description="Chi.")
    what: MatterRef = Field(description="Di che cosa.")


class DocumentAccess(Rule):
    """Chi può leggere subito e chi deve chiedere."""

    says = (
        "{by} <by:tiene/tengono> i documenti a disposizione {entitled:di}[others_on_request?; "
        "gli altri aventi diritto ne fanno richiesta]"
    )
    kind: Literal["ACCESS"]
    by: Who = Field(description="Chi li tiene.")
    entitled: tuple[Who, ...] = Field(min_length=1, description="Chi legge senza chiedere.")
    others_on_request: bool = Field(default=True, description="true se gli altri possono chiedere.")
    instrument: InstrumentRef | None = Field(default=None, description="Di quale atto.")


class Shared(Rule):
    """Gli atti di uno sono visti, in sola lettura, da altri."""

    says = "Gli atti {by:di}[what? per {what}] sono visti, in sola lettura, da {readers}"
    kind: Literal["SHARED"]
    by: Who = Field(description="Di chi.")
    readers: tuple[Who, ...] = Field(min_length=1, description="Chi li vede.")
    what: MatterRef | None = Field(default=None, description="Quali.")


class PublicPage(Rule):
    """Che cosa è pubblico, senza accesso."""

    says = "{by} <by:rende/rendono> pubblic<what:o/a/hi/he> {what}[every? ({every})]"
    kind: Literal["PUBLIC"]
    by: Who = Field(description="Chi.")
    what: MatterRef = Field(description="Che cosa.")
    every: Often | None = Field(default=None, description="Ogni quanto.")


class Broadcast(Rule):
    """Chi informa chi."""

    says = "{by} <by:informa/informano> {to} su {what}[every? ({every})]"
    kind: Literal["BROADCAST"]
    by: Who = Field(description="Chi.")
    to: tuple[Who, ...] = Field(min_length=1, description="A chi.")
    what: MatterRef = Field(description="Di che cosa.")
    every: Often | None = Field(default=None, description="Ogni quanto.")


class Complaints(Rule):
    """Richieste, segnalazioni e reclami hanno risposta."""

    says = (
        "{by} <by:risponde/rispondono> a richieste, segnalazioni e reclami[days? entro "
        "{days:giorni}]"
    )
    kind: Literal["COMPLAINTS"]
    by: Who = Field(description="Chi risponde.")
    days: int | None = Field(default=None, ge=1, le=365, description="Entro quanto, se è detto.")


class Campaign(Rule):
    """Azioni informative e di sensibilizzazione, o incontri promossi da altri."""

    says = "{by} <by:cura/curano> {what}[audience?, verso: {audience}]"
    kind: Literal["CAMPAIGN"]
    by: Who = Field(description="Chi.")
    what: MatterRef = Field(description="Che cosa.")
    audience: tuple[CategoryRef, ...] = Field(default=(), description="A chi.")


class Principles(Rule):
    """I criteri a cui ci si attiene."""

    says = "{who} <who:agisce/agiscono> secondo: {principles}"
    kind: Literal["PRINCIPLES"]
    who: Who = Field(description="Chi.")
    principles: tuple[Name, ...] = Field(min_length=1, description="I criteri.")


TransparencyRule = Annotated[
    ActsList
    | Archive
    | DocumentAccess
    | Shared
    | PublicPage
    | Broadcast
    | Complaints
    | Campaign
    | Principles,
    Field(discriminator="kind"),
]
