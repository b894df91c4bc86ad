"""The kinds of agreements, and which rows each scope lets through."""

from ambiti.agreements import tables
from ambiti.reading.kinds import Kind, in_tenant, published

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

KINDS = (INSTRUMENT,)
