"""M-01. Units: sub-ambiti, member Ambiti, coalitions, and bodies that are no comune."""

from typing import Annotated, Literal

from pydantic import Field

from ambiti.statute.language.rule import Rule, Strict
from ambiti.statute.language.words import Code, Name, Slug, Words

BodyKind = Literal[
    "ASL",
    "ATS",
    "ASST",
    "AZIENDA_OSPEDALIERA",
    "PROVINCIA",
    "REGIONE",
    "AZIENDA_SPECIALE_CONSORTILE",
    "UNIONE",
    "FORUM",
    "ORGANIZZAZIONI_SINDACALI",
    "AZIENDA_CASA",
    "SERVIZIO",
    "AMBITO",
    "COMUNE",
    "MINISTERO",
    "TERZO_SETTORE",
    "FORMAZIONE",
    "SCUOLA",
    "SOCIETA",
    "ORGANISMO",
]
BodyRole = Literal[
    "GESTORE", "FINANZIATORE", "FIRMATARIO", "INVITATO", "TAVOLO", "DEBITI_INFORMATIVI", "SERVIZIO"
]


class Body(Rule):
    """Un ente che non è un comune: ASL, Provincia, azienda speciale, unione, terzo settore."""

    says = "Ente legato all'Ambito[all_comuni?, di tutti i suoi comuni]: {name}"
    code: Code = Field(description="Codice dell'ente.")
    name: Name = Field(description="Il nome come lo scrive il documento.")
    kind: BodyKind = Field(description="Che ente è.")
    role: BodyRole | None = Field(default=None, description="Che cosa fa nell'Ambito.")
    comuni: tuple[Name, ...] = Field(
        default=(), description="I comuni che ne sono soci o che lo compongono."
    )
    all_comuni: bool = Field(
        default=False, description="true se ne sono soci tutti i comuni dell'Ambito."
    )
    aliases: tuple[Name, ...] = Field(default=(), description="Altre grafie del nome.")


class ComuniMembers(Rule):
    """Comuni di un'unità, scritti come nel documento."""

    says = "{self:Di} [comuni=MANY?fanno][comuni!=MANY?fa] parte: {comuni}"
    kind: Literal["COMUNI"]
    comuni: tuple[Name, ...] = Field(min_length=1, description="I comuni, con la loro grafia.")


class BodyMember(Rule):
    """Un ente che conta come una voce dell'elenco: un'unione che porta con sé i suoi comuni."""

    says = "{self:Di} <body:fa/fanno> parte, con i suoi comuni, {body}"
    kind: Literal["BODY"]
    body: Code = Field(description="Codice dell'ente, dichiarato in «bodies».")


UnitMembers = Annotated[ComuniMembers | BodyMember, Field(discriminator="kind")]

LeadRole = Literal["REFERENTE", "CAPOFILA", "REPRESENTATIVE"]


class ComuneLead(Rule):
    """Il comune che guida l'unità."""

    says = "{role:Cap} {self:di} è il comune di {comune}"
    kind: Literal["COMUNE"]
    role: LeadRole = Field(description="REFERENTE di sub-ambito, CAPOFILA o REPRESENTATIVE.")
    comune: Name = Field(description="Il comune.")


class BodyLead(Rule):
    """L'ente che guida l'unità: per un sub-ambito serve l'intesa dei suoi comuni."""

    says = "{role:Cap} {self:di} <body:è/sono> {body}[agreement? (d'accordo i comuni: {agreement})]"
    kind: Literal["BODY"]
    role: LeadRole = Field(description="REFERENTE di sub-ambito, CAPOFILA o REPRESENTATIVE.")
    body: Code = Field(description="Codice dell'ente.")
    agreement: Name | None = Field(
        default=None, description="L'atto con cui i comuni del sub-ambito sono d'accordo."
    )


UnitLead = Annotated[ComuneLead | BodyLead, Field(discriminator="kind")]


class SubAmbito(Rule):
    """Un sub-ambito: una parte del territorio con il suo ente referente."""

    says = "{self} <self:è/sono> una parte dell'Ambito"
    kind: Literal["SUB_AMBITO"]
    code: Code = Field(description="Codice del sub-ambito.")
    name: Name = Field(description="Nome del sub-ambito.")
    leads: tuple[UnitLead, ...] = Field(default=(), description="Chi ne è referente, nel tempo.")
    members: tuple[UnitMembers, ...] = Field(min_length=1, description="Chi ne fa parte.")
    expected_entries: int | None = Field(
        default=None, ge=1, description="Quante voci il documento dice o elenca."
    )


class MemberAmbito(Rule):
    """Un Ambito che fa parte di un accordo fra Ambiti; può essere un tenant di qui o no."""

    says = "{self} è membro dell'accordo"
    kind: Literal["MEMBER_AMBITO"]
    code: Code = Field(description="Codice dell'Ambito nell'accordo.")
    name: Name = Field(description="Nome dell'Ambito.")
    tenant: Slug | None = Field(default=None, description="Lo slug, se è un tenant di qui.")
    leads: tuple[UnitLead, ...] = Field(default=(), description="Capofila o rappresentante.")
    members: tuple[UnitMembers, ...] = Field(min_length=1, description="I suoi comuni.")
    expected_entries: int | None = Field(
        default=None, ge=1, description="Quante voci il documento dice o elenca."
    )


Unit = Annotated[SubAmbito | MemberAmbito, Field(discriminator="kind")]


class UnitPartner(Strict):
    """Un'unità di questo statuto che partecipa alla coalizione."""

    kind: Literal["UNIT"]
    unit: Code = Field(description="Codice dell'unità.")


class OutsidePartner(Strict):
    """Un Ambito fuori da questo statuto che partecipa alla coalizione."""

    kind: Literal["OUTSIDE"]
    name: Name = Field(description="Nome dell'Ambito.")


class OwnPartner(Strict):
    """Questo stesso Ambito."""

    kind: Literal["SELF"]


Partner = Annotated[UnitPartner | OutsidePartner | OwnPartner, Field(discriminator="kind")]

LeadTask = Literal["AWARD_SINGLE_SUPPLIER", "COLLECT_FUNDS", "ADOPT_ACTS", "CONVENE", "AGENDA"]


class Coalition(Rule):
    """Una coalizione di Ambiti: chi ne fa parte e i soli compiti di chi la guida."""

    says = "{name}: chi la guida ha solo questi compiti: {lead_tasks}"
    code: Code = Field(description="Codice della coalizione.")
    name: Name = Field(description="Nome della coalizione.")
    partners: tuple[Partner, ...] = Field(min_length=2, description="Gli Ambiti che la formano.")
    lead: Partner = Field(description="Chi la guida.")
    lead_tasks: tuple[LeadTask, ...] = Field(
        description="I compiti di chi la guida: questi e nessun altro."
    )
    purposes: tuple[Words, ...] = Field(default=(), description="Le finalità.")
