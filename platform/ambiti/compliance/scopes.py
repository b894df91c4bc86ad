"""The kinds of compliance, and which rows each scope lets through."""

from sqlalchemy import ColumnElement, FromClause, false

from ambiti.compliance.cases import tables as cases
from ambiti.compliance.inspections import tables as inspections
from ambiti.compliance.privacy import tables as privacy
from ambiti.compliance.requests import tables as requests
from ambiti.reading.kinds import Holder, Kind, in_tenant, of_own_comune


def _asked_oneself(rows: FromClause, holder: Holder) -> ColumnElement[bool]:
    """Let through what the caller asked for; most requests are recorded for somebody else."""
    return rows.c.requester_id == holder.principal if "requester_id" in rows.c else false()


PERSONAL_RECORD = Kind("PersonalRecord", (privacy.personal_records,), {"all": in_tenant})
PERSONAL_ACCESS = Kind("PersonalAccess", (privacy.personal_accesses,), {"all": in_tenant})
CONTACT_POINT = Kind(
    "ContactPoint", (privacy.contact_points,), {"all": in_tenant, "own_comune": of_own_comune}
)
CITIZEN_REQUEST = Kind(
    "CitizenRequest",
    (requests.rights_requests, requests.complaints, requests.access_requests),
    {"all": in_tenant, "own": _asked_oneself},
)
ARCHIVE = Kind("Archive", (requests.archived_documents,), {"all": in_tenant})
INSPECTION = Kind(
    "Inspection", (inspections.inspections, inspections.follow_ups), {"all": in_tenant}
)

CASE_FILE = Kind("CaseFile", (cases.case_files, cases.case_assignments), {"all": in_tenant})

KINDS = (
    PERSONAL_RECORD,
    PERSONAL_ACCESS,
    CONTACT_POINT,
    CITIZEN_REQUEST,
    ARCHIVE,
    INSPECTION,
    CASE_FILE,
)
