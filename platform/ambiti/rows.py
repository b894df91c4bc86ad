"""The tables of all slices: importing this module fills the one metadata."""

from ambiti.acting import tables as acting
from ambiti.agreements import tables as agreements
from ambiti.agreements.adoptions import tables as adoptions
from ambiti.agreements.amendments import tables as amendments
from ambiti.agreements.drafts import tables as drafts
from ambiti.agreements.publications import tables as publications
from ambiti.agreements.representation import tables as representation
from ambiti.agreements.signatures import tables as signatures
from ambiti.agreements.withdrawals import tables as withdrawals
from ambiti.budgets.attributions import tables as attributions
from ambiti.budgets.contracts import tables as contracts
from ambiti.budgets.dues import tables as dues
from ambiti.budgets.funds import tables as funds
from ambiti.budgets.imports import tables as imports
from ambiti.budgets.ledger import tables as ledger
from ambiti.budgets.ripartos import tables as ripartos
from ambiti.compliance.cases import tables as cases
from ambiti.compliance.inspections import tables as inspections
from ambiti.compliance.privacy import tables as privacy
from ambiti.compliance.requests import tables as requests
from ambiti.database import versions
from ambiti.database.metadata import metadata
from ambiti.governance import tables as governance
from ambiti.governance.acts import tables as acts
from ambiti.governance.calendar import tables as calendar
from ambiti.governance.encounters import tables as encounters
from ambiti.governance.meetings import tables as meetings
from ambiti.governance.occurrences import tables as occurrences
from ambiti.governance.ownrules import tables as ownrules
from ambiti.governance.participation import tables as participation
from ambiti.governance.seats import tables as seats
from ambiti.governance.tenures import tables as tenures
from ambiti.statute import tables as statute
from ambiti.territory import tables as territory

__all__ = [
    "acting",
    "acts",
    "adoptions",
    "agreements",
    "amendments",
    "attributions",
    "calendar",
    "cases",
    "contracts",
    "drafts",
    "dues",
    "encounters",
    "funds",
    "governance",
    "imports",
    "inspections",
    "ledger",
    "meetings",
    "metadata",
    "occurrences",
    "ownrules",
    "participation",
    "privacy",
    "publications",
    "representation",
    "requests",
    "ripartos",
    "seats",
    "signatures",
    "statute",
    "tenures",
    "territory",
    "versions",
    "withdrawals",
]
