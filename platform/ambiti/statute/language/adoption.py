"""M-22. One decision, many acts: what each body has to adopt as its own."""

from typing import Literal

from pydantic import Field

from ambiti.statute.language.references import (
    DeadlineRef,
    InstrumentRef,
    MatterRef,
    ProgrammeRef,
    Who,
)
from ambiti.statute.language.rule import Rule, Strict
from ambiti.statute.language.words import Code, Name


class AdoptingOrgan(Strict):
    """L'organo che adotta, secondo il tipo di ente."""

    says = "{organ}"
    party: Literal["COMUNE", "BODY"] = Field(description="Il tipo di ente.")
    organ: Name = Field(description="L'organo.")


class MirrorAdoption(Rule):
    """Ciascun ente deve adottare, con un proprio atto, la stessa cosa."""

    says = (
        "{by} <by:adotta/adottano> con un proprio atto {what}, {every}[organs? ({organs})]"
        "[terms_set_by?, nei termini stabiliti {terms_set_by:da}]"
    )
    code: Code = Field(description="Codice.")
    what: MatterRef = Field(description="Che cosa.")
    by: Who = Field(description="Chi: EACH_COMUNE, EACH_PARTY.")
    every: Literal["YEAR", "ONCE", "EACH_ACT"] = Field(description="Ogni quanto.")
    organs: tuple[AdoptingOrgan, ...] = Field(default=(), description="Con quale organo.")
    instrument: InstrumentRef | None = Field(default=None, description="L'atto di cui sono parti.")
    terms_set_by: Who | None = Field(default=None, description="Chi fissa il termine.")
    deadline: DeadlineRef | None = Field(default=None, description="Il termine, se dichiarato.")
    drafted_by: Who | None = Field(default=None, description="Chi ne prepara la bozza comune.")
    programme: ProgrammeRef | None = Field(default=None, description="Il documento che si adotta.")
