"""The kind of what is done for others, and which rows each scope lets through."""

from ambiti.agreements.representation import tables
from ambiti.reading.kinds import Kind, in_tenant, of_own_comune

REPRESENTATION = Kind(
    "Representation",
    (
        tables.signing_mandates,
        tables.mandate_revocations,
        tables.signed_contracts,
        tables.contract_parties,
        tables.representations,
        tables.representatives,
    ),
    {"all": in_tenant, "own_comune": of_own_comune},
)

KINDS = (REPRESENTATION,)
