"""The kind of what is recorded in the calendar, and which rows each scope lets through."""

from ambiti.governance.calendar import tables
from ambiti.reading.kinds import Kind, in_tenant

FULFILMENT = Kind(
    "Fulfilment",
    (tables.set_terms, tables.term_events, tables.fulfilments),
    {"all": in_tenant, "published": in_tenant},
)

KINDS = (FULFILMENT,)
"""All of them."""
