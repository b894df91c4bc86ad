"""The kinds of tenures, and which rows each scope lets through."""

from ambiti.governance.participation import tables as participation
from ambiti.governance.tenures import tables
from ambiti.reading.kinds import Kind, in_tenant

TENURE = Kind("Tenure", (tables.tenures, tables.revocations), {"all": in_tenant})
ADHERENT = Kind("Adherent", (tables.adherents, participation.participations), {"all": in_tenant})

KINDS = (TENURE, ADHERENT)
