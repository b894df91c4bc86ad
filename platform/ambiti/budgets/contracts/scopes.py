"""The kind of service contracts, and which rows each scope lets through."""

from ambiti.budgets.contracts import tables
from ambiti.reading.kinds import Kind, in_tenant, of_own_comune

SERVICE_CONTRACT = Kind(
    "ServiceContract",
    (tables.service_contracts, tables.contract_budgets, tables.budget_assignments),
    {"all": in_tenant, "own_comune": of_own_comune},
)

KINDS = (SERVICE_CONTRACT,)
