"""What the acts on tenures are given."""

from datetime import date
from enum import Enum

import strawberry


@strawberry.enum(description="Che cosa una persona è, o quale rapporto ha.")
class QualificationKind(Enum):
    """What somebody is, that a pool may ask for."""

    OFFICE = strawberry.enum_value("OFFICE", description="Ricopre una carica o un ruolo.")
    CATEGORY = strawberry.enum_value("CATEGORY", description="È di una categoria dello statuto.")
    OF_BODY = strawberry.enum_value("OF_BODY", description="È di un ente: lo rappresenta.")
    EMPLOYEE = strawberry.enum_value("EMPLOYEE", description="È dipendente di un ente.")
    SECONDED_FULL_TIME = strawberry.enum_value(
        "SECONDED_FULL_TIME", description="È distaccato a tempo pieno."
    )
    SECONDED_HOURS = strawberry.enum_value("SECONDED_HOURS", description="È distaccato a ore.")
    DELEGATE = strawberry.enum_value("DELEGATE", description="È delegato da chi ha una carica.")
    OPERATOR = strawberry.enum_value("OPERATOR", description="È un operatore.")
    EXTERNAL = strawberry.enum_value("EXTERNAL", description="È una figura esterna.")


@strawberry.input(description="Ciò che una persona è, come lo dichiara chi la propone.")
class QualificationInput:
    """What somebody is, as declared."""

    kind: QualificationKind = strawberry.field(description="Che cosa.")
    of: str | None = strawberry.field(
        default=None,
        description="Il codice della carica, del ruolo, della categoria o dell'ente; "
        "di DELEGATE, la carica che delega.",
    )
    place: str | None = strawberry.field(
        default=None,
        description="Dove: un comune per nome o codice ISTAT, o il codice di una unità o ente.",
    )
    grade: str | None = strawberry.field(
        default=None, description="La qualifica, come la scrive il documento: i dirigenti."
    )
    act: str | None = strawberry.field(default=None, description="L'atto di delega.")


@strawberry.input(description="Una persona proposta per un posto o un ruolo.")
class CandidateInput:
    """A person who is put forward."""

    name: str = strawberry.field(description="Nome e cognome.")
    identity: str | None = strawberry.field(
        default=None,
        description="Chi è per l'accesso alla piattaforma: EMITTENTE|SOGGETTO; senza, non lo ha.",
    )
    qualifications: list[QualificationInput] = strawberry.field(
        default_factory=list, description="Ciò che è."
    )
    adherent: strawberry.ID | None = strawberry.field(
        default=None, description="L'ente aderente per cui siede."
    )


@strawberry.input(description="La designazione di chi occupa un posto di un organo.")
class DesignateInput:
    """Somebody is designated for a seat."""

    ambito: str = strawberry.field(description="Nome breve dell'Ambito.")
    organ: str = strawberry.field(description="Codice dell'organo nello statuto.")
    candidate: CandidateInput = strawberry.field(description="Chi.")
    by: str | None = strawberry.field(
        default=None,
        description="Chi designa: un codice dello statuto, o un comune per nome o codice ISTAT; "
        "senza, l'ente aderente per cui siede, o la persona stessa.",
    )
    seat: str | None = strawberry.field(
        default=None, description="Il posto; senza, il primo libero fra quelli che gli spettano."
    )
    since: date | None = strawberry.field(default=None, description="Da quando; senza, da oggi.")
    area: str | None = strawberry.field(
        default=None, description="Codice dell'area tematica per cui partecipa, se è per una sola."
    )
    act: str | None = strawberry.field(default=None, description="L'atto.")
    vote: strawberry.ID | None = strawberry.field(
        default=None, description="Il voto, se a designare è un organo."
    )


@strawberry.input(description="L'elezione di chi presiede un organo.")
class ElectChairInput:
    """An organ picks who chairs it."""

    ambito: str = strawberry.field(description="Nome breve dell'Ambito.")
    organ: str = strawberry.field(description="Codice dell'organo nello statuto.")
    candidate: CandidateInput = strawberry.field(description="Chi.")
    vote: strawberry.ID | None = strawberry.field(
        default=None, description="Il voto dell'organo che elegge."
    )


@strawberry.input(description="La designazione di chi sostituisce chi presiede.")
class DesignateSubstituteInput:
    """Somebody is designated to take the place of the chair."""

    ambito: str = strawberry.field(description="Nome breve dell'Ambito.")
    organ: str = strawberry.field(description="Codice dell'organo nello statuto.")
    candidate: CandidateInput = strawberry.field(description="Chi.")
    act: str | None = strawberry.field(default=None, description="L'atto.")
    vote: strawberry.ID | None = strawberry.field(
        default=None, description="Il voto, se a designare è un organo."
    )


@strawberry.input(description="La scelta di chi sarà poi nominato.")
class SelectCandidateInput:
    """Somebody is selected; the appointment is another's."""

    ambito: str = strawberry.field(description="Nome breve dell'Ambito.")
    role: str = strawberry.field(description="Codice del ruolo nello statuto.")
    candidate: CandidateInput = strawberry.field(description="Chi.")
    vote: strawberry.ID | None = strawberry.field(
        default=None, description="Il voto dell'organo che sceglie."
    )


@strawberry.input(description="La nomina in un ruolo.")
class AppointInput:
    """Somebody is appointed to a role."""

    ambito: str = strawberry.field(description="Nome breve dell'Ambito.")
    role: str = strawberry.field(description="Codice del ruolo nello statuto.")
    by: str = strawberry.field(
        description="Chi nomina: un codice dello statuto, o un comune per nome o codice ISTAT."
    )
    candidate: CandidateInput = strawberry.field(description="Chi.")
    place: str | None = strawberry.field(
        default=None, description="Il comune o l'unità per cui si ha il ruolo, se è per uno."
    )
    since: date | None = strawberry.field(default=None, description="Da quando; senza, da oggi.")
    act: str | None = strawberry.field(default=None, description="L'atto di nomina.")
    vote: strawberry.ID | None = strawberry.field(
        default=None, description="Il voto, se a nominare è un organo."
    )
    selection: strawberry.ID | None = strawberry.field(
        default=None, description="La scelta che la precede, dove sono due passi."
    )


@strawberry.input(description="La fine di un incarico prima del tempo, per altro che una revoca.")
class EndTenureInput:
    """A tenure ends."""

    tenure: strawberry.ID = strawberry.field(description="L'incarico.")
    until: date = strawberry.field(description="Il primo giorno senza.")
    because: str = strawberry.field(description="Perché: dimissioni, fine del mandato.")


@strawberry.input(description="La conferma di chi ha finito il suo termine.")
class ConfirmTenureInput:
    """A tenure is confirmed for another term."""

    tenure: strawberry.ID = strawberry.field(description="L'incarico.")
    act: str = strawberry.field(description="L'atto di conferma.")
    vote: strawberry.ID | None = strawberry.field(
        default=None, description="Il voto, se a scegliere è un organo."
    )


@strawberry.input(description="La proposta di revoca.")
class ProposeRevocationInput:
    """A revocation is proposed."""

    tenure: strawberry.ID = strawberry.field(description="L'incarico.")
    grounds: list[str] = strawberry.field(
        description="Le ragioni, per codice; altre, se il documento non chiude l'elenco."
    )
    motivation: str = strawberry.field(description="La motivazione.")


@strawberry.input(description="La decisione su una revoca: la dà il voto.")
class DecideRevocationInput:
    """A revocation is decided by a vote."""

    revocation: strawberry.ID = strawberry.field(description="La proposta di revoca.")
    vote: strawberry.ID = strawberry.field(description="La votazione chiusa.")


@strawberry.input(description="L'adesione di un ente a un atto aperto.")
class RegisterAdhesionInput:
    """A body adheres."""

    ambito: str = strawberry.field(description="Nome breve dell'Ambito.")
    name: str = strawberry.field(description="L'ente.")
    instrument: str = strawberry.field(description="Codice dell'atto a cui aderisce.")
    categories: list[str] = strawberry.field(description="Le categorie di cui è.")
    document: str | None = strawberry.field(
        default=None, description="Il documento di adesione firmato."
    )
