"""The types that an identifier may name: one for each kind of row that the contract shows."""

from typing import Any, Final

from ambiti.acting.graph import JournalEntry
from ambiti.agreements.adoptions.graph import Adoption, AdoptionRound
from ambiti.agreements.amendments.graph import Amendment, AmendmentAdoption, AmendmentStep
from ambiti.agreements.drafts.graph import Draft, DraftParty
from ambiti.agreements.graph import Instrument, InstrumentParty
from ambiti.agreements.publications.graph import InstrumentPublication
from ambiti.agreements.representation.graph import (
    ContractParty,
    MandateRevocation,
    Representation,
    Representative,
    SignedContract,
    SigningMandate,
)
from ambiti.agreements.signatures.graph import Deliberation, Renewal, Signature
from ambiti.agreements.withdrawals.graph import Accession, Withdrawal
from ambiti.budgets.attributions.graph import CostAttribution, NotionalEntry
from ambiti.budgets.contracts.graph.contracts import (
    BudgetAssignment,
    ContractBudget,
    ServiceContract,
)
from ambiti.budgets.dues.graph import Due, DueEntry, Obligation
from ambiti.budgets.funds.graph import Budget, BudgetFund, InKindContribution
from ambiti.budgets.imports.graph import AccountingImport
from ambiti.budgets.ledger.graph import BudgetLine, Impegno, LedgerMovement
from ambiti.budgets.ripartos.graph import Riparto, RipartoShare
from ambiti.compliance.cases.graph import CaseAssignment, CaseFile
from ambiti.compliance.inspections.graph import FollowUp, Inspection
from ambiti.compliance.privacy.graph import ContactPoint, PersonalAccess, PersonalRecord
from ambiti.compliance.requests.graph import (
    AccessRequest,
    ArchivedDocument,
    Complaint,
    RightsRequest,
)
from ambiti.governance.acts.graph.acts import Act, ActConflict, ActParty, ActPublication, ActStep
from ambiti.governance.acts.graph.delivered import Delivery, Dispatch, DispatchItem
from ambiti.governance.calendar.graph import Fulfilment, SetTerm, TermEvent
from ambiti.governance.encounters.graph import Encounter, EncounterParty
from ambiti.governance.graph.mandates import Mandate, Me
from ambiti.governance.graph.organs import Organ, Role
from ambiti.governance.meetings.graph import (
    AgendaItem,
    Attendance,
    Ballot,
    Invitation,
    Meeting,
    MinutesApproval,
    MinutesCorrection,
    RollEntry,
    Vote,
)
from ambiti.governance.occurrences.graph import Occurrence
from ambiti.governance.ownrules.graph import OwnRule, WorkingGroup
from ambiti.governance.participation.graph import Participation
from ambiti.governance.seats.graph import OrganSeat
from ambiti.governance.tenures.graph import Adherent, RevocationCase, Tenure
from ambiti.statute.graph.rules import StatuteRule
from ambiti.statute.graph.versions import Ambiguity, StatuteVersion
from ambiti.territory.graph.comuni import Body, Comune
from ambiti.territory.graph.units import MemberAmbito, SubAmbito

NODES: Final[tuple[type[Any], ...]] = (
    AccessRequest,
    Accession,
    AccountingImport,
    Act,
    ActConflict,
    ActParty,
    ActPublication,
    ActStep,
    Adherent,
    Adoption,
    AdoptionRound,
    AgendaItem,
    Ambiguity,
    Amendment,
    AmendmentAdoption,
    AmendmentStep,
    ArchivedDocument,
    Attendance,
    Ballot,
    Body,
    Budget,
    BudgetAssignment,
    BudgetFund,
    BudgetLine,
    CaseAssignment,
    CaseFile,
    Complaint,
    Comune,
    ContactPoint,
    ContractBudget,
    ContractParty,
    CostAttribution,
    Deliberation,
    Delivery,
    Dispatch,
    DispatchItem,
    Draft,
    DraftParty,
    Due,
    DueEntry,
    Encounter,
    EncounterParty,
    FollowUp,
    Fulfilment,
    Impegno,
    InKindContribution,
    Inspection,
    Instrument,
    InstrumentParty,
    InstrumentPublication,
    Invitation,
    JournalEntry,
    LedgerMovement,
    Mandate,
    MandateRevocation,
    Me,
    Meeting,
    MemberAmbito,
    MinutesApproval,
    MinutesCorrection,
    NotionalEntry,
    Obligation,
    Occurrence,
    Organ,
    OrganSeat,
    OwnRule,
    Participation,
    PersonalAccess,
    PersonalRecord,
    Renewal,
    Representation,
    Representative,
    RevocationCase,
    RightsRequest,
    Riparto,
    RipartoShare,
    Role,
    RollEntry,
    ServiceContract,
    SetTerm,
    Signature,
    SignedContract,
    SigningMandate,
    StatuteRule,
    StatuteVersion,
    SubAmbito,
    Tenure,
    TermEvent,
    Vote,
    Withdrawal,
    WorkingGroup,
)
"""All of them but those that the contract itself defines."""
