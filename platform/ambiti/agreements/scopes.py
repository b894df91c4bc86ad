"""The kinds of agreements, and which rows each scope lets through."""

from ambiti.agreements import tables
from ambiti.agreements.adoptions import tables as adoptions
from ambiti.agreements.amendments import tables as amendments
from ambiti.agreements.drafts import tables as drafts
from ambiti.agreements.publications import tables as publications
from ambiti.agreements.signatures import tables as signatures
from ambiti.agreements.withdrawals import tables as withdrawals
from ambiti.reading.kinds import Kind, in_tenant, of_own_comune, published

INSTRUMENT = Kind(
    "Instrument",
    (
        tables.instruments,
        tables.instrument_statuses,
        tables.instrument_parties,
        tables.instrument_predecessors,
    ),
    {"public": published, "all": in_tenant},
)
INSTRUMENT_FACT = Kind(
    "InstrumentFact",
    (
        signatures.deliberations,
        signatures.signatures,
        signatures.renewals,
        amendments.amendments,
        amendments.amendment_steps,
        amendments.amendment_adoptions,
        withdrawals.withdrawals,
        withdrawals.accessions,
        adoptions.adoption_rounds,
        adoptions.adoptions,
        publications.instrument_publications,
        drafts.drafts,
        drafts.draft_parties,
    ),
    {"all": in_tenant, "own_comune": of_own_comune},
)

KINDS = (INSTRUMENT, INSTRUMENT_FACT)
