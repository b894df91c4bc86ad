"""M-08. How organs meet: who convenes, with what agenda and papers, how often, with whom."""

from typing import Annotated, Literal

from pydantic import Field

from ambiti.statute.language.references import (
    CategoryRef,
    FormationRef,
    MatterRef,
    SeveralWho,
    Who,
)
from ambiti.statute.language.rule import Rule, Strict
from ambiti.statute.language.words import Code, Name

Hardness = Literal["HARD", "SOFT", "OPTIONAL"]
"""HARD: whoever misses it is late; SOFT: a warning; OPTIONAL: recommended only."""


class Convener(Rule):
    """Chi convoca."""

    says = (
        "A convocare {self} <by:è/sono> {by}[agenda?, con un ordine del giorno][venue?; "
        "<by:offre/offrono> anche la sede]"
    )
    kind: Literal["CONVENER"]
    by: Who = Field(description="Chi convoca.")
    agenda: bool = Field(default=False, description="true se serve l'ordine del giorno.")
    venue: bool = Field(default=False, description="true se chi convoca offre sede e strumenti.")


class Material(Rule):
    """Chi prepara il materiale per l'ordine del giorno."""

    says = "Per {self} il materiale[matter? su {matter}] è preparato {by:da}"
    kind: Literal["MATERIAL"]
    by: Who = Field(description="Chi prepara.")
    matter: MatterRef | None = Field(default=None, description="Per quale materia.")


class Letter(Rule):
    """L'invito formale per lettera."""

    says = "{self:A} si invita con lettera[signed_by? firmata {signed_by:da}] indirizzata {to:a}"
    kind: Literal["LETTER"]
    to: SeveralWho = Field(description="I destinatari.")
    signed_by: Who | None = Field(default=None, description="Chi firma.")


class Minutes(Rule):
    """Il verbale, e a chi va."""

    says = (
        "Il verbale {self:di}[matter? su {matter}] è curato {by:da}"
        "[delivered_to? e trasmesso {delivered_to:a}]"
    )
    kind: Literal["MINUTES"]
    by: Who = Field(description="Chi lo cura.")
    delivered_to: tuple[Who, ...] = Field(default=(), description="A chi si trasmette.")
    matter: MatterRef | None = Field(default=None, description="Per quale materia.")


class MinimumMeetings(Rule):
    """Quante riunioni, almeno, in un anno."""

    says = "{self} si <self:riunisce/riuniscono> {hardness} {n:volte} l'anno"
    kind: Literal["MINIMUM"]
    n: int = Field(ge=1, le=366, description="Quante in un anno.")
    hardness: Hardness = Field(description="HARD: obbligo; SOFT: indicativo.")


class Calendar(Rule):
    """L'organo fissa il proprio calendario."""

    says = "{self} <self:fissa/fissano> il proprio calendario[by?, a cura {by:di}]"
    kind: Literal["CALENDAR"]
    by: Who | None = Field(default=None, description="Chi lo fissa, se non l'organo.")
    at_least_one: bool = Field(default=False, description="true se serve almeno una data.")


class Mandate(Rule):
    """Si riunisce su mandato, e secondo le priorità, di un altro organo."""

    says = (
        "{self} <self:lavora/lavorano> su mandato e secondo le priorità {of:di}[matter?, per "
        "{matter}]"
    )
    kind: Literal["MANDATE"]
    of: Who = Field(description="Chi dà il mandato.")
    matter: MatterRef | None = Field(default=None, description="Per quale materia.")


class StagedMeetings(Rule):
    """Incontri in corso d'opera e alla fine."""

    says = (
        "{self} <self:tiene/tengono> incontri in itinere (almeno {in_itinere:uno}) e finali "
        "(almeno {final:uno})[audience?, con {audience}]"
    )
    kind: Literal["STAGES"]
    in_itinere: int = Field(ge=0, le=100, description="Quanti in corso d'opera.")
    final: int = Field(ge=0, le=100, description="Quanti alla fine.")
    audience: tuple[Who, ...] = Field(default=(), description="Con chi.")


class PublicEvent(Rule):
    """Un momento pubblico."""

    says = (
        "{self} <self:tiene/tengono> momenti pubblici (almeno {n:uno})[audience?, rivolti a "
        "{audience}]"
    )
    kind: Literal["PUBLIC_EVENT"]
    n: int = Field(ge=1, le=100, description="Quanti almeno.")
    audience: tuple[Who, ...] = Field(default=(), description="A chi si rivolge.")


class Dialogue(Rule):
    """Incontri di confronto."""

    says = (
        "{self} <self:tiene/tengono> incontri[distinct? distinti] di confronto con {toward}"
        "[matters?, per {matters}]"
    )
    kind: Literal["DIALOGUE"]
    toward: SeveralWho = Field(description="Con chi.")
    distinct: bool = Field(default=False, description="true se un incontro per ciascuno.")
    matters: tuple[MatterRef, ...] = Field(default=(), description="In occasione di che cosa.")


class Attendance(Rule):
    """Chi deve consentire la partecipazione, o se ne tiene il conto."""

    says = (
        "{self:A} <attendees:partecipa/partecipano> {attendees}[let_by?; lo "
        "<let_by:consente/consentono> {let_by}]"
    )
    kind: Literal["ATTENDANCE"]
    attendees: tuple[CategoryRef, ...] = Field(min_length=1, description="Chi partecipa.")
    let_by: Who | None = Field(default=None, description="Chi lo deve consentire.")


class WorkingGroups(Rule):
    """L'organo può formare gruppi di lavoro."""

    says = "{self} <self:può/possono> formare gruppi di lavoro per temi"
    kind: Literal["WORKING_GROUPS"]


class Secretariat(Rule):
    """Chi dà il supporto tecnico e amministrativo."""

    says = "{self} si <self:avvale/avvalgono> del supporto tecnico e amministrativo {by:di}"
    kind: Literal["SECRETARIAT"]
    by: Who = Field(description="Chi lo dà.")


MeetingRule = Annotated[
    Convener
    | Material
    | Letter
    | Minutes
    | MinimumMeetings
    | Calendar
    | Mandate
    | StagedMeetings
    | PublicEvent
    | Dialogue
    | Attendance
    | WorkingGroups
    | Secretariat,
    Field(discriminator="kind"),
]


class Attendees(Strict):
    """Chi siede in un incontro congiunto, e in quanti."""

    says = "{who}[n? ({n})]"
    who: Who = Field(description="L'organo, il ruolo o la carica.")
    n: int | None = Field(default=None, ge=1, le=1000, description="Quanti.")
    delegate: bool = Field(default=False, description="true se può mandare un delegato.")


class JointMeeting(Rule):
    """Un incontro congiunto di più organi o ruoli."""

    says = (
        "{name}: si incontrano {participants}[theme_required?, su un tema][interval_days=1?, "
        "ogni giorno][interval_days&interval_days!=1?, ogni {interval_days} giorni]"
        "[separate_decisions?; ciascuno decide per sé]"
    )
    code: Code = Field(description="Codice dell'incontro.")
    name: Name = Field(description="Il nome.")
    participants: tuple[Attendees, ...] = Field(min_length=2, description="Chi si incontra.")
    theme_required: bool = Field(default=False, description="true se serve il tema.")
    paced: bool = Field(default=False, description="true se il testo parla di cadenza definita.")
    interval_days: int | None = Field(
        default=None, ge=1, le=366, description="Ogni quanti giorni, quando è stato definito."
    )
    separate_decisions: bool = Field(
        default=False, description="true se ciascun organo decide per sé."
    )
    formation: FormationRef | None = Field(default=None, description="La formazione, se una sola.")

    def lacks(self) -> str | None:
        """Tell that the pace was to be defined and is not."""
        return "la cadenza, che il testo dice definita" if self._unpaced else None

    @property
    def _unpaced(self) -> bool:
        return self.paced and self.interval_days is None
