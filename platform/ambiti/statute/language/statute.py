"""The whole of a tenant's founding documents, as one file says it."""

from typing import Literal

from pydantic import Field

from ambiti.statute.language.adhesion import AdhesionRule
from ambiti.statute.language.adoption import MirrorAdoption
from ambiti.statute.language.allocation import Allocation, AllocationKey, Estimate
from ambiti.statute.language.ambiguities import Ambiguity
from ambiti.statute.language.amounts import FixedAmount
from ambiti.statute.language.audit import AuditRule
from ambiti.statute.language.companies import CompanyRule
from ambiti.statute.language.competences import Competence, Precedence
from ambiti.statute.language.deadlines import Deadline
from ambiti.statute.language.disputes import Dispute
from ambiti.statute.language.documents import Document
from ambiti.statute.language.duties import Separation
from ambiti.statute.language.funds import Fund, FundRule
from ambiti.statute.language.hierarchy import HierarchyRule
from ambiti.statute.language.instruments import Instrument
from ambiti.statute.language.ledgers import Ledger, UnspentNotice
from ambiti.statute.language.meetings import JointMeeting
from ambiti.statute.language.movements import Movement
from ambiti.statute.language.organs import Organ
from ambiti.statute.language.personnel import PersonnelRule
from ambiti.statute.language.privacy import PrivacyProfile, PrivacyRule
from ambiti.statute.language.programming import Programme, ProgrammeRule
from ambiti.statute.language.recess import Recess
from ambiti.statute.language.reporting import InformationDebt
from ambiti.statute.language.representation import RepresentationRule
from ambiti.statute.language.roles import Role
from ambiti.statute.language.rule import Strict
from ambiti.statute.language.series import DataRule
from ambiti.statute.language.terms import Event
from ambiti.statute.language.territory import (
    Capofila,
    Comune,
    Members,
    Partition,
    Perimeter,
    Province,
    Substitution,
)
from ambiti.statute.language.transparency import TransparencyRule
from ambiti.statute.language.units import Body, Coalition, Unit
from ambiti.statute.language.vocabulary import Category, Matter, Office
from ambiti.statute.language.words import Name, Slug


class Statute(Strict):
    """I documenti costitutivi di un Ambito, come dati."""

    slug: Slug = Field(description="Il nome breve del tenant, negli indirizzi e nei comandi.")
    kind: Literal["AMBITO", "INTERAMBITI"] = Field(
        description="AMBITO, oppure INTERAMBITI: un accordo fra Ambiti."
    )
    name: Name = Field(description="Il nome per esteso.")
    region: Name = Field(description="La regione.")
    documents: tuple[Document, ...] = Field(min_length=1, description="I documenti citati.")
    ambiguities: tuple[Ambiguity, ...] = Field(default=(), description="I dubbi, e le scelte.")
    matters: tuple[Matter, ...] = Field(default=(), description="Le materie, con l'articolo.")
    offices: tuple[Office, ...] = Field(default=(), description="Le cariche.")
    categories: tuple[Category, ...] = Field(
        default=(), description="Insiemi di persone, enti, contenuti, livelli, aree."
    )
    events: tuple[Event, ...] = Field(default=(), description="Gli eventi attesi da un termine.")
    provinces: tuple[Province, ...] = Field(min_length=1, description="Le province dei comuni.")
    comuni: tuple[Comune, ...] = Field(min_length=1, description="I comuni, con i codici.")
    members: tuple[Members, ...] = Field(
        default=(), description="I comuni dell'Ambito. Un INTERAMBITI li ha dai suoi Ambiti."
    )
    capofila: tuple[Capofila, ...] = Field(default=(), description="Il capofila, nel tempo.")
    bodies: tuple[Body, ...] = Field(default=(), description="Gli enti che non sono comuni.")
    units: tuple[Unit, ...] = Field(default=(), description="Sub-ambiti, o Ambiti membri.")
    coalitions: tuple[Coalition, ...] = Field(default=(), description="Le coalizioni di Ambiti.")
    substitutions: tuple[Substitution, ...] = Field(
        default=(), description="Gli enti che stanno al posto di comuni."
    )
    partitions: tuple[Partition, ...] = Field(default=(), description="Le divisioni attese.")
    perimeters: tuple[Perimeter, ...] = Field(default=(), description="Le parti del territorio.")
    instruments: tuple[Instrument, ...] = Field(default=(), description="Gli atti.")
    organs: tuple[Organ, ...] = Field(default=(), description="Gli organi e gli uffici.")
    roles: tuple[Role, ...] = Field(default=(), description="I ruoli.")
    competences: tuple[Competence, ...] = Field(default=(), description="Chi fa che cosa.")
    precedences: tuple[Precedence, ...] = Field(
        default=(), description="Chi prevale in caso di contrasto."
    )
    joint_meetings: tuple[JointMeeting, ...] = Field(
        default=(), description="Gli incontri congiunti."
    )
    deadlines: tuple[Deadline, ...] = Field(default=(), description="I termini.")
    recesses: tuple[Recess, ...] = Field(default=(), description="Come si recede.")
    funds: tuple[Fund, ...] = Field(default=(), description="I fondi e le fonti.")
    fund_rules: tuple[FundRule, ...] = Field(default=(), description="Residui, avanzi, custodia.")
    allocation_keys: tuple[AllocationKey, ...] = Field(
        default=(), description="I criteri di riparto."
    )
    allocations: tuple[Allocation, ...] = Field(
        default=(), description="Che cosa si ripartisce, e come."
    )
    estimates: tuple[Estimate, ...] = Field(default=(), description="Le quote stimate.")
    ledgers: tuple[Ledger, ...] = Field(
        default=(), description="I costi pagati da uno e imputati ad altri."
    )
    unspent_notices: tuple[UnspentNotice, ...] = Field(
        default=(), description="Ciò che non è stato reso."
    )
    movements: tuple[Movement, ...] = Field(
        default=(), description="Trasferimenti, rate, rimborsi."
    )
    fixed_amounts: tuple[FixedAmount, ...] = Field(default=(), description="Le somme fisse.")
    personnel: tuple[PersonnelRule, ...] = Field(default=(), description="Il personale.")
    programmes: tuple[Programme, ...] = Field(
        default=(), description="I documenti di programmazione."
    )
    programme_rules: tuple[ProgrammeRule, ...] = Field(
        default=(), description="Come si programmano."
    )
    companies: tuple[CompanyRule, ...] = Field(default=(), description="La società che gestisce.")
    adhesion: tuple[AdhesionRule, ...] = Field(
        default=(), description="Chi può aderire e che cosa può fare."
    )
    representation: tuple[RepresentationRule, ...] = Field(
        default=(), description="Chi agisce per altri."
    )
    mirror_adoptions: tuple[MirrorAdoption, ...] = Field(
        default=(), description="Gli atti che ciascuno adotta."
    )
    information_debts: tuple[InformationDebt, ...] = Field(
        default=(), description="I debiti informativi."
    )
    data: tuple[DataRule, ...] = Field(default=(), description="Serie, indici, rilevazioni.")
    privacy_profiles: tuple[PrivacyProfile, ...] = Field(
        default=(), description="I trattamenti di dati personali."
    )
    privacy_rules: tuple[PrivacyRule, ...] = Field(
        default=(), description="Altre regole sui dati personali."
    )
    transparency: tuple[TransparencyRule, ...] = Field(
        default=(), description="Archivio, accesso, pubblicità."
    )
    accountability: tuple[AuditRule, ...] = Field(
        default=(), description="Chi risponde e chi controlla."
    )
    disputes: tuple[Dispute, ...] = Field(default=(), description="Le controversie.")
    hierarchy: tuple[HierarchyRule, ...] = Field(
        default=(), description="Dove si cerca una regola."
    )
    separations: tuple[Separation, ...] = Field(default=(), description="Chi non può essere chi.")
