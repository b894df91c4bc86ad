"""The acts of every room, put together: what the contract lets anybody ask to be done."""

import strawberry

from ambiti.agreements.adoptions.commands import AdoptionActs
from ambiti.agreements.amendments.commands import AmendmentActs
from ambiti.agreements.drafts.drafting import DraftActs
from ambiti.agreements.publications.publishing import PublicationActs
from ambiti.agreements.representation.commands import RepresentationActs
from ambiti.agreements.signatures.commands import SignatureActs
from ambiti.agreements.withdrawals.commands import WithdrawalActs
from ambiti.budgets.attributions.commands import AttributionActs
from ambiti.budgets.contracts.commands import ContractActs
from ambiti.budgets.dues.commands import DueActs
from ambiti.budgets.funds.commands import FundActs
from ambiti.budgets.ledger.commands import LedgerActs
from ambiti.budgets.ripartos.commands import RipartoActs
from ambiti.budgets.years.commands import YearActs
from ambiti.compliance.cases.commands import CaseActs
from ambiti.compliance.inspections.commands import InspectionActs
from ambiti.compliance.privacy.commands import PrivacyActs
from ambiti.compliance.requests.commands import RequestActs
from ambiti.governance.acts.commands import RegisterActs
from ambiti.governance.calendar.commands import CalendarActs
from ambiti.governance.encounters.commands import EncounterActs
from ambiti.governance.meetings.commands import MeetingActs
from ambiti.governance.occurrences.commands import OccurrenceActs
from ambiti.governance.ownrules.commands import OwnRuleActs
from ambiti.governance.participation.commands import ParticipationActs
from ambiti.governance.tenures.commands import TenureActs


@strawberry.type(
    description="Gli atti: ciascuno è un atto giuridico, compiuto per intero o per nulla."
)
class Mutation(
    MeetingActs,
    TenureActs,
    RegisterActs,
    CalendarActs,
    EncounterActs,
    OccurrenceActs,
    OwnRuleActs,
    ParticipationActs,
    SignatureActs,
    AmendmentActs,
    WithdrawalActs,
    AdoptionActs,
    PublicationActs,
    DraftActs,
    RepresentationActs,
    RequestActs,
    PrivacyActs,
    InspectionActs,
    CaseActs,
    FundActs,
    LedgerActs,
    YearActs,
    AttributionActs,
    ContractActs,
    RipartoActs,
    DueActs,
):
    """What can be done: each is one legal act."""
