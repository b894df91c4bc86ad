"""The kind of riparti, and which rows each scope lets through."""

from ambiti.budgets.ripartos import tables
from ambiti.reading.kinds import Kind, in_tenant

RIPARTO = Kind("Riparto", (tables.riparti, tables.riparto_shares), {"all": in_tenant})

KINDS = (RIPARTO,)
