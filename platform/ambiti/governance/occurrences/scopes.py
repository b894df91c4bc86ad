"""The kind of occurrences, and which rows its scope lets through."""

from ambiti.governance.occurrences import tables
from ambiti.reading.kinds import Kind, in_tenant

OCCURRENCE = Kind("Occurrence", (tables.occurrences,), {"all": in_tenant})

KINDS = (OCCURRENCE,)
