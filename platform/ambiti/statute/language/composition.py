"""M-04. Of whom an organ is made: seats, who fills them, who votes, who chairs."""

from typing import Annotated, Literal

from pydantic import Field

from ambiti.statute.language.references import (
    CategoryRef,
    EventRef,
    FormationRef,
    InstrumentRef,
    RoleRef,
    UnitRef,
    Who,
)
from ambiti.statute.language.rule import Rule, Strict, Unknown
from ambiti.statute.language.words import Code, Name

Delegate = Literal["ALLOWED", "NOT_ALLOWED", "NOT_STATED"]


class EveryComune(Strict):
    """Tutti i comuni dell'Ambito."""

    says = "di ciascun comune dell'Ambito"
    kind: Literal["COMUNI"]


class ComuniOfUnit(Strict):
    """I comuni di un'unità."""

    says = "di ciascun comune di {unit}"
    kind: Literal["UNIT"]
    unit: UnitRef = Field(description="L'unità.")


class Signatories(Strict):
    """Gli enti che hanno firmato un atto."""

    says = "di ciascun ente che ha firmato {instrument}"
    kind: Literal["SIGNATORIES"]
    instrument: InstrumentRef = Field(description="L'atto.")


class MemberAmbiti(Strict):
    """Gli Ambiti membri dell'accordo."""

    says = "di ciascun Ambito membro"
    kind: Literal["MEMBER_AMBITI"]


Over = Annotated[
    EveryComune | ComuniOfUnit | Signatories | MemberAmbiti, Field(discriminator="kind")
]


class SubAmbiti(Strict):
    """Un gruppo per ogni sub-ambito."""

    says = "ogni sub-ambito"
    kind: Literal["SUB_AMBITI"]


class AmbitiGroup(Strict):
    """Un gruppo per ogni Ambito membro."""

    says = "ogni Ambito membro"
    kind: Literal["MEMBER_AMBITI"]


class CategoriesGroup(Strict):
    """Un gruppo per ogni categoria."""

    says = "ciascuna categoria: {categories}"
    kind: Literal["CATEGORIES"]
    categories: tuple[CategoryRef, ...] = Field(min_length=1, description="Le categorie.")


class PartiesGroup(Strict):
    """Un gruppo per ogni ente dell'elenco."""

    says = "ciascuno fra {parties}"
    kind: Literal["PARTIES"]
    parties: tuple[Who, ...] = Field(min_length=1, description="Gli enti.")


Group = Annotated[
    SubAmbiti | AmbitiGroup | CategoriesGroup | PartiesGroup, Field(discriminator="kind")
]


class Seats(Rule):
    """Posti in un organo."""

    formation: FormationRef | None = Field(
        default=None, description="La formazione a cui si limita (commissione); se no, tutte."
    )
    vote: bool | None = Field(
        default=None, description="true o false se il testo lo dice; altrimenti non scriverlo."
    )


class OfficeOfEach(Seats):
    """Chi ricopre una carica in ciascun ente: tutti i sindaci."""

    says = (
        "{self:Di} fa parte {office} {over}[delegate=ALLOWED?, o un suo delegato]"
        "[delegate=NOT_ALLOWED?, senza delega][formation? (nella formazione: {formation})]"
    )
    kind: Literal["OFFICE_OF_EACH"]
    office: Who = Field(description="La carica o il ruolo.")
    over: Over = Field(description="Di quali enti.")
    delegate: Delegate = Field(default="NOT_STATED", description="Se può mandare un delegato.")
    seat_policy: Literal["BY_COMUNE", "BY_SIGNATORY"] = Field(
        default="BY_COMUNE",
        description="Un posto per comune, o uno per ente che ha firmato al suo posto.",
    )
    instrument: InstrumentRef | None = Field(
        default=None, description="L'atto i cui firmatari contano, se un posto per firmatario."
    )


class NPerGroup(Seats):
    """Un numero di componenti per ogni gruppo, scelti fra certe cariche."""

    says = (
        "{self:Di} <n:fa/fanno> parte {n:componenti} per {group}, fra {pool}[designated_by?, "
        "nominat<n:o/i> {designated_by:da}]"
    )
    kind: Literal["N_PER_GROUP"]
    n: int = Field(ge=1, le=100, description="Quanti per gruppo.")
    group: Group = Field(description="I gruppi.")
    pool: tuple[Who, ...] = Field(min_length=1, description="Fra chi si scelgono.")
    designated_by: Who | None = Field(default=None, description="Chi li nomina.")


class OnePerGroup(Seats):
    """Un componente per ogni gruppo."""

    says = (
        "{self:Di} fa parte un componente per {group}[pool?, fra {pool}]"
        "[designated_by?, designato {designated_by:da}]"
    )
    kind: Literal["ONE_PER_GROUP"]
    group: Group = Field(description="I gruppi.")
    pool: tuple[Who, ...] = Field(default=(), description="Fra chi si sceglie.")
    designated_by: Who | None = Field(
        default=None, description="Chi lo designa; REFERENTE è quello di ciascun sub-ambito."
    )


class ExOfficio(Seats):
    """Chi ricopre una carica o un ruolo è componente di diritto."""

    says = (
        "{self:Di} <holder:è componente/sono componenti> di diritto {holder}[delegate=ALLOWED?, "
        "o un suo delegato]"
    )
    kind: Literal["EX_OFFICIO"]
    holder: Who = Field(description="La carica, il ruolo o l'ente.")
    delegate: Delegate = Field(default="NOT_STATED", description="Se può mandare un delegato.")


class Designated(Seats):
    """Componenti designati da qualcuno."""

    says = (
        "{self:Di} <n:fa/fanno> parte {n:componenti} designat<n:o/i> {designated_by:da}[pool?, "
        "fra {pool}][category?, per la categoria: {category}]"
    )
    kind: Literal["DESIGNATED"]
    n: int = Field(ge=1, le=100, description="Quanti.")
    designated_by: Who = Field(description="Chi li designa.")
    pool: tuple[Who, ...] = Field(default=(), description="Fra chi si scelgono.")
    category: CategoryRef | None = Field(default=None, description="Per quale categoria.")


class CappedCategory(Seats):
    """Al più tanti rappresentanti per ogni categoria."""

    says = (
        "{self:Di} <cap:fa/fanno> parte al più {cap:rappresentanti} per ciascuna categoria: "
        "{categories}[formation? (nella formazione: {formation})]"
    )
    kind: Literal["CAPPED_CATEGORY"]
    cap: int = Field(ge=1, le=100, description="Quanti al più per categoria.")
    categories: tuple[CategoryRef, ...] = Field(min_length=1, description="Le categorie.")


class Appointed(Seats):
    """Componenti nominati o incaricati direttamente."""

    says = (
        "{self:Di} <n:fa/fanno> parte {n:componenti} incaricat<n:o/i> {appointed_by:da}[role?: "
        "{role}]"
    )
    kind: Literal["APPOINTED"]
    n: int = Field(ge=1, le=100, description="Quanti.")
    appointed_by: Who = Field(description="Chi li incarica.")
    role: RoleRef | None = Field(default=None, description="Il ruolo che hanno.")


class AllWithStatus(Seats):
    """Tutti quelli in una condizione: gli operatori in servizio, il personale distaccato."""

    says = "{self:Di} <category:fa/fanno> parte {category:tutti}[of?, {of:di}]"
    kind: Literal["ALL_WITH_STATUS"]
    category: CategoryRef = Field(description="La condizione.")
    of: tuple[Who, ...] = Field(default=(), description="Di quali enti.")


class OpenOnRequest(Seats):
    """Aperto a chi ne fa richiesta."""

    says = (
        "{self:A} partecipa chi ne fa richiesta, fra: {categories}"
        "[formation? (nella formazione: {formation})]"
    )
    kind: Literal["OPEN_ON_REQUEST"]
    categories: tuple[CategoryRef, ...] = Field(min_length=1, description="Chi può chiederlo.")


class Invited(Seats):
    """Invitato, senza essere componente."""

    says = (
        "{self:A} si <who:invita/invitano> {who}[delegate=ALLOWED?, o un suo delegato]"
        "[vote=False?, senza voto][topic?, secondo il tema]"
    )
    kind: Literal["INVITED"]
    who: Who = Field(description="La carica o l'ente.")
    delegate: Delegate = Field(default="NOT_STATED", description="Se può mandare un delegato.")
    topic: bool = Field(default=False, description="true se è invitato secondo il tema.")


class Participant(Seats):
    """Partecipa ai lavori senza avere un posto."""

    says = (
        "{self:A} <who:partecipa/partecipano> {who}[delegate=ALLOWED?, o un suo delegato], in "
        "aggiunta ai componenti[vote=False?, senza voto][area?, per: {area}]"
    )
    kind: Literal["PARTICIPANT"]
    who: Who = Field(description="La carica o l'ente.")
    n: int = Field(default=1, ge=1, le=100, description="Quanti.")
    delegate: Delegate = Field(default="NOT_STATED", description="Se può mandare un delegato.")
    area: CategoryRef | None = Field(default=None, description="L'area tematica a cui si limita.")


class Conditional(Seats):
    """Un posto che c'è solo se un fatto è avvenuto."""

    says = "{self:A} <who:partecipa/partecipano> {who}[n!=1? ({n})] solo se: {event:nome}"
    kind: Literal["CONDITIONAL"]
    who: Who = Field(description="La carica o l'ente.")
    n: int = Field(default=1, ge=1, le=100, description="Quanti.")
    event: EventRef = Field(description="Il fatto, dichiarato in «events».")


class FunctionSeat(Seats):
    """Un posto legato a una funzione, anche in via esclusiva o coincidente con un ruolo."""

    says = (
        "{self:Di} <n:fa/fanno> parte {n:unità} con la funzione: {function}[exclusive?, "
        "assegnat<n:a/e> in via esclusiva][role?, che è {role}]"
    )
    kind: Literal["FUNCTION"]
    function: CategoryRef = Field(description="La funzione, dichiarata in «categories».")
    n: int = Field(default=1, ge=1, le=100, description="Quanti.")
    exclusive: bool = Field(default=False, description="true se l'assegnazione è esclusiva.")
    role: RoleRef | None = Field(default=None, description="Il ruolo con cui coincide.")


class TotalCap(Seats):
    """Quanti sono in tutto."""

    says = (
        "{self:Di} <n:fa/fanno> parte {n:componenti} in tutto[including?, "
        "compres<including:o/a/i/e> {including}]"
    )
    kind: Literal["TOTAL_CAP"]
    n: int = Field(ge=1, le=1000, description="Il numero totale.")
    including: Who | None = Field(default=None, description="Chi è compreso nel numero.")


class UnknownComposition(Unknown):
    """I documenti forniti non dicono come è composto."""

    says = "La composizione {self:di} è indeterminata: {missing:manca}"
    kind: Literal["UNKNOWN"]


Composition = Annotated[
    OfficeOfEach
    | NPerGroup
    | OnePerGroup
    | ExOfficio
    | Designated
    | CappedCategory
    | Appointed
    | AllWithStatus
    | OpenOnRequest
    | Invited
    | Participant
    | Conditional
    | FunctionSeat
    | TotalCap
    | UnknownComposition,
    Field(discriminator="kind"),
]


class Formation(Rule):
    """Un modo in cui l'organo si riunisce: assemblea, commissione."""

    says = "{self} si <self:riunisce/riuniscono> anche come: {name}"
    code: Code = Field(description="Codice della formazione.")
    name: Name = Field(description="Il nome.")
