"""M-04. Organs: who they are and where they sit; how they are made up, decide and meet."""

from typing import Annotated, Literal

from pydantic import Field

from ambiti.statute.language.chairs import Chair
from ambiti.statute.language.composition import Composition, Formation
from ambiti.statute.language.decisions import DecisionRule
from ambiti.statute.language.meetings import MeetingRule
from ambiti.statute.language.references import InstrumentRef
from ambiti.statute.language.rule import Rule, Strict
from ambiti.statute.language.words import Code, Name

OrganKind = Literal[
    "POLITICAL",
    "LIAISON",
    "TECHNICAL",
    "COMMON_OFFICE",
    "PARTICIPATION",
    "CONSULTATIVE",
    "INTERAMBITI",
    "STEERING",
    "OWNERS",
    "SUPERVISION",
]


class SeatAtCapofila(Strict):
    """Presso il comune capofila, qualunque sia quel giorno."""

    kind: Literal["CAPOFILA"]


class SeatAtAddress(Strict):
    """A un indirizzo."""

    kind: Literal["ADDRESS"]
    address: Name = Field(description="L'indirizzo.")


OrganSeat = Annotated[SeatAtCapofila | SeatAtAddress, Field(discriminator="kind")]


class OrganDuration(Rule):
    """L'organo dura quanto un atto o un piano."""

    says = "{self} <self:dura/durano> quanto {instrument}"
    instrument: InstrumentRef = Field(description="L'atto o il piano.")


class Organ(Rule):
    """Un organo o un ufficio dell'Ambito."""

    says = "Organo: {name}[legal_basis? ({legal_basis})]"

    code: Code = Field(description="Codice dell'organo.")
    kind: OrganKind = Field(description="Che organo è.")
    name: Name = Field(description="Il nome nel documento.")
    aliases: tuple[Name, ...] = Field(default=(), description="Altri nomi dello stesso organo.")
    legal_basis: Name | None = Field(default=None, description="La norma che lo prevede.")
    seat: OrganSeat | None = Field(default=None, description="Dove ha sede.")
    legal_entity: Literal["CAPOFILA", "OWN"] = Field(
        default="OWN", description="Di chi è la personalità giuridica di cui si avvale."
    )
    unit: Code | None = Field(default=None, description="L'unità, se è l'organo di una sola.")
    instrument: Code | None = Field(default=None, description="L'atto che lo istituisce.")
    formations: tuple[Formation, ...] = Field(default=(), description="Come può riunirsi.")
    composition: tuple[Composition, ...] = Field(default=(), description="Di chi è composto.")
    chair: Chair | None = Field(default=None, description="Chi lo presiede o lo guida.")
    decisions: tuple[DecisionRule, ...] = Field(default=(), description="Come decide.")
    meetings: tuple[MeetingRule, ...] = Field(default=(), description="Come si riunisce.")
    duration: OrganDuration | None = Field(default=None, description="Quanto dura.")
